"""Words of the trade written with a slip of the finger: *slwoly*, *camrea*, *lft*."""

from collections.abc import Iterator

_RIGHT = (
    "camera zoom dolly tilt orbit crane truck track push pull slowly slow left right forward backward static around"
    " closer pan handheld follow rotate descend"
)
"""What is most often written, and most often wrongly."""
_OTHERS = frozenset(
    [
        "tit",
        "til",
        "lit",
        "let",
        "eft",
        "lot",
        "zoo",
        "doll",
        "folly",
        "pan",
        "pus",
        "ill",
        "cane",
        "care",
        "crate",
        "trace",
        "tuck",
        "ruck",
        "rack",
        "tack",
        "slow",
        "sow",
        "low",
        "lows",
        "owl",
        "statics",
        "static",
        "round",
        "aground",
        "wards",
        "ward",
        "ears",
        "forwards",
        "night",
        "rights",
        "light",
        "eight",
        "closet",
        "loser",
        "close",
        "an",
        "pa",
        "nap",
        "pans",
        "follows",
        "fellow",
        "hollow",
        "rotated",
        "rotates",
        "raise",
        "rises",
        "arise",
        "risen",
        "descends",
        "tilts",
        "orbits",
        "cameras",
        "zooms",
        "pushes",
        "pulls",
        "tracks",
        "trucks",
        "cranes",
        "tract",
        "crack",
        "push",
        "bush",
        "obit",
        "carne",
        "rush",
        "lush",
        "plush",
        "trick",
        "thick",
        "tilted",
        "felt",
        "lift",
        "loft",
        "ale",
    ]
)
"""What is a word of its own, or near to one."""


def _slips(word: str) -> Iterator[str]:
    """Yield ``word`` with one letter left out, doubled, or two exchanged; the first letter stays."""
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]
        yield word[:at] + word[at] + word[at:]
        yield word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
    yield word[0] + word


_MEANT = {
    slip: word
    for word in reversed(_RIGHT.split())
    for slip in _slips(word)
    if len(slip) > 2 and slip not in _OTHERS and slip not in _RIGHT.split()
}


_SLANG = {"u": "you", "n": "and", "em": "them", "pls": "please", "plz": "please", "thru": "through", "wanna": "want"}
"""Words of chat, one for one."""
_MEANT.update(_SLANG)


def corrected(word: str) -> str:
    """Return the word of the trade that ``word`` is meant to be, or ``word`` itself."""
    return _MEANT.get(word, word)
