"""Into the eye: the camera dives to the pupil, through a tunnel of light, and out into the same picture."""

import math
from dataclasses import dataclass

import cv2
import numpy as np

from inbetween.domain.frames import Plane, Rgb
from inbetween.engines.tween.effects.kit.camera import seen
from inbetween.engines.tween.effects.kit.easing import lerp, ramp, smooth, smoother
from inbetween.engines.tween.effects.kit.grading import luma, vignette
from inbetween.engines.tween.effects.kit.laying import lay_over, mixed, shade
from inbetween.engines.tween.effects.kit.light import Map, centres, lit, screen
from inbetween.engines.tween.effects.kit.stamp import Sprite, put
from inbetween.engines.tween.effects.kit.tunnel import Tunnel, dig_tunnel
from inbetween.engines.tween.effects.scene.stage import Paint, Stage
from inbetween.engines.tween.effects.sprites.iris import PUPIL, iris

_DIVES, _FLIES, _OPENS = (0.25, 2.55), (2.28, 2.5), (2.75, 4.7)
_ROLL = math.radians(6)
_TURN = math.radians(-14)
_SPEED = 300.0
_HAZEL = np.array([90, 120, 120], np.float32)
_SMALL = 160
"""Pixels of the longer side at which an eye is looked for where no face is known."""


def prepare(stage: Stage) -> Paint:
    """Return what paints the dive into an eye of ``stage``, or into its darkest round spot."""
    x, y, radius = _eye(stage)
    size = stage.picture.shape[:2]
    across, down = centres(size)
    return _Dive(
        picture=stage.picture,
        eye=(x, y),
        radius=radius,
        drawn=iris(_colour(stage.picture, (x, y), radius), stage.chance("iris")),
        tunnel=dig_tunnel(size, stage.chance("tunnel")),
        far=np.hypot(across - np.float32((size[1] - 1) / 2), down - np.float32((size[0] - 1) / 2)),
        lens=vignette(size, (0.5, 0.5), 1.0, 0.75),
        diagonal=math.hypot(*size) / 2,
        fills=1.1 * math.hypot(*size) / 2 / (PUPIL * radius),
    ).paint


def _eye(stage: Stage) -> tuple[float, float, float]:
    """Return where to dive to and the radius of the iris, in pixels."""
    subject = stage.subject
    if subject.eyes is not None:
        return *min((subject.eyes.left, subject.eyes.right), key=lambda eye: _darkness(stage, eye)), subject.eyes.iris
    if subject.sure_faces:
        head = subject.head
        return head.x + 0.3 * head.r, head.y - 0.1 * head.r, 0.10 * head.r
    return _dark_spot(stage.picture)


def _darkness(stage: Stage, eye: tuple[float, float]) -> float:
    """Return how dark the picture is at an eye: the darker one of two is the better seen one."""
    x, y = round(eye[0]), round(eye[1])
    return float(stage.picture[max(y - 2, 0) : y + 3, max(x - 2, 0) : x + 3].mean())


def _dark_spot(picture: Rgb) -> tuple[float, float, float]:
    """Return the darkest round spot near the middle of a picture, at the size at which it stands out most."""
    scale = max(picture.shape[:2]) / _SMALL
    width, height = round(picture.shape[1] / scale), round(picture.shape[0] / scale)
    small = cv2.resize(luma(picture), (width, height), interpolation=cv2.INTER_AREA).astype(np.float32)
    y, x = np.linspace(-1, 1, height, dtype=np.float32)[:, None], np.linspace(-1, 1, width, dtype=np.float32)[None]
    prior = np.exp(-((x / 0.6) ** 4) - (y / 0.6) ** 4)
    best = (-1.0, 0.0, 0.0, 1.0)
    for sigma in (2.0, 3.0, 4.5):
        dark = (cv2.GaussianBlur(small, (0, 0), 2.4 * sigma) - cv2.GaussianBlur(small, (0, 0), sigma)) * prior
        _, value, _, at = cv2.minMaxLoc(dark)
        best = max(best, (value, float(at[0]), float(at[1]), sigma))
    _, column, row, sigma = best
    return (column + 0.5) * scale, (row + 0.5) * scale, 3.2 * sigma * scale


