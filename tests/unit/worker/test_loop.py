"""The loop: the ways in which an attempt can end, and what is left afterwards."""

import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from inbetween.domain import faults
from inbetween.domain.errors import Cancelled, ChildLost, Fault, TaskFailure
from inbetween.domain.task import Draft, Status, Task
from inbetween.worker.order import Made, Order, Reporter
from inbetween.worker.workshop import Workshop
from tests.clocks import HandClock
from tests.contents import content_of
from tests.unit.worker.tiny import (
    Start,
    TinyPool,
    bills,
    done,
    ended,
    eventually,
    fail,
    kept,
    succeed,
    video_of,
)
from tests.verbs import KEEP, Queue


def test_a_task_is_done_settled_and_billed(shop: Workshop, queue: Queue, draft: Draft, at_work: Start):
    at_work(shop)
    task = done(queue, draft)
    assert (task.status, task.progress, task.engine) == (Status.SUCCEEDED, 1.0, "tiny")
    assert task.object_key == f"results/{task.id}/1.mp4"
    assert task.ended_at is not None
    assert task.expires_at == task.ended_at + KEEP
    assert content_of(shop.objects, task.object_key) == b"video of first"
    assert task.usage is not None
    assert (task.usage.resolution, task.usage.seconds, task.usage.videos) == ("480P", 5, 1)
    assert task.measurements is not None
    assert (task.measurements["width"], task.measurements["seed"]) == (624, 7)
    assert "path" not in task.measurements
    assert bills(shop.database) == [task.id]
    eventually(lambda: list(shop.folder.iterdir()) == [])
    assert kept(shop) == [f"results/{task.id}/1.mp4", f"results/{task.id}/preview.jpg"]


def test_a_submit_that_rings_does_not_wait_for_the_poll(shop: Workshop, queue: Queue, draft: Draft, at_work: Start):
    shop = replace(shop, poll_seconds=3600)
    at_work(shop)
    task = queue.submit(draft)
    shop.wake.ring()
    assert ended(queue, task).status == Status.SUCCEEDED


def test_the_parent_takes_the_file_that_it_asked_for_whatever_the_child_names(
    shop: Workshop, queue: Queue, draft: Draft, pool: TinyPool, at_work: Start, tmp_path: Path
):
    secret = tmp_path / "secret"
    secret.write_bytes(b"key")
    pool.steps = [lambda order, reporter: replace(video_of(order), path=secret)]
    at_work(shop)
    task = done(queue, draft)
    assert task.object_key
    assert shop.objects.size(task.object_key) == len(b"video of first")
    assert secret.read_bytes() == b"key"


def test_an_order_says_everything_that_the_child_needs(
    shop: Workshop, queue: Queue, draft: Draft, pool: TinyPool, at_work: Start
):
    class Louder:
        def rewrite(self, prompt: str) -> str:
            return prompt.upper()

    at_work(replace(shop, rewriter=Louder()))
    task = done(queue, draft)
    order = pool.orders[0]
    assert task.spec is not None
    assert order.spec == replace(task.spec, prompt="A CAT LOOKS UP")
    assert task.actual_prompt == "A CAT LOOKS UP"
    assert set(order.paths) == {"first_frame", "last_frame"}
    assert (order.offer, order.mark, order.shrink, order.limits.max_side) == ("tiny", "AI生成", False, 2000)


@pytest.mark.parametrize(("prompt", "extend"), [("a cat", False), ("", True)])
def test_a_prompt_is_rewritten_only_on_request(
    shop: Workshop, queue: Queue, draft: Draft, pool: TinyPool, at_work: Start, prompt: str, extend: bool
):
    class Never:
        def rewrite(self, prompt: str) -> str:
            raise AssertionError

    assert draft.spec is not None
    at_work(replace(shop, rewriter=Never()))
    task = done(queue, replace(draft, spec=replace(draft.spec, prompt=prompt, prompt_extend=extend)))
    assert pool.orders[0].spec.prompt == prompt
    assert task.actual_prompt is None


def test_a_late_refusal_fails_at_once(shop: Workshop, queue: Queue, draft: Draft, pool: TinyPool, at_work: Start):
    at_work(shop)
    refusal = Fault("InvalidParameter", "Field required: input.first_frame_url")
    task = done(queue, replace(draft, spec=None, refusal=refusal))
    assert (task.status, task.code, task.message) == (Status.FAILED, refusal.code, refusal.message)
    assert pool.orders == []
    assert bills(shop.database) == []


def test_a_task_failure_gives_its_code_and_sentence(
    shop: Workshop, queue: Queue, draft: Draft, pool: TinyPool, at_work: Start
):
    pool.steps = [fail(TaskFailure("InvalidParameter", "image format error"))]
    at_work(shop)
    task = done(queue, draft)
    assert (task.status, task.code, task.message) == (Status.FAILED, "InvalidParameter", "image format error")
    assert (task.engine, task.usage, task.object_key) == ("tiny", None, None)
    assert bills(shop.database) == []
    eventually(lambda: list(shop.folder.iterdir()) == [])


