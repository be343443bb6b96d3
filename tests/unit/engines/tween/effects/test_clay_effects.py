"""What the cards of the drawn effects promise, each in its own way."""

from itertools import pairwise

import numpy as np
import pytest

from inbetween.engines.tween.effects.carousel import _ride
from inbetween.engines.tween.effects.kit.drift import beside, drift, twinkling
from inbetween.engines.tween.effects.prepare import prepare
from inbetween.engines.tween.effects.sprites.cover import print_cover
from inbetween.engines.tween.effects.sprites.dragon import dragon_head, dragon_wing, neck_ball
from inbetween.engines.tween.effects.sprites.gown import diploma, mortarboard, tassel
from inbetween.engines.tween.effects.sprites.hands import gripping_glove, plush_arm, pointing_glove
from inbetween.engines.tween.effects.sprites.horse import canopy, horse, pole
from inbetween.engines.tween.effects.sprites.lips import kiss
from inbetween.engines.tween.effects.sprites.money import coin, note
from inbetween.engines.tween.effects.sprites.rose import glass_rose, red_rose, slopes
from inbetween.engines.tween.effects.sprites.sweets import cherry, cone, cream, lollipop, planet, sprinkled
from tests.unit.engines.tween.effects.stages import TALL, WIDE, stage

THINGS = {
    "pointing glove": lambda: pointing_glove(48),
    "gripping glove": lambda: gripping_glove(48),
    "plush arm": lambda: plush_arm(96, 30),
    "red rose": lambda: red_rose(48).sprite,
    "glass rose": lambda: glass_rose(48).sprite,
    "horse": lambda: horse(48, (250.0, 240.0, 230.0), (200.0, 60.0, 90.0)),
    "pole": lambda: pole(8),
    "canopy": lambda: canopy(96, 24, 6),
    "mortarboard": lambda: mortarboard(48),
    "tassel": lambda: tassel(32),
    "diploma": lambda: diploma(48),
    "note": lambda: note(64, 1.6),
    "coin": lambda: coin(32),
    "kiss": lambda: kiss(48, (196.0, 22.0, 54.0)),
    "dragon's head": lambda: dragon_head(64),
    "dragon's wing": lambda: dragon_wing(64),
    "neck": lambda: neck_ball(32),
    "cone": lambda: cone(48),
    "cream": lambda: cream(48),
    "cherry": lambda: cherry(32),
    "planet": lambda: planet(32, (200.0, 220.0, 255.0)),
    "ringed planet": lambda: planet(32, (200.0, 220.0, 255.0), ringed=True),
    "lollipop": lambda: lollipop(32, (240.0, 90.0, 150.0)),
}


@pytest.mark.parametrize("thing", THINGS)
def test_a_thing_is_drawn_once_and_has_a_body_and_room_around_it(thing):
    drawn = THINGS[thing]().levels[0]
    alpha = drawn[..., 3]
    assert THINGS[thing]().levels[0] is drawn
    assert alpha.max() > 150
    assert 0.05 < (alpha > 60).mean() < 0.97
    assert not alpha[0].any()
    assert not alpha[-1].any()


def test_a_column_is_left_free_and_the_rest_evenly_filled():
    those = beside(drift(np.random.default_rng(2), 400), 0.4, 0.15)
    assert not ((those.place > 0.25 + 1e-9) & (those.place < 0.55 - 1e-9)).any()
    assert (those.place < 0.25).mean() == pytest.approx(0.25 / 0.7, abs=0.03)
    assert those.place.max() <= 1


def test_glints_twinkle_each_on_its_own_beat():
    bright = np.stack([twinkling(t, np.random.default_rng(1).random((9, 2))) for t in np.arange(0, 5, 0.05)])
    assert bright.min() >= 0
    assert (bright.max(0) > 0.9).all()
    assert bright.sum(1).std() > 0


def test_glass_bends_light_most_where_it_is_steepest_and_not_outside():
    across, down = slopes(glass_rose(48).thick)
    steep = np.hypot(across, down)
    assert steep.max() == pytest.approx(1)
    assert steep[0, 0] < 0.01


