"""One picture, and what a camera sees of it that goes where the words say."""

from collections.abc import Callable

from inbetween.engines.protocol import Scene
from inbetween.engines.tween.film import Film, length_of, numbers
from inbetween.engines.tween.moves.single import one_take
from inbetween.engines.tween.moves.take import prepare_take
from inbetween.engines.tween.shots.reel import ended
from inbetween.engines.tween.sound.pulses import beats_of, facts_of, heard_of
from inbetween.engines.tween.threads import THREADS


def film(scene: Scene, _beat: Callable[[float], None]) -> Film:
    """Lay the camera's way through the first frame."""
    length = length_of(scene)
    shot, heard = one_take(scene.plan, length.seconds), heard_of(scene)
    take = prepare_take(scene.pictures["first_frame"], shot, length, THREADS, heard=heard)
    return Film(
        times=numbers(scene),
        draws=[ended(draw, shot, length) for draw in take.draws],
        measurements={"regime": "one picture", **take.facts, **facts_of(heard)},
        notes=take.notes,
        meant=beats_of(heard, scene.fps),
    )
