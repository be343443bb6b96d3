"""Quotes that only fence are taken off: around keys and values, and around a whole prompt that was pasted with them."""

import re

_STRING = re.compile(r'"((?:[^"\\\n]|\\.){0,2000})"(?P<key> ?:)?')
_TIMED = re.compile(r'"(?:times?|timestamp|timecode|timing|range|interval)" ?: ?"\D{0,4}\d', re.IGNORECASE)
_KEYS = re.compile(r'"[A-Za-z_][\w \-]{0,40}" ?:')
_WHOLE = re.compile(r"""(\s*)["“「]([^"“”「」]+)["”」](\s*)""")
_LEAST = 2
"""Keys that make a text one of keys and values."""
_QUOTED = frozenset(
    (
        *("negative", "dialogue", "dialog", "line", "lines", "text", "texts", "voice", "voiceover", "speech", "quote"),
        *("title", "caption", "subtitle", "subtitles", "says", "avoid", "exclude", "excluded", "lyrics", "narration"),
        *("logo", "name", "id", "model", "language"),
    )
)
"""Behind a key with one of these words stands what is said, written or not wanted."""
_SHOTS, _COUNTS = frozenset(("shot", "scene", "clip")), frozenset(("number", "no", "id"))
"""A key of these words before a number is a heading: {"shot": 1, ...}."""
_TIMES = frozenset(("time", "times", "timestamp", "timecode", "timing", "range", "seconds", "interval"))
"""Behind a key of these words stands what heads a shot: {"time": "0-3s", "action": "she wakes"}."""


def laid_bare(text: str) -> str:
    """Return ``text``, of equal length, without the quotes around all of it, or around keys and what they tell."""
    whole = _WHOLE.fullmatch(text)
    if whole:
        return f"{whole[1]} {whole[2]} {whole[3]}"
    if not text.lstrip().startswith(("{", "[")) or len(_KEYS.findall(text)) < _LEAST:
        return text
    timed = _TIMED.search(text) is not None
    quoted = False

    def bare(match: re.Match[str]) -> str:
        nonlocal quoted
        if match["key"]:
            quoted = bool(_QUOTED & _words(match))
            return _key(match, timed=timed)
        return match[0] if quoted else match[1].replace("\\n", " \n").replace('\\"', "  ") + "\n "

    return _STRING.sub(bare, text)


def _key(match: re.Match[str], *, timed: bool) -> str:
    """Return a key as a label, as a heading before a number, or as nothing before times, which head too."""
    words, length = _words(match), len(match[0])
    name = match[1].replace("_", " ")
    behind = match.string[match.end() : match.end() + 2]
    if not timed and words & _SHOTS and words <= _SHOTS | _COUNTS and behind.strip()[:1].isdigit():
        return f"\n{name}".rjust(length) if behind[0] == " " else f"\n{name} ".rjust(length)
    if words <= _TIMES:
        return "\n".rjust(length)
    return f"\n{name}:".rjust(length)


def _words(match: re.Match[str]) -> set[str]:
    return set(re.split(r"[\W_]+", match[1].lower()))
