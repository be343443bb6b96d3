"""What ``bench.render`` measured as tables in Markdown: printed as they are, and part of docs/benchmarks.md."""

import numpy as np

from bench.tables import table

BARS = {"480P, 5 s": (2.4, 1.8), "720P, 5 s": (2.2, 1.6), "1080P, 5 s": (2.0, 1.5), "720P, 5 s, unrelated": (2.8, 2.0)}
"""Ours as a multiple of x264 alone: what must be reached, and what is aimed for."""

REALTIME_BARS = {"720P, 15 s": (0.40, 0.27)}
"""Our seconds as a share of the video's: what must be reached, and what is aimed for."""

MEMORY_BARS = {"720P": 450, "1080P": 650}
"""Most MB of the child."""

RATIO_OF = "720P"
"""The size whose stages are told as multiples of their floors."""


def speeds(videos):
    """Return how long the whole work takes, beside the encoder alone and what is wanted."""
    head = ("video", "ours, s", "realtime factor", "its must, aim", "x264 alone, s", "ours / x264", "its must, aim")
    return table((*head, "end frames, dB"), map(_speed, videos))


def _speed(video):
    name, ends = video["name"], " / ".join(f"{end:.1f}" for end in video["ends"])
    factor, ratio = video["ours"] / video["seconds"], video["ours"] / video["alone"]
    realtime, bars = _bars(REALTIME_BARS, name), _bars(BARS, name)
    return name, f"{video['ours']:.2f}", f"{factor:.2f}", realtime, f"{video['alone']:.2f}", f"{ratio:.2f}", bars, ends


def _bars(bars, name):
    return "{:.2f}, {:.2f}".format(*bars[name]) if name in bars else ""


def stages(videos):
    """Return where the seconds of one run went."""
    names = list(videos[0]["stages"])
    rows = ((video["name"], *(f"{video['stages'][name]:.2f}" for name in names)) for video in videos)
    return table(("seconds of one run", *names), rows)


def by_duration(videos):
    """Return the videos of 720P from one related pair, shortest first."""
    chosen = [video for video in videos if video["resolution"] == "720P" and not video["unrelated"]]
    return sorted(chosen, key=lambda video: video["seconds"])


def straight_line(videos):
    """Return the seconds that a video costs at once, and those per second of it, by least squares."""
    slope, start = np.polyfit([video["seconds"] for video in videos], [video["ours"] for video in videos], 1)
    return float(start), float(slope)


def durations(videos, memory):
    """Return what videos of one size cost by their length, beside the straight line through all of them."""
    chosen = by_duration(videos)
    start, slope = straight_line(chosen)
    head = ("720P", "ours, s", f"{start:.2f} + {slope:.3f} per second", "off the line", "peak memory, MB")
    return table(head, (_duration(video, start + slope * video["seconds"], memory) for video in chosen))


def _duration(video, line, memory):
    off = f"{100 * (video['ours'] / line - 1):+.0f} %"
    return f"{video['seconds']} s", f"{video['ours']:.2f}", f"{line:.2f}", off, f"{memory[video['name']]:.0f}"


def memory(peaks):
    """Return the peak memory of each video's process."""
    wanted = {name: MEMORY_BARS.get(name.split(",")[0], "") for name in peaks}
    rows = ((name, f"{peak:.0f}", wanted[name]) for name, peak in peaks.items())
    return table(("video", "peak memory of the process, MB", "at most"), rows)


def floors(found):
    """Return each stage beside its floor, for every size."""
    head = ("stage: ours / floor, ms", *found, f"times, {RATIO_OF}", "the floor is")
    stages = [dict(zip(found, sizes, strict=True)) for sizes in zip(*found.values(), strict=True)]
    return table(head, map(_floor, stages), words=(0, len(head) - 1))


def _floor(sizes):
    cells = (f"{_short(stage['ours'])} / {_short(stage['floor'])}" for stage in sizes.values())
    chosen = sizes[RATIO_OF]
    return chosen["stage"], *cells, f"{chosen['ours'] / chosen['floor']:.1f}", chosen["what"]


def _short(value):
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
