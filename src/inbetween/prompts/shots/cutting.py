"""A prompt cut into the texts of its shots: by headings, by cuts, by sizes, or because several shots are asked for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from inbetween.domain.plan import Source, Transition
from inbetween.prompts.lexicon import framing as lexicon
from inbetween.prompts.meaning.framing import sizes, styles
from inbetween.prompts.shots import heading_forms as forms
from inbetween.prompts.shots.counted import counted
from inbetween.prompts.shots.cut_words import cuts
from inbetween.prompts.shots.headings import Heading, headings
from inbetween.prompts.shots.times import SHORTEST, equal, tile
from inbetween.prompts.writing.beats import beats
from inbetween.prompts.writing.numbers import TIME, number
from inbetween.prompts.writing.phrases import Phrasebook
from inbetween.prompts.writing.refusals import refused
from inbetween.prompts.writing.words import Word, listed, split

_MULTI: Phrasebook[bool] = Phrasebook([(True, lexicon.MULTI)])
_GLOBAL = re.compile(
    r"\n ?(?:overall |visual |the )?"
    r"(?:style|overall|sound|audio|music|tone|mood|lighting|整体|风格|声音|音乐|配乐|基调|背景音|光线|画风"
    r"|音效|要求|约束|限制|备注|注意|技术|参数|负面|氛围|(?:运镜|镜头|画面|拍摄)要求)[^\n:]{0,16}:",
    re.IGNORECASE,
)
_FOR_ALL = re.compile(
    r"(?<=[.。;!?\n]) ?(?:all (?:of )?(?:(?:the|these|two|three|four|five|six) )*(?:shots|scenes|clips)"
    r"|(?:every|each) (?:shot|scene)|both (?:shots|scenes|are)|throughout"
    r"|全程|所有镜头|所有画面|每个镜头|每一镜|全片|整个视频|[两三四五六]个镜头都)[^\n]*$",
    re.IGNORECASE,
)
_LENGTH_BEHIND = re.compile(
    r"[(,、] ?(?:约 ?|about |for )?(\d{1,2}(?:\.\d)?) ?(?:秒钟?|s|secs?|seconds?) ?\)? ?[.。;,]?\s*$"
)
_RANGE_BEHIND = re.compile(
    rf"[(\[] ?(?P<a>{TIME}) ?(?:秒|s)? ?(?:-|~|to|到|至) ?(?P<b>{TIME}) ?(?:秒钟?|s|secs?|seconds?)? ?[)\]]"
    r" ?[.。;,]?\s*$"
)
_CUT_TIME = re.compile(
    r"(?:(?:at|around|@)(?: the)? (\d{1,2}(?:\.\d)?) ?-? ?(?:s|seconds?)(?: mark)?"
    r"|第? ?(\d{1,2}(?:\.\d)?) ?秒[时处]?) ?[,:]?"
    r" ?(?:we |the camera |镜头|画面)?$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.。!?\n]+[.。!?\n]?")
_LINK = re.compile(r"\s*(?:承接|接上|接续|紧接|衔接|延续|接着|接)[^,.。;\n]{0,24}[,.。;]? ?")
"""What only says how a shot goes on from one before: 承接上一镜的视线，切回女主."""
_MEANT = re.compile(r"[^\W_]")
_BEFORE_SIZE = listed(
    "then next finally , a an the low high angle slow static handheld dramatic tight aerial cinematic in"
    " first opening on"
    " 然 后 接 着 最 随 切 俯 拍 仰 先 镜 头"
)
_BEAT = 7
"""Characters from a beat to the cut that it tells of: 后五秒切到."""
_LEAST_PART = 3
_LEAST_AUTO = 3.0
_SECONDS_PER_AUTO = 2.5
_MOST_AUTO = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The text of one shot from character ``start`` on, its seconds, and the transition told behind it."""

    text: str
    start: int
    seconds: tuple[float, float]
    transition: Transition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cutting:
    """The shots of a prompt, and what was said for all of them, before (``preamble``) or behind them (``tail``)."""

    source: Source
    parts: Sequence[Part]
    preamble: str = ""
    tail: str = ""
    warnings: Sequence[str] = field(default=())


def cutting(text: str, words: Sequence[Word], duration: float, *, several: bool, one_take: bool) -> Cutting:
    """Return the shots of ``text``, whose words are ``words``.

    ``several`` are wanted even where the text names none; ``one_take``: headings are beats of one shot, nothing cuts.
    """
    found = headings(text)
    alone = len(found) == 1 and found[0].first is None and found[0].length is None
    if found and not (alone and cuts(words)):
        return _by_headings(text, found, duration)
    if not one_take:
        for way in (_by_cuts, _by_count, _by_sizes):
            made = way(text, words, duration)
            if made:
                return made
        if several and duration >= _LEAST_AUTO:
            return _by_sentences(text, duration)
    return Cutting(source="single", parts=[_part(text, (0, len(text)), (0.0, duration))])


