"""Two neighbouring frames of a film, and any frame between them.

The tween engine's analysis of two pictures takes a second: it looks for cameras, things and changes of light across
any distance. Neighbours are a sixteenth of a second apart, and dense flow alone finds what moves between them: on a
moving camera with a thing before it, 35.9 dB (luma) where the whole analysis has 36.1, in a sixth of the time; both
frames mixed have 25.5 dB and the nearer one 23.1 (``tests/unit/engines/retime``).
"""

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from inbetween.domain.frames import Frame, Rgb, Yuv420
from inbetween.engines.tween.draw.canvas import Brush, prepare_planes
from inbetween.engines.tween.flow.candidates import dense_flow
from inbetween.engines.tween.flow.flows import Flows
from inbetween.engines.tween.flow.trust import judge
from inbetween.engines.tween.match.camera import Camera
from inbetween.engines.tween.match.evidence import grey, work_copy
from inbetween.engines.tween.match.relation import are_too_small
from inbetween.engines.tween.motion.compose import compose
from inbetween.engines.tween.motion.fields import Motion
from inbetween.engines.tween.steps import Steps
from inbetween.pixels.colour import rgb_to_yuv420, yuv420_to_rgb

_NO_CAMERA = Camera(
    kind="none",
    model=np.eye(3),
    inliers=np.zeros(0, np.bool_),
    confidence=0.0,
    cover=0.0,
    near_misses=0.0,
    rigid=False,
    support=0,
)
"""Nothing is known of the frame as a whole: every pixel goes its own way."""


def planar(frame: Frame) -> Yuv420:
    """Return a frame in 4:2:0."""
    return frame if isinstance(frame, Yuv420) else rgb_to_yuv420(frame)


class Between:
    """The frames between two neighbours of one size; ``is_cut`` where nothing leads from one to the other."""

    def __init__(self, first: Frame, last: Frame, pool: ThreadPoolExecutor) -> None:
        self._ends = planar(first), planar(last)
        pictures = _rgb(first), _rgb(last)
        motion = _motion(pictures, pool)
        self.is_cut = motion is None
        self._brush = motion and Brush(prepare_planes(*pictures, None), motion)

    def at(self, t: float) -> Yuv420:
        """Draw the frame at ``t``, between 0 and 1; at a cut it is the nearer neighbour, unmixed."""
        return self._brush(t) if self._brush else self._ends[t > 0.5]


def _rgb(frame: Frame) -> Rgb:
    return yuv420_to_rgb(frame) if isinstance(frame, Yuv420) else frame


def _motion(pictures: tuple[Rgb, Rgb], pool: ThreadPoolExecutor) -> Motion | None:
    """Return what moves between two frames, ``None`` where flow explains too little of them to be shown."""
    first, last = map(work_copy, pictures)
    if are_too_small(first):
        return None
    steps = Steps(lambda _: None, pool)
    greys = grey(first), grey(last)
    forward, back = steps.both(lambda pair: dense_flow(*pair), greys, greys[::-1])
    one = np.zeros(greys[0].shape, np.uint8)
    flows = Flows(first=forward, last=back, labels_first=one, labels_last=one, ranks=np.zeros(2, np.float32))
    trust = judge((first, last), flows, steps)
    if not trust.suffices(rigid=False):
        return None
    return compose((first, last), _NO_CAMERA, layers=[], flows=flows, feather=trust.feather, steps=steps)
