"""A given sound moves the camera of every mode: on the clicks, within the picture, and not at the given frames."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from bench.quality.beats import peaks, share_near
from inbetween.domain.frames import SOUND_RATE, Sound
from inbetween.domain.plan import Move, Plan, Shot
from inbetween.engines.tween.engine import TweenEngine
from inbetween.engines.tween.moves.driven import driven, moved_by
from inbetween.engines.tween.moves.path import WHOLE_VIEW
from inbetween.engines.tween.sound.onsets import listen
from inbetween.pixels.colour import rgb_to_yuv420
from inbetween.pixels.compare import mean_difference
from inbetween.worker.motion import MotionMeter
from tests.sounds import ticking
from tests.unit.engines.tween.pictures import Listener, moved, scene, texture

FRAMES = 120
TALL = 9 / 16
GROUND = texture(1, 260, 420)
NEAR, NEARER, ELSEWHERE = moved(GROUND), moved(GROUND, scale=1.15), texture(9)
PAIRS = {"one picture": (NEAR, None), "related": (NEAR, NEARER), "strangers": (NEAR, ELSEWHERE), "same": (NEAR, NEAR)}


def both(wave):
    return Sound(samples=np.stack([wave, wave]), rate=SOUND_RATE)


def given(pair, wave, *moves, frames=FRAMES):
    first, last = PAIRS[pair]
    whole = scene(first, first if last is None else last, frame_count=frames)
    pictures = dict(whole.pictures)
    if last is None:
        del pictures["last_frame"]
    shot = Shot(start=0, end=frames / 30, text="", moves=moves)
    plan = Plan(duration=frames / 30, source="single", shots=(shot,))
    sound = None if wave is None else both(wave[: frames * 1600])
    return replace(whole, pictures=pictures, sound=sound, plan=plan)


def film(pair, wave, *moves, frames=FRAMES):
    return list(TweenEngine().render(given(pair, wave, *moves, frames=frames), Listener()).frames)


def steps(frames):
    return np.array([mean_difference(one.y, other.y) for one, other in pairwise(frames)])


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("beats_per_minute", [90, 120])
def test_motion_peaks_lie_within_two_frames_of_the_clicks_and_the_given_pictures_are_exact(pair, beats_per_minute):
    wave, times = ticking(FRAMES / 30, beats_per_minute)
    frames = film(pair, wave)
    found = peaks(steps(frames))
    assert share_near(30 * times, found) >= 0.8
    assert share_near(found, 30 * times) >= 0.8
    for frame, picture in zip((frames[0], frames[-1]), PAIRS[pair], strict=True):
        if picture is not None:
            assert np.array_equal(frame.y, rgb_to_yuv420(picture).y)


def test_silence_changes_no_bit():
    silence = np.zeros(FRAMES * 1600, np.float32)
    for pair in ("one picture", "related"):
        for one, other in zip(film(pair, silence, frames=15), film(pair, None, frames=15), strict=True):
            assert all(np.array_equal(a, b) for a, b in ((one.y, other.y), (one.u, other.u), (one.v, other.v)))


@pytest.mark.parametrize("move", [Move(kind="pan", dir="left", speed="slow"), Move(kind="push", dir="out")])
def test_beats_are_added_to_what_the_words_tell(move):
    wave, times = ticking(FRAMES / 30, 90)
    found = peaks(steps(film("one picture", wave, move)))
    assert share_near(30 * times, found) >= 0.8


def test_no_beat_is_told_as_a_jump():
    wave, _ = ticking(FRAMES / 30, 90)
    rendering, meter = TweenEngine().render(given("one picture", wave), Listener()), MotionMeter()
    for frame in rendering.frames:
        meter.drawn(frame)
    assert meter.measured().largest_jump > 2 > 1.5 > meter.measured(rendering.meant).largest_jump


def test_nothing_is_seen_that_was_not_seen_before():
    wave, _ = ticking(2, 90)
    wave[:] += 0.3 * np.sin(np.arange(len(wave)) / 20)
    drive = moved_by(listen(both(wave)), [WHOLE_VIEW] * 60, 30)
    corners = np.array([[x, y, 1.0] for x in (-0.5, 0.5) for y in (-TALL / 2, TALL / 2)])
    views = driven([WHOLE_VIEW] * 60, drive, (0.6, -0.6), tall=TALL)
    assert max(view.magnification for view in views) > 1.02
    for view in views:
        x, y, depth = (corners @ view.place.T).T
        assert np.abs(x / depth).max() <= 0.5 + 1e-9
        assert np.abs(y / depth).max() <= TALL / 2 + 1e-9


def test_a_part_of_the_film_has_its_own_part_of_the_sound():
    wave, _ = ticking(2, 90)
    drive = moved_by(listen(both(wave)), [WHOLE_VIEW] * 60, 30)
    whole = driven([WHOLE_VIEW] * 60, drive, (0.1, 0.0), tall=TALL)
    part = driven([WHOLE_VIEW] * 20, drive, (0.1, 0.0), tall=TALL, first=30)
    assert all(np.array_equal(one.place, other.place) for one, other in zip(part, whole[30:50], strict=True))
