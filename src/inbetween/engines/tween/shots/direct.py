"""From shots to what their cameras see: one after the other, each apart from the one before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from inbetween.domain.plan import Move, Shot, Size
from inbetween.engines.tween.moves.default import default_moves
from inbetween.engines.tween.moves.easing import Values
from inbetween.engines.tween.moves.notes import notes_of
from inbetween.engines.tween.moves.path import WHOLE, Ground, Path, find_path
from inbetween.engines.tween.moves.poses import Poses, find_poses
from inbetween.engines.tween.moves.sight import Sight, Spot
from inbetween.engines.tween.moves.take import ground_for, told
from inbetween.engines.tween.shots.apart import Look, look_of
from inbetween.engines.tween.shots.framing import Wanted, choose_start
from inbetween.engines.tween.shots.places import told_place
from inbetween.engines.tween.shots.sizes import NEAR, octaves, sizes
from inbetween.engines.tween.shots.spans import Span
from inbetween.engines.tween.shots.spots import spots
from inbetween.engines.tween.shots.unsaid import unsaid

_LEFT_TO_MOVE = 0.12
"""Octaves that are left for the moves of the nearest shot."""

PROMPT = "the prompt"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Location:
    """What a shot is taken of: a picture, told from others by its ``number``, and what bounds a camera there."""

    number: int
    ground: Ground


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Directed:
    """A shot with a view for each frame in which it is seen, its size and moves, and ``why`` it has them.

    ``also`` are sentences for the user beside those about its path.
    """

    span: Span
    location: Location
    path: Path
    size: Size
    moves: tuple[Move, ...]
    why: str
    also: tuple[str, ...] = ()

    @property
    def looks(self) -> tuple[Look, Look]:
        """Its looks where it is cut to, and where it is cut away from."""
        views = self.path.views
        return look_of(views[self.span.lead]), look_of(views[len(views) - 1 - self.span.tail])

    def facts(self) -> dict[str, Any]:
        """Return what was decided, as JSON values."""
        return {
            "first_frame": self.span.first,
            "frames": self.span.stop - self.span.first,
            "size": self.size,
            "magnification": [round(2**look.zoom, 3) for look in self.looks],
            "moves": [told(move) for move in self.moves],
            "because_of": self.why,
            "kept": self.path.kept,
            "then": self.span.shot.transition,
        }

    def notes(self) -> list[str]:
        """Return sentences for the user; of moves that nobody told, nothing is missing."""
        return [*self.also, *notes_of(self.path, self.span.shot)]


def direct(
    spans: Sequence[Span], locations: Sequence[Location], fps: int, landing: Directed | None = None
) -> list[Directed]:
    """Direct shots in order; the first begins on its whole picture.

    A ``landing`` is a last shot that has been directed already, so that it ends as it must.
    """
    wanted = sizes([span.shot for span in spans])
    near = octaves(wanted, min(location.ground.most_zoom for location in locations) - _LEFT_TO_MOVE)
    taken: list[Directed] = []
    for number, span in enumerate(spans[: len(spans) - bool(landing)]):
        cue = _cue(span.shot, wanted, number, locations[number].ground.sight)
        here = replace(locations[number], ground=ground_for(cue.moves, locations[number].ground))
        poses = find_poses(cue.shot, cue.moves, here.ground.sight.side, seconds(span, fps))
        beside = _beside(number, taken, locations, landing)
        aimed = _wanted(cue, near[number], poses, here.ground.sight)
        start = choose_start(aimed, beside, here.ground) if number else WHOLE
        taken.append(cue.on(span, here, find_path(poses, here.ground, start)))
    return [*taken, landing] if landing else taken


def _beside(
    number: int, taken: Sequence[Directed], locations: Sequence[Location], landing: Directed | None
) -> list[Look]:
    """Return how the shots of the same picture look between which a shot is cut in."""
    around = {number - 1: taken[-1].looks[1]} if taken else {}
    if landing and number + 2 == len(locations):
        around[number + 1] = landing.looks[0]
    return [look for other, look in around.items() if locations[other].number == locations[number].number]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A shot with the moves that it will have and why, its size, and the number of near shots before it."""

    shot: Shot
    moves: tuple[Move, ...]
    why: str
    size: Size
    near_before: int = 0

    def on(self, span: Span, location: Location, path: Path) -> Directed:
        """Return the shot with the path that has been found."""
        return Directed(span=span, location=location, path=path, size=self.size, moves=self.moves, why=self.why)


def seconds(span: Span, fps: int) -> Values:
    """Return when each frame is in which a shot is seen, in seconds of the video."""
    return np.array(span.seen) / fps


def _cue(shot: Shot, wanted: Sequence[Size], number: int, sight: Sight) -> Cue:
    if not number:
        return _opening(shot, wanted[0], sight)
    moves, why = (shot.moves, PROMPT) if shot.moves else (unsaid(number, len(wanted), wanted[number]), "its size")
    near_before = sum(size in NEAR for size in wanted[:number])
    return Cue(shot=replace(shot, size_end=None), moves=moves, why=why, size=wanted[number], near_before=near_before)


def _opening(shot: Shot, size: Size, sight: Sight) -> Cue:
    """Return the shot that begins on the whole picture: to a size that is told the camera goes up."""
    moves, why = (shot.moves, PROMPT) if shot.moves else default_moves(sight)
    if shot.size in ("ms", *NEAR):
        shot = replace(shot, size_end=shot.size)
        if not any(move.kind == "push" for move in moves):
            moves, why = (Move(kind="push", dir="in"), *shot.moves), "the prompt: from the whole picture to its size"
    return Cue(shot=shot, moves=moves, why=why, size=size)


def _wanted(cue: Cue, zoom: float, poses: Poses, sight: Sight) -> Wanted:
    looked_at = spots(sight)
    place = told_place(cue.shot, sight) if cue.size in NEAR else None
    # A second detail is another thing; a shot that is near because of its moves is of the first.
    is_detail = cue.size in NEAR and (cue.shot.size or not cue.shot.moves)
    turn = cue.near_before % len(looked_at) if is_detail else 0
    in_turn = [*looked_at[turn:], *looked_at[:turn]]
    return Wanted(
        # Who draws back ends on the whole picture, not on what lies round it.
        zoom=max(zoom, -float(poses.channel("zoom").min())),
        spots=[place, *in_turn] if place else in_turn,
        angle=cue.shot.angle,
        travel=_travel(poses),
        headroom=cue.size in NEAR and not turn and sight.aim != sight.subject,
    )


def _travel(poses: Poses) -> Spot:
    return float(poses.channel("x")[-1]), float(poses.channel("y")[-1])
