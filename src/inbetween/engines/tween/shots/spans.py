"""Which frames a shot has: its own, and those that it shares with its neighbours while one leads to the other."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from inbetween.domain.plan import Shot, Transition
from inbetween.engines.tween.timing import Length

SECONDS: Mapping[Transition, float] = {
    "dissolve": 0.7,
    "fade": 1.0,
    "whip": 0.36,
    "iris": 0.8,
    "wipe": 0.6,
    "flash": 0.24,
    "glitch": 0.3,
}
"""How long a transition takes, half of it on either side of the cut; any other takes no time."""

MOST = 0.4
"""Share of the shorter of two shots that their transition may take: shots are there to be seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A shot's frames, ``first`` up to before ``stop``; ``shot`` begins and ends with them.

    ``lead`` and ``tail`` are how many frames before and after it is seen too.
    """

    shot: Shot
    first: int
    stop: int
    lead: int = 0
    tail: int = 0

    @property
    def seen(self) -> range:
        """All frames in which something of it is seen."""
        return range(self.first - self.lead, self.stop + self.tail)


def spans(shots: Sequence[Shot], length: Length) -> list[Span]:
    """Return the frames of each shot that has any: from the first at or after its start to the last before its end."""
    edges = [0, *(_frame(shot.end, length) for shot in shots[:-1]), length.frame_count]
    cut = [
        Span(shot=shot, first=first, stop=stop)
        for shot, (first, stop) in zip(shots, pairwise(edges), strict=True)
        if first < stop
    ]
    for before in range(len(cut) - 1):
        cut[before : before + 2] = _joined(cut[before], cut[before + 1], length.fps)
    return [replace(span, shot=_lasting(span, length.fps)) for span in cut]


def _frame(second: float, length: Length) -> int:
    """Return the first frame at or after a second; times of a plan are rounded to milliseconds."""
    return min(max(math.ceil(second * length.fps - 1e-3 * length.fps), 0), length.frame_count)


def _joined(before: Span, after: Span, fps: int) -> tuple[Span, Span]:
    """Let both be seen while the one leads to the other."""
    asked = SECONDS.get(before.shot.transition or "cut", 0.0) * fps
    shorter = min(span.stop - span.first for span in (before, after))
    half = int(min(asked, MOST * shorter) / 2)
    return replace(before, tail=half), replace(after, lead=half)


def _lasting(span: Span, fps: int) -> Shot:
    """Return the shot for as long as it is seen: its camera moves all the while."""
    return replace(span.shot, start=span.seen.start / fps, end=span.seen.stop / fps)
