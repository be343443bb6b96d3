"""The engine against scenes whose middle is known: it must beat what anybody could do without it, and move evenly.

Bars are decibels of luma, two to three below what was measured when they were set: lower bounds, that no noise reaches.
"""

import itertools
import statistics

import numpy as np
import pytest

from bench.quality import films, scenes, tuning
from bench.quality.pace import of_jumps
from inbetween.domain.frames import Yuv420
from inbetween.engines.tween.modes.two_pictures import prepare_draws
from inbetween.engines.tween.pair import analyse
from inbetween.engines.tween.timing import eased, even
from inbetween.pixels.colour import rgb_to_yuv420
from inbetween.pixels.compare import mean_difference, psnr
from inbetween.worker.motion import largest_jump

SIZE = 416, 232
TIMES = (0.35, 0.5)

OVER_DISSOLVE_AND_DIS = {
    "small": (19, 3),
    "large": (18, 15),
    "spin": (21, 11),
    "soft": (19, 14),
    "crossing": (11.5, 11),
    "zoom": (21, 20),
    "rotation": (21, 11.5),
    "tilt": (23, 6),
    "cloth18b": (14, 2),
    "flag": (12, 2),
    "light": (23, 7),
    "night-pan-landscape": (19, 4),
}
"""Each scene's bars over a dissolve and over the better of two warps by dense flow."""

LINEAR_JUMP, EASED_JUMP, SEEN_JUMP = 1.35, 1.7, 1.5
ABOVE_ROUNDING = 1.0
"""Levels of mean change from which on a jump is not rounding alone."""

BUILDERS = {
    name: build for kinds in (scenes.KINDS, tuning.KINDS) for kind in kinds.values() for name, build in kind.items()
}


class Measured:
    """A scene, how well each method shows its middle, and the engine's films in linear and in eased time."""

    def __init__(self, name):
        scene = BUILDERS[name](*SIZE)
        self.name, self.first, self.last = name, scene.frame(0), scene.frame(1)
        self._truths = [rgb_to_yuv420(scene.frame(t)).y for t in TIMES]
        draw = prepare_draws(analyse(self.first, self.last, 1, lambda _: None), self.first, self.last, 1)[0]
        self.ours = self._quality([draw(t) for t in TIMES])
        self.linear, self.eased = ([draw(t) for t in times] for times in (even(25), eased(48)))
        flows = films.dense_flows(self.first, self.last)
        self.dissolve = self._quality([films.dissolve(self.first, self.last, t) for t in TIMES])
        self.dis = max(
            self._quality([warp(self.first, self.last, flows, t) for t in TIMES])
            for warp in (films.dis_target, films.dis_straight)
        )

    def _quality(self, frames):
        lumas = [frame.y if isinstance(frame, Yuv420) else rgb_to_yuv420(frame).y for frame in frames]
        return statistics.fmean(psnr(luma, truth) for luma, truth in zip(lumas, self._truths, strict=True))


def jumps(frames):
    return [mean_difference(one.y, other.y) for one, other in itertools.pairwise(frames)]


@pytest.fixture(scope="module", params=OVER_DISSOLVE_AND_DIS)
def measured(request):
    return Measured(request.param)


def test_the_middle_is_far_better_than_a_dissolve_and_dense_flow(measured):
    over_dissolve, over_dis = OVER_DISSOLVE_AND_DIS[measured.name]
    assert measured.ours - measured.dissolve > over_dissolve
    assert measured.ours - measured.dis > over_dis


def test_films_move_evenly_and_no_frame_repeats_the_one_before(measured):
    for frames, most in ((measured.linear, LINEAR_JUMP), (measured.eased, EASED_JUMP)):
        steps = jumps(frames)
        assert min(steps) > 0
        assert largest_jump(steps) < SEEN_JUMP
        assert statistics.fmean(steps) < ABOVE_ROUNDING or of_jumps(steps).ratio <= most


def test_both_ends_are_the_given_pictures(measured):
    for frame, picture in ((measured.eased[0], measured.first), (measured.eased[-1], measured.last)):
        given = rgb_to_yuv420(picture)
        assert all(np.array_equal(getattr(frame, plane), getattr(given, plane)) for plane in "yuv")
