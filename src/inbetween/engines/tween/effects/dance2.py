"""The subject swings its head, 128 beats a minute, with coloured afterimages and lamps that switch on the beat."""

import math

import cv2
import numpy as np

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.effects.kit.club import DISCO, Club
from inbetween.engines.tween.effects.kit.dancing import Body, Pose
from inbetween.engines.tween.effects.kit.easing import TURN, beat, smooth
from inbetween.engines.tween.effects.kit.grading import luma
from inbetween.engines.tween.effects.kit.grid import look
from inbetween.engines.tween.effects.kit.light import Colour, lit, screen, together
from inbetween.engines.tween.effects.scene.stage import Paint, Stage

_PER_MINUTE = 128
_CARD = 0.8
_ECHOES: tuple[tuple[float, Colour], ...] = ((0.19, (160.0, 60.0, 235.0)), (0.10, (120.0, 220.0, 70.0)))
"""How late each afterimage is, in seconds, and its colour."""

_LAMPS = (DISCO[0], DISCO[2], DISCO[3], DISCO[1])
_FLASH = 0.7
"""Strength of a beat above which the frame is brighter: its first frame, 2.1 times a second. The limit is 3."""


def prepare(stage: Stage) -> Paint:
    """Let what can be told apart dance, or the whole picture as a card."""
    stage = stage.on_card()
    stage.prepared()
    club, echoes = Club(stage), _Echoes(stage)
    body, grid = Body(stage), stage.grid

    def paint(t: float) -> Rgb:
        here = smooth(t, 0, 0.6)
        hit = math.exp(-6 * beat(t, _PER_MINUTE)) * here
        size = 1 - (1 - _CARD) * here if stage.carded else 1.0
        frame, number = club.room(here), int(t * _PER_MINUTE / 60)
        angles = [0.6 * math.sin(4 * t + 1.7 * lamp) for lamp in range(4)]
        gains = [0.9 * here * ((number + lamp) % 2) * (0.4 + 0.6 * hit) for lamp in range(4)]
        screen(frame, club.lamps(angles, _LAMPS, gains))
        if here > 0.1:
            screen(frame, together(*(echoes.seen(body.bent(_pose(t - late, size)), c, here) for late, c in _ECHOES)))
        club.enter(frame, grid.maps(*body.bent(_pose(t, size * (1 + 0.05 * hit)))), here)
        return cv2.convertScaleAbs(frame, alpha=1 + 0.25 * (hit - _FLASH) / (1 - _FLASH)) if hit > _FLASH else frame

    return paint


def _pose(t: float, nearer: float) -> Pose:
    """Return the swing: it lingers at its ends."""
    strength = smooth(t, 0.1, 0.7) * (1 - 0.7 * smooth(t, 4.6, 4.95))
    phase = TURN * t * _PER_MINUTE / 60 / 2
    swing = strength * math.sin(phase + 0.5 * math.sin(phase))
    return Pose(
        hip=-0.020 * swing,
        shoulder=0.028 * swing,
        head=0.075 * swing,
        up=0.014 * abs(swing),
        tilt=0.30 * swing,
        nearer=nearer,
    )


class _Echoes:
    """Afterimages of the subject, at half the size."""

    def __init__(self, stage: Stage) -> None:
        self._grid = stage.grid
        self._mask = stage.subject.mask
        # What is not the subject is black, so that one look shows the cut-out.
        self._grey = cv2.multiply(luma(stage.picture), self._mask, scale=1 / 255)

    def seen(self, bend: tuple[np.ndarray, np.ndarray], colour: Colour, strength: float) -> Rgb:
        """Return the light of the subject, bent, in one colour."""
        x, y = (np.ascontiguousarray(whole[::2, ::2]) for whole in self._grid.maps(*bend))
        return lit(look(self._grey, (x, y), cv2.BORDER_CONSTANT), colour, 0.9 * strength)
