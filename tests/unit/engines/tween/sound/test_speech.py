"""Lines keep their order, their shots and the end of the video, whoever speaks."""

import numpy as np
import pytest

from inbetween.domain.frames import SOUND_RATE
from inbetween.domain.plan import Dialogue
from inbetween.engines.tween.sound.patience import Patience
from inbetween.engines.tween.sound.score import write_score
from inbetween.engines.tween.sound.speech import Utterance, spoken
from inbetween.engines.tween.sound.stretch import hastened
from inbetween.engines.tween.sound.voice import Unspoken
from tests.unit.engines.tween.sound.plans import line, plan, shot


def voice(words: Dialogue, patience: Patience) -> np.ndarray:
    """Speak a second for each word; a dash cannot be spoken."""
    if words.text == "-":
        raise Unspoken("A dash cannot be spoken.")
    return 0.1 * np.ones(len(words.text.split()) * SOUND_RATE, np.float32)


def said(*shots) -> tuple[list[tuple[str, float, float]], list[str]]:
    told = plan(*shots)
    utterances, unspoken = spoken(write_score(told).lines, told.duration, voice)
    return [(utterance.line.words.text, round(utterance.at, 2), round(utterance.end, 2)) for utterance in utterances], [
        why for _, why in unspoken
    ]


def test_a_line_begins_at_its_time() -> None:
    assert said(shot(0, 5, said=[line("one", 1.5)])) == ([("one", 1.5, 2.5)], [])


def test_a_line_is_pulled_forward_to_end_within_its_shot() -> None:
    shots = shot(0, 3, said=[line("one two", 1.5)]), shot(3, 6, said=[line("one", 5.9)])
    assert said(*shots)[0] == [("one two", 0.9, 2.9), ("one", 4.85, 5.85)]


def test_a_line_longer_than_its_shot_runs_on_into_the_next() -> None:
    shots = shot(0, 2), shot(2, 3, said=[line("one two", 2.2)]), shot(3, 6)
    assert said(*shots)[0] == [("one two", 2.2, 4.2)]


def test_lines_wait_for_each_other_and_make_room_for_each_other() -> None:
    told = said(shot(0, 9, said=[line("one two", 1), line("three", 1.5)]))[0]
    assert told == [("one two", 1, 3), ("three", 3.25, 4.25)]
    assert said(shot(0, 5, said=[line("one two", 2.5), line("three four", 2.6)]))[0] == [
        ("one two", 0.6, 2.6),
        ("three four", 2.85, 4.85),
    ]


def test_what_does_not_fit_is_spoken_faster() -> None:
    utterances, unspoken = said(shot(0, 5, said=[line("one two three", 1), line("four five", 2)]))
    assert [text for text, _, _ in utterances] == ["one two three", "four five"]
    assert utterances[0][1] == 0
    assert utterances[-1][2] == pytest.approx(4.85, abs=0.03)
    assert unspoken == []


def test_what_does_not_fit_even_then_is_cut_and_told() -> None:
    utterances, unspoken = said(shot(0, 2, said=[line("one two three four", 0.5), line("five", 1)]))
    assert utterances == [("one two three four", 0, 2)]
    assert unspoken == [
        "A line is not spoken: the video is too short for it.",
        "A line is not spoken to its end: the video is too short for it.",
    ]


def test_a_line_that_cannot_be_spoken_leaves_the_others_alone() -> None:
    assert said(shot(0, 5, said=[line("-", 0.2), line("one", 2)])) == ([("one", 2, 3)], ["A dash cannot be spoken."])


def test_hostile_prompts_ask_the_voice_a_few_times_only() -> None:
    asked = []

    def counting(words: Dialogue, patience: Patience) -> np.ndarray:
        asked.append(words.text)
        return voice(words, patience)

    told = plan(shot(0, 5, said=[line("word", 0.1 * n) for n in range(500)]))
    utterances, unspoken = spoken(write_score(told).lines, 5, counting)
    assert len(asked) < 10
    assert len(utterances) + len(unspoken) >= 500


def test_hastened_speech_keeps_its_pitch_and_its_level() -> None:
    time = np.arange(SOUND_RATE) / SOUND_RATE
    wave = sum(np.sin(2 * np.pi * 130 * k * time) / k for k in (1, 2, 3)).astype(np.float32)
    fast = hastened(wave, 1.3)
    assert len(fast) == int(SOUND_RATE / 1.3)
    middle = fast[2000:-2000]
    spectrum = np.abs(np.fft.rfft(middle * np.hanning(len(middle))))
    assert np.argmax(spectrum) * SOUND_RATE / len(middle) == pytest.approx(130, abs=2)
    assert middle.std() == pytest.approx(wave.std(), rel=0.05)
    assert np.abs(np.diff(middle)).max() < 1.5 * np.abs(np.diff(wave)).max()


def test_an_utterance_knows_its_end() -> None:
    told = write_score(plan(shot(0, 5, said=[line("one", 1)]))).lines[0]
    assert Utterance(line=told, at=1.0, wave=np.zeros(24_000, np.float32)).end == 1.5
