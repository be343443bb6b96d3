"""Each stage of a video beside the least that this machine needs for it, measured in the same run.

The floor is the part that nobody can leave out: the library call alone that a stage is built on, the bytes that have to
move at the speed of a copy, the arithmetic at the speed of a product of matrices, or the encoder alone. All are medians
in milliseconds, ours and the floor in turn. A film's work is in wall time of two threads, a frame's in one thread.
"""

import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from pathlib import Path
from statistics import median

import av
import cv2
import numpy as np

from bench.render.videos import PICTURES, RUNS, Case, alternating, encode_alone, spec
from inbetween.catalog import models
from inbetween.domain.frames import Plane, Rgb, Yuv420
from inbetween.engines.tween.flow.candidates import dense_flow
from inbetween.engines.tween.match.evidence import grey, work_copy
from inbetween.engines.tween.match.scalespace import scale_space
from inbetween.engines.tween.modes.two_pictures import prepare_draws
from inbetween.engines.tween.pair import Analysis, analyse
from inbetween.engines.tween.ring import Draw
from inbetween.engines.tween.threads import THREADS, opencv_threads
from inbetween.engines.tween.timing import eased
from inbetween.media.decode import end_frames
from inbetween.media.encode import VideoForm, encode
from inbetween.media.fit import place
from inbetween.media.images import load_picture
from inbetween.media.sizes import output_size
from inbetween.pixels.colour import rgb_to_yuv420
from inbetween.pixels.planes import planes

FPS = 30
FRAMES = 5 * FPS
TIMES = tuple((number + 0.5) / 24 for number in range(24))
"""Of the frames whose drawing is timed."""

SAMPLE_FLOPS = 2 * 9 + 3
"""Two bilinear samples of three interpolations each (a + f (b - a): 3), and their blend."""

_COPIED = 64 << 20
_MATRIX = 768


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Our milliseconds for a stage, the least of them, and what that least is."""

    stage: str
    ours: float
    floor: float
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What one thread moves (bytes read and written a second) and computes (32-bit operations a second)."""

    bytes_per_second: float
    flops: float


def machine() -> Machine:
    """Measure the machine: the copy of a large array, and the product of two matrices."""
    source, target = np.ones(_COPIED, np.uint8), np.empty(_COPIED, np.uint8)
    left = np.ones((_MATRIX, _MATRIX), np.float32)
    copying, _ = alternating(lambda: np.copyto(target, source), lambda: None)
    return Machine(bytes_per_second=2 * _COPIED / copying, flops=2 * _MATRIX**3 / _cpu_seconds(lambda: left @ left))


def _cpu_seconds(work: Callable[[], object]) -> float:
    """Return the median time of all threads: a product of matrices takes as many as it likes."""
    seconds = []
    for _ in range(RUNS):
        since = time.process_time()
        work()
        seconds.append(time.process_time() - since)
    return median(seconds)


def stages(case: Case, folder: Path) -> list[Stage]:
    """Measure every stage of a related video of ``FRAMES`` frames, in the order of the work."""
    first, last = _pictures(case)
    found = machine()
    with opencv_threads(THREADS):
        analysis = analyse(first, last, 1, lambda _: None)
        draw = prepare_draws(analysis, first, last, 1)[0]
    return [
        _decoding(case),
        *_analysis(first, last, found),
        _preparing(first, last, analysis, found),
        *_drawing(first, last, draw, found),
        *_encoding([draw(t) for t in eased(FRAMES)], folder),
    ]


def _pictures(case: Case) -> list[Rgb]:
    with ThreadPoolExecutor(THREADS) as pool:
        loaded = list(pool.map(_loaded, PICTURES.values()))
        asked = spec(case)
        height, width = loaded[0].shape[:2]
        size = output_size(width, height, asked.resolution, multiple=asked.multiple)
        return [placed.fitted for placed in pool.map(lambda picture: place(picture, *size), loaded)]


def _loaded(path: Path) -> Rgb:
    return load_picture(path, models.DEFAULT.pictures, name=path.name)[0]


def _decoding(case: Case) -> Stage:
    with ThreadPoolExecutor(THREADS) as pool:
        ours, floor = alternating(
            lambda: _pictures(case), lambda: list(pool.map(cv2.imread, map(str, PICTURES.values())))
        )
    return _stage("decode and fit both pictures", ours, floor, "OpenCV's decoder alone")


