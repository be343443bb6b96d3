"""How loud sound is to an ear, and how high it peaks between its samples: ITU-R BS.1770-5, at 48 kHz."""

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import SOUND_RATE

# BS.1770-5, tables 1 and 2: the head as a shelf, and an ear that hardly hears the lowest tones; numerator, denominator.
_SHELF = (1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585)
_HIGH_PASS = (1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621)
_OFFSET = -0.691
_BLOCK, _HOP = int(0.4 * SOUND_RATE), int(0.1 * SOUND_RATE)
_SILENT, _QUIETER = -70.0, -10.0  # gates: LUFS, and LU below what is not silent

_TAIL = SOUND_RATE // 2
"""Samples of silence behind a sound, in which both filters ring out: a transform would wrap their ringing round."""

_OVERSAMPLED = 4
"""BS.1770-5, annex 2: at four times 48 kHz the true peak is missed by at most .6 dB."""


def integrated_loudness(samples: NDArray[np.float32]) -> float:
    """Return the gated loudness in LUFS of (channels, n) samples at 48 kHz, one or two of them; ``-inf`` of silence."""
    powers = _block_powers(samples)
    heard = powers[_lufs(powers) > _SILENT]
    if not heard.size:
        return -math.inf
    loud = heard[_lufs(heard) > float(_lufs(heard.mean())) + _QUIETER]
    return float(_lufs(loud.mean()))


def true_peak(samples: NDArray[np.float32]) -> float:
    """Return the highest level in dBTP that (channels, n) samples reach between their instants; ``-inf`` of silence."""
    peak = float(np.abs(oversampled(samples, _OVERSAMPLED)).max(initial=0.0))
    return 20 * math.log10(peak) if peak else -math.inf


def oversampled(samples: NDArray[np.float32], factor: int) -> NDArray[np.float32]:
    """Return (channels, n) samples as (channels, n x factor): the same sound, read more often.

    The sound is taken as if it came round again, so it should begin and end in silence.
    """
    count = samples.shape[-1]
    spectrum = np.fft.rfft(samples)
    return np.fft.irfft(spectrum, count * factor).astype(np.float32, copy=False) * np.float32(factor)


def _block_powers(samples: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the weighted power of blocks of .4 s, one each .1 s, summed over the channels."""
    length = max(samples.shape[-1], _BLOCK)
    weighted = _weighted(samples, length)
    steps = np.square(weighted, dtype=np.float64).sum(axis=0)
    sums = np.concatenate([[0.0], np.cumsum(steps)])
    starts = np.arange(0, length - _BLOCK + 1, _HOP)
    powers: NDArray[np.float64] = (sums[starts + _BLOCK] - sums[starts]) / _BLOCK
    return powers


def _weighted(samples: NDArray[np.float32], length: int) -> NDArray[np.float32]:
    """Return the first ``length`` samples through both filters."""
    padded = -(-(length + _TAIL) // _HOP) * _HOP  # a round number, which transforms fast
    spectrum = np.fft.rfft(samples, padded) * _ear(padded)
    return np.fft.irfft(spectrum, padded)[:, :length].astype(np.float32, copy=False)


@lru_cache(maxsize=2)
def _ear(count: int) -> NDArray[np.complex64]:
    """Return what both filters do to each bin of a transform of ``count`` samples: a sound is measured often."""
    backward = np.exp(-2j * np.pi * np.arange(count // 2 + 1) / count)
    return (_response(_SHELF, backward) * _response(_HIGH_PASS, backward)).astype(np.complex64)


def _response(
    filter_of: tuple[tuple[float, ...], tuple[float, ...]], backward: NDArray[np.complex128]
) -> NDArray[np.complex128]:
    above, below = (np.polynomial.polynomial.polyval(backward, terms) for terms in filter_of)
    response: NDArray[np.complex128] = above / below
    return response


def _lufs(power: NDArray[np.float64] | np.float64) -> NDArray[np.float64]:
    return np.asarray(_OFFSET + 10 * np.log10(np.maximum(power, 1e-20)))
