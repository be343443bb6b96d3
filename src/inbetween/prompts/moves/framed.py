"""A move told only by what fills the picture first and last: *end on the whole village, having begun on one window*."""

import re
from collections.abc import Sequence

from inbetween.prompts.moves.found import Found
from inbetween.prompts.moves.sentences import Sentence, Told
from inbetween.prompts.writing.words import listed

_AT = r"(?: \w+ly)? (?:on|with|w|from|at|in|super|very|really)? ?(?P<seen>[^,.;:!?]{3,60}?)"
_UP_TO = r"(?= and | but |,|[.;:!?]|$)"
_WHO = r"(?:^|(?<=[.,;:!?] )|(?<=we )|(?<=it )|(?<=and )|(?<=but )|(?<=having )|(?<=after )|(?<=shot )|(?<=camera ))"
_BEGINS = listed("begin begins began begun beginning start starts started starting open opens opened opening")
_ENDS = listed("end ends ended ending finish finishes finished finishing conclude concludes concluded concluding")
_FIRST = re.compile(_WHO + r"(?:begin|began|begun|start|open)(?:s|ed|ing|ning)?\b" + _AT + _UP_TO)
_LAST = re.compile(_WHO + r"(?:end|finish|conclude)(?:s|es|ed|d|ing)?\b" + _AT + _UP_TO)
_NEAR = re.compile(r"\b(?:single|one|tiny|close|closeup|tight|macro|detail|lone|close up|extreme close)\b")
_FAR = re.compile(r"\b(?:whole|entire|full|wide|far away|afar|skyline|panorama|everything|all of)\b")


def from_frame_to_frame(parts: Sequence[Sentence]) -> list[Told]:
    """Return the push that leads from what is seen first to what is seen last, where their sizes tell it."""
    words = {word.text for sentence in parts for word in sentence.words}
    if not (words & _BEGINS and words & _ENDS):
        return []
    for number, sentence in enumerate(parts):
        here = " ".join(word.text for word in sentence.words)
        both = " ; ".join([here, *(" ".join(word.text for word in after.words) for after in parts[number + 1 :][:1])])
        first, last = _FIRST.search(both), _LAST.search(both)
        if first is None or last is None or min(first.start(), last.start()) >= len(here):
            continue
        way = _way(_size(first["seen"]), _size(last["seen"]))
        return [Told(found=_push(way, len(sentence.words)), number=number)] if way else []
    return []


def _size(seen: str) -> int:
    """Return 1 for much, -1 for little, 0 where nothing is said: *the whole church*, *a single seed*, *her eyes*."""
    return 1 if _FAR.search(seen) else -1 if _NEAR.search(seen) else 0


def _way(first: int, last: int) -> str:
    """Return *in* from much to less, *out* to much; from something to one of it may be somewhere else."""
    return "" if max(first, last) <= 0 or first == last else "in" if first > last else "out"


def _push(way: str, end: int) -> Found:
    return Found(kind="push", dir=way, first=0, last=end, verb="travel", text="", clause=0, chinese=False)
