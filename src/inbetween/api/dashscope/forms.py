"""The fields of the vendor's create body, and how a part of it is read without those that are wrong."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeAlias, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, WithJsonSchema
from pydantic.config import JsonDict

from inbetween.catalog.accept import MAX_SEED, SHOT_TYPES
from inbetween.catalog.effects import EFFECTS
from inbetween.catalog.models import MODELS
from inbetween.domain import faults
from inbetween.domain.errors import Fault

_EXPECTED = {
    "string_type": "a valid string",
    "int_type": "a valid integer",
    "bool_type": "a valid boolean",
    "list_type": "a valid list",
    "model_type": "a valid object",
}
# What the document says beyond the types; the validator reads the model's own declaration.
MOST_ENTRIES = 32
"""Of ``input.media``: the longest documented list, of a model that takes references, has about 24."""

_OLD: JsonDict = {"deprecated": True}
_TIERS = sorted({tier for model in MODELS.values() for tier in model.resolutions}, key=lambda tier: (len(tier), tier))
_SECONDS = {seconds for model in MODELS.values() for seconds in model.seconds}
_TYPES = list(dict.fromkeys(name for model in MODELS.values() for name in model.media_types))
_ENTRY: JsonDict = {
    "type": "object",
    "required": ["type", "url"],
    "properties": {
        "type": {"type": "string", "enum": list(_TYPES), "description": "Each at most once."},
        "url": {"type": "string", "description": "http(s)://, oss://, or for a picture data:image/...;base64."},
    },
}


def _whole(value: object) -> object:
    """Take 5.0 for 5: typed clients write any number as a float."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Whole: TypeAlias = Annotated[int, BeforeValidator(_whole)]
_ENTRIES: JsonDict = {"type": ["array", "null"], "items": _ENTRY, "maxItems": MOST_ENTRIES}


class Input(BaseModel):
    """``input``. Null means absent; unknown fields are ignored, as the SDKs send several."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)

    prompt: str | None = Field(None, description="What happens; cut silently beyond the model's limit.")
    negative_prompt: str | None = Field(None, description="What should not be seen.")
    first_frame_url: str | None = Field(None, description="http(s)://, oss:// or data:image/...;base64. Keyframes.")
    last_frame_url: str | None = Field(None, description="The same. Required for keyframes without an effect.")
    head_frame: str | None = Field(None, description="Old name of first_frame_url.", json_schema_extra=_OLD)
    tail_frame: str | None = Field(None, description="Old name of last_frame_url.", json_schema_extra=_OLD)
    img_url: str | None = Field(None, description="The first frame: as above, or base64 alone. Models by img_url.")
    audio_url: str | None = Field(None, description="http(s):// or oss://; drives the video, wan 2.5 and 2.6.")
    media: Annotated[list[Any] | None, WithJsonSchema(_ENTRIES)] = Field(
        None, description="Typed entries, wan 2.7 and 3.0, PixVerse."
    )
    template: str | None = Field(
        None,
        description="An effect, wan 2.1; it takes the prompt's place.",
        json_schema_extra={"enum": [*EFFECTS, "", None]},
    )


class Entry(BaseModel):
    """An element of ``input.media``."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)

    type: str | None = None
    url: str | None = None


class Parameters(BaseModel):
    """``parameters``. Null means absent; unknown fields are ignored."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)

    resolution: str | None = Field(
        None, description="As the model allows; case counts.", json_schema_extra={"enum": [*_TIERS, None]}
    )
    duration: Whole | None = Field(
        None,
        description="Seconds, as the model allows; default 5. -1 where the model chooses.",
        json_schema_extra={"minimum": -1, "maximum": max(_SECONDS)},
    )
    prompt_extend: bool | None = Field(None, description="Let a language model rewrite the prompt; default true.")
    watermark: bool | None = Field(None, description="Mark the video at the bottom right; default false.")
    seed: Whole | None = Field(
        None, description="Drawn when absent.", json_schema_extra={"minimum": 0, "maximum": MAX_SEED}
    )
    shot_type: str | None = Field(
        None,
        description="Where the model has it, and only with prompt_extend; default single.",
        json_schema_extra={"enum": [*SHOT_TYPES, None]},
    )
    audio: bool | None = Field(None, description="Whether the video has sound; where the model lets choose.")


BODY_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "required": ["model", "input"],
    "properties": {
        "model": {"type": "string", "enum": list(MODELS)},
        "input": Input.model_json_schema(),
        "parameters": {**Parameters.model_json_schema(), "type": ["object", "null"]},
    },
}


Fields = TypeVar("Fields", Input, Parameters, Entry)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Generic[Fields]):
    """A part of the body: what could be read of it, and the names of the fields that could not."""

    values: Fields
    faults: tuple[Fault, ...] = ()
    unread: frozenset[str] = frozenset()


def section(form: type[Fields], value: object, path: str, *, only: Collection[str]) -> Section[Fields]:
    """Read the fields ``only`` of one part of the body, without those that are of a wrong type."""
    known = {name: field for name, field in value.items() if name in only} if isinstance(value, dict) else value
    try:
        return Section(values=form.model_validate(known))
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_context=False, include_input=False)
    unread = frozenset(str(fault["loc"][0]) for fault in wrong if fault["loc"])
    rest = {name: field for name, field in known.items() if name not in unread} if isinstance(known, dict) else {}
    return Section(
        values=form.model_validate(rest),
        faults=tuple(faults.wrong_type(_path(path, fault["loc"]), _EXPECTED[fault["type"]]) for fault in wrong),
        unread=unread,
    )


def _path(part: str, location: tuple[int | str, ...]) -> str:
    return ".".join([part, *map(str, location)])
