"""Several shots of what is given: each shows another part of it, and is cut to or led to from the one before.

Of one picture each shot is a take of its own. Two pictures that belong together are one event, seen by several
cameras: it goes on over the cuts. Of two strangers the first shots show the first picture, the others the last one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from inbetween.domain.frames import Placed
from inbetween.domain.plan import Plan, Shot
from inbetween.engines.protocol import Scene
from inbetween.engines.tween.film import Film, length_of, numbers
from inbetween.engines.tween.modes.two_pictures import analysed, drawn, times_of
from inbetween.engines.tween.moves.between import Reframed, flat_ground
from inbetween.engines.tween.moves.canvas import Canvas, prepare_canvas
from inbetween.engines.tween.moves.draw import Lens
from inbetween.engines.tween.moves.path import Ground
from inbetween.engines.tween.moves.sight import look_at
from inbetween.engines.tween.moves.take import find_ground, octaves_in
from inbetween.engines.tween.ring import Draw
from inbetween.engines.tween.shots.direct import Directed, Location, direct
from inbetween.engines.tween.shots.in_time import cut_in_time, in_time
from inbetween.engines.tween.shots.landing import land
from inbetween.engines.tween.shots.reel import Part, Reel, Seen, ended
from inbetween.engines.tween.shots.spans import Span, spans
from inbetween.engines.tween.shots.transitions import wish_of
from inbetween.engines.tween.sound.onsets import Heard
from inbetween.engines.tween.sound.pulses import beats_of, facts_of, heard_of
from inbetween.engines.tween.threads import THREADS
from inbetween.pixels.colour import yuv420_to_rgb

ENLARGED, LEAST, _MOST = 0.45, 2.1, 5.0
"""Pixels of the original per pixel of the frame that a shot may be cut in to, and what it may magnify at least and at
most: nearer than a camera goes in one take, or all shots of a small picture would look alike."""

_CUT_IN = 1.07
"""Octaves that a shot of frames which are drawn may be cut in to: they are read, not the originals."""

_RE_FRAMED = "Each shot shows a part of what was given: what its words tell beyond that is not in the video."

Camera: TypeAlias = Callable[[int, int], Draw]
"""Returns what draws a shot, by the shot's number and the thread's."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Taken:
    """Shots with their cameras, and what else is to be told."""

    shots: Sequence[Directed]
    camera: Camera
    facts: dict[str, Any]
    closes: bool = False


def wants_shots(plan: Plan | None) -> bool:
    """Say whether a plan is more than one take."""
    return plan is not None and len(plan.shots) > 1


def film(scene: Scene, beat: Callable[[float], None]) -> Film:
    """Lay a camera's way for each shot, and join them.

    Raises:
        Cancelled: from ``beat``, which hears the share that is done.
    """
    length = length_of(scene)
    heard = heard_of(scene)
    told: tuple[Shot, ...] = cut_in_time(scene.plan, heard) if scene.plan else ()
    cut = spans(told, length)
    taken = _of_two(scene, cut, beat, heard) if "last_frame" in scene.pictures else _of_one(scene, cut, heard)
    reels: list[Draw] = [Reel(_parts(taken, thread)) for thread in range(THREADS)]
    if taken.closes:
        reels = [ended(reel, told[-1], length) for reel in reels]
    return Film(
        times=numbers(scene),
        draws=reels,
        measurements={
            **taken.facts,
            "cuts": [shot.span.first for shot in taken.shots[1:]],
            "shots": [shot.facts() for shot in taken.shots],
            **facts_of(heard),
        },
        notes=[_RE_FRAMED, *_notes(taken.shots)],
        meant=beats_of(heard, scene.fps) | _behind_cuts(taken.shots),
    )


def _parts(taken: _Taken, thread: int) -> list[Part]:
    followers = [*(shot.span.shot for shot in taken.shots[1:]), None]
    return [
        Part(span=shot.span, camera=taken.camera(number, thread), wish=wish_of(shot.span.shot, after))
        for number, (shot, after) in enumerate(zip(taken.shots, followers, strict=True))
    ]


