"""One picture through the engine: frames, as they go to the encoder."""

import itertools
from dataclasses import replace

import cv2
import numpy as np
import pytest

from inbetween.domain.errors import Cancelled
from inbetween.domain.frames import Placed
from inbetween.domain.plan import Move, Plan, Shot
from inbetween.engines.tween.draw.readable import Source, readable
from inbetween.engines.tween.engine import TweenEngine
from inbetween.engines.tween.moves.canvas import Canvas
from inbetween.engines.tween.moves.depth import Depth
from inbetween.engines.tween.moves.draw import Lens
from inbetween.engines.tween.moves.path import View, find_path
from inbetween.engines.tween.moves.poses import find_poses
from inbetween.engines.tween.moves.single import one_take
from inbetween.engines.tween.moves.surround import margins, surrounded
from inbetween.engines.tween.moves.take import find_ground, ground_for, prepare_take
from inbetween.engines.tween.timing import Length
from inbetween.media.fit import place
from inbetween.pixels.colour import rgb_to_yuv420
from inbetween.pixels.compare import mean_difference, psnr
from inbetween.pixels.planes import planes
from tests.unit.engines.tween.pictures import HEIGHT, WIDTH, Listener, scene, texture

LENGTH = Length(frame_count=60, fps=30)
MOVES = {
    "push in": Move(kind="push", dir="in"),
    "push out": Move(kind="push", dir="out"),
    "dolly zoom": Move(kind="dollyzoom", dir="out"),
    "pan": Move(kind="pan", dir="left"),
    "tilt": Move(kind="tilt", dir="up"),
    "orbit": Move(kind="orbit", dir="left"),
    "roll": Move(kind="roll", dir="cw"),
}


def film(*moves, picture=None, length=LENGTH, **facts):
    placed = place(texture(2) if picture is None else picture, WIDTH, HEIGHT)
    told = Shot(start=0, end=length.seconds, text="", moves=moves, **facts)
    take = prepare_take(placed, told, length, 1)
    return [take.draws[0](float(number)) for number in range(length.frame_count)], take


def alone(picture, **options):
    both = scene(picture, picture, **options)
    return replace(both, pictures={"first_frame": both.pictures["first_frame"]})


@pytest.mark.parametrize("name", MOVES)
def test_the_first_frame_is_the_picture_and_every_other_one_moves(name):
    frames, _ = film(MOVES[name])
    given = rgb_to_yuv420(texture(2))
    assert all(np.array_equal(*pair) for pair in zip(planes(frames[0]), planes(given), strict=True))
    steps = [mean_difference(one.y, other.y) for one, other in itertools.pairwise(frames)]
    assert min(steps[1:]) > 0
    # Nothing pops: a step is like the ones beside it, but for what rounding to eight bits adds.
    assert max(abs(later - sooner) for sooner, later in itertools.pairwise(steps)) < 0.25 * max(steps) + 0.1


