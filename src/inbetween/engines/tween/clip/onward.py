"""Where a clip's camera goes on to when the words ask for nothing."""

from dataclasses import replace

from inbetween.domain.plan import Move, Shot
from inbetween.engines.tween.clip.going import Going

_NEARING, _TRAVELLING = 0.03, 0.015
"""Logarithms of growth, and widths, a second from which on a camera is seen to near or to travel."""


def onward(shot: Shot, going: Going) -> Shot:
    """Return ``shot`` as its camera goes on by itself: the way it went, slowly, and in the hand if it was in one."""
    moves = shot.moves or _same_way(going)
    hand = going.in_hand and "steadicam" not in shot.style and not any(move.kind == "static" for move in moves)
    return replace(shot, moves=moves, style=(*shot.style, "handheld") if hand else shot.style)


def _same_way(going: Going) -> tuple[Move, ...]:
    """Return no move where the camera stood, or drew back: the picture itself then says where to go."""
    x, y, growth = going.shift.real, going.shift.imag, going.turn.real
    if growth > _NEARING:
        return (Move(kind="push", dir="in", speed="slow"),)
    if growth < -_NEARING:
        return ()
    if max(abs(x), abs(y)) < _TRAVELLING:
        return ()
    # What is seen goes to the left when the camera goes to the right.
    if abs(x) >= abs(y):
        return (Move(kind="truck", dir="right" if x < 0 else "left", speed="slow"),)
    return (Move(kind="crane", dir="down" if y < 0 else "up", speed="slow"),)
