"""What a mode prepares: how each frame is drawn, and what is to be told about it."""

from dataclasses import dataclass, field
from typing import Any

from inbetween.engines.protocol import Scene
from inbetween.engines.tween.ring import Draw
from inbetween.engines.tween.timing import Length


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """A video that is ready to be drawn.

    ``times`` holds what each frame is drawn for, in order: its place between two pictures (0..1), or its number.
    ``draws`` are ways of drawing it, one for each thread. ``measurements`` are JSON values, ``notes`` sentences for the
    user. ``meant`` are the frames that may differ much from the one before, as ``Rendering`` has them.
    """

    times: list[float]
    draws: list[Draw]
    measurements: dict[str, Any]
    notes: list[str] = field(default_factory=list)
    meant: frozenset[int] = frozenset()


def length_of(scene: Scene) -> Length:
    """Return how long the scene's video is."""
    return Length(frame_count=scene.frame_count, fps=scene.fps)


def numbers(scene: Scene) -> list[float]:
    """Return the numbers of the scene's frames, for what is drawn by number."""
    return [float(number) for number in range(scene.frame_count)]
