"""A large zoom with another light: few keypoints survive it, and the camera explains them all."""

import numpy as np
import pytest

from bench.quality import films, painting, scenes
from inbetween.engines.tween.pair import analyse
from inbetween.pixels.colour import rgb_to_yuv420
from inbetween.pixels.compare import psnr

WIDTH, HEIGHT = 640, 360
NEAR, FAR = 1.75, 0.65
EVENING = scenes.dim(0.7, (1.1, 0.95, 0.8))


def seen(scale, evening, seed=17):
    """Return a landscape at a magnification, and so far into the evening (0..1)."""
    ground = painting.landscape(int(HEIGHT * 1.6), int(WIDTH * 1.6), seed)
    pose = scenes.Pose(scale=scale)
    picture = scenes.Scene(width=WIDTH, height=HEIGHT, actors=[scenes.backdrop(ground, pose, pose)]).frame(0)
    return np.clip(EVENING(picture, evening) + 0.5, 0, 255).astype(np.uint8)


@pytest.fixture(scope="module", params=[(FAR, NEAR), (NEAR, FAR)], ids=["in", "out"])
def ends(request):
    before, after = request.param
    return seen(before, 0.0), seen(after, 1.0)


def test_a_large_zoom_is_related_and_its_light_is_found(ends):
    analysis = analyse(*ends, 1, lambda _: None)
    assert analysis.regime == "related"
    assert analysis.light is not None


def test_light_is_fitted_to_all_that_both_frames_show_where_matches_are_few():
    analysis = analyse(seen(FAR, 0.0, seed=41), seen(2.6, 1.0, seed=41), 1, lambda _: None)
    assert analysis.regime == "related"
    assert analysis.facts["difference"] < 5


def test_the_middle_of_a_large_zoom_is_close_to_the_truth(ends):
    [middle], _ = films.at_times(*ends, [0.5])
    truth = rgb_to_yuv420(seen((FAR * NEAR) ** 0.5, 0.5)).y
    dissolved = rgb_to_yuv420(films.dissolve(*ends, 0.5)).y
    assert psnr(middle.y, truth) > 33
    assert psnr(middle.y, truth) > psnr(dissolved, truth) + 13
