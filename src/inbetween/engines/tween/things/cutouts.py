"""What is a thing, and what background, where two aligned pictures differ."""

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.geometry import Mask, fill_holes
from inbetween.pixels.compare import colour_distance

DIFFERENT = 14.0
"""Levels between something and the background."""

_PLAIN, _CROSSING = 6.0, 0.6


def differing(first: Rgb, aligned: Rgb, unseen: NDArray[np.bool_]) -> Mask:
    """Mark where two pictures differ, except where the second does not reach."""
    difference = cv2.boxFilter(colour_distance(first, aligned), -1, (3, 3))
    differs = ((difference > DIFFERENT) & ~unseen).astype(np.uint8)
    opened: Mask = cv2.morphologyEx(differs, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    return opened


def cut_out(first: Rgb, aligned: Rgb, differs: Mask) -> tuple[Mask, Mask]:
    """Return what is a thing in the first and in the aligned last picture.

    The background behind is guessed from around; where the pictures differ, the one further from it shows a thing.
    Where they agree within a thing's hull, both may show it: the ball that only rolled a little.
    """
    unknown = hulls_of(differs)
    around = (1 - cv2.dilate(unknown, np.ones((7, 7), np.uint8))).astype(np.float32)
    background = fill_holes(cv2.addWeighted(first, 0.5, aligned, 0.5, 0, dtype=cv2.CV_32F), around)
    guess = np.clip(background, 0, 255).astype(np.uint8)
    away = [colour_distance(picture, guess) for picture in (first, aligned)]
    rim = (unknown > 0) & (cv2.erode(unknown, np.ones((7, 7), np.uint8)) == 0) & (differs == 0)
    plain = not rim.any() or float(np.median(away[0][rim])) < _PLAIN
    # Before a plain background, two things may cross: both pictures are then about as far from it.
    share = _CROSSING if plain else 1.0
    mine, theirs = ((differs > 0) & (own > share * other) for own, other in (away, away[::-1]))
    shared = (unknown > 0) & (differs == 0) & (away[0] > 2 * DIFFERENT)
    kept = _touching(shared, mine, theirs, either=plain)
    return made_whole(mine | kept), made_whole(theirs | kept)


def hulls_of(differs: Mask) -> Mask:
    """Fill the convex hull of every piece."""
    hulls = np.zeros_like(differs)
    joined = cv2.dilate(differs, np.ones((5, 5), np.uint8))
    outlines, _ = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for outline in outlines:
        cv2.fillConvexPoly(hulls, cv2.convexHull(outline), 1)
    return hulls


def _touching(
    shared: NDArray[np.bool_], mine: NDArray[np.bool_], theirs: NDArray[np.bool_], *, either: bool
) -> NDArray[np.bool_]:
    """Keep the pieces of ``shared`` that touch both masks, or ``either``."""
    count, pieces = cv2.connectedComponents(shared.astype(np.uint8))
    touched = []
    for mask in (mine, theirs):
        grown = cv2.dilate(mask.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
        touches = np.zeros(count, np.bool_)
        touches[pieces[grown]] = True
        touched.append(touches)
    kept = touched[0] | touched[1] if either else touched[0] & touched[1]
    kept[0] = False
    result: NDArray[np.bool_] = kept[pieces]
    return result


def made_whole(pixels: NDArray[np.bool_]) -> Mask:
    """Close small gaps and drop single pixels."""
    closed = cv2.morphologyEx(pixels.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    mask: Mask = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    return mask
