"""A sentence cut into clauses, each with the one who acts in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from inbetween.prompts.meaning.terms import Term

Actor: TypeAlias = Literal["camera", "order", "other"]
"""The camera; nobody named, as in *pan left*; or somebody else."""


_LONGEST = 80
"""Terms of the longest clause: what runs on without a border is cut there, so that hostile text costs no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """Terms between two borders, what the border before them says (``^`` starts a sentence), and any comma.

    ``chinese``: a Chinese term is in it.
    """

    terms: Sequence[Term]
    joint: str
    comma: bool = False
    chinese: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Acted:
    """A clause with its actor. The camera acts from term ``since`` on; words before it are somebody else's.

    ``alone``: nobody has acted before, in a Chinese text or an English sentence, so an order may be put in the
    commonest words.
    """

    clause: Clause
    actor: Actor
    since: int = 0
    alone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """Who acted so far: in the clause before, in the main clause of the sentence, and in the sentence before.

    ``camera``: it acted at all; ``follows``: it follows somebody, who is *it* while it does; ``rival``: one other thing
    acted since the camera did, and *it* may be that one; ``named``: the clause before ended with it. ``doing``: the
    verbs of others in this sentence that a camera could do too; ``place``: the clause before only named where it is;
    ``conditional``: it told what must have happened first;
    ``framed``: it told nothing but how the picture is framed; ``plural``: several things did something in it, as an
    order would have it;
    ``happened``: something did in this sentence; ``singular``: one other thing did something in it;
    ``resumable``: the camera acted in this sentence; ``others``: somebody else did; ``seen``: a label says that it
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
    plural: bool = False
    seen: bool = False
    others: bool = False


def clauses(terms: Sequence[Term]) -> list[Clause]:
    """Return the clauses of a sentence; the borders themselves are left out."""
    found, start, joint, comma = [], 0, "^", False
    for index, term in enumerate([*terms, None]):
        goes_on = term is not None and term.role != "border" and index - start < _LONGEST
        if goes_on and not _takes_up(terms, index, joint):
            continue
        if index > start:
            within = terms[start:index]
            chinese = any(one.chinese for one in within)
            found.append(Clause(terms=within, joint=joint, comma=comma, chinese=chinese))
            joint, comma = "^", False
        if term is not None and term.role == "border":
            joint, comma = _stronger(joint, term.value), comma or term.value == ","
        resumed = term is not None and term.role == "it"
        joint = "," if resumed else joint
        start = index if resumed else index + 1
    return found


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
    """Return what two borders in a row say: ``, and then`` is *then*, ``, and`` stays a comma for the actor."""
    if before in ("^", "and", ","):
        return now if before != "," or now != "and" else ","
    return before
