"""Every kernel of the effects, run once with the types that effects use."""

import numpy as np

from inbetween.engines.tween.effects.kit.dots import dots
from inbetween.engines.tween.effects.kit.laying import lay_over, shade
from inbetween.engines.tween.effects.kit.shapes import soft_dot
from inbetween.engines.tween.effects.kit.stamp import put
from inbetween.engines.tween.effects.planar import to_planes


def warm_effects() -> None:
    """Compile the kernels, or load them from numba's cache."""
    frame, mask = np.zeros((16, 24, 3), np.uint8), np.zeros((16, 24), np.uint8)
    lay_over(frame, frame.copy(), mask)
    shade(frame, mask)
    to_planes(frame)
    for before in (None, mask):
        put(frame, soft_dot((255.0, 255.0, 255.0)), (8.0, 8.0), 4.0, behind=before)
    dots(frame, np.ones((1, 4), np.float32), np.ones((1, 3), np.float32))
