"""Workers take the tasks that they serve, in the order of the queue, on SQLite and on PostgreSQL."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from inbetween.db.database import Database
from inbetween.db.schema import tasks
from inbetween.domain.task import Status, Task
from inbetween.tasks import census, waiting, workers
from inbetween.tasks.workers import Presence
from tests.clocks import HandClock
from tests.samples import DRAFT
from tests.verbs import LEASE, Queue


@pytest.fixture
def mixed(queue: Queue, clock: HandClock) -> list[Task]:
    """Submit tasks for two offers and one for anybody, a millisecond between any two."""
    submitted = []
    for offer in ("gpu", "cpu", "", "gpu", "cpu"):
        submitted.append(queue.submit(replace(DRAFT, offer=offer)))
        clock.advance(1)
    return submitted


def stranded(queue: Queue) -> dict[str, int]:
    with queue.database.reading() as tx:
        return dict(census.queue(tx).stranded)


def tell(queue: Queue, name: str, *serves: str) -> None:
    with queue.database.transaction() as tx:
        workers.tell(tx, Presence(name=name, place=""), serves=serves, lease=LEASE)


@pytest.mark.parametrize(
    ("serves", "taken"), [({"gpu"}, (0, 2, 3)), ({"cpu"}, (1, 2, 4)), ({"cpu", "gpu"}, (0, 1, 2, 3, 4)), ((), (2,))]
)
def test_a_worker_takes_what_it_serves_and_what_is_anybodys_the_oldest_first(
    queue: Queue, mixed: list[Task], serves: set[str], taken: tuple[int, ...]
) -> None:
    assert [queue.take(serves=serves).id for _ in taken] == [mixed[at].id for at in taken]
    assert queue.claim(serves=serves) is None


@pytest.mark.usefixtures("mixed")
def test_a_task_that_is_given_back_or_left_by_the_dead_is_for_the_same_offer(queue: Queue, clock: HandClock) -> None:
    first = queue.take(serves={"gpu"})
    queue.release(first)
    assert queue.take(serves={"cpu"}).offer == "cpu"
    again = queue.take(serves={"gpu"})
    assert (again.id, again.attempt) == (first.id, 2)
    clock.advance(LEASE)
    queue.lapse()
    third = queue.take(serves={"gpu"})
    assert (third.id, third.attempt, third.offer) == (first.id, 3, "gpu")


def test_where_others_take_all_of_one_offer_the_next_is_looked_at_on_postgresql(postgresql_database: Database) -> None:
    queue = Queue(postgresql_database)
    queue.submit(replace(DRAFT, offer="gpu"))
    other = queue.submit(replace(DRAFT, offer="cpu"))
    with postgresql_database.transaction() as tx:
        tx.connection.execute(select(tasks.c.id).where(tasks.c.offer == "gpu").with_for_update())
        claimed = queue.take(serves={"cpu", "gpu"})
    assert claimed.id == other.id


@pytest.mark.usefixtures("mixed")
def test_what_no_living_worker_serves_waits_and_is_counted(queue: Queue, clock: HandClock) -> None:
    assert stranded(queue) == {"cpu": 2, "gpu": 2}
    tell(queue, "a", "cpu")
    tell(queue, "b", "other", "cpu")
    assert stranded(queue) == {"gpu": 2}
    tell(queue, "b", "gpu")
    assert stranded(queue) == {}
    with queue.database.reading() as tx:
        assert workers.served(tx) == {"a": {"cpu"}, "b": {"gpu"}}
    clock.advance(LEASE)
    assert stranded(queue) == {"cpu": 2, "gpu": 2}
    queue.take(serves={"gpu"})
    assert stranded(queue) == {"cpu": 2, "gpu": 1}


def test_who_waits_for_nobody_is_handed_over_unless_it_was_begun(queue: Queue, mixed: list[Task]) -> None:
    begun = queue.take(serves={"gpu"})
    queue.release(begun)
    with queue.database.transaction() as tx:
        assert waiting.move(tx, "gpu", lambda model, spec: None) == 0
        assert waiting.move(tx, "gpu", lambda model, spec: f"{model} {spec.seed}") == 1
        assert waiting.move(tx, "gpu", lambda model, spec: "cpu") == 0
    moved = queue.see(mixed[3].id)
    assert (moved.status, moved.offer) == (Status.PENDING, f"{DRAFT.model} 7")
    assert queue.see(begun.id).offer == "gpu"
