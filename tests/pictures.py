"""Pictures that tests are made of: smooth enough for a codec, different everywhere."""

from pathlib import Path

import numpy as np
from PIL import Image

from inbetween.domain.frames import Rgb
from inbetween.domain.spec import PictureLimits

LIMITS = PictureLimits(min_side=360, max_side=2000, max_bytes=10 * 2**20)
"""What the kf2v models take."""


def smooth(width: int, height: int, seed: int = 1) -> Rgb:
    """Return soft clouds of colour, (height, width, 3) uint8."""
    cells = np.random.default_rng(seed).integers(20, 236, (7, 9, 3), dtype=np.uint8)
    return np.array(Image.fromarray(cells).resize((width, height), Image.Resampling.BICUBIC))


def saved(folder: Path, name: str, picture: Rgb) -> Path:
    """Write a picture into ``folder`` and return its path."""
    path = folder / name
    Image.fromarray(picture).save(path)
    return path
