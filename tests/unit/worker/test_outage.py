"""When the database or the store is away, no task is lost and none is billed twice."""

import errno
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DataError

from inbetween.db.database import Database, Transaction
from inbetween.domain.errors import ChildLost, DiskFailed, TaskFailure
from inbetween.domain.task import Draft, Status
from inbetween.storage import names
from inbetween.storage.objects import StoreDown
from inbetween.tasks import store
from inbetween.worker import delivery, desk, loop
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

FULL = OSError(errno.ENOSPC, "No space left on device")


def refusing(keep: Callable[[str, Path], None], *errors: Exception) -> Callable[[str, Path], None]:
    """Let a store refuse so many videos before it takes one."""
    left = list(errors)

    def sometimes(key: str, source: Path) -> None:
        if left and key.endswith(".mp4"):
            raise left.pop(0)
        keep(key, source)

    return sometimes


def test_a_video_waits_for_a_store_that_is_full(
    shop: Workshop, queue: Queue, draft: Draft, pool: TinyPool, at_work: Start, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(delivery, "_PAUSES", (0.0, 0.01))
    monkeypatch.setattr(shop.objects, "keep", refusing(shop.objects.keep, FULL, FULL, StoreDown("away"), FULL))
    at_work(shop)
    task = done(queue, draft)
    assert (task.status, task.attempt, len(pool.orders)) == (Status.SUCCEEDED, 1, 1)
    assert kept(shop) == [task.object_key, names.preview_key(task.id)]
    assert bills(shop.database) == [task.id]


def test_after_a_day_without_a_store_the_task_fails(
    shop: Workshop, queue: Queue, draft: Draft, at_work: Start, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(delivery, "PATIENCE_SECONDS", 0.0)
    monkeypatch.setattr(shop.objects, "keep", refusing(shop.objects.keep, FULL))
    at_work(shop)
    task = done(queue, draft)
    assert (task.code, task.message) == ("InternalError.Upload", "Failed to upload result.")


@pytest.mark.parametrize("error", [OSError(errno.EFBIG, "File too large"), FileNotFoundError(errno.ENOENT, "no file")])
def test_a_video_that_no_store_could_take_fails_at_once(
    error: OSError, shop: Workshop, queue: Queue, draft: Draft, at_work: Start, monkeypatch: pytest.MonkeyPatch
):
    def refuse(key: str, source: Path) -> None:
        if isinstance(error, FileNotFoundError):
            source.unlink()
        raise error

    monkeypatch.setattr(shop.objects, "keep", refuse)
    at_work(shop)
    assert done(queue, draft).code == "InternalError.Upload"


def test_a_worker_that_stops_gives_back_what_no_store_takes(
    shop: Workshop, queue: Queue, draft: Draft, pool: TinyPool, at_work: Start, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(shop.objects, "keep", refusing(shop.objects.keep, *[FULL] * 100))
    worker = at_work(replace(shop, drain_seconds=0))
    task = queue.submit(draft)
    assert pool.begun.wait(5)
    worker.drain()
    assert queue.see(task.id).status == Status.PENDING
    assert not list(shop.folder.rglob("*.mp4"))


def test_inputs_that_a_store_cannot_give_now_cost_no_strike(
    shop: Workshop, queue: Queue, draft: Draft, at_work: Start, monkeypatch: pytest.MonkeyPatch
):
    bring, away = shop.objects.bring, [StoreDown("away")] * 4

    def sometimes(key: str, target: Path) -> None:
        if away:
            raise away.pop()
        bring(key, target)

    monkeypatch.setattr(loop, "MENDING_SECONDS", 0.01)
    monkeypatch.setattr(shop.objects, "bring", sometimes)
    at_work(shop)
    task = done(queue, draft)
    assert (task.status, task.attempt) == (Status.SUCCEEDED, 5)


def test_a_worker_whose_disk_is_full_waits_for_room_and_loses_no_task(
    shop: Workshop, queue: Queue, draft: Draft, pool: TinyPool, at_work: Start, monkeypatch: pytest.MonkeyPatch
):
    full = threading.Event()
    full.set()
    monkeypatch.setattr(loop, "MENDING_SECONDS", 0.01)
    monkeypatch.setattr(desk, "has_room", lambda folder: not full.is_set())
    pool.steps = [fail(DiskFailed("InternalError.Upload", "Failed to upload result."))]
    worker = at_work(shop)
    task = queue.submit(draft)
    eventually(lambda: not worker.ready())
    time.sleep(0.1)  # Many rounds of mending: nothing is rendered that could not be written.
    assert len(pool.orders) == 1
    assert queue.see(task.id).status == Status.PENDING
    full.clear()
    assert (ended(queue, task).status, ended(queue, task).attempt) == (Status.SUCCEEDED, 2)
    eventually(worker.ready)


def test_a_task_that_needs_more_room_than_there_is_does_not_stop_the_queue(
    shop: Workshop, queue: Queue, draft: Draft, pool: TinyPool, at_work: Start, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(loop, "MENDING_SECONDS", 0.01)
    pool.steps = [fail(DiskFailed("InternalError.Upload", "Failed to upload result."))] * 3
    at_work(shop)
    assert done(queue, draft).status == Status.FAILED
    assert done(queue, draft).status == Status.SUCCEEDED


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


def test_a_database_that_is_away_for_long_costs_no_video(
    shop: Workshop, queue: Queue, draft: Draft, at_work: Start, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(loop, "_PAUSES", (0.0, 0.0, 0.0))
    monkeypatch.setattr(store, "claim", failing(store.claim, 7))
    monkeypatch.setattr(store, "settle", failing(store.settle, 20))
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
    refused = DataError("UPDATE", {}, Exception("value out of range"))
    monkeypatch.setattr(loop, "_PAUSES", (0.0, 0.0))
    monkeypatch.setattr(store, "settle", failing(store.settle, 2, refused))
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


def test_a_claim_whose_answer_was_lost_leaves_no_task_behind(
    shop: Workshop, queue: Queue, draft: Draft, at_work: Start, monkeypatch: pytest.MonkeyPatch
):
    transaction, claims = Database.transaction, iter([True])

    @contextmanager
    def committed_and_broken(database: Database) -> Iterator[Transaction]:
        with transaction(database) as tx:
            yield tx
        with database.reading() as look:
            running = look.connection.execute(text("SELECT 1 FROM tasks WHERE status = 'RUNNING'")).first()
        if running and threading.current_thread().name == "worker" and next(claims, False):
            raise database_failure()

    monkeypatch.setattr(loop, "_PAUSES", (0.0, 0.0))
    task = queue.submit(draft)
    monkeypatch.setattr(Database, "transaction", committed_and_broken)
    at_work(shop)
    done = ended(queue, task)
    assert (done.status, done.attempt, done.strikes) == (Status.SUCCEEDED, 2, 0)


@pytest.mark.parametrize("end", [fail(TaskFailure("DataInspectionFailed", "no")), fail(ChildLost("x", "gone"))])
def test_an_end_whose_answer_was_lost_is_counted_as_what_it_was(
    shop: Workshop,
    queue: Queue,
    draft: Draft,
    pool: TinyPool,
    at_work: Start,
    monkeypatch: pytest.MonkeyPatch,
    end: Any,
):
    settle, answers = Worker._settle, iter([database_failure()])

    def settle_and_break(worker: Worker, *args: Any) -> bool:
        settled = settle(worker, *args)
        for error in answers:
            raise error
        return settled

    assert isinstance(shop.pool, TinyPool)
    shop.pool.steps = [end]
    monkeypatch.setattr(loop, "_PAUSES", (0.0, 0.0))
    monkeypatch.setattr(Worker, "_settle", settle_and_break)
    at_work(shop)
    done(queue, draft)
    eventually(lambda: b"attempt_seconds_count" in shop.meters.exposition())
    assert b'end="lost"' not in shop.meters.exposition()


def test_a_database_that_fails_under_a_task_does_not_fail_the_task(
    shop: Workshop, queue: Queue, draft: Draft, pool: TinyPool, at_work: Start
):
    pool.steps = [fail(database_failure())] * 5  # More often than strikes are forgiven.
    at_work(shop)
    task = done(queue, draft)
    assert (task.status, task.attempt) == (Status.SUCCEEDED, 6)
