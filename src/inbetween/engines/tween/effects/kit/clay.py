"""Drawn things look like soft clay: rounded bodies, lit from the upper left, creases and shadows where parts meet.

One look for all of them shows that one hand made them, and that they are drawn: nobody takes them for photographs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.engines.tween.effects.kit.distances import Distance
from inbetween.engines.tween.effects.kit.light import Colour

Rgba: TypeAlias = NDArray[np.uint8]
"""(height, width, 4) uint8: red, green and blue times alpha, and alpha."""

Colours: TypeAlias = Colour | NDArray[np.floating[Any]]
"""One colour, or one for each pixel: (height, width, 3)."""


_LAMP = np.array([-0.48, -0.68, 0.55], np.float32) / np.float32(0.998)
"""Where the light comes from, of unit length: from the upper left and before the sheet."""

_WARMTH = np.array([0.9, 1.06, 1.04], np.float32)
"""Exponents of the shade of red, green and blue: shadows of clay are warmer than its lights."""

_RELAXED = 4 / 3
"""Height squared that one step adds per cell of side 1, so that a circle becomes a hemisphere: a blur of 3 by 3 is a
step of a Laplacian of 1/3, and that of the hemisphere's square is -4."""

_HALFWAY = (_LAMP + np.array([0, 0, 1], np.float32)) / np.float32(np.linalg.norm(_LAMP + np.array([0, 0, 1])))
"""Between the lamp and the eye: a surface that faces there shines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a body is made of.

    ``gloss`` is the strength of its highlight, ``rim`` that of the light on its upper edges, ``dark`` how dark the side
    turned from the lamp is; all 0..1. ``tight`` is how small the highlight is, as an exponent.
    """

    gloss: float = 0.3
    rim: float = 0.2
    dark: float = 0.5
    tight: float = 28.0


CLAY = Look()
FELT = Look(gloss=0.02, rim=0.4, dark=0.55)
GLAZE = Look(gloss=0.85, rim=0.3, dark=0.45, tight=60.0)
METAL = Look(gloss=0.9, rim=0.45, dark=0.68, tight=34.0)
PAPER = Look(gloss=0.0, rim=0.0, dark=0.2)


def clay(distance: Distance, colour: Colours, *, rounding: float | None = None, look: Look = CLAY) -> Rgba:
    """Return a shape as a lit body.

    ``rounding`` is how far from its edge a body is round, in the units of ``distance``; further in it is flat. Without
    it the body is blown up like a cushion.
    """
    pixel = 2 / distance.shape[1]
    window = _window(distance < pixel)
    drawn = np.zeros((*distance.shape, 4), np.uint8)
    if window is not None:
        own = colour if isinstance(colour, tuple) else colour[window]
        inner = distance[window]
        height = _cushion(inner, pixel) if rounding is None else _rounded(inner, rounding, pixel)
        lit = _lit(height, np.asarray(own, np.float32), look, pixel)
        drawn[window] = sprite_of(lit, np.clip(0.5 - inner / pixel, 0, 1))
    return drawn


def _window(inside: NDArray[np.bool_]) -> tuple[slice, slice] | None:
    """Return the rows and columns that hold something, and a margin for the slopes at the edge."""
    rows, columns = np.flatnonzero(inside.any(1)), np.flatnonzero(inside.any(0))
    if not rows.size:
        return None
    return slice(max(rows[0] - 3, 0), rows[-1] + 4), slice(max(columns[0] - 3, 0), columns[-1] + 4)


def _rounded(distance: Distance, rounding: float, pixel: float) -> Distance:
    """Return how far a body stands out of the sheet: a quarter of a circle from its edge inwards."""
    share = np.clip(-distance / np.float32(rounding), 0, 1)
    height = np.sqrt(np.clip(1 - (1 - share) ** 2, 0, 1)) * np.float32(rounding)
    smooth: Distance = cv2.GaussianBlur(height, (0, 0), max(0.8, 0.01 / pixel))
    return smooth


def _cushion(distance: Distance, pixel: float) -> Distance:
    """Return the height of a skin under pressure: the root of Poisson's solution, which makes a ball of a circle.

    It is relaxed on grids that double; a blur is one step of relaxation.
    """
    height, width = distance.shape
    swollen = np.zeros((2, 2), np.float32)
    for longest, rounds in ((12, 60), (24, 60), (48, 60), (96, 60), (192, 20)):
        scale = longest / max(height, width)
        size = max(round(width * scale), 3), max(round(height * scale), 3)
        inside = (cv2.resize(distance, size, interpolation=cv2.INTER_AREA) < 0).astype(np.float32)
        push = inside * np.float32((pixel / scale) ** 2 * _RELAXED)
        swollen = cv2.resize(swollen, size)
        for _ in range(rounds):
            swollen = cv2.blur(swollen, (3, 3), borderType=cv2.BORDER_CONSTANT) * inside + push
    whole: Distance = cv2.resize(np.sqrt(swollen), (width, height), interpolation=cv2.INTER_CUBIC)
    smooth: Distance = cv2.GaussianBlur(whole, (0, 0), max(0.8, 0.012 / pixel))
    return smooth


