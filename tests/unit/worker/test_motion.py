"""How much and how evenly films move, measured from their frames alone."""

import numpy as np
import pytest

from inbetween.domain.frames import Yuv420
from inbetween.worker.motion import MotionMeter, largest_jump

STRIPES = np.tile((np.arange(400) % 40 * 5).astype(np.uint8), (16, 1))


def frame(place: int, tint: int = 128) -> Yuv420:
    """Return a window 32 wide on stripes that rise by 5 levels a pixel."""
    y = np.ascontiguousarray(STRIPES[:, place : place + 32])
    chroma = np.full((8, 16), tint, np.uint8)
    return Yuv420(y, chroma, chroma)


def measured(*frames: Yuv420):
    meter = MotionMeter()
    for one in frames:
        meter.drawn(one)
    return meter.measured()


def test_an_even_film_has_no_jump():
    motion = measured(*(frame(40 + place) for place in range(0, 40, 40 // 8)))
    assert motion.score > 20
    assert (motion.largest_jump, motion.repeated) == (1.0, 0)


def test_a_jump_is_told_against_the_steps_around_it():
    assert largest_jump([3.0] * 10 + [20.0] + [3.0] * 10) == 21 / 4
    assert largest_jump([20.0] * 10 + [20.0] + [3.0] * 10) < 6


def test_a_step_that_is_meant_is_no_jump():
    steps = [3.0] * 10 + [20.0] + [3.0] * 10
    assert largest_jump(steps, {10}) == 1
    assert largest_jump(steps, {9, 11}) > 5
    frames = [frame(0)] * 4 + [frame(20)] * 4
    meter = MotionMeter()
    for one in frames:
        meter.drawn(one)
    assert (meter.measured().largest_jump > 5, meter.measured([4]).largest_jump) == (True, 1)


def test_easing_is_no_jump_at_any_length():
    for count in (24, 150, 450):
        x = np.linspace(0, 1, count)
        assert largest_jump(list(300 * np.diff(3 * x**2 - 2 * x**3))) < 1.3


def test_rounding_is_no_jump():
    flat = [1.0 if number % 30 == 0 else 0.0 for number in range(300)]
    assert largest_jump(flat) == 2.0


@pytest.mark.parametrize("steps", [[], [5.0]])
def test_too_few_steps_cannot_jump(steps):
    assert largest_jump(steps) == 1.0


def test_frames_that_differ_in_colour_alone_are_not_repeated():
    assert measured(frame(0), frame(0), frame(0)).repeated == 2
    assert measured(frame(0), frame(0, tint=129), frame(0)).repeated == 0


def test_an_engine_may_draw_every_frame_into_the_same_memory():
    meter, drawn = MotionMeter(), frame(0)
    meter.drawn(drawn)
    drawn.y[:] += 7
    meter.drawn(drawn)
    assert meter.measured().score == 7


def test_one_frame_stands_still():
    assert measured(frame(0)).score == 0
