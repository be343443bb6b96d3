"""Pictures that fill the frame: a reef, a skyline, a forest, a bookshelf, dunes, a mosaic, a knitted cloth.

Painted like those of ``painting``: float32 in 0..1, the same seed gives the same picture.
"""

import cv2
import numpy as np

from bench.quality.painting import clouds, coordinates, mix, ramp, ridge, sky


def reef(height, width, seed):
    """Paint corals of several colours in blue water."""
    y, _ = coordinates(height, width)
    picture = mix((0.1, 0.45, 0.62), (0.02, 0.16, 0.32), ramp(0, 0.8, y))
    picture = mix(picture, (0.55, 0.8, 0.85), 0.35 * ramp(0.55, 0.75, clouds(height, width, cell=80, seed=seed)))
    for number, colour in enumerate(((0.5, 0.3, 0.45), (0.8, 0.42, 0.3), (0.85, 0.7, 0.35), (0.35, 0.55, 0.3))):
        line = ridge(width, level=0.5 + 0.12 * number, rough=0.5, seed=seed + 11 * number)
        grown = ramp(-0.004, 0.006, y - line[None])
        buds = clouds(height, width, cell=22 + 6 * number, seed=seed + 3 + number, octaves=4)
        picture = mix(picture, np.array(colour) * (0.45 + 1.0 * buds)[..., None], grown)
    return picture


def skyline(height, width, seed):
    """Paint towers with lit windows before an evening sky."""
    picture = sky(height, width, seed, top=(0.16, 0.14, 0.34), bottom=(0.95, 0.6, 0.42), sun=(0.3, 0.55))
    rng = np.random.default_rng(seed + 1)
    for row in range(3):
        left = -20
        while left < width:
            right, top = (
                left + int(rng.uniform(50, 130)),
                int(height * rng.uniform(0.25 + 0.17 * row, 0.5 + 0.17 * row)),
            )
            _tower(picture, max(left, 0), min(right, width), top, rng)
            left = right + int(rng.uniform(0, 50))
    return picture * (0.85 + 0.3 * clouds(height, width, cell=7, seed=seed + 5, octaves=3))[..., None]


def _tower(picture, left, right, top, rng):
    picture[top:, left:right] = np.array((0.2, 0.22, 0.3)) * rng.uniform(0.6, 1.6)
    step, pane = int(rng.uniform(14, 24)), int(rng.uniform(6, 10))
    for y in range(top + 8, picture.shape[0] - pane, step):
        for x in range(left + 8, right - pane, step):
            picture[y : y + pane, x : x + pane] = np.array((1.0, 0.85, 0.5)) * rng.choice([0.15, 0.3, 0.9])


def forest(height, width, seed):
    """Paint trunks, the farther the paler, above ferns."""
    y, x = coordinates(height, width)
    picture = mix((0.75, 0.85, 0.7), (0.35, 0.5, 0.3), clouds(height, width, cell=60, seed=seed, octaves=6))
    rng = np.random.default_rng(seed + 1)
    bark = clouds(height, width, cell=40, seed=seed + 2, octaves=6, stretch=0.15)
    for number in range(24):
        near = number / 23
        middle, lean = rng.uniform(-0.02, 1.02), rng.uniform(-0.04, 0.04)
        away = np.abs(x - middle - lean * (y - 0.5)) - (0.006 + 0.02 * near) * (0.8 + 0.3 * y)
        colour = mix((0.6, 0.66, 0.58), (0.26, 0.19, 0.13), near) * (0.45 + 1.1 * bark)[..., None]
        picture = mix(picture, colour, ramp(0.001, -0.001, away))
    line = ridge(width, level=0.8, rough=0.15, seed=seed + 4)
    ferns = clouds(height, width, cell=20, seed=seed + 6, octaves=4, stretch=0.6)
    return mix(picture, mix((0.08, 0.2, 0.06), (0.5, 0.68, 0.25), ferns), ramp(-0.002, 0.01, y - line[None]))


