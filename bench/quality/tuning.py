"""Scenes that the engine's constants were chosen on, beside those of ``scenes``: never quote them as a result."""

import cv2
import numpy as np

from bench.quality import painting
from bench.quality.heldout.light import brighten, glow, lit, shade
from bench.quality.heldout.photographs import photograph
from bench.quality.heldout.soft import bent
from bench.quality.scenes import Pose, backdrop, canvas, dim, dusk, pan, prop, ripple, stage


def bumps(amplitude, seed, *, belongs):
    """Return a warp by a dozen bumps of many sizes, at most ``amplitude`` (share of the width) each way.

    The shift ``belongs`` to a place of the first frame (``"first"``: matter goes straight), of the target frame
    (``"target"``), or of the frame half way (``"middle"``).
    """
    rng = np.random.default_rng(seed)
    places, sizes, heights = rng.uniform(0, 1, (12, 2)), rng.uniform(0.06, 0.22, 12), rng.normal(0, 1, (12, 2))

    def shift(x, y, width, height):
        fields = np.zeros((2, *x.shape), np.float32)
        for (px, py), size, (hx, hy) in zip(places, sizes, heights, strict=True):
            bump = np.exp(-((x / width - px) ** 2 + ((y - py * height) / width) ** 2) / (2 * size * size))
            fields += np.float32([hx, hy])[:, None, None] * bump
        return amplitude * width / 1.8 * fields

    def warp(picture, t):
        height, width = picture.shape[:2]
        y, x = np.mgrid[0:height, 0:width].astype(np.float32)
        share = t - 0.5 if belongs == "middle" else t
        dx, dy = shift(x, y, width, height)
        for _ in range(8 if belongs == "first" else 0):
            dx, dy = shift(x + share * dx, y + share * dy, width, height)
        places = (x + share * dx).astype(np.float32), (y + share * dy).astype(np.float32)
        return cv2.remap(picture, *places, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT_101)

    return warp


def _overlapping(w, h):
    """Let two things overlap all the time, the nearer the faster."""
    ground = backdrop(canvas(painting.street, w, h, 311), pan(0.008), pan(-0.01))
    behind = prop(painting.balloon(int(h * 0.6), 312), Pose(x=0.4, y=0.5), Pose(x=0.45, y=0.42, turn=4))
    before = prop(painting.wheel(int(h * 0.55), 313), Pose(x=0.54, y=0.6), Pose(x=0.45, y=0.64, turn=-9))
    return stage(w, h, ground, behind, before)


def _passing(w, h):
    """Let two things change sides."""
    ground = backdrop(canvas(painting.landscape, w, h, 321), pan(0), pan(-0.01))
    right = prop(painting.wheel(int(h * 0.45), 322), Pose(x=0.28, y=0.5), Pose(x=0.66, y=0.55, turn=15))
    left = prop(painting.balloon(int(h * 0.5), 323), Pose(x=0.68, y=0.45), Pose(x=0.3, y=0.5))
    return stage(w, h, ground, right, left)


def _turning(w, h):
    """Turn a wheel whose middle is not the middle of what is seen of it."""
    ground = backdrop(canvas(painting.harbour, w, h, 331), pan(0), pan(0.012))
    turning = prop(painting.boat(int(h * 0.7), 332), Pose(x=0.5, y=0.55), Pose(x=0.46, y=0.5, turn=-28))
    return stage(w, h, ground, turning)


def _three_deep(w, h):
    """Let three things overlap, the front one crossing both others."""
    ground = backdrop(canvas(painting.landscape, w, h, 401), pan(0.006), pan(-0.006))
    far = prop(painting.moon(int(h * 0.5), 402), Pose(x=0.35, y=0.4), Pose(x=0.4, y=0.42))
    middle = prop(painting.balloon(int(h * 0.55), 403), Pose(x=0.45, y=0.5), Pose(x=0.52, y=0.46, turn=-6))
    near = prop(painting.boat(int(h * 0.5), 404), Pose(x=0.6, y=0.62), Pose(x=0.42, y=0.66, scale=1.1))
    return stage(w, h, ground, far, middle, near)


