"""The engine as the rest of the house sees it."""

import subprocess
import sys
import threading
from pathlib import Path

import cv2
import numpy as np
import pytest

from inbetween.domain.errors import Cancelled
from inbetween.engines.tween.engine import TweenEngine
from inbetween.engines.tween.flow import candidates
from inbetween.engines.tween.modes import two_pictures
from inbetween.pixels.colour import rgb_to_yuv420
from inbetween.worker.motion import MotionMeter
from tests.unit.engines.tween.pictures import HEIGHT, WIDTH, Listener, moved, scene, texture


def related():
    ground = texture(1, 260, 420)
    return moved(ground), moved(ground, x=14, y=-6, turn=3)


def unrelated():
    return texture(2), texture(3)


def identical():
    return texture(4), texture(4)


def nearly_identical():
    ground = texture(4, 260, 420)
    return moved(ground), moved(ground, x=0.7, y=0.4)


def soft():
    ground = texture(5)
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    waves = 7 * np.sin(y / 21), 7 * np.sin(x / 34)
    return ground, cv2.remap(ground, x + waves[0], y + waves[1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)


def recoloured():
    """Keep the light and the shade, with the hues of another picture."""
    first, other = texture(6), texture(8)
    shape = cv2.cvtColor(first, cv2.COLOR_RGB2GRAY)[..., None].astype(np.float32)
    hues = other - cv2.cvtColor(other, cv2.COLOR_RGB2GRAY)[..., None].astype(np.float32)
    return first, np.clip(shape + 0.7 * hues, 0, 255).astype(np.uint8)


REGIMES = {
    "related": related,
    "soft": soft,
    "recolour": recoloured,
    "identical": identical,
    "nearly identical": nearly_identical,
    "unrelated": unrelated,
}


def film(first, last, **options):
    rendering = TweenEngine().render(scene(first, last, **options), Listener())
    return list(rendering.frames), rendering.measurements


def drawing_threads():
    return [thread for thread in threading.enumerate() if thread.name.startswith("tween")]


@pytest.mark.parametrize("regime", REGIMES)
def test_each_pair_is_drawn_by_the_regime_it_belongs_to(regime):
    _, measured = film(*REGIMES[regime]())
    assert measured["regime"] == regime


@pytest.mark.parametrize("regime", REGIMES)
def test_the_end_frames_are_the_given_pictures_bit_for_bit(regime):
    first, last = REGIMES[regime]()
    frames, _ = film(first, last)
    for frame, picture in ((frames[0], first), (frames[-1], last)):
        given = rgb_to_yuv420(picture)
        assert (frame.y == given.y).all()
        assert (frame.u == given.u).all()
        assert (frame.v == given.v).all()


@pytest.mark.parametrize("regime", REGIMES)
def test_every_asked_frame_comes_in_the_asked_size(regime):
    frames, _ = film(*REGIMES[regime](), frame_count=11)
    assert len(frames) == 11
    assert {frame.y.shape for frame in frames} == {(HEIGHT, WIDTH)}
    assert {frame.u.shape for frame in frames} == {(HEIGHT // 2, WIDTH // 2)}


@pytest.mark.parametrize("regime", REGIMES)
def test_the_same_scene_gives_the_same_bytes(regime):
    first, last = REGIMES[regime]()
    one, _ = film(first, last, frame_count=5)
    other, _ = film(first, last, frame_count=5)
    for a, b in zip(one, other, strict=True):
        assert (a.y == b.y).all()
        assert (a.u == b.u).all()
        assert (a.v == b.v).all()


@pytest.mark.parametrize("regime", REGIMES)
def test_something_moves_and_nothing_jumps(regime):
    frames, _ = film(*REGIMES[regime](), frame_count=25)
    meter = MotionMeter()
    for frame in frames:
        meter.drawn(frame)
    motion = meter.measured()
    assert motion.score > 0.1
    assert motion.largest_jump < 1.7
    assert motion.repeated == 0


def test_no_flow_is_ever_computed_between_unrelated_pictures(monkeypatch):
    def never(*_):
        raise AssertionError("flow between unrelated pictures")

    monkeypatch.setattr(candidates, "dense_flow", never)
    assert film(*unrelated())[1]["regime"] == "unrelated"
    assert film(texture(7), texture(7)[:, ::-1].copy())[1]["regime"] == "unrelated"


@pytest.mark.parametrize(("height", "width"), [(322, 150), (60, 478), (478, 60), (98, 98), (34, 46), (2, 2)])
def test_odd_aspects_and_tiny_frames_are_drawn(height, width):
    ground = texture(8, height + 60, width + 60)
    first, last = ground[10 : 10 + height, 10 : 10 + width].copy(), ground[16 : 16 + height, 4 : 4 + width].copy()
    frames, _ = film(first, last, frame_count=5)
    assert [frame.y.shape for frame in frames] == [(height, width)] * 5


@pytest.mark.parametrize("frame_count", [1, 2, 3])
def test_very_short_films_have_their_exact_number_of_frames(frame_count):
    first, last = related()
    frames, _ = film(first, last, frame_count=frame_count)
    assert len(frames) == frame_count
    assert (frames[0].y == rgb_to_yuv420(first).y).all()


@pytest.mark.parametrize("level", [0, 128, 255])
def test_flat_pictures_stay_between_their_levels(level):
    first, last = np.full((HEIGHT, WIDTH, 3), level, np.uint8), np.full((HEIGHT, WIDTH, 3), 100, np.uint8)
    frames, _ = film(first, last)
    lumas = [int(frames[0].y[0, 0]), int(frames[-1].y[0, 0])]
    assert min(int(frame.y.min()) for frame in frames) >= min(lumas) - 1
    assert max(int(frame.y.max()) for frame in frames) <= max(lumas) + 1


def test_the_measurements_tell_how_the_film_was_made():
    _, measured = film(*related())
    assert measured["matches"] >= measured["inliers"] > 100
    assert set(measured["prep_seconds"]) == {"match", "model", "layers", "candidates", "pick", "labels", "fields"}
    assert measured["render_seconds"] > 0


def test_progress_only_grows():
    listener = Listener()
    rendering = TweenEngine().render(scene(*related(), frame_count=20), listener)
    list(rendering.frames)
    for stage in ("analyse", "render"):
        fractions = [fraction for name, fraction, _ in listener.told if name == stage]
        assert fractions == sorted(fractions)
        assert fractions[-1] == 1.0


def test_a_cancelled_analysis_stops_before_it_draws():
    with pytest.raises(Cancelled):
        TweenEngine().render(scene(*related()), Listener(patience=2))
    assert not drawing_threads()


def test_a_cancelled_render_ends_its_threads():
    rendering = TweenEngine().render(scene(*related(), frame_count=60), Listener(patience=14))
    with pytest.raises(Cancelled):
        list(rendering.frames)
    assert not drawing_threads()


def test_a_reader_that_leaves_early_ends_the_threads_and_gives_opencv_its_own_back():
    before = cv2.getNumThreads()
    frames = TweenEngine().render(scene(*related(), frame_count=60), Listener()).frames
    next(frames)
    assert drawing_threads()
    frames.close()
    assert not drawing_threads()
    assert cv2.getNumThreads() == before


def test_an_error_while_drawing_reaches_the_reader_and_ends_the_threads(monkeypatch):
    def broken(*_):
        raise MemoryError("no room")

    monkeypatch.setattr(two_pictures, "prepare_draws", lambda *_, **__: [broken, broken])
    rendering = TweenEngine().render(scene(*unrelated()), Listener())
    with pytest.raises(MemoryError, match="no room"):
        list(rendering.frames)
    assert not drawing_threads()


ROOT = Path(__file__).parents[4]

COMPILED_LATER = """
import importlib, pkgutil, sys
from numba.core.dispatcher import Dispatcher
from inbetween.engines import tween
from inbetween.engines.tween.warming import warm_kernels
from tests.unit.engines.tween import test_engine

def compiled():
    rooms = [importlib.import_module(f"{tween.__name__}.{room.name}") for room in pkgutil.iter_modules(tween.__path__)]
    kernels = {kernel for room in rooms for kernel in vars(room).values() if isinstance(kernel, Dispatcher)}
    return {(kernel.__name__, signature) for kernel in kernels for signature in kernel.signatures}

warm_kernels()
before = compiled()
assert before
for pair in (*test_engine.REGIMES.values(), test_engine.passing):
    test_engine.film(*pair(), frame_count=3)
print(sorted(name for name, _ in compiled() - before), end="")
"""


def passing():
    """Return a picture before which something passes while it grows dark."""
    ground, thing = texture(9, 260, 420), texture(10, 70, 70)
    first, last = moved(ground), moved(ground, x=4)
    first[60:130, 40:110], last[50:120, 170:240] = thing, thing
    return first, last // 2


def test_what_a_warm_engine_draws_with_is_compiled():
    command = [sys.executable, "-c", COMPILED_LATER]
    assert subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True, timeout=120).stdout == "[]"


def test_warming_tells_its_progress():
    listener = Listener()
    TweenEngine().warm(listener)
    assert [fraction for _, fraction, _ in listener.told] == [0.0, 1.0]
