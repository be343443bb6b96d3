"""Whether an English clause names the camera as the one who acts in it."""

from collections.abc import Sequence

from inbetween.prompts.actors.clauses import Clause
from inbetween.prompts.actors.several_english import watched
from inbetween.prompts.lexicon import grammar, moves, who_english
from inbetween.prompts.meaning.terms import Term
from inbetween.prompts.writing.phrases import Phrasebook
from inbetween.prompts.writing.words import Word, listed

BETWEEN = frozenset(("skipped", "lead", "not", "negation", "article"))
"""Roles of what may stand before the first word that counts."""

_OBLIQUE = frozenset(grammar.OBLIQUE.split("|"))
_NO_CAMERA: Phrasebook[bool] = Phrasebook([(True, grammar.NO_CAMERA)])
_HELPERS = listed("could would might may can shall should must will ought")
_SEE = listed("see find watch discover notice")
"""What we do behind a move is what it leads to: *goes up till you see the city*."""
_GAZES = (["up"], ["down"], ["left"], ["right"])
_COPULAS = listed("is are feels stays remains looks")
_AERIAL = listed("aerial drone helicopter overhead fpv")
_STAYS = ("stay", "remain", "hold", "keep", "stand")
_BEGINS = ("open", "begin", "start", "end", "clos")
_FROM_A = (["from", "a"], ["from", "the"])
_LOOKERS = frozenset(("we", "you"))
"""Who sits behind the camera: *before you tilt up*, *perhaps we drift closer*."""
_NOT_ALONE = _LOOKERS | {"take", "footage"}
_RELICS = listed(
    "vintage antique ancient broken dusty toy plastic abandoned forgotten discarded disposable polaroid wooden brass"
    " rusty plate box cine pocket pinhole instant stolen old cheap cardboard folding bellows cracked ruined"
)
"""What a camera in the picture is: nobody calls the one who films so."""
_KEEPING = listed("keep leave angle")
_OF_PLACE = frozenset(("direction", "article", "word", "own", "skipped", "place", "lead"))
"""What says which view it is: *the view over the bay*."""
_FILMING = listed(
    "crew tourist photographer reporter journalist director cameraman operator videographer father mother uncle aunt"
    " grandfather grandmother girl boy man woman child brother sister friend neighbour neighbor spy detective team"
    " student husband wife son daughter teacher visitor"
)
"""Whose camera is one in the picture: *the crew's camera swings round*."""
_MACHINES = listed("arm rig jib gimbal slider robot crane drone")
_ASKING = listed("can could would should may let make have")
_LIES = listed("sits lies hangs rests stands falls drops dangles tumbles")
"""What *a* camera does that is in the picture: *a camera lies in the grass*."""
_BEFORE_SUBJECT = listed("with keep keeping has have let")


def camera(clause: Clause, words: Sequence[Word]) -> int | None:
    """Return the term that is the camera acting in this clause."""
    for index, term in enumerate(clause.terms):
        if _swings_camera(clause.terms, index):
            return index
        if _is_camera(clause.terms, index) and not _oblique(clause.terms, index) and not _thing(term, words):
            return index
    return None


def _swings_camera(terms: Sequence[Term], index: int) -> bool:
    """Say whether a machine at ``index`` carries the camera: *a robotic arm swings the camera around a car*."""
    if terms[index].text not in _MACHINES or [term.sense.form for term in terms[index + 1 : index + 2]] != ["present"]:
        return False
    return next((term.role for term in terms[index + 2 :] if term.role not in BETWEEN), "") == "camera"


def since(terms: Sequence[Term], subject: int) -> int:
    """Return from where on a clause is the camera's; *tracking left we pass tomatoes* is so from its beginning."""
    first = next((at for at in range(subject) if terms[at].role not in BETWEEN), None)
    if first is None or terms[first].sense.form != "participle" or terms[first].value == "act":
        return subject
    return subject if terms[first + 1].role in ("word", "person") else 0


