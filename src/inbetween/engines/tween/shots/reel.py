"""The film of several shots, drawn by number: whose frame it is, and how the video ends."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from inbetween.domain.frames import Yuv420
from inbetween.domain.plan import Shot
from inbetween.engines.tween.moves.draw import Lens
from inbetween.engines.tween.ring import Draw
from inbetween.engines.tween.shots.spans import MOST, Span
from inbetween.engines.tween.shots.transitions import Wish, closed, mixed, wish_of
from inbetween.engines.tween.timing import Length

_CLOSING_SECONDS = 0.8
"""How long a video takes to fade out at its end."""

_CLOSING = frozenset({"fade", "iris", "flash"})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Seen:
    """Draws the frames of a take by their number in the video; its first one is ``first``."""

    lens: Lens
    first: int

    def __call__(self, number: float) -> Yuv420:
        """Draw a frame of the video."""
        return self.lens(number - self.first)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Part:
    """A shot's frames, its camera, and how it leads to the next one."""

    span: Span
    camera: Draw
    wish: Wish


class Reel:
    """Draws the frames of a video by their number, with working memory of its own: one per thread."""

    def __init__(self, parts: Sequence[Part]) -> None:
        """Show ``parts`` one after the other."""
        self._parts = parts
        self._firsts = [part.span.first for part in parts]
        self._joins = {index: mixed(part.wish) for index, part in enumerate(parts) if part.span.tail}

    def __call__(self, number: float) -> Yuv420:
        """Draw the frame of a ``number``."""
        at = round(number)
        index = bisect_right(self._firsts, at) - 1
        part = self._parts[index]
        if at < part.span.first + part.span.lead:
            return self._between(index - 1, at)
        if at >= part.span.stop - part.span.tail:
            return self._between(index, at)
        return part.camera(at)

    def _between(self, index: int, at: int) -> Yuv420:
        before, after = self._parts[index], self._parts[index + 1]
        share = (at - (before.span.stop - before.span.tail) + 0.5) / (before.span.tail + after.span.lead)
        return self._joins[index](before.camera(at), after.camera(at), share)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ending:
    """Draws a video that ends as its last shot wishes: from frame ``first`` on it goes, and at ``last`` it is gone."""

    draw: Draw
    wish: Wish
    first: int
    last: int

    def __call__(self, number: float) -> Yuv420:
        """Draw the frame of a ``number``."""
        frame = self.draw(number)
        if number < self.first:
            return frame
        return closed(self.wish, frame, (number - self.first + 1) / (self.last - self.first + 1))


def ended(draw: Draw, shot: Shot, length: Length) -> Draw:
    """Return what draws a video whose last shot is ``shot``, drawn by number; most just end."""
    if shot.transition not in _CLOSING:
        return draw
    shown = (shot.end - shot.start) * length.fps
    frames = max(int(min(_CLOSING_SECONDS * length.fps, MOST * shown)), 1)
    return Ending(draw=draw, wish=wish_of(shot, None), first=length.frame_count - frames, last=length.frame_count - 1)
