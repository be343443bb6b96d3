"""Render films of drawn pairs and write a contact sheet of each, eight frames to a row, as PNG.

    python -m bench.quality.sheets [--size 832x464] [--frames 57] [--out out/sheets] [scene ...]

Look at them: numbers do not see a torn edge.
"""

import argparse
from pathlib import Path

import cv2
import numpy as np

from bench.quality import films, scenes
from inbetween.pixels.colour import yuv420_to_rgb
from inbetween.worker.motion import MotionMeter

ROW = 8
WIDTH = 400


def pair(name, width, height):
    """Return first and last picture of a scene, or of two pictures without any relation."""
    if name == "unrelated":
        return scenes.unrelated(width, height)
    scene = scenes.build(name, width, height)
    return scene.frame(0), scene.frame(1)


def sheet(frames, rows):
    """Lay frames out in rows of eight, the first and the last among them."""
    height = round(WIDTH * frames[0].y.shape[0] / frames[0].y.shape[1])
    chosen = np.linspace(0, len(frames) - 1, rows * ROW).round().astype(int)
    small = [
        cv2.resize(yuv420_to_rgb(frames[number]), (WIDTH, height), interpolation=cv2.INTER_AREA) for number in chosen
    ]
    return np.vstack([np.hstack(small[start : start + ROW]) for start in range(0, len(small), ROW)])


def _motion(frames):
    """Return what the worker measures of a film's motion."""
    meter = MotionMeter()
    for frame in frames:
        meter.drawn(frame)
    return meter.measured()


def main():
    """Write the sheets that were asked for, all by default."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", default="832x464")
    parser.add_argument("--frames", type=int, default=57)
    parser.add_argument("--rows", type=int, default=2)
    parser.add_argument("--out", type=Path, default=Path("out/sheets"))
    parser.add_argument("scenes", nargs="*", default=(*scenes.NAMES, "unrelated"))
    asked = parser.parse_args()
    width, height = map(int, asked.size.split("x"))
    asked.out.mkdir(parents=True, exist_ok=True)
    for name in asked.scenes:
        frames, measured = films.film(*pair(name, width, height), asked.frames)
        path = asked.out / f"{name}.png"
        cv2.imwrite(str(path), cv2.cvtColor(sheet(frames, asked.rows), cv2.COLOR_RGB2BGR))
        print(f"{path}  {measured['regime']}  {_motion(frames)}")


if __name__ == "__main__":
    main()
