"""What a dead worker has left is given back at once, and what a living one has is not, on SQLite and on PostgreSQL."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from inbetween.domain.task import Status
from inbetween.tasks import workers
from inbetween.tasks.workers import Presence
from inbetween.worker.folders import own_folder, place
from inbetween.worker.rescue import Rescue
from tests.clocks import HandClock
from tests.crash.shops import shop_in
from tests.verbs import LEASE, Queue


@pytest.fixture(autouse=True)
def logs() -> Iterator[list[object]]:
    with capture_logs() as entries:
        yield entries  # type: ignore[misc]


@pytest.fixture
def locks(tmp_path: Path) -> Path:
    (tmp_path / "workers").mkdir()
    return tmp_path / "workers"


@pytest.fixture
def rescue(queue: Queue, tmp_path: Path, locks: Path) -> Callable[[], list[str]]:
    """Give a round of somebody who looks for work in this place: the ids of what was given back."""

    def round_of() -> list[str]:
        shop = replace(shop_in(tmp_path, queue.database), locks=locks)
        return [task.id for task in Rescue(shop, place(locks)).round()]

    return round_of


def at_work(queue: Queue, name: str, where: str) -> str:
    """Let a worker tell that it lives and claim a task; return the task's id."""
    queue.submit()
    with queue.database.transaction() as tx:
        workers.tell(tx, Presence(name=name, place=where), lease=LEASE)
    task = queue.claim(name)
    assert task
    return task.id


def names(queue: Queue, where: str) -> frozenset[str]:
    with queue.database.reading() as tx:
        return workers.at(tx, where)


def test_a_worker_keeps_its_task_while_it_lives_and_not_a_round_longer(
    queue: Queue, rescue: Callable[[], list[str]], tmp_path: Path, locks: Path
) -> None:
    with ExitStack() as stack:
        for name in ("first", "second"):
            stack.enter_context(own_folder(tmp_path / "work", locks=locks, holder=name))
        tasks = [at_work(queue, name, place(locks)) for name in ("first", "second")]
        assert rescue() == []
    with own_folder(tmp_path / "work", locks=locks, holder="third"):
        assert sorted(rescue()) == sorted(tasks)
        assert names(queue, place(locks)) == frozenset()
    seen = queue.see(tasks[0])
    assert (seen.status, seen.strikes, seen.causes) == (Status.PENDING, 1, ("attempt 1: worker first died",))
    assert rescue() == []


def test_of_workers_elsewhere_nothing_is_known_but_their_leases(
    queue: Queue, rescue: Callable[[], list[str]], clock: HandClock
) -> None:
    task_id = at_work(queue, "far away", "another place")
    assert rescue() == []
    clock.advance(LEASE)
    assert rescue() == [task_id]
    assert queue.see(task_id).causes == ("attempt 1: worker far away fell silent",)


def test_a_worker_that_told_nobody_of_itself_has_its_lease(queue: Queue, rescue: Callable[[], list[str]]) -> None:
    queue.submit()
    queue.take()
    assert rescue() == []


def test_there_is_one_round_a_second(queue: Queue, tmp_path: Path, locks: Path, clock: HandClock) -> None:
    regular = Rescue(replace(shop_in(tmp_path, queue.database), locks=locks), place(locks))
    assert regular.round() == []
    task_id = at_work(queue, "far away", "another place")
    clock.advance(LEASE)
    assert regular.round() == []
    regular._next = 0.0
    assert [task.id for task in regular.round()] == [task_id]


def test_where_nobody_can_tell_who_lives_the_leases_tell(
    queue: Queue, rescue: Callable[[], list[str]], locks: Path
) -> None:
    at_work(queue, "w", place(locks))
    (locks / "lost+found").mkdir()
    assert rescue() == []
