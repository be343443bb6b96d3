"""Films of effects on pictures of our own, as pictures of their frames."""

from functools import cache

import cv2
import numpy as np

from bench.effects import people
from inbetween.catalog.effects import EFFECTS
from inbetween.engines.tween.effects.prepare import prepare
from inbetween.engines.tween.effects.scene.stage import SECONDS, Stage

SEED = 7


@cache
def stage(wants, height, width):
    """Return the stage of a picture that shows what an effect wants."""
    picture = people.couple(height, width) if wants == "two people" else people.portrait(height, width)
    return Stage(picture=picture, seed=SEED)


def frames(name, times, size):
    """Yield the frames of an effect at some seconds, drawn at ``size`` (height, width); at 0 the picture itself."""
    on = stage(EFFECTS[name].wants, *size)
    paint = prepare(name, on)
    for t in times:
        yield on.picture if t <= 0 else paint(t)


def preview(name, *, side, fps):
    """Return an effect's film, small: drawn at twice its size."""
    times = [number / fps for number in range(int(SECONDS * fps))]
    return [_shrunk(frame, side) for frame in frames(name, times, (2 * side, 2 * side))]


def strip(name, times, side):
    """Return some frames of an effect beside each other."""
    return np.hstack([_shrunk(frame, side) for frame in frames(name, times, (2 * side, 2 * side))])


def _shrunk(frame, side):
    return cv2.resize(frame, (side, side), interpolation=cv2.INTER_AREA)
