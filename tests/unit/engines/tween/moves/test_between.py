"""Two pictures and words: the way is theirs, its time is told, and what they do not do is a detour."""

from dataclasses import replace

import numpy as np
import pytest

from inbetween.domain.plan import Move, Plan, Shot
from inbetween.engines.tween.engine import TweenEngine
from inbetween.engines.tween.moves.between import directed
from inbetween.engines.tween.timing import Length
from inbetween.pixels.colour import rgb_to_yuv420
from inbetween.worker.motion import MotionMeter
from tests.unit.engines.tween.pictures import Listener, moved, scene, texture

LENGTH = Length(frame_count=60, fps=30)
NEARER = np.array([[1.2, 0, -30], [0, 1.2, -18], [0, 0, 1]])


def planned(*moves, **facts):
    return Plan(duration=2, source="single", shots=(Shot(start=0, end=2, text="", moves=moves, **facts),))


def told(plan, camera=NEARER):
    return directed(plan, camera, texture(1), LENGTH)


def pair():
    ground = texture(1, 260, 420)
    return moved(ground), moved(ground, scale=1.15)


def film(plan, pictures=None):
    first, last = pictures or pair()
    rendering = TweenEngine().render(replace(scene(first, last, frame_count=60), plan=plan), Listener())
    return list(rendering.frames), rendering


def test_nothing_said_changes_nothing():
    for plan in (None, planned(), planned(Move(kind="static"))):
        found = told(plan)
        assert (found.times, found.views, found.facts, found.notes) == (None, (), {}, [])


def test_a_move_that_the_pictures_make_is_theirs():
    found = told(planned(Move(kind="push", dir="in")))
    assert found.facts == {"moves_of_the_pictures": ["push"], "detours": []}
    assert found.views == ()


@pytest.mark.parametrize(
    ("kind", "way", "camera"),
    [
        ("push", "out", np.linalg.inv(NEARER)),
        ("pan", "right", np.array([[1, 0, -30], [0, 1, 0], [0, 0, 1.0]])),
        ("truck", None, np.array([[1, 0, 30], [0, 1, 0], [0, 0, 1.0]])),
        ("crane", "up", np.array([[1, 0, 0], [0, 1, 30], [0, 0, 1.0]])),
    ],
)
def test_the_pictures_say_which_way_they_go(kind, way, camera):
    assert told(planned(Move(kind=kind, dir=way)), camera).facts["moves_of_the_pictures"] == [kind]


@pytest.mark.parametrize("kind", ["roll", "pan", "orbit", "tilt"])
def test_any_other_move_is_a_detour_that_begins_and_ends_on_the_way(kind):
    found = told(planned(Move(kind=kind)))
    assert found.facts["detours"] == [kind]
    places = np.array([view.place for view in found.views])
    assert np.array_equal(places[0], np.eye(3))
    assert np.array_equal(places[-1], np.eye(3))
    assert np.abs(places[30] - np.eye(3)).max() > 0.01
    assert np.abs(np.diff(places, n=2, axis=0)).max() < 0.004


def test_strangers_make_no_move_of_their_own():
    assert told(planned(Move(kind="push", dir="in")), None).facts["detours"] == ["push"]


def test_what_cannot_come_back_is_told():
    found = told(planned(Move(kind="push", dir="out"), Move(kind="dollyzoom")))
    assert found.views == ()
    assert len(found.notes) == 2


def test_a_camera_that_stops_has_arrived_before_the_end():
    times = told(planned(Move(kind="push", dir="in"), end_hold=True)).times
    assert times[0] == 0
    assert times[-15:] == [1.0] * 15
    assert times == sorted(times)


@pytest.mark.parametrize("pictures", [None, (texture(2), texture(3)), (texture(4), texture(4))])
def test_both_ends_are_the_pictures_whatever_is_told(pictures):
    first, last = pictures or pair()
    frames, rendering = film(planned(Move(kind="roll", dir="cw"), style=("handheld",), end_hold=True), (first, last))
    for frame, picture in ((frames[0], first), (frames[-1], last)):
        assert (frame.y == rgb_to_yuv420(picture).y).all()
        assert (frame.u == rgb_to_yuv420(picture).u).all()
    assert rendering.measurements["detours"] == ["roll"]
    meter = MotionMeter()
    for frame in frames:
        meter.drawn(frame)
    assert meter.measured().largest_jump < 1.7


def test_a_detour_shows():
    plain, turned = (film(plan)[0] for plan in (None, planned(Move(kind="roll", dir="cw"))))
    assert np.abs(plain[30].y.astype(int) - turned[30].y).mean() > 2
