"""What has outlived its time is gone from the disk and from the tables, and nothing else is."""

import os
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from inbetween.db import schema
from inbetween.domain.clock import HOUR
from inbetween.domain.errors import Fault
from inbetween.domain.spec import MediaEntry
from inbetween.domain.task import Draft, Status, Task
from inbetween.storage import names, uploads
from inbetween.storage.objects import Stored, StoreDown
from inbetween.storage.policy import Grant
from inbetween.tasks import replays, upkeep
from inbetween.tasks.replays import Repeatable
from inbetween.worker import janitor
from inbetween.worker.janitor import Janitor
from inbetween.worker.workshop import Workshop
from tests.clocks import HandClock
from tests.samples import DRAFT, FAILURE, SCOPE, SPEC, SUCCESS
from tests.verbs import KEEP, LEASE, Queue


def keys(shop: Workshop) -> set[str]:
    return {stored.key for folder in ("inputs", "results", "uploads") for stored in shop.objects.listing(folder)}


def settled(shop: Workshop, queue: Queue, draft: Draft, keep: int | None = KEEP) -> Task:
    """Do a task whose first attempt left its video behind."""
    queue.submit(draft)
    task = queue.take()
    for name in ("1.mp4", "2.mp4", "preview.jpg"):
        shop.objects.put(f"results/{task.id}/{name}", b"x")
    assert queue.settle(task, replace(SUCCESS, object_key=f"results/{task.id}/2.mp4"), keep)
    return task


def uploaded(shop: Workshop, name: str) -> None:
    shop.objects.put(f"uploads/{name}", b"x")
    grant = Grant(wire_key=name, scope=SCOPE, model=SPEC.model, max_bytes=100)
    with shop.database.transaction() as tx:
        uploads.record(tx, grant, object_key=f"uploads/{name}", size_bytes=1)


def test_a_task_and_all_its_objects_end_together(shop: Workshop, queue: Queue, draft: Draft, clock: HandClock):
    task = settled(shop, queue, draft)
    before = keys(shop)
    clock.advance(KEEP - 1)
    Janitor(shop).tidy()
    assert keys(shop) == before
    assert queue.find(task.id)
    clock.advance(1)
    Janitor(shop).tidy()
    assert keys(shop) == set()
    with shop.database.reading() as tx:
        assert upkeep.status(tx, task.id) is None


def test_what_is_kept_for_ever_stays(shop: Workshop, queue: Queue, draft: Draft, clock: HandClock):
    task = settled(shop, queue, draft, keep=None)
    clock.advance(100 * 365 * 24 * HOUR)
    Janitor(shop).tidy()
    assert queue.find(task.id)
    assert f"results/{task.id}/2.mp4" in keys(shop)


def test_failed_cancelled_and_refused_tasks_end_too(shop: Workshop, queue: Queue, draft: Draft, clock: HandClock):
    queue.submit(draft)
    assert queue.settle(queue.take(), FAILURE)
    assert queue.cancel(queue.submit(draft).id)
    queue.submit(replace(draft, spec=None, refusal=Fault("InvalidParameter", "no")))
    assert queue.settle(queue.take(), FAILURE)
    clock.advance(KEEP)
    Janitor(shop).tidy()
    assert queue.page().total == 0
    assert keys(shop) == set()


