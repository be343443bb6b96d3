"""Layers: a picture over another by a mask, a colour, a shadow. All write into what lies below."""

import cv2
import numpy as np

from inbetween.domain.frames import Plane, Rgb
from inbetween.engines.tween.compiling import compiled_apart
from inbetween.engines.tween.effects.kit.light import Colour


def lay_over(below: Rgb, above: Rgb, mask: Plane, strength: float = 1.0) -> None:
    """Lay ``above`` over ``below`` where ``mask`` (0..255) is; both are whole frames of one size."""
    over(_flat(below), above.reshape(-1), _thrice(mask), round(strength * 256))


def tint(below: Rgb, colour: Colour, mask: Plane, strength: float = 1.0) -> None:
    """Lay one colour over a frame where ``mask`` is."""
    lay_over(below, np.full_like(below, np.rint(colour).astype(np.uint8)), mask, strength)


def shade(below: Rgb, kept: Plane, strength: float = 1.0) -> None:
    """Darken a frame to what ``kept`` (255 is all) leaves of it: a vignette, scan lines."""
    dim(_flat(below), _thrice(kept), round(strength * 257))


def _flat(frame: Rgb) -> Plane:
    """Return a frame's bytes in a row.

    Raises:
        ValueError: it is a part of a larger one, so that a row of its bytes would be a copy.
    """
    return np.reshape(frame, -1, copy=False)


def _thrice(mask: Plane) -> Plane:
    """Return a mask for the bytes of a frame."""
    flat: Plane = cv2.merge([mask, mask, mask]).reshape(-1)
    return flat


@compiled_apart
def over(below: Plane, above: Plane, mask: Plane, strength: int) -> None:
    """Mix flat bytes by a flat mask times ``strength`` (0..256); flat, because that is what vectorises."""
    for index in range(below.size):
        own = np.int32(below[index])
        share = (np.int32(mask[index]) * np.int32(strength) + 128) >> 8
        below[index] = np.uint8(own + (((np.int32(above[index]) - own) * share * 257 + 32768) >> 16))


@compiled_apart
def dim(below: Plane, kept: Plane, strength: int) -> None:
    """Multiply flat bytes by what is left of them at ``strength`` (0..257)."""
    for index in range(below.size):
        share = 65536 - np.int32(strength) * (255 - np.int32(kept[index]))
        below[index] = np.uint8((np.int32(below[index]) * share) >> 16)


def mixed(one: Rgb, other: Rgb, share: float) -> Rgb:
    """Return a frame of its own: ``one``, and a ``share`` (0..1) of ``other``."""
    if share <= 0 or share >= 1:
        return (other if share >= 1 else one).copy()
    both: Rgb = cv2.addWeighted(one, 1 - share, other, share, 0)
    return both
