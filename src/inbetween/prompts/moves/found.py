"""A move in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from inbetween.prompts.meaning.terms import Term

PASSED = frozenset(("穿过", "越过", "穿越", "掠过", "绕过", "擦过"))
"""What only lies on the way of another move."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A move in a sentence: words ``first`` to ``last``, the ``verb`` that made it, and the clause it is in.

    ``kind`` may be ``pause`` (the camera holds) or ``rest`` (it comes to rest): ``steps`` decides what they are.
    ``elliptic``: only a direction was said, the verb is the one before. ``joint``: what the border before its clause
    says; ``passing``: told beside another move by what it passes alone; ``then``: it comes after the move before it,
    whatever stands between; ``named``: its clause names the camera;
    ``others``: its clause is somebody else's; ``beside``: the move before goes on beside it; ``part``: of the shot,
    from 1, where its clause or one before says so.
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
    named: bool = False
    passing: bool = False
    others: bool = False
    beside: bool = False
    part: int = 0


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


def only_passes(made: Sequence[Found]) -> bool:
    """Say whether the moves only tell what lies on the way: 一路往上，穿过灯笼."""
    return all(move.text in PASSED for move in made)


def again(name: str, term: Term, verb: str, number: int) -> Found:
    return replace(move_of(name, term, number), verb=verb, elliptic=True)
