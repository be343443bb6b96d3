"""API keys: random secrets that are shown once and kept only as their hash."""

import hashlib
import secrets
from dataclasses import dataclass

from sqlalchemy import Row, bindparam, insert, literal, select, update

from inbetween.db.database import Transaction
from inbetween.db.schema import keys
from inbetween.domain.clock import Millis
from inbetween.domain.scope import Caller, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKey:
    """A key at the one moment when its secret is known."""

    id: str
    secret: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRow:
    """What is remembered of a key."""

    id: str
    scope: Scope
    name: str
    created_at: Millis
    revoked_at: Millis | None


_LIVING = select(keys.c.id, keys.c.region, keys.c.account).where(
    keys.c.digest == bindparam("of_secret"), keys.c.revoked_at.is_(None)
)

_BY_ID = select(keys.c.id, keys.c.region, keys.c.account).where(
    keys.c.id == bindparam("of_id"), keys.c.revoked_at.is_(None)
)


def create(tx: Transaction, *, scope: Scope, name: str) -> NewKey:
    """Make a key for ``scope``. Its secret is in the returned value and nowhere else."""
    key = NewKey(id=secrets.token_hex(8), secret=f"sk-{secrets.token_hex(16)}")
    row = {
        "id": key.id,
        "region": scope.region,
        "account": scope.account,
        "name": name,
        "digest": _digest(key.secret),
        "created_at": tx.now,
    }
    tx.connection.execute(insert(keys), row)
    return key


def authenticate(tx: Transaction, secret: str) -> Caller | None:
    """Return whose key ``secret`` is, or ``None`` when it is nobody's or revoked."""
    # How long the look-up takes tells at most something of the hash, and nobody can work back from that.
    return _caller(tx.connection.execute(_LIVING, {"of_secret": _digest(secret)}).one_or_none())


def living(tx: Transaction, key_id: str) -> Caller | None:
    """Return the caller of a key that is not revoked, or ``None``."""
    return _caller(tx.connection.execute(_BY_ID, {"of_id": key_id}).one_or_none())


def listing(tx: Transaction) -> list[KeyRow]:
    """Return every key, oldest first, revoked ones too."""
    rows = tx.connection.execute(select(keys).order_by(keys.c.created_at, keys.c.id))
    return [
        KeyRow(
            id=row.id,
            scope=Scope(region=row.region, account=row.account),
            name=row.name,
            created_at=row.created_at,
            revoked_at=row.revoked_at,
        )
        for row in rows
    ]


def revoke(tx: Transaction, key_id: str) -> bool:
    """End a key's life; false when there is no such key or it was revoked before."""
    statement = update(keys).where(keys.c.id == key_id, keys.c.revoked_at.is_(None)).values(revoked_at=tx.now)
    return tx.connection.execute(statement).rowcount == 1


def any_key(tx: Transaction) -> bool:
    """Say whether a key was ever made, revoked or not."""
    return tx.connection.execute(select(literal(1)).select_from(keys).limit(1)).first() is not None


def _caller(row: Row[str, str, str] | None) -> Caller | None:
    return row and Caller(key_id=row.id, scope=Scope(region=row.region, account=row.account))


def _digest(secret: str) -> str:
    # Plain SHA-256 suffices: a secret holds 128 random bits, so there is nothing to guess slowly.
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
