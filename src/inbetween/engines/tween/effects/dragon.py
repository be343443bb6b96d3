"""Storm light and smoke; the ground shakes, and a dragon rises behind, opens its wings and breathes fire."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import cv2
import numpy as np

from inbetween.domain.frames import Plane, Rgb
from inbetween.engines.tween.effects.kit.camera import Spot, placed
from inbetween.engines.tween.effects.kit.drift import Pace, drift, drifting, stamp_drift
from inbetween.engines.tween.effects.kit.easing import clamp, lerp, ramp, shake, smooth, smoother
from inbetween.engines.tween.effects.kit.grading import curves, grade, vignette
from inbetween.engines.tween.effects.kit.laying import lay_over, mixed, shade, tint
from inbetween.engines.tween.effects.kit.light import glow, lit, screen, together
from inbetween.engines.tween.effects.kit.noise import noise
from inbetween.engines.tween.effects.kit.shapes import size_class, soft_dot
from inbetween.engines.tween.effects.kit.stamp import Sprite, marks, put, stamp
from inbetween.engines.tween.effects.kit.strokes import rim
from inbetween.engines.tween.effects.scene.faces import Head
from inbetween.engines.tween.effects.scene.stage import Paint, Stage
from inbetween.engines.tween.effects.sprites.dragon import (
    HEAD_TALL,
    MOUTH_AT,
    NAPE_AT,
    WING_ROOT_AT,
    WING_TALL,
    dragon_head,
    dragon_wing,
    flame,
    neck_ball,
)

_STORM = curves(
    ((0, 10), (128, 80), (255, 186)),
    ((0, 12), (128, 80), (255, 182)),
    ((0, 24), (128, 98), (255, 200)),
)

_HALF = 2
"""Everything behind the subject is drawn at half size: a third of the time, and it looks out of focus, as it should."""

_RISES, _FIRE = (0.6, 2.3), 2.55
_HEAD, _WING = 0.80, 0.95
"""Widths of the dragon's head and of one wing, in units."""

_NECK = 34
_FLAMES, _BURNS = 72, 0.75
"""Tongues of fire, and the seconds that each burns."""

