"""Mutated clips: each becomes as many frames as it promises, or one clear sentence. A long run in `make slow`."""

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bench.fuzz.corpus import mutated
from inbetween.domain.errors import TaskFailure
from inbetween.media.clip_index import read_index
from inbetween.media.clip_sound import clip_sound
from inbetween.media.clips import count_of, fitted_clip
from tests.clips import CLIP_LIMITS, SIZE, saved_clip, travelling
from tests.sounds import hum

LIMITS = replace(CLIP_LIMITS, min_seconds=0, max_seconds=3)


def seeds(folder: Path) -> list[bytes]:
    """Return small real files of both formats, of several codecs, with sound and without."""
    sound = np.stack([hum(0.4)] * 2)
    clips = [
        saved_clip(folder / "a.mp4", travelling(12), sound=sound),
        saved_clip(folder / "b.mov", travelling(9), fps=25, pixels="yuv420p10le"),
        saved_clip(folder / "c.mp4", travelling(9), movflags="+faststart"),
        saved_clip(folder / "d.mov", travelling(6), codec="mjpeg", pixels="yuvj422p", colour=(6, 2)),
    ]
    return [path.read_bytes() for path in clips]


@pytest.mark.parametrize("count", [80, pytest.param(5000, marks=[pytest.mark.slow, pytest.mark.timeout(900)])])
def test_a_mutated_clip_is_a_clip_or_a_sentence(count: int, tmp_path: Path) -> None:
    chance, files, path = random.Random(20261120), seeds(tmp_path), tmp_path / "clip"
    ends = {"clip": 0, "sentence": 0}
    for _ in range(count):
        path.write_bytes(mutated(chance.choice(files), chance))
        try:
            index = read_index(path, LIMITS, name="first_clip")
            frame_count = count_of(index, 30)
            sound, why = clip_sound(index, frame_count, 30)
            assert sound is None or (why is None and sound.samples.shape == (2, frame_count * 1600))
            clip = fitted_clip(index, SIZE, 30, name="first_clip", sound=sound)
            assert sum(frame.y.shape == SIZE[::-1] for frame in clip.frames) == frame_count
            ends["clip"] += 1
        except TaskFailure:
            ends["sentence"] += 1
    assert min(ends.values()) > count / 50, ends
