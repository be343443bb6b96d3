"""When each frame is, between 0 (the first picture) and 1 (the last)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """How many frames a film has, and how many of them a second shows."""

    frame_count: int
    fps: int

    @property
    def seconds(self) -> float:
        """How long it plays."""
        return self.frame_count / self.fps


FIVE_SECONDS = Length(frame_count=150, fps=30)
"""What most models make."""


AT_ENDS = 0.2
"""Share of the mean speed with which films start and end.

At rest the first half second of a long film would stand still: steps smaller than eight bits can tell repeat frames. In
15 s of a pan by 40 pixels the first step is a fiftieth of a pixel; at rest it would be a fifteen-hundredth.
"""


def even(frame_count: int) -> list[float]:
    """Return ``frame_count`` times at equal distances; the first is 0.0, the last 1.0."""
    return [index / max(frame_count - 1, 1) for index in range(frame_count)]


def eased(frame_count: int) -> list[float]:
    """Return ``frame_count`` times that start and end softly; the first is 0.0, the last 1.0.

    They are smoothsteps, but for ``AT_ENDS`` of the mean speed that is left at both ends. The largest step is 1.4 times
    the mean one.
    """
    return [AT_ENDS * x + (1 - AT_ENDS) * smoothstep(x) for x in even(frame_count)]


def smoothstep(x: float) -> float:
    """Return 3x^2 - 2x^3 with ``x`` clipped to 0..1: at rest at both ends, 1.5 times the mean speed half-way."""
    x = min(max(x, 0.0), 1.0)
    return x * x * (3.0 - 2.0 * x)
