"""What the expected exchanges cover: each row for each column of models, and each documented error."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tests.wire import elsewhere
from tests.wire.documented import ERRORS, Error
from tests.wire.elsewhere import Elsewhere
from tests.wire.exchange import Exchange, State, Text
from tests.wire.exchanges import EXCHANGES
from tests.wire.exchanges.modes import NAMES
from tests.wire.matrix import COLUMNS, MEDIA, SETS, Column

ENDPOINTS = (
    *("create", "query", "list", "cancel", "upload policy", "upload form", "temporary key", "models", "quotas"),
    *("any other path", "any host", "error on demand"),
)
VIDEO = ("size", "form and rate", "given frames", "watermark", "sound", "lifetime of the URL")
WHATEVER_MODEL = (*ENDPOINTS, *VIDEO)
INPUTS = (
    *("model", "input", "input.prompt", "input.negative_prompt", "input.template"),
    *("input.img_url", "input.audio_url", "input.first_frame_url", "input.last_frame_url"),
    *("input.head_frame", "input.tail_frame"),
    *(f"media: {name}" for name in (*MEDIA, "image_url")),
    "input, any other",
)
FILES = (
    *("source: http(s)", "source: oss://", "source: data:", "source: base64 alone", "source: file://"),
    *("source of driving_audio", "source of first_clip"),
    *("picture: sides", "picture: aspect", "picture: format", "picture: bytes"),
)
PARAMETERS = (
    *("parameters", "parameters.resolution", "parameters.duration", "parameters.duration -1"),
    *("parameters.prompt_extend", "parameters.watermark", "parameters.seed"),
    *("parameters.shot_type", "parameters.audio", "parameters.ratio", "parameters.size", "parameters, any other"),
)
ANSWERS = ("task in progress", "usage", "actual_prompt", "rate")
MODES = (*(f"mode: {name}" for name in NAMES), "mode: effects", "mode: several shots")
BY_MODEL = (*INPUTS, *FILES, *PARAMETERS, *ANSWERS, *MODES)

ON_DEMAND = "error on demand"


@dataclass(frozen=True, slots=True)
class Cell:
    """How a row stands to the vendor's cloud for some models, and where that is tested."""

    state: State
    sources: tuple[str, ...]


def wanted(row: str, column: Column) -> bool:
    """Say whether a row means anything for a model: it does, unless it is of a mode that the model has not."""
    if row == "mode: effects":
        return bool(column.effects)
    if row == "mode: several shots":
        return column.shot_types
    if row.startswith("mode: "):
        return dict(zip(NAMES, SETS, strict=True))[row.removeprefix("mode: ")] in column.sets
    if row.startswith("source of "):
        return any(row.removeprefix("source of ") in kinds for kinds in column.sets)
    return True


@cache
def exchanges_by_cell() -> Mapping[tuple[str, str | None], Sequence[Exchange]]:
    """Return the exchanges that show a row of a column."""
    found: dict[tuple[str, str | None], list[Exchange]] = {}
    for exchange in EXCHANGES:
        for row in exchange.rows:
            found.setdefault((row, exchange.column), []).append(exchange)
    return found


def cell(row: str, title: str | None) -> Cell | None:
    """Return what is shown of a row for a column (``None``: whatever the model), or ``None`` if nothing is."""
    shown = exchanges_by_cell().get((row, title), ())
    others = [one for one in elsewhere.ROWS if one.row == row and title is None]
    states: set[State] = {one.state for one in (*shown, *others)}
    if not states:
        return None
    sources = dict.fromkeys([*(one.source for one in shown), *(one.source for one in others)])
    return Cell(min(states, key=_WEAKEST.index), tuple(sources))


_WEAKEST: tuple[State, ...] = ("emulated", "refused", "ignored", "same")


@dataclass(frozen=True, slots=True)
class Claim:
    """Where a documented error is raised: by its real cause (same), or only when a caller asks for it (emulated).

    ``whole`` is false if that is shown of the code alone, whose sentence there is another.
    """

    error: Error
    state: State
    status: int | None
    sources: tuple[str, ...]
    whole: bool


def claim(error: Error) -> Claim | None:
    """Return the best claim of a documented error, or ``None`` if nothing raises it."""
    raised = [one for one in _raised() if one.code == error.code]
    spoken = [one for one in raised if says(error, one.message)]
    on_demand = [one for one in raised if one.on_demand]
    really = [one for one in spoken if not one.on_demand]
    chosen = really or [one for one in spoken if one.on_demand] or on_demand
    if not chosen:
        return None
    return Claim(
        error,
        "same" if really else "emulated",
        next((one.status for one in chosen if one.status is not None), None),
        tuple(dict.fromkeys(one.source for one in chosen)),
        whole=bool(spoken),
    )


@dataclass(frozen=True, slots=True)
class _Raised:
    status: int | None
    code: str
    message: str | Text
    source: str
    on_demand: bool


@cache
def _raised() -> tuple[_Raised, ...]:
    """Return every error that some test expects."""
    asked = (_Raised(*one.error, one.source, ON_DEMAND in one.rows) for one in EXCHANGES if one.error)
    return (*asked, *(_of_elsewhere(one) for one in elsewhere.ERRORS))


def _of_elsewhere(one: Elsewhere) -> _Raised:
    return _Raised(one.status, one.code, one.sentence, one.source, on_demand=False)


def says(error: Error, message: str | Text) -> bool:
    """Say whether an expected message is the documented sentence, with values for its blanks and maybe more of ours."""
    if error.sentence is None:
        return True
    fixed = [part.strip() for part in re.split(r"xxx?|yyy|video/audio/image", error.sentence)]
    parts = [re.escape(part) for part in fixed if part]
    if isinstance(message, Text):
        # What is expected is itself a form: it must ask for the fixed parts, in their order.
        return re.search(".*".join(re.escape(part) for part in parts), message.pattern) is not None
    return re.match(r"\s*\S+?\s*".join(parts), message) is not None


def gaps() -> Iterator[str]:
    """Yield every cell and every documented error that nothing shows."""
    for row in WHATEVER_MODEL:
        if cell(row, None) is None:
            yield row
    for row in BY_MODEL:
        for column in COLUMNS:
            if wanted(row, column) and cell(row, column.title) is None:
                yield f"{row} of {column.title}"
    for error in ERRORS:
        if claim(error) is None:
            yield f"{error.code}: {error.sentence}"
