"""Drawn things: distances, clay, stamps, dots, particles, letters and ordered reveals."""

from importlib.resources import files

import numpy as np
import pytest

from inbetween.engines.tween.effects.kit.clay import clay, laid, sprite_of, stacked
from inbetween.engines.tween.effects.kit.distances import box, capsule, circle, ellipse, heart, joined, polygon, sheet
from inbetween.engines.tween.effects.kit.dots import dots
from inbetween.engines.tween.effects.kit.drift import Pace, drift, drifting
from inbetween.engines.tween.effects.kit.lettering import fitted_letters, letters
from inbetween.engines.tween.effects.kit.noise import noise
from inbetween.engines.tween.effects.kit.reveal import evenly_ordered, front, ordered, turned
from inbetween.engines.tween.effects.kit.shapes import soft_dot, star
from inbetween.engines.tween.effects.kit.stamp import marks, put, sprite, stamp

ON = sheet(64)
SQUARE = [(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)]


@pytest.mark.parametrize(
    "shape",
    [
        circle(ON, (0.0, 0.0), 0.6),
        ellipse(ON, (0.0, 0.0), (0.7, 0.4), 0.5),
        capsule(ON, (-0.4, 0.0), (0.4, 0.1), (0.2, 0.1)),
        box(ON, (0.0, 0.0), (0.6, 0.4), 0.1),
        polygon(ON, SQUARE),
        heart(ON),
    ],
)
def test_a_distance_is_negative_inside_and_grows_by_no_more_than_the_way(shape):
    assert shape[32, 32] < 0 < shape[0, 0]
    steps = np.hypot(*np.gradient(shape, 2 / 64))
    assert np.percentile(steps, 95) < 1.25


def test_a_polygon_is_the_box_of_its_corners():
    assert np.abs(polygon(ON, SQUARE) - box(ON, (0.0, 0.0), (0.5, 0.5))).max() < 1e-5


def test_what_is_joined_softly_holds_both_shapes_and_a_skin_between_them():
    one, other = circle(ON, (-0.3, 0.0), 0.2), circle(ON, (0.3, 0.0), 0.2)
    assert (joined(one, other, 0.0) == np.minimum(one, other)).all()
    assert (joined(one, other, 0.3) <= np.minimum(one, other) + 1e-6).all()


@pytest.mark.parametrize("rounding", [None, 0.3])
def test_clay_is_lit_from_the_upper_left_and_clear_outside(rounding):
    drawn = clay(circle(ON, (0.0, 0.0), 0.7), (180, 90, 60), rounding=rounding)
    assert drawn[32, 32, 3] == 255
    assert not drawn[0, 0].any()
    assert drawn[20, 20, :3].sum() > drawn[43, 43, :3].sum() + 60
    assert (drawn[..., :3] <= drawn[..., 3:]).all()


def test_a_shape_beyond_the_sheet_is_nothing():
    assert not clay(circle(ON, (9.0, 0.0), 0.5), (180, 90, 60)).any()


def test_a_part_on_another_darkens_it_on_its_lower_right_only():
    below, above = (
        clay(box(ON, (0.0, 0.0), (0.9, 0.9)), (200, 200, 200), rounding=0.05),
        clay(circle(ON, (0.0, 0.0), 0.3), (200, 40, 40)),
    )
    bare, whole = laid(below, above), stacked([below, above], shadow=0.5, reach=0.08)
    darker = bare[..., 0].astype(int) - whole[..., 0]
    assert darker[44, 40] > 15
    assert darker[10, 10] == 0


def square() -> np.ndarray:
    return sprite_of(np.full((8, 8, 3), (250, 100, 0)), np.ones((8, 8)))


def test_a_stamp_lands_where_it_is_told_and_nowhere_else():
    frame = np.full((40, 60, 3), 50, np.uint8)
    put(frame, sprite(square()), (30.0, 20.0), 10.0)
    assert (frame[20, 30] == (250, 100, 0)).all()
    changed = np.argwhere((frame != 50).any(2))
    assert changed.min(0).tolist() >= [15, 25]
    assert changed.max(0).tolist() <= [26, 36]


def test_a_stamp_half_outside_a_frame_is_cut_off():
    frame = np.zeros((20, 20, 3), np.uint8)
    for place in ((0.0, 0.0), (19.0, 19.0), (-40.0, 5.0), (5.0, 300.0)):
        put(frame, sprite(square()), place, 12.0, angle=0.7)
    assert (frame[0, 0] == (250, 100, 0)).all()
    assert not frame[0, 19].any()


def test_what_stands_before_a_stamp_hides_it():
    frame, mask = np.zeros((20, 20, 3), np.uint8), np.zeros((20, 20), np.uint8)
    mask[:, 10:] = 255
    put(frame, sprite(square()), (10.0, 10.0), 16.0, behind=mask)
    assert frame[:, :9].any()
    assert not frame[:, 10:].any()


