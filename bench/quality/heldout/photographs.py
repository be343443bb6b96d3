"""Photographs out of scikit-image's wheel, where that is installed (the extra ``bench``); nothing is fetched.

All are public domain, CC0 or without known restrictions by scikit-image's own documentation of ``skimage.data``:
see docs/licences.md.
"""

import importlib.util
from pathlib import Path

import cv2
import numpy as np

from bench.quality import painting

FILES = {
    "astronaut": "astronaut.png",
    "brick": "brick.png",
    "cameraman": "camera.png",
    "cat": "chelsea.png",
    "coins": "coins.png",
    "cup": "coffee.png",
    "galaxies": "hubble_deep_field.jpg",
    "gravel": "gravel.png",
    "rocket": "rocket.jpg",
    "tissue": "ihc.png",
}

PREFIX = "photo-"
"""How the names of scenes begin that cannot be built without the photographs."""


def folder():
    """Return where the photographs lie, or ``None`` without scikit-image."""
    found = importlib.util.find_spec("skimage")
    return None if found is None or found.origin is None else Path(found.origin).with_name("data")


def drawn(kinds):
    """Return the kinds without the scenes that need photographs."""
    return {
        kind: {name: build for name, build in builders.items() if not name.startswith(PREFIX)}
        for kind, builders in kinds.items()
    }


def photograph(name):
    """Return a painter like those of ``painting``: the middle of the photograph, enlarged to height and width."""

    def paint(height, width, _seed):
        picture = _read(name)
        scale = max(height / picture.shape[0], width / picture.shape[1])
        method = cv2.INTER_AREA if scale < 1 else cv2.INTER_LANCZOS4
        fitted = cv2.resize(picture, None, fx=scale + 1e-3, fy=scale + 1e-3, interpolation=method)
        top, left = (fitted.shape[0] - height) // 2, (fitted.shape[1] - width) // 2
        return np.clip(fitted[top : top + height, left : left + width], 0, 1)

    return paint


def medallion(name, size, *, x=0.5, y=0.5, radius=0.5):
    """Return picture and mask of a round piece of a photograph: centre and radius in shares of its shorter side."""
    picture = _read(name)
    reach = radius * min(picture.shape[:2])
    left, top = x * picture.shape[1] - reach, y * picture.shape[0] - reach
    to_size = size / (2 * reach)
    model = np.float32([[to_size, 0, -left * to_size], [0, to_size, -top * to_size]])
    piece = cv2.warpAffine(picture, model, (size, size), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT_101)
    rows, columns = painting.coordinates(size, size)
    return np.clip(piece, 0, 1), painting.ramp(0.49, 0.475, np.hypot(columns - 0.5, rows - 0.5))


def _read(name):
    path = folder() / FILES[name]
    return cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB).astype(np.float32) / 255
