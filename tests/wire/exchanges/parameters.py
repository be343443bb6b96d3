"""Each parameter of each model: what is legal, what is refused and how, what does not count (sections 3.4 and 15)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tests.wire.exchange import Exchange, State, Text, holding, refusal, stated
from tests.wire.matrix import COLUMNS, Column

WHATEVER = ("a text", 7, {"deep": [None]})
"""Values of every type: what is ignored is ignored whatever it holds."""


def given(column: Column, name: str, value: Any, says: str, *, state: State = "same", **expected: Any) -> Exchange:
    """Return an exchange about one parameter."""
    return Exchange(
        name=f"{says} {value!r}",
        rows=(f"parameters.{name}",),
        column=column.title,
        state=state,
        body=column.asked(parameters={name: value}),
        **expected,
    )


def legal(column: Column, name: str, value: Any, *, state: State = "same", **promised: Any) -> Exchange:
    """Return an exchange with a legal value and what it promises."""
    return given(column, name, value, "takes", state=state, promised=promised)


def wrong(column: Column, name: str, value: Any, sentence: str | Text, *, state: State = "same") -> Exchange:
    """Return an exchange with a value that is refused."""
    return given(column, name, value, "refuses", state=state, **refusal(sentence))


def ignored(column: Column, name: str) -> Iterator[Exchange]:
    """Yield exchanges with a parameter that does not count."""
    for value in column.few(WHATEVER):
        yield given(column, name, value, "ignores", state="ignored")


def alternatives(values: tuple[str, ...]) -> str:
    """Write a list as the measured sentence does (section 2.4)."""
    quoted = [f"'{value}'" for value in values]
    return " or ".join(filter(None, [", ".join(quoted[:-1]), quoted[-1]]))


@stated("3.4, 2.4")
def resolutions() -> Iterator[Exchange]:
    """Upper-case tiers of the model's list; the live enumeration is case-sensitive."""
    for column in COLUMNS:
        yield legal(column, "resolution", None, resolution=column.resolution)
        for tier in column.resolutions:
            yield legal(column, "resolution", tier, resolution=tier)
        strangers = {"360P", "480P", "540P", "720P", "1080P", "720p", "4K", ""} - set(column.resolutions)
        for tier in sorted(strangers):
            sentence = f"Input should be {alternatives(column.resolutions)}: parameters.resolution"
            yield wrong(column, "resolution", tier, sentence)
        yield wrong(column, "resolution", 720, "Input should be a valid string: parameters.resolution")


def duration_sentence(column: Column) -> str | Text:
    """Return how a wrong duration is refused: two sentences were measured (section 2.4), lists are our choice."""
    first, *_, last = (*column.seconds, column.seconds[-1])
    if len(column.seconds) == 1:
        return "duration customization is not supported"
    if last - first == len(column.seconds) - 1:
        return f"Duration should be between {first} and {last}"
    return holding(*map(str, column.seconds), "parameters.duration")


@stated("3.4, 2.4, 3.6")
def durations() -> Iterator[Exchange]:
    """Whole seconds; every legal one, its neighbours, and what is no whole number."""
    for column in COLUMNS:
        yield legal(column, "duration", None, seconds=5)
        every = column.seconds if len(column.seconds) <= 3 else {*column.few(column.seconds), 5, column.seconds[-1]}
        for seconds in sorted(every):
            yield legal(column, "duration", seconds, seconds=seconds)
        around = {0, -2, 1000} | {near for legal in column.seconds for near in (legal - 1, legal + 1)}
        for seconds in sorted(around - set(column.seconds)):
            yield wrong(column, "duration", seconds, duration_sentence(column))
        for value in column.few(("5", True, 5.5, [5])):
            yield wrong(column, "duration", value, "Input should be a valid integer: parameters.duration")
        yield legal(column, "duration", 5.0, seconds=5)


@stated("3.6")
def model_decides() -> Iterator[Exchange]:
    """A duration of -1 is the model's own choice in 3.0 (here: 5), and nothing anywhere else."""
    for column in COLUMNS:
        chooses = column.title == "3.0"
        expected = {"promised": {"seconds": 5}} if chooses else refusal(duration_sentence(column))
        yield Exchange(
            name="of the model's choice",
            rows=("parameters.duration -1",),
            column=column.title,
            state="emulated" if chooses else "refused",
            body=column.asked(parameters={"duration": -1}),
            **expected,
        )


@stated("15")
def durations_at_a_tier() -> Iterator[Exchange]:
    """PixVerse v5.6: 5, 8 or 10 seconds, at 1080P 5 or 8."""
    for column in COLUMNS:
        if not column.title.startswith("PixVerse v5.6"):
            continue
        for seconds in (5, 8, 10):
            asked = {"resolution": "1080P", "duration": seconds}
            expected = refusal(holding("5 or 8", "parameters.duration")) if seconds == 10 else {}
            yield Exchange(
                name=f"1080P with {seconds} seconds",
                rows=("parameters.duration",),
                column=column.title,
                body=column.asked(parameters=asked),
                **expected,
            )


