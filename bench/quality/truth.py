"""Print how close the engine and the simple methods come to scenes whose middle is known, and how our films move.

    python -m bench.quality.truth [--size 832x464] [--json out/truth.json] [scene ...]

These scenes the engine was made and tuned on; ``python -m bench.quality.heldout`` measures others alike.
PSNR of luma in dB after 4:2:0 on all sides, mean over t = .25, .5, .75; each frame against the truth nearest in time
within .06; the worst is of 15 frames. Peers: a dissolve; ffmpeg's minterpolate (mci); DIS, medium, at full size, both
ways, warped backwards by its own flow, by the target's and straight. The best of them has the highest mean. Of our
films: the largest jump from frame to frame as a multiple of the mean one, equal frames, and the end frames after the
encoder. Scenes are measured two at a time, each in a process of its own.
"""

import argparse
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import cv2

from bench import about
from bench.quality import films, report, scenes, tuning
from bench.quality.codec import ends_in_file
from bench.quality.heldout.photographs import drawn, folder
from bench.quality.pace import EASED_FRAMES, LINEAR, pace
from bench.quality.report import Film, Row
from bench.quality.scores import TIMES, Truths, judge
from inbetween.pixels.colour import rgb_to_yuv420

DENSE = {"dis own": films.dis_own, "dis target": films.dis_target, "dis straight": films.dis_straight}

PROCESSES = 2


def peers(first, last):
    """Return the frames (RGB) of every peer at ``TIMES``, without minterpolate where ffmpeg is absent."""
    flows = films.dense_flows(first, last)
    drawn = {"dissolve": [films.dissolve(first, last, t) for t in TIMES], "mci": films.minterpolate(first, last, TIMES)}
    drawn |= {name: [warp(first, last, flows, t) for t in TIMES] for name, warp in DENSE.items()}
    return {name: frames for name, frames in drawn.items() if frames is not None}


def measure(kind, name, scene):
    """Return what every method scores on a scene, and how our films of it move."""
    first, last, truths = scene.frame(0), scene.frame(1), Truths(scene)
    verdicts = {
        method: judge([rgb_to_yuv420(frame).y for frame in frames], truths)
        for method, frames in peers(first, last).items()
    }
    frames, regime = films.at_times(first, last, (*TIMES, *LINEAR))
    lumas = [frame.y for frame in frames]
    ours, linear = judge(lumas[: len(TIMES)], truths), pace(lumas[len(TIMES) :])
    eased, _ = films.film(first, last, EASED_FRAMES)
    film = Film(
        linear=linear,
        eased=pace([frame.y for frame in eased]),
        truth=truths.pace(),
        ends=ends_in_file(first, last, eased),
    )
    return Row(kind=kind, scene=name, regime=regime, peers=verdicts, ours=ours, film=film)


def all_kinds():
    """Return the scenes of ``scenes`` and ``tuning`` by kind, without those of photographs where there are none."""
    kinds = {kind: builders | tuning.KINDS[kind] for kind, builders in scenes.KINDS.items()}
    return kinds if folder() else drawn(kinds)


def command(kinds, description):
    """Measure the scenes that the command line asks for, all by default, and print and write what was found.

    ``kinds`` is a function of a module, so that other processes find it; it returns the scenes by kind.
    """
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", default="832x464")
    parser.add_argument("--json", type=Path)
    parser.add_argument("scenes", nargs="*")
    asked = parser.parse_args()
    names = [name for builders in kinds().values() for name in builders]
    if unknown := set(asked.scenes) - set(names):
        parser.error(f"no scene is called {', '.join(sorted(unknown))}")
    wanted = [name for name in names if name in (asked.scenes or names)]
    rows = list(_all_measured(kinds, wanted, tuple(map(int, asked.size.split("x")))))
    print("", report.films(rows), "", report.means(rows), "", report.over_the_bars(rows), sep="\n")
    if asked.json:
        about.write(asked.json, "quality", size=asked.size, rows=[row.numbers() for row in rows])


def _all_measured(kinds, names, size):
    """Yield the rows of the scenes in their order, printing each as it comes."""
    # Spawned, not forked: OpenCV's threads do not live on in a fork.
    spawned = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(PROCESSES, mp_context=spawned, initializer=cv2.setNumThreads, initargs=(1,)) as pool:
        rows = pool.map(_measured, *zip(*((kinds, name, size) for name in names), strict=True))
        for number, row in enumerate(rows):
            lines = report.scenes([row]).splitlines()
            print(*lines[0 if number == 0 else 2 :], sep="\n", flush=True)
            yield row


def _measured(kinds, name, size):
    found = ((kind, builders[name]) for kind, builders in kinds().items() if name in builders)
    kind, build = next(found)
    return measure(kind, name, build(*size))


if __name__ == "__main__":
    command(all_kinds, __doc__)
