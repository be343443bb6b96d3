"""Videos from two frames: our whole work beside the encoder alone on our own frames, in one run.

``python -m bench render``. Medians of ``RUNS`` runs, warm; ours and the encoder alternate, so that a noisy moment
hits both.
"""

import json
import os
import resource
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from pathlib import Path
from statistics import median

import av
import numpy as np
from PIL import Image, ImageOps

from inbetween.catalog import models
from inbetween.catalog.accept import AskedMedia, VideoRequest, accept
from inbetween.domain.spec import VideoSpec
from inbetween.engines import registry
from inbetween.engines.protocol import Engine
from inbetween.worker.make import make
from inbetween.worker.order import Made, Order

ROOT = Path(__file__).resolve().parents[1]
PICTURES = {"first_frame": ROOT / "examples" / "first.png", "last_frame": ROOT / "examples" / "last.png"}
RUNS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A video to be made; ``unrelated`` mirrors the last picture, so that nothing in it is found again."""

    resolution: str
    seconds: int = 5
    unrelated: bool = False

    def __str__(self) -> str:
        """Return its name in the tables."""
        return f"{self.resolution}, {self.seconds} s" + (", unrelated" if self.unrelated else "")


CASES = (
    Case(resolution="480P"),
    Case(resolution="720P", seconds=2),
    Case(resolution="720P"),
    Case(resolution="720P", seconds=10),
    Case(resolution="720P", seconds=15),
    Case(resolution="720P", unrelated=True),
    Case(resolution="1080P"),
)

MEMORY_CASES = (CASES[0], CASES[2], CASES[4], CASES[6])


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What was measured: medians of the seconds of our work and of the encoder alone, and the last video made."""

    case: Case
    ours: float
    alone: float
    made: Made


class Silent:
    """A reporter that nobody looks at."""

    def progress(self, stage: str, fraction: float, preview: Path | None = None) -> None:
        """Hear nothing."""

    def cancelled(self) -> bool:
        """Never stop."""
        return False


def spec(case: Case) -> VideoSpec:
    """Return the specification of a bench's video; no model is bound to its duration here."""
    asked = tuple(AskedMedia(kind=kind, path=kind, source=f"file:{path}") for kind, path in PICTURES.items())
    request = VideoRequest(media=asked, paths=str, resolution=case.resolution, seed=1)
    abilities = registry.capabilities("tween").abilities
    accepted = accept(models.DEFAULT, request, abilities=abilities, draw_seed=lambda: secrets.randbelow(9))
    return replace(accepted, seconds=case.seconds)


def mirrored_last(folder: Path) -> Path:
    """Write the last picture as a mirror shows it."""
    path = folder / "mirrored.png"
    with Image.open(PICTURES["last_frame"]) as picture:
        ImageOps.mirror(picture).save(path)
    return path


def one(engine: Engine, case: Case, folder: Path) -> Made:
    """Make the video once."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "scratch").mkdir(parents=True)
    limits = models.DEFAULT.pictures
    paths = PICTURES | {"last_frame": mirrored_last(folder)} if case.unrelated else PICTURES
    return make(
        Order(
            spec=spec(case),
            paths=paths,
            folder=folder,
            scratch=folder / "scratch",
            limits=limits,
            shrink=False,
            engine="tween",
            mark="",
        ),
        engine,
        Silent(),
    )


def decoded(path: Path) -> list[np.ndarray]:
    """Return the frames of a video as yuv420p arrays in memory."""
    with av.open(str(path)) as container:
        return [frame.to_ndarray(format="yuv420p") for frame in container.decode(video=0)]


def encode_alone(frames: list[np.ndarray], path: Path) -> None:
    """Encode frames that are in memory: libx264 veryfast crf 18, 2 threads, nothing else."""
    height, width = frames[0].shape[0] * 2 // 3, frames[0].shape[1]
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=30, options={"preset": "veryfast", "crf": "18"})
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.codec_context.thread_count = 2
        for number, array in enumerate(frames):
            frame = av.VideoFrame.from_ndarray(array, format="yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, 30)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that ``work`` takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def measured(engine: Engine, case: Case, folder: Path) -> Row:
    """Measure one case."""
    made = one(engine, case, folder / "w")
    frames = decoded(made.path)
    ours, alone = [], []
    for _ in range(RUNS):
        ours.append(timed(lambda: one(engine, case, folder / "w")))
        alone.append(timed(lambda: encode_alone(frames, folder / "x.mp4")))
    return Row(case=case, ours=median(ours), alone=median(alone), made=made)


def peak_memory(folder: Path, case: Case) -> float:
    """Return the peak resident MB of a whole task in a process of its own.

    It is the largest of all processes so far: ask for small cases first.
    """
    command = [sys.executable, "-c", _CHILD, json.dumps(asdict(case)), str(folder)]
    subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, "MALLOC_ARENA_MAX": "2"})
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


_CHILD = """
import json, pathlib, sys
from bench import render
folder = pathlib.Path(sys.argv[2]) / "m"
assert render.one(render.registry.load("tween"), render.Case(**json.loads(sys.argv[1])), folder).frames
"""
"""One task in a process with the environment of the server's child."""


def speeds(found: Sequence[Row]) -> None:
    """Print how long everything took."""
    print("| video | ours, s | realtime factor | x264 alone, s | ours / x264 | end frames, dB |")
    print("| --- | --- | --- | --- | --- | --- |")
    for row in found:
        ends = " / ".join(f"{end['psnr_y']:.1f}" for end in row.made.end_frames.values())
        factor = row.ours / row.case.seconds
        print(f"| {row.case} | {row.ours:.2f} | {factor:.2f} | {row.alone:.2f} | {row.ours / row.alone:.2f} | {ends} |")


def stages(found: Sequence[Row]) -> None:
    """Print where the seconds of one run went."""
    names = list(found[0].made.timings)
    print("\n| seconds of one run | " + " | ".join(names) + " |\n| --- |" + " --- |" * len(names))
    for row in found:
        print(f"| {row.case} | " + " | ".join(f"{row.made.timings[name]:.2f}" for name in names) + " |")


def main() -> None:
    """Print the tables."""
    print("\n## Videos from two frames (`python -m bench render`)\n")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        peaks = {str(case): peak_memory(folder, case) for case in MEMORY_CASES}
        engine = registry.load("tween")
        found = [measured(engine, case, folder) for case in CASES]
    speeds(found)
    stages(found)
    print("\n| video | peak memory of the process, MB |\n| --- | --- |")
    for case, peak in peaks.items():
        print(f"| {case} | {peak:.0f} |")


if __name__ == "__main__":
    main()
