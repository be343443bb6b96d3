"""How one frame's colours become the other's: fits, the light to compare in, and what the fits miss."""

import itertools

import cv2
import numpy as np
import pytest

from inbetween.engines.tween.flow.candidates import Candidate
from inbetween.engines.tween.flow.labels import Labelling
from inbetween.engines.tween.flow.pick import Choice
from inbetween.engines.tween.flow.standing import hold_still
from inbetween.engines.tween.geometry import model_flow
from inbetween.engines.tween.joins.dissolve import prepare_dissolve
from inbetween.engines.tween.match.camera import find_camera, standing_camera
from inbetween.engines.tween.match.evidence import grey as luma
from inbetween.engines.tween.match.light import find_light, refine_light, relight
from inbetween.engines.tween.match.matching import Matches, describe, detect, match, neighbourly, spread
from inbetween.engines.tween.modes.two_pictures import prepare_draws
from inbetween.engines.tween.pair import analyse
from inbetween.engines.tween.things.layers import Layer
from inbetween.engines.tween.things.own_light import find_own_light
from inbetween.engines.tween.timing import FIVE_SECONDS, eased
from inbetween.pixels.colour import rgb_to_yuv420
from tests.unit.engines.tween.pictures import HEIGHT, WIDTH, moved, texture

AWAY = 6
NONE = Matches(first=np.zeros((0, 2), np.float32), last=np.zeros((0, 2), np.float32), turns=np.ones(0, np.complex64))
SHIFT = np.array([[1, 0, AWAY], [0, 1, 0], [0, 0, 1]], np.float64)


def natural(seed, height, width):
    """Return a texture whose channels go together, as those of most things do."""
    picture = texture(seed, height, width)
    return levels(0.7 * picture.mean(2, keepdims=True) + 0.3 * picture)


@pytest.fixture(scope="module")
def ground():
    return natural(41, 260, 400)


def levels(values):
    return np.clip(values + 0.5, 0, 255).astype(np.uint8)


def dusk(picture):
    return levels(picture[..., ::-1] * np.array([0.5, 0.55, 0.8]) + np.array([5, 8, 30]))


def grey(picture):
    return levels(np.repeat(picture.mean(2, keepdims=True), 3, 2))


def lit(first, last):
    described = []
    for picture in (first, last):
        keypoints = detect(luma(picture))
        described.append(describe(keypoints, spread(keypoints)))
    matches = match(*described)
    return find_light(first, last, matches.where(neighbourly(matches)))


def missed(one, other, margin=20):
    return np.abs(one.astype(int) - other)[margin:-margin, margin:-margin].mean()


def test_hues_that_change_places_are_relit(ground):
    first, seen = moved(ground), moved(ground, x=AWAY)
    light = lit(first, dusk(seen))
    assert missed(relight(dusk(seen), light.to_first), seen) < 3
    assert missed(relight(first, light.to_last), dusk(first)) < 2


def test_pictures_are_compared_in_the_light_that_lost_no_colours(ground):
    first, seen = moved(ground), moved(ground, x=AWAY)
    for one, other in ((first, grey(seen)), (grey(first), seen)):
        shared = lit(one, other).shared(one, other)
        assert missed(shared[0], grey(first)) < 2
        assert missed(shared[1], grey(seen)) < 2


def test_hues_that_change_places_hide_no_motion(ground):
    first, last = moved(ground), dusk(moved(ground, x=AWAY))
    thing = natural(42, 60, 60)
    first[60:120, 60:120], last[50:110, 110:170] = thing, dusk(thing)
    analysis = analyse(first, last, 1, lambda _: None)
    assert (analysis.regime, analysis.facts["layers"]) == ("related", 1)


@pytest.mark.parametrize("gains", [(0.5, 0.55, 0.65), (1.8, 1.6, 1.3)])
def test_a_thing_whose_light_changes_alone_is_found_whole(ground, gains):
    first, last = moved(ground), moved(ground, x=4)
    thing = levels(natural(45, 110, 110) * 0.6 + 40)
    first[30:140, 60:170], last[40:150, 120:230] = thing, levels(thing * np.array(gains))
    analysis = analyse(first, last, 1, lambda _: None)
    assert analysis.facts["layers"] == 1
    (drawn,) = (draw(0.5) for draw in prepare_draws(analysis, first, last, 1)[:1])
    truth = rgb_to_yuv420(levels(thing * (1 + np.array(gains)) / 2)).y
    assert np.abs(drawn.y[35:145, 90:200].astype(int) - truth)[5:-5, 5:-5].mean() < 4


def boxed(ground, gain):
    """Return two frames of a box that moves by 30 while its light changes, and its layer: matches at its corners."""
    first, last = moved(ground), moved(ground, x=4)
    box = levels(natural(46, 70, 90) * 0.4 + 60)
    first[50:120, 80:170], last[60:130, 110:200] = box, levels(box * np.array(gain))
    corners = np.float32([(80, 50), (170, 50), (80, 120), (170, 120)])
    here = np.concatenate([corners + away for away in np.float32([(-3, -3), (3, 0), (0, 3)])])
    matches = Matches(first=here, last=here + np.float32([30, 10]), turns=np.ones(12, np.complex64))
    return first, last, Layer(model=np.array([[1, 0, 30], [0, 1, 10], [0, 0, 1.0]]), matches=matches)


@pytest.mark.parametrize("gain", [(0.5, 0.6, 0.7), (1.6, 1.4, 1.2)])
def test_the_light_of_a_thing_is_found_all_over_it_where_its_matches_lie_on_its_rim(ground, gain):
    found = find_own_light(*boxed(ground, gain), standing_camera(NONE, 1.0, 0))
    assert np.allclose(found.to_last.terms[:, 0], gain, rtol=0.05)
    assert np.allclose(found.to_first.terms[:, 0], 1 / np.array(gain), rtol=0.05)


