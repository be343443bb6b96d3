"""Steps of the analysis, each on a picture that it must understand."""

import cv2
import numpy as np
import pytest

from inbetween.engines.tween import pair
from inbetween.engines.tween.flow.pick import median_index
from inbetween.engines.tween.geometry import (
    STRIDE,
    beyond,
    carry,
    fill_holes,
    landing,
    model_flow,
    outside,
    resizing,
    round_trip,
    thinned,
)
from inbetween.engines.tween.match import relation
from inbetween.engines.tween.match.camera import find_camera, fit_similarity
from inbetween.engines.tween.match.evidence import grey, work_copy
from inbetween.engines.tween.match.light import find_light, relight
from inbetween.engines.tween.match.matching import Matches, describe, detect, match, neighbourly, spread
from inbetween.engines.tween.match.relation import are_matched, turned_together
from inbetween.engines.tween.subject import find_subject
from tests.unit.engines.tween.pictures import HEIGHT, WIDTH, moved, texture


def matched(first, last):
    described = [describe(keypoints, spread(keypoints)) for keypoints in (detect(grey(first)), detect(grey(last)))]
    return match(*described)


def analysed(first, last):
    return pair.analyse(first, last, 1, lambda _: None)


@pytest.fixture
def ground():
    return texture(11, 280, 440)


def test_matches_of_a_shifted_picture_tell_the_shift(ground):
    matches = matched(moved(ground), moved(ground, x=9, y=-4))
    assert len(matches) > 150
    assert np.median(matches.last - matches.first, axis=0) == pytest.approx([9, -4], abs=0.1)
    assert neighbourly(matches).mean() > 0.95


def test_matches_of_a_turned_picture_carry_the_turn(ground):
    turns = matched(moved(ground), moved(ground, scale=1.2, turn=20)).turns
    assert np.median(np.abs(turns)) == pytest.approx(1.2, abs=0.06)
    assert np.degrees(np.median(np.angle(turns))) == pytest.approx(20, abs=2)


def test_a_picture_without_keypoints_has_no_matches(ground):
    assert len(matched(np.full((HEIGHT, WIDTH, 3), 90, np.uint8), moved(ground))) == 0


def test_the_camera_of_a_zoom_is_a_similarity_and_rigid(ground):
    matches = matched(moved(ground), moved(ground, scale=1.25, x=5))
    camera = find_camera(matches, neighbourly(matches), (HEIGHT, WIDTH))
    assert (camera.kind, camera.rigid) == ("similarity", True)
    assert camera.model[0, 0] == pytest.approx(1.25, abs=0.01)


def test_a_similarity_follows_the_matches_that_are_exact_among_those_that_are_not_quite():
    rng = np.random.default_rng(4)
    first = rng.uniform(20, 90, (60, 2)).astype(np.float32)
    turn = 1.1 * np.exp(0.1j)
    last = turn * (first @ (1, 1j)) + (7 - 3j) + rng.normal(0, 0.03, 60)
    last[:20] += rng.uniform(0.4, 1.6, 20)
    points = np.stack([last.real, last.imag], 1).astype(np.float32)
    model, inliers = fit_similarity(
        Matches(first=first, last=points, turns=np.ones(60, np.complex64)), tolerance=2.0, rounds=1000
    )
    assert inliers.sum() > 50
    carried = carry(model, np.float32([[20, 20], [90, 90]])) @ (1, 1j)
    assert np.abs(carried - (turn * np.array([20 + 20j, 90 + 90j]) + (7 - 3j))).max() < 0.06


def test_a_zoom_that_gathers_its_matches_in_the_middle_is_a_camera_too():
    spots = np.stack(np.meshgrid(np.linspace(130, 180, 9), np.linspace(75, 105, 7)), 2).reshape(-1, 2)
    middle = np.array([WIDTH / 2, HEIGHT / 2])
    first, last = spots.astype(np.float32), (middle + 5 * 0.95 * (spots - middle)).astype(np.float32)
    matches = Matches(first=first, last=last, turns=np.full(len(first), 4.75 + 0j, np.complex64))
    assert find_camera(matches, neighbourly(matches), (HEIGHT, WIDTH)).rigid


