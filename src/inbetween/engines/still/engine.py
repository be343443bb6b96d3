"""A linear dissolve: the least that keeps the promises of the protocol, and the measure of speed for the others."""

from collections.abc import Iterator

import cv2

from inbetween.domain.errors import Cancelled
from inbetween.domain.frames import Yuv420
from inbetween.engines.protocol import Host, Rendering, Scene
from inbetween.engines.still.card import CAPABILITIES
from inbetween.pixels.colour import rgb_to_yuv420


class StillEngine:
    """Dissolves the first picture into the last; both ends are the pictures themselves."""

    name = "still"
    capabilities = CAPABILITIES

    def warm(self, host: Host) -> None:
        """Load nothing: there is nothing to load."""

    def render(self, scene: Scene, host: Host) -> Rendering:
        """Start the dissolve of ``first_frame`` into ``last_frame``."""
        first, last = (rgb_to_yuv420(scene.pictures[kind].fitted) for kind in ("first_frame", "last_frame"))
        host.progress("analyse", 1.0)
        return Rendering(frames=_dissolve(first, last, scene, host), fps=scene.fps)


def _dissolve(first: Yuv420, last: Yuv420, scene: Scene, host: Host) -> Iterator[Yuv420]:
    for index in range(scene.frame_count):
        if host.cancelled():
            raise Cancelled
        yield _between(first, last, index / max(scene.frame_count - 1, 1))


def _between(a: Yuv420, b: Yuv420, t: float) -> Yuv420:
    """Blend two frames; exact at ``t`` 0 and 1."""
    pairs = ((a.y, b.y), (a.u, b.u), (a.v, b.v))
    return Yuv420(*(cv2.addWeighted(x, 1.0 - t, y, t, 0.0) for x, y in pairs))
