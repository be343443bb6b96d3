"""Draw the pictures of docs/benchmarks.md from ``bench/results``; needs the extra ``bench``.

    python -m bench.plots [--from bench/results] [--out docs/pictures/bench]

Colours are those of Okabe and Ito (2008), which people see apart however they see colour; grounds are clear and
letters of a middle grey, for pages on white and on black. The same results give the same bytes.
"""

import argparse
import io
import json
import re
from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib import pyplot as plt
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke

from bench.about import RESULTS
from bench.page import PICTURES
from bench.quality.report import BELOW, Row
from bench.quality.scores import TIMES
from bench.render.tables import BARS, MEMORY_BARS, REALTIME_BARS, by_duration, straight_line

GREY = "#7d7d7d"
FAINT = "#7d7d7d44"
ORANGE, SKY, GREEN, BLUE, RED, PINK = "#e69f00", "#56b4e9", "#009e73", "#3d85c6", "#d55e00", "#cc79a7"

METHODS = {
    "dissolve": (GREY, "|", "dissolve"),
    "mci": (ORANGE, "^", "minterpolate"),
    "dis own": (SKY, "s", "DIS, own flow"),
    "dis target": (GREEN, "D", "DIS, target's flow"),
    "dis straight": (PINK, "v", "DIS, straight"),
    "tween": (RED, "o", "tween"),
}
"""Colour, marker and words of each method."""

KINDS = {"rigid": BLUE, "camera": ORANGE, "soft": GREEN, "light": PINK}
STAGES = {"decode": PINK, "analyse": SKY, "render": GREEN, "encode": ORANGE, "measure": BLUE}

STYLE = {
    "font.size": 10,
    "font.family": "DejaVu Sans",
    "axes.edgecolor": GREY,
    "axes.labelcolor": GREY,
    "axes.titlecolor": GREY,
    "axes.titlesize": 11,
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "text.color": GREY,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "grid.color": FAINT,
    "legend.frameon": False,
    "figure.constrained_layout.use": True,
    "svg.hashsalt": "inbetween",
}


_POINTS = {"textcoords": "offset points"}


def _signed(decibels):
    return f"{decibels:+.1f}".replace("-", "−")


def gains(rows):
    """Draw our gain over the best peer on every scene, largest first, with the bar that none may be below."""
    ordered = sorted(rows, key=lambda row: row.gain)
    figure, axes = plt.subplots(figsize=(8.6, 0.21 * len(rows) + 1.1))
    places = range(len(ordered))
    axes.barh(places, [row.gain for row in ordered], height=0.7, color=[KINDS[row.kind] for row in ordered])
    for place, row in zip(places, ordered, strict=True):
        # Beside the bar's end, or right of zero: never on the line of the bar that must not be missed.
        end, colour = max(row.gain, 0), RED if row.gain < -BELOW else GREY
        axes.annotate(_signed(row.gain), (end, place), (3, 0), **_POINTS, va="center", fontsize=8, color=colour)
    axes.axvline(-BELOW, color=RED, linewidth=1.2, linestyle=(0, (4, 2)))
    axes.annotate(_signed(-BELOW), (-BELOW, len(ordered) - 0.4), (-3, 0), **_POINTS, ha="right", color=RED, fontsize=8)
    axes.set_yticks(places, [row.scene for row in ordered], fontsize=8)
    axes.set(ylim=(-0.7, len(ordered) + 0.5), xlabel="gain over the best peer of each scene, dB of luma PSNR")
    axes.margins(x=0.08)
    axes.grid(axis="x")
    kinds = [kind for kind in KINDS if any(row.kind == kind for row in rows)]
    axes.legend(
        handles=[Line2D([], [], color=KINDS[kind], linewidth=7, label=kind) for kind in kinds], loc="lower right"
    )
    return figure


def scenes(rows):
    """Draw what every method reaches on every scene, a panel a kind."""
    kinds = {
        kind: sorted((row for row in rows if row.kind == kind), key=lambda row: row.ours.mean.psnr) for kind in KINDS
    }
    kinds = {kind: found for kind, found in kinds.items() if found}
    figure, panels = plt.subplots(
        len(kinds), 1, sharex=True, squeeze=False, figsize=(8.6, 0.21 * len(rows) + 0.45 * len(kinds) + 1.0),
        height_ratios=[len(found) + 0.6 for found in kinds.values()],
    )  # fmt: skip
    for axes, (kind, found) in zip(panels[:, 0], kinds.items(), strict=True):
        axes.set_title(kind)
        values = [{name: verdict.mean.psnr for name, verdict in row.methods.items()} for row in found]
        axes.hlines(range(len(found)), *_spans(values), color=FAINT, linewidth=1.2, zorder=0)
        for name in METHODS:
            there = [(reached[name], place) for place, reached in enumerate(values) if name in reached]
            axes.plot(*zip(*there, strict=True), linestyle="", **_marker(name))
        axes.set_yticks(range(len(found)), [row.scene for row in found], fontsize=8)
        axes.set_ylim(-0.6, len(found) - 0.4)
        axes.grid(axis="x")
    panels[-1, 0].set_xlabel("luma PSNR, dB: mean over t = 1/4, 1/2, 3/4")
    _methods_legend(figure)
    return figure


