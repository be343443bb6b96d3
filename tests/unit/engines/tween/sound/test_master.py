"""Whatever goes in comes out at -16 LUFS, under the ceiling, from silence to silence."""

import numpy as np
import pytest

from inbetween.engines.tween.sound.master import CEILING, limited, master
from inbetween.engines.tween.sound.mix import mix
from inbetween.engines.tween.sound.score import write_score
from inbetween.pixels.loudness import integrated_loudness, true_peak
from tests.unit.engines.tween.sound.plans import event, plan, shot


@pytest.mark.parametrize("tag", ["click", "fireworks", "gunshot", "heartbeat", "knock", "wolf"])
def test_a_single_event_in_a_quiet_room_reaches_the_loudness_of_every_video(tag: str) -> None:
    """The hardest mixes: hardly anything but one peak."""
    told = master(mix(write_score(plan(shot(0, 2, event(tag, 0.8)))), [], 3))
    assert told.loudness == integrated_loudness(told.wave) == pytest.approx(-16, abs=0.5)
    assert told.true_peak == true_peak(told.wave) <= CEILING + 0.1
    assert np.abs(told.wave).max() < 1


def test_the_ends_are_silent_and_nothing_in_them_clicks() -> None:
    told = master(np.random.default_rng(1).standard_normal((2, 96_000)).astype(np.float32)).wave
    assert told[:, 0].tolist() == told[:, -1].tolist() == [0, 0]
    assert np.abs(told[:, :240]).max() < 0.15 * np.abs(told[:, 5000:-14_000]).max()
    assert np.abs(told[:, -240:]).max() < 0.05 * np.abs(told[:, 5000:-14_000]).max()


def test_silence_stays_silence() -> None:
    told = master(np.zeros((2, 48_000), np.float32))
    assert not told.wave.any()
    assert told.loudness == told.true_peak == -np.inf


def test_what_is_below_the_ceiling_is_not_touched() -> None:
    wave = 0.1 * np.sin(np.arange(9600, dtype=np.float32)) * np.hanning(9600).astype(np.float32)
    assert limited(np.stack([wave, wave]), CEILING) is not None
    assert np.array_equal(limited(np.stack([wave, wave]), CEILING), np.stack([wave, wave]))


def test_a_peak_is_turned_down_smoothly_and_both_ears_together() -> None:
    wave = np.full((2, 9600), 0.5, np.float32)
    wave *= np.hanning(9600).astype(np.float32)
    wave[0, 4800:4803] = 3
    down = limited(wave, -6)
    gains = down[1, 1000:8600] / wave[1, 1000:8600]
    assert true_peak(down) <= -5.9
    assert gains.min() < 0.25
    assert np.abs(np.diff(gains)).max() < 0.01
    assert gains[:3000] == pytest.approx(1)
