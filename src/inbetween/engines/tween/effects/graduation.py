"""A mortarboard drops onto the head and bounces; scrolls and caps fly, confetti falls, gold rays shine."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from inbetween.domain.frames import Plane, Rgb
from inbetween.engines.tween.effects.kit.camera import Spot, placed, seen
from inbetween.engines.tween.effects.kit.drift import Pace, beside, drift, drifting, stamp_drift
from inbetween.engines.tween.effects.kit.easing import arrive, clamp, depart, lerp, ramp, ringing, smooth
from inbetween.engines.tween.effects.kit.grading import grade, vignette
from inbetween.engines.tween.effects.kit.laying import lay_over, shade
from inbetween.engines.tween.effects.kit.light import glow, lit, screen, together
from inbetween.engines.tween.effects.kit.looks import WARM
from inbetween.engines.tween.effects.kit.rays import prepare_rays
from inbetween.engines.tween.effects.kit.shapes import size_class, star
from inbetween.engines.tween.effects.kit.stamp import marks, put, stamp
from inbetween.engines.tween.effects.scene.stage import Paint, Stage
from inbetween.engines.tween.effects.scene.subject import Subject
from inbetween.engines.tween.effects.sprites.gown import (
    BUTTON_AT,
    CAP_TALL,
    CORNER_AT,
    confetto,
    diploma,
    mortarboard,
    tassel,
)

_FALLS, _LANDS = 0.35, 1.05
"""Seconds at which the cap starts to fall and at which it sits."""

_RIM_AT = 0.905
"""Where the cap's rim is, as a part of its drawing's height."""

_DEEP = 0.46
"""How far the rim sits below the crown of the head, in radii of the head."""

_CUT_OFF = 0.10
"""The same where the frame's upper edge cuts a head off: what is left is its face, which no cap may hide."""

_PAPERS = (
    (250.0, 190.0, 70.0),
    (240.0, 90.0, 90.0),
    (90.0, 180.0, 240.0),
    (120.0, 220.0, 160.0),
    (210.0, 140.0, 230.0),
)
_CORD = (228.0, 172.0, 66.0)
_THROWN = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seat:
    """Where the rim of the cap sits, how wide the cap is, and by how much the picture shrinks to make room for it."""

    x: float
    y: float
    wide: float
    scale: float


def prepare(stage: Stage) -> Paint:
    """Crown the head, or the top of whatever stands there."""
    size, unit, head = (stage.height, stage.width), stage.unit, stage.subject.head
    seat = _seat(stage.subject, stage.height, unit)
    cap, light, picture = mortarboard(size_class(seat.wide)), _prepare_light(stage), _prepare_picture(stage, seat)
    corners, throw = vignette(size, (0.5, 0.5), 1.0, 0.4), _prepare_throws(stage)
    slips, chance = tuple(map(confetto, _PAPERS)), stage.chance("confetti")
    far = drift(chance, 90, depth=(0.0, 0.5))
    near = beside(drift(chance, 64, depth=(0.5, 1.0)), seat.x / stage.width, 0.9 * head.r / stage.width)

    def paint(t: float) -> Rgb:
        scale, about = lerp(1, seat.scale, smooth(t, 0.1, 1.0)), (seat.x, float(stage.height))
        frame, before = picture(scale)
        frame = grade(frame, WARM, 0.5 * smooth(t, 0.0, 1.0))
        light(frame, t, before)
        throw(frame, t, before)
        stamp_drift(frame, slips, drifting(far, t, size, _fall(0.44, 0.032 * unit)), behind=before)
        shade(frame, corners, smooth(t, 0.0, 1.0))
        x, y = placed(scale, about) @ (seat.x, seat.y, 1.0)
        cap_at = _cap_at(t, (float(x), float(y)), seat.wide * scale)
        put(frame, cap, cap_at.on(0.5, 0.5), cap_at.wide, angle=cap_at.turn)
        _hang(frame, cap_at, t)
        stamp_drift(frame, slips, drifting(near, t, size, _fall(0.50, 0.042 * unit)))
        _sparkle(frame, cap_at, ramp(t, _LANDS, _LANDS + 0.7))
        return frame

    return paint


