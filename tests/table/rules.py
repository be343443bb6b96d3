"""The verdict on a body, as it follows from the rows: plain functions over the raw JSON.

No line is shared with the catalogue. The order of the sentences is the documented one (docs/contract/errors.md).
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.table.album import ALBUM, MEBIBYTE, MIME
from tests.table.rows import LESS, NAMES, PARAMETERS, ROWS, Row

_STRINGS = {"resolution", "shot_type"}
_WHOLE = {"duration", "seed"}
_INPUT_ORDER = (
    *("prompt", "negative_prompt", "first_frame_url", "last_frame_url", "head_frame", "tail_frame"),
    *("img_url", "audio_url", "media", "template"),
)
_BAD_URL = "The provided URL does not appear to be valid. Ensure it is correctly formatted.: "
_BAD_DATA = (
    "A data URL should read data:{MIME};base64,{data} with MIME "
    "'image/jpeg', 'image/png', 'image/bmp' or 'image/webp': "
)


def verdict(body: Mapping[str, Any]) -> tuple[str, list[str]] | None:
    """Return code and sentences of the refusal of ``body`` (always HTTP 400), or ``None`` when it is accepted."""
    name = body.get("model")
    if name in (None, ""):
        return "BadRequest.EmptyModel", ['Required parameter "model" missing from request.']
    if not isinstance(name, str) or name not in ROWS:
        return "InvalidParameter", ["Model not exist."]
    if body.get("input") is None:
        return "BadRequest.EmptyInput", ["Required input parameter missing from request."]
    told = list(Reading(ROWS[name], body).faults())
    return (told[0][0], [sentence for _, sentence in told]) if told else None


@dataclass(frozen=True, slots=True)
class Source:
    """An input that was named: its letter, its path, and its text if that is one."""

    letter: str
    path: str
    text: str | None


class Reading:
    """One body held against one row."""

    def __init__(self, row: Row, body: Mapping[str, Any]) -> None:
        self.row = row
        self.given = body["input"] if isinstance(body["input"], dict) else {}
        self.odd_input = not isinstance(body["input"], dict)
        parameters = body.get("parameters")
        self.wanted = parameters if isinstance(parameters, dict) else {}
        self.odd_parameters = parameters is not None and not isinstance(parameters, dict)
        template = self.given.get("template")
        self.odd_effect = not isinstance(template, str | None)  # whatever it means, it takes the place of a last frame
        self.effect = {"hufu-1": "hanfu-1"}.get(template, template) if isinstance(template, str) and template else None
        self.lone = "lone" in row.also and self.given.get("media") is None and self.given.get("img_url") is not None
        self.listed = row.form == "media" and not self.lone
        self.entry_faults: list[str] = []
        self.sources = list(self._listed() if self.listed else self._single())

    @property
    def silent(self) -> bool:
        """Say whether the video has no sound."""
        if self.row.sound in ("on", "off"):
            asked = self.wanted.get("audio")
            return not (asked if isinstance(asked, bool) else self.row.sound == "on")
        return self.row.sound == "never"

    def faults(self) -> Iterator[tuple[str, str]]:
        """Yield code and sentence of every fault, in the documented order."""
        plain = "InvalidParameter"
        for sentence in (*self._input_types(), *self.entry_faults, *self._words(), *self._sets()):
            yield plain, sentence
        for source in self.kept():
            yield from _source_faults(source, self.row)
        for sentence in (*self._parameter_types(), *self._values()):
            yield plain, sentence

    def kept(self) -> list[Source]:
        """Return the inputs that nothing else in the body takes the place of."""
        return [
            source
            for source in self.sources
            if not (source.letter != "F" and self.effect) and not (source.letter == "A" and self.silent)
        ]

    def _input_types(self) -> Iterator[str]:
        if self.odd_input:
            yield "Input should be a valid object: input"
        read = {"prompt", "negative_prompt", "template", *(n for names in self.row.fields().values() for n in names)}
        for name in _INPUT_ORDER:
            value = self.given.get(name)
            if name == "media" and self.row.form == "media" and value is not None and not isinstance(value, list):
                yield "Input should be a valid list: input.media"
            if name in read and value is not None and not isinstance(value, str):
                yield f"Input should be a valid string: input.{name}"

    def _single(self) -> Iterator[Source]:
        for letter, names in self.row.fields().items():
            for name in names:
                if self.given.get(name) is not None:
                    text = self.given[name]
                    yield Source(letter, f"input.{name}", text if isinstance(text, str) else None)
                    break

    def _listed(self) -> Iterator[Source]:
        media = self.given.get("media")
        if media is None:
            self.entry_faults.append("Field required: input.media")
        if isinstance(media, list) and len(media) > 32:
            self.entry_faults.append("There should be at most 32 entries: input.media")
            return
        seen: set[str] = set()
        for number, entry in enumerate(media if isinstance(media, list) else []):
            path = f"input.media.{number}"
            if not isinstance(entry, dict):
                self.entry_faults.append(f"Input should be a valid object: {path}")
                continue
            kind, url = entry.get("type"), entry.get("url")
            wrong = [name for name in ("type", "url") if not isinstance(entry.get(name), str | None)]
            self.entry_faults += [f"Input should be a valid string: {path}.{name}" for name in wrong]
            if kind is None and not wrong:
                self.entry_faults.append(f"Field required: {path}.type")
            if isinstance(kind, str) and kind not in self.row.types:
                self.entry_faults.append(f"Input should be {_either(self.row.types)}")
            if url is None:
                self.entry_faults.append(f"Field required: {path}.url")
            if isinstance(kind, str) and kind in self.row.types:
                if kind in seen:
                    told = f"Each type of media should occur once, '{kind}' occurs more often: input.media"
                    self.entry_faults.append(told)
                else:
                    seen.add(kind)
                    letter = next((one for one, name in NAMES.items() if name == kind), "F")
                    yield Source(letter, f"{path}.url", url if isinstance(url, str) else None)

    def _words(self) -> Iterator[str]:
        if "words" in self.row.also and self.given.get("prompt") in (None, ""):
            yield "Field required: input.prompt"
        if self.effect and self.effect not in self.row.effects:
            has = ", ".join(self.row.effects) or "no effects"
            yield f"The effect '{self.effect}' is not supported ({self.row.name} has {has}): input.template"

    def _sets(self) -> Iterator[str]:
        if self.effect and self.effect not in self.row.effects:
            return
        letters = frozenset(source.letter for source in self.kept())
        if self.listed:
            readable = not self.entry_faults and isinstance(self.given.get("media"), list)
            if readable and not self.odd_effect and letters not in self.row.sets:
                yield "The combination of media types is not supported: input.media"
        else:
            needed = "F" if self.effect or self.odd_effect or self.row.form != "frames" else "FL"
            yield from (f"Field required: input.{self.row.fields()[one][0]}" for one in needed if one not in letters)

    def _parameter_types(self) -> Iterator[str]:
        if self.odd_parameters:
            yield "Input should be a valid object: parameters"
        for name in PARAMETERS:
            value = self.wanted.get(name)
            if name in self.row.parameters and value is not None and not _is_right(name, value):
                kind = "string" if name in _STRINGS else "integer" if name in _WHOLE else "boolean"
                yield f"Input should be a valid {kind}: parameters.{name}"

    def _value(self, name: str) -> Any:
        value = self.wanted.get(name) if name in self.row.parameters else None
        return value if value is not None and _is_right(name, value) else None

    def _values(self) -> Iterator[str]:
        tier, seconds, seed = self._value("resolution"), self._value("duration"), self._value("seed")
        if tier is not None and tier not in self.row.tiers:
            yield f"Input should be {_either(self.row.tiers)}: parameters.resolution"
        allowed = LESS.get((self.row.name, tier or self.row.tier), self.row.seconds)
        if seconds is not None and seconds not in allowed and not (seconds == -1 and self.row.any_seconds):
            yield _duration(allowed)
        clip = "C" in {source.letter for source in self.kept()} & {one for kinds in self.row.sets for one in kinds}
        if seconds == 2 and seconds in allowed and clip:
            yield "Duration should be more than 2 with a clip, which has 2 s at least: parameters.duration"
        if seed is not None and not 0 <= seed < 2**31:
            yield "Input should be between 0 and 2147483647: parameters.seed"
        if self._value("shot_type") not in (None, "single", "multi"):
            yield "Input should be 'single' or 'multi': parameters.shot_type"


def _is_right(name: str, value: object) -> bool:
    """Say whether a parameter is of its JSON type; a whole number may be written with a point."""
    if name in _STRINGS:
        return isinstance(value, str)
    if name in _WHOLE:
        return type(value) is int or (type(value) is float and value.is_integer())
    return isinstance(value, bool)


def _either(values: list[str]) -> str:
    quoted = [f"'{value}'" for value in values]
    return " or ".join(filter(None, [", ".join(quoted[:-1]), quoted[-1]]))


def _duration(allowed: list[int]) -> str:
    if allowed == [5]:
        return "duration customization is not supported"
    if allowed == list(range(allowed[0], allowed[-1] + 1)):
        return f"Duration should be between {allowed[0]} and {allowed[-1]}"
    return f"Input should be {', '.join(map(str, allowed[:-1]))} or {allowed[-1]}: parameters.duration"


def _source_faults(source: Source, row: Row) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with where an input is said to be, or with the picture that it holds."""
    plain, path, text = "InvalidParameter", source.path, source.text
    if text is None:
        return
    scheme, _, rest = text.partition(":")
    if path == "input.img_url" and text in ALBUM:
        yield from _picture_faults(path, None, text, row)
    elif scheme.lower() == "data" and source.letter in "AC":
        yield plain, f"Only pictures may be data URLs, this input should be http(s):// or oss://: {path}"
    elif scheme.lower() == "data":
        head, _, encoded = rest.partition(",")
        mime = head.lower().removesuffix(";base64")
        if encoded in ALBUM and mime in {*MIME.values(), "image/jpg"}:
            yield from _picture_faults(path, mime, encoded, row)
        elif encoded == "!!!!":
            yield plain, f"The base64 of the picture is broken (standard alphabet, with padding): {path}"
        else:
            yield plain, _BAD_DATA + path
    elif len(text) > 8192 or not re.fullmatch(r"//[^/\x00-\x1f]+(/[^\x00-\x1f]*)?", rest):
        yield plain, _BAD_URL + path
    elif scheme.lower() == "oss":  # nobody uploads here
        where = "no such upload of this account for this model, or it is older than 48 hours"
        yield plain, f"oss download error. oss:{rest}: {where}."
    elif scheme.lower() not in ("http", "https"):
        yield plain, _BAD_URL + path


