"""Two heads drawn together, their bodies after them: a bend of the picture, fading towards its lower edge."""

import numpy as np

from inbetween.engines.tween.effects.kit.grid import Field
from inbetween.engines.tween.effects.scene.faces import Head

_TILT = 0.16
"""Radians by which two heads that meet tilt towards each other: more, and it looks like a collision."""

_TOUCH = 0.82
"""Share of their radii by which two heads are apart when they touch: the radius spans hair and chin."""

_SOFT, _SLOW = 0.75, 1.25
"""Over how many radii, and how many times its way, a bend fades beside a head: over less than its way hair smears."""


def drawn_together(pair: tuple[Head, Head], x: Field, y: Field, height: int) -> tuple[Field, Field]:
    """Return how far (dx, dy) from ``x``, ``y`` a picture shows what is there when both heads meet.

    Times a share it draws them together by that share of their gap. Beyond 1.1 foreheads overlap.

    Args:
        pair: the two heads, left to right, in pixels of the frame.
        x: where the frame's cells lie, in pixels.
        y: likewise.
        height: of the frame.
    """
    one, other = pair
    dx, dy = np.zeros_like(x), np.zeros_like(y)
    for head, side in ((one, 1.0), (other, -1.0)):
        weight = _weight(head, (x, y), height, _way(pair, head)) * _own_side(head, side, x, (one.x + other.x) / 2)
        turn = side * _TILT * 0.6
        dx -= weight * (side * _way(pair, head) - turn * (y - head.y))
        dy -= weight * (((one.y + other.y) / 2 - head.y) / 2 + turn * (x - head.x))
    return dx.astype(np.float32), dy.astype(np.float32)


def _way(pair: tuple[Head, Head], head: Head) -> float:
    gap = max(0.0, pair[1].x - pair[0].x - _TOUCH * (pair[0].r + pair[1].r))
    return gap / 2 + 0.1 * head.r


def _weight(head: Head, at: tuple[Field, Field], height: int, way: float) -> Field:
    """Return how much of a head's way each cell goes along: the head all of it, the body below it less and less."""
    x, y = at
    below = np.where(y > head.y, 0.45 * (y - head.y), y - head.y)
    far = np.maximum(np.hypot((x - head.x) / 1.1, below) - 1.15 * head.r, 0) / max(_SOFT * head.r, _SLOW * way)
    standing = np.clip((1.12 * height - y) / (1.12 * height - head.y), 0, 1) ** 0.7
    weight: Field = np.exp(-far * far) * standing
    return weight


def _own_side(head: Head, side: float, x: Field, middle: float) -> Field:
    """Return 1 on the head's side of the line between both, softly 0 beyond: neither drags the other along."""
    share: Field = np.sqrt(np.clip(0.5 - (x - middle) * side / (0.5 * head.r), 0, 1))
    return share
