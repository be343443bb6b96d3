"""A film goes on as its clip went, comes to rest or reaches its last picture, and nobody sees the seam."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from inbetween.domain.frames import SOUND_RATE, Sound
from inbetween.domain.plan import Dialogue, Move, Plan, Shot
from inbetween.engines.tween.clip.after import plan_after
from inbetween.engines.tween.clip.coasting import coast
from inbetween.engines.tween.clip.going import Going, find_going
from inbetween.engines.tween.clip.handover import left_over, started, starting
from inbetween.engines.tween.clip.onward import onward
from inbetween.engines.tween.engine import TweenEngine
from inbetween.engines.tween.sound.joined import CROSSING, joined
from inbetween.pixels.colour import rgb_to_yuv420
from inbetween.pixels.loudness import integrated_loudness
from inbetween.worker.seam import SeamMeter
from tests.sounds import hum
from tests.unit.engines.tween.clip.films import clip, dimmed, going_on, held, neared, panned, passed
from tests.unit.engines.tween.pictures import HEIGHT, WIDTH, Listener, moved, texture

KINDS = {
    "pan": panned(0.15),
    "quick pan": panned(0.6),
    "push": neared(0.3),
    "pull": neared(-0.3),
    "shoulder": held(),
    "passer-by": passed(),
    "dusk": dimmed(),
}
MOVING = ("pan", "quick pan", "push", "pull", "shoulder")


def rendered(given, **asked):
    rendering = TweenEngine().render(going_on(given, **asked), Listener())
    return list(rendering.frames), rendering


def same(one, other) -> bool:
    return all(np.array_equal(getattr(one, plane), getattr(other, plane)) for plane in "yuv")


def seam_of(frames, frame_count: int):
    meter = SeamMeter(frame_count)
    for frame in frames:
        meter.drawn(frame)
    return meter.measured()


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_sees_where_a_clip_ends(kind: str):
    frames, _ = rendered(clip(KINDS[kind]))
    seam = seam_of(frames, 24)
    assert seam.largest <= 1.5, seam
    if kind in MOVING:
        assert seam.motion >= 0.5, "the camera must not stop dead"


@pytest.mark.parametrize("kind", ["pan", "passer-by", "shoulder"])
def test_a_last_picture_is_reached_from_a_clip_without_a_seam(kind: str):
    last = moved(texture(8, height=2 * HEIGHT, width=2 * WIDTH), x=-60, scale=1.1)
    frames, rendering = rendered(clip(KINDS[kind]), last=last)
    assert len(frames) == 48
    assert same(frames[-1], rgb_to_yuv420(last))
    assert seam_of(frames, 24).largest <= 1.5, rendering.measurements


def test_strangers_are_reached_too():
    last = texture(77)
    frames, rendering = rendered(clip(panned(0.15)), last=last)
    assert rendering.measurements["regime"] == "unrelated"
    assert same(frames[-1], rgb_to_yuv420(last))
    assert seam_of(frames, 24).largest <= 1.5


def test_the_clips_frames_come_first_each_as_it_is():
    expected = [rgb_to_yuv420(panned(0.1)(number / 30)) for number in range(24)]
    frames, rendering = rendered(clip(panned(0.1), noise=0))
    assert all(map(same, frames, expected))
    assert rendering.measurements["clip_frames"] == 24


def test_the_same_clip_gives_the_same_frames():
    ways = [rendered(clip(held()))[0] for _ in range(2)]
    assert all(map(same, *ways))


@pytest.mark.parametrize("left", [1, 2])
def test_hardly_anything_may_be_left_after_a_clip(left: int):
    for last in (None, texture(77)):
        frames, _ = rendered(clip(panned(0.15)), frame_count=24 + left, last=last)
        assert len(frames) == 24 + left


@pytest.mark.parametrize(
    ("filmed", "expected"),
    [
        (panned(0.2), Going(shift=-0.2 + 0j)),
        (panned(-0.6), Going(shift=0.6 + 0j)),
        (neared(0.3), Going(turn=0.3 * np.log(2) + 0j)),
        (passed(), Going()),
        (dimmed(), Going(light=np.log(0.75 / 1) / 1)),
    ],
)
def test_where_a_clip_is_going_is_found(filmed, expected: Going):
    found = find_going(clip(filmed))
    assert abs(found.shift - expected.shift) < 0.015
    assert abs(found.turn - expected.turn) < 0.02
    assert abs(found.light - expected.light) < 0.12
    assert not found.in_hand


def test_a_shoulder_is_felt_and_a_cut_is_no_motion():
    assert find_going(clip(held())).in_hand
    strangers = iter([texture(seed) for seed in range(24)])
    assert find_going(clip(lambda _: next(strangers))) == Going()
    assert find_going(clip(lambda _: np.full((HEIGHT, WIDTH, 3), 99, np.uint8), noise=0)) == Going()


def test_a_clip_whose_last_frame_was_held_stands():
    given = clip(panned(0.2))
    held = replace(given, instants=tuple(instant - 0.3 for instant in given.instants))
    assert find_going(held) == Going()


def test_one_flash_or_knock_tells_nothing():
    def knocked(t: float):
        return panned(0.2)(t + (0.05 if t > 0.7 else 0))

    assert abs(find_going(clip(knocked)).shift + 0.2) < 0.06


@pytest.mark.parametrize("shift", [0.05, 0.15 + 0.1j, -0.6j])
@pytest.mark.parametrize("returns", [False, True])
def test_a_coasting_camera_has_the_clips_velocity_and_no_other_jump(shift: complex, returns: bool):
    seconds = np.arange(120) / 30
    way = coast(Going(shift=shift, turn=0.1j), seconds, 9 / 16, returns=returns).places
    middle = -way[:, 0, 2] - 1j * way[:, 1, 2]
    speed = np.diff(middle) * 30
    assert abs(speed[0] - shift) < 0.1 * abs(shift)
    assert np.abs(np.diff(speed)).max() < 0.25 * abs(shift)
    assert abs(speed[-1]) < 0.02 * abs(shift) + 1e-3
    assert np.array_equal(way[0], np.eye(3))
    assert np.array_equal(way[-1], np.eye(3)) == returns


def test_a_camera_at_rest_shows_no_border():
    for shift in (0.1, 0.6, 0.2j):
        coasted = coast(Going(shift=shift), np.arange(150) / 30, 9 / 16)
        last = coasted.places[-1]
        corners = np.array([[x, y, 1] for x in (-0.5, 0.5) for y in (-9 / 32, 9 / 32)]) @ last.T
        assert np.abs(corners[:, 0]).max() <= 0.5 + 1e-6
        assert np.abs(corners[:, 1]).max() <= 9 / 32 + 1e-6
        assert coasted.bare < 0.1


def test_a_way_to_the_last_picture_starts_as_quickly_as_the_clip_was():
    way, going = Going(shift=-0.4 + 0j), Going(shift=-0.3 + 0.1j)
    speed = starting(going, way, 2.0)
    assert speed == pytest.approx(1.5)
    times = started(60, speed)
    assert (times[0], times[-1]) == (0.0, 1.0)
    assert (times[1] - times[0]) * 59 == pytest.approx(1.5, abs=0.05)
    assert min(np.diff(times)) > 0
    assert abs(left_over(going, way, 2.0, speed).shift - 0.1j) < 1e-9
    assert starting(Going(shift=0.3 + 0j), way, 2.0) == 0.0


def test_untold_a_camera_goes_on_the_way_it_went():
    shot = Shot(start=0, end=3, text="")
    told = Shot(start=0, end=3, text="", moves=(Move(kind="tilt", dir="up"),))
    assert onward(shot, Going(shift=-0.2 + 0j)).moves == (Move(kind="truck", dir="right", speed="slow"),)
    assert onward(shot, Going(turn=0.2 + 0j)).moves == (Move(kind="push", dir="in", speed="slow"),)
    assert onward(shot, Going()).moves == ()
    assert onward(told, Going(shift=-0.2 + 0j)) == told
    assert onward(shot, Going(in_hand=True)).style == ("handheld",)


def test_the_words_are_read_by_the_clock_after_the_clip():
    line = Dialogue(text="Hello", lang="en", t=1.0)
    shots = (
        Shot(
            start=0,
            end=4,
            text="a",
            dialogue=(line,),
            moves=(Move(kind="pan", at=(0, 2)), Move(kind="roll", at=(2, 4))),
        ),
        Shot(start=4, end=10, text="b"),
    )
    timed = plan_after(Plan(duration=10, source="ranges", shots=shots), 3, 7)
    assert [(shot.start, shot.end) for shot in timed.shots] == [(0, 1), (1, 7)]
    assert [move.at for move in timed.shots[0].moves] == [(0, 1)]
    guessed = plan_after(Plan(duration=10, source="cuts", shots=shots), 5, 5)
    assert [(shot.start, shot.end) for shot in guessed.shots] == [(0, 2), (2, 5)]
    assert guessed.shots[0].dialogue[0].t == 0.5
    assert len(plan_after(Plan(duration=10, source="ranges", shots=shots), 5, 5).shots) == 1


def test_a_clips_sound_is_kept_and_crossed_over_into_what_is_as_loud():
    own = Sound(samples=0.2 * np.stack([hum(2)] * 2), rate=SOUND_RATE)
    noise = np.random.default_rng(1).normal(0, 0.02, (2, SOUND_RATE + CROSSING)).astype(np.float32)
    whole, facts = joined(own, noise.copy(), 2 * SOUND_RATE)
    seam = 2 * SOUND_RATE
    assert whole.shape == (2, 3 * SOUND_RATE)
    assert np.array_equal(whole[:, : seam - CROSSING], own.samples[:, :-CROSSING])
    assert abs(integrated_loudness(whole[:, seam:]) - integrated_loudness(own.samples)) < 0.5
    assert facts["gain_db"] != 0
    powers = np.square(whole[:, seam - CROSSING : seam]).mean()
    assert 0.5 < powers / np.square(own.samples).mean() < 2


def test_a_clip_without_sound_is_silent_until_it_ends():
    after = np.full((2, SOUND_RATE), 0.1, np.float32)
    whole, facts = joined(None, after, SOUND_RATE)
    assert not whole[:, : SOUND_RATE - CROSSING].any()
    assert np.abs(np.diff(whole[0])).max() < 0.001
    assert whole[0, -1] == np.float32(0.1)
    assert facts == {}


def test_a_film_from_a_clip_is_heard_to_the_sample():
    own = Sound(samples=0.2 * np.stack([hum(0.8)] * 2), rate=SOUND_RATE)
    plan = Plan(duration=1.6, source="single", shots=(Shot(start=0, end=1.6, text=""),))
    given = replace(going_on(clip(panned(0.1), sound=own), plan=plan), wants_sound=True)
    rendering = TweenEngine().render(given, Listener())
    rendering.frames.close()
    assert rendering.sound.samples.shape == (2, round(1.6 * SOUND_RATE))
    assert np.array_equal(rendering.sound.samples[:, :30_000], own.samples[:, :30_000])


def test_several_shots_follow_a_clip_and_are_cut():
    shots = tuple(
        Shot(start=at, end=at + 0.8, text=text) for at, text in ((0.0, "wide"), (0.8, "close"), (1.6, "wide"))
    )
    plan = Plan(duration=2.4, source="cuts", shots=shots)
    frames, rendering = rendered(clip(panned(0.15)), frame_count=72, plan=plan)
    assert len(frames) == 72
    assert seam_of(frames, 24).largest <= 1.5
    steps = [float(np.abs(a.y.astype(int) - b.y).mean()) for a, b in pairwise(frames)]
    assert set(np.flatnonzero(np.array(steps) > 5) + 1) == rendering.meant != frozenset()
    assert min(rendering.meant) > 24
