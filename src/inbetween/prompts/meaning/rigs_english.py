"""Drones that are only things in the picture: *he launches his drone; it climbs above the barn*."""

import re

_SORTS = (
    "toy|delivery|rescue|spraying|spy|police|enemy|military|combat|surveillance|cargo|mail|red|black|white|blue|yellow|"
    "silver|green|glowing|broken|crashed|rival|hostile"
)
_OWNERS = r"his|her|their|\w+'s|\w+s'"
_SEEING = (
    r"unbox(?:es|ing)?|launch(?:es|ing)?|chas(?:e|es|ing)|watch(?:es|ing)?|shoots? down|catch(?:es)?|assembl(?:es|ing)|"
    r"repair(?:s|ing)?|pilots?|waves? at|points? at|looks? (?:up )?at|holds?|steers?"
)
_SEEN = re.compile(
    rf"\b(?:(?:{_SORTS}) (?:drone|quadcopter)|(?:{_OWNERS}) (?:\w+ )?(?:drone|quadcopter)"
    rf"|(?:{_SEEING}) (?:an?|the|two) (?:\w+ )?(?:drone|quadcopter)"
    r"|(?:swarm|fleet|formation|flock) of drones|drone show"
    r")s?\b(?! (?:shot|view|footage|camera|pov))",
    re.IGNORECASE,
)
DRONES = frozenset(("drone", "drones", "quadcopter", "quadcopters"))


def drone_is_seen(text: str) -> bool:
    """Say whether the drone that ``text`` tells of is one that people see, or that is at work there."""
    named = "drone" in text or "quadcopter" in text
    return named and _SEEN.search(text) is not None
