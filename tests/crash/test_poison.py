"""What an engine child may do to its worker: die under every attempt, or be at work when the worker leaves."""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest

from inbetween.db.database import Database
from inbetween.domain import faults
from inbetween.domain.spec import MediaEntry
from inbetween.domain.task import Status, Task
from inbetween.storage.local import LocalObjects
from inbetween.worker.loop import Worker
from tests.crash.shops import shop_in
from tests.pictures import saved, smooth
from tests.samples import DRAFT, SPEC
from tests.verbs import Queue

ROOT = Path(__file__).parents[2]


@pytest.fixture
def url(migrated_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("PYTHONPATH", f"{ROOT}/src:{ROOT}")
    (tmp_path / "inbetween.db").write_bytes(migrated_file.read_bytes())
    return f"sqlite:///{tmp_path}/inbetween.db"


@pytest.fixture
def queue(url: str) -> Iterator[Queue]:
    """Give the verbs of the queue, on the database's own clock."""
    database = Database(url)
    yield Queue(database)
    database.close()


@pytest.fixture
def submit(queue: Queue, tmp_path: Path) -> Callable[[str], Task]:
    """Give what submits a task of two seconds whose engine does what the prompt says."""
    objects = LocalObjects(tmp_path / "objects")
    for seed, key in enumerate(("inputs/first", "inputs/last")):
        objects.put(key, saved(tmp_path, "picture.png", smooth(400, 400, seed)).read_bytes())
    media = (
        MediaEntry(kind="first_frame", source="object:inputs/first"),
        MediaEntry(kind="last_frame", source="object:inputs/last"),
    )
    return lambda prompt: queue.submit(replace(DRAFT, spec=replace(SPEC, media=media, prompt=prompt, seconds=2)))


@pytest.fixture
def worker(queue: Queue, tmp_path: Path) -> Iterator[Worker]:
    worker = Worker(shop_in(tmp_path, queue.database))
    worker.start()
    yield worker
    worker.drain()


def until(question: Callable[[], Any]) -> Any:
    """Ask until the answer is yes, and return it."""
    end = time.monotonic() + 30
    while not (answer := question()):
        assert time.monotonic() < end, "It did not happen."
        time.sleep(0.02)
    return answer


def ended(queue: Queue, task: Task) -> Task:
    until(lambda: queue.see(task.id).ended_at is not None)
    return queue.see(task.id)


def rendering(queue: Queue, task: Task) -> bool:
    return queue.see(task.id).stage == "render"


def engine_of(parent: int) -> psutil.Process | None:
    """Return the engine child of a process."""
    children = psutil.Process(parent).children()
    return next((child for child in children if "inbetween.worker.child" in child.cmdline()), None)


def test_a_task_that_kills_its_child_fails_and_the_next_one_does_not(
    queue: Queue, worker: Worker, submit: Callable[[str], Task]
):
    poison, good = submit("die"), submit("")
    done = ended(queue, poison)
    assert (done.status, done.code, done.message) == (
        Status.FAILED,
        "InternalError.Algo",
        faults.given_up(3).message,
    )
    assert [cause.split(": ")[1].startswith("its engine child ended by") for cause in done.causes] == [True] * 3
    assert ended(queue, good).status == Status.SUCCEEDED
    assert queue.usage_count() == 1


def test_a_drained_worker_leaves_no_process_and_gives_its_task_back(
    queue: Queue, tmp_path: Path, submit: Callable[[str], Task]
):
    worker = Worker(replace(shop_in(tmp_path, queue.database), drain_seconds=0))
    worker.start()
    task = submit("slow")
    until(lambda: rendering(queue, task))
    worker.drain()
    assert queue.see(task.id).status == Status.PENDING
    assert engine_of(os.getpid()) is None
    assert not list((tmp_path / "objects").rglob("*.mp4"))
