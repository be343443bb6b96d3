"""The engine: what a scene holds chooses a mode, the mode prepares a film, and two threads draw it."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from inbetween.domain.errors import Cancelled
from inbetween.domain.frames import Yuv420
from inbetween.engines.protocol import Host, Rendering, Scene
from inbetween.engines.tween.card import CAPABILITIES
from inbetween.engines.tween.film import Film
from inbetween.engines.tween.modes import clip, effect, one_picture, shots, two_pictures
from inbetween.engines.tween.ring import Ring
from inbetween.engines.tween.sound.beside import heard
from inbetween.engines.tween.threads import THREADS, opencv_threads
from inbetween.engines.tween.warming import warm_kernels


class TweenEngine:
    """In-betweens two pictures by what moves between them, or moves a camera through one; it invents nothing."""

    name = "tween"
    capabilities = CAPABILITIES

    def warm(self, host: Host) -> None:
        """Compile the kernels, or load them from numba's cache."""
        host.progress("warm", 0.0)
        warm_kernels()
        host.progress("warm", 1.0)

    @heard
    def render(self, scene: Scene, host: Host) -> Rendering:
        """Prepare the scene's mode, then return frames that are drawn by two threads as they are read.

        The given pictures are frames in 4:2:0, exactly: the first one, and the last one if there is a last picture.
        Same scene and machine, same bytes.

        Raises:
            Cancelled: from here or from the frames, soon after the host says so.
        """
        beat = _beat(host)
        beat(0.0)
        since = time.perf_counter()
        with opencv_threads(THREADS):
            film = _mode(scene)(scene, beat)
        beat(1.0)
        measurements = {**film.measurements, "analyse_seconds": round(time.perf_counter() - since, 4)}
        frames = _frames(film, host, measurements)
        return Rendering(frames=frames, fps=scene.fps, measurements=measurements, notes=film.notes, meant=film.meant)


def _mode(scene: Scene) -> Callable[[Scene, Callable[[float], None]], Film]:
    """Return what prepares the films of such scenes."""
    if scene.effect is not None:
        return effect.film
    if scene.clip:
        return partial(clip.film, clip=scene.clip)
    if shots.wants_shots(scene.plan):
        return shots.film
    return two_pictures.film if "last_frame" in scene.pictures else one_picture.film


def _beat(host: Host) -> Callable[[float], None]:
    """Return what an analysis calls with the share that is done."""

    def beat(fraction: float) -> None:
        if host.cancelled():
            raise Cancelled
        host.progress("analyse", fraction)

    return beat


def _frames(film: Film, host: Host, measurements: dict[str, Any]) -> Iterator[Yuv420]:
    """Yield the frames, watching for cancellation, and complete the measurements."""
    since = time.perf_counter()
    frames = Ring(film.times, film.draws).frames()
    # Two threads of ours draw; OpenCV's own would only fight them for the same cores.
    with opencv_threads(1):
        try:
            for number, frame in enumerate(frames, start=1):
                if host.cancelled():
                    raise Cancelled
                host.progress("render", number / len(film.times))
                yield frame
        finally:
            frames.close()
    measurements["render_seconds"] = round(time.perf_counter() - since, 4)
