"""A camera's way: what is told is done, evenly, and inside the picture."""

import itertools
import math

import cv2
import numpy as np
import pytest

from inbetween.domain.plan import Move, Shot
from inbetween.engines.tween.moves.default import default_moves
from inbetween.engines.tween.moves.depth import find_depth, shift
from inbetween.engines.tween.moves.easing import done
from inbetween.engines.tween.moves.lines import find_lines, straightened
from inbetween.engines.tween.moves.path import MOST_OUT, Ground, Start, find_path, settled
from inbetween.engines.tween.moves.poses import find_poses
from inbetween.engines.tween.moves.shutter import exposure
from inbetween.engines.tween.moves.sight import look_at
from inbetween.engines.tween.moves.windows import Window, windows
from tests.unit.engines.tween.pictures import texture

SECONDS = np.arange(150) / 30
EASES = ("inout", "in", "out", "linear", "snap")
DIRECTED = {
    "push in": ("push", "in"),
    "push out": ("push", "out"),
    "dolly zoom": ("dollyzoom", "out"),
    "dolly zoom in": ("dollyzoom", "in"),
    "pan": ("pan", "left"),
    "tilt": ("tilt", "up"),
    "truck": ("truck", "right"),
    "crane": ("crane", "down"),
    "orbit": ("orbit", "left"),
    "roll": ("roll", "cw"),
    "follow": ("follow", "right"),
}


def shot(*moves, **facts):
    return Shot(start=0.0, end=5.0, text="", moves=moves, **facts)


def ground(picture=None, most_zoom=0.74):
    picture = texture(3, 180, 320) if picture is None else picture
    sight, lines = look_at(picture), find_lines(picture)
    return Ground(sight=sight, depth=straightened(find_depth(picture, sight), lines), lines=lines, most_zoom=most_zoom)


def path(told, where=None):
    where = where or ground()
    return find_path(find_poses(told, told.moves, where.sight.side, SECONDS), where)


def corners(view, tall):
    places = np.array([[x, y * tall, 1] for x in (-0.5, 0.5) for y in (-0.5, 0.5)]) @ view.place.T
    return places[:, :2] / places[:, 2:]


def moved(name):
    kind, way = DIRECTED[name]
    return shot(Move(kind=kind, dir=way))


@pytest.mark.parametrize("ease", EASES)
def test_a_move_is_done_once_and_its_speed_never_jumps(ease):
    at = np.linspace(0, 5, 5001)
    share = done(at, Window(start=1, end=4), ease)
    speed = np.diff(share) / np.diff(at)
    assert share[0] == 0
    assert share[-1] == pytest.approx(1)
    assert speed.min() >= -1e-9
    assert np.abs(np.diff(speed)).max() < 0.012


def test_steps_share_the_time_and_run_into_each_other():
    told = shot(Move(kind="push", dir="in"), Move(kind="pan", dir="left", step=1, speed="slow"))
    first, second = windows(told, told.moves)
    assert (first.start, second.end) == (0, pytest.approx(5))
    assert second.length > first.length
    assert first.end > second.start


def test_a_camera_that_stops_rests_and_one_that_stands_is_not_overlapped():
    told = shot(Move(kind="push", dir="in"), Move(kind="static", step=1), end_hold=True)
    first, second = windows(told, told.moves)
    assert first.end == second.start
    assert second.end == pytest.approx(5 - 0.9)


def test_what_is_told_to_happen_at_a_time_happens_then():
    told = shot(Move(kind="push", dir="in", at=(1.0, 2.5)))
    assert windows(told, told.moves) == [Window(start=1.0, end=2.5)]


@pytest.mark.parametrize("name", DIRECTED)
def test_the_first_view_is_the_whole_picture(name):
    view = path(moved(name)).views[0]
    assert view.place == pytest.approx(np.eye(3), abs=1e-12)
    assert (view.travel, view.dolly, view.focus) == ((0, 0), 0, 0)


@pytest.mark.parametrize("name", DIRECTED)
@pytest.mark.parametrize("handheld", [False, True])
def test_no_view_leaves_the_picture_or_what_is_drawn_round_it(name, handheld):
    kind, way = DIRECTED[name]
    where = ground()
    found = path(shot(Move(kind=kind, dir=way), style=("handheld",) if handheld else ()), where)
    limits = np.array([0.5, where.sight.tall / 2]) * found.outward + 0.5 / 1280
    for view in found.views:
        places = corners(view, where.sight.tall)
        read = places + shift(where.depth, places, view.travel, view.dolly, view.eye)
        assert (np.abs(read) <= limits).all()


@pytest.mark.parametrize("name", DIRECTED)
def test_no_view_jerks(name):
    """Change of speed of the corners, in pixels of 1280 a frame and frame; the largest of any move is 0.2."""
    seen = np.array([corners(view, 0.5625) for view in path(moved(name)).views]) * 1280
    assert np.abs(np.diff(seen, n=2, axis=0)).max() < 0.6


