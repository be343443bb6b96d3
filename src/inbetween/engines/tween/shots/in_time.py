"""Shots that go by a given sound: cuts meet its beats where nobody told their times, and cameras move by it."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from inbetween.domain.plan import Plan, Shot, Source
from inbetween.engines.tween.moves.driven import driven, moved_by
from inbetween.engines.tween.shots.direct import Directed
from inbetween.engines.tween.sound.onsets import Heard

UNTOLD: frozenset[Source] = frozenset({"auto", "cuts", "sizes"})
"""What shots are made of whose times nobody told."""

REACH = 0.25
"""Seconds that such a cut may move to meet an onset, and no more than this share of the shots on either side."""

_CLEAR = 0.3
"""Strength from which on an onset is worth a cut."""


def cut_in_time(plan: Plan, heard: Heard | None) -> tuple[Shot, ...]:
    """Return the shots of a plan; a cut whose time nobody told is where the nearest clear onset is, if one is near."""
    if heard is None or plan.source not in UNTOLD:
        return plan.shots
    onsets = heard.times[heard.strengths >= _CLEAR]
    shortest = min(shot.end - shot.start for shot in plan.shots)
    cuts = [_nearest(shot.end, onsets, min(REACH, REACH * shortest)) for shot in plan.shots[:-1]]
    edges = [plan.shots[0].start, *cuts, plan.shots[-1].end]
    return tuple(
        replace(shot, start=start, end=end) for shot, start, end in zip(plan.shots, edges[:-1], edges[1:], strict=True)
    )


def _nearest(cut: float, onsets: NDArray[np.float64], reach: float) -> float:
    """Return the onset that is nearest to a cut, or the cut itself."""
    near = onsets[np.abs(onsets - cut) <= reach]
    return float(near[np.abs(near - cut).argmin()]) if near.size else cut


def in_time(shots: Sequence[Directed], heard: Heard | None, fps: int) -> list[Directed]:
    """Return the shots of a whole video, moved by what is ``heard``."""
    if heard is None:
        return list(shots)
    own = [shot.path.views[shot.span.lead : len(shot.path.views) - shot.span.tail] for shot in shots]
    drive = moved_by(heard, [view for views in own for view in views], fps)
    moved = []
    for shot in shots:
        sight = shot.location.ground.sight
        views = driven(shot.path.views, drive, sight.aim, tall=sight.tall, first=shot.span.seen.start)
        moved.append(replace(shot, path=replace(shot.path, views=views)))
    return moved
