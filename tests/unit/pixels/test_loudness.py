"""Loudness and true peak agree with FFmpeg's meter, which was written by others."""

import math
from fractions import Fraction

import av
import numpy as np
import pytest

from inbetween.pixels.loudness import integrated_loudness, true_peak


def metered(samples: np.ndarray) -> tuple[float, float]:
    """Return what libavfilter's ebur128 reads: LUFS, and the true peak in dB."""
    graph = av.filter.Graph()
    source = graph.add_abuffer(sample_rate=48_000, format="fltp", layout="stereo", time_base=Fraction(1, 48_000))
    meter, sink = graph.add("ebur128", "metadata=1:peak=true"), graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(sink)
    graph.configure()
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples, np.float32), format="fltp", layout="stereo")
    frame.rate, frame.pts, frame.time_base = 48_000, 0, Fraction(1, 48_000)
    graph.push(frame)
    graph.push(None)
    read: dict[str, str] = {}
    while True:
        try:
            read = graph.pull().metadata or read
        except av.EOFError:
            return float(read["lavfi.r128.I"]), 20 * math.log10(float(read["lavfi.r128.true_peak"]))


def bursts(seconds: float) -> np.ndarray:
    """Return noise that is loud for a while, then quiet, then hardly there: both gates have work."""
    count = int(48_000 * seconds)
    levels = np.interp(
        np.arange(count), [0, count * 0.4, count * 0.45, count * 0.7, count], [0.3, 0.3, 0.02, 0.0003, 0]
    )
    return (np.random.default_rng(4).standard_normal((2, count)) * levels * [[1.0], [0.5]]).astype(np.float32)


def tone(frequency: float, level: float) -> np.ndarray:
    wave = level * np.sin(2 * np.pi * frequency * np.arange(96_000) / 48_000 + 0.6) * np.hanning(96_000)
    return np.tile(wave.astype(np.float32), (2, 1))


@pytest.mark.parametrize("samples", [bursts(6), tone(60, 0.9), tone(997, 0.2), tone(11_999, 0.5)])
def test_loudness_is_what_the_other_meter_reads(samples: np.ndarray) -> None:
    assert integrated_loudness(samples) == pytest.approx(metered(samples)[0], abs=0.1)


@pytest.mark.parametrize("samples", [bursts(3), tone(997, 0.2), tone(11_999, 0.5)])
def test_a_true_peak_is_what_the_other_meter_reads(samples: np.ndarray) -> None:
    assert true_peak(samples) == pytest.approx(metered(samples)[1], abs=0.5)


def test_a_full_tone_in_one_channel_reads_as_the_standard_says() -> None:
    """BS.1770-5: a full-scale sine of 997 Hz in one channel reads -3.01 LKFS."""
    wave = np.sin(2 * np.pi * 997 * np.arange(192_000) / 48_000).astype(np.float32)
    assert integrated_loudness(np.stack([wave, 0 * wave])) == pytest.approx(-3.01, abs=0.02)


def test_silence_has_no_loudness_and_less_than_a_block_is_measured_too() -> None:
    assert (
        integrated_loudness(np.zeros((2, 48_000), np.float32)) == true_peak(np.zeros((2, 9), np.float32)) == -math.inf
    )
    assert -30 < integrated_loudness(bursts(0.2)) < -10