_EMBER, _SMOKE = (255.0, 160.0, 70.0), (58.0, 46.0, 46.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Beast:
    """The dragon at a time, in pixels of the frame.

    ``side`` is 1 where it stands to the right of the subject, else -1; ``head`` the middle of its head, ``turn`` that
    one's angle, ``wide`` its width; ``risen`` and ``fire`` are 0..1.
    """

    side: int
    head: Spot
    turn: float
    wide: float
    risen: float
    fire: float

    def on_head(self, at: Spot) -> Spot:
        """Return where a point of the head's drawing (parts of its width and height) is in the frame."""
        x, y = (at[0] - 0.5) * self.wide * self.side, (at[1] - 0.5) * self.wide * HEAD_TALL
        cos, sin = math.cos(self.turn), math.sin(self.turn)
        return self.head[0] + x * cos - y * sin, self.head[1] + x * sin + y * cos

    def smaller(self, times: float) -> "_Beast":
        """Return it in a frame whose sides are that many times shorter."""
        head = self.head[0] / times, self.head[1] / times
        return replace(self, head=head, wide=self.wide / times)


def prepare(stage: Stage) -> Paint:
    """Raise the dragon on the emptier side of whoever stands there."""
    stage.prepared()
    size, side = (stage.height, stage.width), _side(stage)
    mask = _tight(stage) if stage.subject.trusted else _veil(stage, side)
    far, smoke = _prepare_far(stage), _prepare_smoke(stage)
    near, embers = _prepare_near(stage, mask, side), drift(stage.chance("embers"), 90)
    spark, corners = (soft_dot(_EMBER, 1.3),), vignette(size, (0.5, 0.5), 1.0, 0.6)

    def paint(t: float) -> Rgb:
        here, beast, view = smooth(t, 0.0, 1.0), _beast(stage, side, t), _shaken(stage, t)
        back = far(beast, t, view)
        smoke(back, t)
        frame: Rgb = cv2.resize(back, (stage.width, stage.height), interpolation=cv2.INTER_LINEAR)
        near(frame, beast, t, view)
        rising = drifting(embers, t, size, Pace(since=0.5, speed=-0.42, size=0.028 * stage.unit, sway=0.03, tumble=0.0))
        stamp_drift(frame, spark, rising, alpha=here * (0.5 + 0.5 * beast.risen), ink="light")
        shade(frame, corners, here)
        return frame

    return paint


def _side(stage: Stage) -> int:
    """Return 1 where there is more room to the right of everybody, -1 where there is to their left."""
    left, right = stage.subject.pair or (stage.subject.head, stage.subject.head)
    return 1 if 0.92 * left.x <= stage.width - right.x else -1


def _outer(stage: Stage, side: int) -> Head:
    """Return the head that is furthest to one side."""
    left, right = stage.subject.pair or (stage.subject.head, stage.subject.head)
    return right if side > 0 else left


def _settled(stage: Stage, side: int) -> Head:
    """Return where the outer head is once the camera has drawn back to make room for the dragon."""
    head, zoom = _outer(stage, side), _zoom(stage)
    x = stage.subject.head.x + zoom * (head.x - stage.subject.head.x)
    return Head(x=x, y=stage.height - zoom * (stage.height - head.y), r=zoom * head.r)


def _cramped(stage: Stage) -> bool:
    """Say whether there is no room for the dragon beside the subject: then it looms above."""
    side = _side(stage)
    head = _outer(stage, side)
    room = (stage.width - head.x if side > 0 else head.x) - 1.25 * head.r
    return stage.subject.trusted and room < 0.45 * _HEAD * stage.unit


def _zoom(stage: Stage) -> float:
    """Return how near the camera is in the end: it draws back from people, and far where there is only room above."""
    if not stage.subject.trusted:
        return 1.07
    return 0.80 if _cramped(stage) else 0.94


def _beast(stage: Stage, side: int, t: float) -> _Beast:
    """Return where the dragon is: it rises, then creeps nearer, and throws its head back before the fire."""
    head, width, height = _settled(stage, side), stage.width, stage.height
    cramped, wide = _cramped(stage), _HEAD * stage.unit
    away = 0.34 * width
    near = 1.3 * head.r if cramped else 1.25 * head.r + 0.34 * wide
    beside = lerp(away, min(away, near), smoother(ramp(t, 2.0, 4.6)))
    x = clamp(head.x + side * beside + 0.012 * width * math.sin(1.9 * t), 0.30 * wide, width - 0.30 * wide)
    above = 0.42 * wide if cramped else 0.35 * head.r
    risen = smoother(ramp(t, *_RISES))
    y = lerp(1.35 * height, max(0.30 * HEAD_TALL * wide, head.y - above), risen) + 0.02 * height * math.sin(2.6 * t)
    fire = smooth(t, _FIRE, _FIRE + 0.35) * (1 - 0.35 * smooth(t, 4.3, 4.9))
    back = 0.16 * smooth(t, 2.0, 2.45) * (1 - smooth(t, 2.45, 2.65))
    turn = -side * (0.06 + 0.05 * math.sin(2.1 * t) - 0.16 * fire - back)
    return _Beast(side=side, head=(x, y), turn=turn, wide=wide, risen=risen, fire=fire)


def _shaken(stage: Stage, t: float) -> tuple[float, Spot]:
    """Return how near the camera is and how far it is off its place: whoever carries it runs, and is struck by fire."""
    runs, unit = smooth(t, 0.4, 1.2), stage.unit
    blow = 1.4 * math.exp(-3 * (t - _FIRE)) * shake(9 * t, 2) if t > _FIRE else 0.0
    x = 0.006 * unit * runs * (shake(3.1 * t, 1) + blow)
    y = 0.010 * unit * runs * (abs(math.sin(8.2 * t)) - 0.5 + 0.5 * shake(3.7 * t, 3) + blow)
    return lerp(1, _zoom(stage), smooth(t, 0.0, 1.4)), (x, y)


def _moved(picture: Rgb, stage: Stage, view: tuple[float, Spot], times: float = 1.0) -> Rgb:
    """Return a picture, or a plane, ``times`` smaller than the frame, as the shaken camera sees it."""
    zoom, (x, y) = view
    about = stage.subject.head.x / times, stage.height / times
    matrix = placed(zoom, about, shift=(x / times, y / times))
    border = cv2.BORDER_REFLECT_101 if picture.ndim == 3 else cv2.BORDER_REPLICATE
    seen: Rgb = cv2.warpAffine(picture, matrix, picture.shape[1::-1], flags=cv2.INTER_LINEAR, borderMode=border)
    return seen


def _tight(stage: Stage) -> Plane:
    """Return the subject's mask a little smaller: the old bright background would glow at its edge in the storm."""
    side = 2 * round(0.004 * stage.unit) + 1
    smaller = cv2.erode(stage.subject.mask, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)))
    tight: Plane = cv2.GaussianBlur(smaller, (0, 0), max(0.0016 * stage.unit, 0.5))
    return tight