@pytest.mark.parametrize(("scale", "rigid"), [(1.02, False), (1.5, True)])
def test_steady_depth_is_left_to_dense_flow_unless_much_leaves_the_frame(scale, rigid):
    first = np.stack(np.meshgrid(np.linspace(5, 315, 24), np.linspace(5, 175, 14)), 2).reshape(-1, 2)
    middle = np.array([WIDTH / 2, HEIGHT / 2])
    last = middle + scale * (first - middle)
    near = first[:, 1] > 140
    last[near, 0] += 3.5
    matches = Matches(
        first=first.astype(np.float32), last=last.astype(np.float32), turns=np.ones(len(first), np.complex64)
    )
    camera = find_camera(matches, np.ones(len(first), np.bool_), (HEIGHT, WIDTH))
    assert camera.rigid == rigid
    assert 0.1 < camera.near_misses < 0.35


def test_a_tilted_wall_needs_a_homography(ground):
    corners = np.float32([[0, 0], [WIDTH, 0], [WIDTH, HEIGHT], [0, HEIGHT]])
    model = cv2.getPerspectiveTransform(corners, corners + np.float32([[-14, -10], [16, 4], [-6, 12], [12, -8]]))
    first = moved(ground)
    matches = matched(first, cv2.warpPerspective(first, model, (WIDTH, HEIGHT)))
    camera = find_camera(matches, neighbourly(matches), (HEIGHT, WIDTH))
    assert camera.kind == "homography"
    spot = np.array([WIDTH / 2, HEIGHT / 2], np.float32)
    assert carry(camera.model, spot) == pytest.approx(carry(model, spot), abs=0.5)


def test_too_few_matches_prove_nothing():
    points = np.random.default_rng(1).uniform(0, 100, (11, 2)).astype(np.float32)
    few = Matches(first=points, last=points + 3, turns=np.ones(11, np.complex64))
    camera = find_camera(few, neighbourly(few), (100, 100))
    assert (camera.kind, camera.support) == ("none", 0)


def test_a_thing_that_moves_on_its_own_becomes_a_layer(ground):
    first, last = moved(ground), moved(ground, x=-4)
    thing = texture(12, 70, 70)
    first[60:130, 60:130], last[50:120, 120:190] = thing, thing
    analysis = analysed(first, last)
    assert analysis.facts["layers"] == 1
    (thing,) = analysis.stage.things
    assert carry(thing.model, thing.centre) - thing.centre == pytest.approx(np.array([[60, -10]]), abs=0.5)


def test_a_dimmed_picture_is_relit(ground):
    first = moved(ground)
    last = np.clip(moved(ground, x=6) * np.array([0.6, 0.65, 0.75]), 0, 255).astype(np.uint8)
    matches = matched(first, last)
    light = find_light(first, last, matches)
    relit = relight(last, light.to_first)
    assert np.abs(moved(ground, x=6).astype(int) - relit).mean() < 2


def test_unchanged_light_is_left_alone(ground):
    first, last = moved(ground), moved(ground, x=6)
    assert find_light(first, last, matched(first, last)) is None


@pytest.mark.parametrize(
    ("size", "work"),
    [
        ((720, 1280), (360, 640)),
        ((1080, 1920), (360, 640)),
        ((90, 160), (90, 160)),
        ((1138, 640), (1138, 640)),
        ((2704, 336), (1151, 143)),
    ],
)
def test_a_work_copy_is_bounded_each_way(size, work):
    assert work_copy(np.zeros((*size, 3), np.uint8)).shape[:2] == work


@pytest.mark.parametrize("sigma", [6, 12])
def test_a_blurred_copy_is_dissolved_in_place(sigma):
    picture = texture(15)
    analysis = analysed(picture, cv2.GaussianBlur(picture, (0, 0), sigma))
    assert analysis.regime == "recolour"
    assert not any(term.any() for term in analysis.motion.smooth.terms)
    assert (analysis.motion.camera == np.eye(3)).all()


def test_a_negative_is_no_copy():
    picture = texture(16)
    assert analysed(picture, 255 - picture).regime == "unrelated"


@pytest.mark.parametrize("seed", [32, 33])
def test_flow_that_explains_little_is_never_shown(monkeypatch, seed):
    monkeypatch.setattr(pair, "_are_related", lambda *_: True)
    analysis = analysed(texture(31), texture(seed))
    assert (analysis.regime, analysis.motion) == ("unrelated", None)
    assert analysis.facts["explained"] < 0.3


def test_flow_that_explains_nearly_everything_is_shown(ground):
    analysis = analysed(moved(ground), moved(ground, x=9, y=-4))
    assert analysis.regime == "related"
    assert analysis.facts["explained"] > 0.95


