"""A slow push and tilt to two faces that draw together against a setting sun; kiss marks print the frame."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from inbetween.domain.frames import Plane, Rgb
from inbetween.engines.tween.effects.kit.drift import drift, stamp_drift
from inbetween.engines.tween.effects.kit.easing import clamp, lerp, ramp, smooth, smoother, spring
from inbetween.engines.tween.effects.kit.grading import curves, grade, vignette
from inbetween.engines.tween.effects.kit.grid import Field, look
from inbetween.engines.tween.effects.kit.hearts import rising
from inbetween.engines.tween.effects.kit.laying import shade
from inbetween.engines.tween.effects.kit.leaning import drawn_together
from inbetween.engines.tween.effects.kit.light import glow, lit, screen, together
from inbetween.engines.tween.effects.kit.rays import prepare_rays
from inbetween.engines.tween.effects.kit.shapes import heart_sprite, size_class
from inbetween.engines.tween.effects.kit.stamp import put
from inbetween.engines.tween.effects.scene.faces import Head
from inbetween.engines.tween.effects.scene.stage import Paint, Stage
from inbetween.engines.tween.effects.sprites.lips import kiss

_DUSK = curves(
    ((0, 40), (128, 158), (255, 255)),
    ((0, 12), (128, 100), (255, 226)),
    ((0, 60), (128, 110), (255, 190)),
)

_NEAR, _TILT = 0.42, math.radians(3.2)
_LEAN = 1.05
"""Share of their gap by which the heads draw together; at 1.1 foreheads overlap."""

_BAR = 0.085
"""Height of the black bars of a cinema, in frame heights."""

_SUN = (255.0, 140.0, 60.0)

_PRINTS = (
    (0.13, 0.25, -0.40),
    (0.87, 0.31, 0.35),
    (0.20, 0.76, 0.25),
    (0.84, 0.78, -0.30),
    (0.50, 0.16, 0.05),
    (0.22, 0.15, -0.20),
    (0.78, 0.86, 0.20),
    (0.50, 0.86, -0.10),
    (0.14, 0.88, 0.30),
)
"""Where kisses may be printed, as parts of the frame, and how they are turned: five of them, clear of the faces."""

_PRINTED = (2.5, 2.95, 3.4, 3.75, 4.1)


def prepare(stage: Stage) -> Paint:
    """Draw two faces together; where only one is known, only the camera comes nearer."""
    size = stage.height, stage.width
    camera, sun, marks = _Camera.of(stage), _prepare_sun(stage), _prepare_prints(stage)
    corners = vignette(size, (0.5, 0.5), 1.0, 0.6)
    pale, those = (heart_sprite((255.0, 150.0, 160.0), 96),), drift(stage.chance("hearts"), 26)

    def paint(t: float) -> Rgb:
        here = smooth(t, 0.0, 1.4)
        x, y = camera.at(t)
        maps = stage.grid.full(x), stage.grid.full(y)
        frame = grade(look(stage.picture, maps), _DUSK, 0.75 * here)
        before: Plane | None = look(stage.subject.mask, maps, cv2.BORDER_REPLICATE) if stage.subject.trusted else None
        shade(frame, corners, here)
        sun(frame, t, (x, y))
        source, climb = (0.5 * stage.width, 1.05 * stage.height), 1.1 * stage.height
        rise = rising(those, t, source, spread=1.1 * stage.width, unit=round(1.6 * stage.unit), climb=climb)
        stamp_drift(frame, pale, rise, alpha=0.35 * here, behind=before, ink="light")
        marks(frame, t)
        bar = round(_BAR * stage.height * smooth(t, 0.2, 1.2))
        frame[:bar], frame[stage.height - bar :] = 0, 0
        return frame

    return paint


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Camera:
    """Where a frame looks: ``x``, ``y`` are the grid's nodes, ``focus`` the middle between the faces, in pixels."""

    x: Field
    y: Field
    pair: tuple[Head, Head] | None
    focus: tuple[float, float]
    size: tuple[int, int]

    @classmethod
    def of(cls, stage: Stage) -> "_Camera":
        """Return the camera of a stage."""
        pair = stage.subject.pair
        ends = pair or (stage.subject.head, stage.subject.head)
        focus = (ends[0].x + ends[1].x) / 2, (ends[0].y + ends[1].y) / 2 + 0.2 * ends[0].r
        return cls(x=stage.grid.x, y=stage.grid.y, pair=pair, focus=focus, size=(stage.height, stage.width))

    def centre(self, t: float) -> tuple[float, float, float]:
        """Return which place is seen in the frame's middle, and how near it is; no view leaves the picture."""
        height, width = self.size
        zoom, way = 1 + _NEAR * smoother(ramp(t, 0.0, 4.6)), smoother(ramp(t, 0.2, 3.4))
        x = self.focus[0] + (width / 2 - lerp(self.focus[0], width / 2, way)) / zoom
        y = self.focus[1] + (height / 2 - lerp(self.focus[1], height / 2, way)) / zoom
        turned = _TILT * (zoom - 1) / _NEAR / zoom / 2
        across, down = width / zoom / 2 + height * turned, height / zoom / 2 + width * turned
        return _within(x, across, width), _within(y, down, height), zoom

    def at(self, t: float) -> tuple[Field, Field]:
        """Return which place of the picture each node of the grid shows: through the camera, and as the heads lean."""
        x0, y0, zoom = self.centre(t)
        angle = _TILT * (zoom - 1) / _NEAR
        cos, sin = np.float32(math.cos(angle) / zoom), np.float32(math.sin(angle) / zoom)
        u, v = self.x - np.float32(self.size[1] / 2), self.y - np.float32(self.size[0] / 2)
        x, y = np.float32(x0) + cos * u + sin * v, np.float32(y0) - sin * u + cos * v
        lean = np.float32(_LEAN * smoother(ramp(t, 0.4, 3.0)) + 0.03 * math.sin(2.2 * t) * smooth(t, 3.0, 3.5))
        if self.pair is None or lean == 0:
            return x, y
        dx, dy = drawn_together(self.pair, x, y, self.size[0])
        return x + lean * dx, y + lean * dy