def _leaving(w, h):
    """Let a thing sail half out of the frame."""
    ground = backdrop(canvas(painting.harbour, w, h, 411), pan(0), pan(0.012))
    going = prop(painting.boat(int(h * 0.6), 412), Pose(x=0.8, y=0.58), Pose(x=1.02, y=0.6))
    return stage(w, h, ground, going)


def _leaving_zoom(w, h):
    """Zoom in while a thing leaves against it."""
    ground = backdrop(canvas(painting.street, w, h, 421), pan(0, scale=0.8), pan(0, scale=1.05))
    going = prop(painting.balloon(int(h * 0.5), 422), Pose(x=0.2, y=0.5), Pose(x=0.02, y=0.55))
    return stage(w, h, ground, going)


def _off_centre(w, h):
    """Turn a wheel far about a point beside its middle, as a gear on a crooked axle."""
    ground = backdrop(canvas(painting.street, w, h, 431), pan(0), pan(0.008))
    wheel, mask = painting.wheel(int(h * 0.5), 432)
    shift = np.float32([[1, 0, h * 0.06], [0, 1, 0]])
    size = (wheel.shape[1] + int(h * 0.12), wheel.shape[0])
    crooked = cv2.warpAffine(wheel, shift, size), cv2.warpAffine(mask, shift, size)
    return stage(w, h, ground, prop(crooked, Pose(x=0.5, y=0.5), Pose(x=0.52, y=0.48, turn=55)))


def _cut_off(w, h):
    """Move two things that the frame cuts at its top and bottom."""
    ground = backdrop(canvas(painting.harbour, w, h, 441), pan(0.01), pan(-0.012))
    high = prop(painting.balloon(int(h * 0.7), 442), Pose(x=0.3, y=0.15), Pose(x=0.42, y=0.1))
    low = prop(painting.wheel(int(h * 0.6), 443), Pose(x=0.7, y=0.95), Pose(x=0.62, y=0.9, turn=20))
    return stage(w, h, ground, high, low)


def _lit_balloon(w, h):
    """Darken one thing that moves before a street that stays as it is."""
    ground = backdrop(canvas(painting.street, w, h, 341), pan(0), pan(-0.01))
    moving = prop(
        painting.balloon(int(h * 0.6), 342), Pose(x=0.4, y=0.5, turn=3), Pose(x=0.55, y=0.54), glow((0.5, 0.55, 0.65))
    )
    return stage(w, h, ground, moving)


def _lit_boat(w, h):
    """Light up one thing that hardly moves."""
    ground = backdrop(canvas(painting.harbour, w, h, 351), pan(0.01), pan(-0.008))
    moving = prop(painting.boat(int(h * 0.6), 352), Pose(x=0.45, y=0.55), Pose(x=0.5, y=0.52), glow((1.7, 1.5, 1.2)))
    return stage(w, h, ground, moving)


def night(picture, t):
    """Turn day to a red night whose colours cannot be compared with those of the day."""
    dark = picture[..., [2, 0, 1]] * np.float32([0.6, 0.35, 0.4]) + np.float32([0.08, 0.03, 0.02])
    return picture * (1 - t) + dark * t


def lamp(picture, t):
    """Let the light go but for a lamp that is lit on the left."""
    height, width = picture.shape[:2]
    across, down = np.meshgrid(np.arange(width) / width - 0.3, (np.arange(height) / width - 0.3))
    shine = np.exp(-(across**2 + down**2) / 0.02).astype(np.float32)[..., None]
    return picture * (1 - 0.55 * t * (1 - 1.6 * shine))


def winter(picture, t):
    """Turn hues with brightness, so that no colour of one picture tells that of the other; shapes stay."""
    luma = picture.mean(2, keepdims=True)
    cold = luma**0.7 * np.float32(0.8) + np.float32(0.16) * np.sin(luma * 9 + np.float32([0, 2.1, 4.2]))
    return picture * (1 - t) + np.clip(cold, 0, 1) * t


