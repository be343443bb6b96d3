"""Two pictures, and what lies between them."""

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Placed, Rgb
from inbetween.engines.protocol import Scene
from inbetween.engines.tween.draw.canvas import Brush, prepare_planes, with_originals
from inbetween.engines.tween.draw.cels import Staged, cut_cels
from inbetween.engines.tween.film import Film, length_of, numbers
from inbetween.engines.tween.geometry import Model, model_scale, rescaled
from inbetween.engines.tween.joins.dissolve import prepare_dissolve
from inbetween.engines.tween.joins.iris import iris_with_originals, prepare_iris
from inbetween.engines.tween.joins.still import prepare_still
from inbetween.engines.tween.match.relation import SWAYING
from inbetween.engines.tween.memory import give_back
from inbetween.engines.tween.motion.fields import Motion
from inbetween.engines.tween.motion.plates import clean_plates
from inbetween.engines.tween.moves.between import Reframed, directed
from inbetween.engines.tween.moves.driven import driven
from inbetween.engines.tween.moves.path import WHOLE_VIEW
from inbetween.engines.tween.pair import Analysis, analyse
from inbetween.engines.tween.ring import Draw
from inbetween.engines.tween.sound.pulses import beats_of, drive_by, facts_of, heard_of
from inbetween.engines.tween.threads import THREADS
from inbetween.engines.tween.timing import FIVE_SECONDS, Length, eased, even
from inbetween.pixels.colour import rgb_to_yuv420


def film(scene: Scene, beat: Callable[[float], None]) -> Film:
    """Analyse both pictures; the words say when the camera goes its way, and what it does besides.

    Raises:
        Cancelled: from ``beat``, which hears the share that is done.
    """
    analysis = analysed(scene, beat)
    return filmed(scene, analysis, times_of(analysis, scene.frame_count))


def filmed(scene: Scene, analysis: Analysis, times: list[float]) -> Film:
    """Return the film between the scene's pictures, whose frames are at ``times`` unless the words say when."""
    draws, camera, length = drawn(scene, analysis), camera_of(analysis, scene.width), length_of(scene)
    told = directed(scene.plan, camera, scene.pictures["first_frame"].fitted, length)
    times = told.times or times
    heard, views = heard_of(scene), told.views
    if heard:  # where the subject is changes from picture to picture: pushes go in on the middle
        drive = drive_by(heard, scene.fps, _outward(camera, times))
        views = driven(views or (WHOLE_VIEW,) * length.frame_count, drive, (0.0, 0.0), tall=scene.height / scene.width)
    if views:
        draws = [Reframed(draw, times, views) for draw in draws]
        times = numbers(scene)
    measurements = {"regime": analysis.regime, **analysis.facts, **told.facts, **facts_of(heard)}
    return Film(times=times, draws=draws, measurements=measurements, notes=told.notes, meant=beats_of(heard, scene.fps))


def analysed(scene: Scene, beat: Callable[[float], None]) -> Analysis:
    """Find out how the scene's two pictures are related.

    Raises:
        Cancelled: from ``beat``, which hears the share that is done.
    """
    cv2.setRNGSeed(scene.seed & 0x7FFFFFFF)
    first, last = scene.pictures["first_frame"], scene.pictures["last_frame"]
    return analyse(first.fitted, last.fitted, scene.seed, beat)


def drawn(scene: Scene, analysis: Analysis) -> list[Draw]:
    """Return what draws the frames between the scene's two pictures by their time, one for each thread."""
    placed = scene.pictures["first_frame"], scene.pictures["last_frame"]
    first, last = placed[0].fitted, placed[1].fitted
    draws = prepare_draws(analysis, first, last, scene.seed, length=length_of(scene), placed=placed)
    give_back(scene.width * scene.height)
    return draws


def times_of(analysis: Analysis, frame_count: int) -> list[float]:
    """Return when each frame is between the two pictures, if nobody says."""
    return even(frame_count) if analysis.regime in SWAYING else eased(frame_count)


def camera_of(analysis: Analysis, width: int) -> Model | None:
    """Return what the whole frame does between the pictures, in their own pixels, where anything is known of it."""
    if analysis.motion is None:
        return None
    return rescaled(analysis.motion.camera, np.diag([width / analysis.motion.width, width / analysis.motion.width, 1]))


def _outward(camera: Model | None, times: list[float]) -> NDArray[np.bool_]:
    """Say of each frame whether the film draws back: as the pictures do, or behind the middle of two strangers."""
    back = np.array(times) > 0.5
    return back if camera is None else np.full(len(times), model_scale(camera) < 1)


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
