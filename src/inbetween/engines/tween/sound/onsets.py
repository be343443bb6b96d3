"""What a given sound does when: where something begins in it, how much, and how loud it is.

Onsets are peaks of the spectral flux (Bello et al., A Tutorial on Onset Detection in Music Signals, 2005; the logarithm
as in Boeck, Krebs and Schedl, 2012): how much louder the bands of a spectrum became, all together, within a few
milliseconds.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import SOUND_RATE, Sound
from inbetween.engines.tween.sound.waves import Wave, samples

Values = NDArray[np.float64]

HOP = 480
"""Samples from one look at the sound to the next: a hundred a second."""

_WINDOW = 1024
_BANDS = 40
_LOWEST, _HIGHEST = 40.0, 16_000.0  # Hz
_FLOOR, _FLOOR_OF_ALL = 0.02, 0.1
"""Share of the strongest band, and of the loudest moment, at which logarithms begin: what is weaker, like the hiss of a
quiet room, counts as nothing."""

_OF_ALL = 0.5
"""What growth of the whole counts beside that of the bands: a bass drum fills few, and would hardly be an onset. At
1 a hi-hat behind a drum that has faded would be as strong as the drum."""

_BACK = 2
"""Looks that a spectrum is compared with: a window of 21 ms takes so long to see a click whole."""

_AROUND = 0.3
"""Seconds whose mean flux an onset has to stand out of."""

_LEAST = 0.2
"""Growth in nepers that is an onset: steady noise reaches .28, syllables of a voice have .2 to .7,
clicks and drums .6 to 2."""

_ABOVE = 3.0
"""How many median deviations above the usual an onset is besides: in a roar only blows count."""

_STRONGEST = 0.9
"""Growth from which on an onset could not be stronger. What hardly is an onset has no strength: noise moves nothing."""

_APART = 0.12
"""Seconds that lie at least between two onsets; of two nearer ones the stronger counts."""

_SILENT = 10 ** (-72 / 20)
"""Root mean square below which nothing is heard."""

_RANGE = 36.0
"""dB below the loudest that count as silence: from there loudness rises to 1."""

_ATTACK, _RELEASE = 0.04, 0.25
"""Seconds in which loudness follows what grows, and what fades."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Heard:
    """A sound as motion hears it.

    ``times`` are the seconds at which something begins, in order, and ``strengths`` how much (0..1).
    ``loudness`` (looks,) is 0..1, one each ``HOP`` samples; all of it is 0 in a silent sound.
    """

    times: Values
    strengths: Values
    loudness: Values

    @property
    def looks(self) -> Values:
        """The seconds of ``loudness``."""
        return _seconds(np.arange(len(self.loudness)))


def listen(sound: Sound) -> Heard:
    """Hear when something begins in (channels, n) samples at 48 kHz, and how loud they are."""
    power = _powers(sound.samples)
    flux = _flux(_bands(sound.samples), power)
    onsets = _peaks(np.where(power > _SILENT, flux, 0.0))
    strengths = np.clip((flux[onsets] - _LEAST) / (_STRONGEST - _LEAST), 0.0, 1.0)
    return Heard(times=_seconds(onsets), strengths=strengths, loudness=_loudness(power))


def _seconds(looks: NDArray[np.intp]) -> Values:
    """Return when looks are."""
    seconds: Values = looks * np.float64(HOP / SOUND_RATE)
    return seconds


def _looks(wave: Wave) -> Wave:
    """Return (looks, window) of samples, each window about its look; silence lies round the sound."""
    padded = np.pad(wave, (_WINDOW // 2, _WINDOW))
    count = -(-len(wave) // HOP)
    return np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[: count * HOP : HOP]


def _powers(sides: Wave) -> Values:
    """Return the root mean square round each look, of the louder side."""
    means = [np.sqrt(np.mean(np.square(_looks(side)), axis=1)) for side in sides]
    loudest: Values = np.max(means, axis=0).astype(np.float64)
    return loudest


def _bands(sides: Wave) -> Values:
    """Return how strong each band is at each look, (looks, bands), of both sides together."""
    window = np.hanning(_WINDOW).astype(np.float32)
    strengths = np.sum([np.abs(np.fft.rfft(_looks(side) * window)) for side in sides], axis=0)
    bins = np.geomspace(_LOWEST, _HIGHEST, _BANDS + 1) * _WINDOW / SOUND_RATE
    edges = np.unique(np.round(bins).astype(int))
    widths = np.diff(edges)
    bands: Values = np.add.reduceat(strengths[:, : edges[-1]], edges[:-1], axis=1) / widths
    return bands


def _flux(bands: Values, power: Values) -> Values:
    """Return by how much the sound grew at each look, in nepers, above what is usual round it.

    What counts is the mean growth of the bands, or half of that of the whole if it is larger.
    """
    of_all = _OF_ALL * _growth(power[:, None], _FLOOR_OF_ALL)[:, 0]
    grown = np.maximum(_growth(bands, _FLOOR).mean(axis=1), of_all)
    usual = cv2.blur(grown[None], (_odd(_AROUND), 1), borderType=cv2.BORDER_REFLECT_101)[0]
    flux: Values = grown - usual
    return flux


def _growth(levels: Values, floor: float) -> Values:
    """Return by how much each of (looks, n) levels grew, in nepers, and 0 where it fell."""
    heard = np.log1p(levels / (floor * max(float(levels.max(initial=0.0)), 1e-9)))
    before = np.pad(heard, ((_BACK, 0), (0, 0)))[: len(heard)]
    growth: Values = np.maximum(heard - before, 0)
    return growth


def _peaks(flux: Values) -> NDArray[np.intp]:
    """Return the looks at which something begins."""
    highest = cv2.dilate(flux[None], np.ones((1, _odd(2 * _APART)), np.uint8))[0]
    threshold = max(_LEAST, _ABOVE * float(np.median(np.abs(flux))))
    return np.flatnonzero((flux == highest) & (flux > threshold))


def _odd(seconds: float) -> int:
    """Return an odd number of looks that last about so long."""
    return samples(seconds) // (2 * HOP) * 2 + 1


def _loudness(power: Values) -> Values:
    """Return how loud the sound is at each look, 0..1: fast to rise and slow to fall, as ears are."""
    loudest = float(power.max(initial=0.0))
    if loudest <= _SILENT:
        return np.zeros(len(power))
    level = np.clip(1 + 20 * np.log10(np.maximum(power / loudest, 1e-9)) / _RANGE, 0, 1)
    rise, fall = (1 - np.exp(-HOP / SOUND_RATE / seconds) for seconds in (_ATTACK, _RELEASE))
    loudness, now = np.empty(len(level)), 0.0
    for look, there in enumerate(level):
        now += (rise if there > now else fall) * (there - now)
        loudness[look] = now
    return loudness
