"""Light and colour that effects lay over frames."""

import numpy as np
import pytest

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.effects.kit.caustics import prepare_caustics
from inbetween.engines.tween.effects.kit.grading import curves, grade, ramp, saturated, tone, vignette
from inbetween.engines.tween.effects.kit.light import bloom, centres, coarse, glow, lit, screen, together
from inbetween.engines.tween.effects.kit.rays import beam, prepare_rays
from inbetween.engines.tween.effects.kit.strokes import colour_round, dark, draw_stroke, part, rim, shine

SIZE = (90, 122)


@pytest.fixture
def noise() -> Rgb:
    return np.random.default_rng(3).integers(0, 256, (*SIZE, 3), np.uint8)


def test_black_light_leaves_a_frame_as_it_is(noise: Rgb) -> None:
    before = noise.copy()
    screen(noise, np.zeros((11, 15, 3), np.uint8))
    np.testing.assert_array_equal(noise, before)


def test_light_is_screened_and_never_burns_out(noise: Rgb) -> None:
    before = noise.astype(int)
    screen(noise, np.full((11, 15, 3), 128, np.uint8))
    np.testing.assert_allclose(noise, 255 - (255 - before) * 127 / 255, atol=1)


def test_lights_screened_together_light_a_frame_as_one_after_the_other(noise: Rgb) -> None:
    one = lit(glow(SIZE, (30, 40), 20), (255, 120, 40))
    other = lit(glow(SIZE, (80, 40), 30), (20, 120, 240), 0.5)
    apart = noise.copy()
    screen(apart, one)
    screen(apart, other)
    screen(noise, together(one, other))
    np.testing.assert_allclose(noise.astype(int), apart.astype(int), atol=2)


def test_a_glow_is_brightest_where_it_was_put() -> None:
    x, y = centres(SIZE)
    row, column = np.unravel_index(glow(SIZE, (82, 30), 15).argmax(), coarse(SIZE))
    assert abs(x[0, column] - 82) < 5
    assert abs(y[row, 0] - 30) < 5


def test_strength_in_bytes_is_light_like_strength_in_shares() -> None:
    shares = np.linspace(0, 1, 256, dtype=np.float32)[None]
    levels = np.arange(256, dtype=np.uint8)[None]
    np.testing.assert_array_equal(lit(shares, (200, 100, 7)), lit(levels, (200, 100, 7)))


def test_only_what_is_bright_blooms() -> None:
    frame = np.full((96, 96, 3), 90, np.uint8)
    frame[40:56, 40:56] = 250
    lit_up = frame.copy()
    bloom(lit_up, 170, 0.8)
    assert lit_up[48, 36, 0] > 100
    dim = np.minimum(frame, 150)
    still = dim.copy()
    bloom(still, 170, 0.8)
    np.testing.assert_array_equal(still, dim)


def test_rays_have_no_seam_behind_their_source() -> None:
    strength = prepare_rays((800, 800), (400, 400), phase=0.4).at(1.3)
    left_of_it = strength[40:60, :8]
    assert np.abs(np.diff(left_of_it, axis=0)).max() < 0.25
    assert 0 <= strength.min() <= strength.max() <= 1


def test_rays_move_without_jumping() -> None:
    rays = prepare_rays(SIZE, (60, -30))
    assert 0 < np.abs(rays.at(1.0) - rays.at(1.0 + 1 / 30)).max() < 0.1


def test_a_beam_falls_where_its_lamp_points() -> None:
    strength = beam((160, 160), (80, -10), 0.4)
    assert strength[10].argmax() > 10
    assert strength[10, 0] < 0.01


def test_caustics_are_a_net_that_moves() -> None:
    net = prepare_caustics((180, 240))
    strength = net.at(0.5)
    assert strength.max() > 0.6
    assert np.median(strength) < 0.2
    assert 0 < np.abs(net.at(0.5 + 1 / 30) - strength).mean() < 0.05


def test_a_stroke_has_a_white_core_in_coloured_light() -> None:
    frame = np.full((128, 128, 3), 20, np.uint8)
    layer = dark((128, 128))
    draw_stroke(layer, np.array([[10.0, 64.0], [118.0, 64.0]]), (255, 60, 120), 10)
    shine(frame, layer)
    assert frame[64, 64].min() > 220
    beside = frame[68, 64].astype(int)
    assert beside[0] - beside[1] > 60


def test_the_end_of_a_stroke_slides_along_its_line() -> None:
    line = np.array([[0.0, 0.0], [10.0, 0.0], [10.0, 10.0]])
    np.testing.assert_allclose(part(line, 0.75), [[0, 0], [10, 0], [10, 5]])
    np.testing.assert_allclose(part(line, 1.0), line)
    assert len(part(line, 0.0)) == 2


def test_a_rim_of_light_lies_outside_its_subject() -> None:
    mask = np.zeros((128, 128), np.uint8)
    mask[32:96, 32:96] = 255
    edge = rim(mask, 8)
    assert edge[32, 13] > 200
    assert edge[32, 32] == 0
    assert edge[0, 0] == 0


def test_a_grade_that_is_off_is_the_frame_itself(noise: Rgb) -> None:
    night = curves([(0, 20), (255, 120)], [(0, 10), (255, 140)], [(0, 60), (255, 250)])
    np.testing.assert_array_equal(grade(noise, night, 0), noise)


def test_half_a_grade_lies_half_way(noise: Rgb) -> None:
    night = curves([(0, 20), (255, 120)], [(0, 10), (255, 140)], [(0, 60), (255, 250)])
    half = (grade(noise, night, 1.0).astype(float) + noise) / 2
    np.testing.assert_allclose(grade(noise, night, 0.5), half, atol=1.01)


def test_a_tone_gives_brightness_its_colours() -> None:
    look = ramp((0, (10, 0, 40)), (1, (250, 240, 200)))
    grey = np.full((4, 4, 3), 255, np.uint8)
    assert tuple(tone(grey, look)[0, 0]) == (250, 240, 200)
    np.testing.assert_array_equal(tone(grey, look, 0.0), grey)


def test_a_picture_without_saturation_is_grey(noise: Rgb) -> None:
    grey = saturated(noise, 0.0)
    assert np.ptp(grey.astype(int), axis=2).max() == 0
    np.testing.assert_allclose(saturated(noise, 1.0), noise, atol=1)


def test_a_vignette_darkens_the_corners_and_not_the_middle() -> None:
    shade = vignette((90, 160), (0.5, 0.5), 1.0, 0.6)
    assert shade[45, 80] >= 254
    assert 90 < shade[0, 0] < 120


def test_a_tube_of_red_light_colours_a_white_wall() -> None:
    wall = np.full((128, 128, 3), 250, np.uint8)
    layer = dark((128, 128))
    draw_stroke(layer, np.array([[10.0, 64.0], [118.0, 64.0]]), (255, 60, 120), 10)
    colour_round(wall, layer)
    red, green, _ = wall[74, 64].astype(int)
    assert red > 245
    assert green < 230
    assert wall[5, 64].min() > 240
