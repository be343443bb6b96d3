"""The headings of a storyboard: *Shot 1 [0-3s]:*, 第2个镜头（3-6秒）：, a bare ``0:03-0:06``, a numbered line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from inbetween.prompts.numbers import TIME, number

_UNIT = r"(?:seconds|second|secs|sec|s|秒钟|秒|\")"
_RANGE = (
    rf"(?:第 ?|seconds? )?(?P<a>{TIME}) ?{_UNIT}?\.? ?(?:-|~|to|until|至|到) ?"
    rf"(?:第 ?)?(?P<b>{TIME}) ?(?P<u>{_UNIT}(?![a-z])\.?)?"
)
_LENGTH = rf"(?P<d>\d{{1,3}}(?:\.\d{{1,3}})?|[零一二两三四五六七八九十]{{1,3}}) ?-? ?{_UNIT}"
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
_CARDINAL = r"\d{1,2}(?!\d|[:\-~]\d)|one|two|three|four|five|six|seven|eight|nine|ten|[A-H](?![A-Za-z])"
_SHOT = "shot|scene|clip|segment|cut|part|beat|panel|frame|sequence|act"
_LABEL = (
    rf"(?P<label>(?:the )?(?:{_SHOT}) ?(?:no\.? ?|number )?#?(?P<n1>{_CARDINAL})(?![A-Za-z])"
    rf"|(?:the )?(?P<n2>{_ORDINAL}|next|then|final|last|opening|closing|ending)"
    r" (?:shot|scene|clip|segment|panel|part|beat)\b"
    r"|第 ?(?P<n3>[一二三四五六七八九十\d]{1,3}) ?个? ?(?:分?镜头?|分镜头|场景|画面|片段|镜|幕|段|场)"
    r"|(?:分镜头|分镜|镜头|场景|画面|镜号|片段|镜|场|幕)"
    r" ?(?P<n4>[一二三四五六七八九十]{1,3}|\d{1,2}(?!\d|[:\-~]\d))"
    r"|(?P<place>开场镜头|开场|开头|结尾镜头|结尾|最后一个镜头|最后一镜|下一个镜头|下一镜|首个镜头|末镜))"
)
_OPEN, _SHUT = r"[\[(【<{]", r"[\])】>}]"
_SEPARATOR = re.compile(r" ?[:,\-/|。、.]? ?")
_MENTION = re.compile(
    r"(?:\b(?:to|into|in|from|of|like|as|than|with|and|or|between|for|before|after|until|see|same)"
    r"|到|至|接|与|和|像) ?$",
    re.IGNORECASE,
)
_START = re.compile(
    rf"{_OPEN}|\d|第|前|最初|接下来|随后|然后|之后|后|头|镜|分镜|场|画面|开|结尾|最后一|下一|首个|末镜|片段|幕"
    rf"|seconds? \d|(?:and )?(?:the )?(?:{_SHOT}|{_ORDINAL}|next|then|final|last|opening|initial|following|remaining"
    r"|closing|ending)\b",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(
    r"[.。;!?\n,\ue000-\uf8ff] ?[*\-#•]{0,4} ?| (?=[\[(【] ?(?:第 ?)?\d)|(?<=[\u4e00-\u9fff\])】])(?=[\[【] ?\d)"
    r"| (?=(?:[Ss]hot|[Ss]cene|SHOT|SCENE) ?#?\d)| (?=镜头 ?\d{1,2} ?[:(\[【])"
    r"| (?=[\[(【] ?(?:shot|scene|镜头|分镜|第))|(?<=[\])】])(?=[\[【(])"
    r"|(?<=[\u4e00-\u9fff])(?=【 ?(?:镜头|分镜|第|场景))"
    r"|(?<=脚本)[ :]{0,2}(?=\d)|(?<=分镜)[ :]{1,2}(?=\d)|(?<=时间[轴线])[ :]{0,2}(?=\d)"
    r"|\b(?:storyboard|timeline|script|shot list|breakdown):? (?=\d)",
    re.IGNORECASE,
)
_AFTER_LABEL = re.compile(r" ?(?:[:,.\-/(\[【|。、\n]|is\b|shows\b|opens\b|\ue000)", re.IGNORECASE)
_COLON = re.compile(r" ?[:\-]| shows\b")
_ORDINAL_ENDS = re.compile(r" ?(?:[:\-(\[,]|is\b|shows\b)", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:^|\n|(?<=[.。!?:;] )|(?<=[。!?:;]))(\d{1,2}) ?[.)、:](?!\d) ?(?=\S)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading at characters ``start`` to ``end``: its number, the seconds it tells, or how long its shot is."""

    start: int
    end: int
    number: float | None = None
    first: float | None = None
    last: float | None = None
    length: float | None = None
    labelled: bool = True


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_BRACKETED = _form(rf"{_OPEN} ?{_LABEL} ?[:,|\-]? ?(?:{_RANGE} ?)?{_SHUT}")
_LABEL_RANGE = _form(rf"{_LABEL} ?[:,]? ?{_OPEN} ?(?:(?:时间|time) ?:? ?)?{_RANGE} ?(?:,[^\])】>}}\n]{{0,40}})?{_SHUT}")
_LABEL_LENGTH = _form(rf"{_LABEL} ?{_OPEN} ?(?:(?:约|about|duration ?:?|时长 ?:?) ?)?{_LENGTH} ?{_SHUT}")
_LABEL_SECONDS = _form(rf"{_LABEL} ?[:,\-]? ?{_LENGTH}(?= ?[,:.。;]| -)")
_LABEL_TIMES = _form(rf"{_LABEL} ?[,:\-/|]? ?{_RANGE}(?= ?[:,.\-/|。;\n]| \S|[\u4e00-\u9fff])")
_RANGE_FIRST = _form(rf"[\[(【] ?{_RANGE} ?[\])】](?: ?[:,|\-]? ?{_LABEL}(?= ?[:,.\-]))?")
_MOMENT = _form(r"[\[(【] ?(?P<a>\d{1,2}:\d{2}) ?[\])】]")
_BARE = _form(_RANGE + r"(?= ?(?:[:\n]|, ?\w))")
_LINE = _form(_RANGE + r"(?= ?[:,.\-/|。;\n]| \S|[\u4e00-\u9fff])")
_LABEL_ONLY = _form(_LABEL)
_LENGTH_FIRST = _form(
    rf"(?:and )?(?:the )?(?:first|opening|initial|next|following|then|last|final|closing|remaining) {_LENGTH}(?= ?:)"
    rf"|(?:前|最初的?|开头的?|头|接下来的?|随后的?|然后|之后的?|最后的?|后) ?{_LENGTH.replace('<d>', '<e>')}(?= ?[:,])"
)
"""*Next 2 seconds:* is a heading only where the prompt counts its shots; else it is a beat of one."""
_COUNTED = _form(
    r"\b(?:[2-9]|two|three|four|five|six) (?:separate |different |distinct |short |single |consecutive )?"
    r"(?:shots|scenes|clips|cuts)\b|(?:[2-9]|[两二三四五六])个 ?(?:独立的?|不同的?)?(?:分?镜头?|画面|场景|片段)"
)
_TOLD = (_BRACKETED, _LABEL_RANGE, _RANGE_FIRST, _LABEL_LENGTH, _LABEL_SECONDS, _LABEL_TIMES, _MOMENT)


