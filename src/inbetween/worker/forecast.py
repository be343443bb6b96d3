"""How long a video will still take: told from what such videos took on this machine, and from its own pace."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from inbetween.worker.stages import SPANS

MARKS = 20
"""Parts of the whole whose ends are timed: 5 % each, as short as the shortest stage that matters."""

Course: TypeAlias = tuple[float, ...]
"""Seconds from the begin of the work to each of ``MARKS`` + 1 marks, rising; the last one is the end."""

LOADING = "load"
"""The stage of a task that waits until an engine has warmed up. It is left aside: the next video does not wait so."""

_DRAWING = SPANS["render"][0]
"""Without a past a stage's own pace tells from here on, where nearly all that is left is of one kind."""

_ENOUGH = 0.05
"""Share of the whole that it must have gone for that."""

_DOUBT = 0.1
"""Share of the whole that its own pace has to weigh up against the past: one slow step is not a slow machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pace:
    """The ``stage`` at work has reached a share of the whole at the instant ``now``. Its pace counts from the share
    ``begin`` at the instant ``since``: where it first ``moved``."""

    stage: str
    begin: float
    since: float
    reached: float
    now: float
    moved: bool = False


class Forecast:
    """The course of one video while it is made, held against the ``past`` course of such videos, if there is one.

    ``heard`` and ``left`` may be called on different threads. What goes on from an earlier attempt begins with a leap,
    which is no pace: so a stage's pace counts from its first move.
    """

    def __init__(self, past: Course | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._past, self._clock = past, clock
        self._loading: float | None = None
        self._aside = 0.0
        self._marks: list[float] = []
        self._begun: float | None = None
        self._pace: _Pace | None = None

    def heard(self, stage: str, fraction: float) -> None:
        """Hear that the whole is done to ``fraction`` (0..1) and that ``stage`` is at work."""
        if stage == LOADING:
            self._loading = self._clock() if self._loading is None else self._loading
            return
        if self._loading is not None:
            self._aside += self._clock() - self._loading
            self._loading = None
        now = self._clock() - self._aside
        self._begun = now if self._begun is None else self._begun
        self._marks += [now - self._begun] * (int(fraction * MARKS) + 1 - len(self._marks))
        self._pace = _next(self._pace, stage, fraction, now)

    def left(self) -> float | None:
        """Return the seconds that are left, ``None`` while there is nothing to tell them from."""
        pace = self._pace
        if pace is None or self._loading is not None:
            return None
        then = _by_own_pace(pace) if self._past is None else _by_past(self._past, pace)
        return None if then is None else max(then - (self._clock() - self._aside - pace.now), 0.0)

    def course(self) -> Course | None:
        """Return the course of the video once it is made, ``None`` when it was not heard to the end."""
        return tuple(self._marks) if len(self._marks) == MARKS + 1 else None


def _next(pace: _Pace | None, stage: str, fraction: float, now: float) -> _Pace:
    """Return the pace behind one word more."""
    if pace is None or pace.stage != stage:
        return _Pace(stage=stage, begin=fraction, since=now, reached=fraction, now=now)
    if not pace.moved and fraction > pace.reached:
        return replace(pace, begin=fraction, since=now, reached=fraction, now=now, moved=True)
    return replace(pace, reached=max(fraction, pace.reached), now=now)


def _by_own_pace(pace: _Pace) -> float | None:
    gone = pace.reached - pace.begin
    if pace.begin < _DRAWING or gone < _ENOUGH:
        return None
    return (pace.now - pace.since) / gone * (1 - pace.reached)


def _by_past(past: Course, pace: _Pace) -> float:
    """Return what the past says is left, at this video's own pace as far as it has shown one."""
    usual = past[-1] - _at(past, pace.reached)
    doubt = _DOUBT * past[-1]
    if not pace.moved or not doubt:
        return usual
    return usual * (pace.now - pace.since + doubt) / (_at(past, pace.reached) - _at(past, pace.begin) + doubt)


def _at(course: Sequence[float], share: float) -> float:
    """Return the seconds until ``share`` of the whole, between two marks in proportion."""
    mark = min(int(share * MARKS), MARKS - 1)
    return course[mark] + (course[mark + 1] - course[mark]) * (share * MARKS - mark)
