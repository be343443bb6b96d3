"""Scenes with a known truth: layers that move as similarities, and warps that do not.

``Scene.frame(t)`` is the picture at t between 0 and 1, linear in every parameter, (height, width, 3) uint8. Layers are
drawn at twice the size and averaged, so that edges are as soft as a lens makes them.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from bench.quality import painting

FINE = 2


@dataclass(frozen=True, kw_only=True)
class Pose:
    """Where a layer's centre is (shares of the frame's width and height), its scale and its turn in degrees."""

    x: float = 0.5
    y: float = 0.5
    scale: float = 1.0
    turn: float = 0.0

    def towards(self, other, t):
        """Return the pose at ``t`` on the way to ``other``."""
        steps = ((own, getattr(other, name)) for name, own in vars(self).items())
        return Pose(**dict(zip(vars(self), (own + (end - own) * t for own, end in steps), strict=True)))


@dataclass(frozen=True, kw_only=True)
class Actor:
    """A picture with a mask (``None``: it covers everything) that goes from one pose to another, maybe bending."""

    picture: np.ndarray
    mask: np.ndarray | None
    start: Pose
    end: Pose
    warp: Callable[[np.ndarray, float], np.ndarray] | None = None

    def at(self, t):
        """Return picture and mask at ``t``, before they are placed."""
        if self.warp is None:
            return self.picture, self.mask
        bent = self.warp(np.dstack([self.picture, self.mask]), t)
        return bent[..., :3], bent[..., 3]


@dataclass(frozen=True, kw_only=True)
class Scene:
    """Actors, back to front; then a warp of the finished frame, and a change of its light."""

    width: int
    height: int
    actors: list[Actor]
    warp: Callable[[np.ndarray, float], np.ndarray] | None = None
    light: Callable[[np.ndarray, float], np.ndarray] | None = None

    def frame(self, t):
        """Draw the frame at ``t``."""
        picture = np.zeros((self.height * FINE, self.width * FINE, 3), np.float32)
        for actor in self.actors:
            picture = self._placed(picture, *actor.at(t), actor.start.towards(actor.end, t))
        if self.warp:
            picture = self.warp(picture, t)
        picture = cv2.resize(picture, (self.width, self.height), interpolation=cv2.INTER_AREA)
        if self.light:
            picture = self.light(picture, t)
        return np.clip(picture * 255 + 0.5, 0, 255).astype(np.uint8)

    def _placed(self, picture, painted, mask, pose):
        height, width = painted.shape[:2]
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), -pose.turn, pose.scale * FINE)
        turn[:, 2] += (pose.x * self.width * FINE - width / 2, pose.y * self.height * FINE - height / 2)
        size = (self.width * FINE, self.height * FINE)
        placed = cv2.warpAffine(painted, turn, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT_101)
        if mask is None:
            return placed
        return painting.mix(picture, placed, np.clip(cv2.warpAffine(mask, turn, size), 0, 1))


def backdrop(picture, start, end):
    """Return an actor that covers the frame."""
    return Actor(picture=picture.astype(np.float32), mask=None, start=start, end=end)


def prop(painted, start, end, warp=None):
    """Return an actor from a painted (picture, mask)."""
    return Actor(picture=painted[0].astype(np.float32), mask=painted[1], start=start, end=end, warp=warp)


def canvas(paint, width, height, seed, margin=1.6):
    """Paint a picture ``margin`` times as large as the frame."""
    return paint(int(height * margin), int(width * margin), seed)


def ripple(amplitude, seed, *, straight):
    """Return a smooth warp of at most ``amplitude`` (share of the width) each way.

    ``straight`` moves material points on straight lines; otherwise the shift belongs to the target pixel.
    """
    rng = np.random.default_rng(seed)
    waves = [(rng.uniform(1.0, 2.4), rng.uniform(0, 6.3), rng.uniform(0, 6.3)) for _ in range(6)]

    def shift(x, y, width, height):
        sums = [np.zeros_like(x), np.zeros_like(x)]
        for number, (cycles, phase, direction) in enumerate(waves):
            along = math.cos(direction) * x / width + math.sin(direction) * y / height
            sums[number % 2] += np.sin(2 * math.pi * cycles * along + phase)
        return [amplitude * width * total / 3 for total in sums]

    def warp(picture, t):
        height, width = picture.shape[:2]
        y, x = np.mgrid[0:height, 0:width].astype(np.float32)
        dx, dy = shift(x, y, width, height)
        if straight:
            for _ in range(8):
                dx, dy = shift(x + t * dx, y + t * dy, width, height)
        return cv2.remap(
            picture,
            (x + t * dx).astype(np.float32),
            (y + t * dy).astype(np.float32),
            cv2.INTER_CUBIC,
            borderMode=cv2.BORDER_REFLECT_101,
        )

    return warp


def tilt(amount):
    """Return a warp by a homography whose corners move on straight lines."""

    def warp(picture, t):
        height, width = picture.shape[:2]
        corners = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
        moves = np.float32([[-0.3, -0.7], [0.9, -0.2], [0.2, 0.8], [-1.0, 0.4]]) * amount * width
        moved = corners + np.float32([[-0.05, -0.05], [0.05, -0.05], [0.05, 0.05], [-0.05, 0.05]]) * width
        model = cv2.getPerspectiveTransform(corners, moved + t * moves)
        return cv2.warpPerspective(picture, model, (width, height), flags=cv2.INTER_CUBIC)

    return warp


def dim(gain, tint=(1.0, 1.0, 1.0)):
    """Return a change of light that ends at ``gain`` times ``tint``."""

    def light(picture, t):
        return picture * (1 + (np.float32(gain) * np.float32(tint) - 1) * t)

    return light


def dusk(picture, t):
    """Change hues until colours can no longer be compared, while shapes stay."""
    night = picture[..., ::-1] * np.float32([0.5, 0.55, 0.8]) + np.float32([0.02, 0.03, 0.12])
    return picture * (1 - t) + night * t


def pan(x, y=0.0, scale=0.9, turn=0.0):
    """Return a pose by its distance from the middle of the frame."""
    return Pose(x=0.5 + x, y=0.5 + y, scale=scale, turn=turn)


def build(name, width=832, height=464):
    """Return the scene called ``name`` (see ``NAMES``) at the given size."""
    return _SCENES[name](width, height)


def stage(width, height, *actors, warp=None, light=None):
    """Return the scene of ``actors``, back to front."""
    return Scene(width=width, height=height, actors=list(actors), warp=warp, light=light)


def _small(w, h):
    ground = backdrop(canvas(painting.landscape, w, h, 11), pan(0), pan(-0.012, 0.006))
    thing = prop(painting.balloon(h // 2, 5), Pose(x=0.3, y=0.4), Pose(x=0.325, y=0.37, scale=1.02))
    return stage(w, h, ground, thing)


def _large(w, h):
    ground = backdrop(canvas(painting.harbour, w, h, 21), pan(0.05), pan(-0.06))
    sailing = prop(painting.boat(int(h * 0.55), 6), Pose(x=0.25, y=0.55, scale=0.8), Pose(x=0.62, y=0.6, scale=0.95))
    flying = prop(painting.balloon(h // 3, 8), Pose(x=0.75, y=0.3), Pose(x=0.58, y=0.2, scale=0.9, turn=8))
    return stage(w, h, ground, flying, sailing)


def _zoom(w, h):
    return stage(w, h, backdrop(canvas(painting.street, w, h, 31), pan(0, scale=0.8), pan(0.02, 0.01, 1.1)))


def _rotation(w, h):
    start, end = pan(0, scale=0.95, turn=-4), pan(0, scale=1.1, turn=12)
    return stage(w, h, backdrop(canvas(painting.landscape, w, h, 41, 1.9), start, end))


def _light(w, h):
    ground = backdrop(canvas(painting.street, w, h, 51), pan(0.03), pan(-0.03))
    return stage(w, h, ground, light=dim(0.68, (1.06, 1.0, 0.9)))


def _cloth(amplitude, seed, *, straight):
    def scene(w, h):
        ground = backdrop(canvas(painting.cloth, w, h, seed, 1.3), pan(0, scale=1.0), pan(0, scale=1.0))
        return stage(w, h, ground, warp=ripple(amplitude, seed, straight=straight))

    return scene


def _flag(w, h):
    side = int(h * 0.9)
    y, x = np.mgrid[0:side, 0:side].astype(np.float32) / side
    mask = painting.ramp(0.35, 0.345, np.maximum(np.abs(x - 0.5), np.abs(y - 0.5)))
    banner = painting.cloth(side, side, 127), mask
    ground = backdrop(canvas(painting.landscape, w, h, 125), pan(0), pan(-0.02))
    waving = prop(banner, Pose(x=0.45, y=0.5), Pose(x=0.5, y=0.48), ripple(0.05, 126, straight=True))
    return stage(w, h, ground, waving)


def _spin(w, h):
    ground = backdrop(canvas(painting.street, w, h, 61), pan(0), pan(-0.02))
    turning = prop(painting.wheel(int(h * 0.6), 7), Pose(x=0.5, y=0.5), Pose(x=0.53, y=0.5, turn=45))
    return stage(w, h, ground, turning)


def _soft_thing(w, h):
    ground = backdrop(canvas(painting.landscape, w, h, 71), pan(0.01), pan(-0.01))
    return stage(w, h, ground, prop(painting.moon(h // 3, 9), Pose(x=0.3, y=0.35), Pose(x=0.42, y=0.3)))


def _crossing(w, h):
    ground = backdrop(canvas(painting.harbour, w, h, 81), pan(0.01), pan(-0.01))
    left = prop(painting.boat(int(h * 0.5), 3), Pose(x=0.22, y=0.6), Pose(x=0.7, y=0.6))
    right = prop(painting.balloon(int(h * 0.45), 4), Pose(x=0.72, y=0.4), Pose(x=0.3, y=0.45))
    return stage(w, h, ground, left, right)


def _tilt(w, h):
    ground = backdrop(canvas(painting.street, w, h, 91, 1.3), pan(0, scale=1.0), pan(0, scale=1.0))
    return stage(w, h, ground, warp=tilt(0.05))


def _parallax(w, h):
    """Walk past hills: the nearer, the faster."""
    size = int(h * 1.3), int(w * 1.3)
    sky = backdrop(painting.sky(*size, 151), pan(0), pan(-0.004))
    planes = ((0.3, 0.01), (0.6, 0.025), (1.0, 0.06))
    slopes = [
        prop(painting.slope(*size, depth, 152 + 10 * number), pan(shift, scale=1.0), pan(-shift, scale=1.0))
        for number, (depth, shift) in enumerate(planes)
    ]
    return stage(w, h, sky, *slopes)


def _still(w, h):
    return stage(w, h, backdrop(canvas(painting.landscape, w, h, 101), pan(0), pan(0)))


def _dusk(w, h):
    return stage(w, h, backdrop(canvas(painting.street, w, h, 111), pan(0.01), pan(-0.01)), light=dusk)


KINDS = {
    "rigid": {"small": _small, "large": _large, "spin": _spin, "soft": _soft_thing, "crossing": _crossing},
    "camera": {"zoom": _zoom, "rotation": _rotation, "tilt": _tilt, "parallax": _parallax},
    "soft": {
        "cloth18b": _cloth(0.0216, 121, straight=False),
        "cloth40b": _cloth(0.048, 122, straight=False),
        "cloth25f": _cloth(0.03, 123, straight=True),
        "flag": _flag,
    },
    "light": {"light": _light},
}
"""Per kind, the scenes whose middle is known and worth measuring: what each is called and what builds it."""

_SCENES = {name: build for kind in KINDS.values() for name, build in kind.items()} | {"still": _still, "dusk": _dusk}
NAMES = tuple(_SCENES)


def unrelated(width, height):
    """Return two pictures that have nothing to do with each other."""
    pairs = (
        (painting.landscape, 131, painting.balloon, 0.36, 0.42),
        (painting.harbour, 141, painting.boat, 0.66, 0.55),
    )
    pictures = []
    for ground, seed, thing, x, y in pairs:
        behind = backdrop(canvas(ground, width, height, seed), pan(0), pan(0))
        before = prop(thing(int(height * 0.6), 2), Pose(x=x, y=y), Pose(x=x, y=y))
        pictures.append(stage(width, height, behind, before).frame(0))
    return pictures[0], pictures[1]
