"""Two threads, one order."""

import threading
import time

import numpy as np
import pytest

from inbetween.domain.frames import Yuv420
from inbetween.engines.tween.ring import AHEAD, Ring


def stamped(t):
    plane = np.full((2, 2), int(t), np.uint8)
    return Yuv420(plane, plane, plane)


def test_frames_come_in_order_whoever_drew_them():
    late = threading.Event()

    def slow(t):
        late.wait(0.02)
        return stamped(t)

    drawn = [int(frame.y[0, 0]) for frame in Ring(range(40), [slow, stamped]).frames()]
    assert drawn == list(range(40))


@pytest.mark.parametrize(("side", "most"), [(1024, AHEAD), (512, 25)])
def test_nobody_runs_further_ahead_than_the_ring_is_long_and_small_frames_have_a_longer_one(side, most):
    furthest = [0]
    plane = np.zeros((side, side), np.uint8)

    def draw(t):
        furthest[0] = max(furthest[0], int(t))
        return Yuv420(plane, plane[::2, ::2], plane[::2, ::2])

    frames = Ring(range(50), [draw, draw]).frames()
    next(frames)
    patience = time.monotonic() + 10
    while furthest[0] < most and time.monotonic() < patience:
        time.sleep(0.01)
    time.sleep(0.05)
    assert furthest[0] == most
    frames.close()


def test_threads_end_when_the_reader_stops():
    frames = Ring(range(100), [stamped, stamped]).frames()
    next(frames)
    frames.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "tween-draw"]


def test_a_failure_is_raised_in_the_reader():
    def draw(t):
        if t == 3:
            raise ValueError("the third")
        return stamped(t)

    with pytest.raises(ValueError, match="the third"):
        list(Ring(range(10), [draw, draw]).frames())
