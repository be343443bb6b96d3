"""The picture curls into a ball, lands on a waffle cone among candy planets, and gets glaze, sprinkles and a cherry."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.effects.kit.drift import Pace, drift, drifting, stamp_drift
from inbetween.engines.tween.effects.kit.easing import (
    TURN,
    arrive,
    clamp,
    depart,
    lerp,
    ramp,
    ringing,
    smooth,
)
from inbetween.engines.tween.effects.kit.grid import look
from inbetween.engines.tween.effects.kit.laying import lay_over
from inbetween.engines.tween.effects.kit.noise import noise
from inbetween.engines.tween.effects.kit.reveal import ordered, turned
from inbetween.engines.tween.effects.kit.shapes import size_class, soft_dot, sprinkle, star
from inbetween.engines.tween.effects.kit.stamp import Sprite, marks, put, stamp
from inbetween.engines.tween.effects.scene.stage import Paint, Stage
from inbetween.engines.tween.effects.sprites.sweets import (
    CONE_TALL,
    cherry,
    cone,
    cream,
    glaze,
    lollipop,
    planet,
    sprinkled,
)

_CURLS = (0.15, 1.5)
_CONE, _SITS = (1.2, 1.85), 1.85
_GLAZED = (1.9, 2.8)
_CHERRY = (3.1, 3.5)

_BALL = 0.285
"""Radius of the ball, in units."""

_MARGIN = 1.04
"""Half the side of the ball's sheet, in its radii."""

_COARSE = 4
"""Pixels of the cells in which the turning ball is worked out: in single pixels that alone took as long as the rest."""

_TURN, _TURNS = 0.55, 1.8
"""Radians by which the ball turns to either side, and radians a second at which it does."""

_SUGAR = (
    (255.0, 206.0, 80.0),
    (96.0, 186.0, 255.0),
    (250.0, 90.0, 130.0),
    (140.0, 230.0, 150.0),
    (224.0, 140.0, 255.0),
)
_PINK = (255.0, 128.0, 168.0)
_LAMP = (-0.42, -0.55, 0.72)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scoop:
    """A ball of a picture, in pixels: where it rests, its radius, which place it shows, at how many pixels a radian."""

    x: float
    y: float
    radius: float
    shown: tuple[float, float]
    scale: float


def prepare(stage: Stage) -> Paint:
    """Make a scoop of the picture; nothing needs to be told apart in it."""
    scoop, sky = _scoop(stage), _sky(stage)
    wide = _surrounded(stage.picture, round(scoop.scale))
    curl, ball = _curling(stage, scoop, wide), _ball(stage, scoop, wide)
    toppings, round_about = _toppings(stage, scoop), _orbit(scoop)
    wafer, chance, size = cone(size_class(1.3 * scoop.radius)), stage.chance("sprinkles"), (stage.height, stage.width)
    sugar = tuple(map(sprinkle, _SUGAR))
    far, near = drift(chance, 40, depth=(0.0, 0.5)), drift(chance, 14, depth=(0.5, 1.0))

    def paint(t: float) -> Rgb:
        if t <= _CURLS[0]:
            return stage.picture.copy()
        frame, dip = sky.copy(), 0.05 * stage.height * ringing(t - _SITS, 2.2, 0.2)
        stamp_drift(frame, sugar, drifting(far, t, size, Pace(since=1.6, speed=0.30, size=0.032 * stage.unit)))
        rest = scoop.y + 0.80 * scoop.radius + 0.65 * CONE_TALL * scoop.radius
        put(frame, wafer, (scoop.x, lerp(1.7 * stage.height, rest, arrive(ramp(t, *_CONE))) + dip), 1.3 * scoop.radius)
        if t < _CURLS[1]:
            curl(frame, t)
            return frame
        round_about(frame, t, dip, near=False)
        ball(frame, t, dip)
        toppings(frame, t, dip)
        round_about(frame, t, dip, near=True)
        stamp_drift(frame, sugar, drifting(near, t, size, Pace(since=1.6, speed=0.42, size=0.046 * stage.unit)))
        return frame

    return paint


