"""The subject is squeezed like a stress ball: from both sides, from above, and from both sides again."""

import math

import numpy as np

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.effects.kit.cutting import behind, cut
from inbetween.engines.tween.effects.kit.easing import fade, lerp, press
from inbetween.engines.tween.effects.scene.stage import Paint, Stage

_CARD = 0.7
_AWAY = (0.0, 0.6), (4.3, 4.9)
"""When the background, or the card, is not itself."""


def prepare(stage: Stage) -> Paint:
    """Squeeze what can be told apart, or the whole picture as a card."""
    stage = stage.on_card()
    subject, grid = stage.subject, stage.grid
    x, y = grid.x - subject.x, grid.y - subject.y
    waist = np.exp(-((y / (0.85 * subject.half_height)) ** 2))
    foot = (subject.foot - subject.y) * (0.6 if stage.carded else 1.0)
    room = 1.0 if stage.carded else min(subject.top / (subject.foot - subject.top) / 0.30 + 0.15, 1.0)
    stage.prepared()

    def paint(t: float) -> Rgb:
        size = lerp(1, _CARD, fade(t, *_AWAY)) if stage.carded else 1.0
        sides, above = _sides(t), _above(t)
        wide = (1 - sides * waist) * (1 + 0.55 * above) * size
        tall = (1 + 0.30 * room * sides - (above if above > 0 else above * room)) * size
        frame, _ = cut(stage, x / wide - x, (y - foot) / tall + foot - y, behind(stage, 0.75 * fade(t, *_AWAY)))
        return frame

    return paint


def _sides(t: float) -> float:
    """Return how far both sides are pressed in at the waist; what is held trembles."""
    trembling = fade(t, (0.8, 0.9), (1.4, 1.5)) + fade(t, (3.0, 3.05), (3.4, 3.5))
    pressed = 0.46 * press(t, (0.45, 0.80), 1.5) + 0.50 * press(t, (2.75, 3.0), 3.5, (3.0, 0.15))
    return pressed + 0.012 * math.sin(26 * t) * trembling


def _above(t: float) -> float:
    """Return how far the top is pressed down."""
    return 0.42 * press(t, (1.95, 2.20), 2.5, (2.8, 0.16))
