"""A ring is never slept through."""

import threading

import pytest

from inbetween.tasks.wake import LocalWake

LONG = 60.0


@pytest.fixture
def wake() -> LocalWake:
    return LocalWake()


def asleep(wake: LocalWake) -> threading.Thread:
    """Return a thread that sleeps until a ring."""
    thread = threading.Thread(target=wake.wait, args=(LONG,), daemon=True)
    thread.start()
    return thread


def wakes(thread: threading.Thread) -> bool:
    """Say whether the thread wakes long before it would by itself."""
    thread.join(LONG / 2)
    return not thread.is_alive()


def test_a_ring_wakes_whoever_waits(wake: LocalWake) -> None:
    sleeper = asleep(wake)
    wake.ring()
    assert wakes(sleeper)


def test_a_ring_before_the_wait_is_not_lost(wake: LocalWake) -> None:
    wake.ring()
    assert wakes(asleep(wake))


def test_many_rings_wake_once(wake: LocalWake) -> None:
    wake.ring()
    wake.ring()
    wake.wait(LONG)
    assert not wake._rung.is_set()


def test_a_wait_without_a_ring_ends_by_itself(wake: LocalWake) -> None:
    wake.wait(0.001)
