"""The camera's moves in a clause whose actor is known."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from inbetween.prompts import accepted_chinese, accepted_english
from inbetween.prompts.actors_english import only_goes
from inbetween.prompts.clauses import Acted
from inbetween.prompts.lexicon import camera_chinese, camera_english
from inbetween.prompts.lexicon.moves import AXES, MOVES
from inbetween.prompts.negation import negated
from inbetween.prompts.terms import Term
from inbetween.prompts.ways import resolve, ways
from inbetween.prompts.ways_english import from_to

_MOVEMENT = frozenset(
    [
        "camera movement",
        "camera motion",
        "camera move",
        "camera work",
        "camerawork",
        "运镜",
        "镜头运动",
        "推拉摇移",
        "camera moves",
    ]
)
_ADJUNCTS = frozenset(("past", "along", "across", "over", "under", "with", "to", "from", "around"))
"""Directions behind a comma that only add to the move before."""
_RETURNING = frozenset(("pan", "tilt", "truck", "track", "slide", "turn", "whip", "travel", "orbit", "swoop", "crane"))
_OPPOSITE = {"left": "right", "right": "left", "up": "down", "down": "up"}
_ONWARD = frozenset(("camera", "skipped", "direction", "connective", "not"))
_KEEPS = frozenset(("锁定", "保持", "始终", "一直", "锁住", "stays", "remains", "holds", "locked", "kept"))
_RESTS = frozenset(("静", "固", "定", "稳", "静止", "motionless"))
"""Alone between two marks these say that the camera stands."""
_TOO = frozenset(("too", "as well", "likewise"))
_SHIFTS = frozenset((camera_english.SHIFTS + "|" + camera_chinese.SHIFTS).split("|"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A move in a sentence: words ``first`` to ``last``, the ``verb`` that made it, and the clause it is in.

    ``kind`` may be ``pause`` (the camera holds) or ``rest`` (it comes to rest): ``steps`` decides what they are.
    ``elliptic``: only a direction was said, the verb is the one before. ``joint``: what the border before its clause
    says; ``then``: it comes after the move before it, whatever stands between.
    """

    kind: str
    dir: str | None
    first: int
    last: int
    verb: str
    text: str
    clause: int
    chinese: bool
    elliptic: bool = False
    joint: str = ""
    then: bool = False


class Gathered(NamedTuple):
    """The moves of a clause, those that it negates, and a verb that still waits for its direction."""

    moves: list[Found]
    refused: list[Found]
    waiting: Found | None = None


def gather(acted: Acted, number: int, before: Found | None) -> Gathered:
    """Return what the clause ``number`` tells; ``before`` is the move before it, or a verb without its direction."""
    terms = acted.clause.terms
    found: list[Found] = []
    refused: list[Found] = []
    waiting = None
    for position in range(len(terms)):
        made = _made(acted, position, number)
        if made and negated(terms, position):
            refused.extend(made)
            made = _unmoved(terms, position, made)
        waiting = next((move for move in made if move.kind == "unmoved"), waiting)
        told = (_turned(move, found[-1] if found else before) for move in made)
        found.extend(move for move in told if move.kind not in ("movement", "unmoved"))
    if not found and not refused:
        found = _elliptic(acted, number, before)
    return Gathered(found, refused, None if found else waiting)


def _turned(move: Found, before: Found | None) -> Found:
    """Return a move as the side of the circle before it, where it is: *a loop round the dam, running clockwise*."""
    if before is None or before.kind != "orbit" or before.dir or (move.kind, move.verb) != ("roll", "travel"):
        return move
    side = resolve("orbit", [move.dir or ""])[0].partition(".")[2]
    return replace(move, kind="orbit", dir=side or None, elliptic=True)


def _made(acted: Acted, index: int, number: int) -> list[Found]:
    """Return what the term at ``index`` makes the camera do, negated or not."""
    term = acted.clause.terms[index]
    names = _names(acted, index)
    if not names or not _accepted(acted, index):
        return []
    return [_found(name, term, number) for name in names]


def _found(name: str, term: Term, number: int) -> Found:
    kind, _, way = name.partition(".")
    return Found(
        kind=kind,
        dir=way or None,
        first=term.first,
        last=term.last,
        verb=term.value,
        text=term.text,
        clause=number,
        chinese=term.chinese,
    )


def _names(acted: Acted, index: int) -> list[str]:
    terms = acted.clause.terms
    term = terms[index]
    if term.text in _RESTS and all(other is term or other.role == "skipped" for other in terms):
        return ["static"]
    if term.role == "move":
        return [term.value if "." in term.value or not term.chinese else _sided(terms, index, term.value)]
    if term.role == "still":
        return [] if _adverb(terms, index) else ["static"]
    if term.role == "focus":
        return ["focus"] if _shifts(terms, index) else []
    if term.role == "camera" and [after.text for after in terms[index + 1 :]] == ["steady"]:
        return ["static"]
    if term.role == "camera" and term.text in _MOVEMENT:
        return ["movement"] if negated(terms, index) else _of_movement(terms, index)
    if term.role != "verb" or _subject(terms, index):
        return []
    if term.value in ("hold", "rest"):
        return ["pause" if term.value == "hold" else "rest"]
    found = resolve(term.value, ways(terms, index, _since(acted, index)))
    return found or _likewise(terms, index) or _unsaid(term)


def _of_movement(terms: Sequence[Term], index: int) -> list[str]:
    """Return what a noun for any movement does with its direction: *a camera move around the vase*."""
    found = ways(terms, index, 0)
    return resolve("travel", found) if found and not terms[index].chinese else []