def _veil(stage: Stage, side: int) -> Plane:
    """Return the mask for pictures in which nothing is told apart: all but one side, where smoke takes over."""
    across = np.linspace(0, 1, stage.width, dtype=np.float32)[None]
    way = across if side > 0 else 1 - across
    ragged = noise((stage.height, stage.width), 5, stage.chance("veil")) - np.float32(0.5)
    share = np.clip((0.62 - way + 0.22 * ragged) / 0.22, 0, 1)
    return np.ascontiguousarray((share * share * (3 - 2 * share) * 255).astype(np.uint8))


def _prepare_far(stage: Stage) -> Callable[[_Beast, float, tuple[float, Spot]], Rgb]:
    """Return what draws everything behind the subject, at half size."""
    size = stage.width // _HALF, stage.height // _HALF
    bare = stage.plate if stage.subject.trusted else stage.picture
    bare, sky = (cv2.resize(one, size, interpolation=cv2.INTER_AREA) for one in (bare, stage.backdrop))
    stormy, unit = grade(sky, _STORM, 0.85), stage.unit / _HALF
    head, wing = dragon_head(size_class(_HEAD * unit)), dragon_wing(size_class(_WING * unit))
    breathe = _prepare_fire(stage)

    def far(beast: _Beast, t: float, view: tuple[float, Spot]) -> Rgb:
        back = _moved(mixed(bare, stormy, smooth(t, 0.0, 1.0)), stage, view, _HALF)
        if beast.risen <= 0:
            return back
        small = beast.smaller(_HALF)
        flicker = 0.55 * beast.risen + 0.45 * beast.fire * (1 + 0.15 * math.sin(31 * t))
        screen(back, lit(glow(back.shape[:2], small.on_head((0.2, 0.6)), 0.42 * unit), (235, 90, 26), 0.75 * flicker))
        light = 0.78 + 0.22 * flicker
        x, y = (
            _outer(stage, beast.side).x / _HALF + beast.side * 0.26 * unit,
            lerp(1.5, 0.62, beast.risen) * back.shape[0],
        )
        for way in (-1, 1):
            _spread(back, wing, ((x + 0.10 * unit * way, y), _WING * unit * way), t)
        _string(back, small, (x, y), (t, light))
        put(back, head, small.head, small.wide * small.side, angle=small.turn, light=light)
        breathe(back, small, t)
        return back

    return far


def _spread(frame: Rgb, wing: Sprite, place: tuple[Spot, float], t: float) -> None:
    """Lay a wing over a frame: it is tied to a shoulder and beats; a negative width mirrors it."""
    (x, y), wide = place
    beat = math.sin(4.4 * t)
    way, high = math.copysign(1.0, wide), abs(wide) * WING_TALL * (1 + 0.22 * beat)
    turn = -way * (0.05 + 0.20 * beat)
    across, down = (0.5 - WING_ROOT_AT[0]) * wide, (0.5 - WING_ROOT_AT[1]) * high
    cos, sin = math.cos(turn), math.sin(turn)
    middle = x + across * cos - down * sin, y + across * sin + down * cos
    stamp(frame, wing, marks(*middle, wide, height=high, angle=turn, light=0.85))


def _string(frame: Rgb, beast: _Beast, shoulder: Spot, lit_at: tuple[float, float]) -> None:
    """String the neck between a shoulder and the head; it writhes."""
    (t, light), share, unit = lit_at, np.linspace(0, 1, _NECK), beast.wide / _HEAD
    nape, height, width = beast.on_head(NAPE_AT), frame.shape[0], frame.shape[1]
    bow = nape[0] + beast.side * 0.20 * width, (nape[1] + shoulder[1]) / 2 + 0.12 * height
    start, middle, end = (1 - share) ** 2, 2 * share * (1 - share), share**2
    x = start * shoulder[0] + middle * bow[0] + end * nape[0] + np.sin(6 * share - 2.4 * t) * 0.012 * width * middle
    y = (
        start * (shoulder[1] + 0.25 * height)
        + middle * bow[1]
        + end * nape[1]
        + np.sin(5 * share + 3 * t) * 0.010 * height * middle
    )
    wide = (0.34 - 0.14 * share) * unit
    row = marks(x, y, -wide * beast.side, height=wide, light=light * (0.70 + 0.30 * share))
    ball = neck_ball(size_class(0.34 * unit))
    for one in row:
        stamp(frame, ball, one[None])


