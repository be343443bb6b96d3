"""What a child answers, read once and checked: a picture may have taken it over, and then it says anything."""

import json
import re
from dataclasses import dataclass
from math import isfinite
from typing import Annotated, Any, Literal, NoReturn, TypeAlias

from pydantic import Field, StringConstraints, TypeAdapter

from inbetween.worker.order import Made

LONGEST_ANSWER = 2**18
"""Characters of one line: what is told of a video of fifteen seconds and five shots takes some 10,000."""

_LONGEST_CLIP = 3600.0
"""Seconds; no model takes a clip of more than ten."""

_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")

_Word: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]{1,80}$")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Why there is no video."""

    kind: Literal["failure", "memory", "disk", "cancelled", "operator"]
    code: _Word
    message: Annotated[str, StringConstraints(max_length=10_000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One line of a child: one of these is there.

    ``ready`` are its walls; ``progress`` is the stage, how much of the whole is done (0..1), and whether there is a
    preview.
    """

    ready: dict[_Word, bool] | None = None
    progress: tuple[_Word, Annotated[float, Field(ge=0, le=1)], bool] | None = None
    made: Made | None = None
    failed: Told | None = None


_ANSWER: TypeAdapter[Answer] = TypeAdapter(Answer)


def understood(line: str) -> Answer:
    """Read a line that a child says.

    Raises:
        ValueError: it is no answer, or holds what the database or JSON cannot keep: infinities, half characters, NUL.
    """
    try:
        answer = _ANSWER.validate_python(_plain(line))
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if answer == Answer():
        raise ValueError("it says nothing")
    if answer.made:
        _check(answer.made)
    return answer


def _plain(line: str) -> Any:
    """Return a line's JSON, if every value of it can be kept."""
    if _NUL.search(line):
        raise ValueError("a NUL")
    plain = json.loads(line, parse_constant=_no_number, parse_float=_finite)
    json.dumps(plain, ensure_ascii=False).encode()  # half a character has no bytes
    return plain


def _check(made: Made) -> None:
    """Refuse what would go where only certain values may: a header, a column."""
    if not made.engine.isidentifier():
        raise ValueError(f"{made.engine!r} is no engine")
    if not 0 <= made.clip_seconds <= _LONGEST_CLIP:
        raise ValueError(f"a clip of {made.clip_seconds} seconds")


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number")


def _finite(text: str) -> float:
    number = float(text)
    return number if isfinite(number) else _no_number(text)
