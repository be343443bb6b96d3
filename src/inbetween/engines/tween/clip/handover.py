"""From a clip to the way between two pictures: as quick as the clip was, and what does not go that way coasts."""

from dataclasses import replace

import numpy as np

from inbetween.engines.tween.clip.going import Going
from inbetween.engines.tween.geometry import Model
from inbetween.engines.tween.timing import AT_ENDS, even

_QUICKEST = 3.0
"""Times the mean speed that a way may start with: a cubic that starts quicker would overshoot its end."""

_NOWHERE = 0.003
"""Widths below which a way is too short to say in which direction it goes."""

_TURN_WEIGHS = 0.3
"""Widths by which a typical place of the frame moves when all grows or turns by 1."""


def starting(going: Going, way: Going, seconds: float) -> float:
    """Return how quickly a film of ``seconds`` starts on its ``way``, as a multiple of its mean speed."""
    length = abs(way.shift) ** 2 + abs(_TURN_WEIGHS * way.turn) ** 2
    if length < _NOWHERE**2:
        return 0.0
    along = (going.shift * way.shift.conjugate()).real + _TURN_WEIGHS**2 * (going.turn * way.turn.conjugate()).real
    return float(np.clip(along * seconds / length, 0.0, _QUICKEST))


def started(frame_count: int, speed: float) -> list[float]:
    """Return times from 0.0 to 1.0 that start at ``speed`` times the mean and end as softly as other films."""
    square, cube = 3 - 2 * speed - AT_ENDS, speed + AT_ENDS - 2
    return [*(speed * x + square * x**2 + cube * x**3 for x in even(frame_count)[:-1]), 1.0]


def left_over(going: Going, way: Going, seconds: float, speed: float) -> Going:
    """Return what of ``going`` a film does not do that starts at ``speed`` on its ``way``."""
    share = speed / seconds
    return replace(going, shift=going.shift - share * way.shift, turn=going.turn - share * way.turn)


def way_of(camera: Model | None, width: int, height: int) -> Going:
    """Return the whole way that a camera goes between two pictures, in place of a second's; nothing of strangers."""
    if camera is None:
        return Going()
    middle = np.array([width / 2 - 0.5, height / 2 - 0.5, 1.0])
    carried = camera @ middle
    x, y = (carried[:2] / carried[2] - middle[:2]) / width
    return Going(shift=complex(x, y), turn=complex(np.log(complex(camera[0, 0], camera[1, 0]))))
