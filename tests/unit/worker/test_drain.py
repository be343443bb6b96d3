"""A worker that stops finishes its task or gives it back."""

import threading
from dataclasses import replace

import pytest

from inbetween.domain.errors import ChildLost
from inbetween.domain.task import Draft, Status
from inbetween.worker import loop
from inbetween.worker.loop import Worker
from inbetween.worker.order import Made, Order, Reporter
from inbetween.worker.workshop import Workshop
from tests.unit.worker.tiny import (
    Start,
    TinyPool,
    bills,
    video_of,
    wait_until_cancelled,
)
from tests.verbs import Queue


def test_a_drained_worker_finishes_what_it_has_begun(
    shop: Workshop, queue: Queue, draft: Draft, pool: TinyPool, at_work: Start
):
    draining = threading.Event()

    def finish_while_draining(order: Order, reporter: Reporter) -> Made:
        assert draining.wait(5)
        return video_of(order)

    pool.steps = [finish_while_draining]
    worker = at_work(shop)
    first, second = queue.submit(draft), queue.submit(draft)
    assert pool.begun.wait(5)
    draining.set()
    worker.drain()
    assert queue.see(first.id).status == Status.SUCCEEDED or queue.see(second.id).status == Status.SUCCEEDED
    assert pool.closed.is_set()


def test_a_drained_worker_gives_back_what_takes_too_long(
    shop: Workshop, queue: Queue, draft: Draft, pool: TinyPool, at_work: Start
):
    pool.steps = [wait_until_cancelled]
    worker = at_work(replace(shop, drain_seconds=0))
    task = queue.submit(draft)
    assert pool.begun.wait(5)
    worker.drain()
    assert queue.see(task.id).status == Status.PENDING
    assert not worker.ready()
    for attempt in (2, 3, 4, 5):  # It was no strike.
        again = queue.take()
        assert again.attempt == attempt
        assert queue.release(again)


def test_a_drained_worker_gives_back_what_cannot_be_stopped(
    shop: Workshop,
    queue: Queue,
    draft: Draft,
    pool: TinyPool,
    at_work: Start,
    monkeypatch: pytest.MonkeyPatch,
):
    def deaf(order: Order, reporter: Reporter) -> Made:
        assert pool.closed.wait(5)
        raise ChildLost("InternalError.Algo", "inference internal error.")

    monkeypatch.setattr(loop, "PARTING_SECONDS", 0.03)
    pool.steps = [deaf]
    worker = at_work(replace(shop, drain_seconds=0))
    task = queue.submit(draft)
    assert pool.begun.wait(5)
    worker.drain()
    assert queue.see(task.id).status == Status.PENDING
    assert bills(shop.database) == []


def test_a_worker_is_ready_between_start_and_drain(shop: Workshop, pool: TinyPool):
    worker = Worker(shop)
    assert not worker.ready()
    worker.start()
    assert worker.ready()
    worker.drain()
    assert not worker.ready()
    assert not [thread.name for thread in threading.enumerate() if thread.name in {"worker", "janitor"}]
