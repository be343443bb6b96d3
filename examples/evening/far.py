"""What stands far away: the sky, the ranges, mist and the lake."""

from collections.abc import Callable

import numpy as np

from evening.plate import Field, Light, Plate, covered, mix, rgb, step


def sky(plate: Plate, sun: Light) -> Field:
    """Paint the air, clouds lit from the sun's side, and the sun."""
    away = _from_sun(plate, sun)
    height = step(-60, 400, np.broadcast_to(plate.y, away.shape))
    air = mix(mix(sun.zenith, sun.middle, step(0, 0.62, height)), sun.low, step(0.4, 1, height))
    air = mix(air, sun.glow, 0.7 * np.exp(-away / 110) + 0.3 * np.exp(-away / 360))
    drift = _clouds(plate)
    edge = step(-0.5, 0.9, plate.relief(drift, 6) * 13)
    bright = mix(sun.low, sun.glow, np.exp(-away / 420))
    cloud = mix(mix(air, sun.shade, np.float32(0.5)), bright, edge)
    thick = step(0.15, 1.9, drift + 0.5 * np.sin((plate.y - 30) / 62))
    air = mix(air, cloud, 0.85 * thick * step(390, 250, plate.y))
    corona = np.maximum(0.75 * np.exp(-np.maximum(away - 22, 0) / 12), step(24, 21, away))
    return covered(mix(air, rgb("fffdf0"), corona), np.ones_like(away))


def _from_sun(plate: Plate, sun: Light) -> Field:
    return np.hypot(plate.x - sun.sun[0], plate.y - sun.sun[1])


def _clouds(plate: Plate) -> Field:
    drift = plate.noise(11, 150, octaves=7, stretch=3.2, gain=0.56) + 0.5 * plate.noise(12, 46, octaves=4, stretch=2)
    across = 0.8 * (plate.y - 200) + 9 * plate.noise(13, 60, octaves=4)
    return plate.bent(drift, across, 0.07 * (640 - plate.x) + 5 * plate.noise(14, 40, octaves=4))


def glare(plate: Plate, sun: Light) -> Field:
    """Paint the light that the sun spills over what stands before it."""
    return covered(sun.glow, 0.42 * np.exp(-_from_sun(plate, sun) / 115))


def peaks(plate: Plate) -> Field:
    """Return the crest of the far range, (1, width): high on the right, with a gap where the sun goes down."""
    gap = np.exp(-(((plate.x - 440) / 210) ** 2))
    return _ridge(plate, seed=124, height=52, cell=210) + 318 + 55 * gap - 50 * step(560, 1100, plate.x)


def foothills(plate: Plate) -> Field:
    """Return the crest of the nearer range, (1, width)."""
    return _ridge(plate, seed=224, height=24, cell=170) + 378


def _ridge(plate: Plate, *, seed: int, height: float, cell: float) -> Field:
    folds = [0.52**i * (0.8 - np.abs(plate.line(seed + i, cell / 2**i, octaves=2))) for i in range(6)]
    return -height * np.sum(folds, axis=0)


def mountains(
    plate: Plate, sun: Light, *, seed: int, crest: Callable[[Plate], Field], snow: float, haze: float, rock: str
) -> Field:
    """Paint a range below ``crest``: ribs lit from the left, snow about ``snow`` points deep, ``haze`` 0..1."""
    depth = plate.y - crest(plate)
    ribs = -np.abs(plate.noise(seed, 110, octaves=6, stretch=0.5, gain=0.6))
    ribs = plate.bent(ribs, 0.3 * depth + 5 * plate.noise(seed + 1, 30, octaves=4), 0 * depth)
    lit = step(-0.75, 0.75, plate.relief(ribs, 2) * 3.2 + 0.5 * plate.noise(seed + 4, 60, octaves=2))
    face = mix(rgb(rock) * sun.shade * 1.1, rgb(rock) * sun.lit * 1.5, lit)
    if snow:
        ledges = 0.45 * plate.noise(seed + 2, 34, octaves=6, stretch=0.7, gain=0.7) + 0.6 * ribs
        white = mix(sun.shade * 1.12, np.minimum(sun.lit * 1.05, 1), lit)
        face = mix(face, white, step(4, -4, depth - snow * (1.5 + ledges)))
    face = mix(face, sun.haze, haze + (1 - haze) * 0.75 * step(0, 150, depth))
    return covered(face, step(-0.5 / plate.scale, 0.5 / plate.scale, depth))


def mist(plate: Plate, sun: Light, *, seed: int, level: float, spread: float, strength: float) -> Field:
    """Paint a bank of mist around ``level``, ``spread`` points high."""
    swirl = plate.noise(seed, 60, octaves=5, stretch=4)
    bank = np.exp(-(((plate.y - level + 9 * swirl) / spread) ** 2))
    return covered(mix(sun.haze, sun.glow, np.float32(0.35)), strength * bank * step(-1.6, 1.2, swirl))


def lake(plate: Plate, sun: Light) -> Field:
    """Paint water from the far shore down, with the sky, the hills and the sun in it."""
    depth = plate.y - 437 + 0.9 * plate.line(44, 70)
    near = step(0, 120, depth)
    fine, coarse = plate.noise(41, 3.4, octaves=2, stretch=9, gain=0.8), plate.noise(42, 8, stretch=6, gain=0.9)
    waves = fine * (1 - near) + coarse * near
    water = mix(sun.low, sun.middle * rgb("a8c4d4") * 0.8 + sun.low * 0.2, near)
    water = mix(water, sun.shade * rgb("6f8478"), 0.8 * step(30, 10, depth + 2.5 * waves))
    path = np.exp(-(((plate.x - sun.sun[0]) / (20 + 0.35 * np.maximum(depth, 0))) ** 2))
    water = mix(water, sun.glow, 0.95 * path * step(-0.5, 0.9, waves))
    return covered(water * (1 + 0.06 * waves[..., None]), step(0, 1, depth))
