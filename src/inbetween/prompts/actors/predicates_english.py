"""Words that are verbs of motion only where they stand as one: ways of moving, and verbs that no lexicon knows."""

from collections.abc import Sequence
from dataclasses import replace

from inbetween.prompts.actors.clauses import Clause
from inbetween.prompts.lexicon.moves import MOVES
from inbetween.prompts.lexicon.onward_english import ONWARD
from inbetween.prompts.meaning.terms import Sense, Term
from inbetween.prompts.writing.forms import inflect
from inbetween.prompts.writing.words import listed

_PASSED = frozenset(("skipped", "not", "negation"))
_ACTORS = frozenset(("camera", "perhaps", "picture", "viewer", "it", "lead"))
_HELPERS = listed("to we will can must should may would could might 'll does did doesn't let begins starts helps")
_NO_GOAL = frozenset(("from", "with"))
_LOOKS = ("look ", "looks ")
"""*The camera looks up at it* may be where it stands; behind another move it is what it does next."""
_DONE_WITH = listed("levels finishes completes slows checks straightens evens opens closes settles")
_PARTICLES = frozenset(("out", "up", "off", "in"))
"""Behind a verb of no motion they say that it is done with: *levels out*, *finishes up*."""
_PASSIVE = listed("is are gets being")

ONWARD_BASE, ONWARD_PRESENT = (frozenset(inflect(verb)[form] for verb in ONWARD.split()) for form in (0, 1))
"""What a viewpoint does on its way that is no move of its own, as an order gives it and as *it* does it."""


def with_manners(clause: Clause) -> Clause:
    """Return ``clause`` with its ways of moving read as verbs where they are: *then it skitters up the wall*."""
    terms = list(clause.terms)
    for index, term in enumerate(terms):
        if term.role == "word" and term.value and _predicate(terms, index) and _complete(terms, index):
            terms[index] = term._replace(sense=term.sense._replace(role="verb"))
    return replace(clause, terms=terms)


def _predicate(terms: Sequence[Term], index: int) -> bool:
    """Say whether a word stands where a verb does: it opens its clause, or behind one who acts or *to*, *will*."""
    before = next((term for term in reversed(terms[:index]) if term.role not in _PASSED), None)
    if before is None:
        return terms[index].sense.form != "past"
    if before.role in _ACTORS or before.text in _HELPERS or before.text.split()[-1] in _HELPERS:
        return True
    if before.role == "verb":
        return terms[index].sense.form == "participle" and before.value == "act"
    return before.role == "article" and terms[index].sense.form == "base" and before.text in ("a", "an", "the")


def _complete(terms: Sequence[Term], index: int) -> bool:
    """Say whether a word tells where to, or needs not."""
    if "" in MOVES[terms[index].value] and " " in terms[index].text:
        return True
    following = next((term for term in terms[index + 1 :] if term.role not in _PASSED), None)
    if following is None or following.role != "direction":
        return following is not None and "" in MOVES[terms[index].value] and following.role in ("article", "it")
    return following.value not in _NO_GOAL


def with_gaze(clause: Clause, subject: int) -> Clause:
    """Return ``clause`` with what people do with their eyes read as the camera's: *camera looks up at the sky*."""
    terms = clause.terms
    place = next((at for at in range(subject + 1, len(terms)) if terms[at].role not in ("skipped", "lead")), None)
    if place is None or terms[place].role != "own" or not terms[place].text.startswith(_LOOKS[: 1 + (subject < 0)]):
        return clause
    way = next((way for way in ("up", "down") if f" {way} " in f" {terms[place].text} "), None)
    if way is None:
        return clause
    form = "present" if terms[place].text.startswith("looks") else "base"
    gaze = terms[place]._replace(sense=Sense("verb", "look", form), last=terms[place].first + 1)
    where = terms[place]._replace(sense=Sense("direction", way), text=way, first=terms[place].first + 1)
    return replace(clause, terms=[*terms[:place], gaze, where, *terms[place + 1 :]])


def with_predicate(clause: Clause, subject: int) -> Clause:
    """Return ``clause`` with a verb that no lexicon knows read as travelling: *the camera moseys along the bar*.

    The verb is looked for behind term ``subject``; -1 where the clause leaves its subject out.
    """
    terms = clause.terms
    place = next((at for at in range(subject + 1, len(terms)) if terms[at].role not in ("skipped", "lead")), None)
    if place is None or place + 1 >= len(terms) or not _unknown_verb(terms, place):
        return clause
    verb = terms[place]._replace(sense=Sense("verb", "travel", "present"))
    return replace(clause, terms=[*terms[:place], verb, *terms[place + 1 :]])


def _unknown_verb(terms: Sequence[Term], place: int) -> bool:
    term, after = terms[place : place + 2]
    passive = place > 0 and terms[place - 1].text in _PASSIVE
    if (term.text in _DONE_WITH and after.text in _PARTICLES) or (term.text in ONWARD_PRESENT and after.text == "in"):
        return False
    goes = term.role == "word" and term.text.isascii() and (passive or term.text.endswith(("s", "ing", "ed")))
    return goes and after.role == "direction" and after.value not in ("to", "from", "with")
