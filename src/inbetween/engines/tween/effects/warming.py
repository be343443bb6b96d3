"""Every kernel of the effects, run once with the types that effects use."""

import numpy as np

from inbetween.engines.tween.effects.kit.laying import lay_over, shade
from inbetween.engines.tween.effects.planar import to_planes


def warm_effects() -> None:
    """Compile the kernels, or load them from numba's cache."""
    frame, mask = np.zeros((16, 24, 3), np.uint8), np.zeros((16, 24), np.uint8)
    lay_over(frame, frame.copy(), mask)
    shade(frame, mask)
    to_planes(frame)
