"""The near slope: its ground, grasses, flowers and boulders."""

import numpy as np

from evening.plate import BORDER, WIDTH, Brush, Field, Light, Plate, covered, mix, rgb, step

FLOWERS = (rgb("e2492f"), rgb("f7efe0"), rgb("8c78c8"), rgb("f2c14a"))
"""Poppies, daisies, bellflowers, buttercups."""


def crest(x: Field) -> Field:
    """Return the upper edge of the meadow at ``x``."""
    hump = 26 * np.cos(x / 170) * np.exp(-(((x - 1120) / 320) ** 2))
    return 588 + 40 * np.sin(x / 330 + 0.6) - hump + 5 * np.sin(x / 41)


def ground(plate: Plate, sun: Light) -> Field:
    """Paint the soil and moss between the blades, brighter along the crest."""
    depth = plate.y - crest(plate.x)
    mottle = plate.noise(72, 60, octaves=7, stretch=2, gain=0.6)
    part = step(-2, 2.6, mottle - depth / 130 + 1.6 * np.exp(-np.maximum(depth, 0) / 40))
    return covered(mix(rgb("38441f") * sun.shade, rgb("a7953f") * sun.lit, part), step(-1, 1, depth))


def grass(plate: Plate, sun: Light, *, seed: int, strip: tuple[float, float], count: int) -> Field:
    """Paint ``count`` blades and flowers in a ``strip`` of points below the crest, far ones first."""
    rng, brush = np.random.default_rng(seed), Brush(plate)
    down = np.sort(rng.uniform(*strip, count))
    for depth, x in zip(down, rng.uniform(-BORDER[0], WIDTH + BORDER[0], count), strict=True):
        root = np.array([x, crest(x) + depth])
        tall = (9 + 0.17 * depth) * rng.uniform(0.6, 1.5)
        kind, density = _patch(x, depth)
        if rng.random() < density:
            petal = FLOWERS[kind if rng.random() < 0.8 else rng.integers(len(FLOWERS))]
            _flower(brush, root, tall, petal=petal, sun=sun, rng=rng)
        else:
            _blade(brush, root, tall, tone=_blade_tone(sun, x, depth, rng), rng=rng)
    return brush.layer()


def _patch(x: float, depth: float) -> tuple[int, float]:
    """Return which flowers grow at ``x``, ``depth`` below the crest, and the part of the plants that they are."""
    kinds = np.arange(len(FLOWERS))
    waves = np.sin(x / (61 + 17 * kinds) + 2.1 * kinds + depth / 40)
    waves *= np.cos(x / (143 - 11 * kinds) - depth / (23 + 5 * kinds))
    kind = int(waves.argmax())
    return kind, 0.005 + 0.16 * max((waves[kind] - 0.25) / 0.75, 0) ** 1.2


def _blade_tone(sun: Light, x: float, depth: float, rng: np.random.Generator) -> Field:
    """Return the colour of a blade: dry in patches, darker towards the viewer, now and then caught by the sun."""
    dry = 0.5 + 0.5 * np.sin(x / 83 + depth / 31) * np.cos(x / 201 - depth / 57)
    green = mix(rgb("50652a"), rgb("b39a48"), np.float32(np.clip(dry * rng.uniform(0.2, 1.2), 0, 1)))
    caught = np.float32(rng.uniform(0, 1) ** 1.6 * np.exp(-depth / 160))
    return mix(green * sun.shade * 1.05, green * sun.lit * 1.45, caught)


def _blade(brush: Brush, root: Field, tall: float, *, tone: Field, rng: np.random.Generator) -> None:
    """Draw one bent, tapering blade."""
    bend = tall * rng.normal(0.12, 0.28)
    along = np.array([0, 0.45, 0.8, 1])
    spine = root + np.column_stack([bend * along**2, -tall * along])
    half = np.column_stack([tall * 0.032 * (1 - along**1.5) + 0.15, np.zeros(4)])
    brush.fill(np.concatenate([spine - half, (spine + half)[::-1]]), tone)


def _flower(brush: Brush, root: Field, tall: float, *, petal: Field, sun: Light, rng: np.random.Generator) -> None:
    """Draw a flower on its stem: five lobes in shade, the sunny part of them, and the eye."""
    _blade(brush, root, tall * 1.1, tone=rgb("5d6b32") * sun.shade, rng=rng)
    head = root + np.array([rng.normal(0, 0.1), -1.08]) * tall
    size = tall * rng.uniform(0.07, 0.13)
    ring = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    lobes = 1 + 0.16 * np.cos(5 * ring + rng.uniform(0, 6))
    outline = np.column_stack([np.cos(ring) * lobes, 0.75 * np.sin(ring) * lobes])
    brush.fill(head + size * outline, petal * sun.shade)
    brush.fill(head + size * (0.8 * outline - 0.22), petal * sun.lit * 1.15)
    brush.fill(head + size * 0.26 * outline, rgb("7a5320"))


def rock(plate: Plate, sun: Light, *, centre: tuple[float, float], size: tuple[float, float], seed: int) -> Field:
    """Paint a boulder: broken planes lit from the left, cracks, moss on its top."""
    rough = plate.noise(seed, 26, octaves=7, gain=0.62)
    x = (plate.x - centre[0]) / size[0] + 0.05 * rough
    y = (plate.y - centre[1]) / size[1] + 0.05 * plate.noise(seed + 1, 34, octaves=5)
    lit = step(-1, 1.1, _broken(x, y, seed) - 0.3 * y + plate.relief(rough, 2) * 0.8)
    stone = mix(rgb("4e4a4a") * sun.shade, rgb("a4937c") * sun.lit, lit) * (1 + 0.05 * rough[..., None])
    moss = step(0.3, 1.5, plate.noise(seed + 2, 16) - 1.3 * y)
    stone = mix(stone, rgb("76803c") * sun.lit * 0.9, 0.7 * moss)
    return covered(stone, step(0, 0.02, 1 - np.abs(x) ** 2.3 - np.abs(y) ** 2.3))


def _broken(x: Field, y: Field, seed: int) -> Field:
    """Return how far a stone cut by nine planes faces the sun at ``x``, ``y`` (in its own half sides)."""
    planes = np.random.default_rng(seed).normal(0, 0.8, (9, 2)).astype(np.float32)
    heights = np.stack([0.9 - x * across - y * down - 0.3 * (across**2 + down**2) for across, down in planes])
    return (planes @ np.float32([-0.75, -0.6]))[heights.argmin(axis=0)]
