"""When how much of a move is done: speeds are trapezoids with half-cosine ramps, so that nothing ever jerks."""

import numpy as np
from numpy.typing import NDArray

from inbetween.domain.plan import Ease
from inbetween.engines.tween.moves.amounts import EVEN_RAMP, RAMPS
from inbetween.engines.tween.moves.windows import Window

Values = NDArray[np.float64]


def done(seconds: Values, window: Window, ease: Ease) -> Values:
    """Return the share (0..1) of a move that is done at ``seconds``: 0 before its window, 1 after it."""
    even = min(EVEN_RAMP / window.length, 0.5)
    up, down = RAMPS.get(ease, (even, even))
    at = np.clip((seconds - window.start) / window.length, 0.0, 1.0)
    coming = np.minimum(at, up)
    going = np.clip(at - (1 - down), 0.0, down)
    travelled = (
        coming / 2
        - up / (2 * np.pi) * np.sin(np.pi * coming / up)
        + np.clip(at - up, 0.0, 1 - up - down)
        + going / 2
        + down / (2 * np.pi) * np.sin(np.pi * going / down)
    )
    whole: Values = travelled / (1 - (up + down) / 2)
    return whole
