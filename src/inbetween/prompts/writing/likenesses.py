"""Likenesses direct nothing: *like a camera pulling away, her memory lets go*."""

import re

_GEAR = "camera|lens|drone|crane shot|dolly|zoom|tracking shot|steadicam"
_MOVES = "pan|tilt|zoom|dolly|push|pull|orbit|crane|track|truck|roll|move|movement|shot|camera"
_SOMEBODY = (
    "someone|somebody|something|a man|a woman|a person|a child|an old man|a thief|a cat|a ghost|a bird|a drunk|a boxer"
)
_LIKE = "像|如同|好像|仿佛|犹如|宛如|就像"
_SENTENCE = r"(?:^|(?<=[.。!?;:\n]))"
_A_GEAR = rf"(?:a|an|any|some) (?:\w+ ){{0,2}}?(?:{_GEAR})s?"
_OF_OTHERS = re.compile(
    r" *(?:the|an?|his|her|their|its|my|our|he|she|they|i|it)\b"
    r"(?!.*\b(?:camera|lens|shot|views?|viewpoint|frame|perspective|pov|drone|footage|we|us)\b)"
)
"""What begins a sentence about something that is not the camera."""
_OPENING = re.compile(
    # *Like a lens that zooms in on dust, the hawk's eye narrows*; *the way a camera glides along a rail, the swan ...*
    rf"{_SENTENCE} ?(?:just |much |exactly |rather |not )?"
    rf"(?:(?:like|unlike|the way|in the way) {_A_GEAR}"
    rf"|as (?:a|any) (?:\w+ )?(?:{_GEAR}) (?:would|might|could|can|does))"
    r"\b[^,.;:!?\n]{0,80},"
)
_BEHIND = re.compile(
    # *His gaze, like a camera tracking left, passes on*; *he nods as steadily as a camera tilting up and down*
    rf"(?:,|(?<!feel)(?<!feels)(?<!look)(?<!looks)(?<!would)(?<!'d)) (?:just |much |rather |not )?"
    rf"(?:(?:un)?like {_A_GEAR}|as \w+ as {_A_GEAR}|(?:{_GEAR})[- ]like)\b"
    r"[^,.;:!?\n]{0,80}"
)
_LIKENESSES = (
    # *Like a camera on a crane the giraffe's head rises.*
    (
        rf"(?<!feel )(?<!feels )(?<!look )(?<!looks )(?<!would )(?<!'d )\blike"
        rf" (?:a|an|the|some) (?:\w+ )?(?:{_GEAR})"
        r"(?: (?:on|in) (?:a|an|the|its) \w+)?(?: shot| move)?\b"
    ),
    # *Like a slow pan, the light crosses the wall.*  *The train moved like a slow truck left across the screen.*
    (
        r"(?<!feel )(?<!feels )(?<!look )(?<!looks )(?<!would )(?<!'d )(?<!something )(?<!more )\blike (?:a|an) "
        rf"(?:\w+ )?(?:{_MOVES})(?: (?:left|right|up|down|in|out))?\b(?! please)"
    ),
    # *Like a leaf on the wind the camera floats down.*
    (
        _SENTENCE + r" ?(?:just )?like (?:(?:a|an|the|some|water|smoke) )?[^.;!?,\n]{2,60}?,? "
        r"(?=(?:the|our) (?:\w+ )?(?:camera|lens|view|shot|frame)\b|we |it )"
    ),
    # *The viewpoint glides like a ghost through an empty palace.*
    (
        r"\blike (?:a|an) (?:\w+ )?\w+(?= (?:through|into|over|along|across|past|toward|towards|down|up|around|between)"
        r" (?:the|a|an|his|her|its|their)\b)"
    ),
    # *The camera, like a curious cat, sneaks up.*
    r",(?: rather| just| much)? like (?:a|an|the) [^,.;:!?\n]{2,60}(?=[,.;:!?\n]|$)",
    # *It feels like the room is pulling away.*
    (
        r"\b(?:feels?|seems?|looks?|sounds?|appears?) (?:like|as if|as though|that) (?:the|everything|she|he|they)"
        r" [^,.;:!?\n]{3,60}"
    ),
    # *The camera backs off as if it had seen a ghost.*
    (
        r"\b(?:as if|as though) (?!to\b)"
        r"(?!(?:it (?:is|was|were) )?(?:nailed|screwed|bolted|glued|frozen|rooted|mounted|fixed|on a))[^,.;:!?\n]{3,80}"
    ),
    (
        rf"\blike (?:{_SOMEBODY})(?: who(?: is| has)?| that(?: is| has)?)?"
        r" (?!(?:toward|to|into|through|down|up|past|over|across|along|around)\b)[^,.;:!?\n]{3,80}"
    ),
    # 像镜头缓缓拉远一样，他的记忆模糊了。
    rf"(?:{_LIKE})[^,.。;!?\n]{{0,12}}(?:镜头|摄影机|摄像机|无人机|相机)[^,.。;!?\n]{{0,16}}?(?:一样|一般|那样|似的|般)",
)

_LIKENED = tuple(re.compile(pattern) for pattern in _LIKENESSES)


def without_likenesses(text: str) -> str:
    """Return ``text`` with its likenesses blanked, of equal length."""
    text = _BEHIND.sub(_of_other, _OPENING.sub(_blank, text))
    for pattern in _LIKENED:
        text = pattern.sub(_blank, text)
    return text


def _of_other(match: re.Match[str]) -> str:
    """Return a likeness as it is where the camera is likened, so that it still says where to."""
    before = re.split(r"[.。!?;:\n]", match.string[: match.start()])[-1]
    return _blank(match) if _OF_OTHERS.match(before) else match[0]


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
