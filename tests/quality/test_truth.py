"""The engine against scenes whose middle is known: it must beat what anybody could do without it.

Bars are decibels of luma, each a good one below what was measured when it was set.
"""

import statistics

import pytest

from bench.quality import films, scenes
from inbetween.domain.frames import Yuv420
from inbetween.pixels.colour import rgb_to_yuv420
from inbetween.pixels.compare import psnr

SIZE = 416, 232
TIMES = (0.35, 0.5)

OVER_DISSOLVE = {
    "small": 14,
    "large": 12,
    "zoom": 16,
    "rotation": 18,
    "light": 20,
    "cloth18b": 10,
    "flag": 9,
    "spin": 12,
    "soft": 10,
    "crossing": 7,
    "tilt": 16,
}

OVER_DIS = {"large": 10, "zoom": 14, "rotation": 9, "light": 4, "flag": 1.5, "spin": 3, "soft": 6, "crossing": 6}


@pytest.fixture(scope="module", params=OVER_DISSOLVE)
def measured(request):
    """Mean PSNR of each method on a scene, and the engine's frames."""
    scene = scenes.build(request.param, *SIZE)
    first, last = scene.frame(0), scene.frame(1)
    truths = [rgb_to_yuv420(scene.frame(t)).y for t in TIMES]
    flows = films.dense_flows(first, last)
    ours, _ = films.at_times(first, last, TIMES)

    def quality(frames):
        lumas = [frame.y if isinstance(frame, Yuv420) else rgb_to_yuv420(frame).y for frame in frames]
        return statistics.fmean(psnr(luma, truth) for luma, truth in zip(lumas, truths, strict=True))

    dense = (films.dis_target, films.dis_straight)
    return {
        "scene": request.param,
        "ours": quality(ours),
        "dissolve": quality([films.dissolve(first, last, t) for t in TIMES]),
        "dis": max(quality([warp(first, last, flows, t) for t in TIMES]) for warp in dense),
    }


def test_every_scene_is_far_better_than_a_dissolve(measured):
    assert measured["ours"] - measured["dissolve"] > OVER_DISSOLVE[measured["scene"]]


def test_scenes_with_things_light_or_cameras_are_better_than_dense_flow(measured):
    assert measured["ours"] - measured["dis"] > OVER_DIS.get(measured["scene"], -0.6)
