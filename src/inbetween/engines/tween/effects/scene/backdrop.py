"""What may stand behind a subject that moves: the plate, blurred and dark, with a pool of light behind the subject.

The bare plate reads as a smear where the hole is laid open; darkness and blur read as intended.
"""

import cv2
import numpy as np

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.effects.scene.faces import Weights
from inbetween.engines.tween.effects.scene.subject import Subject

_SHRUNK = 8
_BLUR = 0.039
_DARK, _POOL, _LIFT = 0.42, 0.5, 14.0
_WIDE = 0.95
_GRAIN = 1.5


def backdrop_of(plate: Rgb, subject: Subject, chance: np.random.Generator) -> Rgb:
    """Return the backdrop of a plate."""
    height, width = plate.shape[:2]
    size = max(width // _SHRUNK, 4), max(height // _SHRUNK, 4)
    small = cv2.resize(plate, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    small = cv2.GaussianBlur(small, (0, 0), max(_BLUR * min(width, height) / _SHRUNK, 0.5))
    pool = _pool(size, subject, width / size[0])[..., None]
    lit = cv2.resize(small * (_DARK + _POOL * pool) + _LIFT * pool, (width, height), interpolation=cv2.INTER_CUBIC)
    lit += chance.normal(0, _GRAIN, (height, width, 1)).astype(np.float32)
    backdrop: Rgb = np.clip(lit, 0, 255).astype(np.uint8)
    return backdrop


def _pool(size: tuple[int, int], subject: Subject, scale: float) -> Weights:
    x, y = (np.arange(side, dtype=np.float32) for side in size)
    r = _WIDE * max(subject.half_width, subject.half_height) / scale
    across, down = (x - subject.x / scale)[None] / r, (y - subject.y / scale)[:, None] / r
    return np.exp(-(across**2 + down**2) / 2).astype(np.float32)
