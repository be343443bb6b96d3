"""Things that move: picture and mask of a fish, a kite, a gear, a car, a leaf and a lantern, each square."""

import numpy as np

from bench.quality.painting import clouds, mix, ramp


def _plane(size):
    return (np.mgrid[0:size, 0:size].astype(np.float32) - size / 2) / (size / 2)


def fish(size, seed):
    """Paint a scaly fish that looks left."""
    y, x = _plane(size)
    body = ramp(0.02, -0.02, (x + 0.15) ** 2 / 0.5 + y**2 / 0.14 - 1)
    tail = ramp(0.02, -0.02, np.maximum(np.abs(y) - 0.75 * (x - 0.35), x - 0.85))
    scales = 0.5 + 0.5 * np.sin(x * 42 + 3 * np.cos(y * 30)) * np.cos(y * 38)
    picture = mix((0.95, 0.5, 0.12), (0.98, 0.86, 0.4), scales)
    picture = mix(picture, (0.96, 0.96, 0.92), ramp(0.06, 0.04, np.abs(np.mod(x + 0.9, 0.42) - 0.21)))
    picture = picture * (0.55 + 0.8 * clouds(size, size, cell=size / 7, seed=seed))[..., None]
    picture = mix(picture, (0.04, 0.04, 0.05), ramp(0.06, 0.05, np.hypot(x + 0.6, y + 0.06)))
    return picture, np.maximum(body, tail)


def kite(size, seed):
    """Paint a diamond of four fields with a tail of bows."""
    y, x = _plane(size)
    diamond = ramp(0.01, -0.01, np.abs(x) / 0.6 + np.where(y < -0.2, -(y + 0.2) / 0.7, (y + 0.2) / 0.9) - 1)
    fields = mix((0.85, 0.2, 0.25), (0.2, 0.35, 0.75), ((x > 0) ^ (y > -0.2)).astype(np.float32))
    picture = fields * (0.6 + 0.7 * clouds(size, size, cell=size / 9, seed=seed))[..., None]
    picture = mix(picture, (0.95, 0.93, 0.85), ramp(0.04, 0.025, np.minimum(np.abs(x), np.abs(y + 0.2))))
    bows = ramp(0.1, 0.08, np.hypot(x - 0.08 * np.sin(y * 20), np.mod(y, 0.14) - 0.07)) * (y > 0.68) * (y < 0.98)
    return mix(picture, (0.95, 0.75, 0.2), bows), np.maximum(diamond, bows).astype(np.float32)


def gear(size, seed):
    """Paint a toothed wheel of worn brass with a hole off its middle."""
    y, x = _plane(size)
    radius, angle = np.hypot(x, y), np.arctan2(y, x)
    mask = ramp(0.02, -0.02, radius - 0.8 - 0.1 * np.tanh(4 * np.sin(angle * 14)))
    wear = clouds(size, size, cell=size / 6, seed=seed, octaves=6)
    picture = mix((0.42, 0.3, 0.12), (0.9, 0.76, 0.42), wear)
    picture = mix(picture, (0.25, 0.2, 0.14), ramp(0.03, 0.0, np.abs(radius - 0.55) - 0.03))
    picture = mix(picture, (0.2, 0.45, 0.42), ramp(0.02, -0.02, np.hypot(x - 0.3, y - 0.1) - 0.16))
    return picture, mask * ramp(0.1, 0.12, np.hypot(x + 0.25, y + 0.2))


def car(size, seed):
    """Paint a small car from the side."""
    y, x = _plane(size)
    body = ramp(0.02, -0.02, np.maximum(np.abs(x) - 0.92 + 0.3 * np.abs(y - 0.15), np.abs(y - 0.15) - 0.22))
    cabin = ramp(0.02, -0.02, np.maximum(np.abs(x + 0.05) - 0.5 - 0.6 * (y + 0.1), np.abs(y + 0.22) - 0.2))
    paint = np.array((0.2, 0.5, 0.42)) * (0.6 + 0.7 * clouds(size, size, cell=size / 5, seed=seed))[..., None]
    glass = ramp(0.02, -0.02, np.maximum(np.abs(np.abs(x + 0.05) - 0.24) - 0.18, np.abs(y + 0.2) - 0.13))
    picture = mix(paint, mix((0.15, 0.2, 0.25), (0.7, 0.8, 0.85), 0.5 + 0.5 * np.sin(x * 9 + y * 7)), glass)
    picture = mix(picture, (0.92, 0.9, 0.85), ramp(0.05, 0.04, np.abs(y - 0.12)))
    away = np.hypot(np.abs(x) - 0.52, y - 0.36)
    spokes = 0.5 + 0.5 * np.sign(np.sin(8 * np.arctan2(y - 0.36, np.abs(x) - 0.52)))
    tyre = mix(mix((0.3, 0.3, 0.32), (0.85, 0.85, 0.88), spokes), (0.06, 0.06, 0.07), ramp(0.11, 0.13, away))
    wheels = ramp(0.21, 0.19, away)
    return mix(picture, tyre, wheels), np.max([body, cabin, wheels], axis=0)


def leaf(size, seed):
    """Paint a veined leaf of autumn."""
    y, x = _plane(size)
    half = 0.5 * np.clip(1 - (y / 0.85) ** 2, 0, 1) * (1 + 0.2 * np.sin(y * 25))
    mask = ramp(0.02, -0.02, np.abs(x) - half)
    stalk = ramp(0.035, 0.02, np.abs(x)) * (y > 0.5) * (y < 0.97)
    dye = clouds(size, size, cell=size / 4, seed=seed, octaves=6)
    picture = mix((0.75, 0.2, 0.08), (0.95, 0.75, 0.2), ramp(0.3, 0.7, dye))
    veins = np.minimum(np.abs(x), np.abs(np.mod(y + 0.8 * np.abs(x), 0.22) - 0.11))
    return mix(picture, (0.4, 0.2, 0.06), ramp(0.03, 0.01, veins)), np.maximum(mask, stalk).astype(np.float32)


def lantern(size, seed):
    """Paint a paper lantern with ribs and a sign."""
    y, x = _plane(size)
    mask = ramp(0.02, -0.02, (x / 0.72) ** 2 + (y / 0.85) ** 4 - 1)
    ribs = 0.82 + 0.18 * np.abs(np.cos(y * 14))
    paper = clouds(size, size, cell=size / 8, seed=seed, octaves=5)
    picture = mix((0.7, 0.14, 0.1), (0.9, 0.4, 0.22), paper) * ribs[..., None]
    strokes = np.minimum(np.abs(x - 0.3 * np.sin(y * 5)), np.abs(y - 0.25 * np.cos(x * 6)))
    picture = mix(picture, (0.1, 0.06, 0.05), ramp(0.07, 0.05, strokes) * (np.hypot(x, y) < 0.5))
    return mix(picture, (0.15, 0.12, 0.1), ramp(0.66, 0.7, np.abs(y))), mask
