"""Which frames a shot has, and how one shot leads to the next."""

import itertools
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbetween.domain.frames import Yuv420
from inbetween.domain.plan import Plan, Shot, Transition
from inbetween.engines.tween.shots.spans import SECONDS, spans
from inbetween.engines.tween.shots.transitions import BLACK, WHITE, Wish, closed, mixed, wish_of
from inbetween.engines.tween.timing import Length
from inbetween.pixels.planes import planes


def shots(*edges, transition="cut"):
    return [Shot(start=a, end=b, text="", transition=transition) for a, b in itertools.pairwise(edges)]


def frame(y, u=128, v=128):
    return Yuv420(np.full((40, 64), y, np.uint8), np.full((20, 32), u, np.uint8), np.full((20, 32), v, np.uint8))


@pytest.mark.parametrize("fps", [24, 30])
def test_a_shot_has_the_frames_from_its_start_up_to_its_end(fps):
    found = spans(shots(0, 1.5, 2.7, 5), Length(frame_count=5 * fps, fps=fps))
    assert [span.first for span in found] == [0, 1.5 * fps, np.ceil(2.7 * fps)]
    assert [span.stop for span in found] == [1.5 * fps, np.ceil(2.7 * fps), 5 * fps]


def test_thirds_of_a_second_rounded_to_milliseconds_are_cut_where_they_are_meant():
    found = spans(shots(0, 1.667, 3.333, 5), Length(frame_count=150, fps=30))
    assert [span.first for span in found] == [0, 50, 100]


@given(st.lists(st.floats(0.01, 4.99), max_size=12), st.sampled_from(get_args(Transition)))
def test_all_frames_belong_to_one_shot_each_and_joins_never_meet(cuts, transition):
    found = spans(shots(0, *sorted(cuts), 5, transition=transition), Length(frame_count=150, fps=30))
    assert [number for span in found for number in range(span.first, span.stop)] == list(range(150))
    assert (found[0].lead, found[-1].tail) == (0, 0)
    for before, after in itertools.pairwise(found):
        assert before.tail == after.lead
        assert before.first + before.lead <= before.stop - before.tail


def test_a_transition_takes_its_time_and_both_shots_last_as_long_as_they_are_seen():
    first, last = spans(shots(0, 3, 6, transition="dissolve"), Length(frame_count=180, fps=30))
    assert first.tail == last.lead == round(SECONDS["dissolve"] * 15)
    assert first.shot.end > 3 > last.shot.start
    assert (first.shot.start, last.shot.end) == (0, 6)


@pytest.mark.parametrize("kind", SECONDS)
def test_a_transition_begins_with_one_shot_and_ends_with_the_other(kind):
    mix, before, after = mixed(Wish(kind=kind)), frame(60, 90), frame(180, 160)
    for share, like in ((0.004, before), (0.996, after)):
        drawn = mix(before, after, share)
        assert all(
            np.abs(one.astype(int) - other).mean() < 8 for one, other in zip(planes(drawn), planes(like), strict=True)
        )
    again = mixed(Wish(kind=kind))(before, after, 0.5)
    assert all(np.array_equal(*pair) for pair in zip(planes(mix(before, after, 0.5)), planes(again), strict=True))


def test_a_dissolve_is_not_dark_in_its_middle():
    middle = mixed(Wish(kind="dissolve"))(frame(235), frame(16), 0.5)
    assert middle.y.mean() > 160


@pytest.mark.parametrize(
    ("transition", "text", "colour"),
    [
        ("fade", "Fade to black.", BLACK),
        ("fade", "It fades slowly to white.", WHITE),
        ("fade", "画面渐白", WHITE),
        ("fade", "A white horse. Fade to black.", BLACK),
        ("flash", "", WHITE),
    ],
)
def test_a_fade_goes_through_the_colour_that_is_told(transition, text, colour):
    wish = wish_of(Shot(start=0, end=1, text=text, transition=transition), None)
    assert wish.colour == colour
    assert closed(wish, frame(100), 1.0).y.max() == colour[0]
    assert abs(int(mixed(wish)(frame(100), frame(120), 0.5).y[0, 0]) - colour[0]) < 2


def test_a_wipe_and_a_whip_go_the_way_of_the_camera():
    for kind in ("wipe", "whip"):
        right, left = (mixed(Wish(kind=kind, side=side))(frame(50), frame(200), 0.5).y.mean(0) for side in (1, -1))
        assert right == pytest.approx(left[::-1], abs=2)
    assert mixed(Wish(kind="wipe", side=1))(frame(50), frame(200), 0.5).y.mean(0)[0] > 150


def test_plans_are_tiled_so_that_no_shot_is_lost():
    plan = Plan(duration=5, source="ranges", shots=tuple(shots(0, 2, 2.5, 5)))
    assert len(spans(plan.shots, Length(frame_count=150, fps=30))) == 3
