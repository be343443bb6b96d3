"""A worker that stops finishes its task or gives it back."""

import threading
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from inbetween.domain.errors import ChildLost, OperatorError
from inbetween.domain.task import Draft, Status
from inbetween.tasks import store
from inbetween.worker import loop
from inbetween.worker.loop import Worker
from inbetween.worker.order import Made, Order, Reporter
from inbetween.worker.workshop import Workshop
from tests.unit.worker.tiny import (
    Start,
    TinyPool,
    bills,
    eventually,
    video_of,
    wait_until_cancelled,
)
from tests.verbs import Queue


def test_a_drained_worker_finishes_what_it_has_begun(
    shop: Workshop, queue: Queue, draft: Draft, pool: TinyPool, at_work: Start
):
    workers: list[Worker] = []

    def finish_while_draining(order: Order, reporter: Reporter) -> Made:
        eventually(lambda: workers and not workers[0].ready())
        return video_of(order)

    pool.steps = [finish_while_draining]
    workers.append(at_work(shop))
    asked = [queue.submit(draft), queue.submit(draft)]
    assert pool.begun.wait(5)
    workers[0].drain()
    assert sorted(queue.see(task.id).status for task in asked) == [Status.PENDING, Status.SUCCEEDED]
    assert pool.closed.is_set()


def test_a_database_that_hiccups_while_its_worker_stops_costs_no_video(
    shop: Workshop, queue: Queue, draft: Draft, pool: TinyPool, at_work: Start, monkeypatch: pytest.MonkeyPatch
):
    workers: list[Worker] = []
    settle, tries = store.settle, []

    def hiccup(*arguments: Any, **options: Any) -> bool:
        tries.append(arguments)
        if len(tries) < 3:
            raise OperationalError("UPDATE", {}, Exception())
        return settle(*arguments, **options)

    def finish_while_draining(order: Order, reporter: Reporter) -> Made:
        eventually(lambda: workers and not workers[0].ready())
        return video_of(order)

    monkeypatch.setattr(store, "settle", hiccup)
    pool.steps = [finish_while_draining]
    workers.append(at_work(shop))
    task = queue.submit(draft)
    assert pool.begun.wait(5)
    workers[0].drain()
    assert queue.see(task.id).status == Status.SUCCEEDED


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


def test_a_child_that_is_lost_while_its_worker_stops_is_no_strike(
    shop: Workshop, queue: Queue, draft: Draft, pool: TinyPool, at_work: Start
):
    workers: list[Worker] = []

    def lost_while_draining(order: Order, reporter: Reporter) -> Made:
        eventually(lambda: workers and not workers[0].ready())
        raise ChildLost("InternalError.Algo", "inference internal error.")

    pool.steps = [lost_while_draining]
    workers.append(at_work(shop))
    queue.submit(draft)
    assert pool.begun.wait(5)
    workers[0].drain()
    for _ in range(2):  # Two strikes are not three.
        assert queue.release(queue.take(), strike=True)
    assert queue.take().attempt == 4


def test_a_hurried_drain_waits_for_nothing(shop: Workshop, queue: Queue, draft: Draft, pool: TinyPool, at_work: Start):
    pool.steps = [wait_until_cancelled]
    worker = at_work(replace(shop, drain_seconds=3600))
    task = queue.submit(draft)
    assert pool.begun.wait(5)
    drain = threading.Thread(target=worker.drain)
    drain.start()
    eventually(lambda: not worker.ready())
    worker.hurry()
    drain.join(10)
    assert not drain.is_alive()
    assert queue.see(task.id).status == Status.PENDING


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


def test_a_worker_whose_engine_does_not_load_is_not_ready_and_loses_no_task(
    shop: Workshop, queue: Queue, draft: Draft, pool: TinyPool, at_work: Start, monkeypatch: pytest.MonkeyPatch
):
    def broken(order: Order, reporter: Reporter) -> Made:
        raise OperatorError("The engine tiny cannot be loaded.")

    monkeypatch.setattr(loop, "MENDING_SECONDS", 0.05)
    pool.steps = [broken] * 4  # More often than strikes are forgiven.
    worker = at_work(shop)
    task = queue.submit(draft)
    eventually(lambda: not worker.ready())
    eventually(lambda: queue.see(task.id).status == Status.SUCCEEDED)
    eventually(worker.ready)
