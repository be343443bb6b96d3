"""The finished mix: at its loudness, below its ceiling, silent at both ends."""

from dataclasses import dataclass

import cv2
import numpy as np

from inbetween.engines.tween.sound.waves import Wave, floats, samples
from inbetween.pixels.loudness import integrated_loudness, oversampled, true_peak

LOUDNESS = -16.0
"""LUFS of every video that is heard, whatever it consists of."""

CEILING = -1.5
"""dBTP: what AAC adds to a peak stays below full scale."""

_CLOSE = 0.3
"""LU within which a loudness is reached."""

_ROUNDS = 12
"""Limiting takes loudness away, which is given back and limited again. Of 29 events alone in a room, 2 and 5 seconds
long, most need one round or two, and three knocks in two seconds 8."""

_ZEAL = 1.4
"""How much of what limiting took is given back at once: at 1 the knocks need 10 rounds, at 1.6 a shutter needs 6."""

_OVERSAMPLED = 4
"""As the true peak is read: at twice the rate it was .3 dB above the ceiling."""

_AHEAD = samples(0.004)
_FADE_IN, _FADE_OUT = 0.05, 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Mastered:
    """The sound, (2, n) float32 within -1..1, its loudness in LUFS and its true peak in dBTP (``-inf`` of silence)."""

    wave: Wave
    loudness: float
    true_peak: float


def master(mix: Wave) -> Mastered:
    """Return the mix at ``LOUDNESS`` and below ``CEILING``, faded in and out; silence stays silence."""
    faded = mix * _fades(mix.shape[1])
    gain, wave, loudness = 1.0, faded, integrated_loudness(faded)
    for number in range(_ROUNDS):
        if not np.isfinite(loudness) or abs(loudness - LOUDNESS) <= _CLOSE:
            break
        gain *= 10 ** ((LOUDNESS - loudness) / 20 * (_ZEAL if number else 1))
        wave = limited(np.float32(gain) * faded, CEILING)
        loudness = integrated_loudness(wave)
    return Mastered(wave=wave, loudness=loudness, true_peak=true_peak(wave))


def limited(wave: Wave, ceiling: float) -> Wave:
    """Return the wave with its peaks turned down to ``ceiling`` dBTP, 4 ms ahead of each and behind it."""
    highest = np.abs(oversampled(wave, _OVERSAMPLED)).max(axis=0).reshape(-1, _OVERSAMPLED).max(axis=1)
    need = np.minimum(1, 10 ** (ceiling / 20) / np.maximum(highest, 1e-9)).astype(np.float32)
    if need.min(initial=1) == 1:
        return wave
    held = cv2.erode(need[None], np.ones((1, 2 * _AHEAD + 1), np.uint8))
    return floats(wave * cv2.blur(held, (_AHEAD + 1, 1), borderType=cv2.BORDER_REPLICATE))


def _fades(count: int) -> Wave:
    """Return the gains of both ends: a short rise, a longer fall, both from and to nothing."""
    rise, fall = samples(_FADE_IN), min(samples(_FADE_OUT), count // 10)
    at = np.arange(count)
    return np.minimum(1, np.minimum(at / rise, (count - 1 - at) / fall)).astype(np.float32)