def _prepare_fire(stage: Stage) -> Callable[[Rgb, _Beast, float], None]:
    """Return what breathes fire: tongues that leave the mouth one after the other, widen and fade."""
    phase, aside, speed, large = stage.chance("fire").random((4, _FLAMES))
    tongue = flame(96)

    def breathe(frame: Rgb, beast: _Beast, t: float) -> None:
        age = (t / _BURNS + phase) % 1
        born = t - age * _BURNS
        strength = np.clip((born - _FIRE) / 0.3, 0, 1) * beast.fire
        if not strength.any():
            return
        mouth, turn = beast.on_head(MOUTH_AT), math.pi - 0.42 if beast.side > 0 else 0.42
        along, across = (
            (0.10 + 1.35 * age * (0.7 + 0.5 * speed)) * beast.wide,
            (aside - 0.5) * (0.06 + 0.55 * age) * beast.wide,
        )
        x = mouth[0] + math.cos(turn) * along - math.sin(turn) * across
        y = mouth[1] + math.sin(turn) * along + math.cos(turn) * across - 0.10 * age**2 * beast.wide
        wide = (0.12 + 0.42 * age) * (0.7 + 0.6 * large) * beast.wide
        alpha = strength * np.clip(6 * age, 0, 1) * (1 - age) ** 0.9
        stamp(
            frame,
            tongue,
            marks(x, y, wide, height=0.8 * wide, angle=turn + 6 * aside + 2 * age, alpha=alpha),
            ink="light",
        )

    return breathe


def _prepare_smoke(stage: Stage) -> Callable[[Rgb, float], None]:
    """Return what lets smoke drift over the lower part of a frame of half size."""
    rows, columns = max(stage.height // 8, 4), max(stage.width // 8, 4)
    speed = 0.036 * stage.unit
    cloud = np.clip(
        (noise((rows, columns + math.ceil(5.1 * speed)), 9, stage.chance("smoke"), octaves=4) - 0.40) * 2.2, 0, 1
    )
    low = np.clip((np.linspace(0, 1, rows, dtype=np.float32)[:, None] - 0.22) * 1.5, 0, 1)

    def drift_over(frame: Rgb, t: float) -> None:
        shift = np.array([[1, 0, -speed * t], [0, 1, 0]], np.float32)
        now = cv2.warpAffine(cloud, shift, (columns, rows), borderMode=cv2.BORDER_REPLICATE) * low
        thick = (now * np.float32(190 * smooth(t, 0.0, 1.0))).astype(np.uint8)
        tint(frame, _SMOKE, cv2.resize(thick, frame.shape[1::-1], interpolation=cv2.INTER_LINEAR), 0.85)

    return drift_over


def _prepare_near(stage: Stage, mask: Plane, side: int) -> Callable[[Rgb, _Beast, float, tuple[float, Spot]], None]:
    """Return what lays the subject over a frame, in storm light, its edge towards the fire glowing."""
    lit_subject = grade(stage.picture, _STORM, 0.62)
    edge = rim(mask, 0.02 * stage.unit) if stage.subject.trusted else None
    x = np.linspace(0, stage.width, stage.width // 2, dtype=np.float32)[None]
    head = _outer(stage, side)
    towards = np.clip(0.5 + side * (x - head.x) / (3 * head.r), 0.06, 1)

    def near(frame: Rgb, beast: _Beast, t: float, view: tuple[float, Spot]) -> None:
        here = smooth(t, 0.0, 1.0)
        dressed = lit_subject if here >= 1 else mixed(stage.picture, lit_subject, here)
        lay_over(frame, _moved(dressed, stage, view), _moved(mask, stage, view))
        if edge is None or beast.risen <= 0:
            return
        strength = 0.35 * beast.risen + 0.65 * beast.fire * (1 + 0.12 * math.sin(31 * t))
        glowing = _moved(edge, stage, view, 2.0) * cv2.resize(towards, edge.shape[1::-1])
        screen(frame, together(lit((glowing * np.float32(strength)).clip(0, 255).astype(np.uint8), (255, 150, 60))))

    return near
