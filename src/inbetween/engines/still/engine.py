"""A held picture or a linear dissolve: the least that keeps the promises of the protocol, at once.

It is the measure of speed for the other engines, and what a client's author tests against.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, repeat

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
        """Start the dissolve of ``first_frame`` into ``last_frame``, or hold it where it is alone.

        Of a clip all is shown, and its last frame then held or dissolved.
        """
        placed = scene.clip.picture if scene.clip else scene.pictures["first_frame"]
        first, last = placed.planes or rgb_to_yuv420(placed.fitted), scene.pictures.get("last_frame")
        count = scene.frame_count - (scene.clip.frame_count if scene.clip else 0)
        host.progress("analyse", 1.0)
        ends = (first, rgb_to_yuv420(last.fitted)) if last else None
        drawn = _dissolve(ends, count, behind=scene.clip is not None) if ends else repeat(first, count)
        frames = _watched(chain(scene.clip.frames if scene.clip else (), drawn), host)
        absent = _not_rendered(scene)
        measurements = {"regime": "dissolve" if last else "hold", "not_rendered": list(absent)}
        return Rendering(frames=frames, fps=scene.fps, measurements=measurements, notes=list(absent.values()))


def _watched(frames: Iterable[Yuv420], host: Host) -> Iterator[Yuv420]:
    for frame in frames:
        if host.cancelled():
            raise Cancelled
        yield frame


def _dissolve(ends: tuple[Yuv420, Yuv420], count: int, *, behind: bool) -> Iterator[Yuv420]:
    """Yield ``count`` frames, the last of which is the last picture; ``behind`` the first one they begin on the way."""
    steps = max(count - (not behind), 1)
    for index in range(count):
        yield _between(*ends, (index + behind) / steps)


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
    if scene.clip is not None and scene.clip.sound is not None:
        told["sound"] = "The clip's sound is not heard: the engine still makes none."
    return told