def _prepare_picture(stage: Stage, seat: _Seat) -> Callable[[float], tuple[Rgb, Plane | None]]:
    """Return what shows the picture at a scale, and the mask of who stands before things, where that is known.

    One that shrinks shows what lies around it: the background mirrored, or else the picture out of focus.
    """
    about, trusted = (seat.x, float(stage.height)), stage.subject.trusted
    mask = stage.subject.mask if trusted else None
    behind = stage.plate if trusted else _soft(stage.picture)
    cover = mask if mask is not None else _feathered(stage)

    def picture(scale: float) -> tuple[Rgb, Plane | None]:
        before = None if mask is None else seen(mask, scale, about, border=cv2.BORDER_REPLICATE)
        if scale >= 1:
            return seen(stage.picture, scale, about), before
        frame = seen(behind, scale, about)
        shown = _faded(seen(cover, scale, about, border=cv2.BORDER_CONSTANT), scale) if before is None else before
        # A head that the frame cut off ends there: it must not go on, mirrored, above the cap.
        shown[: round((1 - scale) * stage.height)] = 0
        lay_over(frame, seen(stage.picture, scale, about), shown)
        return frame, before

    return picture


def _faded(cover: Plane, scale: float) -> Plane:
    """Return a cover that fades no sooner than the picture has shrunk: else its border would blur in one frame."""
    share = min((1 - scale) / 0.08, 1.0)
    plane: Plane = cv2.convertScaleAbs(cover, alpha=share, beta=255 * (1 - share))
    return plane


def _soft(picture: Rgb) -> Rgb:
    size = max(picture.shape[1] // 16, 2), max(picture.shape[0] // 16, 2)
    small = cv2.GaussianBlur(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), (0, 0), 2.5)
    soft: Rgb = cv2.resize(small, (picture.shape[1], picture.shape[0]), interpolation=cv2.INTER_CUBIC)
    return soft


def _feathered(stage: Stage) -> Plane:
    """Return a mask of the whole picture that fades towards its sides and its top, not towards its foot."""
    x, y = np.arange(stage.width, dtype=np.float32), np.arange(stage.height, dtype=np.float32)
    beside_ = np.minimum(x, stage.width - 1 - x)[None]
    share = np.clip(np.minimum(beside_, y[:, None]) / np.float32(0.12 * stage.unit), 0, 1)
    return np.ascontiguousarray((share * share * (3 - 2 * share) * 255).astype(np.uint8))


def _fall(speed: float, size: float) -> Pace:
    return Pace(since=_LANDS, speed=speed, size=size)


def _seat(subject: Subject, height: int, unit: int) -> _Seat:
    """Return the crown of the head: the top of the mask over its middle, within what heads are like."""
    head, y = subject.head, subject.head.y - 0.95 * subject.head.r
    if subject.trusted:
        left = int(clamp(head.x - 0.3 * head.r, 0, subject.mask.shape[1] - 2))
        column = subject.mask[:, left : max(int(head.x + 0.3 * head.r), left + 1)].max(1)
        top = float(np.argmax(column > 127))
        y = clamp(top, head.y - 1.35 * head.r, head.y - 0.55 * head.r)
        if top <= 2:
            y = min(y, (_CUT_OFF - _DEEP) * head.r)
    wide = clamp(2.45 * head.r, 0.25 * unit, 0.75 * unit)
    y += _DEEP * head.r
    room = height - y + _RIM_AT * CAP_TALL * wide + 0.02 * unit
    return _Seat(x=head.x, y=y, wide=wide, scale=clamp(height / room, 0.70, 1.03))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cap:
    """A cap in a frame: where the middle of its rim is, how wide it is, and how it is turned (radians, clockwise)."""

    rim: Spot
    wide: float
    turn: float

    def on(self, across: float, down: float) -> Spot:
        """Return where a point of the drawing is; both are parts of its width and height."""
        x, y = (across - 0.5) * self.wide, (down - _RIM_AT) * CAP_TALL * self.wide
        cos, sin = math.cos(self.turn), math.sin(self.turn)
        return self.rim[0] + x * cos - y * sin, self.rim[1] + x * sin + y * cos


def _cap_at(t: float, seat: Spot, wide: float) -> _Cap:
    """Return the cap at a time: it falls, bounces and rocks to rest, a little askew."""
    way, since = ramp(t, _FALLS, _LANDS), t - _LANDS
    turn = 0.06 - 0.35 * (1 - way) + 0.16 * ringing(since, 1.7, 0.16)
    bounce = abs(ringing(since, 2.0, 0.22)) * 0.18 * wide * math.exp(-1.5 * max(since, 0.0))
    nod = 0.02 * wide * ringing(since, 2.4, 0.2)
    return _Cap(rim=(seat[0], lerp(-0.12 * wide, seat[1], depart(way)) - bounce + nod), wide=wide, turn=turn)


