"""Things that move on their own: textured, plain, bending, crossing; and what is no such thing."""

import cv2
import numpy as np
import pytest

from inbetween.engines.tween.modes.two_pictures import prepare_draws
from inbetween.engines.tween.pair import analyse
from inbetween.pixels.colour import rgb_to_yuv420
from inbetween.pixels.compare import psnr
from tests.unit.engines.tween.pictures import HEIGHT, WIDTH, moved, texture

RED, YELLOW, BLUE = (220, 50, 40), (240, 220, 60), (30, 60, 200)


def gradient():
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    return np.dstack([60 + 80 * x / WIDTH, 90 + 70 * y / HEIGHT, 160 - 50 * y / HEIGHT]).astype(np.uint8)


def with_ball(picture, x, y, radius=22, colour=RED):
    return cv2.circle(picture.copy(), (x, y), radius, colour, -1, cv2.LINE_AA)


def analysed(first, last):
    return analyse(first, last, 1, lambda _: None)


def half_way(first, last):
    return prepare_draws(analysed(first, last), first, last, 1)[0](0.5)


def centre_of_red(frame):
    rows, columns = np.nonzero(frame.v > 180)
    return 2 * columns.mean() + 0.5, 2 * rows.mean() + 0.5, 4 * len(rows)


@pytest.mark.parametrize("ground", [gradient(), texture(31) // 2 + 60], ids=["plain", "textured"])
def test_a_ball_without_texture_rolls_and_leaves_nothing_behind(ground):
    frame = half_way(with_ball(ground, 60, 60), with_ball(ground, 240, 120))
    x, y, area = centre_of_red(frame)
    assert (x, y) == (pytest.approx(150, abs=2), pytest.approx(90, abs=2))
    assert area == pytest.approx(np.pi * 22**2, rel=0.15)


def test_a_ball_that_rolls_less_than_its_size_stays_round():
    frame = half_way(with_ball(gradient(), 100, 90), with_ball(gradient(), 120, 96))
    x, y, area = centre_of_red(frame)
    assert (x, y) == (pytest.approx(110, abs=2), pytest.approx(93, abs=2))
    assert area == pytest.approx(np.pi * 22**2, rel=0.15)


def test_a_ball_that_slides_before_clouds_is_told_from_them():
    ground = texture(37)
    frame = half_way(with_ball(ground, 140, 90, 30), with_ball(ground, 176, 84, 30))
    truth = rgb_to_yuv420(with_ball(ground, 158, 87, 30))
    assert psnr(frame.y, truth.y) > 35


def test_a_ball_that_grows_threefold_grows_at_a_steady_ratio():
    frame = half_way(with_ball(gradient(), 160, 90, 15), with_ball(gradient(), 160, 90, 45))
    assert centre_of_red(frame)[2] == pytest.approx(np.pi * 15 * 45, rel=0.1)


def test_two_plain_things_go_their_own_ways():
    first = with_ball(with_ball(gradient(), 60, 60), 250, 110, 16, YELLOW)
    last = with_ball(with_ball(gradient(), 230, 70), 90, 120, 16, YELLOW)
    analysis = analysed(first, last)
    assert (analysis.regime, analysis.facts["layers"]) == ("related", 2)


def test_different_things_before_one_background_are_unrelated():
    square = cv2.rectangle(gradient(), (90, 50), (160, 130), BLUE, -1)
    assert analysed(with_ball(gradient(), 200, 90, 40), square).regime == "unrelated"


@pytest.mark.parametrize("seed", range(40, 52))
def test_unrelated_pictures_are_never_taken_for_related(seed):
    assert analysed(texture(seed), texture(seed + 100)).regime == "unrelated"
    assert analysed(texture(seed), texture(seed)[:, ::-1].copy()).regime == "unrelated"


def bent(size, amount):
    y, x = np.mgrid[0:size, 0:size].astype(np.float32)
    cloth = texture(33, size, size)
    mask = np.zeros((size, size), np.float32)
    mask[12:-12, 12:-12] = 1
    maps = x + amount * np.sin(y / 14), y + amount * np.sin(x / 17)
    return [cv2.remap(picture, *maps, cv2.INTER_LINEAR) for picture in (cloth, mask)]


def test_a_thing_that_bends_goes_in_front_of_a_still_background():
    ground = texture(34)
    frames = []
    for amount, left in ((0, 100), (5, 112), (2.5, 106)):
        cloth, mask = bent(110, amount)
        picture = ground.copy()
        place = picture[35:145, left : left + 110]
        place[:] = mask[..., None] * cloth + (1 - mask[..., None]) * place
        frames.append(picture)
    analysis = analysed(frames[0], frames[1])
    assert analysis.motion.splat is not None
    assert analysis.motion.splat[0].labels.max() == 1
    middle = prepare_draws(analysis, frames[0], frames[1], 1)[0](0.5).y.astype(int)
    truth = prepare_draws(analysis, frames[2], frames[2], 1)[0](0).y
    assert np.abs(middle - truth).mean() < 3


def test_no_ghost_of_an_outline_stays_where_a_thing_was():
    ground = moved(texture(35, 280, 440)) // 2 + 60
    thing = texture(36, 60, 60)
    first, last = ground.copy(), ground.copy()
    first[60:120, 40:100], last[60:120, 210:270] = thing, thing
    frame, truth = half_way(first, last), rgb_to_yuv420(ground)
    assert np.abs(frame.y[50:130, 30:110].astype(int) - truth.y[50:130, 30:110]).max() < 4
