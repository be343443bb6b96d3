"""Banknotes and coins of no country rain, tumbling, behind and before the subject."""

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.effects.kit.camera import seen
from inbetween.engines.tween.effects.kit.drift import Drift, Pace, beside, drift, drifting, stamp_drift, twinkling
from inbetween.engines.tween.effects.kit.easing import smooth, smoother
from inbetween.engines.tween.effects.kit.grading import curves, grade, vignette
from inbetween.engines.tween.effects.kit.laying import shade
from inbetween.engines.tween.effects.kit.light import lit, screen
from inbetween.engines.tween.effects.kit.rays import prepare_rays
from inbetween.engines.tween.effects.kit.shapes import size_class, star
from inbetween.engines.tween.effects.kit.stamp import Sprite, marks, stamp
from inbetween.engines.tween.effects.scene.stage import Paint, Stage
from inbetween.engines.tween.effects.sprites.money import coin, note

_GOLD = curves(
    ((0, 16), (128, 140), (255, 252)),
    ((0, 12), (128, 127), (255, 240)),
    ((0, 8), (128, 100), (255, 206)),
)

_CURLS = (0.0, 1.6, 3.1, 4.6)
_NOTES, _COINS = 42, 10
"""Of each layer, the one behind the subject and the one before. More of them hide it."""

_GLINTS = 26


def prepare(stage: Stage) -> Paint:
    """Let it rain."""
    subject, size = stage.subject, (stage.height, stage.width)
    head, mask = subject.head, subject.mask if subject.trusted else None
    far, near = _layers(stage)
    rays = prepare_rays(size, (stage.width / 2, -0.15 * stage.height), reach=1.2, phase=1.0)
    corners = vignette(size, (0.5, 0.5), 1.0, 0.4)
    glints = stage.chance("glints").random((_GLINTS, 5))
    glint, unit = star((255.0, 236.0, 180.0)), stage.unit

    def paint(t: float) -> Rgb:
        here = smooth(t, 0.0, 0.9)
        zoom, about = 1 + 0.045 * smoother(t / 5), (head.x, head.y)
        frame = grade(seen(stage.picture, zoom, about), _GOLD, 0.6 * here)
        screen(frame, lit(rays.at(t), (225, 160, 70), 0.45 * here))
        shade(frame, corners, here)
        before = None if mask is None else seen(mask, zoom, about)
        for those, sprites, pace in far:
            stamp_drift(frame, sprites, drifting(those, t, size, pace), behind=before)
        for those, sprites, pace in near:
            stamp_drift(frame, sprites, drifting(those, t, size, pace))
        wide = (0.035 + 0.085 * glints[:, 2]) * unit
        bright = twinkling(t, glints[:, 3:], 4.0) * here
        x, y = glints[:, 0] * stage.width, glints[:, 1] * stage.height
        stamp(frame, glint, marks(x, y, wide, height=wide, alpha=bright), ink="light")
        return frame

    return paint


_Layer = tuple[Drift, tuple[Sprite, ...], Pace]


def _layers(stage: Stage) -> tuple[tuple[_Layer, ...], tuple[_Layer, ...]]:
    """Return what falls behind the subject and what falls before it; the head's column stays free before it."""
    unit, chance, head = stage.unit, stage.chance("money"), stage.subject.head
    wide = size_class(0.24 * unit)
    notes = tuple(note(wide, curl) for curl in _CURLS)
    blurred = tuple(note(wide, curl, 0.025) for curl in _CURLS[:2])
    coins = (coin(size_class(0.07 * unit)),)

    def clear(those: Drift, half: float) -> Drift:
        return beside(those, head.x / stage.width, half * head.r / stage.width)

    behind = drift(chance, _NOTES, depth=(0.0, 0.5))
    if not stage.subject.trusted:
        behind = clear(behind, 1.3)
    far = (
        (behind, notes, Pace(since=0.25, speed=0.36, size=0.19 * unit, sway=0.05)),
        (drift(chance, _COINS, depth=(0.0, 0.5)), coins, Pace(since=0.6, speed=0.62, size=0.055 * unit, sway=0.01)),
    )
    lens = clear(drift(chance, 4, depth=(0.6, 1.0)), 2.2)
    near = (
        (
            clear(drift(chance, _NOTES // 2, depth=(0.5, 1.0)), 1.5),
            notes,
            Pace(since=0.25, speed=0.42, size=0.20 * unit, sway=0.04),
        ),
        (
            clear(drift(chance, _COINS, depth=(0.5, 1.0)), 1.0),
            coins,
            Pace(since=0.6, speed=0.70, size=0.065 * unit, sway=0.01),
        ),
        (lens, blurred, Pace(since=0.5, speed=0.75, size=0.46 * unit, sway=0.03)),
    )
    return far, near
