"""The subject bounces, 112 beats a minute, under a mirror ball, and stars fly from every beat."""

import math

import numpy as np

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.effects.kit.club import Club
from inbetween.engines.tween.effects.kit.dancing import Body, Pose
from inbetween.engines.tween.effects.kit.easing import TURN, arrive, beat, clamp, smooth
from inbetween.engines.tween.effects.kit.light import Colour, screen
from inbetween.engines.tween.effects.kit.shapes import soft_dot, star
from inbetween.engines.tween.effects.kit.stamp import marks, stamp
from inbetween.engines.tween.effects.scene.stage import Paint, Stage

_PER_MINUTE = 112
_CARD = 0.8
_IN_THE_AIR = 0.72
"""Share of a beat between leaving the ground and landing; then the body squashes."""

_SPOTS, _STARS = 90, 10
_FLIES = 1.0
_FIRST = 0.4
_LAMPS: tuple[Colour, ...] = ((190.0, 120.0, 255.0), (150.0, 220.0, 255.0), (255.0, 120.0, 190.0))
_COLOURS: tuple[Colour, ...] = ((255.0, 235.0, 200.0), (240.0, 200.0, 255.0), (255.0, 255.0, 190.0))


def prepare(stage: Stage) -> Paint:
    """Let what can be told apart dance, or the whole picture as a card."""
    stage = stage.on_card()
    stage.prepared()
    club, body = Club(stage), Body(stage)
    spots = stage.chance("mirror ball").random((_SPOTS, 4))
    stars = stage.chance("stars").random((int(5 * _PER_MINUTE / 60) + 1, _STARS, 4))

    def paint(t: float) -> Rgb:
        here = smooth(t, 0, 0.7)
        frame = club.room(here)
        _mirror_ball(frame, spots, t, here)
        screen(frame, club.lamps([0.5 * math.sin(2 * t + 2 * lamp) for lamp in range(3)], _LAMPS, [0.8 * here] * 3))
        size = 1 - (1 - _CARD) * here if stage.carded else 1.0
        club.enter(frame, stage.grid.maps(*body.bent(_pose(t, size))), here)
        _fly(frame, stage, stars, t)
        return frame

    return paint


def _pose(t: float, nearer: float) -> Pose:
    """Return the bounce: stretched in the air, squashed on the ground, to the left and the right in turn."""
    strength = smooth(t, 0, 0.7) * (1 - 0.8 * smooth(t, 4.65, 4.95))
    share, side = beat(t, _PER_MINUTE), 1 if int(t * _PER_MINUTE / 60) % 2 else -1
    hop = math.sin(math.pi * clamp(share / _IN_THE_AIR)) * strength
    landing = math.exp(-(((share - 0.80) / 0.09) ** 2)) * strength
    sway = side * math.sin(math.pi * share) * strength
    return Pose(
        hip=0.018 * sway,
        shoulder=0.016 * sway,
        head=0.028 * sway,
        up=0.034 * hop,
        tilt=0.11 * sway,
        squash=0.085 * landing - 0.05 * hop,
        nearer=nearer,
    )


def _mirror_ball(frame: Rgb, spots: np.ndarray[tuple[int, int], np.dtype[np.float64]], t: float, here: float) -> None:
    """Draw the spots of light that a turning ball throws on the walls."""
    height, width = frame.shape[:2]
    round_, up = spots[:, 0] * TURN + 0.8 * t, (spots[:, 1] - 0.5) * 2.6
    x = width * (0.5 + 0.75 * np.sin(round_) * np.cos(up))
    unit = 0.055 * min(height, width)
    rows = marks(
        x,
        height * (0.5 + 0.72 * np.sin(up)),
        unit * (0.25 + 0.5 * spots[:, 2]),
        height=unit * (0.22 + 0.4 * spots[:, 2]),
        alpha=0.6 * here * np.clip(np.cos(round_), 0, 1),
    )
    stamp(frame, soft_dot((225.0, 225.0, 255.0), 0.9), rows, ink="light")


def _fly(frame: Rgb, stage: Stage, stars: np.ndarray[tuple[int, int, int], np.dtype[np.float64]], t: float) -> None:
    """Draw the stars of the last beats: they burst from behind the head and fade as they slow down."""
    head, unit, length = stage.subject.head, stage.unit, 60 / _PER_MINUTE
    newest = int((t - _FIRST) / length) if t >= _FIRST else -1
    for number in range(max(newest - 1, 0), newest + 1):
        age = t - _FIRST - number * length
        if age > _FLIES or number >= len(stars):
            continue
        chance = stars[number]
        angle, way = chance[:, 0] * TURN, arrive(age) * unit * (0.30 + 0.35 * chance[:, 1])
        x, y = head.x + 1.3 * way * np.cos(angle), head.y + 0.6 * head.r + way * np.sin(angle)
        for kind, colour in enumerate(_COLOURS):
            own = slice(kind, None, len(_COLOURS))
            wide = 0.2 * unit * (0.35 + 0.8 * chance[own, 2])
            alpha = (1 - age / _FLIES) * smooth(age, 0, 0.1)
            rows = marks(x[own], y[own], wide, height=wide, angle=2 * age + angle[own], alpha=alpha)
            stamp(frame, star(colour, 0.05), rows, ink="light")
