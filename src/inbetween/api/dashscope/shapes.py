"""The vendor's body of a create call, read into a request without a dialect (specification sections 2.3 and 3)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from pydantic_core import from_json

from inbetween.api import denials
from inbetween.api.dashscope.forms import MOST_ENTRIES, Entry, Input, Parameters, Section, section
from inbetween.api.sources import Inline, Source, is_bare, read_bare, read_source
from inbetween.catalog.accept import AskedMedia, VideoRequest
from inbetween.catalog.model import Model
from inbetween.catalog.models import MODELS
from inbetween.domain import faults
from inbetween.domain.errors import Fault
from inbetween.domain.spec import MediaKind

MOST_PARTS = 200_000
"""Commas and brackets of a body: the parser reads in one go, 10 MB of brackets took 3.6 s. Base64 has none of them."""

_BETWEEN_PARTS = (b",", b"[", b"{")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# The fields of each shape's inputs, the documented one first; the others are what old SDKs call it.
_FIELDS: Mapping[str, Mapping[MediaKind, tuple[str, ...]]] = {
    "frames": {"first_frame": ("first_frame_url", "head_frame"), "last_frame": ("last_frame_url", "tail_frame")},
    "image": {"first_frame": ("img_url",), "driving_audio": ("audio_url",)},
    "media": {"first_frame": ("img_url",)},
}
_BARE = "img_url"  # the one field that a client sends base64 alone in
_MEDIA = frozenset({"media"})
_WORDS = ("prompt", "negative_prompt", "template")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A body as it was understood. ``inlines`` are the pictures that came inside it."""

    request: VideoRequest
    inlines: tuple[Inline, ...]


def parse(body: bytes) -> Mapping[str, Any]:
    """Return the JSON object that ``body`` is.

    Raises:
        Denial: it is none, or one of so many parts that reading it would hold up everybody else.
    """
    if sum(map(body.count, _BETWEEN_PARTS)) > MOST_PARTS:
        raise denials.body_too_large()
    try:
        value = from_json(body.removeprefix(_BYTE_ORDER_MARK))
    except ValueError:
        raise denials.not_json() from None
    if not isinstance(value, dict):
        raise denials.not_json()
    return value


def model_of(body: Mapping[str, Any]) -> Model:
    """Return the model that the body names.

    Raises:
        Denial: it names none, or one that is not in the catalogue.
    """
    name = body.get("model")
    if name is None or name == "":
        raise denials.no_model()
    model = MODELS.get(name) if isinstance(name, str) else None
    if model is None:
        raise denials.unknown_model()
    return model


def read(body: Mapping[str, Any], model: Model, *, has_upload: Callable[[str], bool]) -> Shape:
    """Read ``input`` and ``parameters`` as ``model`` takes them; what it does not take is ignored, whatever it holds.

    Whatever is wrong with the rest is in the request, in the body's order.

    Raises:
        Denial: there is no ``input``, or the SDK is older than the model.
    """
    if body.get("input") is None:
        raise denials.no_input()
    if model.shape == "media" and _media_of_old_sdk(body):
        raise denials.wrong_path()
    given = section(Input, body["input"], "input", only=_input_names(model))
    parameters = {} if body.get("parameters") is None else body["parameters"]
    wanted = section(Parameters, parameters, "parameters", only=model.parameters)
    listed = model.shape == "media" and not _lone_image(model, given)
    entries = _entries(model, given) if listed else _Entries(inputs=tuple(_own_fields(model, given)))
    sources = [_source(one, has_upload) for one in entries.inputs]
    request = VideoRequest(
        media=tuple(source.asked for source in sources),
        paths=partial(_wire_path, model),
        separate=not listed,
        prompt=given.values.prompt,
        negative_prompt=given.values.negative_prompt,
        template=given.values.template or None,
        resolution=wanted.values.resolution,
        seconds=wanted.values.duration,
        seed=wanted.values.seed,
        prompt_extend=wanted.values.prompt_extend,
        watermark=wanted.values.watermark,
        shot_type=wanted.values.shot_type,
        audio=wanted.values.audio,
        unread=given.unread | entries.unread,
        faults=(*given.faults, *entries.faults),
        parameter_faults=wanted.faults,
    )
    return Shape(request=request, inlines=tuple(source.inline for source in sources if source.inline))


