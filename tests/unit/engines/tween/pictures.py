"""Small drawn pictures, and a host that remembers what it was told."""

from dataclasses import replace

import cv2
import numpy as np

from inbetween.domain.frames import Placed, Rectangle
from inbetween.engines.protocol import Scene

HEIGHT, WIDTH = 180, 320


def texture(seed, height=HEIGHT, width=WIDTH):
    """Return colourful fractal noise: features of every size, as a landscape has."""
    rng = np.random.default_rng(seed)
    total = np.zeros((height, width, 3), np.float32)
    for step in (64, 32, 16, 8, 4):
        coarse = rng.normal(0, step**0.5, (height // step + 3, width // step + 3, 3)).astype(np.float32)
        total += cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    return cv2.normalize(total, None, 10, 245, cv2.NORM_MINMAX).astype(np.uint8)


def moved(picture, *, x=0.0, y=0.0, scale=1.0, turn=0.0, height=HEIGHT, width=WIDTH):
    """Return the middle of a larger picture, shifted, magnified and turned about the centre."""
    big_height, big_width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((big_width / 2, big_height / 2), -turn, scale)
    matrix[:, 2] += (x + (width - big_width) / 2, y + (height - big_height) / 2)
    return cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT_101)


def scene(first, last, frame_count=7, seed=1):
    """Return the scene of two fitted frames."""
    height, width = first.shape[:2]
    whole = Rectangle(x=0, y=0, width=width, height=height)
    return Scene(
        width=width,
        height=height,
        fps=30,
        frame_count=frame_count,
        prompt="",
        negative_prompt="",
        seed=seed,
        pictures={
            "first_frame": Placed(original=first, rectangle=whole, fitted=first),
            "last_frame": Placed(original=last, rectangle=whole, fitted=last),
        },
    )


def alone(picture, frame_count=7, seed=1, effect=None):
    """Return the scene of one fitted frame."""
    both = scene(picture, picture, frame_count=frame_count, seed=seed)
    return replace(both, pictures={"first_frame": both.pictures["first_frame"]}, effect=effect)


class Listener:
    """A host that writes progress down and is cancelled after a number of questions."""

    scratch = None

    def __init__(self, patience=10**9):
        self.told = []
        self._patience = patience

    def progress(self, stage, fraction, preview=None):
        self.told.append((stage, fraction, preview))

    def cancelled(self):
        self._patience -= 1
        return self._patience < 0
