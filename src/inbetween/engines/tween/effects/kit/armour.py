"""A picture's subject as if it wore metal: its own light through the colours of a metal, on panels with seams."""

from dataclasses import dataclass

import cv2
import numpy as np

from inbetween.domain.frames import Plane, Rgb
from inbetween.engines.tween.effects.kit.grading import Curves, luma, ramp, vignette
from inbetween.engines.tween.effects.kit.laying import lay_over
from inbetween.engines.tween.effects.kit.light import Map
from inbetween.engines.tween.effects.kit.panels import Panels
from inbetween.engines.tween.effects.kit.reveal import front, ordered, turned
from inbetween.engines.tween.effects.scene.stage import Stage

_SOFT = 0.05
"""Share of the time in which a panel comes to be where it was not."""

# The fold at .60 to .68 is what looks like metal: a curved mirror shows the dark floor beside the bright window.
GOLD = ramp(
    (0.00, (18, 8, 6)),
    (0.20, (86, 38, 16)),
    (0.40, (190, 110, 38)),
    (0.52, (245, 190, 92)),
    (0.60, (255, 240, 190)),
    (0.68, (215, 140, 60)),
    (0.82, (255, 220, 140)),
    (1.00, (255, 255, 250)),
)
STEEL = ramp(
    (0.00, (8, 10, 14)),
    (0.20, (36, 44, 58)),
    (0.40, (92, 108, 128)),
    (0.52, (178, 190, 205)),
    (0.60, (245, 250, 255)),
    (0.68, (92, 104, 120)),
    (0.84, (204, 214, 226)),
    (1.00, (255, 255, 255)),
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Armour:
    """A picture in metal, and when which part of it is put on.

    ``metal`` is the whole picture armoured, ``cover`` (0..255) where armour is worn, ``order`` (0..255) when each pixel
    is covered. The others are thin: ``seams`` is the light that leaks between panels, and the rest as above.
    """

    metal: Rgb
    cover: Plane
    order: Plane
    seams: Plane
    thin_cover: Plane
    thin_order: Plane

    def put_on(self, frame: Rgb, share: float) -> None:
        """Lay the panels over ``frame``, in place, that are on when a ``share`` (0..1) of the time is over."""
        if share > 0:
            on = turned(self.order, share, _SOFT)
            lay_over(frame, self.metal, cv2.multiply(on, self.cover, scale=1 / 255))

    def leaking(self, share: float, glow: float) -> Plane:
        """Return the light (thin) of the seams that are on, by ``glow`` (0..1)."""
        on = turned(self.thin_order, share, _SOFT)
        light: Plane = cv2.multiply(self.seams, on, scale=max(glow, 0.0) / 255)
        return light

    def flashing(self, share: float, width: float) -> Plane:
        """Return the light (thin) of the panels that are being put on."""
        light: Plane = cv2.multiply(front(self.thin_order, share, width), self.thin_cover, scale=1 / 255)
        return light


def panel_width(stage: Stage, share: float) -> float:
    """Return how wide panels are that measure a ``share`` of the unit on a body; on a whole picture they are larger."""
    return stage.unit * share * (1.0 if stage.subject.trusted else 1.6)


def forge(stage: Stage, panels: Panels, look: Curves, order: Map) -> Armour:
    """Return the armour of the subject of ``stage`` on ``panels``, put on in ``order`` (any values, half size).

    How bright the metal is comes from the picture, from how round the subject is, from how its panel leans, and from
    the bevel of the panel's edges. Where no cut-out can be trusted the whole picture is armoured. Faces stay bare.
    """
    cover = _worn(stage)
    small, unit = panels.edge.shape[::-1], stage.unit
    thin_cover = cv2.resize(cover, small, interpolation=cv2.INTER_AREA)
    seam = np.clip(1 - panels.edge / max(1.6, 0.0022 * unit), 0, 1)
    metal = _metal(stage.picture, _wearer(stage, small), panels, look) * (1 - 0.88 * seam)[..., None]
    if not stage.subject.trusted:
        metal *= vignette((small[1], small[0]), (0.5, 0.5), 1.0, 0.6)[..., None] / np.float32(255)
    leak = 0.6 * seam + 1.1 * cv2.GaussianBlur(seam, (0, 0), max(0.002 * unit, 0.5))
    thin_order, size = ordered(order), (stage.width, stage.height)
    return Armour(
        metal=cv2.resize(np.clip(metal, 0, 255).astype(np.uint8), size, interpolation=cv2.INTER_CUBIC),
        cover=cover,
        order=cv2.resize(thin_order, size, interpolation=cv2.INTER_LINEAR),
        seams=cv2.multiply(_levels(leak), thin_cover, scale=1 / 255),
        thin_cover=thin_cover,
        thin_order=thin_order,
    )


def _metal(picture: Rgb, shape: Plane, panels: Panels, look: Curves) -> Map:
    """Return the armoured picture at half the frame's size, before its seams."""
    bright = _own_light(picture, shape) + _round(shape) + 0.17 * np.clip(panels.lean, -1.5, 1.5)
    bright += 0.16 * (panels.chance - 0.5) + 0.09
    coloured = cv2.LUT(cv2.merge([_levels(bright)] * 3), np.rint(look.table).astype(np.uint8)[None])
    metal: Map = coloured.astype(np.float32) + 64 * _bevel(panels)[..., None]
    return metal


def _wearer(stage: Stage, size: tuple[int, int]) -> Plane:
    """Return the body under the armour, (width, height) ``size``."""
    mask = stage.subject.mask
    whole = mask if stage.subject.trusted else np.full_like(mask, 255)
    body: Plane = cv2.resize(whole, size, interpolation=cv2.INTER_AREA)
    return body


def _worn(stage: Stage) -> Plane:
    """Return where armour is worn, 0..255: all of the subject but faces."""
    cover = _wearer(stage, (stage.width, stage.height)).copy()
    bare = np.zeros_like(cover)
    for face in stage.subject.sure_faces:
        axes = round(0.52 * face.r), round(0.70 * face.r)
        cv2.ellipse(bare, (round(face.x), round(face.y + 0.1 * face.r)), axes, 0, 0, 360, 255, -1)
    soft = cv2.GaussianBlur(bare, (0, 0), max(0.07 * stage.subject.head.r, 1.0))
    worn: Plane = cv2.multiply(cover, cv2.bitwise_not(soft), scale=1 / 255)
    return worn


def _own_light(picture: Rgb, shape: Plane) -> Map:
    """Return how bright the smoothed picture is (0...55) between the darkest and the brightest of its subject."""
    small = cv2.resize(picture, shape.shape[::-1], interpolation=cv2.INTER_AREA)
    grey = luma(cv2.bilateralFilter(small, 9, 30, 9)).astype(np.float32)
    inside = grey[shape > 127]
    low, high = np.percentile(inside if inside.size else grey, (3, 97))
    light: Map = 0.55 * np.clip((grey - low) / max(high - low, 1), 0, 1)
    return light


def _round(shape: Plane) -> Map:
    """Return the light from the upper left on a subject that were as round as its outline, about -.4..4."""
    unit = min(shape.shape)
    body = cv2.GaussianBlur(shape.astype(np.float32) / 255, (0, 0), unit / 24)
    slope = 0.4 * cv2.Sobel(body, cv2.CV_32F, 1, 0, scale=1 / 8) + 0.6 * cv2.Sobel(body, cv2.CV_32F, 0, 1, scale=1 / 8)
    light: Map = 0.4 * np.tanh(slope * (unit / 14))
    return light


def _bevel(panels: Panels) -> Map:
    """Return the light on the edges of panels, about -1..1: those that face the upper left shine."""
    height = cv2.GaussianBlur(np.clip(panels.edge / 9, 0, 1), (0, 0), 1.2)
    slope: Map = cv2.Sobel(height, cv2.CV_32F, 1, 0, scale=1 / 4) + cv2.Sobel(height, cv2.CV_32F, 0, 1, scale=1 / 4)
    return np.clip(slope, -1, 1)


def _levels(shares: Map) -> Plane:
    return np.rint(np.clip(shares, 0, 1) * 255).astype(np.uint8)
