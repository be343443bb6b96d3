"""A striped hot-air balloon that turns about its upright axis."""

import numpy as np

from evening.plate import Brush, Field, Light, Plate, covered, mix, rgb, step

RED, CREAM, AMBER, TEAL = rgb("c8452f"), rgb("f6e4c0"), rgb("eda13a"), rgb("2f6f78")
DYES = {"r": RED, "c": CREAM, "a": AMBER, "t": TEAL}
GORES = np.array([DYES[letter] for letter in "crarctcarcrtactrca"])
"""The colours of the envelope's strips: no two neighbourhoods alike, so that its turning can be followed."""

MOUTH = 1.3
"""Where the envelope ends below its centre, in radii."""


def envelope(
    plate: Plate, sun: Light, *, centre: tuple[float, float], radius: float, turn: float, haze: float
) -> Field:
    """Paint the envelope, turned by ``turn`` radians, seen through ``haze`` 0..1."""
    x, y = (plate.x - centre[0]) / radius, (plate.y - centre[1]) / radius
    girth = _girth(y)
    across = np.clip(x / np.maximum(girth, 1e-3), -1, 1)
    around = np.arcsin(across) + turn
    gore = around / (2 * np.pi) * len(GORES)
    worn = plate.bent(plate.noise(91, 46, octaves=5), 90 * around - plate.x + 640, 90 * y - plate.y + 360)
    cloth = _cloth(gore, y, 90 * around) * _sunlight(sun, across, y)
    cloth = cloth * (1 - 0.2 * step(0.6, 1, _fold(gore)) + 0.07 * worn)[..., None]
    inside = step(0.5, -0.5, (np.abs(x) - girth) * radius * plate.scale) * (np.abs(y) < MOUTH)
    return covered(mix(np.clip(cloth, 0, 1), sun.haze, np.float32(haze)), inside)


def _girth(y: Field) -> Field:
    """Return half the width at ``y``, in radii: half a ball above, a drop below."""
    lower = np.clip(y / 1.36, 0, 1)
    drop = 0.8 * np.sqrt(np.clip(np.cos(lower * np.pi / 2), 0, 1)) + 0.2 * (1 - lower)
    return np.where(y < 0, np.sqrt(np.clip(1 - y * y, 0, 1)), drop)


def _fold(gore: Field) -> Field:
    """Return 0 in the middle of a gore and 1 at its seams."""
    return np.abs(gore % 1 - 0.5) * 2


def _cloth(gore: Field, y: Field, ribbon: Field) -> Field:
    """Return the dye of the cloth: coloured gores, a belt with a range of mountains along it, a red crown."""
    cloth = GORES[np.floor(gore).astype(int) % len(GORES)]
    belt = np.abs(y - 0.12)
    cloth = mix(mix(cloth, RED, step(0.29, 0.28, belt)), CREAM, step(0.25, 0.24, belt))
    ridge = 0.2 - 0.11 * np.abs(np.sin(ribbon / 17) + np.sin(ribbon / 7.3 + 1)) - 0.03 * np.sin(ribbon / 2.9)
    cloth = mix(cloth, TEAL, step(0, 0.015, y - ridge) * (belt < 0.24))
    return mix(cloth, RED, step(-0.8, -0.82, np.broadcast_to(y, gore.shape)))


def _sunlight(sun: Light, across: Field, y: Field) -> Field:
    """Return what the cloth is multiplied with: full light on the left, shade on the right."""
    facing = np.sqrt(np.clip(1 - across**2, 0, 1))
    return mix(sun.shade * 0.72, sun.lit * 1.14, step(-0.35, 1.05, 0.3 - 0.68 * across + 0.2 * facing - 0.14 * y))


def basket(plate: Plate, sun: Light, *, centre: tuple[float, float], radius: float) -> Field:
    """Paint the basket, its ropes and the flame of the burner."""
    ropes = [
        ([(foot - 0.007, 1.72), (foot + 0.007, 1.72), (top + 0.007, 1.27), (top - 0.007, 1.27)], rgb("4a3b34"))
        for foot, top in ((-0.13, -0.18), (-0.05, -0.06), (0.05, 0.06), (0.13, 0.18))
    ]
    parts = [
        *ropes,
        ([(-0.03, 1.5), (0.03, 1.5), (0.012, 1.37), (0, 1.3), (-0.012, 1.37)], rgb("fff1b8")),
        ([(-0.15, 1.7), (0.15, 1.7), (0.12, 1.94), (-0.12, 1.94)], rgb("6b4a2f") * sun.shade),
        ([(-0.15, 1.7), (-0.02, 1.7), (-0.02, 1.94), (-0.12, 1.94)], rgb("a8743f") * sun.lit),
        ([(-0.165, 1.67), (0.165, 1.67), (0.165, 1.73), (-0.165, 1.73)], rgb("4a3226")),
    ]
    brush = Brush(plate)
    for corners, tone in parts:
        brush.fill(np.array(corners) * radius + np.array(centre), tone)
    return brush.layer()
