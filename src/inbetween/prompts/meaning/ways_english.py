"""Where an English verb goes: the directions that belong to it."""

from collections.abc import Sequence

from inbetween.prompts.lexicon import heights, things_english
from inbetween.prompts.lexicon.directions_english import LONG
from inbetween.prompts.lexicon.moves import PLAIN
from inbetween.prompts.meaning.terms import Term
from inbetween.prompts.writing.words import listed

_SIDED = listed(
    "look pan truck slide track travel turn whip snap orbit circle roll rotate scan skim tilt crane dolly"
    " push pull follow"
    " swoop zoom rise fall"
)
"""Verbs to which a direction belongs that stands further behind."""

_BEFORE = listed(
    "leftward rightward upward downward forward backward inward outward lateral forwards backwards upwards downwards"
    " sideways"
) | {"left to right", "right to left"}
_PLAINLY = {"upward": "up", "downward": "down", "lateral": "side"}
_PASSED = frozenset(("skipped", "direction", "camera", "perhaps", "not"))
_RISING = {"rise": "up", "fall": "down", "swoop": "down", "far": "out", "circle": "around"}
_OBJECTS = frozenset(("article", "word", "person", "it", "own", "camera", "focus", "skipped", "picture"))
_HIGH, _LOW, _UPPER, _LOWER = (
    frozenset(line.split("|")) for line in (heights.HIGH, heights.LOW, heights.UPPER, heights.LOWER)
)
_ACROSS = frozenset(("left", "right", "up", "down"))
_ROOMS = frozenset(things_english.SETTINGS.split("|"))
"""What is panned around is looked around in: *pans around the room*."""
_FROM_FACES = frozenset(f"from {whose} {part}" for whose in ("his", "her", "their", "the") for part in ("face", "head"))
_OPPOSITE = {"left": "right", "right": "left"}
_TO_SIDES = listed("pan turn whip snap truck track slide scan rotate travel")
"""Verbs that go to the side where their goal is: *whip over to the iceberg on the right*."""


def english(terms: Sequence[Term], index: int, since: int) -> list[str]:
    near, last = _adjacent(terms, index)
    found = near + _noun_ways(terms, index, since)
    if terms[index].value in _SIDED and not PLAIN & set(found):
        found = _far(terms[last:], "from" in near) + found
    if terms[index].value == "travel" and found[:1] == ["out"] and _leads_into(terms[index + 1 :]):
        found = ["in"]
    onward = terms[index].text == "journey" or _leads_toward(terms[last:])
    if terms[index].value == "travel" and set(found) <= {"along"} and onward and (found or index + 1 < last):
        found = ["in"]
    found = [way for way in found if not _elsewhere(terms, index, way)]
    if terms[index].value in _TO_SIDES | {"tilt"} and not PLAIN & set(found):
        opening = terms[:since] if terms[0].value == "from" else ()
        found = (
            _between_heights([*opening, *terms[index + 1 :]], of_body=terms[index].value in ("travel", "tilt")) + found
        )
    if (
        terms[index].value == "look"
        and "from" in near
        and any(term.value in ("to", "across", "upto") for term in terms[last:])
    ):
        found = [*_side_named(terms[index + 1 :]), *found, "between"]
    if terms[index].value in _TO_SIDES and not _told_side(terms[index], found):
        found = _side_named(terms[index + 1 :]) + found
    return found


def _elsewhere(terms: Sequence[Term], index: int, way: str) -> bool:
    """Say whether a turn from a face leads to something else, not down: *a whip pan from her face to the door*."""
    leaves = any(term.text in _FROM_FACES for term in terms[index + 1 :])
    turns = terms[index].value in ("pan", "whip", "turn", "snap") and way in ("up", "down")
    onward = any(term.value == "to" for term in terms[index + 1 :])
    return leaves and turns and onward and not _between_body([*terms[index + 1 :]])


def _between_body(behind: Sequence[Term]) -> bool:
    """Say whether *from her face to ...* names another part of the body, or what is high or low."""
    return any(term.text in _HIGH | _LOW | _UPPER | _LOWER for term in behind)


def _told_side(verb: Term, found: Sequence[str]) -> bool:
    """Say whether the way is told already; one that turns *away from* a thing may still say to which side."""
    turns = verb.value in ("pan", "turn", "whip", "snap")
    return bool((_ACROSS if turns else PLAIN) & set(found))


def from_to(terms: Sequence[Term]) -> list[str]:
    """Return the direction of *from ... to ...* in a clause without its verb."""
    return _far(terms, leaves=True) or _side_named(terms) or _between_heights(terms, of_body=True)


