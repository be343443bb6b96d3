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
shrinks with the number of frames, while what 8 bits add does not: a thing in slow motion, .5 levels a frame at 60
frames, has the ratio 1.6 at 60 frames, 2.7 at 150 and 3.6 at 300; one of 2.6 levels a frame has 1.4, 1.5 and 1.5.
Easing by itself makes 1.4.
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
