"""A prompt written as keys and values: quotes that only fence one are taken off, so that it is read as prose is."""

import re

_STRING = re.compile(r'"((?:[^"\\\n]|\\.){0,2000})"(?P<key> ?:)?')
_KEYS = re.compile(r'"[A-Za-z_][\w \-]{0,40}" ?:')
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


def laid_bare(text: str) -> str:
    """Return ``text``, of equal length, without the quotes around keys and what they tell; prose as it is."""
    if not text.lstrip().startswith(("{", "[")) or len(_KEYS.findall(text)) < _LEAST:
        return text
    quoted = False

    def bare(match: re.Match[str]) -> str:
        nonlocal quoted
        if match["key"]:
            quoted = bool(_QUOTED & set(re.split(r"[\W_]+", match[1].lower())))
        elif quoted:
            return match[0]
        inside = match[1].replace("_", " ") if match["key"] else match[1].replace("\\n", " \n").replace('\\"', "  ")
        return f" {inside} {match['key'] or ''}"

    return _STRING.sub(bare, text)
