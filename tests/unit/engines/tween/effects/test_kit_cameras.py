"""Cameras, hearts and heads: what effects move."""

from itertools import pairwise

import cv2
import numpy as np
import pytest

from inbetween.engines.tween.effects.kit.camera import placed, seen
from inbetween.engines.tween.effects.kit.drift import drift
from inbetween.engines.tween.effects.kit.grid import Grid, thinner
from inbetween.engines.tween.effects.kit.hearts import double_beat, heart_curve, rising
from inbetween.engines.tween.effects.kit.leaning import drawn_together
from inbetween.engines.tween.effects.scene.faces import Head


def test_a_camera_at_rest_shows_a_copy_of_the_picture():
    picture = np.random.default_rng(1).integers(0, 256, (30, 40, 3), np.uint8)
    view = seen(picture, 1.0, (20, 15))
    assert (view == picture).all()
    assert view is not picture


def test_what_a_camera_goes_towards_stays_where_it_is():
    spot = placed(1.7, (12.0, 9.0), angle=0.4) @ [12.0, 9.0, 1.0]
    assert spot == pytest.approx([12.0, 9.0])


def test_a_positive_angle_turns_clockwise():
    above = placed(1.0, (10.0, 10.0), angle=0.5) @ [10.0, 5.0, 1.0]
    assert above[0] > 10


def test_a_heart_is_closed_and_has_its_tip_below_and_its_notch_above():
    heart = heart_curve(201)
    assert heart[0] == pytest.approx(heart[-1], abs=1e-9)
    assert heart[0][1] == heart[:, 1].max()
    assert heart[:, 1].min() < heart[100][1] < 0
    assert heart[50][0] > 0.9


def test_a_heart_beats_twice_and_never_jumps():
    beats = np.array([double_beat(t, 2.0, 1.25) for t in np.arange(0, 5, 1 / 30)])
    assert beats[:61].max() == 0
    assert 0.8 < beats.max() <= 1.1
    assert np.abs(np.diff(beats)).max() < 0.45
    assert beats[145:].max() == 0
    one = beats[84:109]
    assert ((one[1:-1] > one[:-2]) & (one[1:-1] >= one[2:])).sum() == 2


def test_small_hearts_appear_and_go_softly():
    those = drift(np.random.default_rng(2), 20)
    frames = [rising(those, t, (50, 90), spread=40, unit=100, climb=80) for t in np.arange(0, 3, 1 / 30)]
    assert frames[0][:, 5].max() == 0
    assert max(np.abs(one[:, 5] - other[:, 5]).max() for one, other in pairwise(frames)) < 0.2


def test_two_heads_meet_half_way():
    pair = Head(x=60.0, y=80.0, r=20.0), Head(x=160.0, y=70.0, r=20.0)
    x, y = np.meshgrid(np.arange(220, dtype=np.float32), np.arange(200, dtype=np.float32))
    dx, dy = drawn_together(pair, x, y, 200)
    picture = np.zeros((200, 220), np.uint8)
    for head in pair:
        picture[int(head.y) - 2 : int(head.y) + 3, int(head.x) - 2 : int(head.x) + 3] = 255
    bent = cv2.remap(picture, x + dx, y + dy, cv2.INTER_LINEAR)
    left, right = bent.copy(), bent.copy()
    left[:, 110:], right[:, :110] = 0, 0
    apart = np.average(np.nonzero(right)[1]) - np.average(np.nonzero(left)[1])
    assert 0.6 * 40 < apart < 1.15 * 40
    assert np.abs(dx[190, 5]) < 0.1 * np.abs(dx).max()


def test_heads_that_touch_stay_where_they_are():
    pair = Head(x=60.0, y=80.0, r=20.0), Head(x=90.0, y=80.0, r=20.0)
    x, y = np.meshgrid(np.arange(150, dtype=np.float32), np.arange(150, dtype=np.float32))
    dx, _ = drawn_together(pair, x, y, 150)
    assert np.abs(dx).max() < 6


def test_maps_of_half_the_size_look_at_the_same_places():
    grid = Grid(80, 120)
    maps = grid.maps(0.1 * grid.x, 0.05 * grid.y)
    x, y = thinner(maps)
    assert x.shape == (40, 60)
    assert 2 * x[11, 13] == pytest.approx(maps[0][22, 26])
    assert 2 * y[11, 13] == pytest.approx(maps[1][22, 26])
