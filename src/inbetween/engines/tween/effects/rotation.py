"""The subject winds up, spins three turns like a standee on a turntable, and settles; ribbons of light go round it."""

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Plane, Rgb
from inbetween.engines.tween.effects.kit.cutting import behind
from inbetween.engines.tween.effects.kit.easing import TURN, fade, lerp, ramp, ringing, smooth, smoother
from inbetween.engines.tween.effects.kit.laying import lay_over
from inbetween.engines.tween.effects.kit.light import Colour, screen
from inbetween.engines.tween.effects.kit.shapes import star
from inbetween.engines.tween.effects.kit.stamp import marks, stamp
from inbetween.engines.tween.effects.kit.strokes import dark, draw_line, halo
from inbetween.engines.tween.effects.scene.stage import Paint, Stage

_CARD = 0.74
_AWAY = (0.1, 0.7), (4.35, 4.9)
_TURNS = 3
_DEPTH = 0.24
"""How much larger the near edge of the standee is than its axis."""

_THINNEST = 0.03
_RIBBONS: tuple[tuple[float, float, Colour], ...] = (
    (0.28, 1.25, (255.0, 200.0, 120.0)),
    (0.52, 1.45, (120.0, 190.0, 255.0)),
    (0.78, 1.30, (255.0, 140.0, 170.0)),
)
"""Height on the subject, radius in its half widths, and colour."""

_PIECES = 26
_SPARKS = 40


def prepare(stage: Stage) -> Paint:
    """Turn what can be told apart, or the whole picture as a card."""
    stage = stage.on_card()
    stage.prepared()
    lights = _Lights(stage)

    def paint(t: float) -> Rgb:
        angle, size = _angle(t), lerp(1, _CARD, fade(t, (0, 0.6), _AWAY[1])) if stage.carded else 1.0
        frame = behind(stage, fade(t, *_AWAY))
        shown = fade(t, (0.6, 1.5), (3.3, 4.1))
        if shown > 0.01:
            lights.ribbons(frame, (angle, size, shown), front=False)
        seen, mask = _turned(stage, angle, size)
        lay_over(frame, seen, mask)
        if shown > 0.01:
            lights.ribbons(frame, (angle, size, shown), front=True)
            lights.sparks(frame, t, (angle, size, shown))
        return frame

    return paint


def _angle(t: float) -> float:
    """Return how far the standee is turned, in radians: back a little, round three times, and swinging to rest."""
    wound = -0.32 * fade(t, (0.05, 0.5), (0.55, 0.9))
    swing = 0.16 * ringing(t - 3.75, 1.3, 0.25) * smooth(t, 3.7, 4.1) * (1 - smooth(t, 4.2, 4.8))
    return wound + TURN * _TURNS * smoother(ramp(t, 0.55, 4.0)) + swing


def _turned(stage: Stage, angle: float, size: float) -> tuple[Rgb, Plane]:
    """Return the picture and the mask in perspective; the back is the mirrored front, a little darker."""
    subject = stage.subject
    corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * (2 * subject.half_width, 2 * subject.half_height)
    facing = math.copysign(max(abs(math.cos(angle)), _THINNEST), math.cos(angle))
    nearer = 1 / (1 + _DEPTH * math.sin(angle) * np.sign(corners[:, 0]))
    shown = corners * np.stack([facing * nearer, nearer], 1) * size
    middle = np.array([subject.x, subject.y])
    maps = cv2.getPerspectiveTransform(_single(corners + middle), _single(shown + middle))
    frame = stage.width, stage.height
    # Where the mask hides the border anyway its colour goes on: mirrored, a frame seen edge-on takes .8 s.
    seen = cv2.warpPerspective(stage.picture, maps, frame, borderMode=cv2.BORDER_REPLICATE)
    mask = cv2.warpPerspective(stage.subject.mask, maps, frame)
    light = 0.72 + 0.28 * abs(facing) - (0.10 if facing < 0 else 0)
    return (seen if light >= 1 else cv2.convertScaleAbs(seen, alpha=light)), mask


def _single(points: NDArray[np.floating]) -> NDArray[np.float32]:
    return np.asarray(points, np.float32)


class _Lights:
    """What goes round the subject of a stage. All are told the angle and size of the standee, and how bright to be."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._sparks = stage.chance("sparks").random((_SPARKS, 4))
        self._star = star((255.0, 235.0, 190.0))

    def ribbons(self, frame: Rgb, now: tuple[float, float, float], *, front: bool) -> None:
        """Draw the halves of the ribbons that are before or behind the subject."""
        angle, size, shown = now
        subject, unit = self._stage.subject, self._stage.unit
        layer = dark((self._stage.height, self._stage.width))
        for number, (height, radius, colour) in enumerate(_RIBBONS):
            along = np.linspace(0, 2.4, _PIECES) - angle - 2.1 * number
            x = subject.x + subject.half_width * radius * size * np.cos(along)
            y = lerp(subject.top, subject.foot, height) * size + subject.y * (1 - size)
            points = np.stack([x, y + 0.28 * subject.half_width * size * np.sin(along)], 1)
            for piece in range(_PIECES - 1):
                bright = (piece + 1) / _PIECES * shown
                if (np.sin(along[piece]) > 0) == front:
                    draw_line(layer, points[piece : piece + 2], _dimmed(colour, bright), 0.014 * unit * bright)
        screen(frame, layer)
        screen(frame, halo(layer, frame.shape[:2], 1.6 if front else 1.0))

    def sparks(self, frame: Rgb, t: float, now: tuple[float, float, float]) -> None:
        """Draw the sparks that the ribbons shed."""
        angle, size, shown = now
        subject, chance = self._stage.subject, self._sparks
        along = chance[:, 0] * TURN - angle * (0.6 + 0.5 * chance[:, 1])
        radius = subject.half_width * (1.1 + 0.7 * chance[:, 2]) * size
        twinkle = 0.5 + 0.5 * np.sin(9 * t + 40 * chance[:, 3])
        y = subject.y + (subject.top + (subject.foot - subject.top) * chance[:, 1] - subject.y) * size
        wide = 0.11 * self._stage.unit * (0.25 + 0.5 * twinkle)
        row = marks(
            subject.x + radius * np.cos(along),
            y + 0.2 * radius * np.sin(along),
            wide,
            height=wide,
            alpha=shown * twinkle * np.clip(3 * np.sin(along) + 0.6, 0, 1),
        )
        stamp(frame, self._star, row, ink="light")


def _dimmed(colour: Colour, share: float) -> Colour:
    return colour[0] * share, colour[1] * share, colour[2] * share
