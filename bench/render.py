"""720P, 5 s, from two frames: our whole work beside the encoder alone on our own frames, in one run.

``python -m bench render``. Medians of ``RUNS`` runs, warm; ours and the encoder alternate, so that a noisy moment
hits both.
"""

import json
import resource
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from statistics import median

import av
import numpy as np

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
SECONDS = 5.0


class Silent:
    """A reporter that nobody looks at."""

    def progress(self, stage: str, fraction: float, preview: Path | None = None) -> None:
        """Hear nothing."""

    def cancelled(self) -> bool:
        """Never stop."""
        return False


def spec(resolution: str) -> VideoSpec:
    """Return the specification of the bench's video."""
    asked = tuple(AskedMedia(kind=kind, path=kind, source=f"file:{path}") for kind, path in PICTURES.items())
    request = VideoRequest(media=asked, paths=str, resolution=resolution, seed=1)
    abilities = registry.capabilities("tween").abilities
    return accept(models.DEFAULT, request, abilities=abilities, draw_seed=lambda: secrets.randbelow(9))


def one(engine: Engine, resolution: str, folder: Path) -> Made:
    """Make the video once."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "scratch").mkdir(parents=True)
    limits = models.DEFAULT.pictures
    return make(
        Order(
            spec=spec(resolution),
            paths=PICTURES,
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


def rows(folder: Path) -> Iterator[tuple[str, float, float, Made]]:
    """Measure each resolution: name, our median seconds, the encoder's, and the last video made."""
    engine = registry.load("tween")
    for resolution in ("480P", "720P", "1080P"):
        made = one(engine, resolution, folder / "w")
        frames = decoded(made.path)
        ours, alone = [], []
        for _ in range(RUNS):
            ours.append(timed(lambda: one(engine, resolution, folder / "w")))  # noqa: B023  called at once
            alone.append(timed(lambda: encode_alone(frames, folder / "x.mp4")))  # noqa: B023
        yield resolution, median(ours), median(alone), made


def peak_memory(folder: Path) -> float:
    """Return the peak resident MB of a whole 720P task in a process of its own."""
    command = [
        sys.executable,
        "-m",
        "inbetween",
        "generate",
        *map(str, PICTURES.values()),
        "-o",
        str(folder / "m.mp4"),
        "--resolution",
        "720P",
        "--json",
        "--force",
    ]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert json.loads(done.stdout.splitlines()[-1])["frames"] == 150
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> None:
    """Print the table."""
    print("\n## 5 s from two frames (`python -m bench render`)\n")
    print("| resolution | ours, s | realtime factor | x264 alone, s | ours / x264 | end frames, dB |")
    print("| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as name:
        memory = peak_memory(Path(name))
        for resolution, ours, alone, made in rows(Path(name)):
            ends = " / ".join(f"{end['psnr_y']:.1f}" for end in made.end_frames.values())
            print(f"| {resolution} | {ours:.2f} | {ours / SECONDS:.2f} | {alone:.2f} | {ours / alone:.2f} | {ends} |")
    print(f"\nPeak memory of a whole 720P task in a process of its own: {memory:.0f} MB.")


if __name__ == "__main__":
    main()
