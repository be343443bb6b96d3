"""Mutated sound files: each becomes a sound or one clear sentence. A short run here, a long one in `make slow`."""

import random
from pathlib import Path

import numpy as np
import pytest

from bench.fuzz.corpus import mutated
from inbetween.domain.errors import TaskFailure
from inbetween.media.sound import load_sound
from tests.sounds import SOUND_LIMITS, hum, mp3, wav, whole


def seeds() -> list[bytes]:
    """Return small real files of both formats and of several kinds of samples."""
    tone = hum(2.2)
    return [
        wav(whole(hum(2.2, rate=8000)), rate=8000),
        wav(hum(2.2, rate=8000).astype("<f4").tobytes(), tag=3, bits=32, rate=8000),
        wav(bytes(8000 * 5), bits=8, rate=8000, channels=2),
        mp3(tone),
        mp3(tone, rate=24_000, **{"q:a": "9"}),
    ]


@pytest.mark.parametrize("count", [100, pytest.param(5000, marks=[pytest.mark.slow, pytest.mark.timeout(900)])])
def test_a_mutated_sound_is_a_sound_or_a_sentence(count: int, tmp_path: Path) -> None:
    chance, files, path = random.Random(20261120), seeds(), tmp_path / "sound"
    ends = {"sound": 0, "sentence": 0}
    for _ in range(count):
        path.write_bytes(mutated(chance.choice(files), chance))
        try:
            sound = load_sound(path, SOUND_LIMITS, name="driving_audio")
            assert sound.samples.shape[0] == 2
            assert np.abs(sound.samples).max() <= 1
            ends["sound"] += 1
        except TaskFailure:
            ends["sentence"] += 1
    assert min(ends.values()) > count / 20, ends
