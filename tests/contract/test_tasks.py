"""What is written of a task, how it ends and how it is canceled, on SQLite and on PostgreSQL."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from inbetween.db.schema import usages
from inbetween.domain.clock import SECOND
from inbetween.domain.errors import Fault
from inbetween.domain.scope import Scope
from inbetween.domain.task import Status, Task
from tests.clocks import HandClock
from tests.samples import FAILURE, SCOPE, SPEC, SUCCESS, draft
from tests.verbs import KEEP, LEASE, Queue


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
    assert queue.usage_count() == 1


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


def test_a_running_task_is_canceled_by_force_and_its_attempt_can_do_nothing_more(
    queue: Queue, clock: HandClock
) -> None:
    queue.submit()
    task = queue.take()
    queue.beat(task, "render", 0.25, left=9_000)
    clock.advance(3)
    assert queue.cancel(task.id, force=True)
    seen = queue.see(task.id)
    assert (seen.status, seen.scheduled_at, seen.ended_at) == (Status.CANCELED, task.scheduled_at, clock.now)
    assert (seen.expires_at, seen.stage, seen.usage, seen.object_key) == (clock.now + KEEP, None, None, None)
    assert seen.expected_at is None
    assert [queue.beat(task), queue.settle(task), queue.release(task)] == [False, False, False]
    assert queue.see(task.id) == seen
    clock.advance(LEASE)
    assert queue.claim() is None
    assert queue.usage_count() == 0


def test_force_cancels_what_waits_and_nothing_that_has_ended(queue: Queue) -> None:
    waiting = queue.submit()
    assert [queue.cancel(waiting.id, force=True), queue.cancel(waiting.id, force=True)] == [True, False]
    for outcome in (SUCCESS, FAILURE):
        task = queue.submit()
        queue.settle(queue.take(), outcome)
        before = queue.see(task.id)
        assert not queue.cancel(task.id, force=True)
        assert queue.see(task.id) == before
    assert not queue.cancel("no-such-task", force=True)


def test_force_cancels_nobody_elses_task(queue: Queue) -> None:
    task = queue.submit()
    queue.take()
    for stranger in (
        Scope(region=SCOPE.region, account="other"),
        Scope(region="ap-southeast-1", account=SCOPE.account),
    ):
        assert not queue.cancel(task.id, stranger, force=True)
    assert queue.see(task.id).status == Status.RUNNING


def test_a_settle_and_a_forced_cancel_that_race_do_not_both_win(queue: Queue) -> None:
    for _ in range(10):
        queue.submit()
        task = queue.take()
        start = threading.Barrier(2)

        def settle(start: threading.Barrier = start, task: Task = task) -> bool:
            start.wait()
            return queue.settle(task)

        def cancel(start: threading.Barrier = start, task: Task = task) -> bool:
            start.wait()
            return queue.cancel(task.id, force=True)

        with ThreadPoolExecutor(2) as threads:
            settled, canceled = threads.submit(settle), threads.submit(cancel)
        assert settled.result() is not canceled.result()
        seen = queue.see(task.id)
        assert (seen.status == Status.SUCCEEDED, seen.usage is not None) == (settled.result(), settled.result())


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
