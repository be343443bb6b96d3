"""A sentence cut into clauses, each with the one who acts in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from inbetween.prompts.meaning.terms import Term
from inbetween.prompts.writing.words import listed

Actor: TypeAlias = Literal["camera", "order", "other"]
"""The camera; nobody named, as in *pan left*; or somebody else."""

Due: TypeAlias = Literal["", "next", "last"]
"""When a clause is due, where that is not where it is told: 拉远之前，先…; 拉远放在最后."""

_KEEPING = listed("keep keeping keeps hold holding leave leaving make")
_KEPT = 3
"""Terms of the shortest *keep the vase upright*."""
_SUBORDINATE = listed("when while after before")
_BEGINS = listed("begins starts is has")
_LONGEST = 80
"""Terms of the longest clause: what runs on without a border is cut there, so that hostile text costs no more."""


_DOES = frozenset(("verb", "move", "still"))
_FIRST = frozenset(("一直", "始终", "先", "先是", "首先", "得先", "要先", "先要", "先得"))
_BEFORE_A_THING = frozenset(("之前", "以前"))
"""What may also be said of a place: 停在祭坛之前."""
_NEXT = 6
"""Terms behind 之前 among which 先 stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """Terms between two borders, what the border before them says (``^`` starts a sentence), and any comma.

    ``chinese``: a Chinese term is in it; ``due``: what it tells comes only after the ``next`` clause, or ``last``.
    """

    terms: Sequence[Term]
    joint: str
    comma: bool = False
    chinese: bool = False
    due: Due = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acted:
    """A clause with its actor. The camera acts from term ``since`` on; words before it are somebody else's.

    ``alone``: nobody has acted before, in a Chinese text or an English sentence, so an order may be put in the
    commonest words. ``theirs``: what others do goes on, with nobody named: 把门推上去，又拉下来.
    """

    clause: Clause
    actor: Actor
    since: int = 0
    alone: bool = False
    theirs: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """Who acted so far: in the clause before, in the main clause of the sentence, and in the sentence before.

    ``camera``: it acted at all; ``follows``: it follows somebody, who is *it* while it does; ``rival``: one other thing
    acted since the camera did, and *it* may be that one; ``named``: the clause before ended with it. ``doing``: the
    verbs of others in this sentence that a camera could do too; ``place``: the clause before only named where it is;
    ``conditional``: it told what must have happened first;
    ``framed``: it told nothing but how the picture is framed; ``plural``: in how many clauses several things have
    done something, as an order would have it;
    ``happened``: something did in this sentence; ``singular``: one other thing did something in it;
    ``resumable``: the camera acted in this sentence; ``others``: somebody else did, and ``theirs``: goes on;
    ``films``: the camera did nothing but show somebody who does it;
    ``seen``: a label says that it
    tells what is in the picture.
    """

    current: Actor | None = None
    main: Actor | None = None
    before: Actor | None = None
    camera: bool = False
    follows: bool = False
    rival: bool = False
    named: bool = False
    doing: frozenset[str] = frozenset()
    place: bool = False
    conditional: bool = False
    singular: bool = False
    resumable: bool = False
    framed: bool = False
    happened: bool = False
    plural: int = 0
    seen: bool = False
    others: bool = False
    theirs: bool = False
    films: bool = False


def clauses(terms: Sequence[Term]) -> list[Clause]:
    """Return the clauses of a sentence; the borders themselves are left out."""
    found, start, joint, comma = [], 0, "^", False
    for index, term in enumerate([*terms, None]):
        goes_on = term is not None and term.role != "border" and index - start < _LONGEST
        if term is not None and term.role == "before" and index == start and joint == ",":
            start, joint = index + 1, "earlier"
            continue
        due = _due(terms, start, index)
        resumed = goes_on and (_takes_up(terms, index, joint) or _camera_next(terms, start, index, joint))
        if (goes_on and not due and not resumed) or _keeps_still(terms, start, index):
            continue
        if index > start:
            within = terms[start:index]
            chinese = any(one.chinese for one in within)
            found.append(Clause(terms=within, joint=joint, comma=comma, chinese=chinese, due=due))
            joint, comma = "," if due and goes_on else "^", False
        if term is not None and term.role == "border":
            joint, comma = _stronger(joint, term.value), comma or term.value == ","
        joint = "," if resumed else joint
        start = index if resumed or (due and goes_on) else index + 1
    return found


def _due(terms: Sequence[Term], start: int, end: int) -> Due:
    """Return when the terms from ``start`` to ``end`` are due: 推近供桌之前|先右移, but 推到城门之前|，再上升."""
    if end <= start or terms[end - 1].role != "before":
        return ""
    if not any(term.role in _DOES for term in terms[start : end - 1]):
        return ""
    if terms[end - 1].value:
        return "last"
    first = any(term.text in _FIRST for term in terms[end : end + _NEXT])
    return "next" if first or terms[start].text == "在" or terms[end - 1].text not in _BEFORE_A_THING else ""


def _keeps_still(terms: Sequence[Term], start: int, index: int) -> bool:
    """Say whether *and* only joins how something else is kept: *keep her face calm and still*."""
    if (
        index + 1 >= len(terms)
        or terms[index].text != "and"
        or terms[index + 1].role != "still"
        or index < start + _KEPT
    ):
        return False
    ends = index + 2 == len(terms) or terms[index + 2].role == "border"
    return ends and terms[start].text in _KEEPING and all(term.role != "camera" for term in terms[start:index])


def _camera_next(terms: Sequence[Term], start: int, index: int, joint: str) -> bool:
    """Say whether the camera's clause begins without a mark before it: *before it rises the camera pans left*."""
    if joint not in _SUBORDINATE or terms[index].role != "article" or index < start + 2:
        return False
    named, does = [*terms[index + 1 : index + 3], None, None][:2]
    if named is None or named.role != "camera" or does is None:
        return False
    acted = any(term.sense.form in ("present", "past") or _acts(term) for term in terms[start + 1 : index])
    return acted and (does.sense.form == "present" or does.role == "skipped" or does.text in _BEGINS)


def _acts(term: Term) -> bool:
    """Say whether a word is what somebody does: *the bell rings*, *the dancers bow*."""
    return term.role == "word" and (term.text.endswith(("s", "ed")) or term.sense.form == "base")


def _takes_up(terms: Sequence[Term], index: int, joint: str) -> bool:
    """Say whether *it* opens a clause without a mark before it: *when she lands it comes to a halt*.

    Behind the camera it can be nothing else: *the car passes the camera it pans left*.
    """
    if terms[index].role != "it" or index < 2 or index + 1 == len(terms):
        return False
    if terms[index - 1].role == "camera" and terms[index + 1].sense.form == "present":
        return True
    if joint not in ("when", "while", "after"):
        return False
    acted = any(term.text.endswith("s") or term.sense.form == "base" for term in terms[max(0, index - 8) : index])
    return acted and terms[index - 1].role != "border" and terms[index + 1].sense.form == "present"


def _stronger(before: str, now: str) -> str:
    """Return what two borders in a row say: ``, and then`` is *then*, ``, and`` stays a comma for the actor.
    What comes *but only after* something comes after it.
    """
    if before in ("^", "and", ",") or (before, now) == ("but", "after"):
        return now if before != "," or now != "and" else ","
    return before
