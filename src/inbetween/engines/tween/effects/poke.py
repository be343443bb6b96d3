"""A gloved finger pokes cheek, cheek, belly (twice, quickly) and crown; the picture wobbles like jelly."""

import math
from dataclasses import dataclass

import numpy as np

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.effects.kit.easing import TURN, clamp, fade, lerp, smooth, spring
from inbetween.engines.tween.effects.kit.grid import Field, Grid, look
from inbetween.engines.tween.effects.kit.shapes import size_class
from inbetween.engines.tween.effects.kit.stamp import put
from inbetween.engines.tween.effects.scene.stage import Paint, Stage
from inbetween.engines.tween.effects.scene.subject import Subject
from inbetween.engines.tween.effects.sprites.hands import pointing_glove

_DEEP, _WIDE = 0.48, 0.62
"""Depth and width of a dent, in radii of the head."""

_HELD = 0.16
_RING, _HERTZ = 0.30, 3.3
_TIP = 0.475
"""Where the tip of the glove's finger is, in its widths from its middle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Poke:
    """A poke at ``x``, ``y``: ``since`` when, ``angle`` where the finger goes, ``force`` how much more than others.

    ``comes`` and ``goes`` bound in seconds from then how long the finger is there.
    """

    since: float
    x: float
    y: float
    angle: float
    force: float = 1.0
    comes: tuple[float, float] = (-0.34, -0.06)
    goes: tuple[float, float] = (0.22, 0.62)


def prepare(stage: Stage) -> Paint:
    """Poke what can be told apart, or the middle of the picture: nothing is cut out, so any picture will do."""
    subject, grid = stage.subject, stage.grid
    head, pokes = subject.head, _pokes(stage)
    body = stage.softly(1 / 30)
    width = clamp(2.5 * head.r, 0.30 * stage.unit, 0.50 * stage.unit)
    glove = pointing_glove(size_class(width))

    def paint(t: float) -> Rgb:
        frame = look(stage.picture, grid.maps(*_dents(grid, head.r, pokes, t, body)))
        for poke in pokes:
            here = fade(t - poke.since, poke.comes, poke.goes)
            if here > 0.01:
                into = 0.42 * poke.force * head.r * fade(t - poke.since, (-0.1, 0.02), (0.14, 0.22))
                away = lerp(1.5 * width, 0, here) - into + _TIP * width
                at = poke.x - math.cos(poke.angle) * away, poke.y - math.sin(poke.angle) * away
                # The sprite points to the left: mirrored for pokes to the right, or it would be upside down.
                mirrored = math.cos(poke.angle) > -0.5
                put(frame, glove, at, -width if mirrored else width, angle=poke.angle - (0 if mirrored else math.pi))
        return frame

    return paint


def _pokes(stage: Stage) -> list[_Poke]:
    subject, head = stage.subject, stage.subject.head
    cheek, belly = min(head.y + 0.3 * head.r, 0.9 * stage.height), min(head.y + 2.0 * head.r, 0.8 * stage.height)
    left, right = _edge(subject, cheek, -1), _edge(subject, cheek, 1)
    side = _edge(subject, belly, -1) + 0.25 * head.r
    return [
        _Poke(since=0.55, x=left + 0.10 * head.r, y=cheek, angle=0.0),
        _Poke(since=1.30, x=right - 0.10 * head.r, y=cheek, angle=math.pi),
        _Poke(since=2.00, x=side, y=belly, angle=-0.15, goes=(0.15, 0.24)),
        _Poke(since=2.38, x=side, y=belly, angle=-0.15, comes=(-0.14, -0.02)),
        _Poke(since=3.15, x=head.x, y=max(head.y - 0.85 * head.r, 0.1 * head.r), angle=math.pi / 2, force=1.4),
    ]


def _edge(subject: Subject, y: float, side: int) -> float:
    """Return where the subject ends at a height, on its left (-1) or right (1), near its head at least."""
    head = subject.head
    row = np.flatnonzero(subject.mask[int(clamp(y, 0, subject.mask.shape[0] - 1))] > 127)
    if not row.size:
        return head.x + side * head.r
    return clamp(float(row[0] if side < 0 else row[-1]), head.x - 2.6 * head.r, head.x + 2.6 * head.r)


def _dents(grid: Grid, r: float, pokes: list[_Poke], t: float, body: Field) -> tuple[Field, Field]:
    """Return what all pokes do to the picture: dents, and rings that run from them once they are released."""
    dx, dy = np.zeros_like(grid.x), np.zeros_like(grid.x)
    for poke in pokes:
        age = t - poke.since
        if age < -0.12:
            continue
        x, y = grid.x - np.float32(poke.x), grid.y - np.float32(poke.y)
        far = np.hypot(x, y) / np.float32(r)
        along = np.float32(poke.force * r * _pressed(age)) * np.exp(-((far / np.float32(_WIDE)) ** 2) / 1.6)
        ring = _ring(far, age - _HELD, poke.force * r) if age > _HELD else np.float32(0)
        dx -= math.cos(poke.angle) * (along + 0.75 * ring) + 0.25 * ring * x / (far * r + 1)
        dy -= math.sin(poke.angle) * (along + 0.75 * ring) + 0.25 * ring * y / (far * r + 1)
    return dx * body, dy * body


def _pressed(age: float) -> float:
    """Return how deep the dent is: in by .12 s, held, and out as a spring."""
    return _DEEP * (smooth(age, -0.1, 0.02) if age < _HELD else 1 - spring(age - _HELD, 4.2, 0.10))


def _ring(far: Field, age: float, size: float) -> Field:
    """Return the wave that runs from a released dent, ``far`` radii away."""
    wave = np.sin(np.float32(TURN * _HERTZ * age) - np.float32(1.25) * far) * np.exp(-far / np.float32(3.4))
    strength = _RING * size * math.exp(-2 * age) * min(14 * age, 1)
    rings: Field = np.float32(strength) * wave * np.clip(far, 0, 1)
    return rings
