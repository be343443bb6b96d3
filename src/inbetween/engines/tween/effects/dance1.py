"""The subject sways its hips, 96 beats a minute, on a stage with five coloured beams."""

import math

import numpy as np

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.effects.kit.club import DISCO, Club
from inbetween.engines.tween.effects.kit.dancing import FOLLOWS, Body, Pose
from inbetween.engines.tween.effects.kit.easing import TURN, sharp, smooth
from inbetween.engines.tween.effects.kit.light import screen
from inbetween.engines.tween.effects.kit.shapes import soft_dot
from inbetween.engines.tween.effects.kit.stamp import marks, stamp
from inbetween.engines.tween.effects.scene.stage import Paint, Stage

_BEATS = 96 / 60
_LIGHTS = 30
_CARD = 0.86


def prepare(stage: Stage) -> Paint:
    """Let what can be told apart dance, or the whole picture as a card."""
    stage = stage.on_card()
    stage.prepared()
    club, body = Club(stage), Body(stage)
    bokeh = stage.chance("bokeh").random((_LIGHTS, 5))

    def paint(t: float) -> Rgb:
        here = smooth(t, 0, 0.8)
        frame = club.room(here)
        angles = [0.5 * math.sin(TURN * _BEATS * t / 4 + 1.1 * number) for number in range(len(DISCO))]
        swell = [1 + math.sin(TURN * _BEATS * t / 2 + number) for number in range(len(DISCO))]
        screen(frame, club.lamps(angles, DISCO, [here * (0.25 + 0.35 * gain) for gain in swell]))
        _bokeh(frame, bokeh, t, here)
        nearer = 1 - (1 - _CARD) * here if stage.carded else 1 + 0.045 * here
        club.enter(frame, stage.grid.maps(*body.bent(_pose(t, nearer))), here)
        screen(frame, club.lamps(angles, DISCO, [0.16 * here * gain for gain in swell]))
        return frame

    return paint


def _pose(t: float, nearer: float) -> Pose:
    """Return the sway: hips first, shoulders against them, the head last."""
    strength = smooth(t, 0, 0.8) * (1 - 0.6 * smooth(t, 4.6, 4.95))
    hip, shoulder, head = (
        strength * sharp(math.sin(TURN * _BEATS / 2 * (t - late)), 0.7) for late in (0, FOLLOWS, 2 * FOLLOWS)
    )
    return Pose(
        hip=0.052 * hip,
        shoulder=-0.022 * shoulder,
        head=0.026 * head,
        up=0.018 * strength * math.cos(TURN * _BEATS / 2 * t) ** 2,
        tilt=0.12 * head,
        nearer=nearer,
    )


def _bokeh(frame: Rgb, lights: np.ndarray[tuple[int, int], np.dtype[np.float64]], t: float, strength: float) -> None:
    height, width = frame.shape[:2]
    for number, colour in enumerate(DISCO):
        own = lights[number :: len(DISCO)]
        wide = 0.09 * min(height, width) * (0.25 + 0.75 * own[:, 2])
        twinkle = 0.4 + 0.6 * np.sin(3 * t + 20 * own[:, 4]) ** 2
        x = (own[:, 0] + 0.02 * np.sin(t + 9 * own[:, 3])) * width
        rows = marks(x, own[:, 1] * height, wide, height=wide, alpha=0.28 * strength * twinkle)
        stamp(frame, soft_dot(colour, 0.6), rows, ink="light")
