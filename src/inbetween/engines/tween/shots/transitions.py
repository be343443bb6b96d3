"""How one shot leads to the next: pure functions of a frame of each, and of how far it has got."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Plane, Yuv420
from inbetween.domain.plan import Shot, Transition
from inbetween.engines.tween.timing import smoothstep
from inbetween.pixels.planes import each_plane, planes

Mix: TypeAlias = Callable[[Yuv420, Yuv420, float], Yuv420]
"""Draws a frame between one of the shot before and one of the shot after it, at a share of the way between 0 and 1."""

BLACK, WHITE = (16, 128, 128), (235, 128, 128)
"""y, u and v of limited range."""

_EDGE = 0.08
"""Width of the soft edge of an iris or a wipe, in widths of the frame."""

_BLUR = 0.16
"""Widths over which a whip is blurred where it is fastest: a 180-degree shutter would give half of its speed."""

_BLOCKS, _TORN = 18, 0.12
"""Bands that a glitch tears a frame into, and how far aside the farthest of them is, in widths."""

_TO_WHITE = re.compile(r"(?:fad|dip|淡|渐|漸)[^.。;；]{0,16}(?:white|白)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A transition as it is asked for.

    ``side`` is 1 where the camera goes to the right, -1 to the left; ``colour`` what a fade goes through; ``centre``
    where an iris opens, as shares of width and height.
    """

    kind: Transition
    side: int = 1
    colour: tuple[int, int, int] = BLACK
    centre: tuple[float, float] = (0.5, 0.5)


def wish_of(before: Shot, after: Shot | None) -> Wish:
    """Return how a shot leads to the next one, or ends the video."""
    kind = before.transition or "cut"
    told = [move.dir for shot in (before, after) if shot for move in shot.moves if move.dir in ("left", "right")]
    colour = WHITE if kind == "flash" or _TO_WHITE.search(before.text) else BLACK
    return Wish(kind=kind, side=-1 if told[:1] == ["left"] else 1, colour=colour)


def mixed(wish: Wish) -> Mix:
    """Return what draws a transition."""
    return _MIXES[wish.kind](wish)


def closed(wish: Wish, frame: Yuv420, share: float) -> Yuv420:
    """Return a frame of a video that ends: it is gone at 1."""
    flat = _flat(frame, wish.colour)
    if wish.kind == "iris":
        return _uncovered(flat, frame, _round(frame.y.shape, wish.centre, 1 - share))
    return _weighed(frame, flat, smoothstep(share))


def _dissolve(_: Wish) -> Mix:
    return lambda before, after, share: _in_light(before, after, smoothstep(share))


def _in_light(before: Yuv420, after: Yuv420, share: float) -> Yuv420:
    """Mix light, not its code: the middle of a dissolve would be dark."""
    one, other = (np.maximum(frame.y.astype(np.float32) - BLACK[0], 0) ** 2 for frame in (before, after))
    luma = np.sqrt(cv2.addWeighted(one, 1 - share, other, share, 0)) + BLACK[0]
    u, v = (cv2.addWeighted(old, 1 - share, new, share, 0) for old, new in ((before.u, after.u), (before.v, after.v)))
    return Yuv420(cv2.convertScaleAbs(luma), u, v)


def _fade(wish: Wish) -> Mix:
    def mix(before: Yuv420, after: Yuv420, share: float) -> Yuv420:
        shown = before if share < 0.5 else after
        return _weighed(shown, _flat(shown, wish.colour), smoothstep(1 - abs(2 * share - 1)))

    return mix


def _flat(frame: Yuv420, colour: tuple[int, int, int]) -> Yuv420:
    y, u, v = (np.full_like(plane, level) for plane, level in zip(planes(frame), colour, strict=True))
    return Yuv420(y, u, v)


def _weighed(frame: Yuv420, other: Yuv420, share: float) -> Yuv420:
    return each_plane(lambda one, two: cv2.addWeighted(one, 1 - share, two, share, 0), frame, other)


def _whip(wish: Wish) -> Mix:
    """Slide one frame away and the next one in, along the camera's way, as blurred as they are fast."""

    def mix(before: Yuv420, after: Yuv420, share: float) -> Yuv420:
        away = smoothstep(share)
        blur = _BLUR * math.sin(math.pi * share)
        return each_plane(lambda one, two: _slid(one, two, wish.side * away, blur), before, after)

    return mix