def test_more_than_one_batch_ends_in_one_round(
    shop: Workshop, queue: Queue, draft: Draft, clock: HandClock, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(janitor, "_BATCH", 2)
    for name in "abcd":
        assert queue.cancel(queue.submit(draft).id)
        uploaded(shop, name)
    clock.advance(48 * HOUR)
    Janitor(shop).tidy()
    assert keys(shop) == set()
    with shop.database.reading() as tx:
        assert upkeep.inline_inputs(tx) == set()


def test_waiting_and_running_tasks_stay_however_old(shop: Workshop, queue: Queue, draft: Draft, clock: HandClock):
    queue.submit(draft)
    running, waiting = queue.take(), queue.submit(draft)
    clock.advance(1000 * KEEP)
    Janitor(shop).tidy()
    Janitor(shop).sweep()
    assert queue.see(running.id).status == Status.RUNNING
    assert queue.see(waiting.id).status == Status.PENDING
    assert keys(shop) == {"inputs/first", "inputs/last"}


def test_an_upload_ends_after_48_hours(shop: Workshop, clock: HandClock):
    uploaded(shop, "a")
    clock.advance(HOUR)
    uploaded(shop, "b")
    clock.advance(47 * HOUR)
    Janitor(shop).tidy()
    assert keys(shop) == {"uploads/b"}
    with shop.database.reading() as tx:
        assert uploads.find(tx, SCOPE, "a", SPEC.model) is None
        assert uploads.find(tx, SCOPE, "b", SPEC.model) is not None


def test_keys_of_repeated_calls_end_after_a_day(shop: Workshop, clock: HandClock):
    def use(task_id: str) -> None:
        with shop.database.transaction() as tx:
            replays.use(tx, SCOPE, Repeatable.of(task_id, b""), task_id=task_id)

    use("old")
    clock.advance(HOUR)
    use("young")
    clock.advance(23 * HOUR)
    Janitor(shop).tidy()
    with shop.database.reading() as tx:
        assert tx.connection.execute(select(schema.replays.c.task_id)).scalars().all() == ["young"]


def test_beyond_the_disk_limit_the_oldest_ended_tasks_go_first(shop: Workshop, queue: Queue, clock: HandClock):
    tasks = []
    for _ in range(3):
        tasks.append(settled(shop, queue, DRAFT, keep=None))
        clock.advance(1)
    queue.submit(DRAFT)
    running = queue.take()
    all_bytes = sum(stored.size_bytes for folder in names.FOLDERS for stored in shop.objects.listing(folder))
    Janitor(replace(shop, disk_limit=all_bytes)).tidy()
    assert all(queue.find(task.id) for task in tasks)
    Janitor(replace(shop, disk_limit=all_bytes - 4)).tidy()
    assert [queue.find(task.id) is not None for task in (*tasks, running)] == [False, False, True, True]
    assert not list(shop.objects.listing(names.results_of(tasks[0].id)))


def test_the_disk_limit_ends_no_task_early_for_what_goes_anyway(
    shop: Workshop, queue: Queue, draft: Draft, clock: HandClock
):
    settled(shop, queue, draft, keep=1)
    uploaded(shop, "over")
    clock.advance(48 * HOUR)
    young = settled(shop, queue, draft, keep=None)
    shop.objects.put("inputs/first", b"first")
    needed = sum(shop.objects.size(key) or 0 for key in keys(shop) if young.id in key or key.startswith("inputs"))
    Janitor(replace(shop, disk_limit=needed)).tidy()
    assert queue.find(young.id)


def test_the_bytes_of_a_request_count_for_its_task(shop: Workshop, queue: Queue, draft: Draft, clock: HandClock):
    pictures = [replace(SPEC, media=(MediaEntry(kind="first_frame", source=f"object:inputs/{name}"),)) for name in "ab"]
    tasks = []
    for name, spec in zip("ab", pictures, strict=True):
        shop.objects.put(f"inputs/{name}", b"x" * 1000)
        tasks.append(settled(shop, queue, replace(draft, spec=spec), keep=None))
        clock.advance(1)
    Janitor(replace(shop, disk_limit=1500)).tidy()
    assert [queue.find(task.id) is not None for task in tasks] == [False, True]


def test_objects_of_no_row_are_swept_once_they_are_old(shop: Workshop, queue: Queue, draft: Draft, tmp_path: Path):
    task = settled(shop, queue, draft)
    uploaded(shop, "known")
    known, orphans = keys(shop), {"inputs/orphan", "results/5f0c-unknown/1.mp4", "uploads/orphan"}
    for key in orphans:
        shop.objects.put(key, b"x")
    Janitor(shop).sweep()
    assert keys(shop) == known | orphans
    for key in known | orphans:
        os.utime(tmp_path / "objects" / key, (time.time() - 3660, time.time() - 3660))
    Janitor(shop).sweep()
    assert keys(shop) == known - {f"results/{task.id}/1.mp4"}  # of the attempt that lost
    assert queue.find(task.id)


def test_what_a_task_that_goes_on_has_made_is_not_swept(shop: Workshop, queue: Queue, draft: Draft, tmp_path: Path):
    queue.submit(draft)
    task = queue.take()
    key = f"results/{task.id}/1.mp4"
    shop.objects.put(key, b"x")
    os.utime(tmp_path / "objects" / key, (0, 0))
    Janitor(shop).sweep()
    assert key in keys(shop)


def test_a_lease_from_before_the_clock_was_set_back_does_not_hold_its_task(
    shop: Workshop, queue: Queue, draft: Draft, clock: HandClock
):
    queue.submit(draft)
    dead = queue.take()
    clock.advance(-HOUR)
    Janitor(shop).cut_leases()
    clock.advance(shop.lease)
    assert queue.take().attempt == dead.attempt + 1


def test_a_lease_of_another_length_is_left_alone(shop: Workshop, queue: Queue, draft: Draft, clock: HandClock):
    queue.submit(draft)
    queue.take()
    Janitor(replace(shop, lease=LEASE // 10)).cut_leases()
    clock.advance(LEASE - 1)
    assert queue.claim() is None


def test_work_folders_of_tasks_that_are_over_are_cleared(shop: Workshop, queue: Queue, draft: Draft):
    over = settled(shop, queue, draft)
    queue.submit(draft)
    running = queue.take()
    for name in (over.id, running.id, "unknown"):
        (shop.folder / name / "scratch").mkdir(parents=True)
    Janitor(shop).clear_folder()
    assert [folder.name for folder in shop.folder.iterdir()] == [running.id]


def test_bytes_that_cannot_be_removed_keep_their_row_and_hold_up_nobody_else(
    shop: Workshop, queue: Queue, clock: HandClock, monkeypatch: pytest.MonkeyPatch
):
    stuck = settled(shop, queue, DRAFT)
    clock.advance(1)
    other = settled(shop, queue, DRAFT)
    uploaded(shop, "a")
    clock.advance(48 * HOUR)
    remove = shop.objects.remove

    def busy(key: str) -> None:
        if stuck.id in key:
            raise OSError(16, "Device or resource busy")
        remove(key)

    with monkeypatch.context() as patch:
        patch.setattr(shop.objects, "remove", busy)
        Janitor(shop).tidy()
    with shop.database.reading() as tx:
        assert upkeep.status(tx, stuck.id) == Status.SUCCEEDED
        assert upkeep.status(tx, other.id) is None
    assert keys(shop) == {f"results/{stuck.id}/{name}" for name in ("1.mp4", "2.mp4", "preview.jpg")}
    Janitor(shop).tidy()
    assert keys(shop) == set()


def test_one_of_several_janitors_keeps_the_house(shop: Workshop, queue: Queue, draft: Draft, clock: HandClock):
    settled(shop, queue, draft)
    shop.objects.put("uploads/orphan", b"x")
    clock.advance(KEEP)
    before = keys(shop)
    Janitor(shop, leads=lambda: False).keep_house()
    assert keys(shop) == before
    Janitor(shop, leads=lambda: True).keep_house()
    assert keys(shop) == {"uploads/orphan"}


def test_orphans_are_looked_for_once_an_hour(shop: Workshop, monkeypatch: pytest.MonkeyPatch):
    now, sweeps = [0.0], list[float]()

    def sweep(self: Janitor) -> bool:
        sweeps.append(now[0])
        return now[0] > 0.0  # the store is down at first

    monkeypatch.setattr(janitor.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(Janitor, "sweep", sweep)
    tidy = Janitor(shop)
    for now[0] in (0.0, 60.0, 120.0, 3659.0, 3660.0, 3720.0):
        tidy.keep_house()
    assert sweeps == [0.0, 60.0, 3660.0]


def test_what_the_store_does_not_list_or_remove_keeps_nothing_else_from_the_sweep(
    shop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    for key in ("inputs/a", "results/5f0c-a/1.mp4", "results/5f0c-b/1.mp4", "uploads/a"):
        shop.objects.put(key, b"x")
        os.utime(tmp_path / "objects" / key, (0, 0))
    listing, remove = shop.objects.listing, shop.objects.remove

    def torn(folder: str) -> Iterator[Stored]:
        if folder == "inputs":
            raise StoreDown("500")
        return listing(folder)

    def busy(key: str) -> None:
        if "-a" in key:
            raise StoreDown("503")
        remove(key)

    with monkeypatch.context() as patch:
        patch.setattr(shop.objects, "listing", torn)
        patch.setattr(shop.objects, "remove", busy)
        assert not Janitor(shop).sweep()
    assert keys(shop) == {"inputs/a", "results/5f0c-a/1.mp4"}
    assert Janitor(shop).sweep()
    assert keys(shop) == set()


def test_a_janitor_goes_on_after_a_failure(shop: Workshop, monkeypatch: pytest.MonkeyPatch):
    stopped, rounds = threading.Event(), []

    def fail(self: Janitor) -> None:
        rounds.append(self)
        if len(rounds) == 3:
            stopped.set()
        raise OperationalError("SELECT", {}, Exception()) if len(rounds) == 1 else OSError

    monkeypatch.setattr(janitor, "ROUND_SECONDS", 0.001)
    monkeypatch.setattr(Janitor, "tidy", fail)
    Janitor(shop).work_until(stopped)
    assert len(rounds) == 3
