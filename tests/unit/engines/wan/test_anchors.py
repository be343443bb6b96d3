"""Colours at both ends are moved to the given pictures', by little, and nothing in the middle is."""

import numpy as np
import pytest

from inbetween.domain.frames import Rgb
from inbetween.engines.wan.anchors import MOST, Anchors

LENGTH, RAMP = 41, 16


def flat(red: int, green: int = 100, blue: int = 100) -> Rgb:
    return np.full((4, 6, 3), (red, green, blue), np.uint8)


def held(anchors: Anchors) -> list[int]:
    """Return the red of each frame of a film whose every frame is drawn as 100."""
    return [int(frame[0, 0, 0]) for frame in anchors.held(flat(100) for _ in range(anchors.length))]


def anchors(first: int, last: int | None, at: int = 0) -> Anchors:
    given = None if last is None else flat(last)
    return Anchors(length=LENGTH, at=at, first=flat(first), last=given, ramp=RAMP)


def test_both_ends_meet_their_pictures_and_the_middle_is_as_it_was_drawn() -> None:
    found = anchors(108, 94)
    reds = held(found)
    assert (reds[0], reds[-1]) == (108, 94)
    assert set(reds[RAMP:-RAMP]) == {100}
    assert reds[: RAMP + 1] == sorted(reds[: RAMP + 1], reverse=True)
    assert reds[-RAMP:] == sorted(reds[-RAMP:], reverse=True)
    assert found.moved == {"start": [8.0, 0.0, 0.0], "end": [-6.0, 0.0, 0.0]}


def test_without_a_last_picture_the_end_is_left_alone() -> None:
    assert held(anchors(108, None))[RAMP:] == [100] * (LENGTH - RAMP)


def test_what_was_shown_before_is_left_alone_up_to_the_frame_that_is_gone_on_from() -> None:
    assert held(anchors(104, None, at=4))[:6] == [100] * 4 + [104] * 2


@pytest.mark.parametrize("given", [0, 255])
def test_a_picture_of_another_colour_is_no_drift(given: int) -> None:
    moved = int(np.sign(given - 100) * MOST)
    assert held(anchors(given, given))[0] == 100 + moved
