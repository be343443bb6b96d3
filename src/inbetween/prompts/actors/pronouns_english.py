"""Who *it* is in an English clause: the camera, unless one other thing has acted since."""

from collections.abc import Sequence

from inbetween.prompts.actors.clauses import Actor, Clause, Past
from inbetween.prompts.actors.orders_english import own
from inbetween.prompts.lexicon import moves
from inbetween.prompts.meaning.terms import Term
from inbetween.prompts.writing.words import listed

_SUBORDINATE = frozenset(("while", "when", "after", "who"))
_FILM_DOES = listed("opens starts begins ends closes")
"""What *it* does where nothing has been named yet: *It opens tight on a coin and keeps widening*."""
_CAMERAS_OWN = frozenset(("pan", "zoom", "dolly"))
"""What nothing but a camera does: *it pans left* is told of it, whatever acted since."""
_OF_FRAME = frozenset(("pull", "push", "tilt"))
_NEXT = frozenset((",", "then", "before"))
_PLACED = listed("at in on from behind after above below beside near past over under")
_OF_LEGS = listed(
    "advances gallops walks runs trots swims jumps leaps hops crawls marches strolls canters flaps speeds drives"
)
_PLACE = 6
"""Terms of the longest place before *it*."""


def who_it_is(clause: Clause, past: Past) -> Actor:
    """Return who *it* is: the camera, unless one other thing has acted since."""
    verb = next((term for term in clause.terms if term.role == "verb"), None)
    if past.main is None and past.before is None and not past.rival and verb is not None and _of_film(verb):
        return "camera"
    if verb is not None and (_suffers(clause, verb) or _goes_on_legs(clause, verb, past)):
        return "other"
    if verb is not None and past.camera and verb.value in _CAMERAS_OWN:
        return "camera"
    if verb is not None and verb.value in _CAMERAS_OWN | {"tilt"} and not (past.happened or past.rival):
        return "camera"
    if past.framed and clause.joint in _NEXT and verb is not None and _frames_anew(clause, verb):
        return "camera"
    if past.current == "order" and clause.joint == "while" and verb is not None and not own(verb):
        return "other"
    if past.rival or (past.follows and clause.joint in _SUBORDINATE | {";"}):
        return "other"
    return "camera" if past.camera else "other"


def behind_place(terms: Sequence[Term], first: int) -> bool:
    """Say whether a clause begins with a place and goes on with *it*: *near the bottom it stops*."""
    at = next((at for at, term in enumerate(terms) if term.role == "it"), 0)
    placed = terms[first].text in _PLACED and first < at < _PLACE
    return placed and terms[at - 1].role in ("word", "own") and any(term.role == "verb" for term in terms[at:])


def _of_film(verb: Term) -> bool:
    """Say whether *it* can only be the camera where nothing has been named: *It opens tight*, *It backs off*."""
    return verb.text in _FILM_DOES or verb.value in moves.OWN_WORDS | {
        "rise",
        "fall",
        "far",
        "near",
        "circle",
        "follow",
    }


def _frames_anew(clause: Clause, verb: Term) -> bool:
    """Say whether *it* does what a camera does, and to nothing: *close-up of the ring, then it pulls back*."""
    behind = clause.terms[clause.terms.index(verb) + 1 :][:1]
    return verb.value in _OF_FRAME and all(term.role == "direction" for term in behind)


def _goes_on_legs(clause: Clause, verb: Term, past: Past) -> bool:
    """Say whether *it* does what the animal or the car before the camera does: *it leads the horse as it gallops*."""
    return clause.joint == "while" and past.current == "camera" and verb.text in _OF_LEGS


def _suffers(clause: Clause, verb: Term) -> bool:
    """Say whether it is done to *it*: *as it is turned over*."""
    return verb.sense.form == "past" and any(term.text in ("is", "was") for term in clause.terms)
