"""Print how close the engine and the simple methods come to scenes whose middle is known.

    python -m bench.quality.truth [--size 832x464] [scene ...]

PSNR of luma in dB, after 4:2:0 on all sides, mean over t = .25, .5, .75. Easing is off; the truth moves linearly.
"""

import argparse
import statistics

from bench.quality import films, scenes
from inbetween.pixels.colour import rgb_to_yuv420
from inbetween.pixels.compare import psnr, ssim

TIMES = (0.25, 0.5, 0.75)
COLUMNS = ("dissolve", "mci", "dis target", "dis straight", "tween", "gain", "ssim", "regime")


def measure(name, width, height):
    """Return a row of the table: PSNR of each method, what the engine gains over the best other, its SSIM."""
    scene = scenes.build(name, width, height)
    first, last = scene.frame(0), scene.frame(1)
    truths = [rgb_to_yuv420(scene.frame(t)).y for t in TIMES]
    flows = films.dense_flows(first, last)
    others = {
        "dissolve": [films.dissolve(first, last, t) for t in TIMES],
        "mci": films.minterpolate(first, last, TIMES),
        "dis target": [films.dis_target(first, last, flows, t) for t in TIMES],
        "dis straight": [films.dis_straight(first, last, flows, t) for t in TIMES],
    }
    row = {
        method: statistics.fmean(
            psnr(rgb_to_yuv420(frame).y, truth) for frame, truth in zip(frames, truths, strict=True)
        )
        for method, frames in others.items()
        if frames is not None
    }
    ours, regime = films.at_times(first, last, TIMES)
    best = max(row.values())
    row["tween"] = statistics.fmean(psnr(frame.y, truth) for frame, truth in zip(ours, truths, strict=True))
    row["gain"] = row["tween"] - best
    row["ssim"] = statistics.fmean(ssim(frame.y, truth) for frame, truth in zip(ours, truths, strict=True))
    return row | {"regime": regime}


def main():
    """Measure the scenes that were asked for, all by default."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", default="832x464")
    parser.add_argument("scenes", nargs="*", default=scenes.TRUTHFUL)
    asked = parser.parse_args()
    width, height = map(int, asked.size.split("x"))
    print(f"{'scene':10}" + "".join(f"{column:>13}" for column in COLUMNS))
    rows = []
    for name in asked.scenes:
        row = measure(name, width, height)
        rows.append(row)
        print(f"{name:10}" + "".join(f"{_shown(row.get(column)):>13}" for column in COLUMNS), flush=True)
    means = {column: statistics.fmean(row[column] for row in rows) for column in COLUMNS[:-1] if column in rows[0]}
    print(f"{'mean':10}" + "".join(f"{_shown(means.get(column)):>13}" for column in COLUMNS))


def _shown(value):
    if isinstance(value, float):
        return f"{value:.3f}" if value < 1 else f"{value:.1f}"
    return "-" if value is None else value


if __name__ == "__main__":
    main()
