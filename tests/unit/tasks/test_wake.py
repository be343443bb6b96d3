"""A ring is never slept through."""

import threading

import pytest

from inbetween.tasks.wake import LocalWake

LONG = 60.0


@pytest.fixture
def wake() -> LocalWake:
    return LocalWake()


def test_a_ring_wakes_whoever_waits(wake: LocalWake) -> None:
    woken = threading.Thread(target=wake.wait, args=(LONG,))
    woken.start()
    wake.ring()
    woken.join(LONG / 2)
    assert not woken.is_alive()


def test_a_ring_before_the_wait_is_not_lost(wake: LocalWake) -> None:
    wake.ring()
    wake.wait(LONG)


def test_many_rings_wake_once(wake: LocalWake) -> None:
    wake.ring()
    wake.ring()
    wake.wait(LONG)
    assert not wake._rung.is_set()


def test_a_wait_without_a_ring_ends_by_itself(wake: LocalWake) -> None:
    wake.wait(0.001)