def _analysis(first: Rgb, last: Rgb, found: Machine) -> Iterator[Stage]:
    copies = work_copy(first), work_copy(last)
    greys = [grey(copy) for copy in copies]
    ours: list[dict[str, float]] = []

    def analysed() -> None:
        with opencv_threads(THREADS):
            analysis = analyse(first, last, 1, lambda _: None)
            ours.append(analysis.facts["prep_seconds"])

    with ThreadPoolExecutor(THREADS) as pool, opencv_threads(THREADS):
        _, matching, flowing, warping = alternating(
            analysed,
            lambda: list(pool.map(scale_space, greys)),
            lambda: list(pool.map(dense_flow, greys, greys[::-1])),
            lambda: list(pool.map(_warped_least, copies)),
        )
    touched = 2 * (copies[0].nbytes + 8 * greys[0].nbytes) / found.bytes_per_second
    floors = {
        "match": (matching, "its scale space alone: all blurs"),
        "model": (touched, "bytes: copies and flows, read once"),
        "layers": (touched, "bytes: copies and flows, read once"),
        "candidates": (flowing, "DIS alone, once each way"),
        "pick": (warping, "one warp of each copy by one flow"),
        "labels": (touched, "bytes: copies and flows, read once"),
        "fields": (touched, "bytes: copies and flows, read once"),
    }
    for step, (floor, what) in floors.items():
        yield _stage(f"analyse: {step}", median(seconds.get(step, 0.0) for seconds in ours), floor, what)


def _warped_least(picture: Rgb) -> None:
    cv2.remap(picture, *_identity(picture), cv2.INTER_LINEAR)


def _preparing(first: Rgb, last: Rgb, analysis: Analysis, found: Machine) -> Stage:
    with opencv_threads(THREADS):
        ours, _ = alternating(lambda: prepare_draws(analysis, first, last, 1), lambda: None)
    moved = (first.nbytes + last.nbytes) * 1.5 / found.bytes_per_second
    return _stage("planes in both lights", ours, moved, "bytes: RGB read, 4:2:0 written, once")


def _drawing(first: Rgb, last: Rgb, draw: Draw, found: Machine) -> Iterator[Stage]:
    pictures = rgb_to_yuv420(first), rgb_to_yuv420(last)
    times, sample_all = cycle(TIMES), _Sampler(pictures)
    with opencv_threads(1):
        ours, floor = alternating(*(partial(_repeated, work) for work in (lambda: draw(next(times)), sample_all)))
    samples = sum(plane.size for plane in planes(pictures[0]))
    yield _stage("draw a frame", ours / len(TIMES), floor / len(TIMES), "cv2.remap of all planes by ready maps")
    moved = 3 * samples / found.bytes_per_second
    yield _stage("draw a frame", ours / len(TIMES), moved, "bytes: both pictures read, a frame written")
    computed = SAMPLE_FLOPS * samples / found.flops
    yield _stage("draw a frame", ours / len(TIMES), computed, f"flops: {SAMPLE_FLOPS} a sample")


def _repeated(work: Callable[[], object]) -> None:
    for _ in TIMES:
        work()


class _Sampler:
    """Samples every plane of both pictures where it is: no displacement, no blend, no memory asked for anew."""

    def __init__(self, pictures: tuple[Yuv420, Yuv420]) -> None:
        self._work = [
            (plane, _identity(plane), np.empty_like(plane)) for picture in pictures for plane in planes(picture)
        ]

    def __call__(self) -> None:
        for plane, maps, out in self._work:
            cv2.remap(plane, *maps, cv2.INTER_LINEAR, dst=out)


def _identity(picture: Plane | Rgb) -> tuple[np.ndarray, np.ndarray]:
    rows, columns = np.mgrid[: picture.shape[0], : picture.shape[1]].astype(np.float32)
    return columns, rows


def _encoding(frames: list[Yuv420], folder: Path) -> Iterator[Stage]:
    height, width = frames[0].y.shape
    form = VideoForm(width=width, height=height, fps=FPS, frame_count=FRAMES, comment="")
    packed = [np.vstack([plane.reshape(-1, width) for plane in planes(frame)]) for frame in frames]
    path = folder / "film.mp4"
    ours, floor = alternating(lambda: encode(frames, path, form), lambda: encode_alone(packed, folder / "alone.mp4"))
    yield _stage("encode a frame", ours / FRAMES, floor / FRAMES, "x264 alone, the preset as it is")
    ours, floor = alternating(lambda: end_frames(path), lambda: _decoded_end(path))
    yield _stage("measure both end frames", ours, floor, "decoder alone, from the last key frame on")


def _decoded_end(path: Path) -> None:
    """Decode what the last frame is made of, and keep nothing."""
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        stream.codec_context.skip_frame = "NONREF"
        container.seek(stream.start_time + stream.duration, stream=stream)
        deque(container.decode(stream), maxlen=0)


def _stage(stage: str, ours: float, floor: float, what: str) -> Stage:
    return Stage(stage=stage, ours=1000 * ours, floor=1000 * floor, what=what)
