"""Pictures drawn by arithmetic: skies, hills, water, walls, balloons, boats, cloth. Same seed, same picture.

Colours are float32 in 0..1, pictures (height, width, 3), masks (height, width). Nothing is loaded from anywhere.
"""

import cv2
import numpy as np


def mix(a, b, share):
    """Blend two colours or pictures; ``share`` of ``b`` may be a mask."""
    share = share[..., None] if np.ndim(share) == 2 else share
    return np.asarray(a, np.float32) * (1 - share) + np.asarray(b, np.float32) * share


def ramp(low, high, values):
    """Rise smoothly from 0 at ``low`` to 1 at ``high``."""
    x = np.clip((values - low) / (high - low), 0, 1)
    return (x * x * (3 - 2 * x)).astype(np.float32)


def clouds(height, width, *, cell, seed, octaves=5, stretch=1.0):
    """Return fractal noise 0..1 whose largest features are ``cell`` pixels, ``stretch`` times wider than high."""
    rng = np.random.default_rng(seed)
    total = np.zeros((height, width), np.float32)
    for octave in range(octaves):
        step = max(cell / 2**octave, 1.5)
        coarse = rng.normal(0, 1, (int(height / step) + 3, int(width / step / stretch) + 3)).astype(np.float32)
        total += 0.55**octave * cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.clip(0.5 + total / 4.5, 0, 1)


