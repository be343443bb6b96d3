"""A clip, then how it goes on: through its last frame, or from that to a last picture."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from inbetween.domain.frames import Clip
from inbetween.engines.protocol import Scene
from inbetween.engines.tween.clip.after import plan_after
from inbetween.engines.tween.clip.coasting import Coast, carried, coast, views_of
from inbetween.engines.tween.clip.going import Going, find_going
from inbetween.engines.tween.clip.handover import left_over, started, starting, way_of
from inbetween.engines.tween.clip.lit import Lit
from inbetween.engines.tween.clip.onward import onward
from inbetween.engines.tween.clip.played import Played, continued
from inbetween.engines.tween.film import Film, length_of, numbers
from inbetween.engines.tween.modes import shots
from inbetween.engines.tween.modes.two_pictures import analysed, camera_of, filmed
from inbetween.engines.tween.moves.between import Reframed
from inbetween.engines.tween.moves.easing import Values
from inbetween.engines.tween.moves.path import WHOLE_VIEW
from inbetween.engines.tween.moves.single import one_take
from inbetween.engines.tween.moves.take import prepare_take
from inbetween.engines.tween.threads import THREADS


def film(scene: Scene, beat: Callable[[float], None], clip: Clip) -> Film:
    """Prepare the frames after ``clip``, which begins the film.

    Raises:
        Cancelled: from ``beat``, which hears the share that is done.
    """
    going = find_going(clip)
    after = _after(_rest(scene, clip), going, beat)
    played, before = Played(clip.frames), clip.frame_count - 1
    return Film(
        times=numbers(scene),
        draws=[continued(played, clip.frame_count, draw, after.times) for draw in after.draws],
        measurements={**after.measurements, "clip_frames": clip.frame_count, "going": _told(going)},
        notes=after.notes,
        meant=frozenset(before + number for number in after.meant),
    )


def _after(rest: Scene, going: Going, beat: Callable[[float], None]) -> Film:
    if shots.wants_shots(rest.plan):
        return _in_shots(rest, going, beat)
    return _to_the_last(rest, going, beat) if "last_frame" in rest.pictures else _onward(rest, going)


def _rest(scene: Scene, clip: Clip) -> Scene:
    """Return the scene that begins with the clip's last frame, and the words that are left for it."""
    gone = (clip.frame_count - 1) / scene.fps
    left = scene.frame_count / scene.fps - gone
    return replace(
        scene,
        frame_count=scene.frame_count - clip.frame_count + 1,
        pictures={"first_frame": clip.picture, **scene.pictures},
        plan=scene.plan and plan_after(scene.plan, gone, left),
        clip=None,
    )


def _onward(rest: Scene, going: Going) -> Film:
    """Go on through the last frame of the clip as its camera went, and come to rest or to what the words say."""
    shot = onward(one_take(rest.plan, length_of(rest).seconds), going)
    added = coast(going, _seconds(rest), rest.height / rest.width)
    take = prepare_take(
        rest.pictures["first_frame"], shot, length_of(rest), THREADS, bend=lambda path: carried(path, added)
    )
    return Film(
        times=numbers(rest),
        draws=[Lit(draw, added.light) for draw in take.draws],
        measurements={"regime": "clip", **take.facts, **_measured(added)},
        notes=take.notes,
    )


def _to_the_last(rest: Scene, going: Going, beat: Callable[[float], None]) -> Film:
    """Go from the last frame of the clip to the last picture, as quickly as the clip was where it went that way."""
    analysis = analysed(rest, beat)
    seconds = length_of(rest).seconds
    way = way_of(camera_of(analysis, rest.width), rest.width, rest.height)
    speed = starting(going, way, seconds)
    told = filmed(rest, analysis, started(rest.frame_count, speed))
    added = coast(left_over(going, way, seconds, speed), _seconds(rest), rest.height / rest.width, returns=True)
    views = views_of(added)
    return Film(
        times=numbers(rest),
        draws=[Lit(Reframed(draw, told.times, views), added.light) for draw in told.draws],
        measurements={**told.measurements, "start": round(speed, 3), **_measured(added)},
        notes=told.notes,
    )


def _in_shots(rest: Scene, going: Going, beat: Callable[[float], None]) -> Film:
    """Let the first of several shots begin as the clip's camera went; after a cut nobody remembers."""
    told = shots.film(rest, beat)
    first = min(told.meant, default=rest.frame_count)
    added = coast(going, _seconds(rest)[:first], rest.height / rest.width, returns=True)
    views = (*views_of(added), *(WHOLE_VIEW,) * (rest.frame_count - first))
    return Film(
        times=numbers(rest),
        draws=[Reframed(draw, told.times, views) for draw in told.draws],
        measurements={**told.measurements, **_measured(added)},
        notes=told.notes,
        meant=told.meant,
    )


def _seconds(rest: Scene) -> Values:
    return np.arange(rest.frame_count) / rest.fps


def _measured(added: Coast) -> dict[str, Any]:
    return {"bare_border": round(added.bare, 4)}


def _told(going: Going) -> dict[str, Any]:
    """Return a second of a clip's end: widths, natural logarithm, radians."""
    return {
        "right": round(going.shift.real, 4),
        "down": round(going.shift.imag, 4),
        "growth": round(going.turn.real, 4),
        "clockwise": round(going.turn.imag, 4),
        "light": round(going.light, 4),
        "in_hand": going.in_hand,
    }
