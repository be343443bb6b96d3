"""The moves of a sentence as they come in time, which need not be the order in which they are told."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from inbetween.prompts.actors.clauses import Acted, Clause
from inbetween.prompts.lexicon import order
from inbetween.prompts.moves.found import Found
from inbetween.prompts.writing.words import Word, listed

_UNTIL = listed("until till before")
_NO_MOVES = frozenset(("movement", "unmoved", "static", "pause", "rest"))
_PARTS = tuple((rank, tuple(words.split("|"))) for rank, words in enumerate(order.PARTS.values(), start=1))
_MIDDLE = 2
_FIRST_SECONDS = re.compile("(?:前|头|最初)[一二两三四五六七八九十0-9]{1,2}秒")
_WAITS = re.compile("(?:是在|要等到?|得等到?|等到|要在|放在|排在)[^,]{1,10}(?:之后|以后|后面)")


@dataclass(slots=True, kw_only=True)
class InTime:
    """Moves in order: *tilts up after panning left*; *before it rises, it pans*; 拉远之前，先右移.

    ``later`` come after those of the next clause, ``last`` after all of the sentence; those from ``since`` on come
    before the others, and before the sentence before: 最后升高；在那之前，跟着她. ``part`` is that of the shot which is
    told of.
    """

    found: list[Found] = field(default_factory=list)
    later: Sequence[Found] = ()
    last: Sequence[Found] = ()
    since: int | None = None
    part: int = 0

    def put(self, made: list[Found], clause: Clause, number: int) -> None:
        """Add the moves of the clause ``number`` where they come."""
        if not made:
            return
        waits = _waits(clause)
        if waits and len(made) > 1:
            made = [made[1], replace(made[0], then=True)]
        self.part = _part(clause) or self.part
        made = [replace(move, part=len(_PARTS) if clause.due == "last" else self.part) for move in made]
        if clause.due:
            self.found = [move for move in self.found if not any(_alike(move, other) for other in made)]
        if clause.joint == "earlier" and self.since is None:
            self.since = len(self.found)
        if clause.due == "last" or (waits and len(made) == 1):
            self.last = made
        elif clause.due or (clause.joint == "before" and number == 0):
            self.later = made
        elif clause.joint == "after" and number and self.found:
            start = next(at for at, move in enumerate(self.found) if move.clause == self.found[-1].clause)
            self.found[start:] = [*made, replace(self.found[start], then=True), *self.found[start + 1 :]]
        else:
            self.found.extend([*made, *_then(self.later)])
            self.later = ()

    def all(self) -> list[Found]:
        """Return the moves of the whole sentence."""
        since = self.since or 0
        first, others = self.found[since:], self.found[:since]
        told = [*first, *(_then(others) if since else others), *self.later, *_then(self.last)]
        in_parts = sorted(told, key=lambda move: move.part or _MIDDLE)
        return told if in_parts == told else [replace(move, then=True) for move in in_parts]


def _part(clause: Clause) -> int | None:
    """Return which part of the shot a Chinese clause is about: 收尾是拉远 comes behind 开头是推近."""
    opening = "".join(term.text for term in clause.terms[:3]) if clause.chinese else ""
    if _FIRST_SECONDS.match(opening):
        return 1
    return next((part for part, words in _PARTS if opening.startswith(words)), None)


def _waits(clause: Clause) -> bool:
    """Say whether the first move of a Chinese clause waits for another one: 拉远是在左移之后, 上升要等到推近之后."""
    return clause.chinese and _WAITS.search("".join(term.text for term in clause.terms)) is not None


def _then(moves: Sequence[Found]) -> list[Found]:
    """Return moves that come after those before them: the first of them begins a step of its own."""
    return [replace(move, then=True) for move in moves[:1]] + list(moves[1:])


def _alike(one: Found, other: Found) -> bool:
    return (one.kind, one.dir) == (other.kind, other.dir)


def awaited(refused: Sequence[Found], acted: Acted, number: int, words: Sequence[Word]) -> list[Found]:
    """Return what clause ``number`` refuses only until the next one is done: *doesn't rise until it has circled*."""
    last = acted.clause.terms[-1].last
    if acted.clause.chinese or last >= len(words) or words[last].text not in _UNTIL:
        return []
    return [move for move in refused if move.clause == number and move.kind not in _NO_MOVES]