def coordinates(height, width):
    """Return y and x, both 0..1."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    return y / height, x / width


def sky(height, width, seed, *, top=(0.22, 0.45, 0.78), bottom=(0.87, 0.88, 0.86), sun=(0.72, 0.25)):
    """Paint a gradient with clouds and a low sun."""
    y, x = coordinates(height, width)
    picture = mix(top, bottom, ramp(0, 0.75, y))
    fleece = ramp(0.5, 0.72, clouds(height, width, cell=height / 3, seed=seed, stretch=2.5, octaves=6))
    picture = mix(picture, (0.98, 0.96, 0.93), fleece * 0.8)
    picture = mix(picture, picture * (0.82, 0.84, 0.9), ramp(0.55, 0.8, clouds(height, width, cell=60, seed=seed + 1)))
    near = np.hypot((x - sun[0]) * width / height, y - sun[1])
    return mix(picture, (1.0, 0.95, 0.8), np.maximum(ramp(0.055, 0.045, near), 0.5 * np.exp(-near * 7)))


def ridge(width, *, level, rough, seed):
    """Return the height (share of the picture, from the top) of a ridge line over ``width`` columns."""
    line = clouds(3, width, cell=width / 5, seed=seed, octaves=7)[1]
    return level + (line - 0.5) * rough


def slope(height, width, depth, seed):
    """Return picture and mask of one ridge: far and hazy at depth 0, near, dark and textured at 1."""
    y, _ = coordinates(height, width)
    line = ridge(width, level=0.42 + 0.4 * depth, rough=0.24, seed=seed)
    grain = clouds(height, width, cell=14 + 40 * depth, seed=seed + 3, octaves=6)
    bushes = clouds(height, width, cell=9, seed=seed + 7, octaves=3)
    shade = 0.55 + 0.7 * grain + 0.35 * depth * (bushes - 0.5)
    colour = mix((0.66, 0.74, 0.82), (0.18, 0.3, 0.14), depth) * shade[..., None]
    return colour, ramp(-0.001, 0.003, y - line[None])


def hills(picture, seed, *, ridges=4):
    """Paint ridges in front of a sky, each nearer than the one before; return the picture."""
    for number in range(ridges):
        picture = mix(picture, *slope(*picture.shape[:2], (number + 1) / ridges, seed + 10 * number))
    return picture


def meadow(height, width, seed):
    """Paint grass with flowers."""
    blades = clouds(height, width, cell=26, seed=seed, octaves=5, stretch=0.35)
    patches = clouds(height, width, cell=180, seed=seed + 1)
    picture = mix((0.16, 0.3, 0.08), (0.55, 0.66, 0.22), blades) * (0.6 + 0.7 * patches)[..., None]
    rng = np.random.default_rng(seed + 2)
    for _ in range(int(height * width / 2600)):
        spot = int(rng.integers(0, width)), int(rng.integers(0, height))
        colour = [(0.95, 0.9, 0.3), (0.95, 0.95, 0.95), (0.85, 0.35, 0.4)][int(rng.integers(0, 3))]
        cv2.circle(picture, spot, int(rng.integers(1, 4)), colour, -1, cv2.LINE_AA)
    return picture


def water(height, width, seed):
    """Paint rippled water."""
    ripples = clouds(height, width, cell=30, seed=seed, octaves=5, stretch=5)
    glints = ramp(0.62, 0.75, clouds(height, width, cell=16, seed=seed + 5, octaves=3, stretch=6))
    return mix(mix((0.06, 0.2, 0.3), (0.3, 0.52, 0.6), ripples), (0.95, 0.97, 0.95), glints * 0.7)


def landscape(height, width, seed):
    """Paint sky, hills and a meadow."""
    picture = hills(sky(height, width, seed), seed + 20)
    y, _ = coordinates(height, width)
    line = ridge(width, level=0.84, rough=0.08, seed=seed + 90)
    return mix(picture, meadow(height, width, seed + 50), ramp(-0.002, 0.004, y - line[None]))


def harbour(height, width, seed):
    """Paint sky, far hills and water."""
    picture = hills(sky(height, width, seed, top=(0.45, 0.5, 0.7), bottom=(0.98, 0.82, 0.62)), seed + 5, ridges=2)
    y, _ = coordinates(height, width)
    return mix(picture, water(height, width, seed + 9), ramp(0.598, 0.602, y))


def street(height, width, seed):
    """Paint brick houses with windows over a cobbled street."""
    picture = mix((0.55, 0.3, 0.22), (0.75, 0.5, 0.38), clouds(height, width, cell=90, seed=seed))
    rng = np.random.default_rng(seed + 1)
    row, column = max(height // 52, 6), max(width // 40, 10)
    for number, top in enumerate(range(0, height, row)):
        for left in range(-(number % 2) * column // 2, width, column):
            shade = float(rng.uniform(0.75, 1.15))
            picture[top : top + row - 2, max(left, 0) : max(left + column - 2, 0)] *= shade
        picture[top + row - 2 : top + row] = (0.62, 0.58, 0.52)
    for number in range(7):
        left, top = int(width * (0.04 + 0.14 * number)), int(height * (0.12 + 0.05 * (number % 2)))
        right, bottom = left + width // 13, top + height // 4
        cv2.rectangle(picture, (left - 6, top - 6), (right + 6, bottom + 6), (0.9, 0.88, 0.8), -1)
        cv2.rectangle(picture, (left, top), (right, bottom), (0.12, 0.18, 0.24), -1)
        cv2.line(picture, (left, (top + bottom) // 2), (right, (top + bottom) // 2), (0.9, 0.88, 0.8), 5)
        cv2.line(picture, ((left + right) // 2, top), ((left + right) // 2, bottom), (0.9, 0.88, 0.8), 5)
    y, _ = coordinates(height, width)
    stones = mix(
        (0.3, 0.3, 0.32), (0.62, 0.6, 0.56), clouds(height, width, cell=18, seed=seed + 4, octaves=3, stretch=2)
    )
    return mix(
        picture * (0.85 + 0.3 * clouds(height, width, cell=5, seed=seed + 6, octaves=2))[..., None],
        stones,
        ramp(0.739, 0.742, y),
    )


def cloth(height, width, seed):
    """Paint a woven, checked fabric with a printed pattern."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    checks = 0.5 + 0.25 * np.sign(np.sin(x / 23)) + 0.25 * np.sign(np.sin(y / 19))
    weave = 0.85 + 0.15 * np.sin(x * 1.3) * np.sin(y * 1.3)
    dye = clouds(height, width, cell=130, seed=seed)
    picture = mix((0.55, 0.12, 0.16), (0.93, 0.84, 0.66), checks * 0.75 + 0.25 * dye) * weave[..., None]
    print_ = ramp(0.56, 0.6, clouds(height, width, cell=70, seed=seed + 3, octaves=4))
    thread = clouds(height, width, cell=6, seed=seed + 8, octaves=3)
    return mix(picture, (0.12, 0.22, 0.4), print_ * 0.85) * (0.75 + 0.5 * thread)[..., None]


