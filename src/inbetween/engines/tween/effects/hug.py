"""The two lean together, and two big plush arms close round them and squeeze."""

import math
from collections.abc import Callable

import cv2
import numpy as np

from inbetween.domain.frames import Plane, Rgb
from inbetween.engines.tween.effects.kit.drift import drift, stamp_drift
from inbetween.engines.tween.effects.kit.easing import ramp, smooth, smoother, spring
from inbetween.engines.tween.effects.kit.grading import grade, vignette
from inbetween.engines.tween.effects.kit.grid import Field, Maps, look
from inbetween.engines.tween.effects.kit.hearts import rising
from inbetween.engines.tween.effects.kit.laying import shade
from inbetween.engines.tween.effects.kit.leaning import drawn_together
from inbetween.engines.tween.effects.kit.light import glow, lit, screen
from inbetween.engines.tween.effects.kit.looks import WARM
from inbetween.engines.tween.effects.kit.shapes import heart_sprite
from inbetween.engines.tween.effects.kit.stamp import put
from inbetween.engines.tween.effects.scene.stage import Paint, Stage
from inbetween.engines.tween.effects.sprites.hands import plush_arm

_LEANS = (0.5, 1.8)
_LEAN = 0.8
_CLOSE = 0.6
_SQUEEZE = 0.13
"""Share of their width that the two lose between the paws."""

_ARM = 0.40
"""Height of an arm's drawing, in units; the arm is .62 of it thick."""

_RISE = 0.34
"""Radians by which the arms rise from the lower corners."""

_HEARTS = ((240.0, 60.0, 90.0), (250.0, 120.0, 170.0), (255.0, 90.0, 120.0))


def prepare(stage: Stage) -> Paint:
    """Hug both faces, or whoever stands there."""
    x, y = centre = _centre(stage)
    size, unit = (stage.height, stage.width), stage.unit
    bend, arms = _prepare_bend(stage, centre), _prepare_arms(stage, centre)
    light, corners = glow(size, centre, 0.45 * unit), vignette(size, (x / stage.width, 0.5), 1.0, 0.42)
    hearts, those = [heart_sprite(colour, 96) for colour in _HEARTS], drift(stage.chance("hearts"), 40)

    def paint(t: float) -> Rgb:
        here, maps = smooth(t, 0.0, 0.9), bend(t)
        frame = grade(look(stage.picture, maps), WARM, 0.6 * here)
        screen(frame, lit(light, (210, 120, 70), 0.30 * here))
        shade(frame, corners, here)
        before: Plane | None = look(stage.subject.mask, maps, cv2.BORDER_REPLICATE) if stage.subject.trusted else None
        rise = rising(those, t - 1.5, (x, y), spread=0.9 * stage.width, unit=unit, climb=0.8 * stage.height)
        stamp_drift(frame, hearts, rise, alpha=smooth(t, 1.5, 1.8), behind=before)
        arms(frame, t)
        return frame

    return paint


def _centre(stage: Stage) -> tuple[float, float]:
    """Return where the paws meet: below both chins."""
    pair = stage.subject.pair or (stage.subject.head, stage.subject.head)
    chin = max(head.y + 1.3 * head.r for head in pair)
    return (pair[0].x + pair[1].x) / 2, min(max(chin + 0.17 * stage.unit, 0.55 * stage.height), 0.84 * stage.height)


def _squeezed(t: float) -> float:
    """Return how tight the hug is, 0..1: it closes, and breathes."""
    return smooth(t, 1.2, 1.7) + 0.3 * math.sin(3.6 * (t - 1.7)) * smooth(t, 1.7, 2.2)


def _swayed(t: float, width: int) -> float:
    return 0.014 * width * math.sin(1.8 * (t - 1.2)) * smooth(t, 1.2, 2.0)


def _prepare_bend(stage: Stage, centre: tuple[float, float]) -> Callable[[float], Maps]:
    """Return where the picture is looked at: heads drawn together, bodies squeezed, all swaying, the camera nearing."""
    grid, unit, pair = stage.grid, stage.unit, stage.subject.pair
    x, y = grid.x - np.float32(centre[0]), grid.y - np.float32(centre[1])
    lean_x, lean_y = (
        drawn_together(pair, grid.x, grid.y, stage.height) if pair else (np.zeros_like(x), np.zeros_like(y))
    )
    weight: Field = np.exp(-((y / (0.30 * unit)) ** 2) - (x / (0.62 * unit)) ** 4)
    body = grid.coarse(stage.subject.mask) if stage.subject.trusted else np.ones_like(x)
    body = cv2.GaussianBlur(body, (0, 0), grid.x.shape[1] / 22)

    def bend(t: float) -> Maps:
        lean, tight = _LEAN * smoother(ramp(t, *_LEANS)), _SQUEEZE * _squeezed(t)
        dx = lean * lean_x + 1.2 * tight * x * weight - _swayed(t, stage.width) * body
        dy = lean * lean_y - 0.35 * tight * y * weight
        nearer = 1 / (1 + 0.10 * smoother(t / 5)) - 1
        return grid.maps(dx + nearer * (x + dx), dy + nearer * (y + dy))

    return bend


def _prepare_arms(stage: Stage, centre: tuple[float, float]) -> Callable[[Rgb, float], None]:
    """Return what closes the arms over a frame: from the lower corners, the right one below the left one's paw."""
    unit, far = stage.unit, max(centre[0], stage.width - centre[0])
    height = round(_ARM * unit)
    width = round((far + 0.2 * unit) / math.cos(_RISE) / 64 + 0.5) * 64 + height // 2
    arm = plush_arm(width, height)

    def close(frame: Rgb, t: float) -> None:
        closed = spring(t - _CLOSE, 0.62, 0.72) * smooth(t, _CLOSE, _CLOSE + 0.4)
        rise = _RISE + 0.02 * math.sin(3.4 * t)
        apart = 0.10 * unit * (1 - 0.5 * _SQUEEZE * _squeezed(t))
        for side, down in ((-1, 0.05), (1, -0.03)):
            paw = centre[0] + _swayed(t, stage.width) - side * apart, centre[1] + down * unit
            back = 0.5 * (width - height) + 1.05 * width * (1 - closed)
            at = paw[0] - side * back * math.cos(rise), paw[1] + back * math.sin(rise)
            put(frame, arm, at, side * width, angle=-side * rise, light=0.98 if side > 0 else 0.90)

    return close
