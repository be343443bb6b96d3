"""What dies under a task costs an attempt, never the task, the server or a second bill."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest
from sqlalchemy import select

from inbetween.db.database import Database
from inbetween.db.schema import tasks, usages
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


def test_a_killed_child_costs_one_attempt(queue: Queue, worker: Worker, submit: Callable[[str], Task]):
    task = submit("slow")
    until(lambda: rendering(queue, task))
    victim = engine_of(os.getpid())
    assert victim
    victim.kill()
    done = ended(queue, task)
    assert (done.status, done.attempt) == (Status.SUCCEEDED, 2)
    assert queue.usage_count() == 1


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


def test_a_killed_worker_leaves_no_process_and_its_task_to_another(
    url: str, queue: Queue, tmp_path: Path, submit: Callable[[str], Task]
):
    task = submit("slow")
    victim = subprocess.Popen([sys.executable, "-m", "tests.crash.victim", url, str(tmp_path)], cwd=ROOT)
    try:
        until(lambda: rendering(queue, task))
        child = engine_of(victim.pid)
        assert child
    finally:
        os.kill(victim.pid, signal.SIGKILL)
        victim.wait()
    until(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE)
    heir = Worker(shop_in(tmp_path, queue.database))
    heir.start()
    done = ended(queue, task)
    heir.drain()
    assert (done.status, done.attempt, done.object_key) == (Status.SUCCEEDED, 2, f"results/{task.id}/2.mp4")
    with queue.database.reading() as tx:
        assert list(tx.connection.execute(select(usages.c.task_id)).scalars()) == [task.id]
        assert tx.connection.execute(select(tasks.c.strikes)).scalar_one() == 1
    assert [path.name for path in (tmp_path / "work").iterdir()] == []
    assert engine_of(os.getpid()) is None


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
