"""What is found in a picture without weights, and what is refused."""

import numpy as np
import pytest

from inbetween.engines.tween.effects.scene.eyes import Eyes
from inbetween.engines.tween.effects.scene.faces import Head
from inbetween.engines.tween.effects.scene.stage import Stage
from inbetween.engines.tween.effects.scene.subject import subject_of
from tests.unit.engines.tween.effects.stages import TALL, WIDE, bust, stage


@pytest.mark.parametrize("size", [WIDE, TALL, (360, 640)])
def test_a_bust_is_cut_out_with_its_head(size):
    found = stage("bust", size).subject
    height, width = size
    assert found.trusted
    assert len(found.faces) == 1
    assert abs(found.head.x - width / 2) < 0.05 * min(size)
    assert abs(found.head.y - (height * 0.5 - min(size) * 0.13)) < 0.1 * min(size)
    assert found.mask[height - 3, width // 2] == 255
    assert found.mask[2, 2] == found.mask[2, -3] == 0
    assert found.cropped


@pytest.mark.parametrize("name", ["landscape", "white", "black", "gradient", "noise"])
def test_what_cannot_be_told_apart_is_not_trusted_and_becomes_a_card(name):
    given = stage(name)
    assert not given.subject.trusted
    card = given.on_card()
    assert card.subject.trusted
    assert card.subject.mask[0, 0] == 0
    assert (card.subject.mask[20:-20, 20:-20] == 255).all()
    assert (card.subject.left, card.subject.foot) == (0, given.height - 1)
    assert card.backdrop is card.plate


def test_a_trusted_subject_needs_no_card():
    given = stage("bust")
    assert given.on_card() is given


def test_the_plate_is_the_picture_without_its_subject():
    given = stage("bust", (180, 320))
    far, near = given.plate[:20, :40], given.plate[100:140, 150:170]
    assert (far == given.picture[:20, :40]).all()
    red = given.picture[100:140, 150:170, 0].mean() - given.picture[100:140, 150:170, 2].mean()
    assert red > 20 > -20 > near[..., 0].mean() - near[..., 2].mean()
    assert given.backdrop.mean() < given.plate.mean()


def test_the_same_seed_gives_the_same_plate_whatever_else_was_asked_first():
    one, other = (Stage(picture=bust(*WIDE), seed=9) for _ in range(2))
    one.chance("sparks").random(5)
    assert (one.backdrop == other.backdrop).all()
    assert (one.plate == other.plate).all()
    assert one.chance("a").random() != one.chance("b").random()
    assert one.chance("a").random() == other.chance("a").random()


def test_time_runs_faster_in_a_shorter_film():
    assert Stage(picture=bust(*WIDE), seed=1, seconds=2.5).pace == 2


def test_nobody_is_looked_for_before_an_effect_asks():
    given = Stage(picture=bust(*WIDE), seed=1)
    assert given.facts() == {}
    assert np.array_equal(given.subject.mask, stage().subject.mask)
    assert given.facts() == {"subject": "cut out", "faces": 1}


def test_a_face_is_sure_where_a_cut_out_or_eyes_confirm_it():
    face = Head(x=20.0, y=20.0, r=8.0)
    mask = np.full((60, 40), 255, np.uint8)
    eyes = Eyes(left=(17.0, 18.0), right=(23.0, 18.0), iris=1.0)
    assert not subject_of(mask, trusted=False, faces=(face,)).sure_faces
    assert subject_of(mask, trusted=True, faces=(face,)).sure_faces == (face,)
    assert subject_of(mask, trusted=False, faces=(face,), eyes=eyes).sure_faces == (face,)
