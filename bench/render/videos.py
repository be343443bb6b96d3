"""Videos from two frames: our whole work beside the encoder alone on our own frames, and its memory.

Medians of ``RUNS`` runs, warm; ours and the encoder alternate, so that a noisy moment hits both.
"""

import json
import os
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from pathlib import Path
from statistics import median

import av
import numpy as np
from PIL import Image, ImageOps

from bench.about import ROOT
from inbetween.catalog import models
from inbetween.catalog.accept import AskedMedia, VideoRequest, accept
from inbetween.domain.plan import Plan
from inbetween.domain.spec import MediaKind, VideoSpec
from inbetween.engines import registry
from inbetween.engines.protocol import Engine
from inbetween.worker.make import make
from inbetween.worker.order import Made, Order

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


SIZES = tuple(Case(resolution=resolution) for resolution in ("480P", "720P", "1080P"))
DURATIONS = tuple(Case(resolution="720P", seconds=seconds) for seconds in (2, 5, 10, 15))
CASES = (*dict.fromkeys((SIZES[0], *DURATIONS, Case(resolution="720P", unrelated=True), SIZES[2])),)
MEMORY_CASES = (SIZES[0], *DURATIONS, SIZES[2])


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
    accepted = accept(models.DEFAULT, request, able=lambda _: abilities, draw_seed=lambda: secrets.randbelow(9))
    return replace(accepted, seconds=case.seconds)


def mirrored_last(folder: Path) -> Path:
    """Write the last picture as a mirror shows it."""
    path = folder / "mirrored.png"
    with Image.open(PICTURES["last_frame"]) as picture:
        ImageOps.mirror(picture).save(path)
    return path


def one(engine: Engine, case: Case, folder: Path) -> Made:
    """Make the video once."""
    emptied(folder)
    paths = PICTURES | {"last_frame": mirrored_last(folder)} if case.unrelated else PICTURES
    return make(order(spec(case), paths, folder), engine, Silent())


def emptied(folder: Path) -> None:
    """Leave nothing in a work folder but an empty scratch."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "scratch").mkdir(parents=True)


def order(asked: VideoSpec, paths: Mapping[MediaKind, Path], folder: Path, plan: Plan | None = None) -> Order:
    """Return the order of a video that is left in ``folder``."""
    return Order(
        spec=asked,
        paths=paths,
        folder=folder,
        scratch=folder / "scratch",
        clip_limits=models.MODELS[asked.model].first_clip,
        limits=models.MODELS[asked.model].pictures,
        shrink=False,
        offer="tween",
        mark="",
        plan=plan,
        sound_limits=models.MODELS[asked.model].driving_audio,
    )


def made(engine: Engine, wanted: Order) -> Made:
    """Make what is ordered, in an emptied folder."""
    emptied(wanted.folder)
    return make(wanted, engine, Silent())


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


def alternating(*works: Callable[[], object], runs: int | None = None) -> list[float]:
    """Return the median seconds of each of ``works``, done in turn ``runs`` times (``RUNS``)."""
    turns = ([timed(work) for work in works] for _ in range(runs or RUNS))
    return [median(seconds) for seconds in zip(*turns, strict=True)]


def measured(engine: Engine, case: Case, folder: Path) -> dict[str, object]:
    """Return what a case takes, as JSON values: our seconds, the encoder's alone, the stages of the first run."""
    made = one(engine, case, folder / "w")
    frames = decoded(made.path)
    ours, alone = alternating(lambda: one(engine, case, folder / "w"), lambda: encode_alone(frames, folder / "x.mp4"))
    return {
        **asdict(case),
        "name": str(case),
        "ours": ours,
        "alone": alone,
        "stages": made.timings,
        "ends": [end["psnr_y"] for end in made.end_frames.values()],
    }


def peak_memory(folder: Path, case: Case) -> float:
    """Return the peak resident MB of a whole task in a warm process of its own, in the server's environment."""
    command = [sys.executable, "-c", _CHILD, json.dumps(asdict(case)), str(folder)]
    environment = {**os.environ, "MALLOC_ARENA_MAX": "2"}
    done = subprocess.run(command, check=True, cwd=ROOT, env=environment, capture_output=True)
    return float(done.stdout)


_CHILD = """
import json, pathlib, sys
from bench.render import videos
folder, engine = pathlib.Path(sys.argv[2]) / "m", videos.registry.load("tween")
engine.warm(videos.Silent())
assert videos.one(engine, videos.Case(**json.loads(sys.argv[1])), folder).frames
(peak,) = [line for line in pathlib.Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
print(int(peak.split()[1]) / 1024)
"""
"""One task. Not ``getrusage``: its peak is also that of the process from which this one was started."""
