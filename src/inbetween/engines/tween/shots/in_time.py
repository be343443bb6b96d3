"""Shots whose cameras also go by a given sound: one sound over all of them."""

from collections.abc import Sequence
from dataclasses import replace

from inbetween.engines.tween.moves.driven import driven, moved_by
from inbetween.engines.tween.shots.direct import Directed
from inbetween.engines.tween.sound.onsets import Heard


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
