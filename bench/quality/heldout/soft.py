"""Smooth motion that no camera makes; the shift belongs to the target pixel, or matter goes straight."""

import cv2
import numpy as np

from bench.quality.heldout import grounds
from bench.quality.heldout.photographs import photograph
from bench.quality.painting import ramp
from bench.quality.scenes import Pose, backdrop, canvas, pan, prop, ripple, stage


def bent(paint, seed, warp, margin=1.2, end=None):
    """Return a builder of one picture that bends by ``warp``, with the camera going to ``end``."""

    def scene(w, h):
        start = pan(0, scale=1.0)
        return stage(w, h, backdrop(canvas(paint, w, h, seed, margin), start, end or start), warp=warp)

    return scene


def swell(strength, *, x=0.5, y=0.5, reach=0.2):
    """Return a warp that swells round a place and leaves the rest: an outward push of the target pixel.

    ``strength`` is the magnification gained in the middle, ``reach`` a share of the width.
    """

    def warp(picture, t):
        height, width = picture.shape[:2]
        rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
        dx, dy = columns - x * width, rows - y * height
        pull = t * strength * np.exp(-(dx * dx + dy * dy) / (2 * (reach * width) ** 2))
        return cv2.remap(
            picture, columns - pull * dx, rows - pull * dy, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT_101
        )

    return warp


def _banner(w, h):
    side = int(h * 0.85)
    rows, columns = np.mgrid[0:side, 0:side].astype(np.float32) / side
    mask = ramp(0.33, 0.325, np.maximum(np.abs(columns - 0.5), 1.2 * np.abs(rows - 0.5)))
    ground = backdrop(canvas(grounds.forest, w, h, 2251), pan(0), pan(0.015))
    banner = grounds.mosaic(side, side, 2252), mask
    waving = prop(banner, Pose(x=0.52, y=0.5), Pose(x=0.48, y=0.52), ripple(0.045, 2253, straight=True))
    return stage(w, h, ground, waving)


SCENES = {
    "knit-15b": bent(grounds.knit, 2201, ripple(0.018, 2202, straight=False)),
    "dunes-30b": bent(grounds.dunes, 2211, ripple(0.036, 2212, straight=False)),
    "mosaic-45b": bent(grounds.mosaic, 2215, ripple(0.054, 2216, straight=False)),
    "shelf-22f": bent(grounds.shelf, 2221, ripple(0.026, 2222, straight=True)),
    "reef-38f": bent(grounds.reef, 2231, ripple(0.046, 2232, straight=True)),
    "knit-30f-pan": bent(grounds.knit, 2235, ripple(0.036, 2236, straight=True), 1.3, pan(0.03, scale=1.0)),
    "swell-skyline": bent(grounds.skyline, 2241, swell(0.3, x=0.45, y=0.55)),
    "banner": _banner,
    "photo-cat-20b": bent(photograph("cat"), 0, ripple(0.024, 2261, straight=False), 1.1),
    "photo-astronaut-28f": bent(photograph("astronaut"), 0, ripple(0.034, 2271, straight=True), 1.1),
    "photo-swell-cup": bent(photograph("cup"), 0, swell(0.25, x=0.4, reach=0.14), 1.1, pan(-0.01, scale=1.02)),
}