def _lit(height: Distance, colour: NDArray[np.float32], look: Look, pixel: float) -> NDArray[np.float32]:
    """Return what a body of this height looks like in the light of the lamp and of a sky above it."""
    across = cv2.Sobel(height, cv2.CV_32F, 1, 0, scale=1 / (8 * pixel))
    down = cv2.Sobel(height, cv2.CV_32F, 0, 1, scale=1 / (8 * pixel))
    facing = 1 / np.sqrt(across * across + down * down + 1)
    x, y = -across * facing, -down * facing
    # Light that wraps round the edge, as it does in clay and wax, keeps the far side from going flat black.
    lamp = np.clip((x * _LAMP[0] + y * _LAMP[1] + facing * _LAMP[2] + 0.3) / 1.3, 0, 1)
    shade = (1 - look.dark) + look.dark * lamp * 1.45 - 0.06 * y
    # Shadows keep their colour and lights go towards white, as on anything that is not a mirror.
    body = colour * shade[..., None] ** _WARMTH
    shine = look.gloss * np.clip(x * _HALFWAY[0] + y * _HALFWAY[1] + facing * _HALFWAY[2], 0, 1) ** look.tight
    edge = look.rim * (1 - facing) ** 3 * np.clip(0.4 - y, 0, 1)
    lights = np.clip(shine + edge, 0, 1)[..., None]
    return np.asarray(body + (255 - np.minimum(body, 255)) * lights, np.float32)


def sprite_of(colour: NDArray[np.floating[Any]], alpha: NDArray[np.floating[Any]]) -> Rgba:
    """Return colours (height, width, 3) of 0..255 under an ``alpha`` (height, width) of 0..1 as a drawing."""
    cover = np.clip(alpha, 0, 1).astype(np.float32)
    shown = np.clip(colour, 0, 255).astype(np.float32) * cover[..., None]
    return np.ascontiguousarray((np.dstack([shown, cover * np.float32(255)]) + np.float32(0.5)).astype(np.uint8))


def toned(colour: Colour, factor: float) -> Colour:
    """Return a colour ``factor`` times as bright."""
    red, green, blue = colour
    return red * factor, green * factor, blue * factor


def flat(distance: Distance, colour: Colours, strength: float = 1.0) -> Rgba:
    """Return a shape in one colour without any light: eyes, print, seams."""
    alpha = np.clip(0.5 - distance * (distance.shape[1] / 2), 0, 1) * strength
    return sprite_of(np.broadcast_to(np.asarray(colour, np.float32), (*distance.shape, 3)), alpha)


def laid(below: Rgba, above: Rgba) -> Rgba:
    """Return one drawing over another of the same size."""
    bare = 255 - above[..., 3:].astype(np.uint16)
    return np.asarray(above + (below * bare + 127) // 255, np.uint8)


def stacked(parts: Iterable[Rgba], *, shadow: float = 0.35, reach: float = 0.025) -> Rgba:
    """Return parts laid over each other in order; each throws a soft ``shadow`` on what lies below it.

    ``reach`` is how far a shadow falls, as a part of the sheet's width.
    """
    rest = iter(parts)
    whole = next(rest)
    for part in rest:
        whole = laid(_shadowed(whole, part, shadow, reach) if shadow else whole, part)
    return whole


def _shadowed(below: Rgba, above: Rgba, shadow: float, reach: float) -> Rgba:
    """Return ``below`` darkened where ``above`` keeps the lamp from it."""
    far = reach * below.shape[1]
    shift = np.array([[1, 0, 0.5 * far], [0, 1, 0.7 * far]], np.float32)
    size = below.shape[1], below.shape[0]
    cover = cv2.GaussianBlur(cv2.warpAffine(np.ascontiguousarray(above[..., 3]), shift, size), (0, 0), max(far, 0.8))
    dimmed = below.copy()
    keep = 1 - np.float32(shadow / 255) * cover.astype(np.float32)
    dimmed[..., :3] = (below[..., :3] * keep[..., None] + np.float32(0.5)).astype(np.uint8)
    return dimmed
