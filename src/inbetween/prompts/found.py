"""A move in a sentence."""

from dataclasses import dataclass, replace

from inbetween.prompts.terms import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A move in a sentence: words ``first`` to ``last``, the ``verb`` that made it, and the clause it is in.

    ``kind`` may be ``pause`` (the camera holds) or ``rest`` (it comes to rest): ``steps`` decides what they are.
    ``elliptic``: only a direction was said, the verb is the one before. ``joint``: what the border before its clause
    says; ``then``: it comes after the move before it, whatever stands between.
    """

    kind: str
    dir: str | None
    first: int
    last: int
    verb: str
    text: str
    clause: int
    chinese: bool
    elliptic: bool = False
    joint: str = ""
    then: bool = False


def move_of(name: str, term: Term, number: int) -> Found:
    kind, _, way = name.partition(".")
    return Found(
        kind=kind,
        dir=way or None,
        first=term.first,
        last=term.last,
        verb=term.value,
        text=term.text,
        clause=number,
        chinese=term.chinese,
    )


def again(name: str, term: Term, verb: str, number: int) -> Found:
    return replace(move_of(name, term, number), verb=verb, elliptic=True)
