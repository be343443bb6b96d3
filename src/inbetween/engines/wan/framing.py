"""Pictures of the film's size at the weights', and back: what is around the film is made up, and thrown away."""

import numpy as np

from inbetween.domain.frames import Rgb
from inbetween.engines.protocol import Scene
from inbetween.engines.wan.plan import Size


def surrounded(fitted: Rgb, size: Size) -> Rgb:
    """Return a picture at the weights' size: what is around the film is mirrored, and thrown away with it."""
    height, width = fitted.shape[:2]
    rows = (size.top, size.height - height - size.top)
    columns = (size.left, size.width - width - size.left)
    return np.pad(fitted, (rows, columns, (0, 0)), mode="symmetric")


def cut(frame: Rgb, size: Size, scene: Scene) -> Rgb:
    """Return the film's part of a frame of the weights."""
    return np.ascontiguousarray(frame[size.top : size.top + scene.height, size.left : size.left + scene.width])