def test_a_thing_in_the_light_of_the_rest_has_none_of_its_own(ground):
    assert find_own_light(*boxed(ground, (1, 1, 1)), standing_camera(NONE, 1.0, 0)) is None


@pytest.mark.parametrize("change", [dusk, lambda picture: levels(picture * np.linspace(0.45, 1, WIDTH)[:, None])])
def test_where_light_alone_changes_the_pictures_are_mixed_and_rounded_in_order(ground, change):
    rng = np.random.default_rng(44)
    first = levels(moved(ground) + rng.normal(0, 2, (HEIGHT, WIDTH, 3)))
    last = levels(change(moved(ground)) + rng.normal(0, 2, (HEIGHT, WIDTH, 3)))
    analysis = analyse(first, last, 1, lambda _: None)
    drawn = prepare_draws(analysis, first, last, 1)[0](0.25)
    mixed = rgb_to_yuv420(cv2.addWeighted(first, 0.75, last, 0.25, 0))
    assert cv2.absdiff(drawn.y, mixed.y).max() <= 1
    assert cv2.absdiff(drawn.v, mixed.v).max() <= 1
    assert abs(drawn.y.mean() - mixed.y.mean()) < 0.2


@pytest.mark.parametrize("odd", [2, 3])
def test_light_alone_repeats_no_frame_of_a_pair_that_differs_by_two_levels(ground, odd):
    first = levels(moved(ground) * 0.9)
    last = first + np.where(np.arange(WIDTH) % 2, odd, 2).astype(np.uint8)[:, None]
    draw = prepare_dissolve(first, last)
    frames = [draw(t).y for t in eased(FIVE_SECONDS.frame_count)]
    assert all((one != other).any() for one, other in itertools.pairwise(frames))
    assert (frames[0] == rgb_to_yuv420(first).y).all()
    assert (frames[-1] == rgb_to_yuv420(last).y).all()


def test_a_camera_that_matches_move_by_their_errors_only_stands():
    rng = np.random.default_rng(43)
    here = rng.uniform(0, (WIDTH, HEIGHT), (400, 2)).astype(np.float32)
    there = here + rng.normal(0, 0.2, here.shape).astype(np.float32)
    matches = Matches(first=here, last=there, turns=np.ones(400, np.complex64))
    assert not find_camera(matches, np.ones(400, np.bool_), (HEIGHT, WIDTH)).moves
    shifted = Matches(first=here, last=there + np.float32(0.3), turns=matches.turns)
    assert find_camera(shifted, np.ones(400, np.bool_), (HEIGHT, WIDTH)).moves


def test_dense_flow_holds_still_before_a_standing_camera_unless_it_explains_more():
    def choice():
        flow, index = np.zeros((60, 80, 2), np.float32), np.zeros((60, 80), np.uint8)
        index[5:20, 5:20] = index[30:45, 30:45] = 1
        flow[index > 0] = 3
        dense = [Candidate(flow=np.full_like(flow, 3 * n), bias=0.0, box=np.s_[:, :], camera=n == 0) for n in (0, 1)]
        costs = [np.full(index.shape, level, np.float32) for level in (3, 2)]
        costs[0][32:38, 32:38] = 5
        return Choice(flow=flow, index=index, cost=np.choose(index, costs), costs=costs, candidates=dense)

    still = np.zeros((60, 80, 2), np.float32)
    both = Labelling(first=choice(), last=choice(), camera_first=still, camera_last=still, dense=2, rigid=True)
    hold_still(both)
    for side in (both.first, both.last):
        assert not side.flow[:25].any()
        assert (side.flow[30:45, 30:45] == 3).all()


def test_colours_that_cannot_be_compared_hide_no_motion(ground):
    def winter(picture):
        luma = picture.mean(2, keepdims=True) / 255
        return levels(200 * luma**0.7 + 50 * np.sin(luma * 9 + np.array([0, 2.1, 4.2])))

    first, last = moved(ground), winter(moved(ground, x=AWAY))
    thing = natural(42, 80, 80)
    first[50:130, 60:140], last[40:120, 110:190] = thing, winter(thing)
    analysis = analyse(first, last, 1, lambda _: None)
    assert (analysis.regime, analysis.facts["layers"]) == ("recolour", 1)
    drawn = prepare_draws(analysis, first, last, 1)[0](0.5).y[45:125, 85:165]
    truth = rgb_to_yuv420(levels((thing + winter(thing).astype(np.float32)) / 2)).y
    assert np.abs(drawn.astype(int) - truth)[8:-8, 8:-8].mean() < 6


def test_light_that_no_fit_explains_is_read_from_the_pictures(ground):
    def lamp(picture, x):
        across, down = np.meshgrid(np.arange(WIDTH) - x, np.arange(HEIGHT) - 90)
        return levels(picture * 0.6 + 50 * np.exp(-(across**2 + down**2) / 800)[..., None])

    first, seen = moved(ground), moved(ground, x=AWAY)
    last = lamp(seen, 160 + AWAY)
    light = lit(first, last)
    flows = model_flow(SHIFT, HEIGHT, WIDTH), model_flow(np.linalg.inv(SHIFT), HEIGHT, WIDTH)
    refined = refine_light(light, (first, last), flows)
    assert missed(relight(first, light.to_last), lamp(first, 160)) > 3
    assert missed(relight(first, refined.to_last), lamp(first, 160)) < 1
    assert missed(relight(last, refined.to_first), seen) < 3