def _is_camera(terms: Sequence[Term], index: int) -> bool:
    term = terms[index]
    if term.role == "camera" or _framing_alone(terms, index) or _carries(terms, index):
        return True
    if term.sense.form == "noun" and term.text.endswith(("shot", "move")):
        return _moves_next(terms, index)
    if term.role == "perhaps" and _stays_so(terms, index):
        return True
    if term.role == "perhaps" and _is_told_of(terms[index + 1 : index + 4]):
        return True
    if term.text in _LOOKERS:
        return _looker_moves(terms, index)
    follower = _follower(terms, index)
    if follower is None or term.role not in ("perhaps", "picture", "viewer"):
        return False
    if term.role == "picture":
        own = follower.value in moves.OWN_WORDS and follower.sense.form == "present"
        wider = follower.value in ("far", "near") and follower.sense.form in ("present", "past")
        turned = follower.value in ("turn", "rotate", "roll") and follower.sense.form == "present"
        turns = turned and term.text in ("picture", "image")
        return (
            _asked(terms[:index], follower)
            or own
            or wider
            or _comes_or_goes(term, follower, terms)
            or turns
            or follower.role in ("still", "negation")
            or follower.text.startswith(_STAYS)
        )
    if term.role == "viewer":
        return follower.role == "verb" and follower.sense.form == "past"
    if follower.role == "direction" and follower.text.startswith(("start", "begin")):
        return True
    return follower.role in ("verb", "still", "negation", "move") and follower.sense.form not in ("noun", "past")


def _comes_or_goes(term: Term, follower: Term, terms: Sequence[Term]) -> bool:
    """Say whether a picture comes closer or goes away, as only its camera can: *the image goes away from it*."""
    after = terms[terms.index(follower) + 1 :][:1]
    goes = follower.value == "travel" and follower.sense.form == "present" and term.text in ("picture", "image")
    return goes and [each.value for each in after] in (["in"], ["out"])


def _looker_moves(terms: Sequence[Term], index: int) -> bool:
    """Say whether *we* or *you* stand still or go somewhere, and do not only look at something."""
    if watched(terms[index:]):
        return False
    if "still" in [after.role for after in terms[index + 1 : index + 3]]:
        return True
    meant = [after for after in terms[index + 1 : index + 6] if after.role not in ("skipped", "lead", "negation")]
    if not meant or meant[0].role != "verb":
        return False
    if meant[0].text in _SEE and any(before.role == "verb" for before in terms[:index]):
        return False
    return meant[0].value != "look" or [after.value for after in meant[1:2]] in _GAZES


def _stays_so(terms: Sequence[Term], index: int) -> bool:
    """Say whether the view, named by its place, stays: *the view from the tower stays as it is*."""
    opens = all(term.role in BETWEEN or term.text in _KEEPING for term in terms[:index])
    still = next((at for at in range(index + 1, len(terms)) if terms[at].role == "still"), index)
    return (
        opens
        and still > index + 1
        and all(term.role in _OF_PLACE or term.text in _COPULAS for term in terms[index + 1 : still])
    )


def _asked(before: Sequence[Term], follower: Term) -> bool:
    """Say whether the picture is asked to move: *can the picture get closer to her*."""
    moves_so = follower.role == "verb" and follower.sense.form == "base" and follower.value != "act"
    return moves_so and any(term.text in _ASKING for term in before)


def _follower(terms: Sequence[Term], index: int) -> Term | None:
    behind = (after for after in terms[index + 1 : index + 6] if after.role not in ("skipped", "lead"))
    return next((after for after in behind if after.text not in _HELPERS), None)


