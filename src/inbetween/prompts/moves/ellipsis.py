"""Moves of clauses that leave their verb or their subject out: *then right*, *Camera up*, *Up goes the camera*."""

from collections.abc import Sequence

from inbetween.prompts.actors.clauses import Acted
from inbetween.prompts.actors.orders_english import more_and_more, only_goes
from inbetween.prompts.lexicon.moves import AXES, MOVES
from inbetween.prompts.meaning.negation import negated
from inbetween.prompts.meaning.terms import Sense, Term
from inbetween.prompts.meaning.ways import resolve
from inbetween.prompts.meaning.ways_english import aside, from_to
from inbetween.prompts.moves.found import Found, again, move_of

_ADJUNCTS = frozenset(("past", "along", "across", "over", "under", "with", "to", "from", "around"))
"""Directions behind a comma that only add to the move before."""
_PLACING = frozenset(("to", "from", "with", "past", "under", "over", "in", "through", "along"))
"""Ways with which a clause may begin that only tells where something is."""
_TOWARDS = frozenset(("into", "toward", "towards", "forward", "forwards", "ahead", "onto", "closer", "nearer"))
"""Of these none only tells where something is."""
_RETURNING = frozenset(("pan", "tilt", "truck", "track", "slide", "turn", "whip", "travel", "orbit", "swoop", "crane"))
_OPPOSITE = {"left": "right", "right": "left", "up": "down", "down": "up"}
_ONWARD = frozenset(("camera", "skipped", "direction", "connective", "not"))
_SIDES = frozenset(("left", "right"))
_SHORT_VERB = 3
"""Characters of a Chinese verb that is not known: 捎一捎."""
_OVER = frozenset("翻倒歪斜看望")
"""Characters of what turns or looks that way, and does not go there."""
_ROUNDS = Sense("verb", "circle", "noun")
"""*Round and round the carousel ...*"""
_NAMED = frozenset(("camera", "perhaps"))


def inverted(acted: Acted, number: int) -> list[Found]:
    """Return the move of a camera named behind its verb: *Up goes the camera*."""
    terms = [term for term in acted.clause.terms if term.role not in ("article", "skipped")]
    if not acted.clause.chinese and len(terms) > 2 and _goes_first(terms, acted):
        return _away(terms, number, terms[2])
    if acted.clause.chinese or len(terms) < 3 or (terms[0].role != "direction" and terms[0].sense != _ROUNDS):
        return []
    if terms[-1].role == "verb" and terms[-1].sense.form in ("base", "present") and _looks(terms[-2], acted):
        return _away(terms, number, terms[-1])
    if terms[-1].role not in _NAMED:
        return []
    verb = terms[-2]
    goes = verb.role == "verb" and verb.value == "travel" and verb.sense.form == "present"
    told = [way for term in terms[:-2] if term.role == "direction" for way in term.value.split()]
    names = resolve("travel", [*told, "circle"] if "around" in told else told) if goes else []
    return [again(name, terms[0], "travel", number) for name in names]


def _goes_first(terms: Sequence[Term], acted: Acted) -> bool:
    """Say whether the way stands before the one who goes it: *down we go*, *off it goes along the rails*."""
    way, who, verb = terms[:3]
    ours = who.text == "we" or (who.role == "it" and acted.actor == "camera")
    return way.role == "direction" and ours and verb.role == "verb" and verb.sense.form in ("base", "present")


def _looks(term: Term, acted: Acted) -> bool:
    """Say whether ``term`` is who looks: *through the hall the camera goes*, *into the tunnel we glide*."""
    return term.role == "camera" or term.text == "we" or (term.role == "it" and acted.actor == "camera")


def _away(terms: Sequence[Term], number: int, goes: Term) -> list[Found]:
    told = [way for term in terms if term.role == "direction" for way in term.value.split()]
    told = [way for way in told if way != "from"] or told
    verb = goes.value if goes.value in MOVES else "travel"
    if any(term.value in ("around", "circle") for term in terms):
        told.append("circle")
    return [again(name, terms[0], verb, number) for name in resolve(verb, told)]


def only_ways(acted: Acted) -> list[str]:
    """Return the directions of a Chinese camera clause that has no verb."""
    if not any(term.role == "direction" for term in acted.clause.terms):
        return []
    if not acted.clause.chinese:
        return _leading(acted.clause.terms) or _from_to_alone(acted.clause.terms)
    if acted.actor == "other":
        return []
    terms = acted.clause.terms
    far = (
        term for at, term in enumerate(terms) if term.role == "direction" and term.sense.far and not negated(terms, at)
    )
    return [way for term in far for way in term.value.split()]


