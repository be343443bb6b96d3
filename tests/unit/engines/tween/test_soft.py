"""Motion without an edge: cloth, water, faces."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from inbetween.engines.tween.flow import candidates
from inbetween.engines.tween.flow.candidates import dense_flow
from inbetween.engines.tween.flow.pick import Choice, View
from inbetween.engines.tween.flow.regrow import regrow
from inbetween.engines.tween.geometry import grid, round_trip
from inbetween.engines.tween.match import evidence
from inbetween.engines.tween.match.camera import find_camera
from inbetween.engines.tween.match.matching import Matches
from inbetween.engines.tween.motion.simpler import UNDECIDED, straightness
from inbetween.engines.tween.motion.smooth import find_bends
from inbetween.engines.tween.motion.tears import find_tears
from inbetween.engines.tween.pair import analyse
from tests.unit.engines.tween.pictures import HEIGHT, WIDTH, moved, texture

EXAMPLES = Path(__file__).parents[4] / "examples"


class Alone:
    """Does for both frames what two threads would."""

    def both(self, work, first, last):
        return work(first), work(last)


def waves(amplitude):
    """Return a flow made of waves, and the same motion seen from the other frame."""
    x, y = grid(HEIGHT, WIDTH).transpose(2, 0, 1) / WIDTH * 2 * np.pi
    flow = amplitude * np.dstack([np.sin(2.1 * y + 1.1 * x), np.sin(1.9 * x - 0.7 * y + 1)]).astype(np.float32)
    back = -flow
    for _ in range(40):
        back = -cv2.remap(flow, grid(HEIGHT, WIDTH) + back, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return flow, back


def warped(picture, flow):
    return cv2.remap(picture, grid(*flow.shape[:2]) + flow, None, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT_101)


def test_matter_goes_straight_if_the_first_frames_flow_is_the_simpler_one():
    simple, bent = waves(8.0)
    assert straightness((simple, bent), (simple, bent)) > 0.9


def test_shifts_belong_to_the_target_if_the_last_frames_flow_is_the_simpler_one():
    simple, bent = waves(8.0)
    assert straightness((bent, simple), (bent, simple)) < 0.1


def test_of_weak_motion_nobody_can_tell():
    simple, bent = waves(1.5)
    assert straightness((simple, bent), (simple, bent)) == pytest.approx(UNDECIDED, abs=0.02)
    assert straightness((0 * simple, 0 * simple), (0 * simple, 0 * simple)) == UNDECIDED


def test_on_straight_lines_both_frames_show_the_same_matter_whatever_one_flow_misses():
    forward, back = waves(8.0)
    missed = back + np.float32((0.8, -0.6))
    bends = find_bends(forward, missed, 1.0)
    start, end = 0.5 * missed + 0.25 * bends[..., :2], 0.5 * forward + 0.25 * bends[..., 2:]
    assert np.abs(start + end).max() < 0.3
    truth = -0.5 * forward
    for _ in range(20):
        truth = -0.5 * cv2.remap(forward, grid(HEIGHT, WIDTH) + truth, None, cv2.INTER_LINEAR)
    assert np.abs(start - truth)[20:-20, 20:-20].max() < 0.6


def test_in_a_warp_of_the_target_both_frames_show_the_same_matter():
    simple, bent = waves(9.0)
    start, end = 0.5 * simple, 0.5 * bent + 0.25 * find_bends(bent, simple, 0.0)[..., 2:]
    shown = start + cv2.remap(bent, grid(HEIGHT, WIDTH) + start, None, cv2.INTER_LINEAR)
    assert np.abs(shown - end)[25:-25, 25:-25].max() < 0.15


def test_a_warp_has_no_camera_of_its_own_turn():
    rng = np.random.default_rng(3)
    first = rng.uniform((0, 0), (WIDTH, HEIGHT), (200, 2)).astype(np.float32)
    turned = first @ np.array([[1, 0.01], [-0.01, 1]], np.float32) + rng.normal(0, 2, (200, 2)).astype(np.float32)
    for shift, kind in ((0, "none"), (20, "stabiliser")):
        matches = Matches(first=first, last=turned + np.float32(shift), turns=np.ones(200, np.complex64))
        assert find_camera(matches, np.ones(200, np.bool_), (HEIGHT, WIDTH)).kind == kind


def test_a_flow_that_is_lost_grows_again_from_around():
    first = texture(31)
    flow, back = waves(6.0)
    last = warped(first, back)
    lost, lost_back = flow.copy(), back.copy()
    lost[70:110, 120:180] += (15, -9)
    lost_back[60:90, 200:240] -= (11, 8)
    choices = tuple(
        Choice(flow=wrong, index=np.zeros((HEIGHT, WIDTH), np.uint8), cost=None, costs=[], candidates=[])
        for wrong in (lost, lost_back)
    )
    views = View(here=first, there=last, grey=grey(first)), View(here=last, there=first, grey=grey(last))
    regrow(choices, views, 1, Alone())
    inner = np.s_[20:-20, 20:-20]
    assert np.abs(choices[0].flow - flow)[inner].max() < 2
    assert np.abs(choices[1].flow - back)[inner].max() < 2
    assert round_trip(choices[0].flow, choices[1].flow)[inner].max() < 2


def test_no_dense_flow_is_computed_twice(monkeypatch):
    seen = []

    def counted(here, there):
        seen.append(here.tobytes() + there.tobytes())
        return dense_flow(here, there)

    first = texture(31)
    last = warped(first, waves(6.0)[1])
    for room in (candidates, evidence):
        monkeypatch.setattr(room, "dense_flow", counted)
    assert analyse(first, last, 1, lambda _: None).regime == "soft"
    assert len(seen) == len(set(seen)) >= 4


def grey(picture):
    return cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)


def test_a_path_tears_only_where_it_shows_two_things():
    picture = texture(32)
    flow, back = waves(5.0)
    still = np.dstack([np.zeros_like(flow), flow]), np.dstack([back, -flow])
    last = warped(picture, back)
    assert not find_tears((picture, last), still, np.eye(3)).any()
    last[60:120, 100:200] = 255 - last[60:120, 100:200]
    tears = find_tears((picture, last), still, np.eye(3))
    assert tears[70:110, 110:190].mean() > 0.5
    assert not tears[:, 240:].any()


def test_cloth_without_an_edge_needs_no_splat():
    ground = texture(33, 2 * HEIGHT + 40, 2 * WIDTH + 40)
    flow = cv2.resize(waves(14.0)[0], (2 * WIDTH, 2 * HEIGHT))
    first = moved(ground, height=2 * HEIGHT, width=2 * WIDTH)
    analysis = analyse(first, warped(first, flow), 1, lambda _: None)
    assert analysis.regime == "soft"
    assert analysis.motion.splat is None


@pytest.mark.parametrize("size", [(832, 464), (1280, 720)])
def test_the_thing_that_passes_in_the_examples_keeps_its_edge(size):
    pictures = (cv2.imread(str(EXAMPLES / name))[..., ::-1] for name in ("first.png", "last.png"))
    first, last = (cv2.resize(picture, size, interpolation=cv2.INTER_AREA) for picture in pictures)
    motion = analyse(first, last, 1, lambda _: None).motion
    assert motion.splat is not None
