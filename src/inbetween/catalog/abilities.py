"""What is legal and cannot be rendered here: asked at submit, and again when a task is taken."""

from collections.abc import Callable, Mapping

from inbetween.domain import faults
from inbetween.domain.errors import Fault
from inbetween.domain.spec import Abilities, MediaKind, Need

_MODES: Mapping[MediaKind, str] = {
    "first_clip": "the continuation of a clip",
    "driving_audio": "driving audio",
    "last_frame": "a video between two frames",
    "first_frame": "a video from a first frame alone",
}
"""What a set of inputs is called in words: by the first of these that it holds."""


def lacking(abilities: Abilities, need: Need, *, paths: Callable[[str], str] = str) -> list[Fault]:
    """Return what an engine of these ``abilities`` does not render of what a legal request needs.

    ``paths`` says what the caller's dialect calls a field.
    """
    found: list[Fault] = []
    if need.effect is not None:
        if need.effect not in abilities.effects:
            found.append(faults.unrendered_effect(need.effect, paths("template")))
    elif need.kinds not in abilities.media_sets:
        missing = next(kind for kind in _MODES if kind in need.kinds)
        found.append(faults.unrendered_media(_MODES[missing], paths(missing)))
    if need.several_shots and not abilities.several_shots:
        found.append(faults.unrendered_shots(paths("shot_type")))
    most = abilities.longest_seconds
    if most is not None and need.seconds > most:
        found.append(faults.unrendered_seconds(need.seconds, most, paths("duration")))
    return found
