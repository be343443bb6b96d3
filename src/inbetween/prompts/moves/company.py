"""A camera that goes with somebody, told by where it is and without a verb: *the lens two steps behind*."""

import re
from itertools import pairwise

from inbetween.prompts.actors.clauses import Acted
from inbetween.prompts.moves.found import Found, move_of

_NEAR_BODY = "tail|tails|heel|heels|shoulder|elbow|hip|side|back"
_BEHIND = re.compile(
    r"\b(?:steps?|paces?|strides?|lengths?|met(?:re|er)s?|yards?|feet|foot|inch(?:es)?|arm 's length|hair)"
    r" (?:behind|ahead|in front|beside|after)\b"
    r"|\b(?:alongside|beside|behind) (?:him|her|it|them)\b|\balongside$|\bat (?:his|her|its|their) side\b"
    r"|\b(?:carried|borne|hauled|dragged|towed|led|pulled|drawn|swept) (?:along )?(?:behind|alongside|beside)\b"
    r"|\b\w+s (?:along )?with (?:him|her|it|them)\b"
    r"|\b(?:right|close|just|always|ever) behind\b"
)
_AT_BODY = re.compile(
    rf"\b(?:on|at|by|over) (?:(?:the|a|an|his|her|their|its) )?(?:\w+ ){{0,2}}'s? (?:\w+ )?(?:{_NEAR_BODY})\b"
    rf"|\b(?:on|at|by) (?:his|her|their) (?:{_NEAR_BODY})\b"
)
_KEPT = re.compile(
    r"^(?:please |kindly |just |always )*(?:keep|keeping|hold|have) "
    r".*\bin (?:the )?(?:frame|picture|shot|view|middle|cent(?:er|re))\b"
    r".*\b(?:from (?:the|his|her|its) side|the whole way|all the way|all the time|the whole time|wherever)\b"
)
"""An order to keep somebody who moves in the picture: *keep him in the frame from the side the whole way*."""
_STAYS = re.compile(
    r"\b(?:stays?|sits?|sitting|remains?|rests?|waits?|stands?|leans?|lies|begins?|starts?|opens?|ends?)\b"
)
_OPENS = ("on", "at", "by")


def company(acted: Acted, number: int) -> list[Found]:
    """Return *follow* for a clause that puts the camera behind or beside somebody, and says nothing else."""
    terms = acted.clause.terms
    alone = acted.clause.joint in ("^", ";") and terms[0].text in _OPENS
    if acted.actor == "order" and not acted.clause.chinese and _KEPT.search(" ".join(term.text for term in terms)):
        return [move_of("follow", terms[-1], number)]
    if acted.clause.chinese or not (alone or acted.actor == "camera"):
        return []
    text = " ".join(term.text for term in terms)
    if _STAYS.search(text):
        return []
    found = _AT_BODY.search(text) or (acted.actor == "camera" and _BEHIND.search(text))
    if alone and acted.actor != "camera" and not any(term.role == "direction" for term in terms[2:]):
        return []
    finite = any(
        term.role == "verb"
        and term.sense.form == "present"
        and term.value not in ("travel", "act")
        and before.text != "'s"
        for before, term in pairwise([terms[0], *terms])
    )
    return [move_of("follow", terms[-1], number)] if found and not finite else []