def _media_of_old_sdk(body: Mapping[str, Any]) -> bool:
    """Say whether ``media`` lies where SDKs from before it put what they do not know; the sentence tells to update."""
    given, wanted = body.get("input"), body.get("parameters")
    lost = isinstance(wanted, dict) and "media" in wanted
    return lost and isinstance(given, dict) and given.get("media") is None and given.get("img_url") is None


def _input_names(model: Model) -> frozenset[str]:
    """Return the fields of ``input`` that the model reads."""
    fields = _FIELDS[model.shape]
    if model.shape == "media":
        return frozenset({*_WORDS, "media", *(fields["first_frame"] if model.takes_img_url else ())})
    return frozenset({*_WORDS, *(name for kind in fields if kind in model.kinds for name in fields[kind])})


def _wire_path(model: Model, name: str) -> str:
    """Return what the body calls a field of the request."""
    names = {str(kind): fields[0] for kind, fields in _FIELDS[model.shape].items()}
    return f"parameters.{name}" if name in model.parameters else f"input.{names.get(name, name)}"


@dataclass(frozen=True, slots=True)
class _Given:
    """An input that the body names: what it is, where it stands, and its text unless that could not be read."""

    kind: MediaKind
    path: str
    text: str | None
    may_be_bare: bool = False


def _source(given: _Given, has_upload: Callable[[str], bool]) -> Source:
    """Read where an input is; one without a text has no source, and its fault is told already."""
    if given.text is None:
        return Source(asked=AskedMedia(kind=given.kind, path=given.path, source=None))
    if given.may_be_bare and is_bare(given.text):
        return read_bare(given.kind, given.path, given.text)
    return read_source(given.kind, given.path, given.text, has_upload=has_upload)


def _own_fields(model: Model, given: Section[Input]) -> Iterator[_Given]:
    """Yield each input that has a field of its own."""
    for kind, names in _FIELDS[model.shape].items():
        for name in names:
            text = getattr(given.values, name)
            if text is not None or name in given.unread:
                yield _Given(kind, f"input.{name}", text, may_be_bare=name == _BARE)
                break


def _lone_image(model: Model, given: Section[Input]) -> bool:
    """Say whether the body has ``img_url`` where ``media`` is documented."""
    there = given.values.img_url is not None or "img_url" in given.unread
    return model.takes_img_url and there and given.values.media is None and "media" not in given.unread


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entries:
    """The inputs that could be read, what is wrong with their list, and its name when it is not whole."""

    inputs: tuple[_Given, ...]
    faults: tuple[Fault, ...] = ()
    unread: frozenset[str] = frozenset()


def _entries(model: Model, given: Section[Input]) -> _Entries:
    """Read ``input.media``."""
    if "media" in given.unread:
        return _Entries(inputs=())
    if given.values.media is None:
        return _not_whole(faults.missing("input.media"))
    if len(given.values.media) > MOST_ENTRIES:
        return _not_whole(faults.too_many_media(MOST_ENTRIES, "input.media"))
    inputs: list[_Given] = []
    found: list[Fault] = []
    for number, value in enumerate(given.values.media):
        path = f"input.media.{number}"
        entry = section(Entry, value, path, only=Entry.model_fields)
        found.extend(entry.faults)
        kind = _kind(model, entry, path, found)
        if entry.values.url is None and "url" not in entry.unread and isinstance(value, dict):
            found.append(faults.missing(f"{path}.url"))
        if kind is None:
            continue
        if any(other.kind == kind for other in inputs):
            found.append(faults.repeated_media_type(str(entry.values.type), "input.media"))
        else:
            inputs.append(_Given(kind, f"{path}.url", entry.values.url))
    return _Entries(inputs=tuple(inputs), faults=tuple(found), unread=_MEDIA if found else frozenset())


def _not_whole(fault: Fault) -> _Entries:
    return _Entries(inputs=(), faults=(fault,), unread=_MEDIA)


def _kind(model: Model, entry: Section[Entry], path: str, found: list[Fault]) -> MediaKind | None:
    """Return what an entry is, or ``None`` after telling why that is not known."""
    if entry.values.type is None:
        if not entry.faults:
            found.append(faults.missing(f"{path}.type"))
        return None
    kind = model.media_types.get(entry.values.type)
    if kind is None:
        found.append(faults.unknown_media_type(model.media_types))
    return kind
