"""The verbs of the queue. Each is a transition, guarded in the statement that makes it.

    submit            -> PENDING
    claim     PENDING -> RUNNING     under a lease, with the next attempt number, by who serves its offer
    beat      RUNNING -> RUNNING     the lease goes on
    lapse     RUNNING -> PENDING     the lease has ended, or the worker is dead: a strike
    settle    RUNNING -> SUCCEEDED | FAILED
    release   RUNNING -> PENDING     given back, maybe with a strike
    cancel    PENDING -> CANCELED     with force RUNNING -> CANCELED too

A task is computed at least once and settled once: the attempt number fences out whoever lost its lease.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from operator import eq, ge, le
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Text,
    Update,
    and_,
    bindparam,
    case,
    cast,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    text,
    update,
)

from inbetween.db.database import Transaction
from inbetween.db.schema import LEASED, LIVE, tasks
from inbetween.domain import faults
from inbetween.domain.clock import Millis
from inbetween.domain.scope import Scope
from inbetween.domain.task import ANYBODYS, Draft, Failure, Outcome, Status, Task
from inbetween.tasks.row import UNTOLD, from_row, of_draft, of_outcome
from inbetween.tasks.waiting import by_age

STRIKES = 3
"""So many attempts may die under a task before it is taken for what kills them."""

_WORN_OUT = Failure(code=faults.given_up(STRIKES).code, message=faults.given_up(STRIKES).message)
_UNREADABLE = Failure(code=faults.render_failed().code, message=faults.render_failed().message)

_INSERT = insert(tasks)

# By the id alone. Told of the scope too, PostgreSQL walks the listing of an account that it believes to be small.
_FIND = select(tasks).where(tasks.c.id == bindparam("task_id"))

_CLAIMABLE = and_(text(LIVE), tasks.c.status == Status.PENDING.value, tasks.c.offer == bindparam("of"))

_CLAIM = (
    update(tasks)
    .where(
        # SKIP LOCKED on PostgreSQL; on SQLite, where one transaction writes at a time, it compiles to nothing.
        tasks.c.id
        == select(tasks.c.id)
        .where(_CLAIMABLE)
        .order_by(tasks.c.submitted_at, tasks.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery(),
        _CLAIMABLE,
    )
    .values(
        status=Status.RUNNING.value,
        attempt=tasks.c.attempt + 1,
        worker=bindparam("by"),
        lease_until=bindparam("until"),
        scheduled_at=func.coalesce(tasks.c.scheduled_at, bindparam("at")),
        **UNTOLD,
    )
    .returning(*tasks.c)
)


_GIVEN_BACK = {"status": Status.PENDING.value, "lease_until": None, **UNTOLD}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which tasks to list. ``start`` and ``end`` bound the submit time, both inclusive; pages count from 1."""

    task_id: str | None = None
    model: str | None = None
    status: Status | None = None
    key_id: str | None = None
    start: Millis | None = None
    end: Millis | None = None
    page_no: int = 1
    page_size: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a list shows of a task. Prompts and measurements, which can be long, are not read for it."""

    id: str
    scope: Scope
    key_id: str
    request_id: str
    model: str
    group: str
    status: Status
    submitted_at: Millis
    scheduled_at: Millis | None
    ended_at: Millis | None


_SHOWN = tuple(
    tasks.c[name]
    for name in ("id", "key_id", "request_id", "model", "group", "status", "submitted_at", "scheduled_at", "ended_at")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some of the wanted tasks, and how many there are in all."""

    lines: tuple[Line, ...]
    total: int


def submit(tx: Transaction, draft: Draft, *, task_id: str) -> None:
    """Write an accepted task as PENDING, under a fresh id of the caller's."""
    row = of_draft(draft) | {
        "id": task_id,
        "status": Status.PENDING.value,
        "attempt": 0,
        "strikes": 0,
        "submitted_at": tx.now,
        "progress": 0.0,
    }
    tx.connection.execute(_INSERT, row)


def claim(
    tx: Transaction,
    *,
    worker: str,
    serves: Collection[str] = (),
    lease: Millis,
    keep: Millis | None,
    given_up: Callable[[Task, Failure], None] | None = None,
) -> Task | None:
    """Take the oldest task that waits for anybody or for an offer that ``worker`` serves; ``None`` if there is none.

    It is the worker's for ``lease`` milliseconds. One with three strikes, or whose spec this version cannot read, is
    settled FAILED here (its row then lives for ``keep``), ``given_up`` is told, and the search goes on: each pass ends
    one row, so no poison blocks the queue.
    """
    while True:
        task = _claimed(tx, {"by": worker, "at": tx.now, "until": tx.now + lease}, serves)
        if task is None:
            return None
        if task.strikes < STRIKES and (task.spec or task.refusal):
            return task
        failure = _WORN_OUT if task.strikes >= STRIKES else _UNREADABLE
        settle(tx, task, failure, keep=keep)
        if given_up:
            given_up(task, failure)


