"""The camera's moves in a clause whose actor is known."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from inbetween.prompts.actors.clauses import Acted
from inbetween.prompts.lexicon.moves import OWN_WORDS
from inbetween.prompts.meaning.negation import negated
from inbetween.prompts.meaning.terms import Term
from inbetween.prompts.meaning.ways import resolve, ways
from inbetween.prompts.meaning.ways_chinese import goes_along
from inbetween.prompts.meaning.ways_english import aside
from inbetween.prompts.moves import accepted_chinese, accepted_english
from inbetween.prompts.moves.changes import becomes_shot, of_what_stands, shifts
from inbetween.prompts.moves.company import company
from inbetween.prompts.moves.ellipsis import elliptic, inverted, some_way
from inbetween.prompts.moves.found import Found, move_of
from inbetween.prompts.moves.in_person import ahead_of_self, of_walker
from inbetween.prompts.moves.spot_chinese import looks_from_to, on_the_spot, reached, through
from inbetween.prompts.moves.unstirred import stands

_MOVEMENT = frozenset(
    ("camera movement", "camera motion", "camera move", "camera moves", "camera work", "camerawork")
) | {"运镜", "镜头运动", "推拉摇移"}
_LIMITING = frozenset(
    (
        *("sudden", "abrupt", "jerky", "fast", "rapid", "quick", "erratic", "excessive", "unnecessary", "unneeded"),
        *("aggressive", "dramatic", "extreme", "harsh", "wild", "shaky", "frantic", "complex", "unmotivated", "random"),
        *("other", "further", "additional", "extra", "unwanted", "big", "large", "heavy", "chaotic", "handheld"),
        *("jarring", "distracting", "flashy", "hard", "sharp", "violent"),
    )
)
"""Between *no* and *camera moves* they refuse only such ones: *no sudden camera moves* does not stand still."""
_RESTS = frozenset(("停", "顿", "静", "固", "定", "稳", "静止", "motionless"))
_GAZES = (" gaze", " eyes", " eye", " look", "视线", "目光")
_LOOKS = ("gaze of", "look of", "eye of")
_TURNS = {"truck": "pan", "crane": "tilt"}
_CAMERA = ["article", "camera"]
"""Behind *bring* and *take* what is moved: *bring the camera down to the cake*."""
_TOO = frozenset(("too", "as well", "likewise"))
_IDLE = frozenset(("word", "skipped", "article"))
"""A clause of nothing else tells no move."""
_NOT_MOVED = frozenset(("throughout", "here", "there", "as if", "as though"))
"""Behind *still* they leave it standing."""
_PASSES = frozenset(("from", "to", "reach", "along", "past", "through", "across", "over", "under", "above", "side"))


class Gathered(NamedTuple):
    """The moves of a clause, those that it negates, and a verb that still waits for its direction."""

    moves: list[Found]
    refused: list[Found]
    waiting: Found | None = None


def gather(acted: Acted, number: int, before: Found | None) -> Gathered:
    """Return what the clause ``number`` tells; ``before`` is the move before it, or a verb without its direction."""
    terms = acted.clause.terms
    if not acted.clause.chinese and all(term.role in _IDLE for term in terms):
        return Gathered([], [])
    found: list[Found] = []
    refused: list[Found] = []
    waiting = None
    for position in range(len(terms)):
        made = _made(acted, position, number)
        if made and negated(terms, position):
            refused.extend(made)
            made = _unmoved(terms, position, made)
        waiting = next((move for move in made if move.kind == "unmoved"), waiting)
        told = (of_walker(_of_gaze(_turned(move, found[-1] if found else before), acted), acted) for move in made)
        found.extend(move for move in told if move.kind not in ("movement", "unmoved"))
    found = _led_by_noun(found, terms)
    found = [_of_lens(on_the_spot(through(move, acted, before), acted, before), acted, before) for move in found]
    if not found and not refused:
        found = inverted(acted, number)
    if not found and not refused and stands(acted):
        found = [move_of("static", terms[-1], number)]
    if not found and not refused:
        found = elliptic(acted, number, before) or company(acted, number) or some_way(acted, number)
    return Gathered(found, refused, None if found else waiting)


def _led_by_noun(found: list[Found], terms: Sequence[Term]) -> list[Found]:
    """Return the moves of a clause, a noun's beside whom it follows: *a slow pan left follows a heron*."""
    if len(found) != 2 or found[1].kind != "follow" or found[0].chinese:
        return found
    noun = next(term for term in terms if term.first == found[0].first)
    follows = next(term for term in terms if term.first == found[1].first)
    led = noun.sense.form == "base" and follows.sense.form == "present"
    return [found[0], replace(found[1], beside=True)] if led else found


