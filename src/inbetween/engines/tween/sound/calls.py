"""Events with a pitch: animals, people, bells and horns."""

import numpy as np

from inbetween.domain.frames import SOUND_RATE
from inbetween.engines.tween.sound.impacts import attack, repeated
from inbetween.engines.tween.sound.voices import song
from inbetween.engines.tween.sound.waves import Dice, Wave, banded, clock, fading, floats, reed, samples, swell, tone

_BELL = ((523, 1.4, 1.0), (1035.5, 1.9, 0.6), (1245, 2.4, 0.5), (1568, 3.0, 0.35), (2093, 4.0, 0.2))
"""Partials of a church bell, roughly: Hz, how fast each dies away, how strong it is."""


def bird(chance: Dice) -> Wave:
    """Draw a bird that sings twice."""
    return repeated(chance, (0, 0.95), lambda: song(chance))


def dog(chance: Dice) -> Wave:
    """Draw two barks."""
    return repeated(chance, (0, 0.32), lambda: _cry(0.16, 420, 260, band=(400, 2200)))


def cat(chance: Dice) -> Wave:
    """Draw one meow."""
    return _cry(0.6, 520 * chance.uniform(0.95, 1.05), 220, band=(600, 2600))


def laugh(chance: Dice) -> Wave:
    """Draw five syllables of laughter."""
    return repeated(chance, (0, 0.16, 0.32, 0.48, 0.66), lambda: _cry(0.1, 210, 40, band=(500, 2000)))


def weeping(chance: Dice) -> Wave:
    """Draw three sobs, whose pitch falls."""
    return repeated(chance, (0, 0.6, 1.1), lambda: _cry(0.35, 210, 90, band=(500, 1800), falls=True))


def _cry(seconds: float, pitch: float, more: float, *, band: tuple[float, float], falls: bool = False) -> Wave:
    """Draw one voiced sound of ``pitch`` Hz and up to ``more``, through a throat that lets a band pass."""
    count = samples(seconds)
    bend = np.linspace(1, 0, count, dtype=np.float32) if falls else swell(count)
    return banded(reed(pitch + more * bend), *band) * swell(count)


def wolf(chance: Dice) -> Wave:
    """Draw one howl."""
    count = samples(2.4)
    pitch = 330 * chance.uniform(0.95, 1.05) + 240 * swell(count, 0.7)
    return np.sin(2 * np.pi * np.cumsum(pitch) / SOUND_RATE).astype(np.float32) * swell(count, 0.8)


def creak(chance: Dice) -> Wave:
    """Draw a hinge that wants oil."""
    count = samples(1.1)
    pitch = 70 + 55 * np.sin(2 * np.pi * 0.9 * clock(count)) + 10 * chance.standard_normal()
    return banded(reed(pitch.astype(np.float32)), 500, 2600) * swell(count, 1.2)


def bell(chance: Dice) -> Wave:
    """Draw one stroke of a bell."""
    count, tuned = samples(2.6), chance.uniform(0.98, 1.02)
    partials = [strength * tone(pitch * tuned, count) * fading(count, decay) for pitch, decay, strength in _BELL]
    return np.sum(partials, axis=0, dtype=np.float32) * attack(count, 0.002)


def phone(chance: Dice) -> Wave:
    """Draw a telephone that rings twice."""
    count = samples(0.4)
    hammer = 0.5 + 0.5 * np.tanh(6 * tone(20, count))
    ring = floats((tone(1000, count) + tone(1250, count)) * hammer * np.minimum(1, 40 * swell(count)))
    return repeated(chance, (0, 0.9), lambda: ring)


def horn(chance: Dice) -> Wave:
    """Draw the horn of a car: two notes."""
    count, tuned = samples(1.2), np.float32(chance.uniform(0.97, 1.03))
    notes = sum(reed(np.full(count, pitch * tuned, np.float32)) for pitch in (220, 277))
    return banded(np.asarray(notes), 35, 1600) * np.minimum(1, 8 * swell(count))
