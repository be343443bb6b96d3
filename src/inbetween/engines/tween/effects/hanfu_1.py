"""Ink blooms over the picture and turns it into a Tang silk painting: gold moon, hills, clouds, ribbons, a red seal."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Plane, Rgb
from inbetween.engines.tween.effects.kit.camera import seen
from inbetween.engines.tween.effects.kit.drift import Drift, Pace, drift, drifting, stamp_drift
from inbetween.engines.tween.effects.kit.easing import arrive, clamp, lerp, ramp, smooth, smoother
from inbetween.engines.tween.effects.kit.laying import lay_over, tint
from inbetween.engines.tween.effects.kit.noise import noise
from inbetween.engines.tween.effects.kit.painting import album_leaf, landscape, painted, paper
from inbetween.engines.tween.effects.kit.reveal import evenly_ordered, front, turned
from inbetween.engines.tween.effects.kit.ribbon import Ribbon, lay_ribbon
from inbetween.engines.tween.effects.kit.shapes import petal, soft_dot
from inbetween.engines.tween.effects.kit.stamp import Sprite, marks, put, stamp
from inbetween.engines.tween.effects.scene.stage import Paint, Stage
from inbetween.engines.tween.effects.sprites.silk import brocade, scroll_cloud, seal

_BLOOMS = (0.35, 2.6)
_STAMPS = 3.7
_INK = (52.0, 36.0, 30.0)
_BAR = 0.052
_DUST = 70
_BEHIND = Ribbon(colour=(225.0, 110.0, 120.0), row=0.40, wide=0.050, phase=0.0)
_BEFORE = (
    (Ribbon(colour=(120.0, 190.0, 150.0), row=0.82, wide=0.042, phase=2.1), (1.9, 3.4)),
    (Ribbon(colour=(235.0, 190.0, 110.0), row=0.89, wide=0.026, phase=4.0), (2.1, 3.6)),
)
_CLOUDS = ((0.15, 0.22, 1.0, 0.012), (0.86, 0.34, 0.8, -0.010), (0.80, 0.74, 1.1, 0.014), (0.10, 0.66, 0.8, -0.012))
"""Place (shares of the frame), size, and speed in widths a second."""

_PETALS = ((250.0, 175.0, 190.0), (245.0, 150.0, 170.0), (252.0, 205.0, 215.0))


def prepare(stage: Stage) -> Paint:
    """Return what paints the painting of ``stage``."""
    unit, size, head = stage.unit, (stage.height, stage.width), stage.subject.head
    small = noise((stage.height // 4, stage.width // 4), 9, stage.chance("ink"), octaves=5)
    y, x = (np.linspace(0, 1, side, dtype=np.float32) for side in small.shape)
    far = np.hypot(x[None] - np.float32(head.x / stage.width), y[:, None] - np.float32(head.y / stage.height))
    # From the borders inwards: the face turns last, and no ink covers it for long.
    order = cv2.resize(0.62 * (1 - far / far.max()) + 0.38 * small, size[::-1], interpolation=cv2.INTER_CUBIC)
    return _Painting(
        picture=stage.picture,
        painting=_painting(stage),
        mask=stage.subject.mask if stage.subject.trusted else None,
        order=evenly_ordered(order),
        about=(head.x, head.y),
        bar=brocade(round(_BAR * stage.height), stage.width),
        seal=seal(round(0.14 * unit), stage.chance("seal")),
        petals=drift(stage.chance("petals"), 46),
        dust=stage.chance("dust").random((_DUST, 4)),
    ).paint


def _painting(stage: Stage) -> Rgb:
    """Return the whole painting, worked out at half the frame's size."""
    half = (stage.height // 2, stage.width // 2)
    head, unit = stage.subject.head, stage.unit / 2
    silk = paper(half, stage.chance("paper"))
    drawn = painted(stage.picture, silk)
    if stage.subject.trusted:
        moon = clamp(head.x / 2, 0.25 * half[1], 0.75 * half[1]), max(head.y / 2, 0.3 * unit)
        scene = landscape(silk, (*moon, max(0.95 * head.r, 0.26 * unit)), stage.chance("hills"))
        mask = cv2.resize(stage.subject.mask, half[::-1], interpolation=cv2.INTER_AREA)
        hem = cv2.subtract(cv2.dilate(mask, np.ones((3, 3), np.uint8)), mask).astype(np.float32)[..., None] / 255
        share = mask.astype(np.float32)[..., None] / 255
        drawn = scene + (drawn - scene) * share
        drawn = drawn + (np.array(_INK, np.float32) - drawn) * (0.6 * hem)
    else:
        drawn = silk + (drawn - silk) * album_leaf(half, stage.chance("leaf"))[..., None]
    painting = np.clip(drawn, 0, 255).astype(np.uint8)
    whole: Rgb = cv2.resize(painting, (stage.width, stage.height), interpolation=cv2.INTER_CUBIC)
    return whole


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Painting:
    picture: Rgb
    painting: Rgb
    mask: Plane | None
    order: Plane
    about: tuple[float, float]
    bar: Rgb
    seal: Sprite
    petals: Drift
    dust: NDArray[np.float64]

    def paint(self, t: float) -> Rgb:
        frame = self.picture.copy()
        self._bloom(frame, t)
        self._clouds(frame, t)
        if self.mask is not None:
            lay_ribbon(frame, _BEHIND, t, smooth(t, 1.5, 3.0), behind=self.mask)
        frame = seen(frame, 1 + 0.05 * smoother(t / 5), self.about) if t > 0 else frame
        for ribbon, (start, end) in _BEFORE:
            lay_ribbon(frame, ribbon, t, smooth(t, start, end))
        self._petals(frame, t)
        self._frame(frame, t)
        return frame

    def _bloom(self, frame: Rgb, t: float) -> None:
        """Ink spreads, dark at its front, and leaves the painting behind it."""
        share = smoother(ramp(t, *_BLOOMS))
        if share <= 0:
            return
        lay_over(frame, self.painting, turned(self.order, share, 0.09))
        if share < 1:
            tint(frame, _INK, front(self.order, share, 0.035), 0.8 * min(1.0, 12 * share, 12 * (1 - share)))

    def _clouds(self, frame: Rgb, t: float) -> None:
        come = smooth(t, 1.6, 2.6)
        height, width = frame.shape[:2]
        for x, y, size, speed in _CLOUDS if come > 0 else ():
            at = (x + speed * (t - 1.6)) * width, y * height
            put(frame, scroll_cloud(), at, 0.44 * size * min(height, width), alpha=0.9 * come, behind=self.mask)

    def _petals(self, frame: Rgb, t: float) -> None:
        """Petals fall, and gold dust twinkles."""
        height, width = frame.shape[:2]
        unit = min(height, width)
        pace = Pace(since=1.4, speed=0.22, size=0.040 * unit, sway=0.06)
        stamp_drift(frame, [petal(colour) for colour in _PETALS], drifting(self.petals, t, (width, height), pace))
        s = self.dust.T
        alpha = np.clip(np.sin(2.4 * t + 30 * s[3]), 0, 1) ** 3 * smooth(t, 1.6, 2.6)
        wide = (0.006 + 0.014 * s[2]) * unit
        where = marks(s[0] * width, (s[1] - 0.02 * t) % 1 * height, wide, height=wide, alpha=alpha)
        stamp(frame, soft_dot((255.0, 214.0, 130.0), 1.2), where)

    def _frame(self, frame: Rgb, t: float) -> None:
        """Brocade above and below, and the seal that is stamped last."""
        height, width = frame.shape[:2]
        shown = round(self.bar.shape[0] * smooth(t, 0.9, 1.6))
        if shown > 0:
            frame[:shown] = self.bar[self.bar.shape[0] - shown :]
            frame[height - shown :] = self.bar[::-1][:shown]
        if t > _STAMPS:
            unit = min(height, width)
            size = 0.14 * unit * lerp(2.2, 1, arrive(ramp(t, _STAMPS, _STAMPS + 0.22)))
            at = width - 0.13 * unit, height - self.bar.shape[0] - 0.12 * unit
            put(frame, self.seal, at, size, alpha=ramp(t, _STAMPS, _STAMPS + 0.15))
