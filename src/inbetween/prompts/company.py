"""A camera that goes with somebody, told by where it is and without a verb: *the lens two steps behind*."""

import re

from inbetween.prompts.clauses import Acted
from inbetween.prompts.found import Found, move_of

_NEAR_BODY = "tail|tails|heel|heels|shoulder|elbow|hip|side|back"
_BEHIND = re.compile(
    r"\b(?:steps?|paces?|strides?|lengths?) (?:behind|ahead|in front|beside)\b"
    r"|\b(?:right|close|just|always|ever) behind\b"
)
_AT_BODY = re.compile(
    rf"\b(?:on|at|by|over) (?:(?:the|a|an|his|her|their|its) )?(?:\w+ ){{0,2}}'s? (?:\w+ )?(?:{_NEAR_BODY})\b"
    rf"|\b(?:on|at|by) (?:his|her|their) (?:{_NEAR_BODY})\b"
)
_STAYS = re.compile(
    r"\b(?:stays?|sits?|sitting|remains?|rests?|waits?|stands?|leans?|lies|begins?|starts?|opens?|ends?)\b"
)
_OPENS = ("on", "at", "by")


def company(acted: Acted, number: int) -> list[Found]:
    """Return *follow* for a clause that puts the camera behind or beside somebody, and says nothing else."""
    terms = acted.clause.terms
    alone = acted.clause.joint in ("^", ";") and terms[0].text in _OPENS
    if acted.clause.chinese or not (alone or acted.actor == "camera"):
        return []
    text = " ".join(term.text for term in terms)
    if _STAYS.search(text):
        return []
    found = _AT_BODY.search(text) or (acted.actor == "camera" and _BEHIND.search(text))
    finite = any(term.role == "verb" and term.sense.form == "present" and term.value != "travel" for term in terms)
    return [move_of("follow", terms[-1], number)] if found and not finite else []
