"""Changes of light: on everything, as a gradient, on one thing; standing and with a moving camera; dusk."""

import numpy as np

from bench.quality.heldout import grounds, things
from bench.quality.heldout.photographs import photograph
from bench.quality.scenes import Pose, backdrop, canvas, dim, pan, prop, stage


def lit(paint, seed, light, start, end=None, margin=1.6):
    """Return a builder of one picture under a changing light, with the camera going to ``end``."""

    def scene(w, h):
        return stage(w, h, backdrop(canvas(paint, w, h, seed, margin), start, end or start), light=light)

    return scene


def brighten(low, tint=(1.0, 1.0, 1.0)):
    """Return a change of light from ``low`` times ``tint`` to the painted light."""

    def light(picture, t):
        start = np.float32(low) * np.float32(tint)
        return picture * (start + (1 - start) * t)

    return light


def shade(left, right, *, vertical=False):
    """Return a change of light that ends at gains ``left`` to ``right`` across the frame (or top to bottom)."""

    def light(picture, t):
        gains = np.linspace(left, right, picture.shape[0 if vertical else 1], dtype=np.float32)
        gains = gains[:, None, None] if vertical else gains[None, :, None]
        return picture * (1 + (gains - 1) * t)

    return light


def nightfall(picture, t):
    """Turn day to a green night: colours change places and can no longer be compared, shapes stay."""
    night = picture[..., [1, 2, 0]] * np.float32([0.3, 0.55, 0.5]) + np.float32([0.02, 0.06, 0.07])
    return picture * (1 - t) + night * t


def glow(gain):
    """Return what makes an actor's own colours end at ``gain`` times themselves."""

    def warp(layered, t):
        return layered * np.float32([*(1 + (np.float32(gain) - 1) * t), 1])

    return warp


def _lamp(w, h):
    """Light up one lantern that sways, before a street that stays as it is."""
    ground = backdrop(canvas(grounds.skyline, w, h, 2351), pan(0), pan(0.015))
    shining = glow((1.7, 1.5, 1.1))
    swaying = prop(
        things.lantern(int(h * 0.6), 2352), Pose(x=0.45, y=0.5, turn=-4), Pose(x=0.52, y=0.5, turn=6), shining
    )
    return stage(w, h, ground, swaying)


def _shadowed(w, h):
    """Let a car drive into the shade."""
    ground = backdrop(canvas(grounds.mosaic, w, h, 2361), pan(0), pan(0))
    driving = prop(things.car(int(h * 0.6), 2362), Pose(x=0.35, y=0.55), Pose(x=0.55, y=0.58), glow((0.5, 0.5, 0.6)))
    return stage(w, h, ground, driving)


SCENES = {
    "gain-forest": lit(grounds.forest, 2301, dim(0.6), pan(0)),
    "gain-pan-dunes": lit(grounds.dunes, 2311, brighten(0.62), pan(0.035), pan(-0.035)),
    "tint-pan-skyline": lit(grounds.skyline, 2321, dim(0.9, (1.1, 0.92, 0.68)), pan(-0.03), pan(0.03)),
    "gradient-shelf": lit(grounds.shelf, 2331, shade(0.95, 0.5), pan(0)),
    "gradient-pan-reef": lit(grounds.reef, 2341, shade(1.05, 0.55, vertical=True), pan(0.02, 0.02), pan(-0.02, -0.01)),
    "lamp": _lamp,
    "shadowed-car": _shadowed,
    "nightfall-forest": lit(grounds.forest, 2371, nightfall, pan(0)),
    "nightfall-pan-mosaic": lit(grounds.mosaic, 2381, nightfall, pan(0.015), pan(-0.015)),
    "photo-gain-pan-cup": lit(photograph("cup"), 0, dim(0.65), pan(0.02, scale=1.0), pan(-0.02, scale=1.0), 1.1),
    "photo-tint-push-cat": lit(
        photograph("cat"), 0, brighten(0.7, (0.85, 0.95, 1.15)), pan(0, scale=1.0), pan(0.01, scale=1.15), 1.1
    ),
    "photo-gradient-pan-astronaut": lit(
        photograph("astronaut"), 0, shade(0.5, 1.0), pan(-0.02, scale=1.0), pan(0.02, scale=1.0), 1.1
    ),
}
