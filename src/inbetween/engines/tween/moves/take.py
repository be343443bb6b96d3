"""A take: one picture, one shot, and the camera that goes through it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from inbetween.domain.frames import Placed
from inbetween.domain.plan import Move, Shot
from inbetween.engines.tween.moves.canvas import prepare_canvas
from inbetween.engines.tween.moves.default import default_moves
from inbetween.engines.tween.moves.depth import find_depth, smoother
from inbetween.engines.tween.moves.draw import Lens
from inbetween.engines.tween.moves.driven import driven, moved_by
from inbetween.engines.tween.moves.lines import find_lines, straightened
from inbetween.engines.tween.moves.notes import notes_of
from inbetween.engines.tween.moves.path import Ground, Path, find_path
from inbetween.engines.tween.moves.poses import find_poses
from inbetween.engines.tween.moves.sight import look_at
from inbetween.engines.tween.ring import Draw
from inbetween.engines.tween.sound.onsets import Heard
from inbetween.engines.tween.timing import Length

_ENLARGED = 0.6
"""Pixels of the original per pixel of the frame that a camera may go in to: softer looks out of focus."""

_LEAST, _MOST = 1.35, 4.0
_VERTIGO = 1.5
"""Tolerance of a dolly zoom: lines may come to lie 2.3 pixels of 1280 off. With the smoother depth it keeps .22 to 1.0
of its way on six pictures, where one depth and one bound for all left .08 to .32."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Take:
    """How to draw the frames of a shot, a way for each thread, what was decided, and sentences for the user."""

    draws: list[Draw]
    facts: dict[str, Any]
    notes: list[str]


def prepare_take(
    placed: Placed,
    shot: Shot,
    length: Length,
    threads: int,
    *,
    heard: Heard | None = None,
    bend: Callable[[Path], Path] | None = None,
) -> Take:
    """Look at a picture and lay the camera's way through it; frames are drawn by their number in the shot.

    ``heard`` is the sound that the camera goes by, ``bend`` adds to its way what comes from elsewhere, and is how it
    starts: the moves then start from rest.
    """
    ground = find_ground(placed)
    moves, why = (shot.moves, "the prompt") if shot.moves else default_moves(ground.sight)
    ground = ground_for(moves, ground)
    seconds = shot.start + np.arange(length.frame_count) / length.fps
    path = find_path(find_poses(shot, moves, ground.sight.side, seconds, from_rest=bend is not None), ground)
    path = bend(path) if bend else path
    if heard:
        drive = moved_by(heard, path.views, length.fps)
        path = replace(path, views=driven(path.views, drive, ground.sight.aim, tall=ground.sight.tall))
    canvas = prepare_canvas(placed, path)
    return Take(
        draws=[Lens(canvas, path.views, ground.depth) for _ in range(threads)],
        facts={
            "moves": [told(move) for move in moves],
            "because_of": why,
            "kept": path.kept,
            "magnification": [round(view.magnification, 3) for view in (path.views[0], path.views[-1])],
            "surroundings": round(1 - 1 / path.outward**2, 3),
        },
        notes=notes_of(path, shot),
    )


def find_ground(placed: Placed) -> Ground:
    """Look at a picture, guess its depth, and find what bounds a camera that goes through it."""
    sight, lines = look_at(placed.fitted), find_lines(placed.fitted)
    depth = straightened(find_depth(placed.fitted, sight), lines)
    return Ground(sight=sight, depth=depth, lines=lines, most_zoom=octaves_in(placed, _ENLARGED, (_LEAST, _MOST)))


def ground_for(moves: Sequence[Move], ground: Ground) -> Ground:
    """Return what bounds a camera that makes ``moves``.

    A dolly zoom lives by parting near and far, and nothing in it stands still for long enough to be seen to bend.
    """
    if not any(move.kind == "dollyzoom" for move in moves):
        return ground
    return replace(ground, depth=smoother(ground.depth), tolerance=_VERTIGO)


def octaves_in(placed: Placed, enlarged: float, bounds: tuple[float, float]) -> float:
    """Return the octaves that a camera may go in to ``enlarged`` pixels of the original per pixel of the frame.

    ``bounds`` are the least and the most that it may magnify, however many pixels there are.
    """
    sharpness = placed.rectangle.width / placed.fitted.shape[1] / enlarged
    return float(np.log2(np.clip(sharpness, *bounds)))


def told(move: Move) -> str:
    """Return a move in words."""
    return " ".join(part for part in (move.kind, move.dir, move.speed if move.speed != "normal" else None) if part)