def test_an_unexpected_error_is_not_told_to_the_caller(
    shop: Workshop, queue: Queue, draft: Draft, pool: TinyPool, at_work: Start
):
    pool.steps = [fail(RuntimeError("secret detail"))]
    at_work(shop)
    task = done(queue, draft)
    assert task.code == "InternalError"
    assert task.message == "An internal error has occured, please try again later or contact service support."
    assert done(queue, draft).status == Status.SUCCEEDED


def test_a_lost_child_is_another_attempt_that_finds_the_scratch(
    shop: Workshop, queue: Queue, draft: Draft, pool: TinyPool, at_work: Start
):
    def find_scratch(order: Order, reporter: Reporter) -> Made:
        assert (order.scratch / "latents").read_bytes() == b"x"
        return succeed(order, reporter)

    lost = fail(ChildLost("InternalError.Algo", "inference internal error."))
    pool.steps = [lost, lost, find_scratch]
    at_work(shop)
    task = done(queue, draft)
    assert (task.status, task.attempt, task.object_key) == (Status.SUCCEEDED, 3, f"results/{task.id}/3.mp4")
    assert len({order.folder for order in pool.orders}) == 3
    eventually(lambda: list(shop.folder.iterdir()) == [])


def test_a_task_that_kills_three_children_has_failed(
    shop: Workshop, queue: Queue, draft: Draft, pool: TinyPool, at_work: Start, logs: list[Any]
):
    pool.steps = [fail(ChildLost("InternalError.Algo", "inference internal error."))] * 3
    at_work(shop)
    task = done(queue, draft)
    assert (task.status, task.code, task.message) == (
        Status.FAILED,
        "InternalError.Algo",
        faults.given_up(3).message,
    )
    assert task.causes == tuple(f"attempt {number}: its engine child ended" for number in (1, 2, 3))
    assert len(pool.orders) == 3
    assert done(queue, draft).status == Status.SUCCEEDED
    assert [line["causes"] for line in logs if line["event"] == "task given up"] == [task.causes]
    assert b'inbetween_task_failures_total{code="InternalError.Algo"} 1.0' in shop.meters.exposition()


def steal(queue: Queue, clock: HandClock) -> Task:
    """Let the lease end and take the task, between two beats."""
    stolen: list[Task] = []

    def taken() -> bool:
        clock.advance(61)
        task = queue.claim("thief")
        stolen.extend([task] if task else [])
        return task is not None

    eventually(taken)
    return stolen[0]


def test_whoever_loses_the_lease_stops_and_changes_nothing(
    shop: Workshop, queue: Queue, draft: Draft, pool: TinyPool, at_work: Start, clock: HandClock
):
    stopped = threading.Event()

    def until_cancelled(order: Order, reporter: Reporter) -> Made:
        eventually(reporter.cancelled)
        stopped.set()
        raise Cancelled

    pool.steps = [until_cancelled]
    at_work(shop)
    task = queue.submit(draft)
    assert pool.begun.wait(5)
    stolen = steal(queue, clock)
    assert stopped.wait(5)
    assert (stolen.attempt, queue.see(task.id).attempt) == (2, 2)
    assert queue.see(task.id).status == Status.RUNNING


def test_a_video_of_a_lost_attempt_is_neither_kept_nor_billed(
    shop: Workshop, queue: Queue, draft: Draft, pool: TinyPool, at_work: Start, clock: HandClock
):
    stolen = threading.Event()

    def finish_all_the_same(order: Order, reporter: Reporter) -> Made:
        assert stolen.wait(5)
        return video_of(order)

    pool.steps = [finish_all_the_same]
    worker = at_work(shop)
    task = queue.submit(draft)
    assert pool.begun.wait(5)
    steal(queue, clock)
    stolen.set()
    worker.drain()
    assert f"results/{task.id}/1.mp4" not in kept(shop)
    assert bills(shop.database) == []
    assert queue.see(task.id).status == Status.RUNNING


def test_attempts_are_counted_by_how_they_ended(
    shop: Workshop, queue: Queue, draft: Draft, pool: TinyPool, at_work: Start
):
    pool.steps = [
        fail(ChildLost("InternalError.Algo", "gone")),
        fail(TaskFailure("DataInspectionFailed", "no")),
        succeed,
    ]
    at_work(shop)
    done(queue, draft), done(queue, draft)
    eventually(lambda: b'end="success"' in shop.meters.exposition())
    told = shop.meters.exposition().decode()
    model = 'model="wan2.2-kf2v-flash"'
    for line in (
        f"inbetween_task_claims_total{{{model}}} 3.0",
        f"inbetween_task_wait_seconds_count{{{model}}} 2.0",
        f'inbetween_attempts_ended_total{{end="given_back",engine="tiny",{model}}} 1.0',
        f'inbetween_attempts_ended_total{{end="failure",engine="tiny",{model}}} 1.0',
        f'inbetween_attempts_ended_total{{end="success",engine="tiny",{model}}} 1.0',
        f'inbetween_attempt_seconds_count{{engine="tiny",{model}}} 3.0',
        'inbetween_task_failures_total{code="DataInspectionFailed"} 1.0',
    ):
        assert line in told.splitlines()