def _slid(before: Plane, after: Plane, away: float, blur: float) -> Plane:
    width = before.shape[1]
    strip = np.hstack([before, after] if away > 0 else [after, before])
    left = round((away if away > 0 else 1 + away) * width)
    side = 2 * round(blur * width / 2) + 1
    blurred: Plane = cv2.blur(strip, (side, 1), borderType=cv2.BORDER_REFLECT)[:, left : left + width]
    return np.ascontiguousarray(blurred)


def _iris(wish: Wish) -> Mix:
    return lambda before, after, share: _uncovered(before, after, _round(before.y.shape, wish.centre, share))


def _wipe(wish: Wish) -> Mix:
    return lambda before, after, share: _uncovered(before, after, _beside(before.y.shape, wish.side, share))


def _round(shape: tuple[int, ...], centre: tuple[float, float], share: float) -> NDArray[np.float32]:
    """Return how much of each place is seen through a circle that opens, (height, width), 0..1."""
    height, width = shape
    x = (np.arange(width, dtype=np.float32) + 0.5) / width - np.float32(centre[0])
    y = ((np.arange(height, dtype=np.float32) + 0.5) / height - np.float32(centre[1])) * np.float32(height / width)
    away = np.hypot(x[None], y[:, None])
    return _seen(float(away.max()) * share, away, share)


def _beside(shape: tuple[int, ...], side: int, share: float) -> NDArray[np.float32]:
    """Return how much of each place an edge has passed that goes the way of the camera, (height, width), 0..1."""
    height, width = shape
    x: NDArray[np.float32] = (np.arange(width, dtype=np.float32) + np.float32(0.5)) / np.float32(width)
    seen = _seen(share, x if side > 0 else x[::-1], share)
    return np.repeat(seen[None], height, 0)


def _seen(edge: float, away: NDArray[np.float32], share: float) -> NDArray[np.float32]:
    """Return 1 inside an edge and 0 outside; at 0 and 1 nothing and all is inside."""
    at = np.float32(edge + _EDGE * (share - 0.5))
    ramp: NDArray[np.float32] = np.clip((at - away) / np.float32(_EDGE) + np.float32(0.5), 0, 1)
    return ramp * ramp * (3 - 2 * ramp)


def _uncovered(before: Yuv420, after: Yuv420, seen: NDArray[np.float32]) -> Yuv420:
    def mix(one: Plane, other: Plane) -> Plane:
        weight = cv2.resize(seen, (one.shape[1], one.shape[0]), interpolation=cv2.INTER_AREA)
        mixed: Plane = cv2.blendLinear(one, other, 1 - weight, weight)
        return mixed

    return each_plane(mix, before, after)


def _glitch(_: Wish) -> Mix:
    """Tear both frames into bands; which of them a band shows, and how far aside, changes with every frame."""

    def mix(before: Yuv420, after: Yuv420, share: float) -> Yuv420:
        chance = np.random.default_rng(round(share * 4096))
        shows = chance.random(_BLOCKS) < share
        torn = chance.normal(0, _TORN / 2, _BLOCKS).clip(-_TORN, _TORN) * math.sin(math.pi * share)
        return each_plane(lambda one, two: _torn(one, two, shows, torn), before, after)

    return mix


def _torn(before: Plane, after: Plane, shows: NDArray[np.bool_], torn: NDArray[np.float64]) -> Plane:
    height, width = before.shape
    edges = np.linspace(0, height, _BLOCKS + 1).round().astype(int)
    out = np.empty_like(before)
    for number in range(_BLOCKS):
        rows = slice(edges[number], edges[number + 1])
        out[rows] = np.roll((after if shows[number] else before)[rows], round(torn[number] * width), axis=1)
    return out


_MIXES: Mapping[Transition, Callable[[Wish], Mix]] = {
    "dissolve": _dissolve,
    "fade": _fade,
    "flash": _fade,
    "whip": _whip,
    "iris": _iris,
    "wipe": _wipe,
    "glitch": _glitch,
}
"""What takes time; cut and match take none."""
