"""What is legal and cannot be rendered here: asked at submit, and again when a task is taken."""

from collections.abc import Callable, Collection, Mapping

from inbetween.domain import faults
from inbetween.domain.errors import Fault
from inbetween.domain.spec import Abilities, MediaKind

_MODES: Mapping[MediaKind, str] = {
    "first_clip": "the continuation of a clip",
    "driving_audio": "driving audio",
    "last_frame": "a video between two frames",
    "first_frame": "a video from a first frame alone",
}
"""What a set of inputs is called in words: by the first of these that it holds."""


def lacking(
    abilities: Abilities,
    kinds: Collection[MediaKind],
    *,
    effect: str | None,
    several_shots: bool,
    paths: Callable[[str], str] = str,
) -> list[Fault]:
    """Return what no engine here renders of a legal request with inputs of these ``kinds``.

    ``paths`` says what the caller's dialect calls a field.
    """
    found: list[Fault] = []
    if effect is not None:
        if effect not in abilities.effects:
            found.append(faults.unrendered_effect(effect, paths("template")))
    elif frozenset(kinds) not in abilities.media_sets:
        missing = next(kind for kind in _MODES if kind in kinds)
        found.append(faults.unrendered_media(_MODES[missing], paths(missing)))
    if several_shots and not abilities.several_shots:
        found.append(faults.unrendered_shots(paths("shot_type")))
    return found
