"""The scenes that the engine is not made on, and how frames are judged by them."""

import math
from dataclasses import dataclass

import numpy as np
import pytest

from bench.quality import scenes
from bench.quality.heldout import KINDS
from bench.quality.heldout.photographs import PREFIX
from bench.quality.scores import TIMES, Truths, judge
from inbetween.pixels.colour import rgb_to_yuv420

BUILDERS = {name: build for builders in KINDS.values() for name, build in builders.items()}


def test_every_kind_has_six_scenes_and_more_and_six_are_photographs():
    assert set(KINDS) == {"rigid", "camera", "soft", "light"}
    assert min(len(builders) for builders in KINDS.values()) >= 6
    assert sum(name.startswith(PREFIX) for name in BUILDERS) >= 6
    assert len(BUILDERS) == sum(map(len, KINDS.values()))
    assert not set(BUILDERS) & set(scenes.NAMES)


@pytest.mark.parametrize("name", [name for name in BUILDERS if not name.startswith(PREFIX)])
def test_a_drawn_scene_changes_and_draws_the_same_again(name):
    first, last = (BUILDERS[name](160, 96).frame(t) for t in (0, 1))
    assert first.shape == (96, 160, 3)
    assert not np.array_equal(first, last)
    assert np.array_equal(first, BUILDERS[name](160, 96).frame(0))


@dataclass(frozen=True)
class Brightening:
    """A scene of noise that brightens by a level in every hundredth."""

    noise: np.ndarray

    def frame(self, t):
        return self.noise + np.uint8(round(100 * t))


@pytest.fixture
def brightening():
    return Brightening(np.random.default_rng(5).integers(0, 120, (32, 48, 3), dtype=np.uint8))


def lumas(scene, early):
    return [rgb_to_yuv420(scene.frame(t + early)).y for t in TIMES]


def test_frames_that_are_early_are_compared_with_the_truth_of_their_own_time(brightening):
    early = judge(lumas(brightening, 0.06), Truths(brightening))
    assert early.mean.psnr == math.inf
    assert early.mean.gmsd == 0
    assert judge(lumas(brightening, 0.1), Truths(brightening)).mean.psnr < 40


def test_the_worst_frame_is_found_between_the_quarters(brightening):
    drawn = lumas(brightening, 0.0)
    drawn[4] = drawn[4] // 2
    verdict = judge(drawn, Truths(brightening))
    assert verdict.mean.psnr == math.inf
    assert verdict.worst_at == TIMES[4]
    assert verdict.worst.psnr < 20
