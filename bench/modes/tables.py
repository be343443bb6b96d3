"""What ``bench.modes`` measured as tables in Markdown: printed as they are, and part of docs/benchmarks.md."""

from statistics import median

from bench.tables import table

BARS = {"one picture": (1.8, 1.3), "shots": (2.8, None), "continuation": (2.8, None), "effect": (8.0, None)}
"""Ours as a multiple of x264 alone: what must be reached by every video of a mode, and what is aimed for."""

MEDIAN_EFFECT = 4.0
"""What must be reached by half of the effects."""

SOUND_BAR = 0.4
"""Most seconds that being heard may add to a video of five seconds."""


def speeds(works):
    """Return how long each work takes, beside the encoder alone and what is wanted."""
    head = ("720P, 5 s", "mode", "ours, s", "x264 alone, s", "ours / x264", "its must, aim")
    return table(head, map(_speed, works), words=(0, 1))


def _speed(work):
    ratio = f"{work['ours'] / work['alone']:.2f}"
    bars = ", ".join(f"{bar:.2f}" for bar in BARS[work["mode"]] if bar)
    return work["name"], work["mode"], f"{work['ours']:.2f}", f"{work['alone']:.2f}", ratio, bars


def effects(works):
    """Return a sentence about the effects as a whole."""
    ratios = {work["name"]: work["ours"] / work["alone"] for work in works if work["mode"] == "effect"}
    if not ratios:
        return ""
    slowest = max(ratios, key=ratios.get)
    return (
        f"Of {len(ratios)} effects the median takes {median(ratios.values()):.2f} times the encoder alone "
        f"(must: {MEDIAN_EFFECT:.2f}), the slowest, `{slowest}`, {ratios[slowest]:.2f} (must: {BARS['effect'][0]:.2f})."
    )


def sounds(works):
    """Return what being heard adds."""
    head = ("720P, 5 s", "silent, s", "heard, s", "sound adds, s", "CPU of the sound alone, s", "at most")
    return table(head, map(_sound, works))


def _sound(work):
    adds = work["heard"] - work["silent"]
    return (
        work["name"],
        f"{work['silent']:.2f}",
        f"{work['heard']:.2f}",
        f"{adds:.2f}",
        f"{work['sound_thread']:.2f}",
        f"{SOUND_BAR:.2f}",
    )
