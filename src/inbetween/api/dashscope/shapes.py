"""The vendor's body of a create call, read into a request without a dialect (specification sections 2.3 and 3)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.config import JsonDict
from pydantic_core import from_json

from inbetween.api import denials
from inbetween.api.sources import Inline, Source, read_source
from inbetween.catalog.accept import AskedMedia, VideoRequest
from inbetween.catalog.model import Model
from inbetween.catalog.models import MODELS
from inbetween.domain import faults
from inbetween.domain.errors import Fault
from inbetween.domain.spec import MediaKind

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_EXPECTED = {
    "string_type": "a valid string",
    "int_type": "a valid integer",
    "bool_type": "a valid boolean",
    "model_type": "a valid object",
}
# The fields of each input, the documented one first; the others are what old SDKs call it.
_FIELDS: Mapping[MediaKind, tuple[str, ...]] = {
    "first_frame": ("first_frame_url", "head_frame"),
    "last_frame": ("last_frame_url", "tail_frame"),
}
_REQUIRED: Mapping[MediaKind, str] = {kind: f"input.{names[0]}" for kind, names in _FIELDS.items()}
_OLD: JsonDict = {"deprecated": True}


class Input(BaseModel):
    """``input``. Null means absent; unknown fields are ignored, as the SDKs send several."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)

    prompt: str | None = Field(None, description="What happens; cut silently beyond the model's limit.")
    negative_prompt: str | None = Field(None, description="What should not be seen.")
    first_frame_url: str | None = Field(None, description="http(s)://, oss:// or data:image/...;base64, required.")
    last_frame_url: str | None = Field(None, description="http(s)://, oss:// or data:image/...;base64, required.")
    head_frame: str | None = Field(None, description="Old name of first_frame_url.", json_schema_extra=_OLD)
    tail_frame: str | None = Field(None, description="Old name of last_frame_url.", json_schema_extra=_OLD)
    template: str | None = Field(None, description="Name of an effect.")


class Parameters(BaseModel):
    """``parameters``. Null means absent; unknown fields are ignored."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)

    resolution: str | None = Field(None, description="480P, 720P or 1080P, as the model allows.")
    duration: int | None = Field(None, description="Whole seconds, as the model allows.")
    prompt_extend: bool | None = Field(None, description="Let a language model rewrite the prompt; default true.")
    watermark: bool | None = Field(None, description="Mark the video at the bottom right; default false.")
    seed: int | None = Field(None, description="0 to 2147483647; drawn when absent.")


BODY_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "required": ["model", "input"],
    "properties": {
        "model": {"type": "string", "enum": list(MODELS)},
        "input": Input.model_json_schema(),
        "parameters": Parameters.model_json_schema(),
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A body as it was understood. ``inlines`` are the pictures that came inside it."""

    request: VideoRequest
    inlines: tuple[Inline, ...]


def parse(body: bytes) -> Mapping[str, Any]:
    """Return the JSON object that ``body`` is.

    Raises:
        Denial: it is none.
    """
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


def read(body: Mapping[str, Any], *, has_upload: Callable[[str], bool]) -> Shape:
    """Read ``input`` and ``parameters``. Whatever is wrong with them is in ``request.faults``, in the body's order.

    Raises:
        Denial: there is no ``input``.
    """
    if body.get("input") is None:
        raise denials.no_input()
    given = _section(Input, body["input"], "input")
    wanted = _section(Parameters, body.get("parameters"), "parameters")
    sources = tuple(_sources(given, has_upload))
    request = VideoRequest(
        media=tuple(source.asked for source in sources),
        required=_REQUIRED,
        prompt=given.values.prompt,
        negative_prompt=given.values.negative_prompt,
        template=given.values.template or None,
        resolution=wanted.values.resolution,
        seconds=wanted.values.duration,
        seed=wanted.values.seed,
        prompt_extend=wanted.values.prompt_extend,
        watermark=wanted.values.watermark,
        faults=(*given.faults, *(fault for source in sources for fault in source.faults), *wanted.faults),
    )
    return Shape(request=request, inlines=tuple(source.inline for source in sources if source.inline))


Fields = TypeVar("Fields", Input, Parameters)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section(Generic[Fields]):
    """A part of the body: what could be read of it, and the names of the fields that could not."""

    values: Fields
    faults: tuple[Fault, ...] = ()
    unread: frozenset[str] = frozenset()


def _section(form: type[Fields], value: object, path: str) -> _Section[Fields]:
    """Read one part of the body, without the fields that are of a wrong type."""
    try:
        return _Section(values=form.model_validate({} if value is None else value))
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_context=False, include_input=False)
    unread = frozenset(str(fault["loc"][0]) for fault in wrong if fault["loc"])
    rest = {name: field for name, field in value.items() if name not in unread} if isinstance(value, dict) else {}
    return _Section(
        values=form.model_validate(rest),
        faults=tuple(faults.wrong_type(_path(path, fault["loc"]), _EXPECTED[fault["type"]]) for fault in wrong),
        unread=unread,
    )


def _path(section: str, location: tuple[int | str, ...]) -> str:
    return ".".join([section, *map(str, location)])


def _sources(given: _Section[Input], has_upload: Callable[[str], bool]) -> Iterator[Source]:
    """Yield each input that has a field; one whose field could not be read has no source, and its fault is told."""
    for kind, names in _FIELDS.items():
        for name in names:
            text = getattr(given.values, name)
            if text is None and name not in given.unread:
                continue
            path = f"input.{name}"
            if text is None:
                yield Source(asked=AskedMedia(kind=kind, path=path, source=None))
            else:
                yield read_source(kind, path, text, has_upload=has_upload)
            break
