"""GMSD by its definition (Xue et al. 2014, equations 2 to 6)."""

import math

import numpy as np
import pytest

from bench.quality.gmsd import gmsd


def test_equal_planes_have_no_deviation():
    plane = np.random.default_rng(4).integers(0, 256, (36, 64), dtype=np.uint8)
    assert gmsd(plane, plane.copy()) == 0


def test_a_lost_dot_deviates_by_what_its_eight_neighbours_lose():
    # Halved, the dot is one pixel of 90 in 64: Prewitt gives its neighbours 30 across, 30 down, or both.
    dotted, black = np.zeros((16, 16), np.uint8), np.zeros((16, 16), np.uint8)
    dotted[6:8, 8:10] = 90
    similarities = [170 / (30**2 + 170)] * 4 + [170 / (2 * 30**2 + 170)] * 4 + [1.0] * 56
    mean = sum(similarities) / 64
    deviation = math.sqrt(sum((value - mean) ** 2 for value in similarities) / 64)
    assert gmsd(dotted, black) == pytest.approx(deviation, rel=1e-5)
    assert gmsd(dotted, black) == gmsd(black, dotted)


def test_a_difference_finer_than_two_pixels_does_not_count():
    stripes = np.zeros((16, 16), np.uint8)
    stripes[:, ::2] = 200
    assert gmsd(stripes, np.full((16, 16), 100, np.uint8)) == pytest.approx(0, abs=1e-6)
