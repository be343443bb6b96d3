"""``input.media``: sets, types and entries (specification sections 3.3, 3.6 and 15)."""

import re
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

from tests.wire.exchange import Exchange, Text, holding, refusal, stated
from tests.wire.exchanges.parameters import WHATEVER
from tests.wire.matrix import COLUMNS, MEDIA, URLS, Column

COMBINATION = "The combination of media types is not supported: input.media"
"""Section 3.3: our choice, since none is published."""


def entries(types: Iterable[str]) -> list[dict[str, str]]:
    """Return an entry of each type."""
    return [{"type": name, "url": URLS[name]} for name in types]


def exchange(column: Column, types: Iterable[str], says: str, media: Any, **expected: Any) -> Exchange:
    """Return an exchange with this ``media``, about some of its types."""
    rows = tuple(f"media: {name}" for name in types)
    return Exchange(name=says, rows=rows, column=column.title, body=column.asked(media=media), **expected)


def listing() -> Iterator[Column]:
    """Yield the models that take typed entries."""
    return (column for column in COLUMNS if column.shape == "media")


def promised(types: Iterable[str]) -> dict[str, Any]:
    """Return the media that entries of these types promise; PixVerse's one picture is a first frame."""
    return {"media": {"first_frame" if name == "image_url" else name: URLS[name] for name in types}}


@stated("3.3, 3.6, 15")
def every_subset() -> Iterator[Exchange]:
    """Of the sixteen subsets of four types six are legal (2.7); the order in the array is free."""
    for column in listing():
        for size in range(1, len(column.types) + 1):
            for types in combinations(column.types, size):
                kinds = promised(types)["media"].keys()
                legal = {"promised": promised(types)} if kinds in column.sets else refusal(COMBINATION)
                yield exchange(column, types, "+".join(types), entries(types), **legal)
                if size > 1:
                    yield exchange(column, types, f"{'+'.join(types)} backwards", entries(types[::-1]), **legal)
        yield exchange(column, column.types, "none", [], **refusal(COMBINATION))


def unknown(column: Column) -> str:
    """Return the sentence of section 2.4 about an unknown type, with the model's types."""
    *some, last = [f"'{name}'" for name in column.types]
    return "Input should be " + " or ".join(filter(None, [", ".join(some), last]))


@stated("2.4, 3.6")
def types_that_a_model_has_not() -> Iterator[Exchange]:
    """A type of another model is refused with the list of this one's (measured for 2.7, 3.0 and its driving audio)."""
    for column in listing():
        for name in (*MEDIA, "image_url"):
            if name in column.types:
                continue
            media = [*column.input["media"], *entries([name])]
            yield exchange(column, [name], f"has no {name}", media, state="refused", **refusal(unknown(column)))
        for name in column.few(("reference_image", "reference_video", "First_Frame", "", "last")):
            media = [*column.input["media"], {"type": name, "url": URLS["first_frame"]}]
            says = f"unknown type {name!r}"
            yield exchange(column, column.types, says, media, **refusal(unknown(column)))


@stated("3.3")
def repeated_types() -> Iterator[Exchange]:
    """Each type at most once; the sentence is not published."""
    for column in listing():
        for name in column.types:
            media = entries([*(column.types if len(column.types) == 2 else [name]), name])
            yield exchange(column, [name], f"twice {name}", media, **refusal(holding(f"'{name}'", "input.media")))


@stated("3.3, 2.4")
def entries_that_lack_something() -> Iterator[Exchange]:
    """Type and URL are required of each entry."""
    for column in listing():
        entry = column.input["media"][0]
        rest = column.input["media"][1:]
        for says, first, sentence in (
            ("no url", {"type": entry["type"]}, "Field required: input.media.0.url"),
            ("null url", entry | {"url": None}, "Field required: input.media.0.url"),
            ("a number for a url", entry | {"url": 5}, "Input should be a valid string: input.media.0.url"),
            ("no type", {"url": entry["url"]}, "Field required: input.media.0.type"),
            ("a number for a type", entry | {"type": 5}, "Input should be a valid string: input.media.0.type"),
            ("text for an entry", "first_frame", "Input should be a valid object: input.media.0"),
            ("null for an entry", None, holding("input.media.0")),
        ):
            yield exchange(column, column.types, says, [first, *rest], **refusal(sentence))
        yield exchange(column, column.types, "more in an entry", [entry | {"id": 1}, *rest])


@stated("2.4")
def media_as_a_whole() -> Iterator[Exchange]:
    """The measured sentence for none; null is none; models without ``media`` ignore it."""
    for column in COLUMNS:
        for value in () if column.shape == "media" else column.few((entries(MEDIA), *WHATEVER)):
            says = f"ignores {value!r:.40}"
            yield exchange(column, (*MEDIA, "image_url"), says, value, state="ignored")
    for column in listing():
        for says, value, path in (
            ("absent", ..., "Field required: input.media"),
            ("null", None, "Field required: input.media"),
            ("an object", {}, "Input should be a valid list: input.media"),
            ("text", "first_frame", "Input should be a valid list: input.media"),
        ):
            yield exchange(column, column.types, says, value, **refusal(path))


@stated("2.4")
def several_faults() -> Iterator[Exchange]:
    """All faults in one message, joined: the measured example, and one of ours."""
    for column in listing():
        if column.title != "2.7":
            continue
        sentence = "Field required: input.media & Input should be '1080P' or '720P': parameters.resolution"
        yield Exchange(
            name="several faults",
            rows=("media: first_frame",),
            column=column.title,
            body={"model": column.model, "input": {"prompt": "a cat"}, "parameters": {"resolution": "4K"}},
            **refusal(sentence),
        )
        parts = ("input.media.0.url", "input.media.1.type", "between 2 and 15", "parameters.seed")
        told = Text("".join(f"(?=.*{re.escape(part)})" for part in parts) + "[^&]+( & [^&]+){3}")
        yield Exchange(
            name="many faults",
            rows=("media: first_frame",),
            column=column.title,
            body=column.asked(
                media=[{"type": "first_frame", "url": "ftp://x/y"}, {"url": URLS["last_frame"]}],
                parameters={"duration": 16, "seed": -1},
            ),
            **refusal(told),
        )
