"""Keypoints against geometry that is known: where blobs are, how large, which way they point, and what is none."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from inbetween.engines.tween.match.matching import describe, detect, match, spread
from inbetween.engines.tween.match.scalespace import scale_space
from tests.unit.engines.tween.pictures import HEIGHT, WIDTH, moved, texture


def described(grey):
    keypoints = detect(grey)
    return describe(keypoints, spread(keypoints))


def drawn(places, blur, height=HEIGHT, width=WIDTH):
    """Return a picture of round bright blobs."""
    y, x = np.mgrid[0:height, 0:width]
    total = np.full((height, width), 60.0)
    for at_x, at_y in places:
        total += 120 * np.exp(-((x - at_x) ** 2 + (y - at_y) ** 2) / (2 * blur * blur))
    return np.rint(total).astype(np.uint8)


def missed(first, last):
    """Return how far each place of ``first`` is from the nearest of ``last``."""
    return np.linalg.norm(first[:, None] - last[None], axis=2).min(1)


@pytest.fixture
def grey():
    return moved(texture(5, 280, 440))[..., 1]


@pytest.mark.parametrize("blur", [2.0, 3.3, 6.0])
def test_blobs_are_where_they_were_drawn_and_as_large(blur):
    places = np.array([[60.0, 50.0], [160.3, 90.6], [249.5, 120.25]])
    found = detect(drawn(places, blur))
    assert missed(places, found.places).max() < 0.05
    assert missed(found.places[:3], places).max() < 0.1
    sizes = found.spots[:3, 2] * [found.octaves[owner].step for owner in found.owners[:3]]
    assert sizes == pytest.approx(blur / 2**0.25, rel=0.15)
    assert not found.dark[:3].any()


def test_blobs_of_a_picture_turned_by_a_quarter_turn_with_it(grey):
    straight, turned = detect(grey), detect(np.ascontiguousarray(np.rot90(grey)))
    expected = np.stack([straight.places[:, 1], WIDTH - 1 - straight.places[:, 0]], 1)
    assert np.median(missed(expected[:300], turned.places)) < 0.05


def test_an_edge_is_no_blob():
    grey = np.full((HEIGHT, WIDTH), 40, np.uint8)
    grey[:, WIDTH // 2 :] = 200
    assert len(detect(grey).places) == 0


def test_dark_blobs_are_not_taken_for_bright_ones(grey):
    matches = match(described(grey), described(255 - grey))
    assert (np.linalg.norm(matches.last - matches.first, axis=1) > 1).all()


def test_a_picture_that_is_dimmed_looks_the_same(grey):
    matches = match(described(grey), described((0.6 * grey + 30).astype(np.uint8)))
    assert len(matches) > 100
    assert np.median(np.abs(matches.last - matches.first)) < 0.1
    assert np.median(np.abs(np.angle(matches.turns))) < np.radians(1)


def test_a_picture_in_a_wider_one_is_found_at_three_times_its_size(grey):
    large = moved(np.repeat(grey[..., None], 3, 2), scale=3.0)[..., 0]
    turns = match(described(grey), described(large)).turns
    assert len(turns) > 10
    assert np.median(np.abs(turns)) == pytest.approx(3, rel=0.05)


def test_octaves_agree_about_where_a_pixel_is():
    grey = drawn(np.array([[100.0, 80.0]]), 12.0)
    for octave in scale_space(grey)[:3]:
        level = octave.levels[0]
        rows, columns = np.indices(level.shape)
        weights = np.maximum(level - 60, 0)
        centre = np.array([[(weights * columns).sum(), (weights * rows).sum()]], np.float32) / weights.sum()
        assert octave.places(centre)[0] == pytest.approx([100, 80], abs=0.1)


def test_keypoints_are_the_same_again_and_beside_each_other(grey):
    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(described, [grey, grey])
    assert np.array_equal(one.places, other.places)
    assert np.array_equal(one.descriptors, other.descriptors)
    assert np.isfinite(one.descriptors).all()


@pytest.mark.parametrize(("height", "width"), [(48, 48), (64, 1200), (16, 24), (5, 7)])
def test_small_and_narrow_pictures_have_keypoints_or_none(height, width):
    grey = texture(3, height, width)[..., 0]
    assert described(grey).descriptors.shape[1:] == (128,)