def is_one_take(words: Sequence[Word]) -> bool:
    """Say whether a take without cuts is asked for."""
    return "one_take" in styles(words)


def asks_for_several(words: Sequence[Word]) -> bool:
    """Say whether several shots are asked for, whichever."""
    return any(not refused(words, hit.first) for hit in _MULTI.find(words))


def tells_times_alone(text: str) -> bool:
    """Say whether a text has headings that are times and name no shot: *0-3s: she waits*."""
    found = headings(text)
    return bool(found) and not any(heading.labelled for heading in found)


def _part(text: str, span: tuple[int, int], seconds: tuple[float, float]) -> Part:
    return Part(text=text[slice(*span)], start=span[0], seconds=seconds)


def _by_headings(text: str, found: Sequence[Heading], duration: float) -> Cutting:
    preamble = text[: found[0].start]
    ends = [*(heading.start for heading in found[1:]), len(text)]
    ends[-1] = _tail(text, found[-1].end)
    tail = text[ends[-1] :]
    fields = [forms.FIELD.search(text, heading.end, end) for heading, end in zip(found, ends, strict=True)]
    fields = fields if sum(map(bool, fields)) > 1 else [None] * len(fields)
    bodies = [(_measured(text, *told), told[1]) for told in zip(found, ends, fields, strict=True)]
    warnings = []
    most = max(1, int(duration / SHORTEST))
    bodies = _by_number(bodies)
    if len(bodies) > most:
        warnings.append(f"The prompt names {len(bodies)} shots; only the first {most} fit into {duration:g} seconds.")
        bodies = bodies[:most]
    order, seconds, scaled = tile([heading for heading, _ in bodies], duration)
    if scaled:
        warnings.append(f"The storyboard is longer than the video; its times were scaled to {duration:g} seconds.")
    parts = [_part(text, (bodies[index][0].end, bodies[index][1]), seconds[place]) for place, index in enumerate(order)]
    source: Source = "ranges" if any(heading.first is not None for heading, _ in bodies) else "labels"
    return Cutting(source=source, parts=parts, preamble=preamble, tail=tail, warnings=warnings)


def _measured(text: str, heading: Heading, end: int, field: re.Match[str] | None) -> Heading:
    """Return a heading without times with those in a field or at the end of its shot: 时长：4秒; 小猫醒来（4秒）。"""
    if heading.length is not None or heading.first is not None:
        return heading
    if field and field["d"]:
        return replace(heading, length=number(field["d"]))
    told = field or _RANGE_BEHIND.search(text, heading.end, end)
    if told:
        return replace(heading, first=number(told["a"]), last=number(told["b"]))
    match = _LENGTH_BEHIND.search(text, heading.end, end)
    return replace(heading, length=number(match[1])) if match else heading


def _tail(text: str, start: int) -> int:
    """Return where the last shot ends: a line that begins with *Style:* or 音乐：, or *all shots ...*, is for all."""
    match = next(_for_all(text, start), None) or _FOR_ALL.search(text, start)
    return match.start() if match else len(text)


def _for_all(text: str, start: int) -> Iterator[re.Match[str]]:
    """Yield the labels from ``start`` on that no shot before has: a field of every shot is not for all."""
    before = {match[0].lower() for match in _GLOBAL.finditer(text, 0, start)}
    return (match for match in _GLOBAL.finditer(text, start) if match[0].lower() not in before)


def _by_number(bodies: list[tuple[Heading, int]]) -> list[tuple[Heading, int]]:
    """Return numbered shots without times in the order of their numbers."""
    numbers = [heading.number for heading, _ in bodies]
    if any(number is None for number in numbers) or len(set(numbers)) < len(numbers):
        return bodies
    if any(heading.first is not None for heading, _ in bodies):
        return bodies
    return sorted(bodies, key=lambda body: body[0].number or 0)