def _within(middle: float, half: float, side: float) -> float:
    """Return the middle, as near to ``middle`` as may be, of a window of half size ``half`` within 0..``side``."""
    half = min(half, side / 2)
    return clamp(middle, half, side - half)


def _prepare_sun(stage: Stage) -> Callable[[Rgb, float, tuple[Field, Field]], None]:
    """Return what lets the sun set behind the two; ``seen`` is the place of the picture that each node shows."""
    size, centre = (stage.height, stage.width), (stage.width / 2, 0.47 * stage.height)
    light, rays = glow(size, centre, 0.30 * stage.unit), prepare_rays(size, centre, phase=3.0)

    def sun(frame: Rgb, t: float, seen: tuple[Field, Field]) -> None:
        strength = smooth(t, 1.2, 3.0) * (1 + 0.08 * math.sin(5 * t))
        if strength <= 0:
            return
        layer = together(lit(light, _SUN, 0.62 * strength), lit(rays.at(t), (230, 120, 60), 0.40 * strength))
        if stage.subject.trusted:
            # Seen on the grid, without its margin: light needs no sharper edge.
            stands = cv2.remap(stage.subject.mask, *seen, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)[1:-1, 1:-1]
            stands = cv2.resize(stands, (layer.shape[1], layer.shape[0]), interpolation=cv2.INTER_AREA)
            keep = cv2.convertScaleAbs(stands, alpha=-0.68, beta=255)
            layer = cv2.multiply(layer, cv2.merge([keep] * 3), scale=1 / 255.0)
        screen(frame, layer)

    return sun


def _prepare_prints(stage: Stage) -> Callable[[Rgb, float], None]:
    """Return what prints kisses on the margins, one after the other."""
    camera, unit = _Camera.of(stage), stage.unit
    x0, y0, zoom = camera.centre(5.0)
    faces = [
        ((head.x - x0) * zoom + stage.width / 2, (head.y - y0) * zoom + stage.height / 2, head.r * zoom)
        for head in (stage.subject.pair or (stage.subject.head,))
    ]
    wide = 0.24 * unit
    clear = [
        (x * stage.width, y * stage.height, turn)
        for x, y, turn in _PRINTS
        if all(math.hypot(x * stage.width - a, y * stage.height - b) > r + 0.45 * wide for a, b, r in faces)
    ]
    lips = kiss(size_class(wide), (196.0, 22.0, 54.0))

    def print_(frame: Rgb, t: float) -> None:
        for (x, y, turn), since in zip(clear, _PRINTED, strict=False):
            if t > since:
                press = spring(t - since, 3.2, 0.35)
                put(
                    frame,
                    lips,
                    (x, y),
                    wide * (1.5 - 0.5 * press),
                    angle=turn,
                    alpha=0.92 * ramp(t, since, since + 0.12),
                )

    return print_