def headings(text: str) -> list[Heading]:
    """Return the headings of ``text`` in text order; none where it is prose."""
    found: list[Heading] = []
    counted = _COUNTED.search(text) is not None
    for position in _positions(text):
        if found and position < found[-1].end:
            continue
        heading = _at(text, position, after_range=bool(found) and not found[0].labelled)
        heading = heading or (_by_length(text, position) if counted else None)
        if heading:
            found.append(heading)
    if len(found) == 1 and not found[0].labelled and found[0].start > 0:
        found = []
    return found or _numbered(text)


def _positions(text: str) -> Iterator[int]:
    """Yield where a heading may begin: behind a mark, never behind a word that only mentions a shot."""
    for position in sorted({0, *(match.end() for match in _BOUNDARY.finditer(text))}):
        start = position
        while start < len(text) and text[start] in " *#•":
            start += 1
        if start < len(text) and _START.match(text, start) and not _mentioned(text, position):
            yield start


def _mentioned(text: str, position: int) -> bool:
    before = text[max(0, position - 10) : position]
    return bool(_MENTION.search(before)) and not before.rstrip().endswith((".", "。", ";", "!", "?", "\n", ":"))


def _at(text: str, start: int, *, after_range: bool) -> Heading | None:
    for form in _TOLD:
        match = form.match(text, start)
        if match and _lettered(match):
            return _heading(text, match)
    return _bare(text, start, after_range=after_range) or _label(text, start)


def _by_length(text: str, start: int) -> Heading | None:
    match = _LENGTH_FIRST.match(text, start)
    if match is None:
        return None
    separator = _SEPARATOR.match(text, match.end())
    end = separator.end() if separator else match.end()
    return Heading(start=match.start(), end=end, length=number(match["d"] or match["e"]))


def _lettered(match: re.Match[str]) -> bool:
    """Say whether a letter that numbers a shot is a capital: *Shot A*, not *a shot a friend took*."""
    letter = match.groupdict().get("n1") or ""
    return len(letter) != 1 or not letter.isalpha() or letter.isupper()


def _heading(text: str, match: re.Match[str]) -> Heading:
    groups = match.groupdict()
    label = next((groups[name] for name in ("n1", "n2", "n3", "n4") if groups.get(name)), None)
    separator = _SEPARATOR.match(text, match.end())
    first, last, length = (number(groups[name]) if groups.get(name) else None for name in ("a", "b", "d"))
    return Heading(
        start=match.start(),
        end=separator.end() if separator else match.end(),
        number=number(label) if label else None,
        first=first,
        last=last,
        length=length,
        labelled=bool(groups.get("label")),
    )


def _bare(text: str, start: int, *, after_range: bool) -> Heading | None:
    """Read a range without a label: it needs a unit or a colon, and stands at a line's start or before a mark.

    Where the prompt began with one, the others may stand anywhere behind a mark.
    """
    before = text[max(0, start - 8) : start].rstrip(" *-#•")
    at_line = before.endswith("\n") or (not before and start <= 8)
    match = (_LINE if at_line or after_range else _BARE).match(text, start)
    if match is None or not (match["u"] or ":" in match["a"] or match[0][0] in "sS"):
        return None
    return _heading(text, match)


def _label(text: str, start: int) -> Heading | None:
    """Read a label alone: it needs a mark behind it, and an ordinal without a number needs a colon."""
    match = _LABEL_ONLY.match(text, start)
    if match is None or not _lettered(match) or not _AFTER_LABEL.match(text, match.end()):
        return None
    ordinal = match["n2"]
    if (match["place"] or (ordinal and number(ordinal) is None)) and not _COLON.match(text, match.end()):
        return None
    if ordinal and not _ORDINAL_ENDS.match(text, match.end()):
        return None
    return _heading(text, match)


def _numbered(text: str) -> list[Heading]:
    """Return the lines of a list numbered from one, if there are two or more."""
    matches = list(_NUMBERED.finditer(text))
    if len(matches) < 2 or [int(match[1]) for match in matches] != list(range(1, len(matches) + 1)):
        return []
    return [Heading(start=match.start(), end=match.end(), number=float(match[1])) for match in matches]