def _is_told_of(after: Sequence[Term]) -> bool:
    """Say whether something is told of the shot itself: *the shot is handheld*, but not *the shot is of a boat*."""
    if after and after[0].role == "lead" and after[0].text.startswith(_BEGINS):
        return True
    if not after or after[0].text not in _COPULAS:
        return False
    return all(term.role in ("skipped", "still", "negation", "verb", "lead") for term in after[1:2])


def _carries(terms: Sequence[Term], index: int) -> bool:
    """Say whether a verb's object looks through the camera: *bring us down to the table*."""
    term = terms[index]
    if term.role == "verb" and term.text.endswith(_HANDLED):
        return all(before.role in BETWEEN for before in terms[:index])
    return term.role == "verb" and term.sense.form != "noun" and term.text.endswith(_CARRIED)


_HANDLED = (" camera", " look")
"""What an order brings somewhere, and what people do with a camera of theirs: *she takes the camera down*."""


_CARRIED = (
    " us",
    " viewer",
    " viewers",
    " audience",
    " our gaze",
    " our eye",
    " our eyes",
    " the eye",
    " the view",
    " our view",
    " the frame",
    " the framing",
    " the gaze",
)


def _framing_alone(terms: Sequence[Term], index: int) -> bool:
    """Say whether a clause is nothing but the name of a shot, or of one that flies: *Aerial shot, descending*."""
    term = terms[index]
    if term.role != "perhaps" or term.text in _NOT_ALONE or any(before.role not in BETWEEN for before in terms[:index]):
        return False
    if [each.text for each in terms[index + 1 : index + 3]] in _FROM_A and terms[index + 3 : index + 4]:
        return terms[index + 3].text in who_english.CARRIERS
    return index + 1 == len(terms) or (" " in term.text and term.text.split()[0] in _AERIAL)


def _moves_next(terms: Sequence[Term], index: int) -> bool:
    follower = _follower(terms, index)
    return follower is not None and follower.role == "verb" and follower.sense.form == "present"


def _oblique(terms: Sequence[Term], index: int) -> bool:
    """Say whether the camera at ``index`` is somebody's thing: *waves to the camera*, *lifts the camera*."""
    if terms[index].role == "verb" or terms[index].text in _LOOKERS or terms[index].text.startswith(_SEEN):
        return False
    position = index - 1
    while position >= 0 and terms[position].role in ("article", "skipped"):
        if terms[position].text in _OBLIQUE and terms[position].text != "a":
            return True
        position -= 1
    before = terms[position] if position >= 0 else None
    if before is None or before.text in _BEFORE_SUBJECT:
        return False
    if position == index - 2 and terms[index - 1].text == "a" and before.role == "word" and before.text.endswith("s"):
        return any(term.role == "article" for term in terms[:position])
    named = position > 0 and terms[position - 1].role == "article"
    toward = before.role == "direction" and before.text.split()[-1] in _OBLIQUE
    return (
        toward
        or before.text in _OBLIQUE
        or (before.role == "verb" and position > 0 and not named and _object(terms, position))
    )


_SEEN = ("filmed from", "shot from", "seen from", "captured from", "viewed from", "recorded from", "footage from")


def _object(terms: Sequence[Term], position: int) -> bool:
    """Say whether the verb at ``position`` has a subject before it, so that what follows is its object."""
    return any(term.role in ("word", "person", "article") for term in terms[:position])


def _thing(term: Term, words: Sequence[Word]) -> bool:
    before = [word.text for word in words[max(0, term.first - 3) : term.first]]
    behind = words[term.last].text if term.last < len(words) else ""
    if _RELICS & set(before) or (before[-1:] == ["a"] and behind in _LIES):
        return True
    if term.text == "lens" and [word.text for word in words[term.last : term.last + 1]] == ["of"]:
        return "camera" not in [word.text for word in words[term.last : term.last + 3]]
    if term.role == "camera" and before[-1:] == ["'s"] and before[-2:-1] and before[-2] in _FILMING:
        return True
    return term.role == "camera" and _NO_CAMERA.at(words, term.last) is not None
