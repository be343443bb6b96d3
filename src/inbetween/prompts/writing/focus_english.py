"""A focus told by what is seen of it: *the ring goes soft and the couple comes sharp* pulls it from one to the other.

One of the two alone is light, fog or a voice (*the sky becomes clear*); both in one sentence are the lens.
"""

import re

_GETS = (
    r"(?:gets?|getting|goes|going|go|becom(?:e|es|ing)|com(?:e|es|ing)|turn(?:s|ing)?|grow(?:s|ing)?|fall(?:s|ing)?"
    r"|is made|slid(?:e|es|ing)|melts?|blurs?)"
)
_CLEAR = r"(?:clear|clearer|sharp|sharper|crisp|(?:back )?into focus|in focus|readable)"
_SOFT = r"(?:soft|softer|blurry|blurred|blurrier|unclear|unsharp|fuzzy|hazy|out of focus|into (?:a )?blur|indistinct)"
_BETWEEN = r"[^.;!?\n]{1,70}?(?:\b(?:and|while|as|when|then|whereas|but)\b|, )[^.;!?\n]{0,50}?"
_PAIRS = re.compile(
    rf"\b(?:(?:{_GETS} {_SOFT}|blurs? out)\b{_BETWEEN}\b(?:{_GETS} )?{_CLEAR}"
    rf"|{_GETS} {_CLEAR}\b{_BETWEEN}\b(?:{_GETS} )?{_SOFT})\b"
    r"(?=[.,;!?\n]|$| (?:again|now|behind|instead|one|in|on|at|while|as))"
)


def as_focus(text: str) -> str:
    """Return ``text``, of equal length, with what gets sharp while something else gets soft as a pull of focus."""
    return _PAIRS.sub(lambda match: "rack focus".ljust(len(match[0])), text)
