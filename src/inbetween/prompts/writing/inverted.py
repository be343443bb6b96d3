"""Clauses turned round, told in their usual order: *only then does it push in*, *the nearer the camera gets*."""

import re

_TURNED = re.compile(
    r"(?P<before>(?:^|(?<=[.;:!?\n,]))[ ]?(?:and |but |yet )?(?:only|not until|not before|never until)\b"
    r"[^.;:!?\n]{0,90}?)"
    r" (?:does|do|did|will|can|should|may) (?P<who>it|we|(?:the|our) (?:camera|shot|lens|view|frame))\b"
)
_THE_MORE = re.compile(
    r"(?:^|(?<=[.;:!?\n,])) ?the (?P<way>(?:further|farther|more) (?:back|away|up|down|in|out|left|right|forward|along)"
    r"|closer|nearer|higher|lower|tighter|wider|deeper|further|farther)"
    r" (?P<who>we|(?:the|our) (?:camera|lens|shot|view|frame)) (?P<verb>\w+)\b(?! (?:off|away|up|down|out|in|back)\b)"
)
"""*The louder they shout, the nearer the camera gets.*"""


def straightened(text: str) -> str:
    """Return ``text``, of equal length, with such clauses in their usual order."""
    return _THE_MORE.sub(_more, _TURNED.sub(_straight, text))


def _more(match: re.Match[str]) -> str:
    way = "down" if match["way"] == "lower" else match["way"]
    lead = " " if match[0].startswith(" ") else ""
    return f"{lead}{match['who']} {match['verb']} {way}".ljust(len(match[0]))


def _straight(match: re.Match[str]) -> str:
    told = f", {match['who']}" if " " in match["who"] else ", then"
    return match["before"] + told.ljust(len(match[0]) - len(match["before"]))
