"""What a shot sounds like: the things in it that make a sound, and what is asked of the sound as a whole."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from inbetween.domain.plan import Mood
from inbetween.prompts.lexicon import sounds as lexicon
from inbetween.prompts.writing.phrases import Hit, Phrasebook
from inbetween.prompts.writing.refusals import refused
from inbetween.prompts.writing.words import Word

_SOUNDS: Phrasebook[str] = Phrasebook([("", lexicon.ASIDE), *lexicon.SOUNDS.items()])
_STORM: Phrasebook[str] = Phrasebook(
    [
        ("", "brainstorm|snow storm|sand storm|snowstorm|sandstorm"),
        ("storm", "storm|storms|stormy|雷雨|雷阵雨|thunderstorm|风暴雨"),
    ]
)
_MUSIC: Phrasebook[bool] = Phrasebook([(False, lexicon.NOT_MUSIC), (True, lexicon.MUSIC)])
_MOODS: Phrasebook[Mood] = Phrasebook(lexicon.MOODS.items())  # type: ignore[arg-type]
_FLAGS: Phrasebook[str] = Phrasebook(
    [("silent", lexicon.SILENT), ("no music", lexicon.NO_MUSIC), ("given", lexicon.ONLY_GIVEN)]
)
_MOOD_REACH = 8


class Heard(NamedTuple):
    """A sound by its tag, at character ``start`` of its text."""

    tag: str
    start: int


class Wishes(NamedTuple):
    """What is asked of the sound as a whole; see ``domain.plan.Plan``."""

    silent: bool
    music: Mood | Literal[False] | None
    only_given_audio: bool


def heard(words: Sequence[Word]) -> list[Heard]:
    """Return the sounds of ``words`` in text order, each once; words of the camera are blanked before."""
    found: dict[str, int] = {}
    for hit in _SOUNDS.find(words):
        if hit.value and not refused(words, hit.first):
            found.setdefault(hit.value, words[hit.first].start)
    for hit in _STORM.find(words):
        for tag in ("thunder", "rain") if hit.value else ():
            found.setdefault(tag, words[hit.first].start)
    return [Heard(tag, start) for tag, start in sorted(found.items(), key=lambda item: item[1])]


def without(words: Sequence[Word], spans: Sequence[tuple[int, int]]) -> list[Word]:
    """Return ``words`` with those of the camera's moves blanked: *truck right* is no engine, *crane* no machine."""
    blank = {character for start, end in spans for character in range(start, end)}
    return [Word("", *word[1:]) if word.start in blank else word for word in words]


def is_bed(tag: str) -> bool:
    """Say whether a sound lies under the whole shot."""
    return tag in lexicon.BEDS


def wishes(words: Sequence[Word]) -> Wishes:
    """Return what the whole prompt asks of sound and music."""
    flags = {hit.value for hit in _FLAGS.find(words)}
    music = False if "no music" in flags else _mood(words)
    return Wishes("silent" in flags, music, "given" in flags)


def _mood(words: Sequence[Word]) -> Mood | None:
    """Return the mood of the music asked for, ``plain`` where none is told."""
    asked = [hit for hit in _MUSIC.find(words) if hit.value and not refused(words, hit.first)]
    if not asked:
        return None
    around = _around(words, asked[0])
    return next((hit.value for hit in _MOODS.find(around)), "plain")


def _around(words: Sequence[Word], hit: Hit[bool]) -> Sequence[Word]:
    start, end = hit.first, hit.last
    while start > 0 and hit.first - start < _MOOD_REACH and words[start - 1].text not in ".,。;!?":
        start -= 1
    while end < len(words) and end - hit.last < _MOOD_REACH and words[end].text not in ".,。;!?":
        end += 1
    return words[start:end]
