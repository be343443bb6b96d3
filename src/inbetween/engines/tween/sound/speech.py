"""Lines spoken in their order, each as near to its time as the others and the end allow."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from inbetween.domain.frames import SOUND_RATE
from inbetween.domain.plan import Dialogue
from inbetween.engines.tween.sound.patience import Patience
from inbetween.engines.tween.sound.score import Line
from inbetween.engines.tween.sound.stretch import hastened
from inbetween.engines.tween.sound.voice import Unspoken, speak
from inbetween.engines.tween.sound.waves import Wave, samples

Speak: TypeAlias = Callable[[Dialogue, Patience], Wave]

ALL_SECONDS = 10.0
"""Within which every line of a video is spoken, or is not."""

_GAP = 0.25
_BEFORE_END, _BEFORE_CUT = 0.15, 0.1
_FASTEST = 1.35
"""Beyond this a hastened voice is hard to understand."""

_NO_ROOM = "A line is not spoken: the video is too short for it."
_CUT_SHORT = "A line is not spoken to its end: the video is too short for it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """A spoken line: where it begins in the video, in seconds, and its samples (n,)."""

    line: Line
    at: float
    wave: Wave

    @property
    def end(self) -> float:
        """When it ends, in seconds."""
        return self.at + len(self.wave) / SOUND_RATE


def spoken(
    lines: Sequence[Line], seconds: float, voice: Speak = speak, patience: Patience | None = None
) -> tuple[list[Utterance], list[tuple[Line, str]]]:
    """Return the utterances in order, and the lines that are not heard to their end, each with a sentence why."""
    patience = patience or Patience(ALL_SECONDS)
    utterances: list[Utterance] = []
    unspoken: list[tuple[Line, str]] = []
    for line in lines:
        try:
            if sum(len(utterance.wave) for utterance in utterances) > _FASTEST * seconds * SOUND_RATE:
                raise Unspoken(_NO_ROOM)
            utterances.append(Utterance(line=line, at=line.words.t, wave=voice(line.words, patience)))
        except Unspoken as why:
            unspoken.append((line, str(why)))
    placed = _spread(_hastened(utterances, seconds - _BEFORE_END), seconds - _BEFORE_END)
    heard = [_within(utterance, seconds) for utterance in placed if utterance.at < seconds - _GAP]
    unspoken += [(utterance.line, _NO_ROOM) for utterance in placed[len(heard) :]]
    unspoken += [
        (whole.line, _CUT_SHORT) for whole, utterance in zip(placed, heard, strict=False) if whole is not utterance
    ]
    return heard, unspoken


def _within(utterance: Utterance, seconds: float) -> Utterance:
    """Return the utterance, or as much of it as is heard before the end."""
    return (
        utterance
        if utterance.end <= seconds
        else replace(utterance, wave=utterance.wave[: samples(seconds - utterance.at)])
    )


def _hastened(utterances: list[Utterance], room: float) -> list[Utterance]:
    """Return the utterances fast enough to fit into ``room`` seconds, as far as that can be understood."""
    gaps = _GAP * max(len(utterances) - 1, 0)
    factor = sum(len(utterance.wave) for utterance in utterances) / SOUND_RATE / max(room - gaps, 0.1)
    if factor <= 1:
        return utterances
    return [replace(utterance, wave=hastened(utterance.wave, min(factor, _FASTEST))) for utterance in utterances]


def _spread(utterances: list[Utterance], end: float) -> list[Utterance]:
    """Return the utterances one after another: each waits for the one before, and makes room for those behind it."""
    return _waiting(_in_time(_waiting(utterances), end))


def _waiting(utterances: list[Utterance]) -> list[Utterance]:
    """Return the utterances, none before the one ahead of it has ended."""
    free, waiting = 0.0, []
    for utterance in utterances:
        waiting.append(replace(utterance, at=max(utterance.at, free)))
        free = waiting[-1].end + _GAP
    return waiting


def _in_time(utterances: list[Utterance], end: float) -> list[Utterance]:
    """Return the utterances early enough to end before ``end``, and within their own shots where those have room."""
    early: list[Utterance] = []
    for utterance in reversed(utterances):
        early.append(
            replace(utterance, at=min(utterance.at, _latest(utterance.line, len(utterance.wave) / SOUND_RATE, end)))
        )
        end = early[-1].at - _GAP
    return early[::-1]


def _latest(line: Line, length: float, end: float) -> float:
    """Return when a line must begin to end in its own shot, or else by ``end``."""
    own = min(end, line.end - _BEFORE_CUT) - length
    return own if own >= line.start else end - length