def _by_cuts(text: str, words: Sequence[Word], duration: float) -> Cutting | None:
    pieces: list[tuple[int, int, Transition | None]] = []
    start = 0
    for hit in cuts(words):
        end = words[hit.first].start
        if len(_MEANT.findall(text[start:end])) >= _LEAST_PART:
            pieces.append((start, end, hit.value))
        start = words[hit.last - 1].end
    if not pieces or len(_MEANT.findall(text[start:])) < 1:
        return None
    pieces.append((start, len(text), None))
    if _LINK.fullmatch(text[slice(*pieces[0][:2])]):
        pieces = pieces[1:]
    pieces = pieces[: max(1, int(duration / SHORTEST))]
    told = beats(text, duration)
    seconds = _between(
        [_time_before(text, end) or _beat_edge(told, start, end) for start, end, _ in pieces[:-1]], duration
    )
    parts = [
        replace(_part(text, (start, end), when), transition=how)
        for (start, end, how), when in zip(pieces, seconds, strict=True)
    ]
    return Cutting(source="cuts", parts=parts)


def _time_before(text: str, cut: int) -> float | None:
    """Return the second that is told right before a cut: *at the 4-second mark, cut to*."""
    match = _CUT_TIME.search(text[max(0, cut - 40) : cut].rstrip())
    return number(match[1] or match[2]) if match else None


def _beat_edge(told: Sequence[tuple[int, float, float]], start: int, cut: int) -> float | None:
    """Return the second of a cut between two beats: 前三秒拍揉面；后五秒切到门外."""
    within = [beat for beat in told if start <= beat[0] < cut]
    if not within:
        return None
    where, first, last = within[-1]
    return first if cut - where <= _BEAT and first > 0 else last


def _between(times: Sequence[float | None], duration: float) -> list[tuple[float, float]]:
    """Return the seconds of shots that are cut at ``times``, of equal length where any is unknown or out of order."""
    edges = [0.0, *(time for time in times if time is not None), duration]
    if len(edges) < len(times) + 2 or any(after - before < SHORTEST for before, after in pairwise(edges)):
        return equal(len(times) + 1, duration)
    return list(pairwise(edges))


def _by_count(text: str, _words: Sequence[Word], duration: float) -> Cutting | None:
    spans = counted(text)[: max(1, int(duration / SHORTEST))]
    if not spans:
        return None
    seconds = equal(len(spans), duration)
    parts = [_part(text, span, when) for span, when in zip(spans, seconds, strict=True)]
    return Cutting(source="labels", parts=parts, preamble=text[: spans[0][0]])


def _sentences(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _SENTENCE.finditer(text) if len(_MEANT.findall(match[0])) > 1]


def _by_sizes(text: str, _words: Sequence[Word], duration: float) -> Cutting | None:
    """Cut where two or more sentences begin with a size each, every one different from the one before."""
    heads = [(start, size) for start, end in _sentences(text) if (size := _opening_size(text[start:end]))]
    first = _sentences(text)[0][0] if heads else 0
    if len(heads) < 2 or any(one[1] == other[1] for one, other in pairwise(heads)):
        return None
    if text[first : heads[0][0]].count(".") + text[first : heads[0][0]].count("。") > 1:
        return None
    heads = heads[: max(1, int(duration / SHORTEST))]
    starts = [start for start, _ in heads]
    spans = zip(starts, [*starts[1:], len(text)], equal(len(heads), duration), strict=True)
    parts = [_part(text, (start, end), when) for start, end, when in spans]
    return Cutting(source="sizes", parts=parts, preamble=text[: starts[0]])


def _opening_size(sentence: str) -> str | None:
    words = split(sentence)
    found = sizes(words)
    if found and all(word.text in _BEFORE_SIZE for word in words[: found[0].first]):
        return found[0].value
    return None


def _by_sentences(text: str, duration: float) -> Cutting:
    """Deal the sentences out to two to five shots of equal length."""
    spans = [span for span in _sentences(text) if not _only_asks(text[slice(*span)])] or _sentences(text)
    wanted = max(2, len(spans)) if len(spans) > 1 else 2
    count = max(2, min(wanted, int(duration // _SECONDS_PER_AUTO), _MOST_AUTO)) if spans else 2
    dealt = [round(index * len(spans) / count) for index in range(count + 1)]
    parts = []
    for first, last, when in zip(dealt, dealt[1:], equal(count, duration), strict=False):
        chosen = spans[first:last] or spans[-1:]
        start, end = (chosen[0][0], chosen[-1][1]) if chosen else (0, len(text))
        parts.append(_part(text, (start, end), when))
    return Cutting(source="auto", parts=parts)


def _only_asks(sentence: str) -> bool:
    """Say whether a sentence only asks for several shots: *Generate a multi-shot video*, 生成多镜头视频."""
    words = split(sentence)
    return bool(_MULTI.find(words)) and not {",", ":"} & {word.text for word in words} and len(words) <= 12