@stated("3.4")
def seeds() -> Iterator[Exchange]:
    """0 to 2147483647; one that is absent is drawn."""
    for column in COLUMNS:
        for seed in (0, 1, 2147483647):
            yield legal(column, "seed", seed, seed=seed)
        yield legal(column, "seed", None, seed=11)
        for seed in (-1, 2147483648):
            yield wrong(column, "seed", seed, "Input should be between 0 and 2147483647: parameters.seed")
        for value in column.few(("1", 1.5, False)):
            yield wrong(column, "seed", value, "Input should be a valid integer: parameters.seed")


@stated("3.4, 11")
def watermarks() -> Iterator[Exchange]:
    """Default false for every model."""
    for column in COLUMNS:
        yield from switch(column, "watermark", "watermark", default=False)


@stated("3.4, 15")
def prompt_extend() -> Iterator[Exchange]:
    """Default true for every Wan model; PixVerse has no such parameter. Nothing rewrites here yet."""
    for column in COLUMNS:
        if column.title.startswith("PixVerse"):
            yield from ignored(column, "prompt_extend")
        else:
            yield from switch(column, "prompt_extend", "prompt_extend", default=True, state="emulated")


@stated("3.4, 3.6, 15")
def audio() -> Iterator[Exchange]:
    """A switch of 2.6 flash, 3.0 and PixVerse; elsewhere videos are always heard or always silent."""
    for column in COLUMNS:
        if column.sound in ("on by default", "off by default"):
            yield from switch(column, "audio", "sound", default=column.sound == "on by default", state="emulated")
        else:
            for exchange in ignored(column, "audio"):
                yield replace(exchange, promised={"sound": column.sound == "always"})


def switch(column: Column, name: str, field: str, *, default: bool, state: State = "same") -> Iterator[Exchange]:
    """Yield exchanges with a parameter that is true or false."""
    for value in (True, False):
        yield legal(column, name, value, state=state, **{field: value})
    yield legal(column, name, None, state=state, **{field: default})
    for value in column.few(("true", 1, "no")):
        yield wrong(column, name, value, f"Input should be a valid boolean: parameters.{name}", state=state)


@stated("3.4, 10.1, 15")
def shot_types() -> Iterator[Exchange]:
    """``multi`` counts for 2.6 and PixVerse v6; 2.6 wants ``prompt_extend`` beside it."""
    for column in COLUMNS:
        if not column.shot_types:
            for exchange in ignored(column, "shot_type"):
                yield replace(exchange, promised={"shot_type": "single"})
            continue
        for shots in ("single", "multi"):
            yield legal(column, "shot_type", shots, state="emulated", shot_type=shots)
        yield legal(column, "shot_type", None, state="emulated", shot_type="single")
        sentence = "Input should be 'single' or 'multi': parameters.shot_type"
        yield wrong(column, "shot_type", "several", sentence, state="emulated")
        sentence = "Input should be a valid string: parameters.shot_type"
        yield wrong(column, "shot_type", True, sentence, state="emulated")
        yield Exchange(
            name="multi without prompt_extend",
            rows=("parameters.shot_type",),
            column=column.title,
            state="emulated",
            body=column.asked(parameters={"shot_type": "multi", "prompt_extend": False}),
            promised={"shot_type": "multi" if column.title.startswith("PixVerse") else "single"},
        )


@stated("3.4, 12")
def what_no_model_has() -> Iterator[Exchange]:
    """``ratio`` and ``size`` belong to text-to-video, the rest is what SDKs send: ignored, never an error."""
    for column in COLUMNS:
        yield from ignored(column, "ratio")
        yield from ignored(column, "size")
        for value in column.few(WHATEVER):
            others = dict.fromkeys(("with_audio", "audio_setting", "enable_thinking", "anything"), value)
            yield Exchange(
                name=f"ignores {value!r}",
                rows=("parameters, any other",),
                column=column.title,
                state="ignored",
                body=column.asked(parameters=others),
            )


@stated("3.2")
def parameters_as_a_whole() -> Iterator[Exchange]:
    """``parameters`` is optional; null means absent, another type is a fault."""
    for column in COLUMNS:
        body = column.asked()
        for name, sent in (("absent", {}), ("null", {"parameters": None}), ("empty", {"parameters": {}})):
            rest = {key: value for key, value in body.items() if key != "parameters"}
            promised = {"resolution": column.resolution, "seconds": 5, "watermark": False, "fps": column.fps}
            yield Exchange(name=name, rows=("parameters",), column=column.title, body=rest | sent, promised=promised)
        for value in column.few(([], "720P", 5)):
            yield Exchange(
                name=f"refuses {value!r}",
                rows=("parameters",),
                column=column.title,
                body=body | {"parameters": value},
                **refusal("Input should be a valid object: parameters"),
            )