def _colour(picture: Rgb, eye: tuple[float, float], radius: float) -> tuple[float, float, float]:
    """Return what colour the drawn iris has: half that of the picture's own round its pupil, made stronger."""
    ring = np.zeros(picture.shape[:2], np.uint8)
    cv2.circle(ring, (round(eye[0]), round(eye[1])), max(round(0.8 * radius), 2), 255, max(round(0.4 * radius), 1))
    own = np.array(cv2.mean(picture, ring)[:3])
    strong = np.clip(own.mean() + 1.8 * (own - own.mean()), 20, 230)
    mean = 0.5 * strong + 0.5 * _HAZEL
    bright = mean * (150 / max(mean.mean(), 40))
    return float(bright[0]), float(bright[1]), float(bright[2])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Dive:
    picture: Rgb
    eye: tuple[float, float]
    radius: float
    drawn: Sprite
    tunnel: Tunnel
    far: Map
    lens: Plane
    diagonal: float
    fills: float

    def paint(self, t: float) -> Rgb:
        flies = smooth(t, *_FLIES)
        if flies <= 0:
            return self._dive(t)
        return mixed(self._dive(t), self._fly(t), flies) if flies < 1 else self._fly(t)

    def _dive(self, t: float) -> Rgb:
        """The camera goes down to the pupil, ever faster; a drawn iris hides that the picture has no more to show."""
        height, width = self.picture.shape[:2]
        u, unit = ramp(t, *_DIVES), min(height, width)
        way = u * u * (1.9 - 0.9 * u)
        scale, aim = self.fills**way, smoother(ramp(t, 0.1, 1.2))
        at = lerp(self.eye[0], (width - 1) / 2, aim), lerp(self.eye[1], (height - 1) / 2, aim)
        shift = at[0] - self.eye[0], at[1] - self.eye[1]
        frame = seen(self.picture, scale, self.eye, shift=shift, angle=-_ROLL * way)
        wide = 2 * self.radius * scale
        if wide > 0.30 * unit:  # its pixels would show as blocks
            small = cv2.resize(frame, (width // 4, height // 4), interpolation=cv2.INTER_AREA)
            blur = min(max((wide / unit - 0.3) * 14, 0.1), 8.0) * unit / 720
            frame = cv2.resize(cv2.GaussianBlur(small, (0, 0), blur), (width, height))
        drawn = smooth(wide / unit, 0.045, 0.16) * smooth(t, 0.5, 1.6)
        if drawn > 0:
            put(frame, self.drawn, at, wide, angle=-_ROLL * way, alpha=drawn)
        shade(frame, self.lens, smooth(t, 0.3, 1.6))
        return frame

    def _fly(self, t: float) -> Rgb:
        """Through the tunnel, at whose end the picture opens."""
        size = (self.picture.shape[0], self.picture.shape[1])
        opened = smoother(ramp(t, *_OPENS))
        if opened >= 1:
            return self.picture.copy()
        frame = self.tunnel.at(t - 2.2, _SPEED * (1 - 0.35 * smooth(t, 3, 4.4)), size)
        if opened <= 0:
            return frame
        radius = lerp(0.03 * min(size), 1.12 * self.diagonal, opened**1.9)
        scale = lerp(0.16, 1.0, opened**1.25)
        middle = ((size[1] - 1) / 2, (size[0] - 1) / 2)
        view = seen(self.picture, scale, middle, angle=_TURN * (1 - opened))
        soft = max(12.0, 0.10 * radius)
        mask = np.rint(np.clip((radius - self.far) / np.float32(soft) + 0.5, 0, 1) * 255).astype(np.uint8)
        lay_over(frame, view, cv2.resize(mask, (size[1], size[0])))
        rim = np.exp(-(((self.far - np.float32(radius)) / np.float32(max(8.0, 0.12 * radius))) ** 2))
        screen(frame, lit(rim, (170.0, 215.0, 255.0), 1 - opened))
        return frame
