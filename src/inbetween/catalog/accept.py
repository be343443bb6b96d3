"""From what was asked to what is promised, or to everything that is wrong with it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from inbetween.catalog.abilities import lacking
from inbetween.catalog.effects import known_as
from inbetween.catalog.model import Model
from inbetween.domain import faults, file_faults
from inbetween.domain.errors import Fault, Refusal
from inbetween.domain.limits import check_picture
from inbetween.domain.spec import Abilities, MediaEntry, MediaKind, Need, PictureFacts, ShotType, VideoSpec

MAX_SEED = 2**31 - 1
SHOT_TYPES: tuple[ShotType, ...] = ("single", "multi")
_CHOOSE = -1
_SETS_OF_AN_EFFECT = frozenset({frozenset[MediaKind]({"first_frame"})})


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedMedia:
    """An input as a dialect read it.

    ``path`` is the field it came in. ``source`` is ``None`` when the dialect could not read it and has told a
    fault, here or in the request's. ``facts`` is its header when the bytes came inside the request.
    """

    kind: MediaKind
    path: str
    source: str | None
    facts: PictureFacts | None = None
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoRequest:
    """What a caller asked, free of any dialect. ``None`` means that the field was absent.

    ``paths`` says what the dialect calls a field: a media kind, ``prompt`` or a parameter. ``separate`` media have a
    field of their own each; listed ones are judged as a set. ``faults`` of the input and ``parameter_faults`` are
    those that the dialect already found, in the order of the body; ``unread`` names what they took away: ``prompt``,
    ``template``, or ``media`` when the list is not whole.
    """

    media: tuple[AskedMedia, ...]
    paths: Callable[[str], str]
    separate: bool = True
    prompt: str | None = None
    negative_prompt: str | None = None
    template: str | None = None
    resolution: str | None = None
    seconds: int | None = None
    seed: int | None = None
    prompt_extend: bool | None = None
    watermark: bool | None = None
    shot_type: str | None = None
    audio: bool | None = None
    unread: frozenset[str] = frozenset()
    faults: tuple[Fault, ...] = ()
    parameter_faults: tuple[Fault, ...] = ()


def accept(
    model: Model, request: VideoRequest, *, able: Callable[[Need], Abilities], draw_seed: Callable[[], int]
) -> VideoSpec:
    """Return the whole specification of ``request`` for ``model``.

    ``able`` tells what the engine can that would render such a request here; ``draw_seed`` gives an absent seed.

    Raises:
        Refusal: listing every fault of the request at once.
    """
    asked = _effective(model, request)
    found = [
        *asked.faults,
        *_input_faults(model, asked),
        *asked.parameter_faults,
        *_parameter_faults(model, asked),
    ]
    found = found or _lacking(model, asked, able)
    if found:
        raise Refusal(found)
    return _promised(model, asked, draw_seed)


def _lacking(model: Model, asked: VideoRequest, able: Callable[[Need], Abilities]) -> list[Fault]:
    """Return what no engine here renders of a request without faults."""
    entries = {str(entry.kind): entry.path for entry in asked.media}
    need = Need(
        kinds=frozenset(entry.kind for entry in asked.media),
        effect=asked.template,
        several_shots=_several_shots(asked),
        seconds=_seconds(model, asked.seconds),
    )
    return lacking(able(need), need, paths=lambda name: entries.get(name) or asked.paths(name))


def _effective(model: Model, request: VideoRequest) -> VideoRequest:
    """Return the request without what something else in it overrules."""
    media, sound, effect = request.media, _sound(model, request), request.template
    if effect is not None:  # The effect takes the place of the words and of the last frame (section 3.5).
        media = tuple(entry for entry in media if entry.kind == "first_frame")
        effect = known_as(effect)
        request = replace(request, template=effect, prompt=None if effect in model.effects else request.prompt)
    if not sound:  # Silence takes the place of a given sound (section 3.4).
        media = tuple(entry for entry in media if entry.kind != "driving_audio")
    shots = request.shot_type if model.shot_types else None
    return replace(request, media=media, audio=sound, shot_type=shots)


def _sound(model: Model, request: VideoRequest) -> bool:
    """Say whether the video should be heard."""
    if model.sound == "switch":
        return model.sound_default if request.audio is None else request.audio
    return model.sound == "always"


def _promised(model: Model, asked: VideoRequest, draw_seed: Callable[[], int]) -> VideoSpec:
    extend = model.extends_prompt and asked.prompt_extend is not False
    return VideoSpec(
        model=model.name,
        family=model.family,
        media=tuple(
            MediaEntry(kind=entry.kind, source=entry.source, path=entry.path) for entry in asked.media if entry.source
        ),
        prompt=(asked.prompt or "")[: model.prompt_limit],
        negative_prompt=(asked.negative_prompt or "")[: model.negative_prompt_limit],
        resolution=asked.resolution or model.default_resolution,
        seconds=_seconds(model, asked.seconds),
        fps=model.fps,
        multiple=model.multiple,
        seed=draw_seed() if asked.seed is None else asked.seed,
        prompt_extend=extend,
        watermark=asked.watermark is True,
        effect=asked.template,
        shot_type="multi" if _several_shots(asked) else "single",
        sound=asked.audio is True,
    )


def _seconds(model: Model, asked: int | None) -> int:
    return model.default_seconds if asked is None or asked == _CHOOSE else asked


def _several_shots(asked: VideoRequest) -> bool:
    """Say whether several shots are wanted: the parameter counts only while prompts are rewritten (section 3.4)."""
    return asked.shot_type == "multi" and asked.prompt_extend is not False


# Rules of the model.


def _input_faults(model: Model, asked: VideoRequest) -> list[Fault]:
    """Return what is wrong with the inputs: a prompt, an effect, a missing one, an unknown set, a bad picture."""
    found: list[Fault] = []
    if model.needs_prompt and not asked.prompt and "prompt" not in asked.unread:
        found.append(faults.missing(asked.paths("prompt")))
    if asked.template is not None and asked.template not in model.effects:
        found.append(faults.unknown_effect(model.name, asked.template, model.effects, asked.paths("template")))
    else:
        found.extend(_set_faults(model, asked))
    for entry in asked.media:
        found.extend(entry.faults)
        if entry.facts:
            found.extend(check_picture(entry.facts, model.pictures, entry.path))
    return found


def _set_faults(model: Model, asked: VideoRequest) -> list[Fault]:
    """Return what is wrong with the inputs as a set: some are missing, or they do not go together."""
    given = frozenset(entry.kind for entry in asked.media)
    legal = model.media_sets if asked.template is None else _SETS_OF_AN_EFFECT
    if "template" in asked.unread:
        legal = model.media_sets | _SETS_OF_AN_EFFECT
    if asked.separate:
        needed = frozenset[MediaKind].intersection(*legal)
        return [faults.missing(asked.paths(kind)) for kind in sorted(needed - given)]
    judged = not asked.unread & {"media", "template"}
    return [faults.media_combination(asked.paths("media"))] if judged and given not in legal else []


def _parameter_faults(model: Model, asked: VideoRequest) -> list[Fault]:
    """Return the faults of the parameters' values, in the order of the documents."""
    found: list[Fault] = []
    if asked.resolution is not None and asked.resolution not in model.resolutions:
        found.append(faults.not_one_of(asked.paths("resolution"), model.resolutions))
    if asked.seconds is not None:
        found.extend(_duration_faults(model, asked, asked.seconds))
    if asked.seed is not None and not 0 <= asked.seed <= MAX_SEED:
        found.append(faults.number_range(asked.paths("seed"), 0, MAX_SEED))
    if asked.shot_type is not None and asked.shot_type not in SHOT_TYPES:
        found.append(faults.not_one_of(asked.paths("shot_type"), SHOT_TYPES))
    return found


def _clip_faults(model: Model, asked: VideoRequest, seconds: int) -> list[Fault]:
    """Return the fault of a duration that the shortest clip fills: how long the given one is, nobody knows yet."""
    shortest = model.first_clip.min_seconds if model.first_clip else 0
    filled = seconds <= shortest and any(entry.kind == "first_clip" for entry in asked.media)
    return [file_faults.clip_needs_longer(shortest, asked.paths("duration"))] if filled else []


def _duration_faults(model: Model, asked: VideoRequest, seconds: int) -> list[Fault]:
    tier = asked.resolution or model.default_resolution
    allowed = model.seconds_at.get(tier, model.seconds)
    if seconds in allowed or (model.chooses_seconds and seconds == _CHOOSE):
        return _clip_faults(model, asked, seconds)
    if len(allowed) == 1:
        return [faults.fixed_duration()]
    if allowed[-1] - allowed[0] == len(allowed) - 1:
        return [faults.duration_range(allowed[0], allowed[-1])]
    return [faults.duration_list(asked.paths("duration"), allowed)]
