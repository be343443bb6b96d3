"""A large zoom with another light: few keypoints survive it, and the camera explains them all."""

import functools

import cv2
import numpy as np
import pytest

from bench.quality import films, painting, scenes
from inbetween.domain.frames import Placed, Rectangle
from inbetween.engines.tween.draw.readable import original_luma
from inbetween.engines.tween.joins.iris import iris_with_originals, prepare_iris
from inbetween.engines.tween.modes.two_pictures import prepare_draws
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


def placed(original):
    """Return a picture fitted to the frame, and the four times as fine one it was fitted from."""
    fitted = cv2.resize(original, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
    whole = Rectangle(x=0, y=0, width=4 * WIDTH, height=4 * HEIGHT)
    return Placed(original=original, rectangle=whole, fitted=fitted)


@functools.cache
def fine(scale):
    """Return a street at a magnification, four times as fine as the frame."""
    ground = painting.street(int(HEIGHT * 4 * 1.1), int(WIDTH * 4 * 1.1), 23)
    pose = scenes.Pose(scale=scale)
    return scenes.Scene(width=4 * WIDTH, height=4 * HEIGHT, actors=[scenes.backdrop(ground, pose, pose)]).frame(0)


@pytest.mark.parametrize(("scales", "t"), [((1.0, 2.2), 0.4), ((2.2, 1.0), 0.6)], ids=["in", "out"])
def test_a_large_zoom_shows_what_only_the_original_has(scales, t):
    given = placed(fine(scales[0])), placed(fine(scales[1]))
    pictures = [picture.fitted for picture in given]
    analysis = analyse(*pictures, 1, lambda _: None)
    nearness = max(analysis.motion.magnifications(t))
    truth = rgb_to_yuv420(placed(fine(nearness)).fitted).y
    fitted, original = (prepare_draws(analysis, *pictures, 1, placed=known)[0](t).y for known in (None, given))
    assert psnr(original, truth) > psnr(fitted, truth) + 0.5


@pytest.mark.parametrize("scales", [(1.0, 3.0), (3.0, 1.0)], ids=["in", "out"])
def test_a_street_that_is_magnified_has_no_thing_of_its_own(scales):
    first, last = (placed(fine(scale)).fitted for scale in scales)
    analysis = analyse(first, last, 1, lambda _: None)
    assert (analysis.regime, analysis.facts["layers"]) == ("related", 0)
    (drawn,) = (draw(0.5) for draw in prepare_draws(analysis, first, last, 1)[:1])
    nearness = max(analysis.motion.magnifications(0.5))
    assert psnr(drawn.y, rgb_to_yuv420(placed(fine(nearness)).fitted).y) > 31


def test_a_picture_without_more_pixels_than_its_frame_is_read_as_it_is():
    picture = fine(1.0)[::4, ::4]
    whole = Rectangle(x=0, y=0, width=WIDTH, height=HEIGHT)
    assert original_luma(Placed(original=picture, rectangle=whole, fitted=picture)) is None


def test_the_original_lies_where_the_fitted_picture_does():
    picture = placed(fine(1.0))
    assert psnr(original_luma(picture)[::2, ::2], rgb_to_yuv420(picture.fitted).y) > 30
    assert psnr(original_luma(picture)[1::2, 1::2], rgb_to_yuv420(picture.fitted).y) < 25


def test_strangers_are_pushed_into_by_their_originals():
    given = placed(fine(1.0)), placed(np.ascontiguousarray(fine(1.4)[::-1]))
    pictures = [picture.fitted for picture in given]
    iris = prepare_iris(*pictures, 1)
    assert (iris_with_originals(iris, given)(0.4).y != iris(0.4).y).any()
    assert (iris_with_originals(iris, given)(0.0).y == iris(0.0).y).all()
