"""One picture given twice, or two that hardly differ: the camera sways, and what little changes is shown meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass

import cv2

from inbetween.domain.frames import Rgb, Yuv420
from inbetween.engines.tween.draw.readable import Readable, readable
from inbetween.engines.tween.joins.sway import Sway, find_sway
from inbetween.engines.tween.joins.zoom import zoomed
from inbetween.engines.tween.subject import find_subject
from inbetween.engines.tween.timing import Length, smoothstep
from inbetween.pixels.colour import rgb_to_yuv420


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Still:
    """The two pictures, what there is between them at each eased time, and the camera's way."""

    first: Yuv420
    last: Yuv420
    between: Callable[[float], Readable]
    sway: Sway

    def __call__(self, x: float) -> Yuv420:
        """Draw the frame at ``x``, the share of the film; 0 and 1 are the pictures themselves."""
        if x <= 0:
            return self.first
        if x >= 1:
            return self.last
        return zoomed(self.between(smoothstep(x)), *self.sway.at(x))


def prepare_still(first: Rgb, last: Rgb, length: Length, draw: Callable[[float], Yuv420] | None = None) -> Still:
    """Look at two fitted frames that hardly differ.

    ``draw`` gives what is between them; without it nobody can tell them apart, and they are mixed.
    """
    frames = rgb_to_yuv420(first), rgb_to_yuv420(last)
    sources = readable(frames[0]), readable(frames[1])
    return Still(
        first=frames[0],
        last=frames[1],
        between=_mix(*sources) if draw is None else lambda t: readable(draw(t)),
        sway=find_sway(sources[0][0], find_subject(first), length),
    )


def _mix(first: Readable, last: Readable) -> Callable[[float], Readable]:
    if all((one == other).all() for one, other in zip(first, last, strict=True)):
        return lambda _: first
    return lambda t: tuple(cv2.addWeighted(one, 1 - t, other, t, 0) for one, other in zip(first, last, strict=True))
