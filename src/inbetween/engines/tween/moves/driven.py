"""A camera that moves by a sound besides: every view, seen a little nearer."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from inbetween.engines.tween.moves.path import View
from inbetween.engines.tween.moves.sight import Spot
from inbetween.engines.tween.sound.onsets import Heard
from inbetween.engines.tween.sound.pulses import Drive, drive_by

_OUTERMOST = 0.45
"""How far from the middle of the frame the spot may lie that a push leaves where it is."""

_BACK = 1e-5
"""Share of its magnification that a camera loses from frame to frame if it draws back."""

_TURN_SECONDS = 5.0
_REACH = 0.4
"""How far from the middle, in widths and heights, the spot circles that a sway leaves where it is: at the loudest the
picture goes 6 pixels of 1280 to each side in each turn."""


def moved_by(heard: Heard, views: Sequence[View], fps: int) -> Drive:
    """Return what a sound adds to the views of a whole film, whose camera may draw back by itself."""
    nearness = np.array([view.magnification for view in views])
    return drive_by(heard, fps, np.gradient(nearness) < -_BACK if len(views) > 1 else np.zeros(1, np.bool_))


def driven(views: Sequence[View], drive: Drive, aim: Spot, *, tall: float, first: int = 0) -> tuple[View, ...]:
    """Return the views of a camera's way that also goes by a sound. Nothing is shown that they did not show.

    Args:
        views: of neighbouring frames of the film; the first of them is frame ``first``.
        drive: what the sound adds.
        aim: the place of the picture that pushes go in on.
        tall: height of the frame in widths.
    """
    here = slice(first, first + len(views))
    angles = 2 * np.pi * drive.seconds[here] / _TURN_SECONDS
    circle = _REACH * np.stack([np.sin(angles), tall * np.cos(angles)], 1)
    parts = zip(views, drive.push[here], drive.sway[here], circle, strict=True)
    return tuple(
        _nearer(_nearer(view, float(sway), spot), float(push), _on_the_frame(view, aim, tall))
        for view, push, sway, spot in parts
    )


def _nearer(view: View, octaves: float, spot: NDArray[np.float64]) -> View:
    """Return a view whose camera has gone in on a spot of its frame."""
    if octaves == 0:
        return view
    scale = float(np.exp2(octaves))
    inner = np.diag([1 / scale, 1 / scale, 1.0])
    inner[:2, 2] = spot * (1 - 1 / scale)
    return replace(view, place=view.place @ inner, magnification=view.magnification * scale)


def _on_the_frame(view: View, spot: Spot, tall: float) -> NDArray[np.float64]:
    """Return where a place of the picture is seen, or what is nearest to it well inside the frame."""
    x, y, depth = np.linalg.solve(view.place, [*spot, 1.0])
    outermost = _OUTERMOST * np.array([1.0, tall])
    place: NDArray[np.float64] = np.clip(np.array([x, y]) / depth, -outermost, outermost)
    return place
