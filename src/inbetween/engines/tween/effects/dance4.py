"""The subject ticks, 120 beats a minute, to a finger that taps the frame, above the bars of an equaliser."""

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Plane, Rgb
from inbetween.engines.tween.effects.kit.club import Club
from inbetween.engines.tween.effects.kit.dancing import FOLLOWS, Body, Pose
from inbetween.engines.tween.effects.kit.easing import arrive, beat, clamp, lerp, smooth, spring
from inbetween.engines.tween.effects.kit.light import Colour, lit, screen
from inbetween.engines.tween.effects.kit.shapes import size_class
from inbetween.engines.tween.effects.kit.stamp import Sprite, put
from inbetween.engines.tween.effects.kit.strokes import dark, halo, rim
from inbetween.engines.tween.effects.scene.stage import Paint, Stage
from inbetween.engines.tween.effects.sprites.hands import pointing_glove

_PER_MINUTE = 120
_CARD = 0.8
_STEPS = (0, 1, 0, -1, 1, -1, 1, -1)
_TAPS = ((0.16, 0.36), (0.84, 0.36), (0.16, 0.66), (0.84, 0.66))
_COLOURS: tuple[Colour, ...] = ((60.0, 200.0, 255.0), (255.0, 80.0, 200.0), (140.0, 255.0, 120.0), (255.0, 190.0, 80.0))
_BARS, _BLOCK = 28, 0.018
_TALL = 0.26
"""Of an equaliser: bars, height of a block in units, and share of the frame that a full bar takes."""

_RING = 0.9
"""Seconds that the rings of a tap take."""

_GLOVE = 0.30


def prepare(stage: Stage) -> Paint:
    """Let what can be told apart dance, or the whole picture as a card."""
    stage = stage.on_card()
    stage.prepared()
    club, body, bars = Club(stage), Body(stage), _Bars(stage)
    edge, glove = rim(stage.subject.mask, 0.012 * stage.unit), pointing_glove(size_class(_GLOVE * stage.unit))

    def paint(t: float) -> Rgb:
        here, hit = smooth(t, 0, 0.6), math.exp(-4.5 * beat(t, _PER_MINUTE))
        size = 1 - (1 - _CARD) * here if stage.carded else 1.0
        maps = stage.grid.maps(*body.bent(_pose(t, size)))
        frame = club.room(here)
        club.enter(frame, maps, here)
        thin = tuple(np.ascontiguousarray(whole[::2, ::2]) * np.float32(0.5) for whole in maps)
        neon = cv2.remap(edge, thin[0], thin[1], cv2.INTER_LINEAR)
        layer = lit(neon, _COLOURS[_number(t) % 4], (0.35 + 0.65 * hit) * here)
        screen(frame, halo(layer, frame.shape[:2], 2.2))
        _rings(layer, t, stage.unit, here)
        cv2.add(layer, bars.at(t, (0.35 + 0.65 * hit) * here), layer)
        screen(frame, layer)
        _tap(frame, glove, t, _GLOVE * stage.unit)
        return frame

    return paint


def _number(t: float) -> int:
    return int(t * _PER_MINUTE / 60)


def _step(t: float) -> float:
    """Return where the ticking is, -1..1: from step to step by a spring."""
    number = math.floor(t * _PER_MINUTE / 60)
    share = spring((t * _PER_MINUTE / 60 - number) * 60 / _PER_MINUTE, 4.2, 0.42)
    return lerp(_STEPS[(number - 1) % len(_STEPS)], _STEPS[number % len(_STEPS)], share)


def _pose(t: float, nearer: float) -> Pose:
    strength = smooth(t, 0, 0.6) * (1 - 0.8 * smooth(t, 4.6, 4.95))
    step, late = _step(t) * strength, _step(t - FOLLOWS) * strength
    up = 0.012 * strength * math.exp(-5 * beat(t, _PER_MINUTE)) * smooth(beat(t, _PER_MINUTE), 0, 0.12)
    return Pose(hip=-0.018 * late, shoulder=0.030 * step, head=0.036 * late, tilt=0.13 * late, up=up, nearer=nearer)


class _Bars:
    """The equaliser of a stage, at half its size."""

    def __init__(self, stage: Stage) -> None:
        self._chance = stage.chance("bars").random((_BARS, 3))
        layer = dark((stage.height, stage.width))
        self._lit = layer
        height, width = layer.shape[:2]
        self._block = max(_BLOCK * stage.unit / 2, 2.0)
        self._most = int(_TALL * height / self._block)
        self._column = np.minimum(np.arange(width) * _BARS // width, _BARS - 1)
        self._row = ((height - 1 - np.arange(height)) / self._block).astype(np.int32)
        for bar in range(_BARS):
            x = int((bar + 0.14) * width / _BARS), int((bar + 0.86) * width / _BARS)
            for block in range(self._most):
                y = height - block * self._block
                colour = _dimmed(_COLOURS[bar * 4 // _BARS], 0.45 + 0.55 * block / self._most)
                cv2.rectangle(layer, (x[0], int(y - 0.7 * self._block)), (x[1], int(y) - 1), colour, -1)

    def at(self, t: float, strength: float) -> Rgb:
        """Return the light of the blocks that are on."""
        speed, phase, own = self._chance.T
        level = np.abs(np.sin(t * (5 + 5 * speed) + 20 * phase)) * strength * (0.4 + 0.6 * own)
        on: NDArray[np.bool_] = self._row[:, None] < (level * self._most)[self._column][None]
        mask: Plane = on.astype(np.uint8) * np.uint8(255)
        shown: Rgb = cv2.bitwise_and(self._lit, cv2.merge([mask] * 3))
        return shown


def _rings(layer: Rgb, t: float, unit: float, strength: float) -> None:
    """Draw the rings that the last taps have left, into a layer of half the size."""
    height, width = layer.shape[:2]
    for before in range(3):
        number = _number(t) - before
        age = (t - number * 60 / _PER_MINUTE) / _RING
        if number < 0 or age >= 1:
            continue
        x, y = _TAPS[number % 4]
        for radius, share in ((0.10, 1.0), (0.065, 0.6)):
            colour = _dimmed(_COLOURS[number % 4], (1 - age) * share * strength)
            at = round(x * width * 16), round(y * height * 16)
            thick = max(round(0.006 * unit * (1 - age)), 1)
            cv2.circle(layer, at, round(arrive(age) * radius * unit * 8), colour, thick, cv2.LINE_AA, 4)


def _tap(frame: Rgb, glove: Sprite, t: float, width: float) -> None:
    """Draw the hand: it comes from outside the frame, and its fingertip is where the rings start."""
    share = beat(t, _PER_MINUTE)
    x, y = _TAPS[_number(t) % 4]
    side = -1 if x < 0.5 else 1
    away = 0.2 * frame.shape[1] * (1 - arrive(clamp(share / 0.12))) + 0.06 * min(frame.shape[:2]) * share
    at = x * frame.shape[1] + side * (0.475 * width + away), y * frame.shape[0] + 0.3 * away
    put(frame, glove, at, side * width, alpha=smooth(t, 0, 0.6) * clamp(6 * (1 - share)) * clamp(8 * share + 0.2))


def _dimmed(colour: Colour, share: float) -> Colour:
    return colour[0] * share, colour[1] * share, colour[2] * share