def _behind_cuts(shots: Sequence[Directed]) -> frozenset[int]:
    """Return the frames that differ much from the one before: those behind cuts, and of what leads over them."""
    joins = [range(shot.span.first - shot.span.lead, shot.span.first + shot.span.lead + 1) for shot in shots[1:]]
    return frozenset(number for join in joins for number in join)


def _notes(shots: Sequence[Directed]) -> list[str]:
    return [f"Shot {number}: {note}" for number, shot in enumerate(shots, start=1) for note in shot.notes()]


def _of_one(scene: Scene, cut: Sequence[Span], heard: Heard | None) -> _Taken:
    """Take every shot of one picture: it is looked at once."""
    placed = scene.pictures["first_frame"]
    ground = _ground(placed)
    shots = in_time(direct(cut, [Location(number=0, ground=ground)] * len(cut), scene.fps), heard, scene.fps)
    return _Taken(shots=shots, camera=_lenses(shots, [placed]), facts={"regime": "one picture"}, closes=True)


def _of_two(scene: Scene, cut: Sequence[Span], beat: Callable[[float], None], heard: Heard | None) -> _Taken:
    """Take shots of what lies between two pictures, or of either; the last one ends on the last picture."""
    analysis = analysed(scene, beat)
    facts = {"regime": analysis.regime, **analysis.facts}
    if analysis.regime == "unrelated":
        return replace(_of_strangers(scene, cut, heard), facts=facts)
    draws, times = drawn(scene, analysis), times_of(analysis, scene.frame_count)
    locations = [Location(number=0, ground=_seen_then(draws[0], times, span)) for span in cut]
    shots = in_time(direct(cut, locations, scene.fps, land(cut[-1], locations[-1], scene.fps)), heard, scene.fps)

    def camera(number: int, thread: int) -> Draw:
        shot = shots[number]
        return Reframed(draws[thread], times, shot.path.views, shot.span.seen.start)

    return _Taken(shots=shots, camera=camera, facts=facts)


def _seen_then(draw: Draw, times: Sequence[float], span: Span) -> Ground:
    """Return what bounds a shot of frames that are drawn: what stands out in the middle one of them."""
    middle = draw(times[(span.first + span.stop) // 2])
    return flat_ground(look_at(yuv420_to_rgb(middle)), _CUT_IN)


def _of_strangers(scene: Scene, cut: Sequence[Span], heard: Heard | None) -> _Taken:
    """Take the first shots of the first picture, and as many, or one more, of the last."""
    placed = [scene.pictures["first_frame"], scene.pictures["last_frame"]]
    sides = [Location(number=number, ground=_ground(picture)) for number, picture in enumerate(placed)]
    locations = [sides[place >= len(cut) // 2] for place in range(len(cut))]
    shots = in_time(direct(cut, locations, scene.fps, land(cut[-1], sides[-1], scene.fps)), heard, scene.fps)
    return _Taken(shots=shots, camera=_lenses(shots, placed), facts={})


def _lenses(shots: Sequence[Directed], placed: Sequence[Placed]) -> Camera:
    """Return what draws takes of pictures; shots of one picture share what they are read from."""
    canvases: dict[tuple[int, bool], Canvas] = {}
    for number, outward in dict.fromkeys(map(_kind, shots)):
        paths = [shot.path for shot in shots if _kind(shot) == (number, outward)]
        canvases[number, outward] = prepare_canvas(placed[number], *paths)

    def camera(number: int, _thread: int) -> Draw:
        shot = shots[number]
        lens = Lens(canvases[_kind(shot)], shot.path.views, shot.location.ground.depth)
        return Seen(lens=lens, first=shot.span.seen.start)

    return camera


def _kind(shot: Directed) -> tuple[int, bool]:
    """Return which picture a shot is of, and whether it shows what lies round it."""
    return shot.location.number, shot.path.outward > 1


def _ground(placed: Placed) -> Ground:
    return replace(find_ground(placed), most_zoom=octaves_in(placed, ENLARGED, (LEAST, _MOST)))
