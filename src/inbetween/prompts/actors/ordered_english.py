"""Who does what reads as an order: whoever holds the camera, or somebody who went before and does it too."""

from collections.abc import Sequence

from inbetween.prompts.actors.clauses import Actor, Clause, Past
from inbetween.prompts.actors.orders_english import own
from inbetween.prompts.meaning.terms import Term

_BODILY = frozenset(("roll", "tilt", "orbit"))
"""What a thing that moves does too: *the glider descends, tilting to the left*."""
_PLEASE = frozenset(("please", "kindly", "pls", "plz", "so"))
"""What begins an order behind what others do: *the line is long, so travel along it*."""
_GO_ALONE = frozenset(("rise", "fall", "zoom", "push", "pull", "far"))
_OF_PICTURE = (["camera"], ["perhaps"], ["picture"])
"""What several in the picture do nothing to: *hold the frame dead still*."""
_SHOVED = frozenset(("in", "in on", "out", "back", "away", "closer", "back out"))
"""Where a camera is pushed or pulled, and no crowd: *push through the gates*."""
_LISTED = 2
"""Deeds of several that make a list, which goes on: *palms press down, roll forward, pull back*."""
_BODIES = frozenset(("roll", "push", "pull", "track", "orbit", "whip"))


def ordered(clause: Clause, first: int, past: Past) -> Actor:
    base = clause.terms[first].sense.form == "base"
    if base and clause.joint in (",", "then", "and") and (_disagrees(clause, first, past) or _told_to(clause, first)):
        return "order"
    nobody = (_of_picture(clause) or not past.plural) and (past.singular or not past.happened)
    if base and nobody and clause.joint in (",", "then") and _commands(clause, first):
        return "order"
    goes_on = clause.terms[0].sense.form in ("base", "participle")
    if clause.joint == "and" and first == 0 and past.current == "other" and goes_on:
        return "other"
    if clause.joint == "while" and past.current == "other" and not own(clause.terms[first]):
        return "other"
    if clause.joint == "who" and past.current == "other" and clause.terms[0].text in ("was", "were"):
        return "other"
    if clause.joint == "who" and past.current is not None and not own(clause.terms[first]):
        return "other" if clause.terms[first].sense.form == "base" else past.current
    vetoed = past.main == "other" and not past.framed
    if vetoed and clause.joint not in ("^", ";") and not own(clause.terms[first]):
        return "other"
    if past.plural and clause.joint in (",", "and") and _done_by_several(clause, first, past):
        return "other"
    on_body = (past.doing and _bodily(clause.terms, first)) or _handles_thing(clause.terms, first)
    if past.current == "other" and clause.joint in (",", "and") and on_body:
        return "other"
    return "camera" if past.current == "camera" or past.main == "camera" else "order"


def _disagrees(clause: Clause, first: int, past: Past) -> bool:
    """Say whether a base form cannot go on with who acted: behind *if ...*, or *a duckling waddles, follow her*.

    *A play of light and shadow* tells to follow nobody.
    """
    if past.conditional and clause.joint != "and":
        return True
    verb = clause.terms[first]
    whom = len(clause.terms) > 1 or " " in verb.text
    return past.singular and first == 0 and verb.value == "follow" and whom


def _done_by_several(clause: Clause, first: int, past: Past) -> bool:
    """Say whether several go on with what they do: *while letters slide out of his bag, lift and go spinning down*."""
    theirs = past.current == "other" and clause.terms[first].sense.form == "base"
    own_deed = theirs and not own(clause.terms[first]) and not _of_picture(clause)
    return own_deed or _of_bodies(clause.terms, first, past)


def _of_picture(clause: Clause) -> bool:
    """Say whether the picture is the object: *hold the frame dead still*, but not *twist around the frame*."""
    behind = [term.role for term in clause.terms[1:] if term.role not in ("article", "skipped")]
    return "still" in behind or behind[:1] in _OF_PICTURE


def _told_to(clause: Clause, first: int) -> bool:
    """Say whether *please* makes it an order, whoever acted before."""
    return any(term.text in _PLEASE for term in clause.terms[:first])


def _commands(clause: Clause, first: int) -> bool:
    """Say whether a base form goes somewhere or does it to something, as no noun does: *grey morning, ease in close*.

    Behind one who *does* something it cannot be what that one does, and behind mere names there is nobody to do it.
    """
    terms = clause.terms
    if any(term.role not in ("lead", "skipped") for term in terms[:first]):
        return False
    behind = next((term for term in terms[first + 1 :] if term.role != "skipped"), None)
    if behind is None:
        return terms[first].value in _GO_ALONE
    goes = behind.role in ("direction", "person", "it", "still", "camera") or behind.sense.form == "participle"
    return goes or (behind.role == "article" and behind.text != "of")


def _of_bodies(terms: Sequence[Term], first: int, past: Past) -> bool:
    """Say whether bodies that move do it too: *two dice tumble, roll toward us*; a camera is told to pan or tilt up."""
    if first or terms[first].sense.form != "base":
        return False
    if all(term.role == "skipped" for term in terms[1:]) and past.plural:
        return terms[first].role == "verb"
    if terms[first].value not in _BODIES:
        return False
    shoved = terms[first].value in ("push", "pull") and [term.text in _SHOVED for term in terms[1:2]] == [True]
    once = shoved and past.plural < _LISTED and not past.doing & {"push", "pull"}
    return not once and not any(term.value in ("follow", "track") or term.role == "camera" for term in terms[1:])


def _bodily(terms: Sequence[Term], first: int) -> bool:
    """Say whether a participle tells how one who moves goes on: *it climbs, rolling gently*, *panning its head*."""
    if terms[first].sense.form != "participle" or terms[first].text.endswith("shot"):
        return False
    if any(term.value in ("up", "upto", "down") for term in terms[first + 1 : first + 3]):
        return False
    owned = [term.text for term in terms[first + 1 : first + 2]]
    return terms[first].value in _BODILY or owned in (["its"], ["his"], ["her"], ["their"])


def _handles_thing(terms: Sequence[Term], first: int) -> bool:
    """Say whether a participle has a thing for its object: *pulling the cart up the hill*, *pulling it in*."""
    after = [term for term in terms[first + 1 :] if term.role != "skipped"][:2]
    handled = terms[first].sense.form == "participle" and terms[first].value in ("push", "pull", "roll", "crane")
    named = bool(after) and after[0].role in ("article", "it", "person", "word")
    return handled and named and after[-1].role != "camera"
