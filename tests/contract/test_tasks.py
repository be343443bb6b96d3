"""The task machine keeps its promises on SQLite and on PostgreSQL."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import select, update

from inbetween.db.database import Database
from inbetween.db.schema import tasks, usages
from inbetween.domain.clock import SECOND
from inbetween.domain.errors import Fault
from inbetween.domain.scope import Scope
from inbetween.domain.task import Status, Task
from inbetween.tasks.store import STRIKES, Wanted
from tests.clocks import HandClock
from tests.samples import DRAFT, FAILURE, SCOPE, SPEC, SUCCESS, draft
from tests.verbs import KEEP, LEASE, Queue


def usage_count(queue: Queue) -> int:
    with queue.database.reading() as tx:
        return len(tx.connection.execute(select(usages)).all())


# What is written is what is read


def test_a_submitted_task_is_found_as_it_was_told(queue: Queue, clock: HandClock) -> None:
    task = queue.submit()
    assert task == queue.find(task.id)
    assert (task.status, task.attempt, task.submitted_at) == (Status.PENDING, 0, clock.now)
    assert (task.spec, task.refusal, task.scope, task.group) == (SPEC, None, SCOPE, "image2video")


@pytest.mark.parametrize(
    "words", ["", "一只黑猫", "line\nline", "nul \x00 nul", "half a pair \ud83d", "'; DROP TABLE tasks"]
)
def test_every_prompt_survives(queue: Queue, words: str) -> None:
    task = queue.submit(draft(orig_prompt=words, spec=replace(SPEC, prompt=words)))
    queue.settle(queue.take(), replace(SUCCESS, actual_prompt=words))
    found = queue.see(task.id)
    assert (found.orig_prompt, found.actual_prompt) == (words, words)
    assert found.spec is not None
    assert found.spec.prompt == words


def test_a_late_refusal_waits_in_the_queue_like_any_task(queue: Queue) -> None:
    refusal = Fault("InvalidParameter", "duration must be 5")
    task = queue.submit(draft(spec=None, refusal=refusal))
    claimed = queue.take()
    assert (claimed.id, claimed.spec, claimed.refusal) == (task.id, None, refusal)


def test_ids_are_lower_case_uuids_of_their_own(queue: Queue) -> None:
    ids = {queue.submit().id for _ in range(3)}
    assert len(ids) == 3
    assert all(len(task_id) == 36 and task_id == task_id.lower() for task_id in ids)


# Claim


def test_an_empty_queue_gives_nothing(queue: Queue) -> None:
    assert queue.claim() is None


def test_tasks_are_claimed_in_the_order_of_their_submits(queue: Queue, clock: HandClock) -> None:
    submitted = []
    for _ in range(4):
        submitted.append(queue.submit().id)
        clock.advance(1)
    assert [queue.take().id for _ in range(4)] == submitted


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
    assert usage_count(queue) == 40


def test_a_task_that_is_locked_by_another_claim_is_skipped_on_postgresql(postgresql_database: Database) -> None:
    queue = Queue(postgresql_database)
    first, second = queue.submit(), queue.submit()
    with postgresql_database.transaction() as tx:
        oldest = select(tasks.c.id).order_by(tasks.c.submitted_at, tasks.c.id).limit(1).with_for_update()
        locked = tx.connection.execute(oldest).scalar_one()
        claimed = queue.take()
    assert {locked, claimed.id} == {first.id, second.id}


def test_the_claim_walks_its_own_index_on_sqlite(sqlite_database: Database) -> None:
    from inbetween.tasks.store import _CLAIM

    with sqlite_database.transaction() as tx:
        sql = str(_CLAIM.compile(tx.connection.engine))
        plan = tx.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", (None,) * sql.count("?"))
        assert any("USING INDEX ix_tasks_claim" in step[-1] for step in plan)


# Lease, attempt, strikes


def test_a_task_is_taken_again_when_its_lease_ends(queue: Queue, clock: HandClock) -> None:
    queue.submit()
    first = queue.take()
    clock.advance(LEASE - 1)
    assert queue.claim("worker-2") is None
    clock.advance(1)
    second = queue.take()
    assert (second.id, second.attempt, second.scheduled_at) == (first.id, 2, first.scheduled_at)


def test_a_beat_renews_the_lease_and_tells_how_far_it_is(queue: Queue, clock: HandClock) -> None:
    queue.submit()
    task = queue.take()
    clock.advance(LEASE - 1)
    assert queue.beat(task, "encode", 0.25)
    clock.advance(LEASE - 1)
    assert queue.claim("worker-2") is None
    seen = queue.see(task.id)
    assert (seen.stage, seen.progress) == ("encode", 0.25)


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
    assert usage_count(queue) == 0
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
    assert usage_count(queue) == 1


def test_a_task_that_lets_three_leases_end_is_failed(queue: Queue, clock: HandClock) -> None:
    task = queue.submit()
    for attempt in range(1, STRIKES + 1):
        assert queue.take().attempt == attempt
        clock.advance(LEASE)
    assert queue.claim() is None
    seen = queue.see(task.id)
    assert (seen.status, seen.code, seen.message) == (Status.FAILED, "InternalError.Algo", "inference internal error.")
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
    queue.beat(task)
    queue.release(task)
    seen = queue.see(task.id)
    assert (seen.status, seen.stage, seen.progress) == (Status.PENDING, None, 0.0)
    assert seen.scheduled_at == task.scheduled_at


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


# Settle


def test_success_is_told_with_everything_about_it(queue: Queue, clock: HandClock) -> None:
    queue.submit()
    task = queue.take()
    queue.beat(task)
    clock.advance(9 * SECOND)
    assert queue.settle(task)
    seen = queue.see(task.id)
    assert (seen.status, seen.progress, seen.stage) == (Status.SUCCEEDED, 1.0, None)
    assert (seen.object_key, seen.usage, seen.engine) == (SUCCESS.object_key, SUCCESS.usage, "tween")
    assert (seen.actual_prompt, seen.measurements) == (SUCCESS.actual_prompt, SUCCESS.measurements)
    assert (seen.ended_at, seen.expires_at) == (clock.now, clock.now + KEEP)
    assert (seen.code, seen.message) == (None, None)


def test_failure_is_told_with_its_code_and_sentence(queue: Queue) -> None:
    queue.submit()
    task = queue.take()
    assert queue.settle(task, FAILURE)
    seen = queue.see(task.id)
    assert (seen.status, seen.code, seen.message) == (Status.FAILED, FAILURE.code, FAILURE.message)
    assert (seen.usage, seen.object_key, seen.measurements) == (None, None, None)


def test_a_task_is_settled_once(queue: Queue) -> None:
    queue.submit()
    task = queue.take()
    assert [queue.settle(task), queue.settle(task, FAILURE), queue.settle(task)] == [True, False, False]
    assert queue.see(task.id).status == Status.SUCCEEDED
    assert usage_count(queue) == 1


def test_a_task_whose_usage_could_not_be_written_still_runs(queue: Queue) -> None:
    queue.submit()
    task = queue.take()
    with queue.database.transaction() as tx:
        row = {"region": "", "account": "", "key_id": "", "written_at": 1} | SUCCESS.usage.to_json()
        tx.connection.execute(usages.insert(), row | {"task_id": task.id})
    with pytest.raises(Exception, match=r"(?i)unique"):
        queue.settle(task)
    assert queue.see(task.id).status == Status.RUNNING


def test_a_settled_task_is_never_claimed_again(queue: Queue, clock: HandClock) -> None:
    queue.submit()
    queue.settle(queue.take(), FAILURE)
    clock.advance(10 * LEASE)
    assert queue.claim() is None


# Cancel


def test_a_waiting_task_can_be_canceled(queue: Queue, clock: HandClock) -> None:
    task = queue.submit()
    clock.advance(3)
    assert queue.cancel(task.id)
    seen = queue.see(task.id)
    assert (seen.status, seen.ended_at, seen.expires_at) == (Status.CANCELED, clock.now, clock.now + KEEP)
    assert queue.claim() is None


def test_nothing_else_can_be_canceled(queue: Queue) -> None:
    running = queue.submit()
    queue.take()
    assert not queue.cancel(running.id)
    assert queue.see(running.id).status == Status.RUNNING
    ended = queue.submit()
    queue.settle(queue.take())
    assert not queue.cancel(ended.id)
    canceled = queue.submit()
    assert [queue.cancel(canceled.id), queue.cancel(canceled.id)] == [True, False]
    assert not queue.cancel("no-such-task")


def test_a_claim_and_a_cancel_that_race_do_not_both_win(queue: Queue) -> None:
    for _ in range(10):
        task = queue.submit()
        start = threading.Barrier(2)

        def claim(start: threading.Barrier = start) -> bool:
            start.wait()
            return queue.claim() is not None

        def cancel(start: threading.Barrier = start, task_id: str = task.id) -> bool:
            start.wait()
            return queue.cancel(task_id)

        with ThreadPoolExecutor(2) as threads:
            claimed, canceled = threads.submit(claim), threads.submit(cancel)
        assert claimed.result() is not canceled.result()


# Find, list, forget

UNSTORABLE = ["", "no-such-task", "nul\x00", "half\ud83d", "猫", "%", "x" * 10_000]


@pytest.mark.parametrize("task_id", UNSTORABLE)
def test_an_id_that_is_no_id_finds_nothing(queue: Queue, task_id: str) -> None:
    queue.submit()
    assert queue.find(task_id) is None
    assert not queue.cancel(task_id)
    assert queue.page(Wanted(task_id=task_id)).total == 0
    assert queue.page(Wanted(model=task_id)).total == 0


def test_a_task_ends_with_its_lifetime(queue: Queue, clock: HandClock) -> None:
    queue.submit()
    task = queue.take()
    queue.settle(task, keep=100)
    clock.advance(99)
    assert queue.find(task.id) is not None
    assert queue.forget_expired() == []
    clock.advance(1)
    assert queue.find(task.id) is None
    assert queue.page().total == 0
    assert queue.forget_expired() == [task.id]


def test_a_task_that_is_kept_for_ever_never_expires(queue: Queue, clock: HandClock) -> None:
    queue.submit()
    task = queue.take()
    queue.settle(task, keep=None)
    clock.advance(100 * KEEP)
    assert queue.forget_expired() == []
    assert queue.see(task.id).expires_at is None


def test_an_unfinished_task_does_not_expire(queue: Queue, clock: HandClock) -> None:
    waiting = queue.submit()
    clock.advance(100 * KEEP)
    assert queue.forget_expired() == []
    assert queue.find(waiting.id) is not None


def test_a_task_that_still_lives_cannot_be_forgotten(queue: Queue) -> None:
    from inbetween.tasks import store

    task = queue.submit()
    with queue.database.transaction() as tx:
        store.forget(tx, task.id)
    assert queue.find(task.id) is not None


def test_the_longest_dead_are_forgotten_first(queue: Queue, clock: HandClock) -> None:
    from inbetween.tasks import store

    for keep in (30, 10, 20):
        queue.submit()
        queue.settle(queue.take(), keep=keep)
    clock.advance(30)
    with queue.database.reading() as tx:
        first = store.expired(tx, limit=2)
    assert [task.expires_at - task.ended_at for task in first if task.expires_at and task.ended_at] == [10, 20]


def test_a_page_shows_the_newest_first(queue: Queue, clock: HandClock) -> None:
    submitted = []
    for _ in range(5):
        submitted.append(queue.submit().id)
        clock.advance(1)
    newest = submitted[::-1]
    pages = [queue.page(Wanted(page_no=number, page_size=2)) for number in (1, 2, 3, 4)]
    assert [[task.id for task in page.tasks] for page in pages] == [newest[:2], newest[2:4], newest[4:], []]
    assert {page.total for page in pages} == {5}


def test_tasks_of_one_millisecond_are_paged_without_loss(queue: Queue) -> None:
    submitted = {queue.submit().id for _ in range(7)}
    pages = [queue.page(Wanted(page_no=number, page_size=3)).tasks for number in (1, 2, 3)]
    assert Counter(task.id for page in pages for task in page) == Counter(submitted)


def test_a_page_beyond_every_number_is_empty(queue: Queue) -> None:
    queue.submit()
    page = queue.page(Wanted(page_no=10**30, page_size=100))
    assert (page.tasks, page.total) == ((), 1)


def test_every_filter_filters(queue: Queue, clock: HandClock) -> None:
    running = queue.submit(draft(model="wan2.1-kf2v-plus"))
    queue.take()
    clock.advance(1_000)
    waiting = queue.submit(draft(key_id="key-2"))
    start = clock.now

    def found(wanted: Wanted) -> list[str]:
        page = queue.page(wanted)
        assert page.total == len(page.tasks)
        return [task.id for task in page.tasks]

    assert found(Wanted()) == [waiting.id, running.id]
    assert found(Wanted(task_id=running.id)) == [running.id]
    assert found(Wanted(model="wan2.1-kf2v-plus")) == [running.id]
    assert found(Wanted(status=Status.PENDING)) == [waiting.id]
    assert found(Wanted(status=Status.SUCCEEDED)) == []
    assert found(Wanted(key_id="key-2")) == [waiting.id]
    assert found(Wanted(start=start)) == [waiting.id]
    assert found(Wanted(start=start + 1)) == []
    assert found(Wanted(end=start)) == [waiting.id, running.id]
    assert found(Wanted(end=start - 1)) == [running.id]
    assert found(Wanted(start=start - 1_000, end=start - 1_000)) == [running.id]
    assert found(Wanted(status=Status.RUNNING, model=DRAFT.model)) == []


def test_a_listed_task_is_the_task_that_is_found(queue: Queue) -> None:
    queue.submit()
    task = queue.take()
    queue.settle(task)
    assert queue.page().tasks == (queue.see(task.id),)


def test_tasks_of_another_scope_are_not_counted(queue: Queue) -> None:
    queue.submit(draft(scope=Scope(region="intl", account="main")))
    queue.submit(draft(scope=Scope(region="cn-beijing", account="other")))
    assert queue.page().total == 0
