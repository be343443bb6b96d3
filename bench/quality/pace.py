"""How evenly a film moves: its jumps from frame to frame.

A jump is the mean absolute difference of the luma of two successive frames, in levels, not rounded.
"""

import itertools
import statistics
from dataclasses import dataclass

from inbetween.pixels.compare import mean_difference

LINEAR = tuple(number / 50 for number in range(51))
"""Times of the linear film. Its step is that of the truths which are drawn anyway, so that the truth's own jumps stand
beside ours: a truth need not change evenly either."""

EASED_FRAMES = 60
"""Frames of the eased film: two seconds, the shortest video there is.

The bars hold for films whose steps are larger than their rounding. In longer films of the same pair the mean jump
shrinks with the number of frames, while what 8 bits add does not: where both sources differ by one level, all pixels
change in the one frame half-way. In a scene whose light alone changes, .7 levels a frame at 60 frames, the ratio is
1.7 at 60 frames, 2.0 at 150, 4.0 at 300; of the 1.5 that easing is by itself, a thing of 7 levels a frame keeps 1.5 at
any length.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """The largest jump of a film as a multiple of the mean one, the mean in levels, and frames equal to the one before.

    Equal are frames without any difference in luma. A film that stands still has the ratio 0.
    """

    ratio: float
    mean: float
    same: int


def pace(lumas):
    """Return how evenly the film of these luma planes moves."""
    return of_jumps([mean_difference(before, after) for before, after in itertools.pairwise(lumas)])


def of_jumps(jumps):
    """Return how even these jumps are."""
    mean = statistics.fmean(jumps)
    return Pace(ratio=max(jumps) / mean if mean else 0.0, mean=mean, same=jumps.count(0.0))
