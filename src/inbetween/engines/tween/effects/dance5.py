"""Every bar of two beats, 120 a minute, switches the look: plain, close-up, three of you, split screen, night."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np

from inbetween.domain.frames import Plane, Rgb
from inbetween.engines.tween.effects.kit.camera import placed, seen
from inbetween.engines.tween.effects.kit.club import DISCO, Club
from inbetween.engines.tween.effects.kit.cutting import behind, bent
from inbetween.engines.tween.effects.kit.dancing import FOLLOWS, Body, Pose
from inbetween.engines.tween.effects.kit.easing import TURN, clamp, sharp, smooth
from inbetween.engines.tween.effects.kit.grading import ramp, tone
from inbetween.engines.tween.effects.kit.grid import Maps
from inbetween.engines.tween.effects.kit.laying import lay_over
from inbetween.engines.tween.effects.kit.light import screen
from inbetween.engines.tween.effects.scene.stage import Paint, Stage

_BEAT = 0.5
_CARD = 0.84
_BLUE, _PINK = (
    ramp((0, (10.0, 20.0, 80.0)), (1, (120.0, 220.0, 255.0))),
    ramp((0, (70.0, 10.0, 40.0)), (1, (255.0, 150.0, 190.0))),
)
_GOLD = ramp((0, (40.0, 10.0, 60.0)), (1, (255.0, 230.0, 150.0)))
_CLOSER, _ROLL = 1.28, 0.07
_CLONE, _LEAD = 0.82, 0.96
_FLASH = 0.30
"""Strength of the flash at a switch, once a second; .55 was brutal."""


@dataclass(frozen=True, slots=True)
class _Now:
    """A moment: where the body is, how much of the club is there, how far the beat is gone, and which one it is."""

    maps: Maps
    here: float
    t: float
    beat: int


_Look: TypeAlias = Callable[[_Now], Rgb]


def prepare(stage: Stage) -> Paint:
    """Let what can be told apart dance, or the whole picture as a card."""
    stage = stage.on_card()
    stage.prepared()
    body, shows = Body(stage), _Looks(stage)
    looks: tuple[_Look, ...] = (shows.plain, shows.close, shows.three, shows.split, shows.night)

    def paint(t: float) -> Rgb:
        here, beat = smooth(t, 0, 0.5), int(t / _BEAT)
        size = 1 - (1 - _CARD) * here if stage.carded else 1.0
        hit = math.exp(-7 * (t / _BEAT - beat)) if beat else 0.0
        maps = stage.grid.maps(*body.bent(_pose(t, size * (1 + 0.06 * hit))))
        frame = looks[min(beat // 2, len(looks) - 1)](_Now(maps, here, t, beat))
        flash = _FLASH * hit * hit * (1 if beat % 2 == 0 else 0.25)
        if flash > 0.01:
            screen(frame, np.full((1, 1, 3), round(255 * flash), np.uint8))
        return frame

    return paint


def _pose(t: float, nearer: float) -> Pose:
    strength = smooth(t, 0, 0.5) * (1 - 0.6 * smooth(t, 4.6, 4.95))
    hip, shoulder, head = (
        strength * sharp(math.sin(TURN / 2 * (t - late) / _BEAT), 0.6) for late in (0, FOLLOWS, 2 * FOLLOWS)
    )
    up = 0.02 * strength * abs(math.cos(TURN / 2 * t / _BEAT))
    return Pose(hip=0.040 * hip, shoulder=-0.026 * shoulder, head=0.034 * head, tilt=0.13 * head, up=up, nearer=nearer)


class _Looks:
    """The five looks of a stage."""

    def __init__(self, stage: Stage) -> None:
        self._stage, self._club = stage, Club(stage)
        self._coloured = tone(stage.backdrop, _BLUE, 0.55)

    def plain(self, now: _Now) -> Rgb:
        """Show the subject in its place."""
        frame = behind(self._stage, 0.6 * now.here)
        lay_over(frame, *bent(self._stage, now.maps))
        return frame

    def close(self, now: _Now) -> Rgb:
        """Show the head, tilted to the left and to the right, in gold."""
        head = self._stage.subject.head
        frame = self.plain(now)
        angle = _ROLL * (1 if now.beat % 2 else -1)
        return tone(seen(frame, _CLOSER, (head.x, head.y + 0.4 * head.r), angle=angle), _GOLD, 0.7)

    def three(self, now: _Now) -> Rgb:
        """Show three of the subject before a coloured wall: those beside it at half size, and enlarged."""
        stage, subject = self._stage, self._stage.subject
        frame = self._coloured.copy()
        shown, mask = bent(stage, now.maps)
        half = stage.width // 2, stage.height // 2
        small = tone(cv2.resize(shown, half, interpolation=cv2.INTER_AREA), _BLUE, 0.75)
        cover = cv2.resize(mask, half, interpolation=cv2.INTER_AREA)
        aside = min(0.62 * (subject.right - subject.left), 0.33 * stage.width)
        foot = subject.x, subject.foot
        for side in (-1, 1):
            matrix = placed(_CLONE, foot, shift=(side * aside, 0.0))
            matrix[0] = [side * matrix[0, 0], 0, subject.x + side * (aside - _CLONE * subject.x)]
            matrix[:, 2] /= 2
            lay_over(frame, self._enlarged(small, matrix), self._enlarged(cover, matrix))
        lead = placed(_LEAD, foot)
        lay_over(frame, _moved(shown, lead), _moved(mask, lead))
        return frame

    def split(self, now: _Now) -> Rgb:
        """Show it twice, mirrored, in pink and in blue."""
        frame = self.plain(now)
        half = self._stage.width // 2
        left = int(clamp(self._stage.subject.x - half / 2, 0, self._stage.width - half))
        own = np.ascontiguousarray(frame[:, left : left + half])
        frame[:, :half] = tone(own, _PINK, 0.8)
        frame[:, -half:] = tone(np.ascontiguousarray(own[:, ::-1]), _BLUE, 0.8)
        frame[:, half - 2 : half + 2] = 255
        return frame

    def night(self, now: _Now) -> Rgb:
        """Show it in the club."""
        frame = self._club.room(1.0)
        gains = [0.35 + 0.3 * math.sin(TURN * now.t / _BEAT / 2 + lamp) for lamp in range(3)]
        angles = [0.45 * math.sin(2 * now.t + 1.9 * lamp) for lamp in range(3)]
        screen(frame, self._club.lamps(angles, DISCO[:3], gains))
        self._club.enter(frame, now.maps, 1.0)
        return frame

    def _enlarged(self, plane: Rgb, matrix: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> Rgb:
        whole: Rgb = cv2.resize(_moved(plane, matrix), (self._stage.width, self._stage.height))
        return whole


def _moved(plane: Rgb | Plane, matrix: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> Rgb:
    """Return a picture, whose border goes on, or a mask, which ends there, elsewhere."""
    border = cv2.BORDER_REPLICATE if plane.ndim == 3 else cv2.BORDER_CONSTANT
    shown: Rgb = cv2.warpAffine(plane, matrix, plane.shape[1::-1], borderMode=border)
    return shown
