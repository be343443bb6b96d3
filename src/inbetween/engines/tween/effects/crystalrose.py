"""A rose cut from iridescent glass is held out; it bends the picture behind it, and glints."""

import cv2
import numpy as np

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.effects.kit.camera import Spot
from inbetween.engines.tween.effects.kit.drift import twinkling
from inbetween.engines.tween.effects.kit.easing import TURN, smooth
from inbetween.engines.tween.effects.kit.gift import WIDE, Gift, Touch, given
from inbetween.engines.tween.effects.kit.grading import curves
from inbetween.engines.tween.effects.kit.grid import look
from inbetween.engines.tween.effects.kit.laying import lay_over
from inbetween.engines.tween.effects.kit.light import bloom
from inbetween.engines.tween.effects.kit.shapes import petal, size_class, star
from inbetween.engines.tween.effects.kit.stamp import marks, stamp
from inbetween.engines.tween.effects.scene.stage import Paint, Stage
from inbetween.engines.tween.effects.sprites.rose import Rose, glass_rose, slopes

_DUSK = curves(
    ((0, 20), (128, 100), (255, 212)),
    ((0, 8), (128, 88), (255, 200)),
    ((0, 34), (128, 124), (255, 232)),
)
"""Cool and darker: on a bright picture neither glass nor glints can be seen."""

_BENDS = 0.26
"""How far glass moves what is seen through it at its steepest, in widths of the flower's head."""

_GLINTS = 40


def prepare(stage: Stage) -> Paint:
    """Hold out a glass rose below the chin."""
    rose = glass_rose(size_class(WIDE * stage.unit))
    petals = petal((186.0, 206.0, 255.0), 0.7), petal((232.0, 178.0, 255.0), 0.7)
    return given(
        stage,
        Gift(
            flower=rose.sprite,
            petals=petals,
            look=_DUSK,
            shine=(120, 80, 150),
            beneath=_bending(rose),
            above=_glinting(stage.chance("glints")),
        ),
    )


def _bending(rose: Rose) -> Touch:
    """Return what shows the picture through the flower's head, bent by the slopes of its petals."""
    lens = cv2.merge([*slopes(rose.thick), np.clip(rose.thick * 1500, 0, 255)])

    def bend(frame: Rgb, head: Spot, wide: float, _: float) -> None:
        left, top = (max(round(at - wide / 2), 0) for at in head)
        right, bottom = (min(round(at + wide / 2), side) for at, side in zip(head, frame.shape[1::-1], strict=True))
        if right - left < 2 or bottom - top < 2:
            return
        scale = wide / lens.shape[0]
        place = np.array([[scale, 0, head[0] - wide / 2 - left], [0, scale, head[1] - wide / 2 - top]])
        across, down, cover = cv2.split(cv2.warpAffine(lens, place, (right - left, bottom - top)))
        y, x = np.indices(cover.shape, np.float32)
        maps = x + left - across * (_BENDS * wide), y + top - down * (_BENDS * wide)
        through = np.ascontiguousarray(frame[top:bottom, left:right])
        lay_over(through, look(frame, maps), cover.astype(np.uint8))
        frame[top:bottom, left:right] = through

    return bend


def _glinting(chance: np.random.Generator) -> Touch:
    """Return what sets glints on the flower's head and lets them shine."""
    radius, turn = 0.46 * np.sqrt(chance.random(_GLINTS)), TURN * chance.random(_GLINTS)
    beats = chance.random((_GLINTS, 2))
    glint = star((250.0, 240.0, 255.0), 0.022)

    def shine(frame: Rgb, head: Spot, wide: float, t: float) -> None:
        bright = twinkling(t, beats) * smooth(t, 1.0, 1.8)
        size = (0.09 + 0.24 * beats[:, 0]) * wide
        x, y = head[0] + wide * radius * np.cos(turn), head[1] + wide * radius * np.sin(turn)
        stamp(frame, glint, marks(x, y, size, height=size, alpha=bright), ink="light")
        bloom(frame, 205, 0.35 * smooth(t, 0.5, 1.5))

    return shine
