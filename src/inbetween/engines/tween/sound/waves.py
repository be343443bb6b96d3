"""What every sound is made of: coloured noise, tones, slow curves, and many small pieces strewn over time.

Noise is drawn as a spectrum and transformed once: no filter runs, and a colour costs nothing.
"""

import math
import zlib
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import SOUND_RATE

Wave: TypeAlias = NDArray[np.float32]
"""Samples at 48 kHz: (n,) of a single source, (2, n) left and right."""

Dice: TypeAlias = np.random.Generator

LOWEST, HIGHEST = 35.0, 20_000.0
"""Hz; what lies below or above is not heard from small speakers, and would only take room."""

_CURVE_STEP = 128
"""Samples between two points of a slow curve: 375 a second, far above any rate that is asked for."""


def dice(seed: int, name: str) -> Dice:
    """Return the chance of one sound: others that come or go do not change it."""
    return np.random.default_rng(zlib.crc32(f"{seed}:{name}".encode()))


def samples(seconds: float) -> int:
    """Return the nearest number of samples."""
    return round(seconds * SOUND_RATE)


def clock(count: int) -> Wave:
    """Return the times of ``count`` samples in seconds, float32."""
    return np.arange(count, dtype=np.float32) / np.float32(SOUND_RATE)


def noise(
    chance: Dice, count: int, *, low: float = LOWEST, high: float = HIGHEST, slope: float = 0.0, channels: int = 2
) -> Wave:
    """Return (channels, count) noise of rms 1 from ``low`` to ``high`` Hz; its power falls with frequency**slope."""
    length = _round(count)
    bins = length // 2 + 1
    drawn = chance.standard_normal((channels, 2 * bins), dtype=np.float32).view(np.complex64)
    wave = np.fft.irfft(drawn * _colour(length, low, high, slope), length)[:, :count]
    return floats(wave / np.sqrt(np.mean(np.square(wave)) + 1e-20))


def banded(wave: Wave, low: float, high: float) -> Wave:
    """Return (..., n) samples with what lies outside ``low`` to ``high`` Hz taken away, without any delay."""
    count = wave.shape[-1]
    length = _round(count + samples(0.02))
    return floats(np.fft.irfft(np.fft.rfft(wave, length) * _colour(length, low, high, 0.0), length)[..., :count])


def _colour(length: int, low: float, high: float, slope: float) -> Wave:
    """Return the gain of each bin of a transform: a slope between two Butterworth edges of second order."""
    frequency = np.maximum(np.fft.rfftfreq(length, 1 / SOUND_RATE), 1.0)
    edges = np.sqrt((1 + (low / frequency) ** 4) * (1 + (frequency / high) ** 4))
    gain = frequency ** (-slope / 2) / edges
    return floats(gain * (frequency >= min(low, LOWEST)))


def _round(count: int) -> int:
    """Return a length not below ``count`` that transforms fast: 2400 is 2^5 x 3 x 5^2."""
    return max(-(-count // 2400), 1) * 2400


def drift(chance: Dice, count: int, rate: float, *, low: float = 0.0, high: float = 1.0, channels: int = 1) -> Wave:
    """Return (channels, count) smooth random curves from ``low`` to ``high``, which turn ``rate`` times a second."""
    points = max(4, math.ceil(count / SOUND_RATE * rate) + 4)
    knots = chance.uniform(low, high, (channels, points))
    steps = np.linspace(0, points - 1.001, count // _CURVE_STEP + 2)
    before = steps.astype(int)
    share = steps - before
    share = share * share * (3 - 2 * share)
    curves = knots[:, before] * (1 - share) + knots[:, before + 1] * share
    at = np.linspace(0, len(steps) - 1, count)
    return floats(np.stack([np.interp(at, np.arange(len(steps)), curve) for curve in curves]))


def tone(frequency: float | Wave, count: int, *, rises: float = 0.0) -> Wave:
    """Return (count,) of a sine of ``frequency`` Hz that ``rises`` by so many Hz a second.

    ``frequency`` may be (k, 1): then (k, count) sines.
    """
    time = clock(count)
    return floats(np.sin(np.float32(2 * np.pi) * (frequency * time + np.float32(rises / 2) * time * time)))


def reed(pitch: Wave) -> Wave:
    """Return a sawtooth whose pitch in Hz is given for every sample: (..., n), full of harmonics."""
    turns = np.cumsum(pitch / SOUND_RATE, axis=-1, dtype=np.float64)
    return floats(2 * (turns % 1.0) - 1)


def fading(count: int, decay: float) -> Wave:
    """Return (count,) that falls from 1 by ``decay`` nepers a second."""
    return floats(np.exp(-np.float32(decay) * clock(count)))


def swell(count: int, power: float = 1.0) -> Wave:
    """Return (count,) of half a sine, from nothing to 1 and back, to a ``power``."""
    return floats(np.sin(np.pi * (np.arange(count) + 0.5) / count) ** power)


def strewn(chance: Dice, count: int, rate: float, grains: Wave, width: float = 0.8) -> Wave:
    """Return (2, count) with ``rate`` pieces a second, drawn from (k, n) ``grains``, each at a place of its own.

    ``width`` is how far to the sides they may lie: 0 all in the middle, 1 at the ears.
    """
    mix = np.zeros((2, count + grains.shape[1]), np.float32)
    number = chance.poisson(rate * count / SOUND_RATE)
    starts = chance.integers(0, count, number)
    chosen = chance.integers(0, len(grains), number)
    gains = panned(chance.uniform(-width, width, number))
    for start, grain, gain in zip(starts, chosen, gains.T, strict=True):
        mix[:, start : start + grains.shape[1]] += gain[:, None] * grains[grain]
    return mix[:, :count]


def panned(sides: float | NDArray[np.float64]) -> Wave:
    """Return the gains (2, ...) of left and right for places from -1 (left) to 1; together they keep the power."""
    return floats(np.sqrt(np.stack([0.5 - np.asarray(sides) / 2, 0.5 + np.asarray(sides) / 2])))


def peaked(wave: Wave, level: float) -> Wave:
    """Return the wave at ``level`` dB of peak."""
    return floats(wave * (10 ** (level / 20) / max(float(np.abs(wave).max(initial=0.0)), 1e-9)))


def floats(values: NDArray[np.floating]) -> Wave:
    """Return the values as float32."""
    return values.astype(np.float32, copy=False)
