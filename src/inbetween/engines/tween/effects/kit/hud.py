"""What machines write over a picture: typed lines, arcs, bars, brackets; all of it light."""

from collections.abc import Sequence

import cv2
import numpy as np

from inbetween.domain.frames import Plane, Rgb
from inbetween.engines.tween.effects.kit.easing import TURN, ramp
from inbetween.engines.tween.effects.kit.lettering import letters
from inbetween.engines.tween.effects.kit.light import Colour, lit, screen
from inbetween.engines.tween.effects.kit.strokes import draw_line

_TYPING = 0.4
"""Seconds that a line takes to be typed."""


def typed(
    frame: Rgb,
    lines: Sequence[Plane],
    at: tuple[float, float],
    *,
    leading: float,
    colour: Colour,
    since: Sequence[float],
    t: float,
) -> None:
    """Type lines (masks of letters) in light on ``frame``, in place, below each other from ``at`` (x, y).

    Each line starts at its second of ``since``.
    """
    for number, (line, start) in enumerate(zip(lines, since, strict=True)):
        share = ramp(t, start, start + _TYPING)
        if share > 0:
            shown = line[:, : max(round(line.shape[1] * share), 1)]
            write(frame, shown, (at[0], at[1] + number * leading), colour)


def write(frame: Rgb, mask: Plane, at: tuple[float, float], colour: Colour, *, strength: float = 1.0) -> None:
    """Screen a mask in ``colour`` on ``frame``, in place, its upper left corner ``at``; what lies outside is cut."""
    x, y = max(round(at[0]), 0), max(round(at[1]), 0)
    place = frame[y : y + mask.shape[0], x : x + mask.shape[1]]
    if place.size:
        part = np.ascontiguousarray(place)
        screen(part, lit(np.ascontiguousarray(mask[: place.shape[0], : place.shape[1]]), colour, strength))
        place[:] = part


def text_lines(lines: Sequence[str], size: float) -> list[Plane]:
    """Return lines of text as masks, typewriter letters ``size`` pixels to the em."""
    return [letters(line, size, "mono") for line in lines]


def draw_arcs(
    layer: Rgb,
    centre: tuple[float, float],
    radius: float,
    *,
    turn: float,
    spans: Sequence[tuple[float, float]],
    colour: Colour,
    width: float,
) -> None:
    """Draw arcs about a centre into a thin layer, in place; each of the ``spans`` is start and end in turns."""
    for start, end in spans:
        angle = turn + np.linspace(start, end, max(round((end - start) * 64), 2)) * TURN
        draw_line(layer, np.array(centre) + radius * np.stack([np.cos(angle), np.sin(angle)], 1), colour, width)


def draw_bar(layer: Rgb, box: tuple[float, float, float, float], share: float, colour: Colour) -> None:
    """Draw a bar (x, y, width, height) that is full to ``share`` into a thin layer, in place."""
    x, y, width, height = (side / 2 for side in box)
    corner, far = (round(x), round(y)), (round(x + width), round(y + height))
    cv2.rectangle(layer, corner, far, colour, 1)
    cv2.rectangle(layer, corner, (round(x + width * share), far[1]), colour, -1)


def draw_brackets(layer: Rgb, margin: float, *, length: float, colour: Colour, width: float) -> None:
    """Draw the four corners of a frame into a thin layer over it, in place."""
    bottom, right = 2 * layer.shape[0] - margin, 2 * layer.shape[1] - margin
    for x, y, across, down in (
        (margin, margin, 1, 1),
        (right, margin, -1, 1),
        (margin, bottom, 1, -1),
        (right, bottom, -1, -1),
    ):
        corner = np.array([[x + across * length, y], [x, y], [x, y + down * length]])
        draw_line(layer, corner, colour, width)