def _of_gaze(move: Found, acted: Acted) -> Found:
    """Return the move of a gaze, which turns where a camera would travel: *our gaze wanders left*."""
    subject = acted.clause.terms[acted.since]
    gazes = subject.role in ("camera", "perhaps") and (subject.text.endswith(_GAZES) or subject.text.startswith(_LOOKS))
    return replace(move, kind=_TURNS.get(move.kind, move.kind)) if gazes and move.dir else move


def _of_lens(move: Found, acted: Acted, before: Found | None) -> Found:
    """Return a lens that goes against the camera as zooming: *the camera rolls back while the lens goes in*."""
    against = before is not None and (before.kind, move.kind) == ("push", "push") and before.dir != move.dir
    return replace(move, verb="zoom") if against and acted.clause.terms[acted.since].text == "lens" else move


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
    if not names or not (_rests(acted, index) or _accepted(acted, index)):
        return []
    turns = term.value == "rest"
    passing = _passing(acted, index)
    return [replace(move_of(name, term, number), then=turns and name != "rest", passing=passing) for name in names]


def _passing(acted: Acted, index: int) -> bool:
    """Say whether a participle behind a comma only tells what is passed: *circles the statue, drifting past ivy*."""
    term = acted.clause.terms[index]
    if term.role != "verb" or term.chinese or term.sense.form != "participle" or acted.clause.joint != ",":
        return False
    found = set(ways(acted.clause.terms, index, _since(acted, index)))
    return bool(found) and found <= _PASSES


def _rests(acted: Acted, index: int) -> bool:
    """Say whether a single word says that the camera stands: 近景，静。"""
    terms = acted.clause.terms
    return terms[index].text in _RESTS and all(term is terms[index] or term.role == "skipped" for term in terms)


def _names(acted: Acted, index: int) -> list[str]:
    terms = acted.clause.terms
    term = terms[index]
    if _rests(acted, index):
        return ["static"]
    if term.role == "move" and term.value == "dollyzoom" and not term.chinese:
        return [_zoomed(terms, index)]
    told = reached(terms, index) if term.role == "move" else None
    if told:
        return [told]
    if term.role == "move":
        return [term.value if "." in term.value or not term.chinese else _sided(terms, index, term.value)]
    if term.role == "still":
        return [] if _adverb(terms, index) else ["static"]
    if term.role == "focus":
        return ["focus"] if shifts(terms, index) else []
    if term.role == "camera" and [after.text for after in terms[index + 1 :]] == ["steady"]:
        return ["static"]
    if term.role == "camera" and term.text in _MOVEMENT:
        return ["movement"] if negated(terms, index) else _of_movement(terms, index)
    return _of_verb(acted, index) if term.role == "verb" and not _subject(terms, index) else []


def _zoomed(terms: Sequence[Term], index: int) -> str:
    """Return a dolly zoom with the way that the camera goes: *a zolly towards him*."""
    way = next((term.value for term in terms[index + 1 : index + 2] if term.role == "direction"), "")
    return f"dollyzoom.{way}" if way in ("in", "out") else "dollyzoom"


def _of_verb(acted: Acted, index: int) -> list[str]:
    """Return the moves that a verb makes with the directions around it."""
    terms = acted.clause.terms
    term = terms[index]
    if term.value == "rest" and term.text.startswith("settl") and _sinks(terms[index + 1 :]):
        return ["crane.down"]
    if term.value in ("hold", "rest"):
        return [*_settles_aside(terms, index), "pause" if term.value == "hold" else "rest"]
    if (
        not term.chinese
        and term.value in OWN_WORDS
        and [after.role for after in terms[index + 1 : index + 2]] == ["negation"]
    ):
        return []
    if _keeps_behind(terms, index) or of_what_stands(terms, index):
        return ["truck" if term.value == "track" else "follow"]
    if term.text == "后推" and any(before.text == "先" for before in terms[:index]):
        return ["push.in"]
    if term.text == "倒" and set(ways(terms, index, _since(acted, index))) & {"left", "right"}:
        return ["roll"]
    if term.chinese and goes_along(terms, index, acted.since):
        return ["push.in"]
    if becomes_shot(terms, index):
        return []
    if looks_from_to(terms, index):
        return resolve("turn", [*ways(terms, index, _since(acted, index)), "to"])
    found = resolve(_goes_as(terms, index), ways(terms, index, _since(acted, index)))
    return found or _likewise(terms, index) or ahead_of_self(acted, index) or _unsaid(term)