def _claimed(tx: Transaction, values: dict[str, Any], serves: Collection[str]) -> Task | None:
    """Take the oldest task; where others have just taken all of its offer, one of the next."""
    for offer in by_age(tx, {ANYBODYS, *serves}):
        row = tx.connection.execute(_CLAIM, values | {"of": offer}).one_or_none()
        if row is not None:
            return from_row(row)
    return None


def lapse(tx: Transaction, *, dead: Collection[str] = ()) -> list[Task]:
    """Give back every task whose lease has ended, or whose worker is one of the ``dead``, and return them.

    Each has got a strike: nobody knows whether its attempt died by chance or of the task.
    """
    over = tasks.c.lease_until <= tx.now
    ended = or_(over, tasks.c.worker.in_(dead)) if dead else over
    how = case((over, " fell silent"), else_=" died")
    # SKIP LOCKED: whom another process gives back, or who beats in this moment, is not waited for.
    chosen = select(tasks.c.id).where(text(LEASED), ended).with_for_update(skip_locked=True)
    statement = (
        update(tasks)
        .where(tasks.c.id.in_(chosen), text(LEASED), ended)
        .values(_GIVEN_BACK | _strike("worker " + func.coalesce(tasks.c.worker, "") + how))
        .returning(*tasks.c)
    )
    return [from_row(row) for row in tx.connection.execute(statement)]


def beat(
    tx: Transaction, task: Task, *, lease: Millis, stage: str | None, progress: float, left: Millis | None = None
) -> bool:
    """Renew the lease from now and tell how far the work is, and what is left; false when the task is lost."""
    expected_at = None if left is None else tx.now + left
    told = {"stage": stage, "progress": min(max(progress, 0.0), 1.0), "expected_at": expected_at}
    return _changed(tx, _owned(task).values({"lease_until": tx.now + lease, **told}))


def stands(tx: Transaction, task: Task) -> bool:
    """Say whether this attempt owns the task; it changes nothing, so ask as often as you like."""
    owned = select(tasks.c.id).where(_is_owned(task))
    return tx.connection.execute(owned).first() is not None


def settle(tx: Transaction, task: Task, outcome: Outcome, *, keep: Millis | None) -> bool:
    """End the task, whose row then lives for ``keep`` milliseconds (``None``: for ever).

    False when this attempt no longer owns the task: nothing was changed, and nothing may be billed.
    """
    values = of_outcome(outcome) | _end(tx, keep)
    return _changed(tx, _owned(task).values(values))


def release(tx: Transaction, task: Task, *, strike: str | None = None) -> bool:
    """Give the task back to the queue; false when this attempt no longer owns it.

    With a ``strike``, which says what it is for, the attempt counts as one that the task has killed. After the third,
    the next ``claim`` settles the task FAILED instead of handing it out.
    """
    return _changed(tx, _owned(task).values(_GIVEN_BACK | ({} if strike is None else _strike(literal(strike)))))


def disown(tx: Transaction, worker: str) -> int:
    """Give back, without a strike, whatever runs under the name of ``worker``; return how many tasks it was.

    For a worker that does nothing: a claim may be committed and its answer be lost.
    """
    owned = update(tasks).where(text(LEASED), tasks.c.worker == worker)
    return tx.connection.execute(owned.values(_GIVEN_BACK)).rowcount


def cancel(tx: Transaction, scope: Scope, task_id: str, *, keep: Millis | None, force: bool = False) -> bool:
    """Cancel a task that still waits; false when it does not, or is not the scope's.

    With ``force`` also one that runs: its attempt owns it no more, so whatever that still makes cannot be settled.
    """
    if not task_id.isprintable():
        return False
    state = text(LIVE) if force else tasks.c.status == Status.PENDING.value
    guard = and_(_in(scope), tasks.c.id == task_id, state)
    statement = update(tasks).where(guard).values({"status": Status.CANCELED.value} | _end(tx, keep))
    return _changed(tx, statement)


def find(tx: Transaction, scope: Scope, task_id: str) -> Task | None:
    """Return the scope's task, or ``None`` when there is none, or its lifetime is over."""
    if not task_id.isprintable():  # PostgreSQL takes no NUL, neither database a lone surrogate; no id holds them.
        return None
    row = tx.connection.execute(_FIND, {"task_id": task_id}).one_or_none()
    if row is None or (row.region, row.account) != (scope.region, scope.account):
        return None
    return None if row.expires_at is not None and row.expires_at <= tx.now else from_row(row)


