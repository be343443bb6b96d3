"""One picture and every move: how evenly the camera goes, what it keeps of what was asked, and contact sheets.

    python -m bench.quality.takes [--size 832x464] [--seconds 5] [--out out/takes] [move ...]

Look at them: numbers do not see a banana where a rocket was.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from bench.quality import painting, sheets
from inbetween.domain.plan import Move, Shot
from inbetween.engines.tween.moves.depth import shift
from inbetween.engines.tween.moves.take import Take, prepare_take
from inbetween.engines.tween.timing import Length
from inbetween.media.fit import place
from inbetween.worker.motion import Motion, MotionMeter

FPS = 30
WIDE = 1280
"""Pixels of the width that paths are told in."""


def _shot(*moves, style=(), end_hold=False):
    return Shot(start=0.0, end=5.0, text="", moves=moves, style=style, end_hold=end_hold)


KINDS = {
    "push in": _shot(Move(kind="push", dir="in")),
    "zoom in": _shot(Move(kind="push", dir="in", lens="zoom")),
    "push out": _shot(Move(kind="push", dir="out")),
    "pan": _shot(Move(kind="pan", dir="right")),
    "whip pan": _shot(Move(kind="pan", dir="left", speed="whip")),
    "tilt": _shot(Move(kind="tilt", dir="up")),
    "truck": _shot(Move(kind="truck", dir="left")),
    "crane": _shot(Move(kind="crane", dir="up")),
    "orbit": _shot(Move(kind="orbit", dir="left")),
    "roll": _shot(Move(kind="roll", dir="cw")),
    "dolly zoom": _shot(Move(kind="dollyzoom", dir="out")),
    "follow": _shot(Move(kind="follow", dir="right")),
    "focus": _shot(Move(kind="focus")),
    "handheld": _shot(Move(kind="push", dir="in", speed="slow"), style=("handheld",)),
    "push in, then pan, and rest": _shot(
        Move(kind="push", dir="in"), Move(kind="pan", dir="left", step=1), end_hold=True
    ),
    "default": _shot(),
    "static": _shot(Move(kind="static")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ride:
    """A film's frames (4:2:0), what the worker measures of them, and how hard the camera jerks.

    ``jerk`` is the largest change of speed of the frame's corners, in pixels of ``WIDE`` a frame and frame.
    """

    frames: list
    motion: Motion
    jerk: float
    take: Take


def painted(width, height, seed=17):
    """Return a painted street."""
    return np.clip(painting.street(height, width, seed) * 255 + 0.5, 0, 255).astype(np.uint8)


def ride(picture, shot, seconds=5):
    """Take a fitted picture by ``shot``, made to last ``seconds``."""
    height, width = picture.shape[:2]
    length = Length(frame_count=round(seconds * FPS), fps=FPS)
    take = prepare_take(place(picture, width, height), _lasting(shot, seconds), length, 1)
    frames, meter = [], MotionMeter()
    for number in range(length.frame_count):
        frames.append(take.draws[0](float(number)))
        meter.drawn(frames[-1])
    return Ride(frames=frames, motion=meter.measured(), jerk=_jerk(take, height / width), take=take)


def _lasting(shot, seconds):
    return Shot(start=0.0, end=seconds, text="", moves=shot.moves, style=shot.style, end_hold=shot.end_hold)


def _jerk(take, tall):
    lens = take.draws[0]
    corners = np.array([[x, y * tall, 1] for x in (-0.5, 0.5) for y in (-0.5, 0.5)])
    seen = []
    for view in lens.views:
        places = corners @ view.place.T
        flat = places[:, :2] / places[:, 2:]
        seen.append(flat + shift(lens.depth, flat, view.travel, view.dolly, view.eye))
    return float(np.abs(np.diff(np.array(seen), n=2, axis=0)).max() * WIDE)


def main():
    """Write a sheet of each move on a painted street, or on a picture, and say how it goes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", default="832x464")
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--out", type=Path, default=Path("out/takes"))
    parser.add_argument("--picture", type=Path)
    parser.add_argument("moves", nargs="*", default=tuple(KINDS))
    asked = parser.parse_args()
    width, height = map(int, asked.size.split("x"))
    picture = place(cv2.imread(str(asked.picture))[..., ::-1].copy(), width, height).fitted if asked.picture else None
    asked.out.mkdir(parents=True, exist_ok=True)
    for name in asked.moves:
        made = ride(painted(width, height) if picture is None else picture, KINDS[name], asked.seconds)
        path = asked.out / f"{name.replace(', ', '-').replace(' ', '-')}.png"
        cv2.imwrite(str(path), cv2.cvtColor(sheets.sheet(made.frames, 1), cv2.COLOR_RGB2BGR))
        print(f"{path}  jerk {made.jerk:.2f}  {made.motion}  {made.take.facts['kept']}")


if __name__ == "__main__":
    main()
