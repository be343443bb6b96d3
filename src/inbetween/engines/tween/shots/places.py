"""Words of a shot that name a place of any picture: left, the sky, the ground, a face."""

import re
from collections.abc import Mapping

from inbetween.domain.plan import Shot
from inbetween.engines.tween.moves.sight import Sight, Spot

_ASIDE, _UP = 0.25, 0.28
"""How far from the middle such a place is, as shares of the width and of the height."""

_WORDS: Mapping[str, re.Pattern[str]] = {
    name: re.compile(words, re.IGNORECASE)
    for name, words in {
        "head": r"\b(?:face|eyes?|head|expression|smile)\b|脸|臉|面部|眼|头部|表情|微笑",
        "left": r"\b(?:on|to|at|in) the left\b|左边|左侧|左方|左邊",
        "right": r"\b(?:on|to|at|in) the right\b|右边|右侧|右方|右邊",
        "up": r"\b(?:sky|clouds?|ceiling|rooftops?|treetops?|stars)\b|天空|云|雲|天花板|屋顶|树梢|星空",
        "down": r"\b(?:feet|ground|floor|shoes|grass)\b|脚|地面|地板|鞋|草地",
    }.items()
}
"""What no picture needs to be understood for; that a prompt names a thing does not tell where it is."""


def told_place(shot: Shot, sight: Sight) -> Spot | None:
    """Return the place that the words of a shot name, if they name one."""
    for name, words in _WORDS.items():
        if words.search(shot.text):
            return _spot(name, sight)
    return None


def _spot(name: str, sight: Sight) -> Spot:
    aside, up = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}.get(name, (0, 0))
    x, y = sight.aim
    return (aside * _ASIDE if aside else x, up * _UP * sight.tall if up else y)