def _spans(values):
    """Return the lowest and the highest of each scene."""
    return [min(reached.values()) for reached in values], [max(reached.values()) for reached in values]


def _marker(name):
    """Return how a method is drawn: ours large and below, so that no peer is hidden."""
    colour, marker, _ = METHODS[name]
    size, level = (8, 2) if name == "tween" else (4.5, 3)
    return {"color": colour, "marker": marker, "markersize": 8 if marker == "|" else size, "zorder": level}


def _methods_legend(figure):
    handles = [Line2D([], [], linestyle="", label=METHODS[name][2], **_marker(name)) for name in METHODS]
    figure.legend(
        handles=handles,
        loc="outside upper center",
        ncols=len(METHODS),
        fontsize=8,
        handletextpad=0.1,
        columnspacing=1.2,
    )


def times(rows):
    """Draw PSNR over time on the scene of each kind whose worst frame of ours is farthest below its mean."""
    chosen = [max((row for row in rows if row.kind == kind), key=_fall, default=None) for kind in KINDS]
    figure, panels = plt.subplots(2, 2, figsize=(8.6, 5.6), sharex=True)
    for axes, row in zip(panels.flat, chosen, strict=True):
        if row is None:
            axes.set_visible(False)
            continue
        _curves(axes, row)
        axes.set_title(f"{row.scene} ({row.kind})")
        axes.grid()
    for axes in panels[:, 0]:
        axes.set_ylabel("luma PSNR, dB")
    for axes in panels[-1]:
        axes.set(xlabel="time between the pictures", xticks=[0, 0.25, 0.5, 0.75, 1])
    _methods_legend(figure)
    return figure


def _curves(axes, row):
    """Draw every method's curve, and a ring around the worst frame of ours."""
    for name, verdict in row.methods.items():
        style = _marker(name)
        axes.plot(TIMES, verdict.psnrs, linewidth=2 if name == "tween" else 1, **style | {"markersize": 4})
    worst = row.ours.worst_at, row.ours.worst.psnr
    axes.plot(*worst, "o", color=RED, markersize=11, fillstyle="none", markeredgewidth=1.5, zorder=4)
    axes.annotate(f"{worst[1]:.1f}", worst, (0, 9), **_POINTS, ha="center", fontsize=9, color=RED, zorder=4)


def _fall(row):
    """Return how far the worst frame of ours is below the mean of its film."""
    return float(np.mean(row.ours.psnrs)) - min(row.ours.psnrs)


def speed(found):
    """Draw ours as a multiple of the encoder alone beside what is wanted, and where the seconds go."""
    videos = found["videos"]
    figure, (left, right) = plt.subplots(
        1, 2, figsize=(8.6, 0.36 * len(videos) + 1.4), sharey=True, width_ratios=[1, 1.35]
    )
    places = range(len(videos))[::-1]
    for place, video in zip(places, videos, strict=True):
        ratio = video["ours"] / video["alone"]
        left.plot([1, ratio], [place, place], color=FAINT, linewidth=3, solid_capstyle="butt")
        left.plot(ratio, place, "o", color=RED, markersize=8)
        left.annotate(f"{ratio:.2f}", (ratio, place), (0, 9), **_POINTS, fontsize=8, ha="center")
        _wanted(left, place, video)
        _stacked(right, place, video)
    left.axvline(1, color=GREY, linewidth=1)
    left.set_yticks(places, [video["name"] for video in videos])
    left.set(xlabel="ours / x264 alone", xlim=(0.9, None), ylim=(-0.6, len(videos) - 0.3))
    left.grid(axis="x")
    right.tick_params(left=False)
    right.set(xlabel="seconds of one run, 2 cores")
    right.grid(axis="x")
    marks = [
        Line2D([], [], linestyle="", marker="o", color=RED, label="ours"),
        Line2D([], [], linestyle="", marker="|", markersize=12, markeredgewidth=2, color=GREY, label="must"),
        Line2D([], [], linestyle="", marker="|", markersize=12, markeredgewidth=2, color=GREEN, label="aim"),
    ]
    stacks = [Line2D([], [], color=colour, linewidth=7, label=name) for name, colour in STAGES.items()]
    floor = Line2D([], [], linestyle="", label="x264 alone", **_ALONE | {"markersize": 12})
    left.legend(handles=marks, loc="lower center", bbox_to_anchor=(0.5, 1), ncols=3, fontsize=8, handletextpad=0.2)
    right.legend(
        handles=[*stacks, floor],
        loc="lower center",
        bbox_to_anchor=(0.5, 1),
        ncols=6,
        fontsize=8,
        handlelength=1,
        columnspacing=1,
    )
    return figure


