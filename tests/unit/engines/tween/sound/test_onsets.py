"""A given sound is heard: when something begins in it, how much, and how loud it is."""

import numpy as np
import pytest

from inbetween.domain.frames import SOUND_RATE, Sound
from inbetween.engines.tween.sound.onsets import Heard, listen
from tests.sounds import hum, ticking


def heard(wave, *, left: bool = True, right: bool = True) -> Heard:
    sides = np.stack([wave * left, wave * right]).astype(np.float32)
    return listen(Sound(samples=sides, rate=SOUND_RATE))


@pytest.mark.parametrize("beats_per_minute", [60, 90, 120, 174])
def test_every_click_is_heard_within_a_frame_and_nothing_else(beats_per_minute: int):
    wave, times = ticking(6, beats_per_minute)
    found = heard(wave)
    assert found.times == pytest.approx(times, abs=0.011)
    assert found.strengths.min() > 0.9


def test_a_click_at_the_very_beginning_is_heard():
    wave, times = ticking(3, 120)
    found = heard(wave[round(times[0] * SOUND_RATE) :])
    assert found.times == pytest.approx(times - times[0], abs=0.011)


@pytest.mark.parametrize("sides", [{"left": False}, {"right": False}, {}])
def test_either_side_is_heard_and_how_loud_it_is_does_not_matter(sides):
    wave, times = ticking(3, 120)
    for gain in (1.0, 0.01):
        assert heard(gain * wave, **sides).times == pytest.approx(times, abs=0.011)


def test_opposite_sides_do_not_cancel_each_other():
    wave, times = ticking(3, 120)
    assert listen(Sound(samples=np.stack([wave, -wave]), rate=SOUND_RATE)).times == pytest.approx(times, abs=0.011)


@pytest.mark.parametrize("level", [0.0, 1e-5])
def test_in_silence_nothing_begins_and_nothing_is_loud(level: float):
    found = heard(np.random.default_rng(1).normal(0, level, 3 * SOUND_RATE))
    assert found.times.size == 0
    assert not found.loudness.any()


@pytest.mark.parametrize("steady", ["tone", "noise", "swelling"])
def test_in_what_is_steady_nothing_begins_but_itself(steady: str):
    tone = hum(4)
    noise = np.random.default_rng(1).normal(0, 0.1, len(tone))
    waves = {"tone": tone, "noise": noise, "swelling": tone * np.linspace(0, 1, len(tone))}
    found = heard(waves[steady])
    assert found.strengths[found.times > 0.1].max(initial=0) < 0.2


def test_clicks_are_heard_above_noise():
    wave, times = ticking(4, 90)
    found = heard(wave + np.random.default_rng(1).normal(0, 0.02, len(wave)))
    strong = found.times[(found.strengths > 0.5) & (found.times > 0.1)]
    assert strong == pytest.approx(times, abs=0.011)


def test_a_bass_drum_is_heard_below_a_chord_and_above_what_ticks_between():
    seconds = np.arange(4 * SOUND_RATE) / SOUND_RATE
    chord = sum(0.04 * np.sin(2 * np.pi * hertz * seconds) for hertz in (220, 277, 330))
    drum, times = np.zeros(len(seconds)), np.arange(0.4, 3.8, 0.6)
    for at in times:
        since = np.maximum(seconds - at, 0)
        drum += 0.7 * np.sin(2 * np.pi * 60 * since) * np.exp(-12 * since) * np.minimum(since / 0.005, 1)
    found = heard(chord + drum)
    strong = found.times[(found.strengths > 0.25) & (found.times > 0.1)]
    assert strong == pytest.approx(times, abs=0.021)


def test_loudness_rises_at_once_and_falls_slowly():
    wave = hum(3)
    wave[: SOUND_RATE // 2] = wave[SOUND_RATE : 3 * SOUND_RATE // 2] = 0
    found = heard(wave)
    assert np.interp([0.4, 0.7, 0.95], found.looks, found.loudness) == pytest.approx([0, 1, 1], abs=0.03)
    fading = np.interp([1.05, 1.25, 1.45], found.looks, found.loudness)
    assert (np.diff(fading) < -0.1).all()
    assert fading[1] > 0.3


def test_a_sound_of_a_moment_is_heard_too():
    assert heard(hum(0.005)).loudness.shape == (1,)