def balloon(size, seed):
    """Return picture and mask of a striped hot-air balloon with a basket."""
    y, x = (np.mgrid[0:size, 0:size].astype(np.float32) - size / 2) / (size / 2)
    round_ = np.hypot(x, (y + 0.18) * 1.05)
    angle = x / np.sqrt(np.maximum(0.64 - (y + 0.18) ** 2, 0.02))
    stripes = 0.5 + 0.5 * np.tanh(8 * np.sin(angle * 7))
    picture = mix((0.86, 0.2, 0.14), (0.96, 0.86, 0.5), stripes)
    picture = picture * (0.65 + 0.35 * clouds(size, size, cell=size / 6, seed=seed) * 2)[..., None]
    picture *= np.clip(1.1 - 0.5 * np.hypot(x + 0.3, y + 0.45), 0.3, 1.2)[..., None]
    mask = ramp(0.8, 0.78, round_)
    basket = ramp(0.14, 0.12, np.maximum(np.abs(x), np.abs(y - 0.8)))
    ropes = ramp(0.03, 0.01, np.abs(np.abs(x) - 0.1 - 0.18 * (0.75 - y))) * (y > 0.5) * (y < 0.75)
    weave = 0.6 + 0.4 * np.sign(np.sin(x * 60)) * np.sign(np.sin(y * 60))
    picture = mix(picture, np.array((0.5, 0.33, 0.16)) * weave[..., None], basket)
    picture = mix(picture, (0.3, 0.22, 0.15), ropes.astype(np.float32))
    return picture, np.maximum(np.maximum(mask, basket), ropes).astype(np.float32)


def boat(size, seed):
    """Return picture and mask of a sailing boat."""
    y, x = (np.mgrid[0:size, 0:size].astype(np.float32) - size / 2) / (size / 2)
    hull = ramp(0.02, -0.01, np.maximum(np.maximum(np.abs(x) - 0.75 + 0.5 * np.maximum(y - 0.5, 0), 0.5 - y), y - 0.8))
    sail = ramp(0.02, -0.01, np.maximum(np.maximum(0.03 - x, x - 0.6 * (y + 0.9)), y - 0.42)) * (y > -0.9)
    jib = ramp(0.02, -0.01, np.maximum(np.maximum(x + 0.03, -x - 0.45 * (y + 0.8)), y - 0.42)) * (y > -0.8)
    mast = ramp(0.03, 0.015, np.abs(x)) * (y > -0.92) * (y < 0.52)
    planks = 0.75 + 0.25 * np.sign(np.sin(y * 70)) * clouds(size, size, cell=20, seed=seed + 1)
    canvas = mix((0.95, 0.93, 0.86), (0.8, 0.3, 0.22), ramp(0.2, 0.25, np.abs(np.sin(y * 5))) < 0.5)
    canvas = canvas * (0.72 + 0.5 * clouds(size, size, cell=size / 8, seed=seed))[..., None]
    picture = mix(canvas, np.array((0.36, 0.2, 0.12)) * planks[..., None], hull)
    picture = mix(picture, (0.25, 0.18, 0.12), mast.astype(np.float32))
    return picture, np.max([hull, sail, jib, mast], axis=0).astype(np.float32)


def wheel(size, seed):
    """Return picture and mask of a wooden disc with inlays."""
    y, x = (np.mgrid[0:size, 0:size].astype(np.float32) - size / 2) / (size / 2)
    radius, angle = np.hypot(x, y), np.arctan2(y, x)
    rings = clouds(size, size, cell=size / 4, seed=seed, octaves=6, stretch=0.3)
    picture = mix((0.34, 0.2, 0.1), (0.8, 0.6, 0.36), rings)
    petals = ramp(0.02, -0.03, radius - 0.62 - 0.2 * np.cos(angle * 5))
    inlay = mix((0.1, 0.32, 0.42), (0.85, 0.8, 0.6), clouds(size, size, cell=size / 9, seed=seed + 2))
    picture = mix(picture, inlay, petals * 0.9)
    picture = mix(picture, (0.9, 0.5, 0.15), ramp(0.24, 0.2, np.hypot(x - 0.3, y + 0.25)))
    return mix(picture, (0.12, 0.08, 0.05), ramp(0.86, 0.9, radius)), ramp(0.97, 0.95, radius)


def moon(size, seed):
    """Return picture and mask of something soft with hardly any contrast."""
    y, x = (np.mgrid[0:size, 0:size].astype(np.float32) - size / 2) / (size / 2)
    shade = 0.8 + 0.12 * clouds(size, size, cell=size / 3, seed=seed, octaves=4) - 0.12 * np.hypot(x + 0.3, y + 0.3)
    return np.array((0.96, 0.95, 0.9), np.float32) * shade[..., None], ramp(0.95, 0.9, np.hypot(x, y))