def _scoop(stage: Stage) -> _Scoop:
    """Return the ball: the head in its middle, and so little of the picture that its edge is never seen."""
    head, width, height = stage.subject.head, stage.width, stage.height
    scale = min(1.25 * max(2 * head.r, 0.26 * stage.unit), width / 3.5, height / 3.3)
    x = clamp(head.x, 1.6 * scale, width - 1.6 * scale)
    # The face sits a little below the middle: glaze covers the top of the ball, and what is mirrored there.
    y = clamp(head.y - 0.02 * scale, 0.7 * scale, height - 1.6 * scale)
    return _Scoop(
        x=width / 2, y=max(0.40 * height, 0.44 * stage.unit), radius=_BALL * stage.unit, shown=(x, y), scale=scale
    )


def _surrounded(picture: Rgb, pad: int) -> Rgb:
    """Return a picture with ``pad`` pixels of what might lie around it: mirrored, and out of focus at once.

    A ball may show a little of it. Mirrored alone, a second head of hair grew on its top.
    """
    wide: Rgb = cv2.copyMakeBorder(picture, pad, pad, pad, pad, cv2.BORDER_REFLECT_101)
    size = max(wide.shape[1] // 8, 2), max(wide.shape[0] // 8, 2)
    soft = cv2.GaussianBlur(cv2.resize(wide, size, interpolation=cv2.INTER_AREA), (0, 0), max(pad / 24, 0.5))
    soft = cv2.resize(soft, (wide.shape[1], wide.shape[0]), interpolation=cv2.INTER_CUBIC)
    inside = np.zeros(wide.shape[:2], np.uint8)
    inside[pad:-pad, pad:-pad] = 255
    away = cv2.distanceTransform(255 - inside, cv2.DIST_L2, 3)
    lay_over(wide, soft, np.clip(away * np.float32(1500 / pad), 0, 255).astype(np.uint8))
    return wide


_Map = NDArray[np.floating[Any]]


def _on_ball(x: _Map, y: _Map, turn: float) -> tuple[_Map, _Map, _Map]:
    """Return what a ball shows at ``x``, ``y`` in radii: radians from the picture's middle, and how far it stands out.

    The picture is wrapped so that distances from its middle stay true; beyond the ball's edge its rim goes on.
    """
    far: _Map = np.hypot(x, y)
    inside: _Map = np.minimum(far, np.float32(0.999)) / np.maximum(far, np.float32(1e-6))
    x, y = x * inside, y * inside
    z: _Map = np.sqrt(np.maximum(1 - x * x - y * y, np.float32(0)))
    cos, sin = np.float32(math.cos(turn)), np.float32(math.sin(turn))
    across: _Map = x * cos + z * sin
    sine: _Map = np.hypot(across, y)
    stretch: _Map = np.arctan2(sine, z * cos - x * sin) / np.maximum(sine, np.float32(1e-6))
    return across * stretch, y * stretch, z


def _lit(x: _Map, y: _Map, z: _Map) -> tuple[_Map, _Map]:
    """Return how bright the ball is (1: as the picture), and its highlight (0..1)."""
    lamp = np.clip(_LAMP[0] * x + _LAMP[1] * y + _LAMP[2] * z, 0, 1)
    shine = np.clip(-0.30 * x - 0.42 * y + 0.86 * z, 0, 1) ** 40
    return (0.52 + 0.60 * lamp).astype(np.float32), (0.5 * shine).astype(np.float32)


def _curling(stage: Stage, scoop: _Scoop, wide: Rgb) -> Callable[[Rgb, float], None]:
    """Return what lays the curling picture over a frame: a circle that closes, and bulges as it does."""
    grid, pad = stage.grid, np.float32((wide.shape[0] - stage.height) // 2)
    whole = math.hypot(max(scoop.x, stage.width - scoop.x), max(stage.height / 2, stage.height - scoop.y)) * 1.08

    def curl(frame: Rgb, t: float) -> None:
        share = smooth(t, *_CURLS)
        radius, y = lerp(whole, scoop.radius, share), lerp(stage.height / 2, scoop.y, share)
        u, v = (grid.x - np.float32(scoop.x)) / np.float32(radius), (grid.y - np.float32(y)) / np.float32(radius)
        across, down, out = _on_ball(u, v, 0.0)
        flat, round_ = (1 - share) * radius, share * scoop.scale
        x = lerp(stage.width / 2, scoop.shown[0], share) + u * flat + across * round_
        y = lerp(stage.height / 2, scoop.shown[1], share) + v * flat + down * round_
        curled = look(wide, (grid.full(x + pad), grid.full(y + pad)))
        light, shine = _lit(u, v, out)
        shaded = grid.full(1 + (light - 1) * np.float32(share))
        curled = cv2.multiply(curled, cv2.merge([shaded] * 3), dtype=cv2.CV_8U)
        curled = cv2.add(curled, cv2.merge([(grid.full(shine * np.float32(120 * share))).astype(np.uint8)] * 3))
        # The edge is cut at every pixel: clipped on the grid it would be a staircase.
        edge = grid.full((1 - np.hypot(u, v)) * np.float32(255 * radius)) + np.float32(127)
        lay_over(frame, curled, np.clip(edge, 0, 255).astype(np.uint8))

    return curl


def _ball(stage: Stage, scoop: _Scoop, wide: Rgb) -> Callable[[Rgb, float, float], None]:
    """Return what puts the ball on a frame: it turns a little to and fro, and is lit like frozen cream."""
    count = round(_MARGIN * scoop.radius / _COARSE)
    side, pad = 2 * count * _COARSE, (wide.shape[0] - stage.height) // 2
    x, y = _places(side, 1, scoop.radius)
    far = np.hypot(x, y)
    light, shine = _lit(x, y, np.sqrt(np.clip(1 - far * far, 0, 1)))
    frozen = 1 + 0.10 * (noise(x.shape, 38, stage.chance("frost")) - np.float32(0.5))
    cover = np.clip((1 - far) * np.float32(scoop.radius), 0, 1)
    kept = cv2.merge([(light * frozen * (1 - shine) * cover).astype(np.float32)] * 3)
    added = cv2.merge([(255 * shine * cover).astype(np.uint8)] * 3)
    alpha, coarse = (255 * cover + 0.5).astype(np.uint8), _places(side, _COARSE, scoop.radius)

    def ball(frame: Rgb, t: float, dip: float) -> None:
        turn = _TURN * math.sin(_TURNS * (t - _CURLS[1])) * smooth(t, _CURLS[1], 2.2)
        across, down, _ = _on_ball(*coarse, turn)
        maps = (
            across * scoop.scale + np.float32(scoop.shown[0] + pad),
            down * scoop.scale + np.float32(scoop.shown[1] + pad),
        )
        shown = look(wide, (cv2.resize(maps[0], (side, side)), cv2.resize(maps[1], (side, side))))
        drawn = cv2.cvtColor(cv2.add(cv2.multiply(shown, kept, dtype=cv2.CV_8U), added), cv2.COLOR_RGB2RGBA)
        drawn[..., 3] = alpha
        put(frame, Sprite(levels=(drawn,)), (scoop.x, scoop.y + dip), side)

    return ball


def _places(side: int, cell: int, radius: float) -> tuple[_Map, _Map]:
    """Return where the cells of the ball's sheet lie, x and y in its radii."""
    place = ((np.arange(side // cell) + 0.5) * cell - side / 2) / radius
    x, y = np.meshgrid(place.astype(np.float32), place.astype(np.float32))
    return x, y


def _toppings(stage: Stage, scoop: _Scoop) -> Callable[[Rgb, float, float], None]:
    """Return what tops the ball: a collar of cream, glaze that runs down, sprinkles one by one, and a cherry."""
    side = 2 * round(_MARGIN * scoop.radius)
    coat, order = glaze(side, _PINK), _running(side)
    sugar, chance = tuple(map(sprinkle, _SUGAR)), stage.chance("toppings")
    spots = sprinkled(chance, 26)
    collar, fruit = cream(size_class(1.5 * scoop.radius)), cherry(size_class(0.3 * scoop.radius))

    def top(frame: Rgb, t: float, dip: float) -> None:
        x, y, radius = scoop.x, scoop.y + dip, scoop.radius
        put(frame, collar, (x, y + 0.86 * radius), 1.46 * radius, alpha=smooth(t, 1.7, 1.95))
        if t > _GLAZED[0]:
            run = turned(order, smooth(t, *_GLAZED), 0.05)
            wet = cv2.multiply(coat, cv2.merge([run] * 4), scale=1 / 255.0) if t < _GLAZED[1] else coat
            put(frame, Sprite(levels=(wet,)), (x, y), side)
        for number, (across, down, turn) in enumerate(spots):
            fallen = ramp(t, 2.5 + 0.04 * number, 2.75 + 0.04 * number)
            if fallen > 0:
                at = x + across * radius, lerp(-0.1 * stage.unit, y + down * radius, depart(fallen))
                put(frame, sugar[number % len(sugar)], at, 0.13 * radius, angle=turn)
        lands = ramp(t, *_CHERRY)
        if lands > 0:
            hop = abs(ringing(t - _CHERRY[1], 2.2, 0.2)) * 0.14 * radius
            put(
                frame,
                fruit,
                (x + 0.06 * radius, lerp(-0.3 * radius, y - 1.04 * radius, depart(lands)) - hop),
                0.34 * radius,
                angle=0.1,
            )

    return top


def _running(side: int) -> NDArray[np.uint8]:
    """Return the order in which glaze covers a ball: from the top down, faster where a drip is longer."""
    drawn = glaze(side, _PINK)[..., 3] > 127
    lowest = np.where(drawn.any(0), side - np.argmax(drawn[::-1], axis=0), side // 2).astype(np.float32)
    rows = np.arange(side, dtype=np.float32)[:, None]
    return ordered(np.minimum(rows / np.maximum(lowest, 1)[None], 1.0).astype(np.float32))


def _orbit(scoop: _Scoop) -> Callable[..., None]:
    """Return what puts one half of a ring of sprinkles round the ball on a frame."""
    sugar, number = tuple(map(sprinkle, _SUGAR)), np.arange(30)

    def turn(frame: Rgb, t: float, dip: float, *, near: bool) -> None:
        angle = number * TURN / len(number) + 0.9 * t
        x = scoop.x + 1.62 * scoop.radius * np.cos(angle)
        y = scoop.y + dip + scoop.radius * (0.22 + 0.32 * np.sin(angle) + 0.12 * np.cos(angle))
        shown = smooth(t, 1.6, 2.2) * ((np.sin(angle) > 0) == near)
        wide = (0.13 + 0.03 * np.sin(angle)) * scoop.radius
        where = marks(
            x, y, wide, height=wide * sugar[0].tall, angle=2 * angle, alpha=shown, light=0.85 + 0.15 * np.sin(angle)
        )
        for colour, one in enumerate(sugar):
            stamp(frame, one, where[colour :: len(sugar)])

    return turn


def _sky(stage: Stage) -> Rgb:
    """Return the sky behind: pink above, blue below, with stars, planets of candy and lollipops."""
    height, width, unit, chance = stage.height, stage.width, stage.unit, stage.chance("sky")
    share = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
    colour = np.array([255, 150, 196], np.float32) * (1 - share) + np.array([146, 196, 255], np.float32) * share
    sky = np.ascontiguousarray(np.broadcast_to(np.rint(colour), (height, width, 3)), np.uint8)
    x, y, large = chance.random(60) * width, chance.random(60) * height, (0.02 + 0.05 * chance.random(60)) * unit
    stamp(sky, star((255.0, 250.0, 240.0), 0.05), marks(x, y, large, height=large, alpha=0.8), ink="light")
    put(sky, soft_dot((255.0, 240.0, 220.0)), (width / 2, 0.4 * height), 1.3 * unit, alpha=0.55, ink="light")
    for at_x, at_y, wide, what in (
        (0.13, 0.20, 0.20, planet(192, (186.0, 220.0, 255.0))),
        (0.86, 0.66, 0.36, planet(256, (255.0, 206.0, 160.0), ringed=True)),
        (0.84, 0.15, 0.12, planet(128, (190.0, 245.0, 205.0))),
        (0.12, 0.78, 0.15, lollipop(128, (240.0, 90.0, 150.0))),
        (0.93, 0.36, 0.09, lollipop(96, (120.0, 120.0, 240.0))),
    ):
        put(sky, what, (at_x * width, at_y * height), wide * unit, angle=0.3 * math.sin(20 * at_x))
    return sky