_ALONE = {
    "marker": "|",
    "color": "#222222",
    "markersize": 22,
    "markeredgewidth": 2,
    "path_effects": [withStroke(linewidth=5, foreground="white")],
}
"""The encoder alone, dark on a white edge: it stands on every colour and on any page."""


def _wanted(axes, place, video):
    """Mark what must be reached and what is aimed for, as multiples of the encoder alone."""
    bars = BARS.get(video["name"])
    if video["name"] in REALTIME_BARS:
        bars = [share * video["seconds"] / video["alone"] for share in REALTIME_BARS[video["name"]]]
    for bar, colour in zip(bars or (), (GREY, GREEN), strict=False):
        axes.plot(bar, place, "|", color=colour, markersize=15, markeredgewidth=2)


def _stacked(axes, place, video):
    left = 0.0
    for name, colour in STAGES.items():
        axes.barh(place, video["stages"][name], left=left, height=0.55, color=colour)
        left += video["stages"][name]
    axes.plot(video["alone"], place, **_ALONE)


def durations(found):
    """Draw what videos of one size cost by their length, with the straight line through them, and their memory."""
    videos = by_duration(found["videos"])
    seconds = np.array([video["seconds"] for video in videos])
    start, slope = straight_line(videos)
    figure, (left, right) = plt.subplots(1, 2, figsize=(8.6, 3.2), width_ratios=[1.6, 1])
    line = np.array([0, seconds.max() * 1.05])
    left.plot(
        line,
        start + slope * line,
        color=RED,
        linewidth=1,
        linestyle=(0, (4, 2)),
        label=f"{start:.2f} s + {slope:.3f} s per second",
    )
    left.plot(seconds, [video["ours"] for video in videos], "o", color=RED, label="ours")
    left.plot(seconds, [video["alone"] for video in videos], "s", color=BLUE, label="x264 alone")
    left.set(xlabel="seconds of video, 720P", ylabel="seconds of work", xlim=(0, None), ylim=(0, None), xticks=seconds)
    left.legend(fontsize=8)
    left.grid()
    bar = MEMORY_BARS["720P"]
    right.axhline(bar, color=GREY, linewidth=1.2, linestyle=(0, (4, 2)), label=f"at most {bar} MB")
    right.plot(seconds, [found["memory"][video["name"]] for video in videos], "o-", color=GREEN, label="ours")
    right.set(
        xlabel="seconds of video, 720P", ylabel="peak memory, MB", xlim=(0, None), ylim=(0, 1.25 * bar), xticks=seconds
    )
    right.legend(fontsize=8, loc="lower right")
    right.grid()
    return figure


QUALITY = {"gains": gains, "scenes": scenes, "times": times}
RENDER = {"speed": speed, "durations": durations}


def pictures(folder, form="svg"):
    """Yield name and bytes of every picture whose result lies in ``folder``."""
    mpl.use("agg")
    with mpl.rc_context(STYLE):
        for name, figure in _figures(folder):
            drawn = io.BytesIO()
            dated = {"Date": None} if form == "svg" else None
            figure.savefig(drawn, format=form, transparent=True, dpi=120, metadata=dated)
            plt.close(figure)
            yield name, re.sub(rb"(?m)^ +", b"", drawn.getvalue()) if form == "svg" else drawn.getvalue()


def _figures(folder):
    for path, drawn in ((folder / "heldout.json", QUALITY), (folder / "render.json", RENDER)):
        if path.exists():
            found = json.loads(path.read_text(encoding="utf-8"))
            told = [Row.from_numbers(numbers) for numbers in found["rows"]] if drawn is QUALITY else found
            yield from ((name, draw(told)) for name, draw in drawn.items())


def main():
    """Write the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="folder", type=Path, default=RESULTS)
    parser.add_argument("--out", type=Path, default=PICTURES)
    parser.add_argument("--form", default="svg", help="svg, or png to look at")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    for name, drawn in pictures(asked.folder, asked.form):
        path = asked.out / f"{name}.{asked.form}"
        path.write_bytes(drawn)
        print(path)


if __name__ == "__main__":
    main()