def test_scenes_without_things_of_their_own_are_never_splatted(ground):
    assert analysed(moved(ground), moved(ground, scale=1.2)).motion.splat is None


def test_identity_survives_what_a_codec_does():
    picture = texture(13)
    _, packed = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 92])
    assert relation.are_identical(picture, cv2.imdecode(packed, cv2.IMREAD_COLOR))
    changed = picture.copy()
    changed[40:60, 40:60] = 255 - changed[40:60, 40:60]
    assert not relation.are_identical(picture, changed)


def test_a_mirrored_picture_is_not_related():
    picture = texture(14)
    assert analysed(picture, picture[:, ::-1].copy()).regime == "unrelated"


def wall(columns, mirrored):
    """Return the matches of a wall of symmetric windows, each detail upright; and of its mirror image."""
    corners = np.float32([(-12, -20), (12, -20), (-12, 20), (12, 20), (0, 0), (-12, 0), (12, 0)])
    middles = np.float32([(60 * column + 40, 70 * row + 50) for column in range(columns) for row in range(5)])
    here = (middles[:, None] + corners).reshape(-1, 2)
    there = np.float32([60 * columns + 20, 0]) + here * np.float32([-1, 1]) if mirrored else here * 1.1
    turns = np.full(len(here), 1 if mirrored else 1.1, np.complex64)
    return Matches(first=here, last=there.astype(np.float32), turns=turns)


@pytest.mark.parametrize("columns", [4, 30])
def test_however_many_details_of_a_mirrored_picture_match_they_prove_nothing(columns):
    mirrored, seen_again = wall(columns, True), wall(columns, False)
    neither = find_camera(mirrored, np.ones(len(mirrored), np.bool_), (400, 60 * columns))
    all_of_them = np.ones(len(mirrored), np.bool_)
    assert not are_matched(neither, mirrored, all_of_them)
    assert are_matched(neither, seen_again, all_of_them)
    assert turned_together(mirrored) < 0.25
    assert turned_together(seen_again) > 0.95


def test_the_subject_is_what_stands_out():
    picture = np.full((HEIGHT, WIDTH, 3), (90, 120, 160), np.uint8)
    cv2.circle(picture, (210, 70), 24, (230, 60, 40), -1)
    x, y = find_subject(picture)
    assert (x * WIDTH, y * HEIGHT) == pytest.approx((210, 70), abs=16)
    assert find_subject(np.full((HEIGHT, WIDTH, 3), 7, np.uint8)) == (0.5, 0.5)


def test_a_model_and_its_inverse_are_a_round_trip():
    model = np.array([[1.1, -0.1, 4], [0.1, 1.1, -3], [0, 0, 1]])
    there, back = model_flow(model, 40, 60), model_flow(np.linalg.inv(model), 40, 60)
    assert round_trip(there, back)[~outside(there)].max() < 0.01


def test_every_second_pixel_is_judged_as_if_all_were():
    model = np.array([[1.1, -0.1, 4], [0.1, 1.1, -3], [0, 0, 1]])
    there, back = model_flow(model, 41, 63), np.full((41, 63, 2), -2, np.float32)
    few = thinned(there)
    assert round_trip(few, back, STRIDE) == pytest.approx(thinned(round_trip(there, back)), abs=1e-4)
    assert np.array_equal(beyond(landing(few, STRIDE), 41, 63), thinned(outside(there)))


def test_a_point_on_the_border_is_inside():
    points = np.array([[0, 0], [62, 40], [62.1, 40], [62, 40.1], [-0.1, 0], [0, -0.1]], np.float32)
    assert beyond(points, 41, 63).tolist() == [False, False, True, True, True, True]
    assert beyond(points[:0], 41, 63).shape == (0,)


def test_labels_are_smoothed_by_their_median():
    numbers = np.random.default_rng(5).integers(0, 4, (40, 60)).astype(np.uint8)
    assert np.array_equal(median_index(numbers, 4), cv2.medianBlur(numbers, 7))


def test_resizing_maps_pixel_centres_as_opencv_does():
    assert carry(resizing(0.5, 0.5), np.array([0.5, 0.5], np.float32)) == pytest.approx([0, 0])


def test_holes_are_filled_from_their_surroundings():
    flow = np.full((48, 64, 2), 5, np.float32)
    known = np.ones((48, 64), np.float32)
    flow[20:30, 20:40], known[20:30, 20:40] = 99, 0
    assert np.abs(fill_holes(flow, known) - 5).max() < 0.01
