"""Times told in prose: *for the first two seconds*, 后2秒, 从0到2秒. They give a move its seconds, they cut nothing."""

import re

from inbetween.prompts.writing.numbers import TIME, number

_COUNT = r"(?P<n>\d{1,3}(?:\.\d{1,3})?|[一二两三四五六七八九十]{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)"
_OTHER_COUNT = _COUNT.replace("<n>", "<m>")
_FIRST = re.compile(
    rf"(?:前|最初的?|开头的?|头) ?{_COUNT} ?秒|\bthe (?:first|opening|initial) {_OTHER_COUNT} seconds?", re.IGNORECASE
)
_LAST = re.compile(
    rf"(?:后|最后的?|末) ?{_COUNT} ?秒|\bthe (?:last|final|closing) {_OTHER_COUNT} seconds?", re.IGNORECASE
)
_SPAN = re.compile(
    rf"(?:第 ?)?(?P<a>{TIME}) ?(?:seconds|s|秒)? ?(?:-|~|to|至|到) ?(?:第 ?)?(?P<b>{TIME}) ?(?:seconds|secs|s\b|秒)",
    re.IGNORECASE,
)


def beats(text: str, duration: float) -> list[tuple[int, float, float]]:
    """Return the times told in ``text``: the character at which each stands, its first and last second."""
    firsts = ((match.start(), 0.0, _count(match)) for match in _FIRST.finditer(text))
    lasts = ((match.start(), duration - _count(match), duration) for match in _LAST.finditer(text))
    spans = ((match.start(), number(match["a"]) or 0.0, number(match["b"]) or 0.0) for match in _SPAN.finditer(text))
    found = (*firsts, *lasts, *spans)
    return sorted((start, max(0.0, first), min(duration, last)) for start, first, last in found if last > first)


def _count(match: re.Match[str]) -> float:
    return number(match["n"] or match["m"]) or 0.0