@pytest.mark.parametrize(
    ("kind", "way", "other", "axis"),
    [
        ("pan", "right", "left", 0),
        ("truck", "right", "left", 0),
        ("orbit", "right", "left", 0),
        ("follow", "right", "left", 0),
        ("tilt", "down", "up", 1),
        ("crane", "down", "up", 1),
    ],
)
def test_a_camera_goes_where_it_is_told(kind, way, other, axis):
    one, opposite = (path(shot(Move(kind=kind, dir=told))).views[-1].place[:2, 2] for told in (way, other))
    assert one[axis] > 0.01
    assert opposite[axis] < -0.01


def test_near_things_go_against_the_camera():
    assert path(shot(Move(kind="truck", dir="right"))).views[-1].travel[0] > 0
    assert path(shot(Move(kind="crane", dir="up"))).views[-1].travel[1] < 0
    assert path(shot(Move(kind="push", dir="in"))).views[-1].dolly > 0
    assert path(shot(Move(kind="push", dir="in", lens="zoom"))).views[-1].dolly == 0


def test_a_camera_that_rolls_clockwise_sees_its_right_side_lower_in_the_picture():
    place = path(shot(Move(kind="roll", dir="cw"))).views[-1].place
    assert (place @ [0.5, 0, 1])[1] > (place @ [-0.5, 0, 1])[1]


def test_speeds_and_amounts_are_told_apart():
    def nearer(**told):
        return path(shot(Move(kind="push", dir="in", **told))).views[-1].magnification

    assert nearer(speed="slow") < nearer() < nearer(amount="large")
    assert nearer(amount="small") < nearer()
    close_up = shot(Move(kind="push", dir="in", speed="slow"), size_end="cu")
    assert path(close_up, ground(most_zoom=2)).views[-1].magnification > 2**0.8


def test_a_pull_out_is_limited_and_says_so():
    found = path(shot(Move(kind="push", dir="out", amount="large")))
    assert found.outward == pytest.approx(2**MOST_OUT)
    assert found.kept["zoom"] < 0.7


def test_a_push_is_limited_by_the_pixels_of_the_picture():
    near, far = (path(shot(Move(kind="push", dir="in")), ground(most_zoom=most)).kept["zoom"] for most in (0.2, 2.0))
    assert near < 0.5
    assert far == 1


def test_the_subject_stays_where_it_is_or_comes_to_the_middle():
    picture = texture(1, 180, 320) // 4
    picture[60:110, 220:270] = (250, 60, 30)
    where = ground(picture)
    assert where.sight.subject[0] > 0.1
    places = [np.linalg.solve(view.place, [*where.sight.aim, 1]) for view in path(moved("push in"), where).views]
    away = [float(np.hypot(*(place[:2] / place[2]))) for place in places]
    assert all(later <= sooner + 1e-9 for sooner, later in itertools.pairwise(away))


def test_a_camera_that_is_told_to_stand_stands():
    views = path(shot(Move(kind="static"))).views
    assert all(np.array_equal(view.place, views[0].place) for view in views)


def test_a_camera_that_stops_is_at_rest_in_its_last_frames():
    views = path(shot(Move(kind="push", dir="in"), end_hold=True)).views
    assert views[-1].magnification > 1.3
    assert np.array_equal(views[-1].place, views[-10].place)


def test_a_quick_move_is_short_and_the_camera_lives_on():
    found = path(shot(Move(kind="pan", dir="left", speed="fast")))
    speeds = np.abs(np.diff([view.place[0, 2] for view in found.views]))
    assert speeds[:42].max() > 5 * speeds[60:].max()
    assert found.views[-1].magnification > found.views[60].magnification


@pytest.mark.parametrize(
    ("height", "width", "kinds"), [(120, 320, {"truck"}), (320, 120, {"crane"}), (180, 320, {"push", "orbit"})]
)
def test_nothing_said_the_picture_says_where(height, width, kinds):
    moves, why = default_moves(look_at(texture(5, height, width)))
    assert {move.kind for move in moves} & kinds
    assert why


def test_one_thing_on_plain_ground_is_gone_up_to():
    picture = np.full((180, 320, 3), 90, np.uint8)
    picture[70:120, 140:190] = (240, 80, 20)
    moves, _ = default_moves(look_at(picture))
    assert [(move.kind, move.dir) for move in moves] == [("push", "in")]


def test_depth_bends_no_straight_line():
    picture = texture(7, 360, 640) // 3 + 60
    for x in (90, 250, 410, 560):
        picture[20:340, x : x + 6] = 230
    lines = find_lines(picture)
    where = ground(picture)
    found = path(shot(Move(kind="orbit", dir="left", speed="fast", amount="large")), where)
    view = found.views[-1]
    upright = lines[np.abs(lines[:, 0, 0] - lines[:, -1, 0]) < 0.02]
    assert len(upright) >= 4
    shifted = np.array(view.travel)[0] * where.depth.at(upright)
    along = np.linspace(-1, 1, shifted.shape[1])
    slopes = (shifted * along).sum(1) / (along**2).sum()
    bent = shifted - shifted.mean(1, keepdims=True) - slopes[:, None] * along
    assert np.abs(bent).max() * 1280 < 4
    assert math.isclose(found.views[0].travel[0], 0)