def test_sprinkles_keep_apart_on_the_glaze():
    spots = np.array([spot[:2] for spot in sprinkled(np.random.default_rng(1), 26)])
    apart = np.hypot(*(spots[:, None] - spots[None]).T) + np.eye(len(spots))
    assert len(spots) > 12
    assert apart.min() > 0.1
    assert (np.hypot(*spots.T) < 1).all()


def test_the_masthead_stands_behind_the_head_and_the_words_before_everything():
    photograph = np.full((120, 90, 3), (90, 120, 160), np.uint8)
    head = np.zeros((120, 90), np.uint8)
    head[5:60, 35:55] = 255
    bare, behind = print_cover(photograph, None), print_cover(photograph, head)
    assert (behind.titled[10:20, 40:50] == behind.photograph[10:20, 40:50]).all()
    assert (bare.titled[5:40] != bare.photograph[5:40]).any()
    assert (behind.lettered[70:] != behind.titled[70:]).any()


@pytest.mark.parametrize("size", [WIDE, TALL], ids=["wide", "tall"])
@pytest.mark.parametrize("name", ["rose", "crystalrose"])
def test_nobody_holds_the_stem_inside_the_frame(name, size):
    on = stage("black", size)
    bottom = prepare(name, on)(4.9)[-1].astype(int)
    assert (bottom.max(1) > 40).any()


@pytest.mark.parametrize("size", [(720, 1280), (960, 960), (1280, 720), (480, 1100)])
def test_a_horse_passes_to_the_far_side_where_nobody_sees_it(size):
    for number in range(5):
        rides = [_ride(number, frame / 30, size) for frame in range(150)]
        for before, after in pairwise(rides):
            if before.near is not after.near:
                reach = 0.47 * max(before.size, after.size) * min(size) / 2
                assert all(ride.x < -reach or ride.x > size[1] + reach for ride in (before, after))


def test_no_flash_of_the_camera_follows_three_others_within_a_second():
    paint = prepare("magazine", stage())
    bright = np.array([paint(number / 30).mean() for number in range(150)])
    flashes = np.flatnonzero(np.diff(bright) > 25) / 30
    assert len(flashes) == 3
    assert flashes.max() < 0.75


def test_the_cap_comes_from_above_and_stays_in_the_frame():
    paint = prepare("graduation", stage("bust", TALL))
    head = stage("bust", TALL).subject.head
    above = slice(0, int(head.y - 0.5 * head.r))
    frames = [paint(t)[above] for t in (0.3, 1.04, 4.9)]
    navy = [((frame[..., 2] > frame[..., 0] + 12) & (frame.max(2) < 120)).mean() for frame in frames]
    assert navy[0] < 0.01
    assert navy[1] > 0.02
    assert navy[2] > 0.02


def test_the_ball_shows_the_picture_and_lands_in_the_middle():
    on = stage("bust", TALL)
    frame = prepare("icecream", on)(1.7)
    middle = frame[int(0.35 * TALL[0]) : int(0.45 * TALL[0]), TALL[1] // 3 : 2 * TALL[1] // 3]
    assert np.abs(middle.astype(int) - np.median(on.picture, (0, 1))).min(2).mean() < 90
    assert frame[2, 2, 0] > 200


def test_kisses_print_the_margins_and_no_face():
    on = stage()
    frame = prepare("frenchkiss", on)(4.9)
    red = (frame[..., 0] > 150) & (frame[..., 1] < 60) & (frame[..., 2] < 90)
    assert red.mean() > 0.002
    y, x = np.nonzero(red)
    assert not (np.hypot(x - WIDE[1] / 2, y - WIDE[0] / 2) < 0.1 * min(WIDE)).any()


def test_the_dragon_stands_on_one_side_and_its_head_over_no_face():
    on = stage()
    frame = prepare("dragon", on)(2.5).astype(int)
    hide = frame[..., 1] > frame[..., 0] + 12
    half, head = WIDE[1] // 2, on.subject.head
    assert hide[:, half:].mean() > 3 * hide[:, :half].mean()
    assert not hide[int(head.y) - 5 : int(head.y) + 5, int(head.x) - 5 : int(head.x) + 5].any()