def test_light_never_burns_a_bright_picture_out():
    frame = np.full((40, 40, 3), 250, np.uint8)
    for _ in range(3):
        put(frame, soft_dot((120, 120, 120)), (20.0, 20.0), 30.0, ink="light")
    assert 250 < frame[20, 20, 0] < 255


def test_small_marks_read_a_smaller_copy():
    drawn = sprite(np.random.default_rng(1).integers(0, 255, (256, 256, 4)).astype(np.uint8))
    assert len(drawn.levels) > 3
    small = np.zeros((16, 16, 3), np.uint8)
    stamp(small, drawn, marks(8.0, 8.0, 8.0, height=8.0))
    assert small[6:10, 6:10].std() < 30


def test_dots_are_round_and_have_their_own_colours():
    frame = np.zeros((20, 40, 3), np.uint8)
    where = np.array([[10, 10, 3, 1], [30, 10, 3, 0.5], [-50, 10, 3, 1]], np.float32)
    dots(frame, where, np.array([[200, 0, 0], [0, 200, 0], [9, 9, 9]], np.float32))
    assert (frame[10, 10] == (200, 0, 0)).all()
    assert (frame[10, 30] == (0, 100, 0)).all()
    assert not frame[10, 15:25].any()


@pytest.mark.parametrize(("speed", "size"), [(0.5, 10.0), (-0.5, 10.0), (0.5, 40.0)])
def test_nothing_drifts_into_a_frame_but_over_its_edge(speed, size):
    those, pace = drift(np.random.default_rng(3), 80), Pace(since=0.5, speed=speed, size=size)
    before = drifting(those, 0.0, (100, 200), pace)
    outside = (before[:, 1] < -0.7 * size) if speed > 0 else (before[:, 1] > 100 + 0.7 * size)
    assert outside.all()
    for step in range(1, 150):
        now = drifting(those, step / 30, (100, 200), pace)
        leaps = np.abs(now[:, 1] - before[:, 1]) > 10
        reach = 0.5 * np.abs(now[:, 2:4]).max(1)
        shown = (now[:, 1] > -reach) & (now[:, 1] < 100 + reach) & (now[:, 5] > 0)
        assert not ((leaps | (before[:, 5] == 0)) & shown).any()
        before = now


def test_drift_is_the_same_for_the_same_seed_whatever_is_asked_first():
    pace = Pace(since=0.0, speed=0.4, size=10.0)
    one, other = (drift(np.random.default_rng(5), 9) for _ in range(2))
    drifting(one, 4.0, (90, 160), pace)
    assert (drifting(one, 1.0, (90, 160), pace) == drifting(other, 1.0, (90, 160), pace)).all()


def test_letters_are_cut_to_their_ink_and_fitted_to_a_width():
    mask = letters("SHINE", 40, "masthead")
    assert mask.max() == 255
    assert mask[:, 0].any()
    assert mask[0].any()
    assert 190 < fitted_letters("SHINE", 200, "narrow").shape[1] <= 200
    with pytest.raises(ValueError, match="no ink"):
        letters(" ", 40, "mono")


@pytest.mark.parametrize(("face", "text"), [("italic", "one"), ("mono", "0x1F"), ("seal", "唐韵")])
def test_every_shipped_font_has_its_letters(face, text):
    widths = {letters(letter, 60, face).tobytes() for letter in text}
    assert len(widths) == len(set(text))


def test_the_fonts_and_their_licence_are_files_of_the_package():
    fonts = files("inbetween.engines.tween.effects") / "fonts"
    assert "Playfair" in (fonts / "LICENSE-OFL.txt").read_text(encoding="utf-8")
    assert sum(len(one.read_bytes()) for one in fonts.iterdir()) < 80_000


def test_a_reveal_turns_nothing_at_first_and_everything_at_last():
    order = ordered(noise((40, 60), 5, np.random.default_rng(1)))
    assert not turned(order, 0.0, 0.1).any()
    assert (turned(order, 1.0, 0.1) == 255).all()
    assert not front(order, 0.0, 0.05).any()
    assert not front(order, 1.0, 0.05).any()
    assert front(order, 0.5, 0.05).max() > 200


def test_by_rank_equally_much_turns_in_every_moment():
    order = evenly_ordered(noise((90, 160), 6, np.random.default_rng(1)) ** 3)
    shares = [(turned(order, share, 0.0) == 255).mean() for share in (0.25, 0.5, 0.75)]
    assert np.allclose(shares, (0.25, 0.5, 0.75), atol=0.03)


def test_sprites_are_baked_once():
    assert star((1.0, 2.0, 3.0)) is star((1.0, 2.0, 3.0))
