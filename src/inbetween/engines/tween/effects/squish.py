"""Two cartoon gloves squeeze the subject like a stress ball: from both sides, from above, and from both sides again."""

import math

import numpy as np

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.effects.kit.cutting import behind, cut
from inbetween.engines.tween.effects.kit.easing import fade, lerp, press
from inbetween.engines.tween.effects.kit.shapes import size_class
from inbetween.engines.tween.effects.kit.stamp import put
from inbetween.engines.tween.effects.scene.stage import Paint, Stage
from inbetween.engines.tween.effects.sprites.hands import gripping_glove

_CARD = 0.7
_AWAY = (0.0, 0.6), (4.3, 4.9)
"""When the background, or the card, is not itself."""

_GLOVE = 0.5
_GRIP = 0.16
"""How far a glove's middle is outside of what it grips, in its own widths: its fingers reach over the edge."""


def prepare(stage: Stage) -> Paint:
    """Squeeze what can be told apart, or the whole picture as a card."""
    stage = stage.on_card()
    stage.prepared()
    subject, grid, hands = stage.subject, stage.grid, _Hands(stage)
    x, y = grid.x - subject.x, grid.y - subject.y
    waist = np.exp(-((y / (0.85 * subject.half_height)) ** 2))
    foot = (subject.foot - subject.y) * (0.6 if stage.carded else 1.0)
    room = _room(stage)

    def paint(t: float) -> Rgb:
        size = lerp(1, _CARD, fade(t, *_AWAY)) if stage.carded else 1.0
        sides, above = _sides(t), _above(t)
        wide = (1 - sides * waist) * (1 + 0.55 * above) * size
        tall = (1 + 0.30 * room * sides - (above if above > 0 else above * room)) * size
        frame, _ = cut(stage, x / wide - x, (y - foot) / tall + foot - y, behind(stage, 0.75 * fade(t, *_AWAY)))
        hands.squeeze(frame, t, (sides, size))
        hands.press(frame, t, subject.y + foot + (subject.top - subject.y - foot) * tall)
        return frame

    return paint


class _Hands:
    """The gloves of a stage."""

    def __init__(self, stage: Stage) -> None:
        self._stage, self._width = stage, _GLOVE * stage.unit
        self._glove = gripping_glove(size_class(self._width))

    def squeeze(self, frame: Rgb, t: float, waist: tuple[float, float]) -> None:
        """Draw the two that grip the waist, which is pressed in and as large as ``waist`` says."""
        here = fade(t, (0.1, 0.42), (1.5, 1.85)) + fade(t, (2.45, 2.72), (3.5, 3.9))
        if here <= 0.01:
            return
        subject, (sides, size) = self._stage.subject, waist
        reach = 1.1 * subject.half_width * size * (1 - sides) + _GRIP * self._width
        for side in (-1, 1):
            away = (0.7 * self._width) + (subject.x if side < 0 else self._stage.width - subject.x)
            x = subject.x + side * lerp(away, reach, here)
            put(frame, self._glove, (x, subject.y), -side * self._width, angle=-0.06 * side)

    def press(self, frame: Rgb, t: float, top: float) -> None:
        """Draw the one that presses on the ``top`` from above."""
        here = fade(t, (1.6, 1.93), (2.5, 2.8))
        if here > 0.01:
            width = 1.1 * self._width
            y = lerp(-0.6 * width, top - _GRIP * width, here)
            put(frame, self._glove, (self._stage.subject.x, y), width, angle=math.pi / 2)


def _room(stage: Stage) -> float:
    """Return how much of its growth a subject may take before its head leaves the frame, 0..1."""
    subject = stage.subject
    if stage.carded:
        return 1.0
    return min(subject.top / (subject.foot - subject.top) / 0.30 + 0.15, 1.0)


def _sides(t: float) -> float:
    """Return how far both sides are pressed in at the waist; what is held trembles."""
    trembling = fade(t, (0.8, 0.9), (1.4, 1.5)) + fade(t, (3.0, 3.05), (3.4, 3.5))
    pressed = 0.46 * press(t, (0.45, 0.80), 1.5) + 0.50 * press(t, (2.75, 3.0), 3.5, (3.0, 0.15))
    return pressed + 0.012 * math.sin(26 * t) * trembling


def _above(t: float) -> float:
    """Return how far the top is pressed down."""
    return 0.42 * press(t, (1.95, 2.20), 2.5, (2.8, 0.16))