def _from_to_alone(terms: Sequence[Term]) -> list[str]:
    """Return the way of *from her boots up to her face* in a clause without a verb."""
    verbal = any(
        term.role in ("verb", "move", "still") and (not at or terms[at - 1].role != "article")
        for at, term in enumerate(terms)
    )
    return from_to(terms) if terms[0].value == "from" and not verbal else []


def _leading(terms: Sequence[Term]) -> list[str]:
    """Return the directions of an English clause of nothing else: *left to right, the camera pans*."""
    if any(term.role not in ("direction", "skipped", "lead", "article", "camera") for term in terms):
        return []
    return [way for term in terms if term.role == "direction" and term.sense.far for way in term.value.split()]


def onward(acted: Acted, number: int) -> list[Found]:
    """Return the move of a Chinese camera clause that says where and no more: 镜头不断向前."""
    far = (term for term in acted.clause.terms if term.role == "direction" and term.sense.far)
    term = next(far, None)
    if term is None:
        return []
    terms = [each for each in acted.clause.terms if each.role != "skipped"]
    plain = all(each.role in _ONWARD | {"article"} for each in terms) or (
        terms[-1] is term and not term.text.startswith("朝")
    )
    names = resolve("travel", only_ways(acted)) if plain else []
    return [again(name, term, "travel", number) for name in names]


def some_way(acted: Acted, number: int) -> list[Found]:
    """Return the move of a Chinese camera clause with a way and a verb that no lexicon knows: 镜头慢慢向后漂."""
    terms = acted.clause.terms
    at = next((at for at, term in enumerate(terms) if term.role == "direction" and term.sense.far), None)
    if at is None or acted.actor != "camera" or not acted.clause.chinese or negated(terms, at):
        return []
    verb = [term for term in terms[at + 1 :] if term.role not in ("skipped", "direction") or term.text == "开"]
    short = 0 < len(verb) <= _SHORT_VERB and all(
        term.role in ("word", "direction") and term.text not in _OVER for term in verb
    )
    names = resolve("travel", terms[at].value.split()) if short and terms[at].text[0] in "往向朝" else []
    return [move_of(name, terms[at], number) for name in names]


def elliptic(acted: Acted, number: int, before: Found | None) -> list[Found]:
    """Return the move of a clause that is only a direction: *pans left, then right*; 先向左，再向右."""
    terms = acted.clause.terms
    opening = next(
        (term for term in terms if term.role not in ("skipped", "lead", "connective", "not", "article")), None
    )
    if _turns_round(acted, before):
        side = next(term for term in terms if term.value in ("cw", "ccw"))
        return [again(name, side, "orbit", number) for name in resolve("orbit", [side.value])]
    if (
        acted.actor != "other"
        and acted.clause.joint != "or"
        and (before is None or number == 0)
        and not acted.clause.chinese
        and (only_goes(terms) or more_and_more(terms) or _camera_goes_alone(acted))
    ):
        return _alone(terms, number)
    if before is None or acted.actor == "other" or opening is None or not _is_way(terms, opening):
        return []
    back = terms[terms.index(opening) + 1 :][:1]
    if opening.text == "back" and back and back[0].value in _OPPOSITE:
        opening = back[0]
    if opening.value == "from" and before.dir is None:
        return [again(name, opening, before.verb, number) for name in _led(before.verb, terms) if "." in name]
    if before.kind == "orbit" and opening.text == "back":
        return []
    if before.kind == "follow" and acted.clause.joint in (",", "and") and opening.value not in _SIDES:
        return []
    sides = aside(terms) if before.dir is None and before.kind in ("pan", "truck") else []
    if sides:
        return [again(f"{before.kind}.{sides[0]}", opening, before.verb, number)]
    if acted.clause.joint == "," and (_only_adds(before, terms, opening) or _all_the_way(before, terms, opening)):
        return []
    names = [name for name in resolve(*_onto(before, terms, opening)) if "." in name]
    return [again(name, opening, before.verb, number) for name in names]


