"""A dolly zoom told by what is seen of it: *the corridor stretches away while her face stays the same size*.

Something grows long or leaves while somebody stays as big. One of the two alone is the picture's (*two cakes of the
same size*); both in one sentence are the lens going against the camera.
"""

import re

_STRETCHES = re.compile(
    r"\b(?:(?:stretch|warp|elongat|reced|bulg|swell)(?:e?s|ing)?|zoom(?:s|ing)?|doll(?:y|ies|ying)"
    r"|(?:rush|pull|fall|rac|drop|slid|clos|press|loom)(?:e?s|ing)? (?:away|back|off|in|up|out|closer))\b",
)
_KEEPS = re.compile(
    r"\b(?:(?:he|she|it|they|i) )?(?:(?:stay|remain|keep|hold)(?:s|ing)?(?: (?:his|her|my|its|their|the) [a-z]+)?"
    r" (?:at )?(?:exactly |just |always )?(?:the|its|his|her|my|our|their) (?:very )?(?:same |own )?(?:size|scale)"
    r"|(?:does|do)(?:n't| not) (?:change (?:size|scale)|(?:get|grow) (?:any )?(?:bigger|smaller))"
    r"|(?:stay|remain)(?:s|ing)? (?:just |exactly )?as (?:big|large) as)\b",
)
_SENTENCE = re.compile(r"[^.;!?\n]+")


def as_vertigo(text: str) -> str:
    """Return ``text``, of equal length, with what keeps its size while all behind it stretches as a dolly zoom."""
    return _SENTENCE.sub(_seen, text)


def _seen(match: re.Match[str]) -> str:
    if not _STRETCHES.search(match[0]):
        return match[0]
    return _KEEPS.sub(lambda kept: "zolly".ljust(len(kept[0])), match[0])
