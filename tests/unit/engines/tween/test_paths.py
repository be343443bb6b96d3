"""Where things are between their ends."""

import cmath
import itertools
import math

import numpy as np
import pytest

from inbetween.engines.tween.geometry import carry
from inbetween.engines.tween.motion.paths import HomographyPath, LayerPath, SimilarityPath
from inbetween.engines.tween.timing import eased, smoothstep

CENTRE = np.array([50.0, 30.0], np.float32)


def similarity(scale, degrees, shift):
    turn = cmath.rect(scale, math.radians(degrees))
    return np.array([[turn.real, -turn.imag, shift[0]], [turn.imag, turn.real, shift[1]], [0, 0, 1]])


@pytest.mark.parametrize("scale", [0.4, 1.0, 1.3, 3.0])
def test_a_similarity_path_starts_at_rest_and_ends_at_its_model(scale):
    model = similarity(scale, 25, (6, -3))
    path = SimilarityPath(model=model, centre=CENTRE)
    assert np.allclose(path.at(0), np.eye(3), atol=1e-5)
    assert np.allclose(path.at(1), model, atol=1e-4)


def test_the_centre_of_a_similarity_path_moves_on_a_straight_line():
    model = similarity(1.4, 40, (6, -3))
    path = SimilarityPath(model=model, centre=CENTRE)
    half = (CENTRE + carry(model, CENTRE)) / 2
    assert np.allclose(carry(path.at(0.5), CENTRE), half, atol=1e-4)


def test_half_way_a_rotation_has_turned_half():
    middle = SimilarityPath(model=similarity(1, 60, (0, 0)), centre=CENTRE).at(0.5)
    assert math.degrees(math.atan2(middle[1, 0], middle[0, 0])) == pytest.approx(30)


def test_a_homography_path_moves_corners_on_straight_lines():
    model = np.array([[1.1, 0.05, 3], [-0.02, 0.95, 2], [0.0004, -0.0003, 1]])
    path = HomographyPath(model=model, width=100, height=60)
    corner = np.array([100.0, 60.0], np.float32)
    assert np.allclose(path.at(1), model / model[2, 2], atol=1e-3)
    assert np.allclose(carry(path.at(0.5), corner), (corner + carry(model, corner)) / 2, atol=1e-3)


def test_a_layer_that_only_shifts_has_gone_a_share_of_its_way():
    assert LayerPath(turn=1 + 0j, shift=(8.0, 2.0)).row(0.25) == pytest.approx((8.0, 2.0, 0.25, 0.0))


def test_a_layer_that_turns_keeps_its_shape_on_the_way():
    turn = cmath.rect(1.0, math.radians(90))
    _, _, real, imaginary = LayerPath(turn=turn, shift=(0.0, 0.0)).row(0.5)
    spoke = 1 + 0j
    there = spoke + complex(real, imaginary) * (turn * spoke - spoke)
    assert abs(there) == pytest.approx(1)
    assert math.degrees(cmath.phase(there)) == pytest.approx(45)


def test_eased_times_start_and_end_exactly_and_softly_but_not_at_rest():
    times = eased(150)
    assert times[1] == pytest.approx(0.2 / 149, rel=0.1)
    assert max(b - a for a, b in itertools.pairwise(times)) == pytest.approx(1.4 / 149, rel=0.01)
    assert (times[0], times[-1], len(times)) == (0.0, 1.0, 150)
    assert all(b > a for a, b in itertools.pairwise(times))
    assert eased(1) == [0.0]
    assert smoothstep(-1) == 0
    assert smoothstep(2) == 1


def test_the_middle_ends_where_a_camera_on_a_stretched_grid_carries_it():
    model = np.array([[0.9, -0.25, 4.0], [0.22, 0.9, -3.0], [0.0, 0.0, 1.0]])
    centre = np.array([150.0, 80.0], np.float32)
    last = SimilarityPath(model=model, centre=centre).at(1.0)
    assert np.allclose(last @ [*centre, 1], model @ [*centre, 1])
