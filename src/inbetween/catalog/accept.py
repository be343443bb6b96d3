"""From what was asked to what is promised, or to everything that is wrong with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from inbetween.catalog.model import Model
from inbetween.domain import faults
from inbetween.domain.errors import Fault, Refusal
from inbetween.domain.limits import check_picture
from inbetween.domain.spec import MediaEntry, MediaKind, PictureFacts, VideoSpec

MAX_SEED = 2**31 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedMedia:
    """An input as a dialect read it.

    ``path`` is the field it came in. ``source`` is ``None`` when the dialect could not read it and has told a
    fault. ``facts`` is its header when the bytes came inside the request.
    """

    kind: MediaKind
    path: str
    source: str | None
    facts: PictureFacts | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoRequest:
    """What a caller asked, free of any dialect. ``None`` means that the field was absent.

    ``required`` maps each media kind to the field path that names it in this dialect, ``parameters`` is what stands
    before a parameter's name; ``faults`` are those that the dialect already found (wrong types, broken URLs), in the
    order of the body.
    """

    media: tuple[AskedMedia, ...]
    required: Mapping[MediaKind, str]
    parameters: str = "parameters."
    prompt: str | None = None
    negative_prompt: str | None = None
    template: str | None = None
    resolution: str | None = None
    seconds: int | None = None
    seed: int | None = None
    prompt_extend: bool | None = None
    watermark: bool | None = None
    faults: tuple[Fault, ...] = ()


def accept(
    model: Model,
    request: VideoRequest,
    *,
    rendered: frozenset[frozenset[MediaKind]],
    draw_seed: Callable[[], int],
) -> VideoSpec:
    """Return the whole specification of ``request`` for ``model``.

    ``rendered`` are the sets of inputs that the engines here can render; ``draw_seed`` gives an absent seed.

    Raises:
        Refusal: listing every fault of the request at once.
    """
    found = [*request.faults, *_media_faults(model, request, rendered), *_parameter_faults(model, request)]
    if found:
        raise Refusal(found)
    return VideoSpec(
        model=model.name,
        family=model.family,
        media=tuple(MediaEntry(kind=asked.kind, source=asked.source) for asked in request.media if asked.source),
        prompt=(request.prompt or "")[: model.prompt_limit],
        negative_prompt=(request.negative_prompt or "")[: model.negative_prompt_limit],
        resolution=request.resolution or model.default_resolution,
        seconds=model.default_seconds if request.seconds is None else request.seconds,
        fps=model.fps,
        seed=draw_seed() if request.seed is None else request.seed,
        prompt_extend=request.prompt_extend is not False,
        watermark=request.watermark is True,
    )


def _media_faults(model: Model, request: VideoRequest, rendered: frozenset[frozenset[MediaKind]]) -> list[Fault]:
    """Return what is wrong with the inputs: an effect, a missing one, a set nobody renders, a bad picture."""
    if request.template is not None:
        return [faults.no_effects(model.name, request.template, model.effects)]
    found = _missing(model, request)
    given = frozenset(asked.kind for asked in request.media)
    if given in model.media_sets and given not in rendered:
        found.append(faults.unsupported_media(model.name, sorted(given)))
    for asked in request.media:
        if asked.facts:
            found.extend(check_picture(asked.facts, model.pictures, asked.path))
    return found


def _missing(model: Model, request: VideoRequest) -> list[Fault]:
    """Return a fault for each required input whose field is absent."""
    given = {asked.kind for asked in request.media}
    needed = frozenset.intersection(*model.media_sets)
    return [faults.missing(path) for kind, path in request.required.items() if kind in needed and kind not in given]


def _parameter_faults(model: Model, request: VideoRequest) -> list[Fault]:
    """Return the faults of resolution, duration and seed, in the order of the documents."""
    found: list[Fault] = []
    if request.resolution is not None and request.resolution not in model.resolutions:
        found.append(faults.not_one_of(f"{request.parameters}resolution", model.resolutions))
    if request.seconds is not None and request.seconds not in model.seconds:
        fixed = len(model.seconds) == 1
        found.append(faults.fixed_duration() if fixed else faults.duration_range(model.seconds[0], model.seconds[-1]))
    if request.seed is not None and not 0 <= request.seed <= MAX_SEED:
        found.append(faults.number_range(f"{request.parameters}seed", 0, MAX_SEED))
    return found
