"""Who does tasks: each living worker renews its row, as a running task renews its lease.

So any process on any machine can tell whether somebody works, and which of the workers is the senior one.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import BigInteger, bindparam, delete, literal, select, text
from sqlalchemy.exc import SQLAlchemyError

from inbetween.db.database import Database, Transaction
from inbetween.db.schema import workers
from inbetween.domain.clock import Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """A worker's name, which no other has or had, and the place whose locks tell whether it lives."""

    name: str
    place: str


_TELL = text(
    """
    INSERT INTO workers (name, place, started_at, alive_until, serves)
    VALUES (:name, :place, :now, :now + :lease, :serves)
    ON CONFLICT (name) DO UPDATE SET alive_until = excluded.alive_until, serves = excluded.serves
    """
).bindparams(*(bindparam(name, type_=BigInteger) for name in ("now", "lease")))


def tell(tx: Transaction, presence: Presence, *, serves: Collection[str] = (), lease: Millis) -> None:
    """Say that a worker does tasks of the offers that it ``serves``, and will for the next ``lease`` milliseconds."""
    values = {"name": presence.name, "place": presence.place, "now": tx.now, "lease": lease}
    tx.connection.execute(_TELL, values | {"serves": json.dumps(sorted(serves))})


def leave(tx: Transaction, presence: Presence) -> None:
    """Say that a worker claims nothing more."""
    tx.connection.execute(delete(workers).where(workers.c.name == presence.name))


def any_alive(tx: Transaction) -> bool:
    """Say whether somebody does tasks."""
    return tx.connection.execute(select(literal(1)).where(workers.c.alive_until > tx.now).limit(1)).first() is not None


def served(tx: Transaction) -> Mapping[str, frozenset[str]]:
    """Return the offers that each living worker serves, by its name; the one that started first comes first."""
    living = select(workers.c.name, workers.c.serves).where(workers.c.alive_until > tx.now)
    found = tx.connection.execute(living.order_by(workers.c.started_at, workers.c.name))
    return {row.name: frozenset(json.loads(row.serves)) for row in found}


def anybody_works(database: Database) -> bool:
    """Say whether some worker, wherever it is, does tasks of this database; of one that does not answer: no."""
    try:
        with database.reading() as tx:
            return any_alive(tx)
    except SQLAlchemyError:
        return False  # readiness has another word for that


def senior(tx: Transaction) -> str | None:
    """Return the name of the living worker that started first: it does what needs doing once."""
    living = select(workers.c.name).where(workers.c.alive_until > tx.now)
    return tx.connection.execute(living.order_by(workers.c.started_at, workers.c.name).limit(1)).scalar_one_or_none()


def at(tx: Transaction, place: str) -> frozenset[str]:
    """Return the names of the workers of a place, dead or alive."""
    return frozenset(tx.connection.execute(select(workers.c.name).where(workers.c.place == place)).scalars())


def forget(tx: Transaction, names: Collection[str]) -> None:
    """Delete the rows of workers that are dead."""
    if names:
        tx.connection.execute(delete(workers).where(workers.c.name.in_(names)))


def forget_gone(tx: Transaction) -> None:
    """Delete the rows of workers that fell silent. One that was only late tells again, and is then the youngest."""
    tx.connection.execute(delete(workers).where(workers.c.alive_until <= tx.now))
