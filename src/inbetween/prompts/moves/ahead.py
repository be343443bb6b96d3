"""Who acts in a clause, where only the clauses behind it tell: *as it pushes in, the camera pans*."""

from collections.abc import Sequence
from dataclasses import replace

from inbetween.prompts.actors.clauses import Acted, Clause
from inbetween.prompts.actors.english import goes_on
from inbetween.prompts.actors.orders_english import is_order, opening
from inbetween.prompts.actors.subjects_chinese import subject
from inbetween.prompts.actors.subjects_english import camera
from inbetween.prompts.lexicon.moves import OWN_WORDS
from inbetween.prompts.moves.ellipsis import goes_alone
from inbetween.prompts.writing.words import Word, listed

_FOLLOWING = frozenset(("follow", "track", "travel", "circle", "orbit", "near"))
_LEAST = 2
"""Terms of a clause that tells what is done first, and to what or whither."""
_OURS = listed("you we")
_THEY = listed("he she they i")
_IS = listed("is are was were")


def told_ahead(acted: Acted, following: Sequence[Clause], words: Sequence[Word]) -> Acted:
    """Return ``acted``, the first clause of a sentence, with the actor that those behind it tell."""
    clause = acted.clause
    if acted.actor == "other" and _looks_ahead(clause) and _named_next(following[:2], words):
        return replace(acted, actor="camera")
    if acted.actor == "other" and _done_first(clause) and (_named_next(following[:1], words) or _told(following)):
        return replace(acted, actor="camera")
    if acted.actor == "order" and following and _dangles(clause, following[0], words):
        return replace(acted, actor="other")
    return acted


def told_next(following: Sequence[Clause]) -> bool:
    """Say whether the camera is named only behind what it does: 穿过城门，镜头来到街市."""
    return any(clause.chinese and subject(clause.terms) is not None for clause in following)


def only_ways_told(parts: Sequence[Clause]) -> bool:
    """Say whether a sentence is nothing but ways to go: *first upward along the pipes, then across to the left*."""
    told = (not clause.chinese and clause.joint != "or" and goes_alone(clause.terms) for clause in parts)
    return len(parts) > 1 and all(told)


def _looks_ahead(clause: Clause) -> bool:
    """Say whether who acts may be told behind: *as it rises, the camera pans*; *sliding left, the camera stops*."""
    going = clause.terms[0].role == "verb" and clause.terms[0].sense.form == "participle"
    return going or (any(term.role == "it" for term in clause.terms[:2]) and clause.joint != "^")


def _done_first(clause: Clause) -> bool:
    """Say whether a clause tells what must be done first: *having tilted down*, *after you have circled the pole*."""
    meant = [term for term in clause.terms if term.role not in ("skipped", "lead")]
    if clause.joint != "after" or clause.chinese or len(meant) < _LEAST:
        return False
    done = meant[1] if meant[0].role == "it" or meant[0].text in _OURS else meant[0]
    return done.role == "verb" and done.sense.form in ("past", "participle")


def _told(following: Sequence[Clause]) -> bool:
    """Say whether an order comes next."""
    terms = following[0].terms if following and not following[0].chinese else []
    first = opening(terms)
    return first is not None and terms[first].sense.form == "base" and is_order(terms, first)


def _happens(clause: Clause) -> bool:
    """Say whether a thing does something: *the heron lands*."""
    does = clause.terms[2:3]
    return bool(does) and (does[0].sense.form == "present" or (does[0].role == "word" and does[0].text.endswith("s")))


def _named_next(following: Sequence[Clause], words: Sequence[Word]) -> bool:
    """Say whether *it* is the camera that is named behind it, and not what the camera goes with: *it pans with it*."""
    named = [clause for clause in following if not clause.chinese and camera(clause, words) is not None]
    return bool(named) and all(term.role != "it" for term in named[0].terms)


def _dangles(clause: Clause, after: Clause, words: Sequence[Word]) -> bool:
    """Say whether a participle is what somebody named behind it does: *trailing a scarf, she runs upstairs*."""
    first = clause.terms[0]
    going = first.role == "verb" and (first.sense.form == "participle" or clause.joint == "after")
    if (
        not going
        or first.value not in _FOLLOWING
        or first.value in OWN_WORDS - {"track", "orbit"}
        or after.joint != ","
        or after.chinese
    ):
        return False
    if camera(after, words) is not None or any(term.role in ("person", "it") for term in clause.terms[1:]):
        return False
    if clause.joint == "after" and after.terms[0].role == "article" and _happens(after):
        return True
    return after.terms[0].text in _THEY or any(term.text in _IS for term in after.terms[1:3] if not goes_on(term))
