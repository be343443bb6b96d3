"""What stands in quotes is masked, so that words inside never direct, and told apart: said, written, or a sound."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from inbetween.prompts.lexicon import speech
from inbetween.prompts.writing.keyed import laid_bare
from inbetween.prompts.writing.normalise import Normal
from inbetween.prompts.writing.phrases import Phrasebook
from inbetween.prompts.writing.words import Word, is_chinese, split

_QUOTE = re.compile(
    '“([^”]{0,600})”|"([^"]{0,600})"|「([^」]{0,600})」|『([^』]{0,600})』|《[^》]{0,80}》'
    "|(?<![A-Za-z0-9])'([^'\\n]{2,600})'(?![A-Za-z])"
    "|<[ds]>(?:\\[\\w+\\] ?)?([^<>]{0,600})<(?:/[ds]|e)>",  # as models that speak are told what to say
    re.IGNORECASE,
)
_UNQUOTED_ENGLISH = re.compile(
    r"\b(?:say|says|said|saying|shouts?|whispers?|asks?|replies|answers|narrator|voiceover|line|dialogue|yells?)"
    r"(?: \w{1,12}){0,2}(?: ?\([^()\n]{0,30}\))? ?: ?([^\ue000-\uf8ff\n.!?]{2,300})",
    re.IGNORECASE,
)
_UNQUOTED_CHINESE = re.compile(
    r"(?:说道?|问道?|喊道?|旁白|台词|对白|画外音|念道|唱道|回答|低语) ?: ?([^\ue000-\uf8ff\n。!?;]{2,300})"
)
_CAPITALS = re.compile(
    r"\b(?:reads?|reading|says|saying|labell?ed|titled|marked|spells?|spelling|words?|logo|title|text|headline|caption|name)"
    r" ((?:[A-Z][A-Z0-9'!&]+)(?: [A-Z0-9][A-Z0-9'!&]*)*)(?![a-z])"
)
"""What is written, told by its capitals alone: *a poster reads DOLLY ZOOM FESTIVAL*."""
_READS = re.compile(
    r"(?:^|(?<=[.!?;] ))([A-Z][^.,;:!?\n]{2,40}), (?:reads?|says|declares|proclaims|announces)"
    r" (?:the|an?|his|her|its|their)\b"
)
"""What is written, told before where: *Follow your dreams, reads the mural*."""
_UNWANTED = re.compile(
    r"((?:\bnegative(?: prompts?)?|\bunwanted|\bexclude|负面提示词?|反向提示词?|负向提示词?|负面词|反向词|排除)"
    r" ?: ?[^\n]*)",
    re.IGNORECASE,
)
"""A list of what is not wanted directs nothing: *Negative prompt: zoom, pan*."""
_KEYED = re.compile(
    r'"?\b(?:camera|moves?|movement|motion|camera[ _](?:move|movement|motion|work)|shots?|action|运镜|镜头)"?'
    r' ?[:=] ?"[^"]{1,80}"'
    r'|"[A-Za-z_ ]{2,20}" ?[:=] ?(?:null|none|false|0|"")',
    re.IGNORECASE,
)
"""Quotes that only fence a value: {"camera": "orbit_left"}."""
_WRITTEN_BEHIND = re.compile(
    "(?:写着|写有|写道|印着|刻着|题着|标着|显示着?|标语是?|招牌上?是?|弹幕是?) ?: ?([^\ue000-\uf8ff\n。!?;]{2,60})"
)
"""What is written, behind a colon: 海报上写着：镜头推进."""
_NAMES = re.compile(
    r"\b((?:Dolly|Pan|Tilt|Zoom|Crane|Boom|Jib|Whip)"
    r" (?!(?:In|Out|Left|Right|Up|Down|Back|Shot|Zoom|Pan|Camera|To)\b)[A-Z][a-z]+"
    r"(?<!ly))(?=, (?:our|the|my|his|her|an?|who)\b(?! camera)| (?!as\b)[a-z]{2,12}s\b)|"
    r"(?:^|(?<=[.!?;\n] )|(?<=\n))((?:Dolly|Pan|Tilt|Zoom|Truck|Crane|Roll|Boom|Track|Orbit|Arc|Jib|Whip|Push|Pull)"
    r"(?: \([^()\n]{2,60}\)(?= [a-z]{2,12}s\b)"
    r"|, (?:the|my|our|her|his|their) (?!camera|lens|shot|frame)[^,.\n]{2,40}(?=, [a-z]{2,12}s\b)))"
)
"""A name and who that is, before what it does: *Dolly (the sheep) rolls*, *Crane, the heron, drops*."""
_ENDS = re.compile("[.!?。…,]$")
_STOPS = re.compile("[.。!?;\n]")
_MOST = 60
"""Quotes that are looked at; in a prompt with more, the rest is taken as written."""
_BEFORE, _BEHIND, _NEAR_SPEAKER = 40, 24, 60
_SHORT = 6
_REPEATED = frozenset(speech.REPEATED.split("|"))
_NEAR_CHINESE = 9
"""How many words may stand between 说 and what is said."""

_SPEECH: Phrasebook[bool] = Phrasebook([(True, speech.SPEECH_ENGLISH)])
_SPEECH_CHINESE: Phrasebook[bool] = Phrasebook(
    [(False, "街道|道路|知道|味道|轨道|频道|隧道|跑道|通道|叫做|名叫|说明"), (True, speech.SPEECH_CHINESE)]
)
_WRITTEN: Phrasebook[bool] = Phrasebook([(True, speech.WRITTEN)])
_SOUND: Phrasebook[str] = Phrasebook(speech.SOUND_WORDS.items())
_SIGNS = frozenset(("sign", "label", "banner", "poster", "screen", "logo", "headline", "caption", "billboard", "note"))
_THAT = frozenset(("that", "which"))
_FIRST = "\ue000"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A quote at character ``start``: said, written, or the sound ``tag``; ``before`` tells who speaks."""

    kind: Literal["said", "written", "sound"]
    text: str
    start: int
    before: str
    tag: str | None = None


