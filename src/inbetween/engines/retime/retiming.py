"""A film at another rate: streamed, a few pairs of neighbours at a time."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

from inbetween.domain.frames import Frame, Yuv420
from inbetween.engines.retime.between import Between, planar

AT_ONCE = 4
"""Pairs that are drawn at once, each by a thread of its own. A frame of 720P takes 44 ms on two cores and H.264 15 ms
more: with one pair at a time a film of 5 s would take 9 s after its weights are done, most of them on one core."""

Shown: TypeAlias = tuple[Fraction, Frame]
"""A given frame and its instant."""


class Retiming:
    """The film that shows at each of the instants ``shown`` what ``frames``, shown at ``instants``, say of it.

    Both rise, in seconds. A frame whose instant is shown passes as it is, in 4:2:0; between two it is drawn along their
    flow. Before the first and behind the last frame those two stand.

    ``facts`` count, as far as the film was drawn, the frames that passed and were drawn, and the cuts between two.
    """

    def __init__(self, frames: Iterable[Frame], instants: Iterable[Fraction], shown: Iterable[Fraction]) -> None:
        self._given = zip(instants, frames, strict=False)
        self._shown = shown
        self.facts = {"passed": 0, "drawn": 0, "cuts": 0}

    def frames(self) -> Iterator[Yuv420]:
        """Draw the film, once; no more of the given frames are held than the pairs at work have, and one."""
        waiting: deque[Future[_Drawn]] = deque()
        with (
            ThreadPoolExecutor(2 * AT_ONCE, thread_name_prefix="retime") as halves,
            ThreadPoolExecutor(AT_ONCE, thread_name_prefix="retime pair") as pairs,
        ):
            try:
                for span in self._spans():
                    waiting.append(pairs.submit(span.drawn, halves))
                    if len(waiting) > AT_ONCE:
                        yield from self._counted(waiting.popleft().result())
                while waiting:
                    yield from self._counted(waiting.popleft().result())
            finally:
                for drawn in waiting:
                    drawn.cancel()

    def _spans(self) -> Iterator["_Span"]:
        """Yield each pair of neighbours that something is shown of, and what."""
        before = after = next(self._given)
        span = _Span(before=before, after=after)
        for instant in self._shown:
            while after[0] < instant and (following := next(self._given, None)):
                before, after = after, following
            if span.after is not after:
                if span.instants:
                    yield span
                span = _Span(before=before, after=after)
            span.instants.append(instant)
        if span.instants:
            yield span

    def _counted(self, drawn: "_Drawn") -> Iterator[Yuv420]:
        self.facts["cuts"] += drawn.is_cut
        for passes, frame in drawn.frames:
            self.facts["passed" if passes else "drawn"] += 1
            yield frame


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawn:
    """What is shown of two neighbours, each frame with whether it passed as it was."""

    frames: list[tuple[bool, Yuv420]]
    is_cut: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    """Two neighbours, and the instants at which something of them is shown."""

    before: Shown
    after: Shown
    instants: list[Fraction] = field(default_factory=list)

    def drawn(self, pool: ThreadPoolExecutor) -> _Drawn:
        """Draw all frames; threads of ``pool`` do what both neighbours need alike."""
        frames: list[tuple[bool, Yuv420]] = []
        between: Between | None = None
        (begin, first), (end, last) = self.before, self.after
        for instant in self.instants:
            if instant <= begin or instant >= end:
                frames.append((True, planar(first if instant <= begin else last)))
                continue
            between = between or Between(first, last, pool)
            frames.append((False, between.at(float((instant - begin) / (end - begin)))))
        return _Drawn(frames=frames, is_cut=between is not None and between.is_cut)


def instants(count: int, fps: Fraction | int, begin: Fraction = Fraction(0)) -> Iterator[Fraction]:
    """Yield the instants of ``count`` frames at ``fps``, in seconds from ``begin``."""
    for number in range(count):
        yield begin + number / Fraction(fps)
