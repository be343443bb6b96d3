"""RGB24 to 4:2:0 and back, against the formulas of BT.709 written out in numpy."""

import numpy as np
import pytest

from inbetween.pixels.colour import rgb_to_yuv420, small_rgb, yuv420_to_rgb
from inbetween.pixels.compare import psnr


def noise(height, width, seed=1):
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)


def flat(red, green, blue):
    return np.full((4, 6, 3), (red, green, blue), np.uint8)


def test_white_black_and_the_primaries_have_their_bt709_levels():
    levels = {(255, 255, 255): (235, 128, 128), (0, 0, 0): (16, 128, 128), (255, 0, 0): (63, 102, 240),
              (0, 255, 0): (173, 42, 26), (0, 0, 255): (32, 240, 118)}  # fmt: skip
    for rgb, (y, u, v) in levels.items():
        frame = rgb_to_yuv420(flat(*rgb))
        assert (frame.y == y).all()
        assert (frame.u == u).all()
        assert (frame.v == v).all()


def test_luma_is_the_weighted_sum_rounded_once():
    rgb = noise(34, 50)
    expected = 16 + 219 / 255 * (rgb @ np.array([0.2126, 0.7152, 0.0722]))
    assert np.abs(rgb_to_yuv420(rgb).y - expected).max() <= 0.5001


def test_chroma_is_the_area_mean_of_its_four_pixels_rounded_once():
    rgb = noise(34, 50)
    mean = rgb.reshape(17, 2, 25, 2, 3).mean((1, 3))
    luma = mean @ np.array([0.2126, 0.7152, 0.0722])
    frame = rgb_to_yuv420(rgb)
    assert np.abs(frame.u - (128 + 224 / 255 * (mean[..., 2] - luma) / 1.8556)).max() <= 0.5001
    assert np.abs(frame.v - (128 + 224 / 255 * (mean[..., 0] - luma) / 1.5748)).max() <= 0.5001


def test_flat_colours_come_back_within_two_levels():
    for rgb in [(255, 255, 255), (0, 0, 0), (200, 30, 90), (12, 250, 130), (1, 2, 254)]:
        there_and_back = yuv420_to_rgb(rgb_to_yuv420(flat(*rgb))).astype(int)
        assert np.abs(there_and_back - rgb).max() <= 2


def test_a_smooth_picture_survives_the_round_trip():
    x, y = np.meshgrid(np.linspace(0, 255, 64), np.linspace(0, 255, 48))
    rgb = np.dstack([x, y, 255 - x]).astype(np.uint8)
    assert psnr(rgb, yuv420_to_rgb(rgb_to_yuv420(rgb))) > 45


@pytest.mark.parametrize(("longest", "size"), [(15, (11, 15)), (12, (9, 12)), (20, (15, 20)), (90, (30, 40))])
def test_a_small_copy_has_the_same_colours_and_aspect_and_never_grows(longest, size):
    small = small_rgb(rgb_to_yuv420(flat(90, 160, 40)[:1, :1].repeat(30, 0).repeat(40, 1)), longest)
    assert small.shape == (*size, 3)
    assert np.abs(small.astype(int) - (90, 160, 40)).max() <= 2


def test_odd_sides_are_refused():
    with pytest.raises(ValueError, match="even sides, not 5x4"):
        rgb_to_yuv420(np.zeros((4, 5, 3), np.uint8))
