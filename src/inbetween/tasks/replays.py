"""Create calls that may come again: for a day the same key of an account names the task of its first use."""

import hashlib
from dataclasses import dataclass

from sqlalchemy import BigInteger, bindparam, delete, text

from inbetween.db.database import Transaction
from inbetween.db.schema import replays
from inbetween.domain.clock import HOUR, Millis
from inbetween.domain.scope import Scope

LIFE: Millis = 24 * HOUR
"""How long a key is remembered, counted from its first use."""

# One statement decides and answers: of two transactions at once the second waits here for the first, and then either
# sees its task or, when the first was rolled back, is the first itself. A key whose day is over is taken over.
_USE = text(
    """
    INSERT INTO replays (region, account, digest, body_digest, task_id, expires_at)
    VALUES (:region, :account, :digest, :body_digest, :task_id, :now + :life)
    ON CONFLICT (region, account, digest) DO UPDATE SET
        body_digest = CASE WHEN replays.expires_at <= :now THEN excluded.body_digest ELSE replays.body_digest END,
        task_id = CASE WHEN replays.expires_at <= :now THEN excluded.task_id ELSE replays.task_id END,
        expires_at = CASE WHEN replays.expires_at <= :now THEN excluded.expires_at ELSE replays.expires_at END
    RETURNING task_id, body_digest
    """
).bindparams(*(bindparam(name, type_=BigInteger) for name in ("now", "life")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeatable:
    """The hash of the key that a client gave a request, and of the body that it came with."""

    digest: str
    body_digest: str

    @classmethod
    def of(cls, key: str, body: bytes) -> "Repeatable":
        """Hash a key, which is never stored as it is, and a body."""
        return cls(digest=hashlib.sha256(key.encode()).hexdigest(), body_digest=hashlib.sha256(body).hexdigest())


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstUse:
    """What a key was first used for; ``same_body`` says whether it came with the same bytes."""

    task_id: str
    same_body: bool


def use(tx: Transaction, scope: Scope, repeatable: Repeatable, *, task_id: str) -> FirstUse | None:
    """Use a key for ``task_id``: ``None`` when the scope did not use it within a day, else what it is used for.

    Call it in the transaction that inserts the task: a rollback, or ``give_back``, makes the key fresh again.
    """
    values = {
        "region": scope.region,
        "account": scope.account,
        "digest": repeatable.digest,
        "body_digest": repeatable.body_digest,
        "task_id": task_id,
        "now": tx.now,
        "life": LIFE,
    }
    row = tx.connection.execute(_USE, values).one()
    if row.task_id == task_id:
        return None
    return FirstUse(task_id=row.task_id, same_body=row.body_digest == repeatable.body_digest)


def give_back(tx: Transaction, scope: Scope, repeatable: Repeatable, *, task_id: str) -> None:
    """Make a key fresh again that was used for ``task_id``, and in this transaction."""
    key = {"region": scope.region, "account": scope.account, "digest": repeatable.digest}
    tx.connection.execute(delete(replays).filter_by(**key, task_id=task_id))


def forget_expired(tx: Transaction) -> None:
    """Delete every key whose day is over."""
    tx.connection.execute(delete(replays).where(replays.c.expires_at <= tx.now))
