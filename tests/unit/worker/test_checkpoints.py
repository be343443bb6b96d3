"""Checkpoints: what an attempt leaves, another one finds, in whatever folder it works."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from inbetween.domain.errors import ChildLost
from inbetween.domain.task import Draft, Status, Task
from inbetween.storage.objects import StoreDown
from inbetween.worker import checkpoints
from inbetween.worker.checkpoints import Checkpoints
from inbetween.worker.desk import Desk, desk_of
from inbetween.worker.order import Made, Order, Reporter
from inbetween.worker.scratch import FolderScratch, ObjectScratch
from inbetween.worker.workshop import Workshop
from tests.unit.worker.tiny import Start, TinyPool, ended, eventually, failing, kept, succeed
from tests.verbs import Queue

KEY = "segment 0"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoints, "LOOK_SECONDS", 0.005)


@pytest.fixture
def task(queue: Queue, draft: Draft) -> Task:
    queue.submit(draft)
    return queue.take()


@pytest.fixture
def desk(task: Task, tmp_path: Path) -> Iterator[Desk]:
    with desk_of(task, tmp_path / "work") as desk:
        yield desk


@pytest.fixture
def elsewhere(task: Task, tmp_path: Path) -> Iterator[Desk]:
    """Give the desk of another machine."""
    with desk_of(task, tmp_path / "other") as desk:
        yield desk


def value_in(desk: Desk) -> bytes | None:
    return FolderScratch(desk.scratch).get(KEY)


def value_in_store(task: Task, shop: Workshop) -> bytes | None:
    return ObjectScratch(task.id, shop.objects).get(KEY)


def test_an_attempt_on_another_machine_goes_on_from_the_newest_checkpoint(
    shop: Workshop, task: Task, desk: Desk, elsewhere: Desk
):
    with Checkpoints(task, desk, shop.objects):
        for step in (b"step 1", b"step 2"):
            FolderScratch(desk.scratch).put(KEY, step)
            eventually(lambda step=step: value_in_store(task, shop) == step)
    with Checkpoints(replace(task, attempt=2), elsewhere, shop.objects):
        assert value_in(elsewhere) == b"step 2"
    assert value_in(desk) == b"step 2"


def test_of_two_the_newer_checkpoint_stands(shop: Workshop, task: Task, desk: Desk):
    again, path = replace(task, attempt=2), desk.scratch / "segment_200.scratch"
    ObjectScratch(task.id, shop.objects).put(KEY, b"theirs")
    FolderScratch(desk.scratch).put(KEY, b"ours")
    os.utime(path, (path.stat().st_mtime + 60,) * 2)
    with Checkpoints(again, desk, shop.objects):
        assert value_in(desk) == b"ours"
    os.utime(path, (0, 0))
    with Checkpoints(again, desk, shop.objects):
        assert value_in(desk) == b"theirs"


def test_a_store_that_takes_no_checkpoint_fails_no_task(
    shop: Workshop, task: Task, desk: Desk, monkeypatch: pytest.MonkeyPatch, logs: list[Any]
):
    monkeypatch.setattr(shop.objects, "keep", failing(shop.objects.keep, 2, StoreDown("503")))
    with Checkpoints(task, desk, shop.objects):
        FolderScratch(desk.scratch).put(KEY, b"step 1")
        eventually(lambda: value_in_store(task, shop) == b"step 1")
    assert [entry["event"] for entry in logs if entry["event"].startswith("checkpoint")] == [
        "checkpoint not stored"
    ] * 2


def test_a_link_is_no_checkpoint(shop: Workshop, task: Task, desk: Desk, tmp_path: Path, logs: list[Any]):
    secret = tmp_path / "secret"
    secret.write_bytes(b"of somebody else")
    (desk.scratch / "segment_200.scratch").symlink_to(secret)
    with Checkpoints(task, desk, shop.objects):
        eventually(lambda: logs)
    assert value_in_store(task, shop) is None
    assert secret.read_bytes() == b"of somebody else"


def test_a_lost_child_is_another_attempt_on_another_machine_that_goes_on(
    shop: Workshop, queue: Queue, draft: Draft, tmp_path: Path, at_work: Start
):
    def begin(order: Order, reporter: Reporter) -> Made:
        FolderScratch(order.scratch).put(KEY, b"step 1")
        eventually(lambda: any("scratch" in key for key in kept(shop)))
        raise ChildLost("InternalError.Algo", "inference internal error.")

    def go_on(order: Order, reporter: Reporter) -> Made:
        assert FolderScratch(order.scratch).get(KEY) == b"step 1"
        return succeed(order, reporter)

    submitted = queue.submit(draft)
    first = at_work(replace(shop, pool=TinyPool(begin)))
    eventually(lambda: queue.see(submitted.id).strikes)
    first.drain()
    at_work(replace(shop, pool=TinyPool(go_on), folder=tmp_path / "other"))
    task = ended(queue, submitted)
    assert (task.status, task.attempt) == (Status.SUCCEEDED, 2)
    eventually(lambda: kept(shop) == [f"results/{task.id}/2.mp4", f"results/{task.id}/preview.jpg"])
