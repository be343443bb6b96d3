"""The headings of a storyboard: *Shot 1 [0-3s]:*, 第2个镜头（3-6秒）：, a bare ``0:03-0:06``, a numbered line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import merge
from itertools import groupby, pairwise

from inbetween.prompts.shots import heading_forms as forms
from inbetween.prompts.shots.heading_series import by_words, proven
from inbetween.prompts.writing.numbers import number

_MOST = 200
"""Headings that are read of a prompt: no video has so many shots, only hostile text."""
_LONGEST_TITLE = 16
"""Letters with which an act is named and no shot told."""


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


def headings(text: str) -> list[Heading]:
    """Return the headings of ``text`` in text order; none where it is prose."""
    found: list[Heading] = []
    counted = forms.COUNTED.search(text) is not None or len(forms.LENGTHS.findall(text)) > 1
    series = proven(text)
    spaced = len(forms.SPACED.findall(text)) > 1
    worded = by_words(text)
    for position, _ in groupby(merge(_positions(text), sorted(series))):
        if found and position < found[-1].end:
            continue
        if len(found) >= _MOST:
            break
        serial = position in series
        heading = _at(text, position, after_range=serial or (bool(found) and not found[0].labelled))
        heading = heading or (_titled(text, position) or _moment(text, position) if serial else None)
        heading = heading or _label(text, position, spaced=spaced or serial)
        heading = heading or (_worded(text, worded[position]) if position in worded else None)
        heading = heading or (_by_length(text, position) if counted else None)
        if heading is None and found and found[-1].number == len(found):
            match = forms.NEXT_ORDINAL.match(text, position)
            heading = _heading(text, match) if match else None
        if heading and found and _times_of(found[-1], heading, text):
            found[-1] = replace(found[-1], first=heading.first, last=heading.last)
        elif heading:
            found.append(heading)
    if len(found) == 1 and not found[0].labelled and found[0].start > 0:
        found = []
    return _innermost(text, found) or _numbered(text)


def _moment(text: str, start: int) -> Heading | None:
    """Read the second at which a line begins: *0:04 - a sailor coils rope*."""
    line = text.rfind("\n", 0, start) + 1
    match = forms.MOMENT_LINE.match(text, line)
    return replace(_heading(text, match), start=start) if match and match.start("a") == start else None


def _worded(text: str, match: re.Match[str]) -> Heading:
    """Read the number of a shot told in words."""
    heading = _heading(text, match)
    return replace(heading, start=match.start("label" if match["label"] else "alone"))


def _innermost(text: str, found: Sequence[Heading]) -> list[Heading]:
    """Leave out what only names the act or scene whose shots follow: 第一幕：雨夜 镜头1：…."""
    kept = list(found)
    for heading, after in pairwise(found):
        titled = sum(map(str.isalnum, text[heading.end : after.start][:_LONGEST_TITLE])) < _LONGEST_TITLE
        untimed = heading.first is None and heading.length is None
        counted = heading.number is not None and after.number is not None
        act, shot = _noun(text, heading), _noun(text, after)
        if titled and untimed and counted and shot and act == _noun(text, found[0]) != shot:
            kept.remove(heading)
    return kept


def _noun(text: str, heading: Heading) -> str | None:
    match = forms.NOUN.search(text, heading.start, heading.end)
    return match[0].lower() if match else None


def _times_of(before: Heading, heading: Heading, text: str) -> bool:
    """Say whether a range in brackets tells the times of the shot that it stands in: *Shot 1: a brook (0-3s).*"""
    untimed = before.labelled and before.first is None and before.length is None
    bracketed = text[heading.start] in "[(【" and heading.first is not None and not heading.labelled
    return untimed and bracketed and not _tells_more(text, heading)


def _tells_more(text: str, heading: Heading) -> bool:
    """Say whether something is told behind a range before the next mark, which then begins a shot of its own."""
    return forms.ENDS_SHOT.match(text, heading.end) is None


def _positions(text: str) -> Iterator[int]:
    """Yield where a heading may begin: behind a mark, never behind a word that only mentions a shot."""
    for position in sorted({0, *(match.end() for match in forms.BOUNDARY.finditer(text))}):
        start = position
        while start < len(text) and (text[start] in " *•|" or forms.BULLET.match(text, start)):
            start += 1
        if start < len(text) and forms.START.match(text, start) and not _mentioned(text, position):
            yield start


def _mentioned(text: str, position: int) -> bool:
    before = text[max(0, position - 10) : position]
    if forms.INTO_SHOT.search(text[max(0, position - 24) : position]) and forms.HEADS.match(text, position):
        return False
    return bool(forms.MENTION.search(before)) and not before.rstrip().endswith((".", "。", ";", "!", "?", "\n", ":"))


def _at(text: str, start: int, *, after_range: bool) -> Heading | None:
    for form in forms.IN_BRACKETS if text[start] in forms.BRACKETS else forms.TOLD:
        match = form.match(text, start)
        if match and _lettered(match):
            return _heading(text, match)
    return _bare(text, start, after_range=after_range)


def _titled(text: str, start: int) -> Heading | None:
    """Read times in brackets behind a title: 高潮（3-6秒）：…."""
    match = forms.TITLE_RANGE.match(text, start)
    return _heading(text, match) if match else None


def _by_length(text: str, start: int) -> Heading | None:
    match = forms.LENGTH_FIRST.match(text, start)
    if match is None:
        return None
    separator = forms.SEPARATOR.match(text, match.end())
    end = separator.end() if separator else match.end()
    return Heading(start=match.start(), end=end, length=number(match["d"] or match["e"]))


def _lettered(match: re.Match[str]) -> bool:
    """Say whether a letter that numbers a shot is a capital: *Shot A*, not *a shot a friend took*."""
    groups = match.groupdict()
    letter = groups.get("n1") or groups.get("n4") or ""
    return len(letter) != 1 or not letter.isascii() or not letter.isalpha() or letter.isupper()


def _heading(text: str, match: re.Match[str]) -> Heading:
    groups = match.groupdict()
    label = next((groups[name] for name in ("n1", "n2", "n3", "n4", "n5", "n6") if groups.get(name)), None)
    separator = forms.SEPARATOR.match(text, match.end())
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
    clock = forms.CLOCK.match(text, start) is not None
    match = (forms.LINE if at_line or after_range or clock else forms.BARE).match(text, start)
    if match is None or not (clock or match["u"] or ":" in match["a"] or match[0][0] in "sS" or _decimal(match)):
        return None
    if match[0][0] in "fF" and not clock and not forms.COLON.match(text, match.end()):
        return None
    return _heading(text, match)


def _decimal(match: re.Match[str]) -> bool:
    return "." in match["a"] and "." in match["b"]


def _label(text: str, start: int, *, spaced: bool) -> Heading | None:
    """Read a label alone: it needs a mark behind it, and an ordinal without a number needs a colon."""
    match = forms.LABEL_ONLY.match(text, start)
    if match is None or not _lettered(match):
        return None
    marked = match["n5"] or ((match["n3"] or match["n4"]) and spaced)
    if not marked and not forms.AFTER_LABEL.match(text, match.end()):
        return None
    ordinal = match["n2"]
    if (match["place"] or (ordinal and number(ordinal) is None)) and not forms.COLON.match(text, match.end()):
        return None
    if ordinal and not forms.ORDINAL_ENDS.match(text, match.end()):
        return None
    return _heading(text, match)


def _numbered(text: str) -> list[Heading]:
    """Return the lines of a list numbered from one, if there are two or more."""
    matches = list(forms.NUMBERED.finditer(text))
    counted = [int(match["n"] or match["m"] or match["k"]) for match in matches]
    if len(matches) < 2 or counted != list(range(1, len(matches) + 1)):
        return []
    return [_of_list(text, match, count) for match, count in zip(matches, counted, strict=True)]


def _of_list(text: str, match: re.Match[str], count: int) -> Heading:
    """Return the heading of one line of a list, with its seconds if they stand at its beginning."""
    told = forms.LINE.match(text, match.end()) or forms.BRACKETED_TIMES.match(text, match.end())
    if told is None or not told["u"]:
        return Heading(start=match.start(), end=match.end(), number=float(count))
    return replace(_heading(text, told), start=match.start(), number=float(count))
