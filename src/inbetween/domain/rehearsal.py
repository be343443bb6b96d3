"""An end that a client's author asks for, to see how the client takes it. Only where the operator allows it.

The prompt says it, since every client can send one: ``[inbetween: slow=3 fail=InternalError.Algo]``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from inbetween.domain import faults
from inbetween.domain.errors import Denial, Fault
from inbetween.domain.vendor import documented

LONGEST_SECONDS = 3600

_DIRECTIVE = re.compile(r"\s?\[inbetween:([^\[\]]*)\]")
_BEFORE_A_WORD = re.compile(r"(?<!\s)\s+(?=(?:slow|fail|deny)=|expire\b)")  # codes may hold spaces
_CODE = re.compile(r"[A-Za-z0-9._ -]{1,64}")
_VALUES: Mapping[str, re.Pattern[str]] = {
    "slow": re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,3})?"),
    "fail": _CODE,
    "deny": _CODE,
    "expire": re.compile(""),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """How a task should go: after ``slow_seconds`` of RUNNING fail with ``failure``, or be made and maybe ``expire``.

    A task that expires has its lifetime over as soon as it has ended: its id is then UNKNOWN.
    """

    slow_seconds: float = 0.0
    failure: Fault | None = None
    expire: bool = False

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> "Rehearsal":
        """Read a rehearsal back from its fields."""
        failure = row["failure"]
        return cls(**{**row, "failure": Fault(**failure) if failure else None})


@dataclass(frozen=True, slots=True)
class Directive:
    """What a prompt says beside its words: ``prompt`` is what is left for the engine.

    ``denial`` answers the create call itself; ``faults`` are the words that mean nothing.
    """

    prompt: str | None
    rehearsal: Rehearsal | None = None
    denial: Denial | None = None
    faults: tuple[Fault, ...] = ()


def directive_of(prompt: str | None, path: str) -> Directive:
    """Read the directives in the prompt of the field ``path``; of a word that is said twice the last counts."""
    words: dict[str, str] = {}
    found: list[Fault] = []
    for word in _words(prompt or ""):
        name, _, value = word.partition("=")
        if _is_legal(name, value):
            words[name] = value
        elif not found:  # one is told; a prompt may hold a million
            found.append(faults.rehearsal_word(word, LONGEST_SECONDS, path))
    code = words.pop("deny", None)
    denial = documented(code) if code else None
    if code and not denial:
        found.append(faults.undocumented(code, path))
    return Directive(
        _without(prompt),
        rehearsal=_rehearsal(words) if words else None,
        denial=Denial(denial.status, denial.code, denial.message) if denial else None,
        faults=tuple(found),
    )


def _without(prompt: str | None) -> str | None:
    """Return the prompt as it was sent, or what is left around its directives."""
    return _DIRECTIVE.sub("", prompt).strip() if prompt and _DIRECTIVE.search(prompt) else prompt


def _words(prompt: str) -> list[str]:
    return [word for text in _DIRECTIVE.findall(prompt) for word in _BEFORE_A_WORD.split(text.strip())]


def _is_legal(name: str, value: str) -> bool:
    return (
        name in _VALUES
        and _VALUES[name].fullmatch(value) is not None
        and not (name == "slow" and float(value) > LONGEST_SECONDS)
    )


def _rehearsal(words: Mapping[str, str]) -> Rehearsal:
    code = words.get("fail")
    told = documented(code) if code else None
    return Rehearsal(
        slow_seconds=float(words.get("slow", 0)),
        failure=faults.rehearsed(code, told.message if told else None) if code else None,
        expire="expire" in words,
    )
