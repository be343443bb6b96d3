"""A task that is canceled by force is stopped, whatever its attempt is doing, and nothing of it is left."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Self

import pytest

from inbetween.domain.spec import MediaEntry
from inbetween.domain.task import Draft, Status
from inbetween.media.fetch import Fetcher
from inbetween.tasks import store
from inbetween.tasks.wake import LocalWake
from inbetween.worker import loop
from inbetween.worker.order import Made, Order, Reporter
from inbetween.worker.pulse import Pulse
from inbetween.worker.workshop import Workshop
from tests.sites import open_site
from tests.unit.worker.tiny import (
    Start,
    TinyPool,
    bills,
    done,
    eventually,
    failing,
    kept,
    succeed,
    video_of,
    wait_until_cancelled,
)
from tests.verbs import Queue

BEATS_OF_AN_HOUR = 3 * 3_600_000


def test_whoever_hears_of_the_stop_does_not_wait_for_the_next_beat(
    shop: Workshop, queue: Queue, draft: Draft, pool: TinyPool, at_work: Start
):
    pool.steps = [wait_until_cancelled]
    at_work(replace(shop, lease=BEATS_OF_AN_HOUR))
    task = queue.submit(draft)
    assert pool.begun.wait(5)
    assert queue.cancel(task.id, force=True)
    shop.wake.stop(task.id)
    assert done(queue, draft).status == Status.SUCCEEDED
    assert queue.see(task.id).status == Status.CANCELED
    eventually(lambda: list(shop.folder.iterdir()) == [])


def test_a_stop_between_the_claim_and_the_first_beat_is_not_missed(
    shop: Workshop, queue: Queue, draft: Draft, pool: TinyPool, at_work: Start, monkeypatch: pytest.MonkeyPatch
):
    late: list[str] = []

    class TooLate(Pulse):
        def __enter__(self) -> Self:
            if not late:
                late.append(self.task.id)
                assert queue.cancel(self.task.id, force=True)
            return super().__enter__()

    def stop_the_first(order: Order, reporter: Reporter) -> Made:
        return (wait_until_cancelled if order.spec.seed == 1 else succeed)(order, reporter)

    monkeypatch.setattr(loop, "Pulse", TooLate)
    pool.steps = [stop_the_first] * 2
    at_work(replace(shop, lease=BEATS_OF_AN_HOUR))
    assert draft.spec
    task = queue.submit(replace(draft, spec=replace(draft.spec, seed=1)))
    eventually(lambda: queue.see(task.id).status == Status.CANCELED)
    assert done(queue, draft).status == Status.SUCCEEDED
    assert queue.see(task.id).status == Status.CANCELED


def test_where_the_channel_is_deaf_the_next_beat_stops_the_work(
    shop: Workshop, queue: Queue, draft: Draft, pool: TinyPool, at_work: Start
):
    pool.steps = [wait_until_cancelled]
    at_work(shop)
    task = queue.submit(draft)
    assert pool.begun.wait(5)
    assert queue.cancel(task.id, force=True)
    assert done(queue, draft).status == Status.SUCCEEDED
    assert queue.see(task.id).status == Status.CANCELED


def test_false_news_stops_nothing(shop: Workshop, queue: Queue, draft: Draft, pool: TinyPool, at_work: Start):
    def finish_after_false_news(order: Order, reporter: Reporter) -> Made:
        looks = threading.Event()
        shop.wake.stop(task.id)
        looks.wait(0.05)
        assert not reporter.cancelled()
        return video_of(order)

    pool.steps = [finish_after_false_news]
    task = queue.submit(draft)
    at_work(shop)
    eventually(lambda: queue.see(task.id).status == Status.SUCCEEDED)


def test_a_video_that_was_finished_too_late_is_withdrawn_and_not_billed(
    shop: Workshop, queue: Queue, draft: Draft, pool: TinyPool, at_work: Start
):
    def finish_all_the_same(order: Order, reporter: Reporter) -> Made:
        eventually(reporter.cancelled)
        return video_of(order)

    pool.steps = [finish_all_the_same]
    at_work(shop)
    task = queue.submit(draft)
    assert pool.begun.wait(5)
    assert queue.cancel(task.id, force=True)
    shop.wake.stop(task.id)
    other = done(queue, draft)
    assert queue.see(task.id).status == Status.CANCELED
    assert bills(shop.database) == [other.id]
    assert f"results/{task.id}/1.mp4" not in kept(shop)


def test_a_database_that_does_not_answer_a_look_is_asked_again_by_the_beat(
    shop: Workshop, queue: Queue, draft: Draft, pool: TinyPool, at_work: Start, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(store, "stands", failing(store.stands, 1000))
    pool.steps = [wait_until_cancelled]
    at_work(replace(shop, wake=LocalWake()))
    task = queue.submit(draft)
    assert pool.begun.wait(5)
    assert queue.cancel(task.id, force=True)
    eventually(lambda: queue.see(task.id).status == Status.CANCELED)
    assert done(queue, draft).status == Status.SUCCEEDED


@pytest.fixture
def waiting(draft: Draft) -> Iterator[tuple[Draft, threading.Event]]:
    """Give a task whose first picture lies on a server that never answers, and what tells that it was asked."""
    asked, over = threading.Event(), threading.Event()

    def silent(_: object) -> None:
        asked.set()
        over.wait(100)

    with open_site() as site:
        site.pages["/cat.png"] = silent
        assert draft.spec
        first = MediaEntry(kind="first_frame", source=f"{site.url}/cat.png")
        yield replace(draft, spec=replace(draft.spec, media=(first, *draft.spec.media[1:]))), asked
        over.set()


def test_a_stop_does_not_wait_for_a_picture_that_does_not_come(
    shop: Workshop, queue: Queue, draft: Draft, waiting: tuple[Draft, threading.Event], at_work: Start
):
    slow, asked = waiting
    at_work(replace(shop, lease=BEATS_OF_AN_HOUR, fetcher=Fetcher(["127.0.0.0/8"], 100)))
    task = queue.submit(slow)
    assert asked.wait(10)
    assert queue.cancel(task.id, force=True)
    shop.wake.stop(task.id)
    assert done(queue, draft).status == Status.SUCCEEDED
    assert queue.see(task.id).status == Status.CANCELED


def test_a_worker_that_stops_gives_back_a_task_whose_picture_does_not_come(
    shop: Workshop,
    queue: Queue,
    waiting: tuple[Draft, threading.Event],
    at_work: Start,
    monkeypatch: pytest.MonkeyPatch,
):
    slow, asked = waiting
    monkeypatch.setattr(loop, "PARTING_SECONDS", 60.0)  # then nothing but the end of the fetch ends the drain
    worker = at_work(replace(shop, drain_seconds=0, fetcher=Fetcher(["127.0.0.0/8"], 100)))
    task = queue.submit(slow)
    assert asked.wait(10)
    worker.drain()
    assert not worker._thread.is_alive()
    assert queue.see(task.id).status == Status.PENDING
