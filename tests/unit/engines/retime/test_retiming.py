"""Frames of 16 or 24 a second shown at 30: exact instants, known motion, cuts."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import count

import cv2
import numpy as np
import pytest

from inbetween.domain.frames import Rgb, Yuv420
from inbetween.engines.retime import retiming
from inbetween.engines.retime.retiming import Retiming, instants
from inbetween.pixels.colour import rgb_to_yuv420
from inbetween.pixels.compare import psnr
from tests.pictures import smooth

WIDTH, HEIGHT, SIDE = 480, 270, 90
GROUND, THING = smooth(WIDTH + 200, HEIGHT + 100, seed=1), smooth(SIDE, SIDE, seed=2)[:, :, ::-1]
_DISC = cv2.circle(np.zeros((SIDE, SIDE), np.float32), (SIDE // 2, SIDE // 2), SIDE // 2 - 2, 1.0, -1)


def _scene(seconds: float) -> Rgb:
    """Return what is seen at an instant: a panning camera, and a disc that goes another way before it."""
    pan = np.array([[1, 0, -20 - 60 * seconds], [0, 1, -10 - 30 * seconds]], np.float32)
    ground = cv2.warpAffine(GROUND, pan, (WIDTH, HEIGHT), flags=cv2.INTER_CUBIC)
    way = np.array([[1, 0, 90 + 130 * seconds], [0, 1, 100 - 50 * seconds]], np.float32)
    thing = cv2.warpAffine(np.ascontiguousarray(THING), way, (WIDTH, HEIGHT), flags=cv2.INTER_CUBIC)
    share = cv2.warpAffine(_DISC, way, (WIDTH, HEIGHT))[..., None]
    return np.rint(ground * (1 - share) + thing * share).astype(np.uint8)


def _lifted(
    frames: Iterator[Rgb] | list[Rgb], native: int, fps: int, frame_count: int
) -> tuple[list[Yuv420], Retiming]:
    retiming = Retiming(frames, (Fraction(number, native) for number in count()), instants(frame_count, fps))
    return list(retiming.frames()), retiming


def _equal(one: Yuv420, other: Yuv420) -> bool:
    return all(np.array_equal(getattr(one, plane), getattr(other, plane)) for plane in "yuv")


@pytest.mark.parametrize(("native", "fps"), [(16, 30), (24, 30)])
def test_known_motion_is_met_better_than_by_the_nearest_frame_or_a_mix(native: int, fps: int) -> None:
    given = [_scene(number / native) for number in range(native // 2 + 1)]
    lifted, _ = _lifted(given, native, fps, fps // 2 + 1)
    between = [number for number in range(fps // 2) if number * native % fps]
    scores: dict[str, list[float]] = {"flow": [], "nearest": [], "mix": []}
    for number in between:
        due = rgb_to_yuv420(_scene(number / fps)).y
        before, part = divmod(number * native / fps, 1)
        first, last = given[int(before)], given[int(before) + 1]
        scores["flow"].append(psnr(lifted[number].y, due))
        scores["nearest"].append(psnr(rgb_to_yuv420(first if part < 0.5 else last).y, due))
        scores["mix"].append(psnr(rgb_to_yuv420(cv2.addWeighted(first, 1 - part, last, part, 0)).y, due))
    flow, nearest, mix = (float(np.mean(scores[name])) for name in ("flow", "nearest", "mix"))
    assert flow > nearest + 6
    assert flow > mix + 4
    assert min(scores["flow"]) > max(np.mean(scores["mix"]), 30)


def test_frames_that_coincide_pass_untouched_and_the_ends_are_exact() -> None:
    given = [_scene(number / 16) for number in range(17)]
    lifted, retiming = _lifted(given, 16, 30, 31)
    for number, native in ((0, 0), (15, 8), (30, 16)):
        assert _equal(lifted[number], rgb_to_yuv420(given[native]))
    assert retiming.facts == {"passed": 3, "drawn": 28, "cuts": 0}


def test_at_its_own_rate_every_frame_passes() -> None:
    given = [_scene(number / 16) for number in range(4)]
    passed, retiming = _lifted(given, 16, 16, 4)
    assert all(_equal(frame, rgb_to_yuv420(one)) for frame, one in zip(passed, given, strict=True))
    assert retiming.facts["drawn"] == 0


def test_planes_pass_as_the_very_objects_they_are() -> None:
    given = [rgb_to_yuv420(_scene(number / 24)) for number in range(5)]
    retiming = Retiming(given, instants(5, 24), instants(3, 12))
    assert [id(frame) for frame in retiming.frames()] == [id(given[number]) for number in (0, 2, 4)]


def test_nothing_is_mixed_across_a_cut() -> None:
    one, other = _scene(0), smooth(WIDTH, HEIGHT, seed=9)
    lifted, retiming = _lifted([one, one, other, other], 16, 32, 6)
    assert retiming.facts["cuts"] == 1
    ends = rgb_to_yuv420(one), rgb_to_yuv420(other)
    assert [_equal(frame, ends[0]) for frame in lifted] == [True] * 4 + [False] * 2
    assert _equal(lifted[4], ends[1])


def test_few_frames_are_taken_ahead_of_those_that_are_shown() -> None:
    drawn = []

    def given() -> Iterator[Rgb]:
        for number in range(40):
            drawn.append(number)
            yield _scene(number / 16)

    frames = Retiming(given(), instants(40, 16), instants(30, 30)).frames()
    next(frames)
    next(frames)
    assert len(drawn) <= retiming.AT_ONCE + 3
    frames.close()  # type: ignore[attr-defined]


def test_behind_its_last_frame_a_film_stands() -> None:
    held, _ = _lifted([_scene(0), _scene(1 / 16)], 16, 8, 4)
    assert _equal(held[3], rgb_to_yuv420(_scene(1 / 16)))


def test_frames_too_small_for_flow_are_shown_as_they_are() -> None:
    tiny = [np.full((32, 32, 3), level, np.uint8) for level in (10, 200)]
    lifted, retiming = _lifted(tiny, 16, 64, 5)
    assert [int(frame.y[0, 0]) for frame in lifted] == [25, 25, 25, 188, 188]
    assert retiming.facts["cuts"] == 1


def test_pairs_that_are_drawn_at_once_are_those_drawn_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    given = [_scene(number / 16) for number in range(7)]
    at_once, told = _lifted(given, 16, 30, 12)
    monkeypatch.setattr(retiming, "AT_ONCE", 1)
    one_by_one, also_told = _lifted(given, 16, 30, 12)
    assert all(_equal(one, other) for one, other in zip(at_once, one_by_one, strict=True))
    assert told.facts == also_told.facts == {"passed": 1, "drawn": 11, "cuts": 0}