def _picture_faults(path: str, mime: str | None, encoded: str, row: Row) -> Iterator[tuple[str, str]]:
    plain, shot = "InvalidParameter", ALBUM[encoded]
    if shot.form is None:
        yield plain, f"Invalid image format or corrupted file: {path}"
        return
    if mime and shot.form != "GIF" and mime.replace("jpg", "jpeg") != MIME[shot.form]:
        yield plain, f"image format error: {path} is declared as {mime} but is {shot.form}."
    if shot.form == "GIF":
        yield plain, f"image format error: {path} is GIF, it should be one of JPEG, PNG, BMP, WEBP."
    size = f"{path} is {shot.width}x{shot.height}"
    low, high = row.sides
    if min(shot.width, shot.height) < low or max(shot.width, shot.height) > high:
        sentence = f"the size of input image is too small or too large. {size}, each side should be {low} to {high}"
        yield plain, f"{sentence} pixels."
    if row.aspect and max(shot.width, shot.height) > row.aspect * min(shot.width, shot.height):
        sentence = f"Invalid file aspect ratio. {size}, it should be 1:{row.aspect} to {row.aspect}:1."
        yield "InvalidFile.AspectRatio", sentence
    if shot.size_bytes > row.most_bytes:
        most, found = row.most_bytes // MEBIBYTE, math.ceil(100 * shot.size_bytes / MEBIBYTE) / 100
        sentence = f"Invalid file size. The image file size must be less than {most}MB. {path} has {found}MB."
        yield "InvalidFile.Size", sentence
