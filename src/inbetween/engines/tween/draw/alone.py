"""Step 13: what only one picture shows, in the light of time t.

Light is linear in time, so where both pictures are blended as time wants it, (1-t) and t, their light is right by
itself, whatever it does. Only where one of them is given more weight, at borders and behind things, its share of the
change of light is missing: that is added here.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Plane
from inbetween.engines.tween.compiling import inlined
from inbetween.engines.tween.draw.units import LEVEL, UNCHANGED, WHOLE
from inbetween.engines.tween.draw.windows import UNREAD, WIDE

_STEPS = 127
_WHITE = np.float32(255 * LEVEL)
_ZERO, _HALF = np.float32(0), np.float32(0.5)


class Change(NamedTuple):
    """What the light adds from the first picture to the last, to planes of either, (2, count, height, width).

    It is told in steps above or below ``UNCHANGED``, so that it is read like a picture. ``step`` is one in levels: 1,
    or more where the light adds more than 127. ``faintest`` is the share of it that is half a level at most, which
    rounding hides.
    """

    steps: Plane
    step: np.float32
    faintest: np.float32


def change_of(added: NDArray[np.int16]) -> Change:
    """Return what the light adds to planes of both pictures, in levels."""
    most = max(float(np.abs(added).max()), 0.5)
    step = max(most / _STEPS, 1.0)
    steps = np.round(added / np.float32(step)) if step > 1 else added
    return Change((steps + UNCHANGED).astype(np.uint8), np.float32(step), np.float32(0.5 / most))


@inlined
def _mix_lit(x: Any, light: Any, weight: Any, shown: Any) -> None:
    rest, step = light
    none = np.float32(UNCHANGED * LEVEL)
    first, last = np.float32(shown[0, x]), np.float32(shown[1, x])
    more, less = step * (np.float32(shown[2, x]) - none), step * (np.float32(shown[3, x]) - none)
    own = np.float32(weight[x]) * np.float32(1 / WHOLE)
    share = own - rest
    mixed = last + own * (first - last) + max(share, _ZERO) * more + min(share, _ZERO) * less
    shown[1, x] = np.uint16(np.int32(min(max(mixed, _ZERO), _WHITE) + _HALF))
    weight[x] = np.uint16(0)


@inlined
def light_alone(plans: Any, light: Any, weight: Any, shown: Any) -> None:
    """Mix what a row shows of both pictures, in the light of time t, as if the last one showed it and weighed all.

    Args:
        plans: what the row of tiles reads (``windows.plan``); pixels that read no light are left as they are.
        light: 1 - t, and the levels of a step.
        weight: that of the first picture, 0..65535; changed in place.
        shown: the first picture, the last one, and what the light adds to both, (4, width) in 128ths of a level or of a
            step; changed in place.
    """
    for tile in range(plans.shape[2]):
        if plans[2, 0, tile] == UNREAD and plans[3, 0, tile] == UNREAD:
            continue
        left = tile * WIDE
        if left + WIDE <= weight.size:
            for i in range(WIDE):
                _mix_lit(np.uintp(left + i), light, weight, shown)
        else:
            for x in range(left, weight.size):
                _mix_lit(np.uintp(x), light, weight, shown)
