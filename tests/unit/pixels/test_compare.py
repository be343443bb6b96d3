"""Distances between pictures."""

import math

import numpy as np
import pytest

from inbetween.pixels.compare import colour_distance, mean_difference, psnr, ssim


@pytest.fixture
def plane():
    return np.random.default_rng(3).integers(20, 230, (40, 60), dtype=np.uint8)


def test_equal_planes_have_infinite_psnr_no_difference_and_ssim_one(plane):
    assert psnr(plane, plane.copy()) == math.inf
    assert mean_difference(plane, plane.copy()) == 0
    assert ssim(plane, plane.copy()) == pytest.approx(1)


def test_one_level_everywhere_is_48_decibel(plane):
    assert psnr(plane, plane + 1) == pytest.approx(48.13, abs=0.01)
    assert mean_difference(plane, plane + 1) == 1


def test_ssim_falls_when_structure_is_lost(plane):
    assert ssim(plane, np.full_like(plane, 125)) < 0.05
    assert ssim(plane, plane + 5) > 0.95


def test_colour_distance_is_the_mean_of_the_channels():
    a, b = np.full((2, 3, 3), 10, np.uint8), np.full((2, 3, 3), (13, 4, 10), np.uint8)
    assert colour_distance(a, b) == pytest.approx(np.full((2, 3), 3.0))
