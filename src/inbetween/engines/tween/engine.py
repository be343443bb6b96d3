"""The engine: two pictures in, the frames between them out; or one, and what a camera sees of it."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import cv2
import numpy as np

from inbetween.domain.errors import Cancelled
from inbetween.domain.frames import Placed, Rgb, Yuv420
from inbetween.engines.protocol import Host, Rendering, Scene
from inbetween.engines.tween.canvas import Brush, prepare_planes, with_originals
from inbetween.engines.tween.card import CAPABILITIES
from inbetween.engines.tween.cels import Staged, cut_cels
from inbetween.engines.tween.dissolve import prepare_dissolve
from inbetween.engines.tween.fields import Motion
from inbetween.engines.tween.geometry import Model, rescaled
from inbetween.engines.tween.iris import iris_with_originals, prepare_iris
from inbetween.engines.tween.memory import give_back
from inbetween.engines.tween.moves.between import Reframed, directed
from inbetween.engines.tween.moves.notes import notes_of_shots
from inbetween.engines.tween.moves.single import one_take
from inbetween.engines.tween.moves.take import prepare_take
from inbetween.engines.tween.pair import Analysis, analyse
from inbetween.engines.tween.plates import clean_plates
from inbetween.engines.tween.relation import SWAYING
from inbetween.engines.tween.ring import Draw, Ring
from inbetween.engines.tween.sound.beside import heard
from inbetween.engines.tween.still import prepare_still
from inbetween.engines.tween.timing import FIVE_SECONDS, Length, eased, even
from inbetween.engines.tween.warming import warm_kernels
from inbetween.pixels.colour import rgb_to_yuv420

THREADS = 2


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
        """Analyse the pictures, then return frames that are drawn by two threads as they are read.

        The given pictures are frames in 4:2:0, exactly: the first one, and the last one if there is a last picture.
        Same scene and machine, same bytes.

        Raises:
            Cancelled: from here or from the frames, soon after the host says so.
        """
        return _between(scene, host) if "last_frame" in scene.pictures else _taken(scene, host)


def _between(scene: Scene, host: Host) -> Rendering:
    """Render what lies between two pictures."""
    placed = scene.pictures["first_frame"], scene.pictures["last_frame"]
    first, last = placed[0].fitted, placed[1].fitted
    beat = _beat(host)
    beat(0.0)
    since = time.perf_counter()
    with opencv_threads(THREADS):
        cv2.setRNGSeed(scene.seed & 0x7FFFFFFF)
        analysis = analyse(first, last, scene.seed, beat)
        draws = prepare_draws(analysis, first, last, scene.seed, length=_length(scene), placed=placed)
        give_back()
    beat(1.0)
    told = directed(scene.plan, _camera(analysis, scene.width), first, _length(scene))
    measurements: dict[str, Any] = {"regime": analysis.regime, **analysis.facts, **told.facts}
    measurements["analyse_seconds"] = round(time.perf_counter() - since, 4)
    times = told.times or (even(scene.frame_count) if analysis.regime in SWAYING else eased(scene.frame_count))
    if told.views:
        draws = [Reframed(draw, times, told.views) for draw in draws]
        times = _numbers(scene)
    frames = _frames(times, draws, host, measurements)
    return Rendering(frames=frames, fps=scene.fps, measurements=measurements, notes=told.notes)


def _camera(analysis: Analysis, width: int) -> Model | None:
    """Return what the whole frame does between the pictures, in their own pixels, where anything is known of it."""
    if analysis.motion is None:
        return None
    return rescaled(analysis.motion.camera, np.diag([width / analysis.motion.width, width / analysis.motion.width, 1]))


def _numbers(scene: Scene) -> list[float]:
    return [float(number) for number in range(scene.frame_count)]


def _taken(scene: Scene, host: Host) -> Rendering:
    """Render one picture through a camera that goes where the words say."""
    beat = _beat(host)
    beat(0.0)
    since = time.perf_counter()
    with opencv_threads(THREADS):
        take = prepare_take(
            scene.pictures["first_frame"], one_take(scene.plan, _length(scene).seconds), _length(scene), THREADS
        )
    beat(1.0)
    measurements: dict[str, Any] = {"regime": "one picture", **take.facts}
    measurements["analyse_seconds"] = round(time.perf_counter() - since, 4)
    frames = _frames(_numbers(scene), take.draws, host, measurements)
    return Rendering(
        frames=frames, fps=scene.fps, measurements=measurements, notes=[*take.notes, *notes_of_shots(scene.plan)]
    )


def _beat(host: Host) -> Callable[[float], None]:
    """Return what an analysis calls with the share that is done."""

    def beat(fraction: float) -> None:
        if host.cancelled():
            raise Cancelled
        host.progress("analyse", fraction)

    return beat


def _length(scene: Scene) -> Length:
    return Length(frame_count=scene.frame_count, fps=scene.fps)


def prepare_draws(
    analysis: Analysis,
    first: Rgb,
    last: Rgb,
    seed: int,
    *,
    length: Length = FIVE_SECONDS,
    placed: tuple[Placed, Placed] | None = None,
) -> list[Draw]:
    """Return one way of drawing frames per thread.

    How deep the camera sways depends on the film's ``length``; large zooms read the originals of what was ``placed``.
    """
    if analysis.regime == "identical":
        return [prepare_still(first, last, length)] * THREADS
    if analysis.motion is None:
        iris = prepare_iris(first, last, seed)
        return [iris_with_originals(iris, placed) if placed else iris] * THREADS
    brushes = _brushes(analysis, analysis.motion, (first, last), placed)
    if analysis.regime == "nearly identical":
        return [prepare_still(first, last, length, brush) for brush in brushes]
    return brushes


def _brushes(
    analysis: Analysis, motion: Motion, pictures: tuple[Rgb, Rgb], placed: tuple[Placed, Placed] | None
) -> list[Draw]:
    if motion.still and analysis.stage is None:
        return [prepare_dissolve(*pictures)] * THREADS
    if analysis.stage is None:
        planes = prepare_planes(*pictures, analysis.light)
        planes = with_originals(planes, motion, placed) if placed else planes
        return [Brush(planes, motion) for _ in range(THREADS)]
    plates = clean_plates(*pictures, analysis.stage, analysis.light)
    cels = cut_cels(pictures, plates, analysis.stage, analysis.light)
    bare = prepare_planes(plates[0].picture, plates[1].picture, analysis.light)
    ends = rgb_to_yuv420(pictures[0]), rgb_to_yuv420(pictures[1])
    return [Staged(ends, Brush(bare, motion), cels) for _ in range(THREADS)]


@contextmanager
def opencv_threads(count: int) -> Iterator[None]:
    """Let OpenCV use ``count`` threads inside a call; the setting belongs to the whole process."""
    before = cv2.getNumThreads()
    cv2.setNumThreads(count)
    try:
        yield
    finally:
        cv2.setNumThreads(before)


def _frames(times: list[float], draws: list[Draw], host: Host, measurements: dict[str, Any]) -> Iterator[Yuv420]:
    """Yield the frames, watching for cancellation, and complete the measurements."""
    since = time.perf_counter()
    frames = Ring(times, draws).frames()
    # Two threads of ours draw; OpenCV's own would only fight them for the same cores.
    with opencv_threads(1):
        try:
            for number, frame in enumerate(frames, start=1):
                if host.cancelled():
                    raise Cancelled
                host.progress("render", number / len(times))
                yield frame
        finally:
            frames.close()
    measurements["render_seconds"] = round(time.perf_counter() - since, 4)
