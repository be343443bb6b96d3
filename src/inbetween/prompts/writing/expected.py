"""What one would expect of the camera, or what it is said not to be, it does not: it does what is told next."""

import re

_EYE = "camera|lens|shot|drone"
_ANYONE = (
    "anyone|anybody|everyone|everybody|one|you|people|most people|most viewers|viewers|the viewer|the audience|many"
)
_EXPECTING = "expect|think|imagine|assume|suppose|guess|predict|swear|bet|believe|suspect"
_UP_TO = r"[^.;:!?\n]{2,140}?(?=[.;:!?\n]|$|,? (?:but|yet|instead|and yet|only to|when)\b|, (?:it|we|the camera) )"
_TURNS = (
    r"(?=,? (?:but|yet|only to|then (?:thinks|changes|decides)|when instead|and then (?:doesn't|does not|instead))\b)"
)
_EXPECTED = tuple(
    re.compile(pattern)
    for pattern in (
        # *Anyone would expect the camera to follow him; it pans left instead.*
        rf"\b(?:{_ANYONE})(?: would|'d| might)(?: \w+ly| well| have| be)* (?:{_EXPECTING})\w*\b{_UP_TO}",
        # *Everybody expects the camera to pull back; instead it creeps closer.*
        (
            rf"\b(?:{_ANYONE}|we)(?: all| now| still| only| half| have| had)* "
            r"(?:expect(?:s|ed)?|(?:is|are|was|were|been|'re) (?:all |still |now )?(?:expecting|waiting for|braced for)"
            rf"|waits? for)\b (?:a|an|the|that|us|every)\b{_UP_TO}"
        ),
        # *A lesser film would have the camera circle them.*
        (
            r"\b(?:where |while )?(?:another|any other|a lesser|a bolder|a different|most|other) "
            r"(?:director|film|movie|camera|cameraman|filmmaker|video|clip)s? (?:would|might)\b[^.;:!?,\n]{2,80}"
        ),
        # *It looks as if the camera is about to follow the fox, but it tilts up.*
        (
            rf"\bit (?:looks|seems|appears) (?:as if|as though|like|that) (?:the|our) (?:{_EYE})\b"
            rf"[^.;:!?,\n]{{2,80}}{_TURNS}"
        ),
        # *The camera is about to pan left, but pushes in.*
        (
            r"\b(?:(?:is|are|was|were|seems|looks|appears) (?:just |almost |all |already )?(?:about to|set to|ready to"
            r"|poised to|going to|tempted to|on the (?:point|verge|brink) of)|ought to|threatens to|makes as if to"
            rf"|starts? to|begins? to) [^.;:!?,\n]{{2,60}}{_TURNS}"
        ),
        # *The storyboard had a crane up here; now it is a tilt down.*
        (
            r"\b(?:the|my|our) (?:\w+ )?(?:storyboard|script|shot ?list|plan|brief|draft|sketch|version|original) "
            r"(?:had|has|says?|said|calls? for|called for|asks? for|asked for|wants?|wanted|shows?|showed|lists?|was)\b"
            r"[^.;:!?,\n]{2,80}(?=[,;.] ?(?:but|now|here|instead|yet|we|i|this|please|do|make|today)\b)"
        ),
        # *No camera that spins*; *I do not need a shot which circles her*.
        (
            r"\b(?:no|(?:do not|don't|never) (?:want|need|like|use|wish for)(?: any| an?)?) (?:\w+ )?"
            rf"(?:{_EYE}|view|move)s? (?:that|which) [^,.;:!?\n]{{2,50}}"
        ),
        # *Nothing moves but the camera: it pushes in.*
        (
            r"\b(?:nothing|nobody|no one)(?: else)? (?:moves|stirs|is moving)(?: here| at all)? "
            rf"(?:but|except|save|apart from)(?: for)? (?:the|our) (?:{_EYE})\b"
        ),
    )
)
_NAMED = re.compile(rf"\b(?:{_EYE})\b")


def without_expected(text: str) -> str:
    """Return ``text`` with what only might have been blanked, of equal length; a camera named there stays named."""
    for pattern in _EXPECTED:
        text = pattern.sub(_named_alone, text)
    return text


def _named_alone(match: re.Match[str]) -> str:
    """Return blanks and, as *it* may be meant for it next, the camera."""
    named = _NAMED.search(match[0])
    if named is None:
        return " " * len(match[0])
    return " " * named.start() + named[0] + " " * (len(match[0]) - named.end())