@pytest.mark.parametrize("name", MOVES)
def test_frames_have_the_size_of_the_scene_and_the_same_bytes_again(name):
    short = Length(frame_count=5, fps=30)
    one, other = (film(MOVES[name], length=short)[0] for _ in range(2))
    assert {frame.y.shape for frame in one} == {(HEIGHT, WIDTH)}
    assert {plane.shape for frame in one for plane in (frame.u, frame.v)} == {(HEIGHT // 2, WIDTH // 2)}
    assert all(
        np.array_equal(*pair)
        for a, b in zip(one, other, strict=True)
        for pair in zip(planes(a), planes(b), strict=True)
    )


@pytest.mark.parametrize("size", [(48, 80), (80, 48), (62, 126), (320, 60), (60, 320)])
def test_any_even_size_is_drawn(size):
    height, width = size
    picture = texture(4, height, width)
    placed = place(picture, width, height)
    told = Shot(start=0, end=1, text="", moves=(MOVES["push out"], MOVES["orbit"]))
    take = prepare_take(placed, told, Length(frame_count=24, fps=24), 1)
    assert take.draws[0](23.0).y.shape == size


def test_a_flat_picture_is_no_fault():
    frames, _ = film(picture=np.full((HEIGHT, WIDTH, 3), 128, np.uint8))
    assert (frames[-1].y == frames[0].y).all()


def test_a_view_of_the_middle_is_the_middle_of_the_picture_magnified():
    picture = cv2.GaussianBlur(texture(6), (0, 0), 2)
    frame = rgb_to_yuv420(picture)
    canvas = Canvas(frame=frame, source=Source(fitted=readable(frame)), margin=(0, 0), soft=None)
    half = np.diag([0.5, 0.5, 1.0])
    view = View(place=half, magnification=2.0, travel=(0, 0), dolly=0, eye=(0, 0), focus=0)
    depth = Depth(nearness=np.zeros((135, 240), np.float32), tall=HEIGHT / WIDTH)
    drawn = Lens(canvas, (view, view), depth)(1.0)
    for plane, given in zip(planes(drawn), planes(frame), strict=True):
        height, width = given.shape
        away = np.array([[2, 0, 0.5 - width / 2], [0, 2, 0.5 - height / 2]], np.float64)
        wanted = cv2.warpAffine(given, away, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
        assert psnr(plane[4:-4, 4:-4], wanted[4:-4, 4:-4]) > 45


def test_a_large_original_is_read_where_the_camera_goes_in():
    large = texture(9, 4 * HEIGHT, 4 * WIDTH)
    placed = place(large, WIDTH, HEIGHT)
    told = Shot(start=0, end=5, text="", moves=(Move(kind="push", dir="in", lens="zoom", amount="large"),))
    length = Length(frame_count=150, fps=30)
    fine, coarse = (
        prepare_take(given, told, length, 1).draws[0](149.0).y
        for given in (placed, Placed(original=placed.fitted, rectangle=placed.rectangle, fitted=placed.fitted))
    )
    sharpness = [float(np.abs(cv2.Laplacian(plane, cv2.CV_32F)).mean()) for plane in (fine, coarse)]
    assert sharpness[0] > 1.2 * sharpness[1]


def test_surroundings_leave_the_picture_alone_and_are_dimmer_outside():
    picture = texture(3)
    margin = margins(WIDTH, HEIGHT, 1.28)
    whole = surrounded(picture, margin)
    inside = whole[margin[1] : margin[1] + HEIGHT, margin[0] : margin[0] + WIDTH]
    assert (inside == picture).all()
    assert whole[0].mean() < 0.8 * picture.mean()
    beside = whole[margin[1] : margin[1] + HEIGHT, margin[0] - 1].astype(float)
    assert np.abs(beside - picture[:, 0]).mean() < 8
    assert margins(WIDTH, HEIGHT, 1.0) == (0, 0)


def test_what_is_made_up_or_shortened_is_told():
    told = Shot(start=0, end=5, text="", moves=(Move(kind="push", dir="out", amount="large"),))
    take = prepare_take(place(texture(2), WIDTH, HEIGHT), told, Length(frame_count=150, fps=30), 1)
    assert 0.3 < take.facts["surroundings"] < 0.45
    assert any("surroundings" in note for note in take.notes)
    assert any("of the way that was asked" in note for note in take.notes)
    assert take.facts["moves"] == ["push out"]


def test_a_dolly_zoom_parts_near_and_far_more_than_edges_of_depth_would_bear():
    ground, vertigo = find_ground(place(texture(2), WIDTH, HEIGHT)), (MOVES["dolly zoom"],)
    told = Shot(start=0, end=5, text="", moves=vertigo)
    poses = find_poses(told, vertigo, ground.sight.side, np.arange(150) / 30)
    before, after = (find_path(poses, each).kept["parallax"] for each in (ground, ground_for(vertigo, ground)))
    assert after > 1.8 * before
    assert ground_for((MOVES["orbit"],), ground) is ground


def test_the_engine_moves_through_one_picture_alone():
    rendering = TweenEngine().render(alone(texture(4), frame_count=9), Listener())
    frames = list(rendering.frames)
    assert len(frames) == 9
    assert rendering.measurements["regime"] == "one picture"
    assert {"because_of", "kept", "magnification", "analyse_seconds", "render_seconds"} <= set(rendering.measurements)
    assert (frames[0].y == rgb_to_yuv420(texture(4)).y).all()


def test_two_threads_draw_the_same_bytes_every_time():
    one, other = (list(TweenEngine().render(alone(texture(8), frame_count=20), Listener()).frames) for _ in range(2))
    assert all((a.y == b.y).all() and (a.u == b.u).all() for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("patience", [0, 1, 4])
def test_a_cancelled_take_stops(patience):
    with pytest.raises(Cancelled):
        list(TweenEngine().render(alone(texture(4), frame_count=30), Listener(patience)).frames)


def test_a_plan_directs_the_camera():
    shots = (Shot(start=0, end=2, text="", moves=(Move(kind="pan", dir="left"),)),)
    planned = replace(alone(texture(4), frame_count=60), plan=Plan(duration=2, source="single", shots=shots))
    rendering = TweenEngine().render(planned, Listener())
    rendering.frames.close()
    assert (rendering.measurements["moves"], rendering.measurements["because_of"]) == (["pan left"], "the prompt")


def test_shots_of_one_take_follow_each_other_in_their_own_time():
    pan, push, roll = (Move(kind=kind) for kind in ("pan", "push", "roll"))
    shots = (
        Shot(start=0, end=2, text="", moves=(pan, replace(push, step=1)), style=("handheld",)),
        Shot(start=2, end=6, text="", moves=(roll,), end_hold=True),
    )
    told = one_take(Plan(duration=6, source="ranges", shots=shots), 6)
    assert [(move.kind, move.at) for move in told.moves] == [("pan", (0, 1)), ("push", (1, 2)), ("roll", (2, 6))]
    assert (told.start, told.end, told.end_hold, told.style) == (0, 6, True, ("handheld",))
    assert one_take(None, 3.0) == Shot(start=0, end=3, text="")


def test_focus_leaves_the_subject_sharp_and_the_rest_soft():
    picture = np.random.default_rng(1).integers(40, 90, (HEIGHT, WIDTH, 3), np.uint8)
    picture[80:130, 130:190] += np.array((140, 60, 0), np.uint8)
    frames, take = film(Move(kind="focus"), picture=picture)
    detail = [np.abs(cv2.Laplacian(frame.y, cv2.CV_32F)) for frame in (frames[0], frames[-1])]
    subject, corner = (slice(85, 125), slice(135, 185)), (slice(0, 30), slice(0, 60))
    kept = [detail[1][place].mean() / detail[0][place].mean() for place in (subject, corner)]
    assert kept[0] > 2 * kept[1]
    assert take.facts["moves"] == ["focus"]


@pytest.mark.parametrize(
    ("move", "told"),
    [
        (Move(kind="roll", dir="cw", degrees=90), "rolls 9 degrees, not 90"),
        (Move(kind="orbit", dir="left", degrees=360), "a few degrees, not 360"),
    ],
)
def test_degrees_that_one_picture_has_not_are_told(move, told):
    _, take = film(move, length=Length(frame_count=4, fps=30))
    assert any(told in note for note in take.notes)
