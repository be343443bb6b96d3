"""Armour, scales, paint: what effects dress a picture in."""

import cv2
import numpy as np
import pytest

from inbetween.engines.tween.effects.kit.armour import GOLD, forge
from inbetween.engines.tween.effects.kit.painting import album_leaf, landscape, painted, paper
from inbetween.engines.tween.effects.kit.panels import cut_panels
from inbetween.engines.tween.effects.sprites.scales import pearl, scales_on
from tests.unit.engines.tween.effects.stages import WIDE, stage


def rng():
    return np.random.default_rng(4)


@pytest.mark.parametrize("blocky", [False, True])
def test_plates_are_mirrored_about_their_wearer(blocky):
    panels = cut_panels((80, 161), 80.0, 16, rng(), blocky=blocky)
    assert panels.edge.shape == (40, 80)
    for part in (panels.edge, panels.chance, panels.lean):
        assert np.mean(np.abs(part - part[:, ::-1]) < 0.05 * np.ptp(part)) > 0.9
    assert panels.edge.min() >= 0
    assert len(np.unique(panels.chance)) > 15


def test_armour_covers_the_subject_and_leaves_its_face_bare():
    on = stage("bust", WIDE)
    panels = cut_panels(WIDE, on.subject.head.x, 14, rng())
    armour = forge(on, panels, GOLD, panels.chance)
    face = on.subject.faces[0]
    assert armour.cover[int(face.y), int(face.x)] < 10
    assert armour.cover[-3, int(face.x)] > 240
    assert armour.cover[5, 5] == 0
    assert armour.metal.shape == on.picture.shape


def test_armour_that_is_not_yet_put_on_changes_nothing_and_all_of_it_gilds():
    on = stage("bust", WIDE)
    panels = cut_panels(WIDE, on.subject.head.x, 14, rng())
    armour = forge(on, panels, GOLD, panels.chance)
    bare, dressed = on.picture.copy(), on.picture.copy()
    armour.put_on(bare, 0.0)
    armour.put_on(dressed, 1.0)
    assert (bare == on.picture).all()
    chest = dressed[-20:, WIDE[1] // 2 - 10 : WIDE[1] // 2 + 10].mean((0, 1))
    assert chest[0] > chest[1] > chest[2]
    assert armour.leaking(0.0, 1.0).max() == 0 < armour.leaking(1.0, 1.0).max()


def test_where_no_cut_out_can_be_trusted_all_of_the_picture_is_armoured():
    on = stage("white", WIDE)
    panels = cut_panels(WIDE, 50.0, 14, rng())
    assert forge(on, panels, GOLD, panels.chance).cover.min() == 255


def test_scales_leave_no_gap_and_each_has_one_number():
    y, x = np.mgrid[0:60, 0:80].astype(np.float32)
    scales = scales_on(x, y, 10.0)
    assert scales.shade.min() > 0.1
    assert 20 < len(np.unique(scales.chance)) < 250


def test_pearl_comes_round_to_where_it_was():
    assert pearl(np.array([0.0])) == pytest.approx(pearl(np.array([1.0])), abs=1e-3)


def test_a_painting_has_fewer_colours_than_its_picture_and_ink_on_its_edges():
    picture = stage("bust", WIDE).picture
    silk = paper((WIDE[0] // 2, WIDE[1] // 2), rng())
    drawn = painted(picture, silk)
    assert drawn.shape == silk.shape
    wall = drawn[5:20, 5:20]
    assert wall.std((0, 1)).max() < 8
    assert wall[..., 0].mean() - picture[10:40, 10:40, 0].mean() > 5


def test_a_landscape_has_a_golden_moon_over_green_hills():
    silk = paper((120, 160), rng())
    scene = landscape(silk, (80.0, 30.0, 15.0), rng())
    moon, sky = scene[30, 80], silk[30, 80]
    assert moon[2] < sky[2] - 40
    assert scene[110:, :, 1].mean() > scene[110:, :, 0].mean()


def test_washes_keep_the_colour_of_a_sky():
    night = np.broadcast_to(np.linspace(0.4, 1, 64)[None, :, None] * [40, 60, 120], (64, 64, 3)).astype(np.uint8)
    drawn = painted(night, np.full((64, 64, 3), 255, np.float32))
    assert (drawn[..., 2] > drawn[..., 1] + 10).all()
    assert (drawn[..., 1] > drawn[..., 0]).all()


def test_a_leaf_is_painted_in_its_middle_and_bare_at_its_borders():
    leaf = album_leaf((90, 160), rng())
    assert leaf[20:70, 40:120].min() == 1
    assert max(leaf[0].mean(), leaf[:, 0].mean()) < 0.2


def test_a_seam_is_as_far_as_it_says_however_close_two_panels_lie():
    panels = cut_panels((240, 320), 160.0, 40, rng())
    slope = np.hypot(*np.gradient(panels.edge)) / 2
    assert np.percentile(slope, (30, 70)) == pytest.approx([1, 1], abs=0.05)


@pytest.mark.parametrize("blocky", [False, True])
def test_seams_are_lines_and_no_patches(blocky):
    panels = cut_panels((240, 320), 160.0, 40, rng(), blocky=blocky)
    seams = (panels.edge < 2.0).astype(np.uint8)
    assert 0.03 < seams.mean() < 0.3
    assert cv2.erode(seams, np.ones((7, 7), np.uint8)).mean() < 0.002
