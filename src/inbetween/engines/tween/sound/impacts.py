"""Events that begin with a blow: one thing hits another, once or several times."""

from collections.abc import Callable, Sequence

import numpy as np

from inbetween.engines.tween.sound.waves import Dice, Wave, clock, fading, floats, noise, samples, strewn, tone


def crack(chance: Dice) -> Wave:
    """Draw wood or ice that breaks: four sharp bursts."""
    return repeated(chance, (0, 0.045, 0.11, 0.13), lambda: burst(chance, 0.05, 160, low=1200))


def footsteps(chance: Dice) -> Wave:
    """Draw four steps of a person who walks."""
    return repeated(chance, (0, 0.55, 1.1, 1.65), lambda: _step(chance))


def horse(chance: Dice) -> Wave:
    """Draw hooves in a gallop, three and a rest."""
    return repeated(chance, (0, 0.12, 0.24, 0.5, 0.62, 0.74, 1, 1.12, 1.24), lambda: _step(chance))


def _step(chance: Dice) -> Wave:
    return burst(chance, 0.16, 38, high=900) + 0.5 * burst(chance, 0.16, 120, low=2500)


def knock(chance: Dice) -> Wave:
    """Draw three knocks on wood."""
    wood = tone(180, samples(0.1)) * fading(samples(0.1), 50)
    return repeated(chance, (0, 0.22, 0.44), lambda: burst(chance, 0.1, 60, high=700) + wood)


def door(chance: Dice) -> Wave:
    """Draw a door that swings and falls shut."""
    count = samples(0.25)
    swing = 0.15 * noise(chance, count, low=200, high=1500, channels=1)[0] * np.linspace(0, 1, count, dtype=np.float32)
    shut = 2 * burst(chance, 0.4, 16, high=350) + burst(chance, 0.4, 90, low=2000)
    return np.concatenate([swing, shut])


def clock_ticks(chance: Dice) -> Wave:
    """Draw six ticks, two a second."""
    return repeated(chance, np.arange(0, 3, 0.5), lambda: burst(chance, 0.03, 200, low=1800, high=5200))


def heartbeat(chance: Dice) -> Wave:
    """Draw three beats of a heart, each twice."""
    count = samples(0.2)
    beat = tone(58, count, rises=-60) * fading(count, 22) * attack(count, 0.01)
    return repeated(chance, (0, 0.28, 0.9, 1.18, 1.8, 2.08), lambda: beat)


def drip(chance: Dice) -> Wave:
    """Draw three drops that fall into water."""
    count = samples(0.09)
    return repeated(
        chance, (0, 0.7, 1.5), lambda: tone(chance.uniform(900, 1500), count, rises=9000) * fading(count, 50)
    )


def glass(chance: Dice) -> Wave:
    """Draw glass that breaks, and its pieces that ring as they fall."""
    count = samples(0.9)
    kinds = 48
    pitch, strength = (
        chance.uniform(low, high, (kinds, 1)).astype(np.float32) for low, high in ((2500, 8500), (0.1, 0.6))
    )
    ringing = tone(pitch, samples(0.12)) * fading(samples(0.12), 45) * strength
    pieces = strewn(chance, count, 70, ringing).mean(axis=0) * fading(count, 3.5)
    return np.concatenate([1.5 * burst(chance, 0.05, 60, low=2500), 2 * pieces])


def typing(chance: Dice) -> Wave:
    """Draw ten keys in the rhythm of a person."""
    times = np.cumsum(chance.uniform(0.08, 0.22, 10))
    return repeated(chance, times - times[0], lambda: burst(chance, 0.03, 180, low=1500, high=6000))


def shutter(chance: Dice) -> Wave:
    """Draw the shutter of a camera: open, shut."""
    return repeated(chance, (0, 0.07), lambda: burst(chance, 0.03, 180, low=1500))


def click(chance: Dice) -> Wave:
    """Draw a switch."""
    return burst(chance, 0.02, 300, low=2000)


def drum(chance: Dice) -> Wave:
    """Draw four strokes on a large drum."""
    count = samples(0.3)
    stroke = tone(80, count, rises=-120) * fading(count, 14) * attack(count, 0.002)
    return repeated(chance, (0, 0.5, 0.75, 1), lambda: stroke)


def burst(chance: Dice, seconds: float, decay: float, *, low: float = 35.0, high: float = 20_000.0) -> Wave:
    """Return (n,) of noise between two edges in Hz that dies away by ``decay`` nepers a second."""
    count = samples(seconds)
    return floats(noise(chance, count, low=low, high=high, channels=1)[0] * fading(count, decay))


def attack(count: int, seconds: float) -> Wave:
    """Return (n,) that rises to 1 within ``seconds``."""
    return floats(np.minimum(clock(count) / np.float32(seconds), 1))


def repeated(chance: Dice, times: Sequence[float] | np.ndarray, draw: Callable[[], Wave]) -> Wave:
    """Return (n,) with a drawn piece at each of the ``times`` in seconds, none quite as strong as another."""
    pieces = [draw() * np.float32(chance.uniform(0.8, 1)) for _ in times]
    starts = [samples(time) for time in times]
    mix = np.zeros(max(start + len(piece) for start, piece in zip(starts, pieces, strict=True)), np.float32)
    for start, piece in zip(starts, pieces, strict=True):
        mix[start : start + len(piece)] += piece
    return mix
