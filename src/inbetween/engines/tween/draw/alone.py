"""Step 13: what only one picture shows, in the light of time t.

Light is linear in time, so where both pictures are blended as time wants it, (1-t) and t, their light is right by
itself, whatever it does. Only where one of them is given more weight, at borders and behind things, its share of the
change of light is missing: that is added here.
"""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from inbetween.engines.tween.compiling import compiled_apart
from inbetween.engines.tween.draw.windows import UNREAD, WIDE

Change: TypeAlias = tuple[NDArray[np.int16], np.float32]
"""What the light adds from the first picture to the last, to planes of either, (2, count, height, width), and the share
of it that is half a level at most, which rounding hides."""

_ZERO, _WHITE = np.float32(0), np.float32(255)


def change_of(added: NDArray[np.int16]) -> Change:
    """Return what the light adds to planes of both pictures, and how little of it rounding hides."""
    return added, np.float32(0.5 / max(float(np.abs(added).max()), 0.5))


@compiled_apart
def light_alone(plans: Any, rest: Any, at: Any, shown: Any) -> None:
    """Mix what a row shows of both pictures, in the light of time t, as if the last one showed it and weighed all.

    Args:
        plans: what the row of tiles reads (``windows.plan``); pixels that read no light are left as they are.
        rest: 1 - t.
        at: its last row is the weight of the first picture, (5, width); changed in place.
        shown: the first picture, the last one, and what the light adds to both, (4, width); changed in place.
    """
    for tile in range(plans.shape[2]):
        if plans[2, 0, tile] == UNREAD and plans[3, 0, tile] == UNREAD:
            continue
        left = min(tile * WIDE, at.shape[1] - WIDE)
        for i in range(WIDE):
            x = np.uintp(left + i)
            share = at[4, x] - rest
            mixed = shown[1, x] + at[4, x] * (shown[0, x] - shown[1, x])
            mixed += max(share, _ZERO) * shown[2, x] + min(share, _ZERO) * shown[3, x]
            shown[1, x] = min(max(mixed, _ZERO), _WHITE)
            at[4, x] = _ZERO
