"""Several shots through the engine: cuts lie where they are told, neighbours differ, end frames are the pictures."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from inbetween.domain.frames import Sound
from inbetween.domain.plan import Move, Plan, Shot
from inbetween.engines.tween.engine import TweenEngine
from inbetween.engines.tween.moves.sight import look_at
from inbetween.engines.tween.moves.take import find_ground
from inbetween.engines.tween.shots.apart import NEARER, Look, apart, look_of
from inbetween.engines.tween.shots.direct import Location, direct
from inbetween.engines.tween.shots.landing import land
from inbetween.engines.tween.shots.sizes import octaves, sizes
from inbetween.engines.tween.shots.spans import spans
from inbetween.engines.tween.shots.spots import spots
from inbetween.engines.tween.shots.unsaid import unsaid
from inbetween.engines.tween.timing import Length
from inbetween.media.fit import place
from inbetween.pixels.colour import rgb_to_yuv420
from inbetween.pixels.compare import mean_difference
from inbetween.pixels.planes import planes
from tests.unit.engines.tween.pictures import HEIGHT, WIDTH, Listener, moved, scene, texture

LENGTH = Length(frame_count=150, fps=30)
PLANS = {
    "untold": [{}, {}, {}, {}],
    "sizes": [{"size": "cu"}, {"size": "ws"}, {"size": "ms"}, {"size": "ecu"}],
    "moves": [
        {"moves": (Move(kind="push", dir="in"),)},
        {"moves": (Move(kind="push", dir="out"),)},
        {"moves": (Move(kind="pan", dir="left"),), "angle": "dutch"},
        {"moves": (Move(kind="crane", dir="up"),), "angle": "low", "style": ("handheld",)},
    ],
    "one size": [{"size": "ws"}, {"size": "ws"}, {"size": "ws"}, {"size": "ws"}],
}


def plan(*told, seconds=5.0, transition="cut"):
    edges = np.linspace(0, seconds, len(told) + 1)
    shots = [
        Shot(**{"text": "", "transition": transition, **facts}, start=float(a), end=float(b))
        for facts, (a, b) in zip(told, itertools.pairwise(edges), strict=True)
    ]
    shots[-1] = replace(shots[-1], transition=told[-1].get("transition"))
    return Plan(duration=seconds, source="labels", shots=tuple(shots))


def rendered(told, *pictures, frame_count=60, **options):
    both = scene(pictures[0], pictures[-1], frame_count=frame_count)
    given = dict(itertools.islice(both.pictures.items(), len(pictures)))
    wanted = replace(both, pictures=given, plan=plan(*told, seconds=frame_count / 30, **options))
    rendering = TweenEngine().render(wanted, Listener())
    return list(rendering.frames), rendering


def same(one, other):
    return all(np.array_equal(*pair) for pair in zip(planes(one), planes(other), strict=True))


@pytest.fixture(scope="module")
def location():
    return Location(number=0, ground=replace(find_ground(place(texture(3), WIDTH, HEIGHT)), most_zoom=1.1))


def test_cuts_lie_on_their_frames_and_the_first_frame_is_the_picture():
    frames, rendering = rendered(PLANS["untold"], texture(2))
    assert len(frames) == 60
    assert rendering.measurements["cuts"] == [15, 30, 45]
    steps = [mean_difference(one.y, other.y) for one, other in itertools.pairwise(frames)]
    assert sorted(np.argsort(steps)[-3:] + 1) == [15, 30, 45]
    assert same(frames[0], rgb_to_yuv420(texture(2)))
    inside = [step for number, step in enumerate(steps, start=1) if number not in (15, 30, 45)]
    assert 0 < min(inside) <= max(inside) < 0.5 * min(steps[number - 1] for number in (15, 30, 45))


@pytest.mark.parametrize("transition", ["dissolve", "whip", "glitch"])
def test_what_leads_from_shot_to_shot_takes_no_frame_away_and_is_the_same_again(transition):
    (frames, _), (again, _) = (rendered([{}, {}], texture(2), transition=transition) for _ in range(2))
    assert len(frames) == 60
    assert all(itertools.starmap(same, zip(frames, again, strict=True)))


def test_a_video_that_fades_out_is_black_at_its_end():
    for told in ([{"transition": "fade"}], [{}, {"transition": "fade"}]):
        frames, _ = rendered(told, texture(2), frame_count=30)
        assert int(frames[-1].y.max()) == 16
        assert same(frames[0], rgb_to_yuv420(texture(2)))


@pytest.mark.parametrize("pictures", [(texture(2), moved(texture(2), x=6)), (texture(2), 255 - texture(9))])
def test_two_pictures_are_the_first_and_the_last_frame_of_the_first_and_the_last_shot(pictures):
    told = [{}, {"size": "cu"}, {"moves": (Move(kind="pan", dir="right"),), "end_hold": True}]
    frames, rendering = rendered(told, *pictures)
    assert rendering.measurements["cuts"] == [20, 40]
    assert [same(frames[end], rgb_to_yuv420(picture)) for end, picture in ((0, pictures[0]), (-1, pictures[1]))] == [
        True,
        True,
    ]


def test_strangers_change_at_a_cut():
    _, rendering = rendered([{}, {}, {}, {}], texture(2), 255 - texture(9))
    assert rendering.measurements["regime"] == "unrelated"
    assert len(rendering.measurements["shots"]) == 4


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("seconds", [3.0, 12.0])
def test_neighbours_differ_where_they_are_cut(name, seconds, location):
    length = Length(frame_count=round(seconds * 30), fps=30)
    found = direct(spans(plan(*PLANS[name], seconds=seconds).shots, length), [location] * 4, 30)
    assert found[0].path.views[0].whole
    for before, after in itertools.pairwise(found):
        assert apart(before.looks[1], after.looks[0]) > 0.9


@pytest.mark.parametrize("name", PLANS)
def test_no_shot_jerks_and_none_shows_what_is_not_there(name, location):
    corners = np.array([[x, y * HEIGHT / WIDTH, 1] for x in (-0.5, 0.5) for y in (-0.5, 0.5)])
    for shot in direct(
        spans(plan(*PLANS[name], seconds=8.0).shots, Length(frame_count=240, fps=30)), [location] * 4, 30
    ):
        places = np.array([corners @ view.place.T for view in shot.path.views])
        seen = places[..., :2] / places[..., 2:] * 1280
        assert np.abs(np.diff(seen, n=2, axis=0)).max() < 0.8
        assert (np.abs(seen) <= np.array([0.502, 0.502 * HEIGHT / WIDTH]) * 1280 * shot.path.outward).all()


@pytest.mark.parametrize(
    "move",
    [
        Move(kind="pan", dir="right"),
        Move(kind="push", dir="out"),
        Move(kind="push", dir="in"),
        Move(kind="roll", dir="cw"),
    ],
)
@pytest.mark.parametrize("rests", [False, True])
def test_a_landing_goes_its_way_and_ends_on_the_whole_picture(move, rests, location):
    told = plan({}, {"moves": (move,), "end_hold": rests}).shots
    shot = land(spans(told, LENGTH)[1], location, 30)
    assert shot.path.views[-1].whole
    assert shot.path.views[-12].whole == rests
    x = np.array([look_of(view).centre[0] for view in shot.path.views])
    if move.kind == "pan":
        assert (np.diff(x) > -1e-9).all()
        assert x[0] < -0.02
    corner = np.array([view.place @ [0.5, 0.3, 1] for view in shot.path.views])
    assert np.abs(np.diff(corner[:, :2] / corner[:, 2:] * 1280, n=2, axis=0)).max() < 1.2


def test_sizes_keep_their_order_where_a_picture_has_few_pixels():
    wanted = sizes([Shot(start=0, end=1, text="", size=size) for size in ("ecu", "ws", "cu", "ms")])
    near = octaves(wanted, 0.6)
    assert max(near) == pytest.approx(0.6)
    assert near[0] > near[2] > near[3] > near[1] == 0


def test_shots_of_which_nothing_is_told_alternate():
    wanted = sizes([Shot(start=0, end=1, text="") for _ in range(5)])
    assert wanted[0] == wanted[-1] == "ws"
    assert all(one != other for one, other in itertools.pairwise(wanted))
    moves = [unsaid(number, 5, size) for number, size in enumerate(wanted)]
    assert all(one != other for one, other in itertools.pairwise(moves))


def test_two_looks_are_apart_by_a_third_nearer_or_half_a_frame_aside():
    here = Look(zoom=0.0, centre=(0.0, 0.0))
    assert apart(here, Look(zoom=NEARER, centre=(0.0, 0.0))) == pytest.approx(1)
    assert apart(here, Look(zoom=0.0, centre=(0.5, 0.0))) == pytest.approx(1)
    assert apart(here, Look(zoom=0.1, centre=(0.1, 0.0))) < 0.5


def test_places_worth_a_look_are_apart():
    picture = np.full((HEIGHT, WIDTH, 3), 90, np.uint8)
    picture[60:80, 60:90] = (230, 40, 40)
    picture[100:130, 220:260] = (40, 60, 230)
    found = np.array(spots(look_at(picture)))
    wanted = np.array([[75 / WIDTH - 0.5, (70 - 90) / WIDTH], [240 / WIDTH - 0.5, (115 - 90) / WIDTH]])
    assert (np.linalg.norm(found[:, None] - wanted[None], axis=2).min(0) < 0.06).all()


def test_a_face_is_looked_for_where_the_words_name_one(location):
    told = plan({}, {"size": "cu", "text": "Close-up on the left"}, {"size": "cu", "text": "特写，右边的人"}).shots
    _, left, right = direct(spans(told, LENGTH), [location] * 3, 30)
    assert left.looks[0].centre[0] < -0.1 < 0.1 < right.looks[0].centre[0]


def test_a_given_sound_moves_the_cameras_of_all_shots_and_leaves_both_pictures_exact():
    both = scene(texture(2), moved(texture(2), x=6), frame_count=60)
    clicks = np.zeros((1, 96_000), np.float32)
    clicks[:, 24_000::24_000] = 0.9
    sounding = replace(both, plan=plan({}, {}, seconds=2.0), sound=Sound(samples=clicks, rate=48_000))
    rendering = TweenEngine().render(sounding, Listener())
    frames = list(rendering.frames)
    assert same(frames[0], rgb_to_yuv420(texture(2)))
    assert same(frames[-1], rgb_to_yuv420(moved(texture(2), x=6)))
    assert rendering.measurements["driven_by"]["onsets"]
    assert rendering.meant > {30}