def _goes_as(terms: Sequence[Term], index: int) -> str:
    """Return the kind of a verb; what brings the camera somewhere moves it: *bring the camera down to the cake*."""
    brought = terms[index].text in ("bring", "take")
    taken = brought and [after.role for after in terms[index + 1 : index + 3]] == _CAMERA
    return "travel" if taken else terms[index].value


def _keeps_behind(terms: Sequence[Term], index: int) -> bool:
    """Say whether the camera stays some steps behind somebody: 落后信使半步."""
    behind = "".join(term.text for term in terms[index + 1 :])
    return terms[index].text == "落后" and behind.endswith(("半步", "一步", "几步", "两步", "身位"))


def _sinks(behind: Sequence[Term]) -> bool:
    """Say whether what settles goes down: *settles back down as she lands*."""
    ways = (term.value for term in behind[:2] if term.role == "direction")
    return "down" in ways


def _settles_aside(terms: Sequence[Term], index: int) -> list[str]:
    """Return the turn to what the camera comes to rest on, told aside: *settles on a poster to the left*."""
    if terms[index].chinese or terms[index].value != "rest":
        return []
    return [f"pan.{side}" for side in aside(terms[index + 1 :])]


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
        and following.value not in (("act",) if terms[index].value == "truck" else ("follow", "act"))
    )


def _unsaid(term: Term) -> list[str]:
    return ["unmoved"] if term.value in ("travel", "turn") else []


def _likewise(terms: Sequence[Term], index: int) -> list[str]:
    """Return *follow* for a camera that goes where somebody goes: *where the boy runs, the view runs too*."""
    too = any(term.text in _TOO for term in terms[index + 1 :])
    too = too or (terms[index].chinese and index > 0 and terms[index - 1].text in ("也", "就"))
    together = terms[index].chinese and index > 1 and _beside(terms[max(0, index - 3) : index])
    return ["follow"] if (too or together) and terms[index].value == "travel" else []


def _beside(before: Sequence[Term]) -> bool:
    """Say whether it goes with somebody: 和它们一起跑."""
    return "".join(term.text for term in before).endswith(("一起", "一同", "一道", "一块", "一块儿", "一路同行"))


def _since(acted: Acted, index: int) -> int:
    return acted.since if index > acted.since else 0


def _sided(terms: Sequence[Term], index: int, kind: str) -> str:
    """Return a Chinese phrase with the side that its clause tells: 顺时针环绕拍摄."""
    made = resolve(kind if kind in ("orbit", "roll", "pan", "follow", "crane") else "", ways(terms, index, 0))
    return made[0] if made else kind


def _adverb(terms: Sequence[Term], index: int) -> bool:
    if terms[index].text == "tripod" and [term.value for term in terms[index + 1 : index + 2]] in (["tilt"], ["pan"]):
        return True
    if terms[index].text == "in place":
        return index > 0 and terms[index - 1].role == "verb"
    behind = terms[index + 1 : index + 2]
    adverbial = terms[index].text == "still" and any(term.role in ("verb", "word", "own") for term in behind)
    return adverbial and behind[0].text not in _NOT_MOVED


def _unmoved(terms: Sequence[Term], index: int, made: Sequence[Found]) -> list[Found]:
    """Return what a negated move leaves: nothing, but no movement at all is a camera that stands."""
    term = made[0]
    if term.kind not in ("movement", "unmoved") or terms[index].role not in ("camera", "verb"):
        return []
    if any(before.text in _LIMITING for before in terms[:index]) or terms[index].text.startswith("jump"):
        return []
    return [replace(term, kind="static", dir=None, verb="static")]


def _accepted(acted: Acted, index: int) -> bool:
    chinese = acted.clause.terms[index].chinese
    return accepted_chinese.accepted(acted, index) if chinese else accepted_english.accepted(acted, index)
