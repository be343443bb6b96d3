"""What lies under a shot from its beginning to its end: procedural ambience, one function per tag.

Nothing is recorded: each bed is noise of a colour, slow curves and small pieces, both ears apart.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from inbetween.domain.frames import SOUND_RATE
from inbetween.engines.tween.sound.impacts import attack
from inbetween.engines.tween.sound.voices import birds, crickets, murmur
from inbetween.engines.tween.sound.waves import (
    Dice,
    Wave,
    banded,
    clock,
    drift,
    fading,
    floats,
    noise,
    panned,
    peaked,
    reed,
    samples,
    strewn,
    swell,
    tone,
)

Grow: TypeAlias = Callable[[Dice, int], Wave]
"""Draws (2, count) of a bed, at any level."""

_KINDS = 64
"""Different pieces that a bed strews: so many that no ear finds them again."""


@dataclass(frozen=True, slots=True)
class Bed:
    """How a bed is made, how loud (dB above ``score.BED_LEVEL``), and the band in Hz of most of its energy."""

    grow: Grow
    level: float
    band: tuple[float, float]


def rain(chance: Dice, count: int) -> Wave:
    """Draw a hiss, and 220 drops a second on something hard."""
    pitch, strength = _column(chance, 1800, 5200), _column(chance, 0.1, 1)
    drops = tone(pitch, samples(0.01)) * fading(samples(0.01), 500) * strength
    return 0.5 * noise(chance, count, low=900, high=8500, slope=0.8) + 0.9 * strewn(chance, count, 220, drops)


def wind(chance: Dice, count: int) -> Wave:
    """Draw low noise in slow gusts, and a whistle that comes and goes with them."""
    gusts = drift(chance, count, 0.5, low=0.25)
    whistle = noise(chance, count, low=300, high=900) * drift(chance, count, 0.7, channels=2) ** 2
    flutter = 0.9 + 0.1 * drift(chance, count, 3, channels=2)
    return (noise(chance, count, high=420, slope=1) + 0.4 * whistle) * gusts * flutter


def sea(chance: Dice, count: int) -> Wave:
    """Draw waves each 7.3 s, and the hiss of their foam .6 s behind them."""
    phase = chance.uniform(0, 6)
    waves, foam = (_swells(clock(count) - late, phase) for late in (0.0, 0.6))
    hiss = noise(chance, count, low=1500, slope=0.4)
    return noise(chance, count, high=900, slope=1.2) * waves + 0.18 * hiss * foam**2


def _swells(time: Wave, phase: float) -> Wave:
    return floats(0.2 + 0.8 * (0.5 + 0.5 * np.sin(2 * np.pi / 7.3 * time + phase)) ** 2)


def stream(chance: Dice, count: int) -> Wave:
    """Draw running water, and 90 bubbles a second whose tone rises."""
    bubbles = _bubbles(chance, (500, 1600), rises=8000, seconds=0.04, decay=90)
    return 0.35 * noise(chance, count, low=400, high=5000, slope=0.5) + 0.5 * strewn(chance, count, 90, bubbles)


def fire(chance: Dice, count: int) -> Wave:
    """Draw a low roar, and 14 crackles a second, few of them strong."""
    length = samples(0.016)
    decays = np.exp(-clock(length) * _column(chance, 300, 900))
    strength = np.minimum(chance.pareto(2.2, (_KINDS, 1)), 4).astype(np.float32)
    crackles = noise(chance, length, low=900, high=6000, channels=_KINDS) * decays * strength
    roar = noise(chance, count, high=220, slope=1.3) * drift(chance, count, 4, low=0.6)
    return 0.5 * roar + 1.2 * strewn(chance, count, 14, crackles)


def forest(chance: Dice, count: int) -> Wave:
    """Draw air in the leaves, and birds."""
    air = noise(chance, count, low=250, high=6000, slope=0.7) * drift(chance, count, 0.4, low=0.5, channels=2)
    return 0.25 * air + 0.8 * birds(chance, count, 0.8)


def bird(chance: Dice, count: int) -> Wave:
    """Draw birds alone."""
    return birds(chance, count, 1.1)


def night(chance: Dice, count: int) -> Wave:
    """Draw crickets over hardly any air."""
    return crickets(chance, count) + 0.04 * noise(chance, count, high=300, slope=1.2)


def city(chance: Dice, count: int) -> Wave:
    """Draw the rumble of streets, and a car that passes each three seconds, from one side to the other."""
    rumble = 0.6 * noise(chance, count, high=350, slope=1.4) + 0.12 * noise(chance, count, low=300, high=1800, slope=1)
    for start in chance.uniform(-1.5, count / SOUND_RATE, chance.poisson(0.35 * count / SOUND_RATE + 0.5)):
        _pass_by(rumble, chance, samples(start))
    return rumble


def _pass_by(mix: Wave, chance: Dice, start: int) -> None:
    """Add a car of three seconds, loudest in their middle."""
    length = samples(3)
    way = np.linspace(-1, 1, length) * chance.choice([-1, 1])
    car = noise(chance, length, low=60, high=600, channels=1) * np.exp(-((way * 2.2) ** 2)) * panned(0.8 * way)
    inside = slice(max(start, 0), max(min(start + length, mix.shape[1]), 0))
    car = floats(car * chance.uniform(0.4, 1))
    mix[:, inside] += car[:, inside.start - start : inside.stop - start]


def crowd(chance: Dice, count: int) -> Wave:
    """Draw people who talk, nobody near, no word to be understood."""
    talk = murmur(chance, count)
    return talk + 0.3 * np.std(talk) * noise(chance, count, low=300, high=2500, slope=1)


def cafe(chance: Dice, count: int) -> Wave:
    """Draw a crowd, and cutlery about once a second."""
    length = samples(0.15)
    high = 0.5 * tone(_column(chance, 5000, 7000), length) * fading(length, 50)
    chinks = (tone(_column(chance, 2500, 5200), length) * fading(length, 35) + high) * _column(chance, 0.1, 0.5)
    return peaked(crowd(chance, count), -6) + 0.25 * strewn(chance, count, 1.1, chinks)


def train(chance: Dice, count: int) -> Wave:
    """Draw a rumble, and two wheels over a joint each .72 s."""
    bed = 0.6 * noise(chance, count, high=260, slope=1.3)
    length = samples(0.09)
    clack = 2.4 * noise(chance, length, high=300, channels=1)[0] * fading(length, 45) * attack(length, 0.003)
    for start in np.arange(samples(0.2), count, samples(0.72)):
        for late, strength in ((0.0, 1.0), (0.16, 0.8)):
            at = start + samples(late)
            piece = clack[: max(count - at, 0)]
            bed[:, at : at + len(piece)] += strength * piece
    return bed


def engine(chance: Dice, count: int) -> Wave:
    """Draw a motor that turns about 48 times a second."""
    pitch = 48 * drift(chance, count, 0.4, low=0.9, high=1.15)[0]
    motor = reed(pitch) + 0.6 * reed(2 * pitch) + 1.2 * noise(chance, count)
    turns = np.cumsum(pitch, dtype=np.float64) * np.pi / SOUND_RATE
    return banded(motor, 35, 700) * floats(1 + 0.2 * np.sin(np.stack([turns, turns + 1])))


def underwater(chance: Dice, count: int) -> Wave:
    """Draw what is left of sound below the surface, and three bubbles a second."""
    bubbles = _bubbles(chance, (250, 700), rises=5500, seconds=0.06, decay=40)
    depth = noise(chance, count, high=240, slope=1.8) * drift(chance, count, 0.4, low=0.6, channels=2)
    return depth + 0.4 * strewn(chance, count, 3, bubbles)


def space(chance: Dice, count: int) -> Wave:
    """Draw four tones that drift, apart between the ears."""
    hum = 0.2 * noise(chance, count, high=180, slope=1.5)
    for pitch in (55.0, 82.5, 110.3, 164.8):
        both = np.array([[pitch], [pitch * 1.002]], np.float32)
        hum += 0.3 * tone(both, count) * drift(chance, count, 0.2, low=0.3, channels=2)
    return hum


def room(chance: Dice, count: int) -> Wave:
    """Draw what a quiet room is like: nothing was said about sound."""
    return 0.5 * noise(chance, count, high=500, slope=1.2) + 0.05 * noise(chance, count, low=500, high=4000, slope=0.5)


def _bubbles(chance: Dice, pitch: tuple[float, float], *, rises: float, seconds: float, decay: float) -> Wave:
    """Draw ``_KINDS`` short tones that rise, as the air in a bubble does when it nears the surface."""
    count = samples(seconds)
    tones = tone(_column(chance, *pitch), count, rises=rises * chance.uniform(0.5, 1.5))
    return tones * attack(count, 0.001) * fading(count, decay) * swell(count, 0.2) * _column(chance, 0.1, 0.8)


def _column(chance: Dice, low: float, high: float) -> Wave:
    """Draw one value per kind of piece, (k, 1)."""
    return chance.uniform(low, high, (_KINDS, 1)).astype(np.float32)


BEDS: dict[str, Bed] = {
    "rain": Bed(rain, 0, (800, 14_000)),
    "wind": Bed(wind, -2, (20, 900)),
    "sea": Bed(sea, 0, (20, 2500)),
    "stream": Bed(stream, -2, (300, 6000)),
    "fire": Bed(fire, -3, (20, 7000)),
    "forest": Bed(forest, -5, (200, 6500)),
    "bird": Bed(bird, -6, (2200, 6000)),
    "night": Bed(night, -6, (3000, 5000)),
    "city": Bed(city, -3, (20, 2000)),
    "crowd": Bed(crowd, -4, (250, 2600)),
    "cafe": Bed(cafe, -5, (250, 6000)),
    "train": Bed(train, -2, (20, 700)),
    "engine": Bed(engine, -3, (20, 900)),
    "underwater": Bed(underwater, -2, (20, 800)),
    "space": Bed(space, -4, (20, 400)),
    "room": Bed(room, -16, (20, 4000)),
}
"""By tag. Levels are by ear of the note's maker; at least four fifths of the energy lies in the band (a test)."""
