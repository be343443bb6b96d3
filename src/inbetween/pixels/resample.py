"""Sound at another number of samples a second."""

import math

import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import SOUND_RATE

_PART = 75
"""Blocks come in multiples of this many, so that both transforms have small prime factors."""


def resampled(wave: NDArray[np.float32], rate: int) -> NDArray[np.float32]:
    """Return (..., n) samples at ``rate`` Hz as (..., m) float32 at 48 kHz, through their spectrum.

    Both lengths are whole: a tenth of a second of silence or more is laid behind the samples, and stays there.
    """
    step = rate // math.gcd(rate, SOUND_RATE)
    blocks = -(-(wave.shape[-1] + rate // 10) // (_PART * step)) * _PART
    spectrum = np.fft.rfft(wave, blocks * step)
    count = blocks * step * SOUND_RATE // rate
    return np.fft.irfft(spectrum, count).astype(np.float32) * np.float32(SOUND_RATE / rate)