def page(tx: Transaction, scope: Scope, wanted: Wanted) -> Page:
    """Return one page of the scope's tasks, newest first. Tasks whose lifetime is over are not counted."""
    names = (wanted.task_id, wanted.model, wanted.key_id)
    if not all(name.isprintable() for name in names if name is not None):  # As in find.
        return Page(lines=(), total=0)
    matching = and_(_in(scope), _unexpired(tx), *_filters(wanted))
    total = tx.connection.execute(select(func.count()).select_from(tasks).where(matching)).scalar_one()
    offset = (wanted.page_no - 1) * wanted.page_size
    if offset >= total:
        return Page(lines=(), total=total)
    newest = select(*_SHOWN).where(matching).order_by(tasks.c.submitted_at.desc(), tasks.c.id.desc())
    rows = tx.connection.execute(newest.limit(wanted.page_size).offset(offset)).mappings()
    lines = tuple(Line(scope=scope, **{**row, "status": Status(row["status"])}) for row in rows)
    return Page(lines=lines, total=total)


def oldest_ended(tx: Transaction, *, limit: int) -> list[Task]:
    """Return up to ``limit`` ended tasks of all scopes that can still be found, the first to end first."""
    ended = select(tasks).where(tasks.c.ended_at.is_not(None), _unexpired(tx)).order_by(tasks.c.ended_at).limit(limit)
    return [from_row(row) for row in tx.connection.execute(ended)]


def expire(tx: Transaction, task_id: str) -> bool:
    """Let the lifetime of an ended task be over now; false when it is over already, or the task has not ended."""
    guard = and_(tasks.c.id == task_id, tasks.c.ended_at.is_not(None), _unexpired(tx))
    return _changed(tx, update(tasks).where(guard).values(expires_at=tx.now))


def expired(tx: Transaction, *, limit: int) -> list[Task]:
    """Return up to ``limit`` tasks of all scopes whose lifetime is over, the longest dead first."""
    over = select(tasks).where(tasks.c.expires_at <= tx.now).order_by(tasks.c.expires_at).limit(limit)
    return [from_row(row) for row in tx.connection.execute(over)]


def forget(tx: Transaction, task_id: str) -> None:
    """Delete the row of a task whose lifetime is over; any other task stays."""
    tx.connection.execute(delete(tasks).where(tasks.c.id == task_id, tasks.c.expires_at <= tx.now))


def _unexpired(tx: Transaction) -> ColumnElement[bool]:
    return or_(tasks.c.expires_at.is_(None), tasks.c.expires_at > tx.now)


def _filters(wanted: Wanted) -> list[ColumnElement[bool]]:
    wishes: tuple[tuple[Column[Any], Callable[[Any, Any], ColumnElement[bool]], object], ...] = (
        (tasks.c.id, eq, wanted.task_id),
        (tasks.c.model, eq, wanted.model),
        (tasks.c.status, eq, wanted.status),
        (tasks.c.key_id, eq, wanted.key_id),
        (tasks.c.submitted_at, ge, wanted.start),
        (tasks.c.submitted_at, le, wanted.end),
    )
    return [compare(column, value) for column, compare, value in wishes if value is not None]


def _in(scope: Scope) -> ColumnElement[bool]:
    return and_(tasks.c.region == scope.region, tasks.c.account == scope.account)


def _strike(cause: ColumnElement[str]) -> dict[str, Any]:
    """Return the columns that one strike more changes; each cause is one line."""
    line = literal("attempt ") + cast(tasks.c.attempt, Text) + ": " + cause + "\n"
    return {"strikes": tasks.c.strikes + 1, "causes": func.coalesce(tasks.c.causes, "") + line}


def _owned(task: Task) -> Update:
    return update(tasks).where(_is_owned(task))


def _is_owned(task: Task) -> ColumnElement[bool]:
    return and_(tasks.c.id == task.id, tasks.c.attempt == task.attempt, tasks.c.status == Status.RUNNING.value)


def _end(tx: Transaction, keep: Millis | None) -> dict[str, Any]:
    return {
        "lease_until": None,
        "stage": None,
        "expected_at": None,
        "ended_at": tx.now,
        "expires_at": None if keep is None else tx.now + keep,
    }


def _changed(tx: Transaction, statement: Update) -> bool:
    return tx.connection.execute(statement).rowcount == 1
