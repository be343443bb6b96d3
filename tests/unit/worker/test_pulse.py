"""The pulse: the lease goes on while the work does, and the work stops when the lease cannot."""

import threading
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from inbetween.domain.task import Draft, Task
from inbetween.tasks import store
from inbetween.worker import previews
from inbetween.worker.forecast import Forecast
from inbetween.worker.pulse import Pulse
from inbetween.worker.workshop import Workshop
from tests.clocks import HandClock
from tests.unit.worker.tiny import eventually
from tests.verbs import Queue


@pytest.fixture
def task(queue: Queue, draft: Draft) -> Task:
    queue.submit(draft)
    return queue.take()


def test_a_beat_renews_the_lease(shop: Workshop, queue: Queue, task: Task, clock: HandClock):
    with Pulse(task, shop) as pulse:
        for _ in range(3):
            clock.advance(shop.lease // 2)
            pulse.progress("render", pulse._fraction + 0.1)
            eventually(lambda: queue.see(task.id).progress == pytest.approx(pulse._fraction))
            assert queue.claim() is None
        assert not pulse.cancelled()


def test_progress_reaches_the_row(shop: Workshop, queue: Queue, task: Task):
    with Pulse(task, shop) as pulse:
        pulse.progress("analyse", 0.25)
        eventually(lambda: (queue.see(task.id).stage, queue.see(task.id).progress) == ("analyse", 0.25))


def test_when_the_end_is_expected_reaches_the_row_and_each_new_stage_does(
    shop: Workshop, queue: Queue, task: Task, clock: HandClock
):
    with Pulse(task, shop) as pulse:
        pulse.foresee(Forecast(tuple(60.0 * mark for mark in range(21)), clock=lambda: 0.0))
        pulse.progress("words", 0.25)
        eventually(lambda: queue.see(task.id).expected_at == clock.now + 900_000)
        pulse.progress("denoise", 0.25)
        eventually(lambda: queue.see(task.id).stage == "denoise")


def test_the_newest_preview_is_kept_while_the_task_runs(shop: Workshop, task: Task, tmp_path: Path):
    with Pulse(task, shop) as pulse:
        for size in (5, 6):
            (tmp_path / "preview.jpg").write_bytes(bytes(size))
            pulse.progress("render", size / 10, tmp_path / "preview.jpg")
            eventually(partial(lambda size: shop.objects.size(f"results/{task.id}/preview.jpg") == size, size))
        pulse.progress("render", 0.7, tmp_path / "gone.jpg")
        eventually(lambda: pulse._preview is None)
        assert not pulse.cancelled()


def test_beats_do_not_wait_for_a_store_that_is_silent(
    shop: Workshop, queue: Queue, task: Task, clock: HandClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    asked, released = threading.Event(), threading.Event()

    def silent(*_: object) -> None:
        asked.set()
        released.wait()

    monkeypatch.setattr(shop.objects, "keep", silent)
    monkeypatch.setattr(previews, "LAST_SECONDS", 0.01)
    (tmp_path / "preview.jpg").write_bytes(b"x")
    with Pulse(task, shop) as pulse:
        pulse.progress("render", 0.1, tmp_path / "preview.jpg")
        assert asked.wait(10)
        for fraction in (0.2, 0.3, 0.4):
            clock.advance(shop.lease // 2)
            pulse.progress("render", fraction, tmp_path / "preview.jpg")
            eventually(lambda: queue.see(task.id).progress == pulse._fraction)
            assert queue.claim() is None
    released.set()  # whoever ends did not wait for it either
    pulse._previews._thread.join()


def test_a_lost_lease_cancels(shop: Workshop, queue: Queue, task: Task):
    with Pulse(task, shop) as pulse:
        assert queue.release(task)
        eventually(pulse.cancelled)


def test_work_goes_on_while_the_database_is_away_and_ends_when_somebody_else_has_the_task(
    shop: Workshop, queue: Queue, task: Task, monkeypatch: pytest.MonkeyPatch
):
    calls: list[object] = []

    def away(*args: object, **options: object) -> bool:
        calls.append(args)
        raise OperationalError("UPDATE", {}, Exception("away"))

    with Pulse(task, shop) as pulse:
        with monkeypatch.context() as outage:
            outage.setattr(store, "beat", away)
            eventually(lambda: len(calls) > 6)  # Two leases.
            assert not pulse.cancelled()
            assert queue.release(task)
            assert queue.take().attempt == task.attempt + 1
        eventually(pulse.cancelled)


def test_one_failed_beat_is_not_the_end(shop: Workshop, queue: Queue, task: Task, monkeypatch: pytest.MonkeyPatch):
    beat, calls = store.beat, []

    def unsteady(*args: object, **options: object) -> bool:
        calls.append(args)
        if len(calls) == 1:
            raise OperationalError("UPDATE", {}, Exception("away"))
        return beat(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "beat", unsteady)
    with Pulse(task, shop) as pulse:
        pulse.progress("render", 0.5)
        eventually(lambda: queue.see(task.id).progress == 0.5)


def test_a_pulse_leaves_no_thread(shop: Workshop, task: Task):
    with Pulse(task, shop) as pulse:
        assert pulse._thread.is_alive()
    assert not pulse._thread.is_alive()
    assert not pulse._previews._thread.is_alive()
