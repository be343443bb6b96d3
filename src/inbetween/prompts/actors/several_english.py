"""Whether one or several do something in an English clause: several do it in the form of an order."""

from collections.abc import Sequence
from itertools import pairwise

from inbetween.prompts.actors.clauses import Clause
from inbetween.prompts.meaning.terms import Term
from inbetween.prompts.writing.words import listed

_SEVERAL = listed("two three several many these those both all")
_PLURALS = listed("children people men women geese sheep mice deer fish cattle folk they twins")
"""Several, and no -s tells it, or it does not look so."""
_LOOKERS = listed("we you")
_WATCH = listed("see watch hear notice spot observe")
_MAKE = listed("get want need ask tell cause allow force")
_LEAST = 4
"""Terms of the shortest *you see foxes run*."""
_SEVERAL_DO = listed("are have were")
"""What opens what is told of several: *the couple, who have stopped turning*."""
_AWAY = listed("back forward away apart off aside together")
_WHITHER = listed("up down out into toward towards over past through around") | {"out of"}
_NO_BARE_VERB = ("s", "ing", "ed", "ly")


def of_one(clause: Clause) -> bool:
    """Say whether a finite verb in -s is told of one thing: *a duckling waddles*; an order cannot go on with it."""
    return any(
        after.role in ("verb", "word")
        and in_s(after.text)
        and one.role in ("word", "person", "it")
        and not in_s(one.text)
        for one, after in pairwise(clause.terms)
    )


def of_several(clause: Clause) -> bool:
    """Say whether several things do something in the form of an order: *two wrestlers circle*."""
    if clause.chinese:
        return False
    if watched(clause.terms) or made_to(clause.terms):
        return True
    if clause.joint == "who":
        first = clause.terms[0]
        return first.text in _SEVERAL_DO or first.sense.form == "base"
    return does_several(clause)


def does_several(clause: Clause) -> bool:
    """Say whether a noun for several stands before what they do: *past balconies where women lean out*."""
    return any(
        after.role in ("verb", "word")
        and (one.role in ("word", "person") or (at == 0 and one.sense.form == "present" and clause.joint in ("^", ";")))
        and (in_s(one.text) or one.text in _PLURALS or (at and clause.terms[at - 1].text in _SEVERAL))
        and (after.sense.form == "base" or bare_verb(clause.terms, at + 1))
        for at, (one, after) in enumerate(pairwise(clause.terms))
    ) or _several_there(clause.terms)


def watched(terms: Sequence[Term]) -> bool:
    """Say whether *we* or *you* only see what somebody does: *you see a fox turn left and run off*."""
    meant = [term for term in terms if term.role not in ("skipped", "lead")]
    if len(meant) < _LEAST or meant[0].text not in _LOOKERS or meant[1].text not in _WATCH:
        return False
    return any(
        verb.role in ("verb", "word") and verb.sense.form == "base" and one.role in ("word", "person", "it", "article")
        for one, verb in pairwise(meant[2:])
    )


def made_to(terms: Sequence[Term]) -> bool:
    """Say whether an order has somebody do something: *get the cat to come closer*."""
    named = [term.role for term in terms[1:2]] in (["article"], ["person"])
    goes = any(to.text == "to" and verb.sense.form == "base" for to, verb in pairwise(terms[2:]))
    filmed = any(term.role in ("camera", "perhaps", "picture") for term in terms)
    return terms[0].text in _MAKE and named and goes and not filmed


def bare_verb(terms: Sequence[Term], at: int) -> bool:
    """Say whether a word that no lexicon knows is what several do: *ripples spread from every step*."""
    behind = terms[at + 1 : at + 2]
    does = not behind or behind[0].role in ("direction", "article") or behind[0].text in _AWAY
    return does and terms[at].role == "word" and not terms[at].text.endswith(_NO_BARE_VERB)


def _several_there(terms: Sequence[Term]) -> bool:
    """Say whether several, told with where they are, go somewhere: *the children in the front row shrink back*."""
    head = next((at for at, term in enumerate(terms) if term.role == "word"), None)
    if head is None or not (in_s(terms[head].text) or terms[head].text in _PLURALS):
        return False
    return any(
        verb.role in ("word", "verb")
        and not verb.text.endswith(_NO_BARE_VERB)
        and (way.text in _AWAY or (way.text in _WHITHER and verb.sense.form == "base"))
        for verb, way in pairwise(terms[head + 1 :])
    )


def goes_on_so(clause: Clause) -> bool:
    """Say whether a clause names nobody new, so that it goes on with what several do: *they part, circle, fan out*."""
    first = next((term for term in clause.terms if term.role not in ("skipped", "lead")), None)
    goes_on = first is None or (first.role in ("word", "verb", "direction", "own") and first.sense.form != "present")
    return goes_on and not of_one(clause)


def in_s(text: str) -> bool:
    return text.endswith("s") and not text.endswith(("ss", "us", "'s"))