def _subject(terms: Sequence[Term], index: int) -> bool:
    """Say whether a noun only names the shot that then moves: *a tracking shot moves backward*."""
    article = index > 0 and terms[index - 1].role == "article"
    if (
        not (terms[index].sense.form == "noun" or (article and terms[index].sense.form == "base"))
        or terms[index].chinese
    ):
        return False
    rest = (term for term in terms[index + 1 :] if term.role not in ("skipped", "lead"))
    following = next(rest, None)
    return (
        following is not None
        and following.role == "verb"
        and following.sense.form == "present"
        and following.value not in ("follow", "act")
    )


def _unsaid(term: Term) -> list[str]:
    return ["unmoved"] if term.value in ("travel", "turn") else []


def _likewise(terms: Sequence[Term], index: int) -> list[str]:
    """Return *follow* for a camera that goes where somebody goes: *where the boy runs, the view runs too*."""
    too = any(term.text in _TOO for term in terms[index + 1 :])
    return ["follow"] if too and terms[index].value == "travel" else []


def _since(acted: Acted, index: int) -> int:
    return acted.since if index > acted.since else 0


def _sided(terms: Sequence[Term], index: int, kind: str) -> str:
    """Return a Chinese phrase with the side that its clause tells: 顺时针环绕拍摄."""
    made = resolve(kind if kind in ("orbit", "roll", "pan", "follow") else "", ways(terms, index, 0))
    return made[0] if made else kind


def _adverb(terms: Sequence[Term], index: int) -> bool:
    if terms[index].text == "in place":
        return index > 0 and terms[index - 1].role == "verb"
    return terms[index].text == "still" and index + 1 < len(terms) and terms[index + 1].role in ("verb", "word", "own")


def _shifts(terms: Sequence[Term], index: int) -> bool:
    behind = terms[index + 1 :]
    if any(term.text in _KEEPS for term in behind):
        return False
    return any(term.text in _SHIFTS or term.value in ("turn", "travel") for term in behind)


def _unmoved(terms: Sequence[Term], index: int, made: Sequence[Found]) -> list[Found]:
    """Return what a negated move leaves: nothing, but no movement at all is a camera that stands."""
    term = made[0]
    if term.kind not in ("movement", "unmoved") or terms[index].role not in ("camera", "verb"):
        return []
    return [replace(term, kind="static", dir=None, verb="static")]


def _accepted(acted: Acted, index: int) -> bool:
    chinese = acted.clause.terms[index].chinese
    return accepted_chinese.accepted(acted, index) if chinese else accepted_english.accepted(acted, index)


def only_ways(acted: Acted) -> list[str]:
    """Return the directions of a Chinese camera clause that has no verb."""
    if not acted.clause.chinese:
        return _leading(acted.clause.terms)
    if acted.actor == "other":
        return []
    return [
        way for term in acted.clause.terms if term.role == "direction" and term.sense.far for way in term.value.split()
    ]


def _leading(terms: Sequence[Term]) -> list[str]:
    """Return the directions of an English clause of nothing else: *left to right, the camera pans*."""
    if any(term.role not in ("direction", "skipped", "lead", "article", "camera") for term in terms):
        return []
    return [way for term in terms if term.role == "direction" and term.sense.far for way in term.value.split()]


def onward(acted: Acted, number: int) -> list[Found]:
    """Return the move of a Chinese camera clause that says where and no more: 镜头不断向前."""
    term = next(term for term in acted.clause.terms if term.role == "direction" and term.sense.far)
    terms = [each for each in acted.clause.terms if each.role != "skipped"]
    plain = all(each.role in _ONWARD | {"article"} for each in terms) or (
        terms[-1] is term and not term.text.startswith("朝")
    )
    names = resolve("travel", only_ways(acted)) if plain else []
    return [_again(name, term, "travel", number) for name in names]


def _elliptic(acted: Acted, number: int, before: Found | None) -> list[Found]:
    """Return the move of a clause that is only a direction: *pans left, then right*; 先向左，再向右."""
    terms = acted.clause.terms
    opening = next(
        (term for term in terms if term.role not in ("skipped", "lead", "connective", "not", "article")), None
    )
    if acted.actor != "other" and (before is None or number == 0) and not acted.clause.chinese and only_goes(terms):
        return _alone(terms, number)
    if before is None or acted.actor == "other" or opening is None or opening.role != "direction":
        return []
    if opening.value == "from" and before.dir is None:
        return [_again(name, opening, before.verb, number) for name in _led(before.verb, terms) if "." in name]
    if acted.clause.joint == "," and _only_adds(before, terms, opening):
        return []
    names = [name for name in resolve(*_onto(before, terms, opening)) if "." in name]
    return [_again(name, opening, before.verb, number) for name in names]


def _alone(terms: Sequence[Term], number: int) -> list[Found]:
    """Return the move of a clause that only says which way: *Camera up*, *In, then out*."""
    at = next(index for index, term in enumerate(terms) if term.role == "direction")
    names = [] if negated(terms, at) else resolve("travel", terms[at].value.split())
    return [_again(name, terms[at], "travel", number) for name in names]


def _only_adds(before: Found, terms: Sequence[Term], opening: Term) -> bool:
    """Say whether a direction behind a comma adds to the move before: *..., past the bar, out onto the balcony*."""
    if opening.value in _ADJUNCTS or opening.text.endswith(" from"):
        return True
    out = opening.value == "out" and before.kind == "push" and before.dir == "in"
    return out and any(term.role == "direction" for term in terms[1:2])


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
    known = MOVES.get(verb, {})
    found = ["out" if way == "forth" and before.dir == "out" else way for way in opening.value.split()]
    return (verb if any(way in known for way in found) else "travel"), found


def _again(name: str, term: Term, verb: str, number: int) -> Found:
    return replace(_found(name, term, number), verb=verb, elliptic=True)