def shelf(height, width, seed):
    """Paint four boards of books."""
    rng = np.random.default_rng(seed)
    picture = np.full((height, width, 3), (0.12, 0.08, 0.06), np.float32)
    board = height // 4
    for floor in range(board, height + board, board):
        left = 0
        while left < width:
            right, top = left + int(rng.uniform(14, 42)), floor - int(board * rng.uniform(0.65, 0.9))
            _book(picture[max(top, 0) : floor - 8, left:right], rng)
            left = right + int(rng.choice([1, 1, 2, 12]))
        picture[floor - 8 : floor] = (0.5, 0.34, 0.2)
    return picture * (0.75 + 0.5 * clouds(height, width, cell=24, seed=seed + 3, octaves=5))[..., None]


def _book(spine, rng):
    spine[:] = rng.uniform(0.15, 0.85, 3)
    spine *= np.linspace(1.1, 0.75, spine.shape[1])[None, :, None] if spine.size else 1
    for _ in range(int(rng.integers(1, 4))):
        at = int(rng.uniform(0, max(spine.shape[0] - 12, 1)))
        spine[at : at + int(rng.integers(2, 12)), 3:-3] = rng.uniform(0.2, 1.0, 3)


def dunes(height, width, seed):
    """Paint dunes with wind ripples under a hazy sky."""
    picture = sky(height, width, seed, top=(0.45, 0.6, 0.75), bottom=(0.95, 0.88, 0.74), sun=(0.2, 0.2))
    y, x = coordinates(height, width)
    for number in range(5):
        near = number / 4
        line = ridge(width, level=0.36 + 0.13 * number, rough=0.2, seed=seed + 7 * number)
        bend = clouds(height, width, cell=150, seed=seed + 50 + number, octaves=3)
        waves = 0.5 + 0.5 * np.sin((y * (90 + 20 * number) + 14 * bend + 6 * x) * (2.2 - near))
        grain = clouds(height, width, cell=10, seed=seed + 70 + number, octaves=3)
        shade = 0.62 + 0.18 * waves + 0.3 * grain + 0.25 * bend
        colour = mix((0.86, 0.74, 0.58), (0.78, 0.5, 0.28), near) * shade[..., None]
        picture = mix(picture, colour, ramp(-0.001, 0.003, y - line[None]))
    return picture


def mosaic(height, width, seed):
    """Paint irregular tiles whose colours follow large patches."""
    rng = np.random.default_rng(seed)
    seeds = np.ones((height, width), np.uint8)
    count = height * width // 500
    seeds[rng.integers(0, height, count), rng.integers(0, width, count)] = 0
    _, labels = cv2.distanceTransformWithLabels(seeds, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    patches = np.dstack([clouds(height, width, cell=160, seed=seed + number, octaves=3) for number in (1, 2, 3)])
    tints = rng.uniform(0.6, 1.3, (int(labels.max()) + 1, 1)).astype(np.float32)
    edges = cv2.morphologyEx(labels.astype(np.float32), cv2.MORPH_GRADIENT, np.ones((3, 3))) > 0
    grout = cv2.GaussianBlur(edges.astype(np.float32), (0, 0), 0.8)
    glaze = clouds(height, width, cell=16, seed=seed + 4, octaves=3)
    tiles = np.clip((patches - 0.5) * 1.3 + 0.45, 0.05, 0.9) * tints[labels] * (0.75 + 0.4 * glaze)[..., None]
    return mix(tiles, (0.82, 0.8, 0.74), grout)


def knit(height, width, seed):
    """Paint stitches in bands of two wools, with a yoke of another."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    stitch = 0.7 + 0.3 * np.abs(np.sin(x / 7) * np.sin((y + 4 * np.abs(np.sin(x / 14))) / 6))
    bands = ramp(-0.2, 0.2, np.sin(y / 31) + 0.8 * np.sin(x / 53))
    picture = mix((0.22, 0.34, 0.3), (0.86, 0.8, 0.66), bands)
    yoke = ramp(0.52, 0.56, clouds(height, width, cell=110, seed=seed, octaves=3))
    fuzz = clouds(height, width, cell=8, seed=seed + 2, octaves=3)
    return mix(picture, (0.7, 0.24, 0.2), 0.9 * yoke) * (stitch * (0.7 + 0.6 * fuzz))[..., None]