def _hang(frame: Rgb, cap: _Cap, t: float) -> None:
    """Hang the tassel over the corner of the board; it swings on when the cap has stopped."""
    swing = 0.5 * ringing(t - _LANDS, 1.3, 0.10) + 0.10 * math.sin(2.4 * t)
    button, corner = cap.on(*BUTTON_AT), cap.on(*CORNER_AT)
    length = 0.20 * cap.wide
    end = corner[0] - math.sin(swing) * length, corner[1] + math.cos(swing) * length
    middle = (button[0] + corner[0]) / 2, (button[1] + corner[1]) / 2 + 0.012 * cap.wide
    cord = np.array([button, middle, corner, end])
    for width, tone in ((0.022, 0.62), (0.013, 1.0)):
        colour = tuple(tone * channel for channel in _CORD)
        points = np.rint(cord * 16).astype(np.int32)
        cv2.polylines(frame, [points], False, colour, max(1, round(width * cap.wide)), cv2.LINE_AA, 4)
    wide = 0.062 * cap.wide
    reach = 1.15 * wide
    put(frame, tassel(64), (end[0] - math.sin(swing) * reach, end[1] + math.cos(swing) * reach), wide, angle=swing)


def _sparkle(frame: Rgb, cap: _Cap, way: float) -> None:
    """Let a ring of glints burst from the cap as it lands."""
    if not 0 < way < 1:
        return
    spread = cap.wide * lerp(0.35, 0.8, arrive(way))
    angle, centre = np.arange(18) * math.tau / 18, cap.on(0.5, 0.45)
    x, y = (
        centre[0] + np.cos(angle) * spread,
        centre[1] + np.sin(angle) * 0.66 * spread,
    )
    wide = 0.22 * cap.wide * (1 - way)
    stamp(frame, star((255.0, 236.0, 190.0)), marks(x, y, wide, height=wide, angle=angle, alpha=1 - way), ink="light")


_Layer = Callable[[Rgb, float, Plane | None], None]
"""Adds to a frame, in place, at a time, behind what a mask covers."""


def _prepare_light(stage: Stage) -> _Layer:
    """Return golden rays from behind the head, which come with the cap."""
    size, head = (stage.height, stage.width), stage.subject.head
    rays = prepare_rays(size, (head.x, head.y), reach=1.1, phase=2.0)
    spot = glow(size, (head.x, head.y), 0.42 * stage.unit)

    def light(frame: Rgb, t: float, before: Plane | None) -> None:
        burst = smooth(t, _LANDS, _LANDS + 0.5)
        layer = together(lit(rays.at(t), (255, 190, 90), 0.55 * burst), lit(spot, (220, 150, 60), 0.3 * burst))
        if before is not None:
            keep = cv2.bitwise_not(
                cv2.resize(before, (layer.shape[1], layer.shape[0]), interpolation=cv2.INTER_AREA) // 2
            )
            layer = cv2.multiply(layer, cv2.merge([keep, keep, keep]), scale=1 / 255.0)
        screen(frame, layer)

    return light


def _prepare_throws(stage: Stage) -> _Layer:
    """Return caps and scrolls that are thrown up from below, one after the other."""
    chance, things = stage.chance("throws").random((_THROWN, 5)), (mortarboard(192), diploma(192))

    def throw(frame: Rgb, t: float, before: Plane | None) -> None:
        for number, (late, place, aside, high, large) in enumerate(chance):
            age, speed = t - 1.35 - 1.6 * late, 1.75 + 0.5 * high
            if not 0 < age < speed / 0.95:
                continue
            x = (0.06 + 0.88 * place + (aside - 0.5) * 0.1 * age) * stage.width
            y = (1.12 - speed * age + 0.95 * age * age) * stage.height
            spin = age * (3 + 4 * aside) * (1 if number % 3 else -1)
            wide = (0.10 + 0.11 * large) * stage.unit
            put(frame, things[number % 2], (x, y), wide, angle=spin, light=0.9, behind=before)

    return throw
