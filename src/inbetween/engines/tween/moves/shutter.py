"""What a camera sees while its shutter is open: a quick move is drawn several times and averaged, lest it strobe."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import cv2
import numpy as np

from inbetween.domain.frames import Plane, Yuv420
from inbetween.engines.tween.moves.path import View
from inbetween.pixels.planes import each_plane

_OPEN = 0.5
"""Share of a frame's time in which the shutter is open: 180 degrees, as film cameras have it."""

_STEP = 0.0025
"""Widths that the picture may go on between two of the frames that are averaged: three pixels of 1280."""

_UNSEEN = 0.006
"""Widths that it may go while the shutter is open without being blurred: slow and normal moves stay below."""

_MOST = 12
_CORNERS = np.array([[x, y, 1.0] for x in (-0.5, 0.5) for y in (-0.3, 0.3)])


def exposed(views: Sequence[View], number: int, draw: Callable[[View], Yuv420]) -> Yuv420:
    """Draw frame ``number`` as it is seen while the shutter is open."""
    seen = exposure(views, number)
    if len(seen) == 1:
        return draw(seen[0])
    frames = [draw(view) for view in seen]
    return each_plane(lambda *planes: _mean(planes), *frames)


def exposure(views: Sequence[View], number: int) -> list[View]:
    """Return the views that one frame is made of, in order; most have one."""
    sides = views[max(number - 1, 0)], views[min(number + 1, len(views) - 1)]
    way = _OPEN * _moved(*sides) / 2
    if way < _UNSEEN:
        return [views[number]]
    count = min(int(np.ceil(way / _STEP)), _MOST)
    return [_between(views, number + ((step + 0.5) / count - 0.5) * _OPEN) for step in range(count)]


def _moved(one: View, other: View) -> float:
    """Return how far the picture moves on the frame from one view to another, in widths."""
    across = np.linalg.solve(one.place, other.place)
    moved = _CORNERS @ across.T
    return float(np.abs(moved[:, :2] / moved[:, 2:] - _CORNERS[:, :2]).max())


def _between(views: Sequence[View], at: float) -> View:
    """Return the view of a time between two frames."""
    before = int(np.clip(np.floor(at), 0, len(views) - 2))
    share = float(np.clip(at - before, 0, 1))
    one, other = views[before], views[before + 1]
    places = [view.place / view.place[2, 2] for view in (one, other)]
    return replace(one if share < 0.5 else other, place=(1 - share) * places[0] + share * places[1])


def _mean(planes: Sequence[Plane]) -> Plane:
    total = np.zeros(planes[0].shape, np.float32)
    for plane in planes:
        cv2.accumulate(plane, total)
    mean: Plane = cv2.convertScaleAbs(total, alpha=1 / len(planes))
    return mean
