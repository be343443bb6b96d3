"""A plan becomes a sound of its exact length, the same each time, and says what is in it."""

from pathlib import Path

import av
import numpy as np
import pytest

from inbetween.domain.frames import SOUND_RATE, Sound
from inbetween.domain.plan import Dialogue, Plan
from inbetween.engines.tween.sound.patience import Patience
from inbetween.engines.tween.sound.soundtrack import Soundtrack, compose
from inbetween.engines.tween.sound.voice import Unspoken
from inbetween.media.encode import VideoForm, encode
from inbetween.pixels.loudness import integrated_loudness, true_peak
from tests.unit.engines.tween.sound.plans import bed, event, line, plan, shot

SHOTS = plan(
    shot(0, 1.5, bed("city"), transition="whip"),
    shot(1.5, 3, bed("rain"), event("thunder", 1.8), said=[line("It never ends.", 2)]),
    shot(3, 4, bed("fire"), bed("wind"), event("bell", 3.2)),
)


def hum(words: Dialogue, patience: Patience) -> np.ndarray:
    return 0.2 * np.sin(np.arange(SOUND_RATE, dtype=np.float32) / 40)


def nobody(words: Dialogue, patience: Patience) -> np.ndarray:
    raise Unspoken("Nobody speaks: espeak-ng is not installed here.")


def composed(told: Plan, seed: int = 7, voice=hum) -> Soundtrack:
    return compose(told, seed, voice)


@pytest.mark.parametrize("seconds", [2, 3, 5])
def test_a_sound_has_exactly_the_samples_of_its_video(seconds: int) -> None:
    sound = composed(plan(shot(0, seconds))).sound
    assert (sound.samples.shape, sound.samples.dtype, sound.rate) == ((2, seconds * 48_000), np.float32, 48_000)


def test_the_same_plan_and_seed_give_the_same_samples_and_another_seed_others() -> None:
    once = composed(SHOTS).sound.samples
    assert np.array_equal(once, composed(SHOTS).sound.samples)
    assert not np.array_equal(once, composed(SHOTS, seed=8).sound.samples)


def test_what_is_heard_is_told() -> None:
    told = composed(SHOTS).measurements
    assert told["beds"] == ["city", "rain", "fire", "wind"]
    assert told["events"] == [
        {"tag": tag, "at": at} for tag, at in (("thunder", 1.8), ("bell", 3.2), ("whoosh", 1.2), ("whoosh", 2.7))
    ]
    assert told["spoken"] == [{"text": "It never ends.", "at": 1.9, "end": 2.9}]
    assert (told["unspoken"], told["music"]) == ([], None)
    assert told["loudness_lufs"] == pytest.approx(-16, abs=0.5)
    assert told["true_peak_dbtp"] <= -1.4


def test_what_nobody_says_is_told_once_as_a_note() -> None:
    twice = plan(shot(0, 4, said=[line("one", 1), line("two", 2)]))
    told = composed(twice, voice=nobody)
    assert told.notes == ["Nobody speaks: espeak-ng is not installed here."]
    assert [lost["text"] for lost in told.measurements["unspoken"]] == ["one", "two"]
    assert told.measurements["loudness_lufs"] == pytest.approx(-16, abs=0.5)


@pytest.mark.parametrize("how", ["silent", "only_given_audio"])
def test_where_no_sound_is_wanted_there_is_silence(how: str) -> None:
    told = composed(plan(shot(0, 2, bed("rain")), **{how: True}))
    assert told.sound.samples.shape == (2, 96_000)
    assert not told.sound.samples.any()
    assert told.measurements == {"silent": True}


def test_after_the_codec_it_is_as_loud_and_does_not_clip(tmp_path: Path) -> None:
    heard = decoded(tmp_path / "a.mp4", composed(SHOTS).sound, seconds=4)
    assert integrated_loudness(heard) == pytest.approx(-16, abs=0.5)
    assert true_peak(heard) < -0.5
    assert heard.shape[1] == pytest.approx(4 * SOUND_RATE, abs=1024)


def decoded(path: Path, sound: Sound, seconds: int) -> np.ndarray:
    form = VideoForm(width=64, height=64, fps=10, frame_count=10 * seconds, comment="")
    encode((np.zeros((64, 64, 3), np.uint8) for _ in range(form.frame_count)), path, form, sound)
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        assert float(stream.duration * stream.time_base) == pytest.approx(seconds, abs=1024 / SOUND_RATE)
        return np.concatenate([frame.to_ndarray() for frame in container.decode(audio=0)], axis=1)
