"""Each field of ``input`` of each model: read, cut, required, or ignored (specification sections 3.2 and 15)."""

from collections.abc import Iterator
from typing import Any

from tests.wire.exchange import Exchange, State, refusal, stated
from tests.wire.exchanges.parameters import WHATEVER
from tests.wire.matrix import CLIP, COLUMNS, FIRST, LAST, SOUND, Column

OTHER = "https://example.com/other.png"


def given(column: Column, row: str, says: str, *, state: State = "same", **expected: Any) -> Exchange:
    """Return an exchange about a field of the input."""
    return Exchange(name=says, rows=(f"input.{row}",), column=column.title, state=state, **expected)


def ignored(column: Column, name: str) -> Iterator[Exchange]:
    """Yield exchanges with a field that the model does not have, beside a legal input."""
    for value in column.few((*WHATEVER, FIRST)):
        yield given(column, name, f"ignores {value!r}", state="ignored", body=column.asked(**{name: value}))


def pixverse(column: Column) -> bool:
    """Say whether the models are of section 15, which requires a prompt."""
    return column.title.startswith("PixVerse")


@stated("3.2, 13 (1)")
def prompts() -> Iterator[Exchange]:
    """Optional (PixVerse: required); counted in code points and cut silently; any language. The engine reads none."""
    for column in COLUMNS:
        limit = column.prompt
        for says, prompt, kept in (
            ("of its limit", "猫" * limit, "猫" * limit),
            ("beyond its limit", "🐈" * (limit + 1), "🐈" * limit),
            ("of another language", "кот ищет\nдом", "кот ищет\nдом"),
        ):
            body, promised = column.asked(prompt=prompt), {"prompt": kept}
            yield given(column, "prompt", says, state="emulated", body=body, promised=promised)
        for says, prompt in (("null", None), ("empty", ""), ("absent", ...)):
            missing = refusal("Field required: input.prompt")
            expected = missing if pixverse(column) else {"promised": {"prompt": ""}}
            yield given(column, "prompt", says, state="emulated", body=column.asked(prompt=prompt), **expected)
        wrong = refusal("Input should be a valid string: input.prompt")
        yield given(column, "prompt", "refuses 5", state="emulated", body=column.asked(prompt=5), **wrong)


@stated("3.2")
def negative_prompts() -> Iterator[Exchange]:
    """Optional, cut at 500 code points. Recorded, and honoured by no engine here."""
    for column in COLUMNS:
        for says, prompt, kept in (
            ("of its limit", "x" * 500, "x" * 500),
            ("beyond its limit", "雨" * 501, "雨" * 500),
            ("null", None, ""),
        ):
            body, promised = column.asked(negative_prompt=prompt), {"negative_prompt": kept}
            yield given(column, "negative_prompt", says, state="emulated", body=body, promised=promised)
        wrong = refusal("Input should be a valid string: input.negative_prompt")
        body = column.asked(negative_prompt=["x"])
        yield given(column, "negative_prompt", "refuses a list", state="emulated", body=body, **wrong)


@stated("3.2")
def image_urls() -> Iterator[Exchange]:
    """``img_url`` is required by the models 2.1 to 2.6. A wide-spread client writes it for 2.7 instead of ``media``."""
    for column in COLUMNS:
        if column.shape == "image":
            media = {"first_frame": OTHER}
            yield given(column, "img_url", "takes it", body=column.asked(img_url=OTHER), promised={"media": media})
            for says, value in (("null", None), ("absent", ...)):
                missing = refusal("Field required: input.img_url")
                yield given(column, "img_url", says, body=column.asked(img_url=value), **missing)
            wrong = refusal("Input should be a valid string: input.img_url")
            yield given(column, "img_url", "refuses 5", body=column.asked(img_url=5), **wrong)
        elif column.title == "2.7":
            body = column.asked(media=..., img_url=OTHER)
            promised = {"media": {"first_frame": OTHER}}
            yield given(column, "img_url", "takes it for media", body=body, promised=promised)
        else:
            yield from ignored(column, "img_url")


