"""Which offers there are tasks to do for, and how those of one go to another."""

from collections.abc import Callable, Collection
from functools import lru_cache

from sqlalchemy import Select, and_, bindparam, select, text, update

from inbetween.db.database import Transaction
from inbetween.db.schema import LIVE, tasks
from inbetween.domain.spec import VideoSpec
from inbetween.domain.task import Status
from inbetween.tasks.row import read_spec


def by_age(tx: Transaction, offers: Collection[str]) -> list[str]:
    """Return those of ``offers`` that a task waits for, the one whose task has waited longest first."""
    names = sorted(offers)
    oldest = tx.connection.execute(_oldest(len(names)), {f"offer_{at}": name for at, name in enumerate(names)}).one()
    return [
        name
        for _, name in sorted((since, name) for since, name in zip(oldest, names, strict=True) if since is not None)
    ]


def move(tx: Transaction, offer: str, whom: Callable[[str, VideoSpec], str | None]) -> int:
    """Hand each task that waits for ``offer`` to what ``whom`` names for its model and promise; return how many.

    One that was begun stays: another engine cannot go on with what that left. So does one for which nothing is named.
    """
    waits = and_(text(LIVE), tasks.c.status == Status.PENDING.value, tasks.c.attempt == 0)
    found = tx.connection.execute(select(tasks.c.id, tasks.c.model, tasks.c.spec).where(waits, tasks.c.offer == offer))
    promised = [(row.id, row.model, spec) for row in found if (spec := read_spec(row.spec))]
    chosen = {task_id: name for task_id, model, spec in promised if (name := whom(model, spec)) not in (None, offer)}
    changes = (update(tasks).where(waits, tasks.c.id == task_id).values(offer=name) for task_id, name in chosen.items())
    return sum(tx.connection.execute(change).rowcount for change in changes)


@lru_cache(maxsize=64)
def _oldest(count: int) -> Select[tuple[int | None, ...]]:
    """Return the query for the oldest instant of each of ``count`` offers: one seek in the index of claims for each.

    One query with all of them would either walk over the tasks of other offers or put all that wait into order.
    """
    return select(
        *(
            select(tasks.c.submitted_at)
            .where(text(LIVE), tasks.c.status == Status.PENDING.value, tasks.c.offer == bindparam(f"offer_{at}"))
            .order_by(tasks.c.submitted_at)
            .limit(1)
            .scalar_subquery()
            .label(f"oldest_{at}")
            for at in range(count)
        )
    )