def _boat_in(paint, seed, light, end):
    """Return a builder of a boat that sails while the camera pans to ``end`` under a changing light."""

    def scene(w, h):
        ground = backdrop(canvas(paint, w, h, seed), pan(0), end)
        sailing = prop(painting.boat(int(h * 0.55), seed + 1), Pose(x=0.4, y=0.55), Pose(x=0.53, y=0.58, turn=3))
        return stage(w, h, ground, sailing, light=light)

    return scene


KINDS = {
    "rigid": {
        "overlapping": _overlapping,
        "changing-sides": _passing,
        "turning": _turning,
        "three-deep": _three_deep,
        "leaving": _leaving,
        "leaving-zoom": _leaving_zoom,
        "off-centre": _off_centre,
        "cut-off": _cut_off,
    },
    "camera": {
        "push-street": lambda w, h: stage(
            w, h, backdrop(canvas(painting.street, w, h, 361), pan(0, scale=0.8), pan(0.03, -0.02, scale=1.14))
        ),
    },
    "soft": {
        "bumps-cloth-20-first": bent(painting.cloth, 371, bumps(0.024, 372, belongs="first")),
        "bumps-cloth-20-target": bent(painting.cloth, 371, bumps(0.024, 372, belongs="target")),
        "bumps-street-35-first": bent(painting.street, 373, bumps(0.042, 374, belongs="first")),
        "bumps-street-35-target": bent(painting.street, 373, bumps(0.042, 374, belongs="target")),
        "bumps-harbour-30-middle": bent(painting.harbour, 375, bumps(0.036, 376, belongs="middle")),
        "waves-landscape-36-first": bent(painting.landscape, 377, ripple(0.043, 378, straight=True)),
        "waves-landscape-36-target": bent(painting.landscape, 377, ripple(0.043, 378, straight=False)),
        "waves-street-45-target": bent(painting.street, 379, ripple(0.054, 380, straight=False)),
        "photo-bumps-brick-25-first": bent(photograph("brick"), 0, bumps(0.03, 381, belongs="first"), 1.1),
        "photo-bumps-brick-25-target": bent(photograph("brick"), 0, bumps(0.03, 381, belongs="target"), 1.1),
        "photo-waves-tissue-25-first": bent(photograph("tissue"), 0, ripple(0.03, 382, straight=True), 1.1),
    },
    "light": {
        "gain-street": lit(painting.street, 391, dim(0.55), pan(0)),
        "gradient-harbour": lit(painting.harbour, 392, shade(0.5, 1.0), pan(0)),
        "night-street": lit(painting.street, 393, night, pan(0)),
        "night-pan-landscape": lit(painting.landscape, 394, night, pan(-0.015), pan(0.02)),
        "dusk-push-harbour": lit(painting.harbour, 395, dusk, pan(0), pan(0.01, scale=0.98)),
        "tint-pan-landscape": lit(painting.landscape, 396, brighten(0.7, (0.9, 0.95, 1.1)), pan(0.03), pan(-0.02)),
        "gain-boat": _boat_in(painting.street, 401, dim(0.6), pan(0)),
        "dusk-boat": _boat_in(painting.harbour, 403, dusk, pan(0.012)),
        "winter-pan-landscape": lit(painting.landscape, 405, winter, pan(0.01), pan(-0.02)),
        "winter-boat": _boat_in(painting.street, 407, winter, pan(-0.012)),
        "lamp-pan-street": lit(painting.street, 409, lamp, pan(0.012), pan(-0.012)),
        "lit-balloon": _lit_balloon,
        "lit-boat": _lit_boat,
        "photo-gain-roll-coins": lit(
            photograph("coins"), 0, dim(0.65), pan(0, scale=1.05, turn=-2), pan(0.01, scale=1.1, turn=3), 1.2
        ),
    },
}
