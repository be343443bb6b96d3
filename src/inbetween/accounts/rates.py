"""The submit rate of an account and model, by the generic cell rate algorithm (GCRA, ITU-T I.371).

A bucket is one number: the instant at which it would be full again if nothing more came. One guarded statement
tests and moves it, so it holds over any number of threads, processes and machines.
"""

from sqlalchemy import BigInteger, bindparam, select, text

from inbetween.db.database import Transaction
from inbetween.db.schema import buckets
from inbetween.domain.clock import Millis
from inbetween.domain.scope import Scope

_MICROS = 1_000

_FAR = 60_000_000
"""Microseconds. A bucket that is so much fuller than it can be was filled before the clock was set back, and counts as
empty; what two transactions' instants differ by is far less."""

_SPEND = text(
    """
    INSERT INTO buckets (region, account, model, next_micros) VALUES (:region, :account, :model, :now + :step)
    ON CONFLICT (region, account, model) DO UPDATE
    SET next_micros = :step
        + CASE WHEN buckets.next_micros BETWEEN :now AND :now + :slack THEN buckets.next_micros ELSE :now END
    WHERE buckets.next_micros <= :now + :slack OR buckets.next_micros > :now + :slack + :step + :far
    """
).bindparams(*(bindparam(name, type_=BigInteger) for name in ("now", "step", "slack", "far")))


def spend(tx: Transaction, *, scope: Scope, model: str, per_second: int, burst: int) -> Millis | None:
    """Take one submit out of the bucket: ``None`` when there was one, else the milliseconds until there is.

    At most ``burst`` + ``per_second`` x t are accepted in any t seconds. Call it in the transaction that inserts
    the task: a rollback gives the submit back.
    """
    # Rounded up: 3 per second are 333334 us apart, never a third of a microsecond too often.
    step = -(-1_000_000 // per_second)
    slack = (burst - 1) * step
    now = tx.now * _MICROS
    bucket = {"region": scope.region, "account": scope.account, "model": model}
    if tx.connection.execute(_SPEND, bucket | {"now": now, "step": step, "slack": slack, "far": _FAR}).rowcount == 1:
        return None
    full: int = tx.connection.execute(select(buckets.c.next_micros).filter_by(**bucket)).scalar_one()
    return max(1, -(-(full - slack - now) // _MICROS))
