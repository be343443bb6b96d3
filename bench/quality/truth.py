"""Print how close the engine and the simple methods come to scenes whose middle is known.

    python -m bench.quality.truth [--size 832x464] [--json out/truth.json] [scene ...]

These scenes the engine was made and tuned on; ``python -m bench.quality.heldout`` measures others alike.
PSNR of luma in dB after 4:2:0 on all sides, mean over t = .25, .5, .75; each frame against the truth nearest in time
within .06; the worst is of 17 frames. Peers: a dissolve; ffmpeg's minterpolate (mci); DIS, medium, at full size, both
ways, warped backwards by its own flow, by the target's and straight. The best of them has the highest mean.
"""

import argparse
import json
from pathlib import Path

from bench.quality import films, scenes, tuning
from bench.quality.heldout.photographs import drawn, folder
from bench.quality.report import Row, line, summary, title
from bench.quality.scores import TIMES, Truths, judge
from inbetween.pixels.colour import rgb_to_yuv420

DENSE = {"dis own": films.dis_own, "dis target": films.dis_target, "dis straight": films.dis_straight}


def peers(first, last):
    """Return the frames (RGB) of every peer at ``TIMES``, without minterpolate where ffmpeg is absent."""
    flows = films.dense_flows(first, last)
    drawn = {"dissolve": [films.dissolve(first, last, t) for t in TIMES], "mci": films.minterpolate(first, last, TIMES)}
    drawn |= {name: [warp(first, last, flows, t) for t in TIMES] for name, warp in DENSE.items()}
    return {name: frames for name, frames in drawn.items() if frames is not None}


def measure(kind, name, scene):
    """Return what every method scores on a scene."""
    first, last, truths = scene.frame(0), scene.frame(1), Truths(scene)
    verdicts = {
        method: judge([rgb_to_yuv420(frame).y for frame in frames], truths)
        for method, frames in peers(first, last).items()
    }
    (start, *between, end), regime = films.at_times(first, last, (0.0, *TIMES, 1.0))
    ends = all((frame.y == rgb_to_yuv420(given).y).all() for frame, given in ((start, first), (end, last)))
    ours = judge([frame.y for frame in between], truths)
    return Row(kind=kind, scene=name, regime=regime, exact_ends=bool(ends), peers=verdicts, ours=ours)


def all_kinds():
    """Return the scenes of ``scenes`` and ``tuning`` by kind, without those of photographs where there are none."""
    kinds = {kind: builders | tuning.KINDS[kind] for kind, builders in scenes.KINDS.items()}
    return kinds if folder() else drawn(kinds)


def command(kinds, description):
    """Measure the scenes of ``kinds`` that the command line asks for, all by default, and print and write them."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", default="832x464")
    parser.add_argument("--json", type=Path)
    parser.add_argument("scenes", nargs="*")
    asked = parser.parse_args()
    if unknown := set(asked.scenes) - {name for builders in kinds.values() for name in builders}:
        parser.error(f"no scene is called {', '.join(sorted(unknown))}")
    width, height = map(int, asked.size.split("x"))
    print(title())
    rows = []
    for kind, builders in kinds.items():
        for name in [name for name in builders if name in (asked.scenes or builders)]:
            rows.append(measure(kind, name, builders[name](width, height)))
            print(line(rows[-1]), flush=True)
    print(summary(rows))
    if asked.json:
        asked.json.parent.mkdir(parents=True, exist_ok=True)
        asked.json.write_text(json.dumps([row.numbers() for row in rows], indent=1), encoding="utf-8")


if __name__ == "__main__":
    command(all_kinds(), __doc__)
