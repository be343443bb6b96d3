"""Step 9: whether flows can be shown: what share of both frames they explain, and how well colours agree along them.

Measured on related pairs, painted and photographed: .8 and more is explained where the light is found, .6 where it is
not; of unrelated ones at most .01, of mirrored ones at most .25, even where flow was forced upon them.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.flow.flows import Flows
from inbetween.engines.tween.geometry import STRIDE, Field, Flow, beyond, landing, round_trip, thinned
from inbetween.engines.tween.motion.visibility import photometric_error
from inbetween.engines.tween.steps import Steps

ENOUGH, ENOUGH_SOFT = 0.6, 0.7
"""Share of what stays in the frame that must be explained for its flow to be shown; more of it without a camera."""

_LEADS_BACK = 3.0
_LOOKS_ALIKE = 15.0

_WIDEST = 0.1
_UNNOTICED, _PER_LEVEL = 3.0, 0.012


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """``explained`` is a share (0..1) of the pixels that stay in the frame, ``difference`` their median in levels."""

    explained: float
    difference: float

    def suffices(self, rigid: bool) -> bool:
        """Say whether the flows may be shown."""
        return self.explained >= (ENOUGH if rigid else ENOUGH_SOFT)

    @property
    def feather(self) -> float:
        """The share of the width over which a frame must fade out towards its border for the border not to be seen."""
        return min(_PER_LEVEL * max(self.difference - _UNNOTICED, 0.0), _WIDEST)


def judge(pictures: tuple[Rgb, Rgb], flows: Flows, steps: Steps) -> Trust:
    """Judge the flows of both frames; ``pictures`` are the work copies in one light.

    A pixel is explained if its flow leads back to it within 3 pixels and to colours within 15 levels.
    """
    first, last = pictures
    sides = steps.both(
        lambda side: _explained(*side), (first, last, flows.first, flows.last), (last, first, flows.last, flows.first)
    )
    explained = np.concatenate([alike for alike, _ in sides])
    if not explained.size:
        return Trust(explained=0.0, difference=255.0)
    difference = float(np.median(np.concatenate([levels for _, levels in sides])))
    return Trust(explained=float(explained.mean()), difference=difference)


def _explained(here: Rgb, there: Rgb, flow: Flow, back: Flow) -> tuple[NDArray[np.bool_], Field]:
    """Return, of pixels that stay in the frame, whether they are explained, and their difference in levels."""
    coarse = thinned(flow)
    stays = ~beyond(landing(coarse, STRIDE), *flow.shape[:2])
    difference = photometric_error(thinned(here), there, coarse, STRIDE)[stays]
    return (round_trip(coarse, back, STRIDE)[stays] < _LEADS_BACK) & (difference < _LOOKS_ALIKE), difference
