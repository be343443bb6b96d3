"""When each shot begins and ends: what the headings tell, made to tile the video exactly."""

from collections.abc import Sequence
from itertools import accumulate, pairwise

from inbetween.prompts.shots.headings import Heading

SHORTEST = 0.5
"""Seconds of the shortest shot; a shorter one takes from the longest."""


def tile(headings: Sequence[Heading], duration: float) -> tuple[list[int], list[tuple[float, float]], bool]:
    """Return the order of the shots by their times, each one's ``[start, end)``, and whether they had to be scaled."""
    if headings and all(heading.first is not None for heading in headings):
        order, lengths, scaled = _by_ranges(headings, duration)
    else:
        order = list(range(len(headings)))
        lengths, scaled = _by_lengths(headings, duration)
    return order, _edges(_stretched(lengths, duration), duration), scaled


def equal(count: int, duration: float) -> list[tuple[float, float]]:
    """Return ``count`` shots of equal length."""
    return _edges([duration / count] * count, duration)


def _by_ranges(headings: Sequence[Heading], duration: float) -> tuple[list[int], list[float], bool]:
    spans = _spans(headings, duration)
    order = sorted(range(len(spans)), key=lambda index: spans[index])
    starts, ends = _from_zero([spans[index] for index in order], duration)
    total = max(ends)
    edges = [0.0, *starts[1:], total]
    for index in range(1, len(edges)):
        edges[index] = max(edges[index], edges[index - 1] + 0.01)
    scale = duration / total if total > duration else 1.0
    lengths = [(after - before) * scale for before, after in pairwise(edges)]
    return order, lengths, scale < 1 - 1e-6


def _spans(headings: Sequence[Heading], duration: float) -> list[tuple[float, float]]:
    """Return first and last second of each shot, swapped where turned round; one without an end lasts to the next."""
    spans = []
    for heading, after in zip(headings, [*headings[1:], None], strict=True):
        first = heading.first or 0.0
        following = after.first if after is not None else None
        last = (
            heading.last if heading.last is not None else following if following is not None else max(duration, first)
        )
        first, last = min(first, last), max(first, last)
        spans.append((first, last if last > first else first + 1))
    return spans


def _from_zero(spans: Sequence[tuple[float, float]], duration: float) -> tuple[list[float], list[float]]:
    """Return starts and ends counted from zero: ``1-5, 6-10`` counts seconds from one, both ends named.

    ``0-4, 5-9`` in ten seconds counts them from zero.
    """
    starts, ends = [list(side) for side in zip(*spans, strict=True)]
    whole = all(value == int(value) for value in (*starts, *ends))
    steps = [after - before for before, after in zip(ends, starts[1:], strict=False)]
    if whole and starts[0] == 1 and (all(step == 1 for step in steps) if steps else ends[0] >= duration):
        return [start - 1 for start in starts], ends
    if whole and ends[-1] + 1 != duration:
        starts[1:] = [end if step == 1 else start for start, end, step in zip(starts[1:], ends, steps, strict=False)]
    return starts, ends


def _by_lengths(headings: Sequence[Heading], duration: float) -> tuple[list[float], bool]:
    """Return told lengths; unknown shots share what is left, all are scaled down if too long."""
    told = [_length(heading) for heading in headings]
    known = sum(length for length in told if length)
    unknown = sum(1 for length in told if not length)
    least = duration / len(told) / 2 if known else duration / len(told)
    share = max((duration - known) / unknown, least) if unknown else 0.0
    lengths = [length or share for length in told]
    total = sum(lengths)
    too_long = total > duration + 1e-6
    scale = duration / total if too_long or unknown else 1.0
    return [length * scale for length in lengths], too_long and known > duration


def _length(heading: Heading) -> float | None:
    if heading.length:
        return heading.length
    if heading.first is not None and heading.last is not None:
        return abs(heading.last - heading.first) or 1.0
    return None


def _stretched(lengths: Sequence[float], duration: float) -> list[float]:
    """Return lengths that fill the duration, the last one stretched, none shorter than the shortest shot."""
    filled = list(lengths)
    filled[-1] += duration - sum(filled)
    least = min(SHORTEST, duration / len(filled))
    for _ in range(4 * len(filled)):
        short = min(range(len(filled)), key=filled.__getitem__)
        if filled[short] >= least - 1e-9:
            break
        missing = least - filled[short]
        filled[short] += missing
        filled[max(range(len(filled)), key=filled.__getitem__)] -= missing
    return filled


def _edges(lengths: Sequence[float], duration: float) -> list[tuple[float, float]]:
    """Return touching ranges from 0 to exactly ``duration``, rounded to milliseconds."""
    inner = [round(edge, 3) for edge in accumulate(lengths)][:-1]
    return list(pairwise([0.0, *inner, duration]))
