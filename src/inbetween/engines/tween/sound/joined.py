"""The sound of a clip, and what is made to follow it: as loud as the clip ended, and crossed over in 20 ms."""

import math

import numpy as np

from inbetween.domain.frames import SOUND_RATE, Sound
from inbetween.engines.tween.sound.waves import Wave
from inbetween.pixels.loudness import integrated_loudness, true_peak

CROSSING = SOUND_RATE // 50
"""Samples in which one gives way to the other, the last of the clip's: shorter clicks, longer loses what was said."""

_RISING = SOUND_RATE // 2
"""Samples in which sound comes up behind a clip that ends in silence."""

_TAIL = 2 * SOUND_RATE
"""Samples on both sides of the seam whose loudness is compared."""

_SILENT = -50.0
"""LUFS below which a clip has ended in silence: nothing is made as quiet as that."""

_MOST_GAIN, _PEAK = 18.0, -1.0
"""dB by which what follows is made louder or quieter at most, and dBTP that it never exceeds."""


def joined(own: Sound | None, after: Wave, count: int) -> tuple[Wave, dict[str, float]]:
    """Return (2, n) of a clip and what follows.

    Args:
        own: the sound of the clip, ``count`` samples; ``None``: it has none.
        after: (2, m) of what follows, which begins ``CROSSING`` samples before the clip ends.
        count: samples of the clip.

    Returns:
        ``count + m - CROSSING`` samples, and what was measured: loudness of the clip's end in LUFS, the gain in dB.
    """
    before = np.zeros((2, count), np.float32) if own is None else own.samples
    ended = integrated_loudness(before[:, -_TAIL:])
    silent = ended < _SILENT
    gain = 0.0 if silent else _gain(after, ended)
    rising = (_RISING if silent else CROSSING, after.shape[1])
    following = after * np.float32(10 ** (gain / 20))
    following[:, : min(rising)] *= _up(min(rising))
    whole = np.concatenate([before, following[:, CROSSING:]], axis=1)
    whole[:, count - CROSSING : count] *= _up(CROSSING)[::-1]
    whole[:, count - CROSSING : count] += following[:, :CROSSING]
    facts = {"clip_lufs": round(ended, 2), "gain_db": round(gain, 2)} if math.isfinite(ended) else {}
    return whole, facts


def _gain(after: Wave, ended: float) -> float:
    """Return the dB that make the beginning of what follows as loud as the clip ended."""
    begins = integrated_loudness(after[:, :_TAIL])
    if not math.isfinite(begins):
        return 0.0
    return min(float(np.clip(ended - begins, -_MOST_GAIN, _MOST_GAIN)), _PEAK - true_peak(after))


def _up(count: int) -> Wave:
    """Return gains from 0 to 1 whose powers add up to 1 with the same gains backwards."""
    return np.sin(np.pi / 2 * (np.arange(count) + 0.5) / count).astype(np.float32)
