"""The sound of a video, from its plan: procedural ambience and a synthetic voice."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from inbetween.domain.frames import SOUND_RATE, Sound
from inbetween.domain.plan import Plan
from inbetween.engines.tween.sound.master import Mastered, master
from inbetween.engines.tween.sound.mix import mix
from inbetween.engines.tween.sound.patience import Patience
from inbetween.engines.tween.sound.score import Line, Score, write_score
from inbetween.engines.tween.sound.speech import Speak, Utterance, spoken
from inbetween.engines.tween.sound.voice import speak
from inbetween.engines.tween.sound.waves import samples


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Soundtrack:
    """What is heard, what was measured of it (JSON values), and sentences on what was asked and is not heard."""

    sound: Sound
    measurements: dict[str, Any]
    notes: list[str]


def compose(plan: Plan, seed: int, voice: Speak = speak, patience: Patience | None = None) -> Soundtrack:
    """Return the sound of ``plan``: 48 kHz stereo, exactly as long, the same samples for the same plan and seed.

    ``patience`` is how long a voice is waited for, ``ALL_SECONDS`` by default.
    """
    if plan.silent or plan.only_given_audio:
        silence = Sound(samples=np.zeros((2, samples(plan.duration)), np.float32), rate=SOUND_RATE)
        return Soundtrack(sound=silence, measurements={"silent": True}, notes=[])
    score = write_score(plan)
    utterances, unspoken = spoken(score.lines, score.seconds, voice, patience)
    mastered = master(mix(score, utterances, seed))
    return Soundtrack(
        sound=Sound(samples=mastered.wave, rate=SOUND_RATE),
        measurements=_told(score, utterances, unspoken) | _levels(mastered),
        notes=list(dict.fromkeys(why for _, why in unspoken)),
    )


def _told(score: Score, utterances: list[Utterance], unspoken: list[tuple[Line, str]]) -> dict[str, Any]:
    return {
        "beds": [layer.tag for layer in score.layers],
        "music": score.music,
        "events": [{"tag": hit.tag, "at": round(hit.at, 3)} for hit in score.hits],
        "spoken": [
            {"text": utterance.line.words.text, "at": round(utterance.at, 3), "end": round(utterance.end, 3)}
            for utterance in utterances
        ],
        "unspoken": [{"text": line.words.text, "why": why} for line, why in unspoken],
    }


def _levels(mastered: Mastered) -> dict[str, Any]:
    levels = {"loudness_lufs": mastered.loudness, "true_peak_dbtp": mastered.true_peak}
    return {name: round(level, 2) if math.isfinite(level) else None for name, level in levels.items()}