@stated("3.2, 3.4")
def audio_urls() -> Iterator[Exchange]:
    """``audio_url`` drives 2.5 and 2.6; ``audio`` false beats it (2.6 flash)."""
    for column in COLUMNS:
        if column.shape != "image" or len(column.sets) == 1:
            yield from ignored(column, "audio_url")
            continue
        body = column.asked(audio_url=SOUND)
        media = {"first_frame": FIRST, "driving_audio": SOUND}
        yield given(column, "audio_url", "takes it", body=body, promised={"media": media, "sound": True})
        yield given(column, "audio_url", "null", body=column.asked(audio_url=None), promised={"sound": True})
        wrong = refusal("Input should be a valid string: input.audio_url")
        yield given(column, "audio_url", "refuses a list", body=column.asked(audio_url=[SOUND]), **wrong)
        if column.sound == "on by default":
            body = column.asked(audio_url=SOUND, parameters={"audio": False})
            promised = {"media": {"first_frame": FIRST}, "sound": False}
            yield given(column, "audio_url", "silent by audio", body=body, promised=promised)


@stated("3.2, 13 (24)")
def frame_urls() -> Iterator[Exchange]:
    """Both frames are required of keyframe models, under their names or the old ones of the SDK."""
    for column in COLUMNS:
        for name, old, kind in (
            ("first_frame_url", "head_frame", "first_frame"),
            ("last_frame_url", "tail_frame", "last_frame"),
        ):
            if column.shape != "frames":
                yield from ignored(column, name)
                yield from ignored(column, old)
                continue
            both = {"first_frame": FIRST, "last_frame": LAST}
            promised = {"media": both | {kind: OTHER}}
            yield given(column, name, "takes it", body=column.asked(**{name: OTHER}), promised=promised)
            for says, value in (("null", None), ("absent", ...)):
                missing = refusal(f"Field required: input.{name}")
                yield given(column, name, says, body=column.asked(**{name: value}), **missing)
            wrong = refusal(f"Input should be a valid string: input.{name}")
            yield given(column, name, "refuses 5", body=column.asked(**{name: 5}), **wrong)
            body = column.asked(**{name: ..., old: OTHER})
            yield given(column, old, "takes it", body=body, promised=promised)
            yield given(
                column, old, "yields to its new name", body=column.asked(**{old: OTHER}), promised={"media": both}
            )


@stated("3.2")
def fields_of_sdks() -> Iterator[Exchange]:
    """``extend_prompt`` and ``function`` come with every SDK call; unknown fields are tolerated."""
    for column in COLUMNS:
        for value in column.few(WHATEVER):
            others = dict.fromkeys(("extend_prompt", "function", "with_audio", "ratio", "anything"), value)
            says = f"ignores {value!r}"
            yield Exchange(
                name=says,
                rows=("input, any other",),
                column=column.title,
                state="ignored",
                body=column.asked(**others),
            )


@stated("2.3, 3.2")
def inputs_as_a_whole() -> Iterator[Exchange]:
    """``input`` is required; one that is no object is told with all that it lacks."""
    empty = refusal("Required input parameter missing from request.", code="BadRequest.EmptyInput")
    for column in COLUMNS:
        body = column.asked()
        for says, sent in (("absent", {}), ("null", {"input": None})):
            rest = {name: value for name, value in body.items() if name != "input"}
            yield Exchange(name=says, rows=("input",), column=column.title, body=rest | sent, **empty)
        missing = {
            "image": ["input.img_url"],
            "frames": ["input.first_frame_url", "input.last_frame_url"],
            "media": ["input.media"],
        }[column.shape] + (["input.prompt"] if pixverse(column) else [])
        told = [f"Field required: {path}" for path in missing]
        yield Exchange(
            name="empty", rows=("input",), column=column.title, body=body | {"input": {}}, **refusal(" & ".join(told))
        )
        told = ["Input should be a valid object: input", *told]
        yield Exchange(
            name="text", rows=("input",), column=column.title, body=body | {"input": CLIP}, **refusal(" & ".join(told))
        )
