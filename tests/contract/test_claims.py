"""Claims, leases, attempts and strikes keep their promises on SQLite and on PostgreSQL."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import select, update

from inbetween.db.database import Database
from inbetween.db.schema import tasks
from inbetween.domain.task import Status, Task
from inbetween.tasks import store
from inbetween.tasks.store import _CLAIM, STRIKES
from tests.clocks import HandClock
from tests.samples import SUCCESS
from tests.verbs import KEEP, LEASE, Queue

GIVEN_UP = "inference internal error. 3 attempts were lost and it is not tried again; other inputs may do."


def test_an_empty_queue_gives_nothing(queue: Queue) -> None:
    assert queue.claim() is None


def test_tasks_are_claimed_in_the_order_of_their_submits(queue: Queue, clock: HandClock) -> None:
    submitted = []
    for _ in range(4):
        submitted.append(queue.submit().id)
        clock.advance(1)
    assert [queue.take().id for _ in range(4)] == submitted


def test_the_oldest_goes_first_even_when_it_was_written_last(queue: Queue, clock: HandClock) -> None:
    submitted = []
    for _ in range(4):
        submitted.append(queue.submit().id)
        clock.advance(-1)
    assert [queue.take().id for _ in range(4)] == submitted[::-1]


def test_a_claimed_task_runs_as_attempt_one(queue: Queue, clock: HandClock) -> None:
    task = queue.submit()
    clock.advance(40)
    claimed = queue.take()
    assert claimed == queue.find(task.id)
    assert (claimed.status, claimed.attempt, claimed.scheduled_at) == (Status.RUNNING, 1, clock.now)
    assert claimed.submitted_at == clock.now - 40


def test_a_claimed_task_is_nobody_elses(queue: Queue) -> None:
    queue.submit()
    queue.take()
    assert queue.claim("worker-2") is None


def test_of_two_workers_that_race_for_one_task_one_gets_nothing(queue: Queue) -> None:
    for _ in range(10):
        task = queue.submit()
        start = threading.Barrier(2)

        def race(worker: str, start: threading.Barrier = start) -> Task | None:
            start.wait()
            return queue.claim(worker)

        with ThreadPoolExecutor(2) as threads:
            found = list(threads.map(race, ["worker-1", "worker-2"]))
        assert sorted(claimed.id if claimed else "" for claimed in found) == ["", task.id]


def test_many_workers_share_the_queue_without_taking_a_task_twice(queue: Queue) -> None:
    submitted = {queue.submit().id for _ in range(40)}

    def drain(worker: int) -> list[str]:
        taken = []
        while (task := queue.claim(f"worker-{worker}")) is not None:
            taken.append(task.id)
            queue.settle(task)
        return taken

    with ThreadPoolExecutor(8) as threads:
        taken = [task_id for part in threads.map(drain, range(8)) for task_id in part]
    assert Counter(taken) == Counter(submitted)
    assert queue.usage_count() == 40


def test_a_task_that_is_locked_by_another_claim_is_skipped_on_postgresql(postgresql_database: Database) -> None:
    queue = Queue(postgresql_database)
    first, second = queue.submit(), queue.submit()
    with postgresql_database.transaction() as tx:
        oldest = select(tasks.c.id).order_by(tasks.c.submitted_at, tasks.c.id).limit(1).with_for_update()
        locked = tx.connection.execute(oldest).scalar_one()
        claimed = queue.take()
    assert {locked, claimed.id} == {first.id, second.id}


def test_the_claim_walks_its_own_index_on_sqlite(sqlite_database: Database) -> None:
    with sqlite_database.transaction() as tx:
        sql = str(_CLAIM.compile(tx.connection.engine))
        plan = tx.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", (None,) * sql.count("?"))
        assert any("USING INDEX ix_tasks_claim" in step[-1] for step in plan)


def test_a_task_is_taken_again_when_its_lease_ends(queue: Queue, clock: HandClock) -> None:
    queue.submit()
    first = queue.take()
    clock.advance(LEASE - 1)
    assert queue.claim("worker-2") is None
    clock.advance(1)
    second = queue.take()
    assert (second.id, second.attempt, second.scheduled_at) == (first.id, 2, first.scheduled_at)


def test_the_next_attempt_starts_from_nothing(queue: Queue, clock: HandClock) -> None:
    queue.submit()
    queue.beat(queue.take(), "encode", 0.75, left=9_000)
    clock.advance(LEASE)
    again = queue.take()
    assert (again.stage, again.progress, again.expected_at) == (None, 0.0, None)


def test_a_beat_renews_the_lease_and_tells_how_far_it_is(queue: Queue, clock: HandClock) -> None:
    queue.submit()
    task = queue.take()
    clock.advance(LEASE - 1)
    assert queue.beat(task, "encode", 0.25, left=60_000)
    expected_at = clock.now + 60_000
    clock.advance(LEASE - 1)
    assert queue.claim("worker-2") is None
    seen = queue.see(task.id)
    assert (seen.stage, seen.progress, seen.expected_at) == ("encode", 0.25, expected_at)
    assert (seen.left(expected_at - 5), seen.left(expected_at)) == (5, None)
    assert queue.beat(task, "encode", 0.5)
    assert queue.see(task.id).expected_at is None


def test_a_beat_outside_of_zero_to_one_is_held_to_it(queue: Queue) -> None:
    queue.submit()
    task = queue.take()
    assert queue.beat(task, progress=1.0000001)
    assert queue.see(task.id).progress == 1.0
    assert queue.beat(task, progress=-1.0)
    assert queue.see(task.id).progress == 0.0


def test_a_late_beat_keeps_a_task_that_nobody_took(queue: Queue, clock: HandClock) -> None:
    queue.submit()
    task = queue.take()
    clock.advance(LEASE + 1)
    assert queue.beat(task)
    assert queue.claim("worker-2") is None


def test_a_stale_attempt_can_do_nothing(queue: Queue, clock: HandClock) -> None:
    queue.submit()
    stale = queue.take()
    clock.advance(LEASE)
    fresh = queue.take()
    assert [queue.beat(stale), queue.settle(stale), queue.release(stale)] == [False, False, False]
    assert queue.see(fresh.id) == fresh
    assert queue.usage_count() == 0
    assert queue.settle(fresh)


def test_of_two_attempts_that_settle_together_one_counts(queue: Queue, clock: HandClock) -> None:
    queue.submit()
    stale = queue.take()
    clock.advance(LEASE)
    fresh = queue.take()
    start = threading.Barrier(2)

    def finish(task: Task) -> bool:
        start.wait()
        return queue.settle(task, replace(SUCCESS, object_key=f"results/{task.attempt}.mp4"))

    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(finish, [stale, fresh])) == [False, True]
    assert queue.see(fresh.id).object_key == "results/2.mp4"
    assert queue.usage_count() == 1


def test_a_task_that_lets_three_leases_end_is_failed(queue: Queue, clock: HandClock) -> None:
    task = queue.submit()
    for attempt in range(1, STRIKES + 1):
        assert queue.take().attempt == attempt
        clock.advance(LEASE)
    assert queue.claim() is None
    seen = queue.see(task.id)
    assert (seen.status, seen.code, seen.message) == (Status.FAILED, "InternalError.Algo", GIVEN_UP)
    assert seen.causes == tuple(f"attempt {number}: worker worker-1 fell silent" for number in (1, 2, 3))
    assert (seen.ended_at, seen.expires_at) == (clock.now, clock.now + KEEP)


def test_a_task_that_is_given_back_with_three_strikes_is_failed(queue: Queue) -> None:
    task = queue.submit()
    for _ in range(STRIKES):
        assert queue.release(queue.take(), strike=True)
    assert queue.claim() is None
    assert queue.see(task.id).status == Status.FAILED


def test_strikes_of_both_kinds_add_up(queue: Queue, clock: HandClock) -> None:
    task = queue.submit()
    queue.release(queue.take(), strike=True)
    queue.take()
    clock.advance(LEASE)
    queue.take()
    clock.advance(LEASE)
    assert queue.claim() is None
    assert queue.see(task.id).status == Status.FAILED


def test_a_task_that_is_given_back_in_good_order_gets_no_strike(queue: Queue) -> None:
    queue.submit()
    for attempt in range(1, 2 * STRIKES):
        task = queue.take()
        assert task.attempt == attempt
        assert queue.release(task)
    assert queue.see(task.id).status == Status.PENDING


def test_a_task_that_is_given_back_looks_untouched_but_for_its_first_start(queue: Queue) -> None:
    queue.submit()
    task = queue.take()
    queue.beat(task, left=9_000)
    queue.release(task)
    seen = queue.see(task.id)
    assert (seen.status, seen.stage, seen.progress, seen.expected_at) == (Status.PENDING, None, 0.0, None)
    assert seen.scheduled_at == task.scheduled_at


def test_the_lease_of_a_dead_worker_ends_at_once_with_a_strike_and_no_others(queue: Queue) -> None:
    for _ in range(3):
        queue.submit()
    dead, alive = queue.take(), queue.claim("worker-2")
    assert alive
    (lapsed,) = queue.lapse("worker-1", "worker-3")
    assert (lapsed.id, lapsed.status, lapsed.strikes) == (dead.id, Status.PENDING, 1)
    assert lapsed.causes == ("attempt 1: worker worker-1 died",)
    assert not queue.settle(dead)
    assert queue.beat(alive)
    assert queue.lapse("worker-1") == []


def test_a_lease_that_is_not_over_is_nobodys_to_end(queue: Queue, clock: HandClock) -> None:
    queue.submit()
    task = queue.take()
    clock.advance(LEASE - 1)
    assert queue.lapse() == []
    clock.advance(1)
    assert [lapsed.id for lapsed in queue.lapse()] == [task.id]


def test_whoever_ends_leases_does_not_wait_for_a_beat_on_postgresql(postgresql_database: Database) -> None:
    queue = Queue(postgresql_database)
    queue.submit()
    task = queue.take()
    with postgresql_database.transaction() as tx:
        assert store.beat(tx, task, lease=LEASE, stage=None, progress=0.5)
        assert queue.lapse("worker-1") == []


def test_poison_does_not_keep_the_rest_waiting(queue: Queue, clock: HandClock) -> None:
    poisons = [queue.submit() for _ in range(5)]
    clock.advance(1)
    good = queue.submit()
    with queue.database.transaction() as tx:
        ids = [poison.id for poison in poisons]
        tx.connection.execute(update(tasks).where(tasks.c.id.in_(ids)).values(strikes=STRIKES))
    assert queue.take().id == good.id
    assert {queue.see(poison.id).status for poison in poisons} == {Status.FAILED}


@pytest.mark.parametrize("spec", ["", "{", "[]", '"words"', '{"model": "x"}', '{"media": 3}'])
def test_a_spec_that_nobody_can_read_fails_its_task_and_not_the_queue(queue: Queue, spec: str) -> None:
    broken = queue.submit()
    with queue.database.transaction() as tx:
        tx.connection.execute(update(tasks).values(spec=spec, submitted_at=1))
    good = queue.submit()
    assert queue.take().id == good.id
    assert queue.see(broken.id).code == "InternalError.Algo"