def test_what_is_quick_is_blurred_as_a_shutter_sees_it_and_nothing_else_is():
    counts = {}
    for speed in ("slow", "normal", "fast", "whip"):
        views = path(shot(Move(kind="pan", dir="left", speed=speed))).views
        counts[speed] = [len(exposure(views, number)) for number in range(1, 150)]
    assert max(counts["slow"] + counts["normal"]) == 1
    assert max(counts["whip"]) > max(counts["fast"]) > 1
    assert counts["whip"][30:] == [1] * 119


def test_the_views_of_an_open_shutter_lie_evenly_round_their_frame():
    views = path(shot(Move(kind="pan", dir="left", speed="whip"))).views
    seen = [view.place[0, 2] for view in exposure(views, 6)]
    assert seen == sorted(seen, reverse=True)
    assert np.mean(seen) == pytest.approx(views[6].place[0, 2], abs=0.002)
    assert seen[0] - seen[-1] == pytest.approx((views[5].place[0, 2] - views[7].place[0, 2]) / 4, rel=0.3)


@pytest.mark.parametrize("skin", [(224, 172, 140), (141, 85, 56), (92, 54, 38)])
def test_a_camera_goes_up_to_the_head_of_what_stands_out(skin):
    picture = np.full((180, 320, 3), (120, 130, 140), np.uint8)
    picture[70:180, 120:200] = (30, 60, 150)
    cv2.ellipse(picture, (160, 48), (18, 24), 0, 0, 360, skin, -1)
    sight = look_at(picture)
    assert sight.aim == pytest.approx((0, (48 - 90) / 320), abs=0.01)
    assert sight.subject[1] > sight.aim[1] + 0.05


def test_cloth_of_the_colour_of_skin_is_no_head():
    picture = np.full((180, 320, 3), (120, 130, 140), np.uint8)
    picture[20:180, 60:270] = (210, 150, 120)
    assert look_at(picture).aim == look_at(picture).subject


@pytest.mark.parametrize("kind", ["pan", "truck", "roll"])
def test_a_camera_that_travels_after_drawing_back_comes_back_into_the_picture(kind):
    way = Move(kind=kind, dir="cw" if kind == "roll" else "right", step=1)
    where = ground()
    found = path(shot(Move(kind="push", dir="out", speed="slow"), way), where)
    reached = [np.abs(corners(view, where.sight.tall) / (0.5, where.sight.tall / 2)).max() for view in found.views]
    assert max(reached) > 1.1
    assert reached[-1] < 1.01


def test_a_hand_that_shakes_while_drawing_back_is_no_travel():
    told = shot(Move(kind="push", dir="out"), style=("shake",))
    found = path(told)
    assert np.abs(corners(found.views[-1], ground().sight.tall)[:, 0]).max() > 0.55


def test_a_camera_may_start_anywhere_and_needs_no_room_where_there_is_some():
    where = ground()
    start = settled(Start(zoom=0.8, centre=(0.1, -0.05)), where)
    found = find_path(find_poses(moved("pan"), moved("pan").moves, where.sight.side, SECONDS), where, start)
    first, last = found.views[0], found.views[-1]
    middle = np.array([0.0, 0.0, 1.0])
    assert (first.place @ middle)[:2] == pytest.approx(start.centre)
    assert np.log2(first.magnification) == pytest.approx(0.8)
    # Only the drift beside it magnifies, .012 octaves a second.
    assert np.log2(last.magnification) < 0.8 + 5 * 0.013
    assert (
        np.abs([corners(view, where.sight.tall) for view in found.views]) <= (0.501, 0.501 * where.sight.tall)
    ).all()


def test_a_camera_that_starts_near_draws_back_to_the_whole_picture_at_most():
    where = ground()
    start = settled(Start(zoom=0.3, centre=(0.09, 0.05)), where)
    told = shot(Move(kind="push", dir="out", speed="fast", lens="zoom"))
    found = find_path(find_poses(told, told.moves, where.sight.side, SECONDS), where, start)
    assert found.outward == 1
    assert found.views[-1].place == pytest.approx(np.eye(3), abs=1e-6)


def test_a_turned_start_shows_no_bare_corner():
    where = ground()
    start = settled(Start(roll=0.1, pitch=-0.05, centre=(0.4, 0.4)), where)
    still = shot(Move(kind="static"))
    view = find_path(find_poses(still, still.moves, where.sight.side, SECONDS[:2]), where, start).views[0]
    assert (np.abs(corners(view, where.sight.tall)) <= (0.5 + 1e-6, where.sight.tall / 2 + 1e-6)).all()
    assert view.magnification > 1.1
