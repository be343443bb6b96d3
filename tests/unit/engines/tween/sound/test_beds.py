"""Each bed fills the band that its tag promises, in both ears, and is the same for the same seed."""

import numpy as np
import pytest

from inbetween.domain.frames import SOUND_RATE
from inbetween.engines.tween.sound.beds import BEDS
from inbetween.engines.tween.sound.music import MOODS, play
from inbetween.engines.tween.sound.waves import dice

COUNT = 2 * SOUND_RATE + 1601  # 80 ms and a frame: no round number


def grown(tag: str, seed: int = 3) -> np.ndarray:
    return BEDS[tag].grow(dice(seed, tag), COUNT)


def share(wave: np.ndarray, low: float, high: float) -> float:
    power = (np.abs(np.fft.rfft(wave)) ** 2).sum(axis=0)
    frequency = np.fft.rfftfreq(wave.shape[1], 1 / SOUND_RATE)
    return float(power[(frequency >= low) & (frequency <= high)].sum() / power.sum())


@pytest.mark.parametrize("tag", BEDS)
def test_a_bed_lies_in_its_band_and_reaches_both_ears(tag: str) -> None:
    bed = grown(tag)
    assert (bed.shape, bed.dtype) == ((2, COUNT), np.float32)
    assert share(bed, *BEDS[tag].band) > 0.8
    left, right = bed.std(axis=1)
    assert 0.2 < left / right < 5
    assert not np.array_equal(bed[0], bed[1])


@pytest.mark.parametrize("tag", BEDS)
def test_a_bed_is_the_same_for_its_seed_and_no_other(tag: str) -> None:
    assert np.array_equal(grown(tag), grown(tag))
    assert not np.allclose(grown(tag), grown(tag, seed=4), atol=1e-3)


@pytest.mark.parametrize("tag", sorted(BEDS.keys() - {"fire"}))  # which is made of clicks
def test_a_bed_goes_on_without_a_gap_and_without_a_click(tag: str) -> None:
    """The largest step between samples is no stranger among the thousand largest, which a click would be."""
    bed = grown(tag)
    steps = np.sort(np.abs(np.diff(bed, axis=1)).ravel())
    assert steps[-1] < 8 * steps[-1000]
    loudest = np.abs(bed).reshape(2, -1)[:, : COUNT // 9600 * 9600].reshape(-1, 9600).max(axis=1)
    assert tag == "bird" or loudest.min() > 0.01 * loudest.max()


@pytest.mark.parametrize("count", [1, 700, 24_001])
@pytest.mark.parametrize("tag", BEDS)
def test_a_bed_may_be_as_short_as_it_likes(tag: str, count: int) -> None:
    bed = BEDS[tag].grow(dice(1, tag), count)
    assert bed.shape == (2, count)
    assert np.isfinite(bed).all()


@pytest.mark.parametrize("mood", MOODS)
def test_music_never_stops_and_stays_low(mood: str) -> None:
    music = play(mood, dice(3, "music"), COUNT)
    assert (music.shape, music.dtype) == ((2, COUNT), np.float32)
    assert share(music, 35, 2600) > 0.95
    assert np.array_equal(music, play(mood, dice(3, "music"), COUNT))
    quarter = music[0, SOUND_RATE // 2 :].reshape(-1)[: 3 * 24_000].reshape(3, -1).std(axis=1)
    assert quarter.min() > 0.2 * quarter.max()


def test_the_moods_differ() -> None:
    drawn = {mood: play(mood, dice(3, "music"), SOUND_RATE) for mood in MOODS if mood != "plain"}
    names = list(drawn)
    alike = [(a, b) for i, a in enumerate(names) for b in names[:i] if np.allclose(drawn[a], drawn[b], atol=0.01)]
    assert alike == []