def aside(behind: Sequence[Term]) -> list[str]:
    """Return the side on which something stands: *an old poster to the left*."""
    sides = [term.value for term in behind if term.role == "place" or (term.role == "direction" and term.sense.far)]
    return [side for side in sides if side in _OPPOSITE][:1]


def side_of_goal(terms: Sequence[Term]) -> str:
    """Return the side of a clause that tells where somebody is: *who is clapping on the right*, *that stands left*."""
    side = (aside(terms) or [term.value for term in terms[-1:] if term.role == "direction"])[:1]
    return side[0] if side and side[0] in _OPPOSITE else ""


def _side_named(behind: Sequence[Term]) -> list[str]:
    """Return the side where the goal is, or away from which it leads: *from the board on the left to the window*."""
    side, leaves = "", False
    for term, before in zip(behind, [None, *behind], strict=False):
        if term.role in ("verb", "move") and term.value != "act" and not _in_noun(before):
            break
        leaves = term.value == "from" if term.value in ("from", "to", "over", "across", "upto") else leaves
        if term.role == "place":
            side = _OPPOSITE[term.value] if leaves else term.value
    return [side] if side else []


def _in_noun(before: Term | None) -> bool:
    """Say whether a verb behind ``before`` is a noun there: *the bank*, *the near bank*."""
    return before is not None and (before.role == "article" or (before.role == "word" and before.text in _NEARBY))


_NEARBY = frozenset(("near", "far", "other", "opposite", "next", "last", "first"))


def _adjacent(terms: Sequence[Term], index: int) -> tuple[list[str], int]:
    """Return the directions right behind the verb, adverbs left out, and where they end."""
    found: list[str] = []
    position = index + 1
    while position < len(terms) and (terms[position].role in _PASSED or _passed_with(terms, index, position)):
        if terms[position].role == "verb" and terms[position].value in _RISING:
            found.append(_RISING[terms[position].value])
        aside = {"left", "right"} & set(found) and terms[position].text.startswith(("toward", "into"))
        if terms[position].role == "direction" and not aside and not _returns(terms, position):
            found.extend(_read(terms, position))
        elif terms[position].role in ("camera", "perhaps") and found:
            break
        position += 1
    return found, position


def _returns(terms: Sequence[Term], position: int) -> bool:
    """Say whether *back* only tells that a way was gone before: *slides back left*."""
    following = terms[position + 1] if position + 1 < len(terms) else None
    return terms[position].text == "back" and following is not None and following.value in _ACROSS


def _passed_with(terms: Sequence[Term], index: int, position: int) -> bool:
    """Say whether a term may stand between a verb and its direction: *tilt the camera up*."""
    of_camera = terms[position].role == "article" and any(
        term.role in ("camera", "picture") for term in terms[position + 1 : position + 2]
    )
    of_camera = of_camera or (terms[position].role == "picture" and terms[position - 1].role == "article")
    shoulder = terms[position].role == "own" and terms[position].text.startswith("over ")
    return of_camera or shoulder or _of_noun(terms, index, position)


def _of_noun(terms: Sequence[Term], index: int, position: int) -> bool:
    """Say whether a participle only tells where a noun goes: *tracking shot moving left*, *crane shot rising*."""
    if terms[index].sense.form != "noun" or terms[position].role != "verb":
        return False
    return terms[position].sense.form == "participle" and terms[position].value in ("travel", *_RISING)


def _read(terms: Sequence[Term], position: int) -> list[str]:
    """Return a direction's names; *around* is a circle only where there is something to go around."""
    value = terms[position].value
    rises = value == "upto" and "up" in terms[position].text.split()
    if rises and _is_high(terms[position + 1 : position + 5]):
        return ["up"]
    if rises and position + 1 < len(terms) and terms[position + 1].role == "verb":
        return ["up"]
    if (value == "down" or terms[position].text in ("up", "up the", "up a")) and any(
        term.text in LONG for term in terms[position + 1 : position + 4]
    ):
        return ["downthe"]
    if terms[position].text == "with" and not _is_companion(terms[position + 1 :]):
        return []
    if value == "to":
        return ["to", "reach"] if _reached(terms, position) else ["to"]
    if value != "around" or terms[position].sense.far:
        return value.split()
    after = terms[position + 1] if position + 1 < len(terms) else None
    if terms[position - 1].value == "pan" and any(term.text in _ROOMS for term in terms[position + 1 : position + 4]):
        return []
    if after is None or after.role not in _OBJECTS or after.text.startswith("to "):
        return ["turned", "around"] if after is not None and after.role == "direction" else ["around"]
    return ["around", "circle"]


