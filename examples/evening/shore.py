"""What stands on the shores: hills grown over with pines, and a cabin."""

from collections.abc import Callable

import numpy as np

from evening.plate import BORDER, WIDTH, Brush, Field, Light, Plate, covered, mix, rgb, step

GROVE = 170
"""How far below the crest of a hill pines grow, in points."""


def forest(
    plate: Plate, sun: Light, *, seed: int, crest: Callable[[Field], Field], size: float, count: int, haze: float
) -> Field:
    """Paint a hill below ``crest`` (of x) with ``count`` pines about ``size`` points high, far ones first."""
    rng = np.random.default_rng(seed)
    x, down = rng.uniform(-BORDER[0], WIDTH + BORDER[0], count), rng.beta(0.8, 1.6, count)
    feet = crest(x) + down * GROVE + size * 0.25
    brush = Brush(plate)
    brush.lay(_slope(plate, sun, seed=seed, crest=crest, haze=haze))
    for i in np.argsort(feet):
        tall = size * rng.uniform(0.6, 1.25) * (0.8 + 0.4 * down[i])
        veil = np.float32(haze * (1 - 0.25 * down[i]))
        dark, sunny = (mix(tone, sun.haze, veil) for tone in _greens(sun, rng))
        _pine(brush, (x[i], feet[i]), tall, dark=dark, sunny=sunny, rng=rng)
    return brush.layer()


def _slope(plate: Plate, sun: Light, *, seed: int, crest: Callable[[Field], Field], haze: float) -> Field:
    rough = plate.noise(seed, 40, octaves=6)
    ground = mix(rgb("2f4438") * sun.shade, rgb("7d8048") * sun.lit, step(-1.6, 2.2, rough))
    return covered(mix(ground, sun.haze, np.float32(haze)), step(-1, 1, plate.y - crest(plate.x) + 2 * rough))


def _greens(sun: Light, rng: np.random.Generator) -> tuple[Field, Field]:
    """Return the shaded and the sunny tone of a pine."""
    green = mix(rgb("23382f"), rgb("4a5230"), np.float32(rng.uniform(0, 1)))
    return green * sun.shade * 1.25, green * 1.7 * sun.lit + sun.glow * np.float32(rng.uniform(0.02, 0.2))


def _pine(
    brush: Brush, foot: tuple[float, float], size: float, *, dark: Field, sunny: Field, rng: np.random.Generator
) -> None:
    """Draw a pine ``size`` points high: its dark shape, then its left side in the sun."""
    tiers = int(np.clip(size / 5, 4, 11))
    down = np.linspace(0, 1, tiers)
    left, right = np.repeat(size * 0.24 * (down + 0.06) * rng.uniform(0.75, 1.2, (2, tiers)), 2, axis=1)
    for side in (left, right):
        side[::2] *= 0.45
    rows = np.repeat(down, 2) * size - size
    rows[1::2] += size * 0.05
    for west, east, tone in ((left, right, dark), (0.95 * left, -0.1 * right, sunny)):
        outline = np.column_stack(
            [np.concatenate([-west, [0], east[::-1]]), np.concatenate([rows, [0.09 * size], rows[::-1]])]
        )
        brush.fill(outline + np.array(foot), tone)


def cabin(plate: Plate, sun: Light) -> Field:
    """Paint a small house by the water with lamps in its windows."""
    wood, roof, lamp = rgb("8a5a3c"), rgb("b85a48"), rgb("ffd57c")
    parts = [
        ([(-9, 0), (9, 0), (9, -11), (0, -19), (-9, -11)], wood * sun.lit),
        ([(9, 0), (31, 0), (31, -11), (9, -11)], wood * sun.shade * 0.9),
        ([(-1, -21), (25, -21), (34, -9.5), (10, -9.5)], roof * sun.shade),
        ([(-12, -9), (-1, -21), (1.5, -21), (-9.5, -8.5)], roof * sun.lit * 1.1),
        ([(16, -17), (20, -17), (20, -26), (16, -26)], rgb("6b5c58") * sun.shade),
        ([(-3, -2), (3, -2), (3, -9), (-3, -9)], lamp),
        ([(14, -3), (18, -3), (18, -7.5), (14, -7.5)], lamp),
        ([(23, -3), (27, -3), (27, -7.5), (23, -7.5)], lamp),
    ]
    brush = Brush(plate)
    for corners, tone in parts:
        brush.fill(1.15 * np.array(corners) + (984, 527), tone)
    return brush.layer()