def _is_way(terms: Sequence[Term], opening: Term) -> bool:
    """Say whether a clause opens with a way, and not with one refused or only describing: 往右，别往左."""
    at = terms.index(opening)
    names_side = opening.text in _SIDES and [term.role for term in terms[at + 1 : at + 2]] == ["word"]
    return opening.role == "direction" and not names_side and not (opening.chinese and negated(terms, at))


def goes_alone(terms: Sequence[Term]) -> bool:
    """Say whether a clause begins with a way to go, and has no verb: *then sideways across the loft to the left*."""
    first = next((term for term in terms if term.role not in ("skipped", "lead", "not", "connective")), None)
    told = first is not None and first.role == "direction"
    told = told and first is not None and (first.value not in _PLACING or first.text in _TOWARDS)
    return (
        told
        and not _cuts_back(terms)
        and not any(term.role in ("verb", "move", "it", "still", "camera", "perhaps", "negation") for term in terms)
    )


def _camera_goes_alone(acted: Acted) -> bool:
    """Say whether a camera's clause has nothing but the way: *camera from low to high along the pipes*."""
    terms = acted.clause.terms
    named = next((term for term in terms if term.role not in ("skipped", "lead", "article")), terms[0])
    if named.role != "camera":
        return acted.actor == "camera" and goes_alone(terms)
    behind = terms[terms.index(named) + 1 :]
    return bool(behind) and behind[0].value not in _SIDES and goes_alone(behind)


def _cuts_back(terms: Sequence[Term]) -> bool:
    """Say whether a clause only says what is seen again: *Back to normal as it lands*, *Back to the chef*."""
    return terms[0].text == "back" and [term.text for term in terms[1:2]] == ["to"]


def _alone(terms: Sequence[Term], number: int) -> list[Found]:
    """Return the move of a clause that only says which way: *Camera up*, *In, then out*."""
    at = next(index for index, term in enumerate(terms) if term.role == "direction")
    names = [] if negated(terms, at) else resolve("travel", terms[at].value.split())
    return [again(name, terms[at], "travel", number) for name in names]


def _turns_round(acted: Acted, before: Found | None) -> bool:
    """Say whether a clause only adds which way the circle before it goes: *and it does so clockwise*."""
    circles = before is not None and before.kind == "orbit" and before.dir is None
    return circles and acted.actor != "other" and any(term.value in ("cw", "ccw") for term in acted.clause.terms)


def _all_the_way(before: Found, terms: Sequence[Term], opening: Term) -> bool:
    """Say whether *right* is no side but says how far: *climbs the tower, right to the very top*."""
    if opening.text != "right" or before.dir in _SIDES:
        return False
    behind = terms[terms.index(opening) + 1 :][:1]
    return bool(behind) and behind[0].value in ("to", "upto", "in", "down", "up", "through")


def _only_adds(before: Found, terms: Sequence[Term], opening: Term) -> bool:
    """Say whether a direction behind a comma adds to the move before: *..., past the bar, out onto the balcony*."""
    if opening.value in _ADJUNCTS or opening.text.endswith(" from"):
        return True
    out = opening.value == "out" and before.kind == "push" and before.dir == "in"
    return out and (opening.text.startswith("out ") or any(term.role == "direction" for term in terms[1:2]))


def _led(verb: str, terms: Sequence[Term]) -> list[str]:
    """Return the move that *from ... to ...* in a clause of its own makes of the verb before."""
    found = from_to(terms)
    return resolve(verb, found) if found else []


def _onto(before: Found, terms: Sequence[Term], opening: Term) -> tuple[str, list[str]]:
    """Return the verb that a lone direction goes on with, and the direction: *rises up and away*, *left and back*."""
    found = [way for term in terms if term.role == "direction" for way in term.value.split()]
    sided = AXES.get(before.dir or "") in ("side", "height") and before.verb in _RETURNING
    if opening.text == "back" and sided:
        return before.verb, [way for way in found if way != "out"] or [_OPPOSITE[before.dir or ""]]
    verb = "follow" if before.kind == "follow" else before.verb
    if before.kind == "orbit" and set(found) <= {"left", "right"}:
        return "orbit", found
    if opening.value == "upto" and any(term.text in ("see", "show", "reveal") for term in terms):
        return "travel", ["up"]
    known = MOVES.get(verb, {})
    found = ["out" if way == "forth" and before.dir == "out" else way for way in opening.value.split()]
    return (verb if any(way in known for way in found) else "travel"), found
