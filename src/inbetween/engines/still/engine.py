"""A held picture or a linear dissolve: the least that keeps the promises of the protocol, at once.

It is the measure of speed for the other engines, and what a client's author tests against.
"""

from collections.abc import Iterator

import cv2

from inbetween.domain.errors import Cancelled
from inbetween.domain.frames import Yuv420
from inbetween.engines.protocol import Host, Rendering, Scene
from inbetween.engines.still.card import CAPABILITIES
from inbetween.pixels.colour import rgb_to_yuv420
from inbetween.pixels.planes import each_plane


class StillEngine:
    """Holds the first picture, or dissolves it into the last; both ends are the pictures themselves."""

    name = "still"
    capabilities = CAPABILITIES

    def warm(self, host: Host) -> None:
        """Load nothing: there is nothing to load."""

    def render(self, scene: Scene, host: Host) -> Rendering:
        """Start the dissolve of ``first_frame`` into ``last_frame``, or hold it where it is alone."""
        first = rgb_to_yuv420(scene.pictures["first_frame"].fitted)
        last = scene.pictures.get("last_frame")
        host.progress("analyse", 1.0)
        frames = _dissolve(first, rgb_to_yuv420(last.fitted), scene, host) if last else _hold(first, scene, host)
        absent = _not_rendered(scene)
        measurements = {"regime": "dissolve" if last else "hold", "not_rendered": list(absent)}
        return Rendering(frames=frames, fps=scene.fps, measurements=measurements, notes=list(absent.values()))


def _hold(picture: Yuv420, scene: Scene, host: Host) -> Iterator[Yuv420]:
    """Yield the very same planes for every frame."""
    for _ in range(scene.frame_count):
        if host.cancelled():
            raise Cancelled
        yield picture


def _dissolve(first: Yuv420, last: Yuv420, scene: Scene, host: Host) -> Iterator[Yuv420]:
    for index in range(scene.frame_count):
        if host.cancelled():
            raise Cancelled
        yield _between(first, last, index / max(scene.frame_count - 1, 1))


def _between(first: Yuv420, last: Yuv420, t: float) -> Yuv420:
    """Blend two frames; exact at ``t`` 0 and 1."""
    return each_plane(lambda one, other: cv2.addWeighted(one, 1.0 - t, other, t, 0.0), first, last)


def _not_rendered(scene: Scene) -> dict[str, str]:
    """Return a sentence for each thing that was asked and that the video does not show."""
    told = {}
    if scene.effect is not None:
        told["effect"] = f"The effect '{scene.effect}' was not rendered: the engine still holds the picture."
    if scene.shot_type == "multi":
        told["shots"] = "Several shots were not rendered: the engine still shows one."
    if scene.sound is not None:
        told["beats"] = "The given sound is heard and moves nothing: the engine still shows no beats."
    return told
