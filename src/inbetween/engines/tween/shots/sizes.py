"""What a size of shot means: how much nearer than the whole picture it is; and what size a shot has, untold."""

from collections.abc import Mapping, Sequence

from inbetween.domain.plan import Shot, Size

OCTAVES: Mapping[Size, float] = {
    "ews": 0.0,
    "ws": 0.0,
    "fs": 0.25,
    "mls": 0.4,
    "ms": 0.55,
    "mcu": 0.75,
    "cu": 1.0,
    "ecu": 1.35,
}
"""Octaves nearer than the whole picture: how large its subject is nobody knows, so a close-up is half of its width."""

NEAR: frozenset[Size] = frozenset({"mcu", "cu", "ecu"})
"""Sizes that show one thing."""

_ROUND: tuple[Size, ...] = ("ws", "ms", "cu", "mls")
"""Sizes of shots of which nothing is told, in turn: the place, who is in it, a detail, and on."""

_CLOSING = 4
"""Shots from which on the last one is wide again."""

_OF_MOVES: Mapping[tuple[str, str | None], Size] = {
    ("push", "in"): "mls",
    ("push", "out"): "mcu",
    ("dollyzoom", "in"): "mls",
    ("orbit", None): "mls",
    ("pan", None): "ms",
    ("tilt", None): "ms",
    ("truck", None): "ms",
    ("crane", None): "ms",
}
"""From where a told move is seen best: a camera that draws back needs to be near, one that travels needs room."""


def sizes(shots: Sequence[Shot]) -> list[Size]:
    """Return the size that each shot begins with: as told, else as its moves like it, else in turn."""
    return [shot.size or _of_moves(shot) or _in_turn(number, len(shots)) for number, shot in enumerate(shots)]


def octaves(wanted: Sequence[Size], most: float) -> list[float]:
    """Return how near shots of these sizes are: where the picture has fewer pixels all are wider, in one order."""
    nearest = max(OCTAVES[size] for size in wanted)
    return [OCTAVES[size] * min(1.0, most / max(nearest, 1e-9)) for size in wanted]


def _of_moves(shot: Shot) -> Size | None:
    if not shot.moves:
        return None
    first = min(shot.moves, key=lambda move: move.step)
    return _OF_MOVES.get((first.kind, first.dir)) or _OF_MOVES.get((first.kind, None))


def _in_turn(number: int, count: int) -> Size:
    return "ws" if number + 1 == count >= _CLOSING else _ROUND[number % len(_ROUND)]
