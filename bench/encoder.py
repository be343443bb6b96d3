"""The encoder's settings beside x264's preset on films of the tuning scenes: ``python -m bench.encoder``.

Per film: CPU seconds (best of three) and bytes as ratios to those of the preset at CRF 18 with the same threads, and by
how much the luma PSNR of the frames between the ends is higher, on average and in the worst frame.
"""

import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.quality import scenes, tuning
from bench.quality.films import film
from inbetween.media import encode as ours
from inbetween.media.decode import frames
from inbetween.pixels.compare import psnr

FILMS = ("crossing", "zoom", "parallax", "cloth40b", "flag", "gain-street", "photo-gain-roll-coins", "lit-boat")
SIZE = (832, 464)
FRAMES = 150
RUNS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How x264 departs from its preset, and its constant quality."""

    smooth: tuple[str, ...]
    crf: float


PLAIN = Settings(smooth=(), crf=18)
OURS = Settings(smooth=ours.SMOOTH, crf=ours.CRF)


def encoded(drawn, settings, path):
    """Encode with ``settings``; return the CPU seconds of the process."""
    ours.SMOOTH, ours.CRF = settings.smooth, settings.crf
    height, width = drawn[0].y.shape
    form = ours.VideoForm(width=width, height=height, fps=30, frame_count=len(drawn), comment="")
    since = time.process_time()
    ours.encode(iter(drawn), path, form)
    return time.process_time() - since


def judged(drawn, settings, path):
    """Return CPU seconds, bytes, and mean and least PSNR (dB) of the frames between the ends."""
    seconds = min(encoded(drawn, settings, path) for _ in range(RUNS))
    noise = [psnr(before.y, after.y) for before, after in zip(drawn, frames(path), strict=True)][1:-1]
    return seconds, path.stat().st_size, statistics.fmean(noise), min(noise)


def main():
    """Print a row per film and their means."""
    builds = {
        name: build for kinds in (scenes.KINDS, tuning.KINDS) for kind in kinds.values() for name, build in kind.items()
    }
    print(f"{'film':24}{'CPU':>6}{'bytes':>7}{'mean':>8}{'least':>8}")
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for name in FILMS:
            scene = builds[name](*SIZE)
            drawn, _ = film(scene.frame(0), scene.frame(1), FRAMES)
            plain, mine = (judged(drawn, settings, Path(folder, "film.mp4")) for settings in (PLAIN, OURS))
            rows.append((mine[0] / plain[0], mine[1] / plain[1], mine[2] - plain[2], mine[3] - plain[3]))
            print(_row(name, rows[-1]), flush=True)
    print(_row("mean", [statistics.fmean(column) for column in zip(*rows, strict=True)]))


def _row(name, values):
    seconds, size, mean, least = values
    return f"{name:24}{seconds:6.2f}{size:7.2f}{mean:+5.1f} dB{least:+5.1f} dB"


if __name__ == "__main__":
    main()
