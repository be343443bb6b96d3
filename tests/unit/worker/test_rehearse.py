"""A task goes as its caller asked: slowly, badly, or over as soon as it has ended."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select

from inbetween.db.schema import tasks
from inbetween.domain.clock import Millis
from inbetween.domain.errors import Fault
from inbetween.domain.rehearsal import Rehearsal
from inbetween.domain.task import Draft, Status, Task
from inbetween.worker.workshop import Workshop
from tests.clocks import HandClock
from tests.unit.worker.tiny import Start, TinyPool, bills, done, eventually
from tests.verbs import Queue

FAULT = Fault("DataInspectionFailed", "Input data may contain inappropriate content.")
FOR_EVER = 10_000.0


@pytest.fixture
def rehearsing(draft: Draft) -> Callable[..., Draft]:
    """Give what makes a task that goes as asked."""

    def rehearse(**asked: object) -> Draft:
        assert draft.spec is not None
        return replace(draft, spec=replace(draft.spec, rehearsal=Rehearsal(**asked)))  # type: ignore[arg-type]

    return rehearse


def lease_end(queue: Queue, task: Task) -> Millis:
    """Return until when the attempt at a task is its worker's."""
    with queue.database.reading() as tx:
        return tx.connection.execute(select(tasks.c.lease_until).where(tasks.c.id == task.id)).scalar_one()


def test_it_fails_with_the_code_that_was_asked_for_and_nothing_is_rendered(
    shop: Workshop, queue: Queue, rehearsing: Callable[..., Draft], pool: TinyPool, at_work: Start
):
    at_work(shop)
    task = done(queue, rehearsing(failure=FAULT))
    assert (task.status, task.code, task.message) == (Status.FAILED, FAULT.code, FAULT.message)
    assert pool.orders == []
    assert bills(shop.database) == []


def test_after_its_slow_seconds_it_is_made_like_any_other(
    shop: Workshop, queue: Queue, rehearsing: Callable[..., Draft], at_work: Start
):
    at_work(shop)
    task = done(queue, rehearsing(slow_seconds=0.05))
    assert task.status == Status.SUCCEEDED
    assert bills(shop.database) == [task.id]


def test_a_slow_task_keeps_its_lease_and_leaves_a_stopping_worker_at_once(
    shop: Workshop, queue: Queue, rehearsing: Callable[..., Draft], pool: TinyPool, at_work: Start, clock: HandClock
):
    worker = at_work(replace(shop, drain_seconds=0))
    task = queue.submit(rehearsing(slow_seconds=FOR_EVER))
    eventually(lambda: queue.see(task.id).status == Status.RUNNING)
    clock.advance(shop.lease - 1)
    eventually(lambda: lease_end(queue, task) == clock.now + shop.lease)
    worker.drain()
    assert queue.see(task.id).status == Status.PENDING
    assert pool.orders == []


def test_a_task_that_expires_is_made_billed_and_unknown_at_once(
    shop: Workshop, queue: Queue, rehearsing: Callable[..., Draft], at_work: Start
):
    at_work(shop)
    task = queue.submit(rehearsing(expire=True))
    eventually(lambda: queue.find(task.id) is None)
    assert bills(shop.database) == [task.id]