def mask(prompt: Normal) -> tuple[str, list[Quote]]:
    """Return what is read of ``prompt`` with every quote blanked, of equal length, and the quotes in text order.

    A private-use character stands where a quote began; behind one that ends a sentence stands a full stop.
    """
    quotes: list[Quote] = []

    def blank(match: re.Match[str]) -> str:
        if match.lastindex is None:
            return " " * len(match[0])
        quote = (
            _quote(prompt, match)
            if len(quotes) < _MOST
            else Quote(kind="written", text="", start=match.start(), before="")
        )
        quotes.append(quote)
        return _blanked(match[0], quote)

    text = _NAMES.sub(_somebody, _QUOTE.sub(blank, _KEYED.sub(_unquote, laid_bare(prompt.read))))
    for pattern in (_CAPITALS, _READS, _WRITTEN_BEHIND, _UNWANTED):
        text = pattern.sub(_hidden, text)
    for pattern in (_UNQUOTED_ENGLISH, _UNQUOTED_CHINESE):
        text = _unquoted(pattern, text, prompt, quotes)
    return text, sorted(quotes, key=lambda quote: quote.start)


def _unquote(match: re.Match[str]) -> str:
    return match[0].replace('"', " ").replace("_", " ")


def _hidden(match: re.Match[str]) -> str:
    return match[0][: match.start(1) - match.start()] + " " * len(match[1])


def _somebody(match: re.Match[str]) -> str:
    return "she".ljust(len(match[0]))


def _blanked(whole: str, quote: Quote) -> str:
    ends = quote.kind == "said" and _ENDS.search(quote.text) and quote.text[-1] not in ",，"
    stop = ("。" if is_chinese(quote.text) else ".") if ends else " "
    return (_FIRST + stop).ljust(len(whole))[: len(whole)]


def _unquoted(pattern: re.Pattern[str], text: str, prompt: Normal, quotes: list[Quote]) -> str:
    def blank(match: re.Match[str]) -> str:
        start, end = match.span(1)
        quotes.append(
            Quote(
                kind="said",
                text=prompt.shown[start:end].strip(),
                start=start,
                before=text[max(0, start - _NEAR_SPEAKER) : start],
            )
        )
        return match[0][: start - match.start()] + _FIRST.ljust(end - start)

    return pattern.sub(blank, text)


def _quote(prompt: Normal, match: re.Match[str]) -> Quote:
    start, end = match.span(match.lastindex or 0)
    text = prompt.shown[start:end].strip()
    before, behind = prompt.read[max(0, match.start() - _BEFORE) : match.start()], prompt.read[match.end() :][:_BEHIND]
    tag = _sound(text)
    near = behind if _told_behind(behind) else prompt.read[max(0, match.start() - _NEAR_SPEAKER) : match.start()]
    sounds = tag is not None or _only_repeats(text)
    kind: Literal["said", "written", "sound"] = (
        "sound" if sounds else "said" if _said(text, before, behind) else "written"
    )
    return Quote(kind=kind, text=text, start=match.start(), before=near, tag=tag)


def _sound(text: str) -> str | None:
    """Return the sound that ``text`` is the word for, if it is nothing else."""
    words = [word for word in split(text) if word.text.isalnum()]
    hits = _SOUND.find(words)
    whole = sum(hit.last - hit.first for hit in hits) == len(words)
    return hits[0].value if hits and whole else None


def _only_repeats(text: str) -> bool:
    """Say whether ``text`` is one short word again and again, as a bird's *kri kri*, and no word that people repeat."""
    words = [word.text for word in split(text) if word.text.isalnum()]
    again = len(words) > 1 and len(set(words)) == 1 and len(words[0]) <= _SHORT
    return again and words[0] not in _REPEATED and words[0].isascii()


def _said(text: str, before: str, behind: str) -> bool:
    words = split(_STOPS.split(before)[-1])
    if _WRITTEN.find(words[-4:]) and (not _SPEECH.find(words[-3:]) or _on_a_sign(words)):
        return False
    spoken = _SPEECH.find(words) or any(hit.value for hit in _SPEECH_CHINESE.find(words[-_NEAR_CHINESE:]))
    return bool(spoken) or before.rstrip().endswith(":") or _told_behind(behind) or _sounds_said(text)


def _on_a_sign(words: Sequence[Word]) -> bool:
    """Say whether it is a thing that says it: *a sign that says*."""
    speech = _SPEECH.find(words)[-1]
    said = [word.text for word in words[max(0, speech.first - 2) : speech.first] if word.text not in _THAT]
    return bool(said) and said[-1] in _SIGNS


def _told_behind(behind: str) -> bool:
    words = [word for word in split(behind) if word.text != ","]
    return bool(_SPEECH.find(words[:3])) or (bool(words) and words[0].text in "他她它" and _chinese_speech(words[:6]))


def _chinese_speech(words: list[Word]) -> bool:
    return any(hit.value for hit in _SPEECH_CHINESE.find(words))


def _sounds_said(text: str) -> bool:
    """Say whether a quote without a speaker is speech: it ends as a sentence does, or is long."""
    count = len(text.split())
    return count >= 4 or (_ENDS.search(text) is not None and (count >= 2 or (len(text) >= 4 and is_chinese(text))))
