"""The fields of the vendor's create body, and how a part of it is read without those that are wrong."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeAlias, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic.config import JsonDict

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
_OLD: JsonDict = {"deprecated": True}


def _whole(value: object) -> object:
    """Take 5.0 for 5: typed clients write any number as a float."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Whole: TypeAlias = Annotated[int, BeforeValidator(_whole)]


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
    media: list[Any] | None = Field(None, description="Typed entries, wan 2.7 and PixVerse.")
    template: str | None = Field(None, description="Name of an effect, wan 2.1; it takes the prompt's place.")


class Entry(BaseModel):
    """An element of ``input.media``."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)

    type: str | None = Field(None, description="first_frame, last_frame, driving_audio, first_clip or image_url.")
    url: str | None = Field(None, description="http(s)://, oss://, or for a picture data:image/...;base64.")


class Parameters(BaseModel):
    """``parameters``. Null means absent; unknown fields are ignored."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)

    resolution: str | None = Field(None, description="360P to 1080P, as the model allows.")
    duration: Whole | None = Field(None, description="Whole seconds, as the model allows.")
    prompt_extend: bool | None = Field(None, description="Let a language model rewrite the prompt; default true.")
    watermark: bool | None = Field(None, description="Mark the video at the bottom right; default false.")
    seed: Whole | None = Field(None, description="0 to 2147483647; drawn when absent.")
    shot_type: str | None = Field(None, description="single or multi; where the model has it.")
    audio: bool | None = Field(None, description="Whether the video has sound; where the model lets choose.")


BODY_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "required": ["model", "input"],
    "properties": {
        "model": {"type": "string", "enum": list(MODELS)},
        "input": Input.model_json_schema(),
        "parameters": Parameters.model_json_schema(),
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
        return Section(values=form.model_validate({} if known is None else known))
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_context=False, include_input=False)
    unread = frozenset(str(fault["loc"][0]) for fault in wrong if fault["loc"])
    rest = {name: field for name, field in known.items() if name not in unread} if isinstance(known, dict) else {}
    return Section(
        values=form.model_validate(rest),
        faults=tuple(faults.wrong_type(_path(path, fault["loc"]), _EXPECTED[fault["type"]]) for fault in wrong),
        unread=unread,
    )


def _path(section: str, location: tuple[int | str, ...]) -> str:
    return ".".join([section, *map(str, location)])
