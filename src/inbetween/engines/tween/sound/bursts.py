"""Events of noise that goes off, spreads or passes: blasts, splashes, hands that clap."""

import numpy as np

from inbetween.engines.tween.sound.impacts import attack, burst
from inbetween.engines.tween.sound.waves import (
    Dice,
    Wave,
    clock,
    drift,
    fading,
    floats,
    noise,
    samples,
    strewn,
    swell,
    tone,
)

_KINDS = 48


def splash(chance: Dice) -> Wave:
    """Draw something that falls into water, and the bubble behind it."""
    count, plop = samples(0.9), samples(0.25)
    spray = burst(chance, 0.9, 5, low=500, high=7000) * attack(count, 0.02)
    late = samples(0.05)
    spray[late : late + plop] += 0.5 * tone(320, plop, rises=1800) * fading(plop, 14) * attack(plop, 0.005)
    return spray


def explosion(chance: Dice) -> Wave:
    """Draw a blast that rolls on for two seconds."""
    return 3 * burst(chance, 2, 2.2, high=180) + burst(chance, 2, 9, high=2200)


def gunshot(chance: Dice) -> Wave:
    """Draw a report, and its echo below."""
    return burst(chance, 0.5, 45) + burst(chance, 0.5, 12, high=300)


def thunder(chance: Dice) -> Wave:
    """Draw a crack, and a roll of three seconds that comes and goes."""
    count = samples(3)
    roll = 3 * burst(chance, 3, 1, high=110) * drift(chance, count, 5, low=0.2)[0]
    return floats((roll + 0.6 * burst(chance, 3, 7, high=900)) * attack(count, 0.01))


def applause(chance: Dice) -> Wave:
    """Draw two seconds of many hands."""
    length, count = samples(0.02), samples(2.2)
    claps = noise(chance, length, low=900, high=4200, channels=_KINDS) * fading(length, 220)
    return floats(strewn(chance, count, 320, claps, width=0).sum(axis=0) * swell(count, 0.4))


def whoosh(chance: Dice) -> Wave:
    """Draw something fast that passes: bands of noise that rise and fall one after another."""
    time = clock(samples(0.6))
    mix = np.zeros(len(time), np.float32)
    for late, low in enumerate((300, 600, 1200, 2000, 1000)):
        bell = np.exp(-(((time - 0.15 - 0.075 * late) / 0.1) ** 2))
        mix += noise(chance, len(time), low=low, high=1.8 * low, channels=1)[0] * bell
    return mix * np.minimum(1, 3 * swell(len(time)))


def fireworks(chance: Dice) -> Wave:
    """Draw a rocket that rises, its bang, and sparks."""
    rise, sparks = samples(0.8), samples(0.9)
    rocket = 0.15 * tone(700, rise, rises=1800) * clock(rise)
    bang = 2 * burst(chance, 0.5, 10, high=500)
    length = samples(0.007)
    pieces = noise(chance, length, low=2500, channels=_KINDS) * fading(length, 800)
    strength = chance.uniform(0.1, 0.6, (_KINDS, 1)).astype(np.float32)
    crackle = strewn(chance, sparks, 90, pieces * strength, width=0).sum(axis=0) * fading(sparks, 2.5)
    return np.concatenate([rocket, bang, crackle])
