"""Mutated picture files: each becomes a picture or one clear sentence. A short run here, a long one in `make slow`."""

import io
import random
import warnings
from pathlib import Path

import pytest
from PIL import Image

from bench.fuzz.corpus import mutated
from inbetween.domain.errors import TaskFailure
from inbetween.media.header import read_header
from inbetween.media.images import load_picture
from tests.pictures import LIMITS, smooth


def seeds() -> list[bytes]:
    """Return small real files of every format and of several kinds of pixels."""
    picture = Image.fromarray(smooth(400, 380))
    found = []
    for mode, form in [("RGB", "PNG"), ("P", "PNG"), ("I;16", "PNG"), ("RGB", "JPEG"), ("CMYK", "JPEG"), ("L", "BMP")]:
        buffer = io.BytesIO()
        (picture.convert("L").convert("I").convert(mode) if mode == "I;16" else picture.convert(mode)).save(
            buffer, form
        )
        found.append(buffer.getvalue())
    for options in ({"lossless": True}, {"save_all": True, "append_images": [picture.rotate(90)]}):
        buffer = io.BytesIO()
        picture.save(buffer, "WEBP", **options)
        found.append(buffer.getvalue())
    return found


@pytest.mark.parametrize("count", [100, pytest.param(5000, marks=[pytest.mark.slow, pytest.mark.timeout(900)])])
def test_a_mutated_picture_is_a_picture_or_a_sentence(count: int, tmp_path: Path) -> None:
    chance, files, path = random.Random(20261120), seeds(), tmp_path / "picture"
    ends = {"picture": 0, "sentence": 0}
    for _ in range(count):
        path.write_bytes(mutated(chance.choice(files), chance))
        try:
            with warnings.catch_warnings(action="error"):
                read_header(path)
                picture, _ = load_picture(path, LIMITS, name="first_frame")
            assert picture.ndim == 3
            assert picture.shape[2] == 3
            ends["picture"] += 1
        except TaskFailure:
            ends["sentence"] += 1
    assert min(ends.values()) > count / 20, ends
