"""When the database or the store is away, no task is lost and none is billed twice."""

from pathlib import Path
from typing import Any

import pytest

from inbetween.domain.task import Draft, Status
from inbetween.tasks import store
from inbetween.worker import loop
from inbetween.worker.loop import Worker
from inbetween.worker.workshop import Workshop
from tests.clocks import HandClock
from tests.unit.worker.tiny import (
    Start,
    TinyPool,
    bills,
    database_failure,
    done,
    ended,
    eventually,
    fail,
    failing,
    kept,
)
from tests.verbs import Queue


def test_a_full_object_store_fails_the_task(
    shop: Workshop, queue: Queue, draft: Draft, at_work: Start, monkeypatch: pytest.MonkeyPatch
):
    def full(key: str, source: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shop.objects, "keep", full)
    at_work(shop)
    task = done(queue, draft)
    assert (task.code, task.message) == ("InternalError.Upload", "Failed to upload result.")


def test_a_preview_that_is_not_stored_costs_nothing(
    shop: Workshop, queue: Queue, draft: Draft, at_work: Start, monkeypatch: pytest.MonkeyPatch
):
    keep = shop.objects.keep

    def full_for_previews(key: str, source: Path) -> None:
        if key.endswith(".jpg"):
            raise OSError(28, "No space left on device")
        keep(key, source)

    monkeypatch.setattr(shop.objects, "keep", full_for_previews)
    at_work(shop)
    task = done(queue, draft)
    assert task.status == Status.SUCCEEDED
    assert kept(shop) == [task.object_key]


def test_a_database_that_fails_is_asked_again(
    shop: Workshop, queue: Queue, draft: Draft, at_work: Start, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(loop, "_PAUSES", (0.0, 0.0, 0.0))
    monkeypatch.setattr(store, "claim", failing(store.claim, 7))
    monkeypatch.setattr(store, "settle", failing(store.settle, 2))
    at_work(shop)
    task = done(queue, draft)
    assert (task.status, task.attempt) == (Status.SUCCEEDED, 1)
    assert bills(shop.database) == [task.id]


def test_an_end_that_no_database_takes_does_not_hold_the_worker(
    shop: Workshop,
    queue: Queue,
    draft: Draft,
    at_work: Start,
    clock: HandClock,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(loop, "_PAUSES", (0.0, 0.0))
    monkeypatch.setattr(store, "settle", failing(store.settle, 2))
    at_work(shop)
    held = queue.submit(draft)
    clock.advance(1)
    assert done(queue, draft).status == Status.SUCCEEDED
    assert queue.see(held.id).status == Status.RUNNING
    clock.advance(shop.lease)
    assert (ended(queue, held).status, ended(queue, held).attempt) == (Status.SUCCEEDED, 2)


def test_a_commit_whose_answer_was_lost_counts(
    shop: Workshop, queue: Queue, draft: Draft, at_work: Start, monkeypatch: pytest.MonkeyPatch
):
    settle = Worker._settle
    calls: list[bool] = []

    def settle_and_break(worker: Worker, *args: Any) -> bool:
        calls.append(settle(worker, *args))
        if len(calls) == 1:
            raise database_failure()
        return calls[-1]

    monkeypatch.setattr(loop, "_PAUSES", (0.0, 0.0))
    monkeypatch.setattr(Worker, "_settle", settle_and_break)
    at_work(shop)
    task = done(queue, draft)
    eventually(lambda: len(calls) == 2)
    assert calls == [True, True]
    assert task.object_key in kept(shop)
    assert bills(shop.database) == [task.id]


def test_a_database_that_fails_under_a_task_does_not_fail_the_task(
    shop: Workshop, queue: Queue, draft: Draft, pool: TinyPool, at_work: Start
):
    pool.steps = [fail(database_failure())]
    at_work(shop)
    task = done(queue, draft)
    assert (task.status, task.attempt) == (Status.SUCCEEDED, 2)