def _is_companion(behind: Sequence[Term]) -> bool:
    """Say whether *with* names whom a move goes with, and not how: *moves with the surfer*, *with steady grace*."""
    if not behind or behind[0].role in ("article", "person", "it"):
        return True
    return behind[0].role == "word" and (len(behind) == 1 or behind[0].text.endswith("s"))


def _is_high(behind: Sequence[Term]) -> bool:
    """Say whether what a move reaches is up there: *drifts up to her face*."""
    return any(term.text in _HIGH | _UPPER for term in behind)


def _goes(term: Term) -> bool:
    """Say whether the direction behind ``term`` is its own: the *left* of *pan left pan right*."""
    return term.role == "verb" and term.sense.form != "noun"


def _between_heights(behind: Sequence[Term], *, of_body: bool) -> list[str]:
    """Return whether *from ... to ...* leads up or down: *from his boots to his hat*."""
    places = {"from": [], "to": []}  # type: dict[str, list[str]]
    side = ""
    for term in behind:
        side = term.value if term.value in places else side
        if side and term.role in ("word", "own", "person"):
            places[side].append(term.text)
    low, high = (_LOW | _LOWER, _HIGH | _UPPER) if of_body else (_LOW, _HIGH | _UPPER)
    return [
        way
        for way, first, last in (("up", low, high), ("down", high, low))
        if first & {*places["from"]} and last & {*places["to"]}
    ]


def _reached(terms: Sequence[Term], position: int) -> bool:
    """Say whether *to* names a thing: *moves to the window*, not *goes to keep him in view* or *to a stop*."""
    if terms[position].text != "to" or position + 2 >= len(terms):
        return False
    of_thing = [term.text for term in terms[position + 3 : position + 4]] == ["of"]
    return terms[position + 1].role == "article" and (terms[position + 2].value != "rest" or of_thing)


def _far(terms: Sequence[Term], leaves: bool) -> list[str]:
    """Return the direction that other words part from the verb; behind *from ...* any may: *from the road up to*."""
    for place, term in enumerate(terms):
        if _describes(terms, place):
            continue
        follows = place == 0 and term.value in ("follow", "track") and term.sense.form == "participle"
        named = _in_noun(_before(terms, place)) and term.text != "gaze"
        if term.role in ("verb", "move") and term.value != "act" and not (follows or named):
            return []
        if term.role == "direction" and (term.sense.far or (leaves and term.value in _ON_FROM)):
            return ["up"] if term.value == "upto" else term.value.split()
    return []


def _leads_into(behind: Sequence[Term]) -> bool:
    """Say whether what comes out of one place goes into another: *out of the dark hallway into the hall*."""
    leaves = behind[0].text in ("out of", "out from")
    return leaves and any(term.role == "direction" and term.text in ("into", "onto") for term in behind[1:])


def _leads_toward(behind: Sequence[Term]) -> bool:
    """Say whether going along something leads to a goal ahead: *gliding along it toward the pavilion*."""
    goal = next((term for term in behind if term.role in ("direction", "verb", "move")), None)
    return goal is not None and goal.text in ("toward", "towards")


def _before(terms: Sequence[Term], place: int) -> Term | None:
    return terms[place - 1] if place else None


def _describes(terms: Sequence[Term], place: int) -> bool:
    """Say whether a participle behind an article only describes: *from the mirrored water up to the peak*."""
    formed = terms[place].sense.form in ("past", "participle")
    return formed and place > 0 and terms[place - 1].role == "article"


_ON_FROM = listed("up down left right upto out")


def _noun_ways(terms: Sequence[Term], index: int, since: int) -> list[str]:
    """Return the directions before a noun: *a slow upward tilt*, *a rising crane shot*."""
    position = index - 1
    while position >= since and terms[position].role == "skipped" and terms[position].text not in _BEFORE:
        position -= 1
    before = terms[position] if position >= since else None
    if before is None or before.chinese or (position > since and _goes(terms[position - 1])):
        return []
    if before.role == "direction" and (before.text in _BEFORE or before.value in ("cw", "ccw", "left", "right")):
        return before.value.split()
    if before.text in _BEFORE:
        return [_PLAINLY[before.text]] if before.text in _PLAINLY else []
    if before.role == "verb" and before.sense.form == "participle" and before.value in _RISING:
        return [_RISING[before.value]]
    return []
