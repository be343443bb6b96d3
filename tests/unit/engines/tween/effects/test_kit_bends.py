"""Time, bends and layers."""

import cv2
import numpy as np
import pytest

from inbetween.engines.tween.effects.kit import easing
from inbetween.engines.tween.effects.kit.grid import Grid, look
from inbetween.engines.tween.effects.kit.laying import lay_over, mixed, shade, tint
from inbetween.engines.tween.effects.planar import to_planes
from inbetween.pixels.colour import rgb_to_yuv420
from tests.unit.engines.tween.pictures import texture

SIZE = (116, 208)


def test_a_bend_of_nothing_shows_the_picture_bit_for_bit():
    picture, grid = texture(1, *SIZE), Grid(*SIZE)
    nothing = np.zeros_like(grid.x)
    assert (look(picture, grid.maps(nothing, nothing)) == picture).all()


def test_a_straight_bend_stays_straight_up_to_the_border():
    grid = Grid(*SIZE)
    x, y = grid.maps(0.5 * grid.x + 3, -0.25 * grid.y)
    rows, columns = np.indices(SIZE, np.float32)
    np.testing.assert_allclose(x, 1.5 * columns + 3, atol=1e-3)
    np.testing.assert_allclose(y, 0.75 * rows, atol=1e-3)


def test_a_plane_on_the_grid_keeps_its_place():
    grid, plane = Grid(*SIZE), np.zeros(SIZE, np.uint8)
    plane[40:72, 80:120] = 255
    coarse = grid.coarse(plane)
    assert coarse.shape == grid.x.shape
    assert abs((coarse * grid.x).sum() / coarse.sum() - plane.nonzero()[1].mean()) < 0.01
    assert abs((coarse * grid.y).sum() / coarse.sum() - plane.nonzero()[0].mean()) < 0.01


def test_a_layer_covers_where_its_mask_is():
    below, above = texture(1, *SIZE), texture(2, *SIZE)
    mask = np.random.default_rng(1).integers(0, 256, SIZE, np.uint8)
    mask[:10], mask[-10:] = 0, 255
    for strength in (1.0, 0.4):
        laid = below.copy()
        lay_over(laid, above, mask, strength)
        share = mask[..., None] / 255 * strength
        assert np.abs(laid - (below + share * (above.astype(float) - below))).max() < 1.6
        assert (laid[:10] == below[:10]).all()
    lay_over(below, above, mask)
    assert (below[-10:] == above[-10:]).all()


def test_a_part_of_a_frame_is_refused_where_a_layer_would_be_lost():
    frame = texture(1, *SIZE)
    with pytest.raises(ValueError, match="copy"):
        lay_over(frame[:, 4:-4], frame[:, 4:-4], np.zeros((SIZE[0], SIZE[1] - 8), np.uint8))


def test_a_tint_and_a_shade():
    frame = texture(1, *SIZE)
    tinted, dark = frame.copy(), frame.copy()
    tint(tinted, (10, 200, 30), np.full(SIZE, 255, np.uint8))
    assert (tinted == (10, 200, 30)).all()
    shade(dark, np.full(SIZE, 255, np.uint8))
    assert (dark == frame).all()
    shade(dark, np.full(SIZE, 51, np.uint8), 0.5)
    np.testing.assert_allclose(dark, frame * 0.6, atol=1.2)


def test_a_mix_is_never_one_of_its_parts_itself():
    one, other = texture(1, *SIZE), texture(2, *SIZE)
    for share, same in ((0.0, one), (1.0, other)):
        mix = mixed(one, other, share)
        assert (mix == same).all()
        assert mix is not same


@pytest.mark.parametrize("picture", [texture(1, 116, 208), np.full((20, 30, 3), 255, np.uint8)])
def test_planes_in_whole_numbers_are_those_of_the_exact_sums(picture):
    whole, exact = to_planes(picture), rgb_to_yuv420(picture)
    for plane, sums in ((whole.y, exact.y), (whole.u, exact.u), (whole.v, exact.v)):
        assert cv2.norm(plane, sums, cv2.NORM_INF) <= 1
        assert (plane != sums).mean() < 2e-3


def test_what_is_eased_starts_at_0_and_ends_at_1():
    for eased in (easing.smoother, easing.arrive, easing.depart):
        assert (eased(0), eased(1)) == (0, 1)
        assert eased(-1) == 0
        assert 0 < eased(0.5) < 1
    assert easing.fade(0.5, (0, 1), (2, 3)) == 0.5 == easing.fade(2.5, (0, 1), (2, 3))
    assert easing.press(1.0, (0, 0.5), 2.0) == 1
    assert abs(easing.press(9.0, (0, 0.5), 2.0)) < 1e-3


def test_a_spring_swings_past_its_rest():
    assert easing.spring(-1) == 0
    assert max(easing.spring(t / 50) for t in range(100)) > 1.3
    assert abs(easing.spring(9) - 1) < 1e-3
    assert easing.ringing(0) == 0 != easing.ringing(0.1)
