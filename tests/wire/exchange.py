"""An expected exchange: a request, and what the specification says is answered to it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, TypeAlias

from tests.served import Server

ROOT = Path(__file__).parents[2]
GENERATION = "/api/v1/services/aigc/video-generation/video-synthesis"
KEYFRAMES = "/api/v1/services/aigc/image2video/video-synthesis"
ASYNC = {"X-DashScope-Async": "enable"}

State: TypeAlias = Literal["same", "emulated", "ignored", "refused"]
Scene: TypeAlias = Callable[[Server], Mapping[str, str]]


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """Any text of a form: what an answer holds that no specification can name."""

    pattern: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and re.fullmatch(self.pattern, other, re.DOTALL) is not None

    __hash__ = None  # type: ignore[assignment]


ANYTHING: Any = object()
"""What an answer may hold beside what the vendor says."""
ID = Text("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
TIME = Text(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}")
CREATED: Mapping[str, Any] = {"output": {"task_status": "PENDING", "task_id": ID}, "request_id": ID}
"""Section 6.2: the answer to a create call, these keys and no others."""


def holding(*parts: str) -> Text:
    """Return any sentence that says each of ``parts``, in their order: where the words are not published."""
    return Text(".*".join(["", *map(re.escape, parts), ""]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request and its answer.

    ``rows`` are the lines of the coverage table that it shows, for the models of ``column`` (``None``: whatever the
    model), and ``state`` is how those stand to the vendor's cloud. ``settings`` are what the server has other than by
    default (its engine renders whatever is legal: what is judged are the rules); ``scene`` plays on it first, and what
    it returns fills the braces of ``path``. A header of ``None`` is left out; a body may be made when it is sent.
    ``answer`` is the whole expected JSON, ``promised`` what the accepted task must promise.
    """

    name: str
    rows: tuple[str, ...]
    column: str | None = None
    state: State = "same"
    method: str = "POST"
    path: str = GENERATION
    headers: Mapping[str, str | None] = field(default_factory=lambda: ASYNC)
    body: Any = None
    content: bytes | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)
    scene: Scene | None = None
    status: int = 200
    answer: Any = field(default_factory=lambda: CREATED)
    answer_headers: Mapping[str, str] = field(default_factory=dict)
    promised: Mapping[str, Any] = field(default_factory=dict)
    section: str = ""
    source: str = ""

    @property
    def id(self) -> str:
        """The name of its test."""
        return " ".join(filter(None, [self.rows[0], self.name, self.column]))

    @property
    def error(self) -> tuple[int | None, str, str | Text] | None:
        """Status (``None``: of a failed task), code and sentence of the error that it is about."""
        if self.status >= 400:
            return self.status, self.answer["code"], self.answer["message"]
        output = self.answer.get("output")
        if isinstance(output, Mapping) and "code" in output:
            return None, output["code"], output["message"]
        return None


def refusal(message: str | Text, *, code: str = "InvalidParameter", status: int = 400) -> dict[str, Any]:
    """Return what an expected exchange says of an error of a request (section 2.2)."""
    return {"status": status, "answer": {"code": code, "message": message, "request_id": ID}}


@dataclass(frozen=True, slots=True)
class Stated:
    """Exchanges that one section of the specification states, and the line where they are typed."""

    section: str
    source: str
    make: Callable[[], Iterator[Exchange]]

    def __iter__(self) -> Iterator[Exchange]:
        return (replace(exchange, section=self.section, source=self.source) for exchange in self.make())


def stated(section: str) -> Callable[[Callable[[], Iterator[Exchange]]], Stated]:
    """Say which section of the specification the exchanges of a function are typed from."""

    def mark(make: Callable[[], Iterator[Exchange]]) -> Stated:
        code = make.__code__
        source = f"{Path(code.co_filename).resolve().relative_to(ROOT)}#L{code.co_firstlineno}"
        return Stated(section, source, make)

    return mark


def differences(expected: Any, found: Any, path: str = "answer") -> Iterator[str]:
    """Yield where JSON is not what was expected: the same keys, the same types; 5 is neither 5.0 nor true."""
    if expected is ANYTHING:
        return
    if isinstance(expected, Mapping) and isinstance(found, dict):
        for name in expected.keys() | found.keys():
            yield from differences(expected.get(name, "no such field"), found.get(name, "absent"), f"{path}.{name}")
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for number, (one, other) in enumerate(zip(expected, found, strict=True)):
            yield from differences(one, other, f"{path}.{number}")
    elif expected != found or (type(expected) is not type(found) and not isinstance(expected, Text)):
        yield f"{path} is {found!r}, not {expected!r}"
