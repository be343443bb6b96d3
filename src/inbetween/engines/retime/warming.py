"""A tiny film at another rate, so that no request waits for a compiler."""

from fractions import Fraction
from pathlib import Path

import numpy as np
from numba import config

from inbetween.engines.retime.retiming import Retiming, instants
from inbetween.engines.tween.kernel_cache import one_first

_BLOCK, _ROWS, _COLUMNS = 8, 8, 12
"""Of a picture of blocks: large enough for flow, and with something in it that flow can follow."""


def warm_retiming() -> None:
    """Compile the kernels that retiming uses, or load them from numba's cache: half of what the tween engine uses."""
    if config.CACHE_DIR:
        one_first(Path(config.CACHE_DIR), _draw, part="retiming")
    else:
        _draw()


def _draw() -> None:
    for _ in tiny_film().frames():
        pass


def tiny_film() -> Retiming:
    """Return a film of two frames, shown as three; they differ by a small move, so that the third is drawn."""
    blocks = np.random.default_rng(0).integers(0, 255, (_ROWS, _COLUMNS, 3), np.uint8)
    picture = blocks.repeat(_BLOCK, 0).repeat(_BLOCK, 1)
    return Retiming([picture, np.roll(picture, 1, 1)], instants(2, 16), (Fraction(part, 32) for part in range(3)))
