"""Tables of what was measured against a known truth, ready for a page."""

import statistics
from dataclasses import dataclass

from bench.quality.scores import Verdict

PEERS = ("dissolve", "mci", "dis own", "dis target", "dis straight")
BELOW = 0.5
"""dB that a scene may be below the best peer before it is named."""

_COLUMNS = ("kind", "scene", *PEERS, "tween", "gain", "ssim", "peer's", "gmsd", "peer's", "worst", "peer's", "regime")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What the methods score on a scene; ``exact_ends``: our first and last frame are the given ones."""

    kind: str
    scene: str
    regime: str
    exact_ends: bool
    peers: dict[str, Verdict]
    ours: Verdict

    @property
    def best(self):
        """Return the name of the peer with the highest mean PSNR."""
        return max(self.peers, key=lambda name: self.peers[name].mean.psnr)

    def over(self, *methods):
        """Return our mean PSNR minus that of the best of ``methods``, or ``None`` if none of them was run."""
        found = [self.peers[name].mean.psnr for name in methods if name in self.peers]
        return self.ours.mean.psnr - max(found) if found else None

    def numbers(self):
        """Return JSON values."""
        facts = {"kind": self.kind, "scene": self.scene, "regime": self.regime, "exact_ends": self.exact_ends}
        methods = {name: verdict.numbers() for name, verdict in self.peers.items()} | {"tween": self.ours.numbers()}
        return facts | {"best_peer": self.best, "gain": self.over(*PEERS), "methods": methods}


def title():
    """Return the head of the table of scenes."""
    return _cells(_COLUMNS) + "\n" + _cells(["---", "---", *["--:"] * (len(_COLUMNS) - 3), "---"])


def line(row):
    """Return a scene's line: means of PSNR, then SSIM, GMSD and the worst PSNR beside the best peer's."""
    ours, best = row.ours, row.peers[row.best]
    found = [row.peers[name].mean.psnr if name in row.peers else None for name in PEERS]
    decibels = [_decibel(value) for value in (*found, ours.mean.psnr)]
    pairs = [f"{value:.3f}" for value in (ours.mean.ssim, best.mean.ssim, ours.mean.gmsd, best.mean.gmsd)]
    worst = [_decibel(ours.worst.psnr), _decibel(best.worst.psnr)]
    return _cells([row.kind, row.scene, *decibels, _gain(row.over(*PEERS)), *pairs, *worst, row.regime])


def summary(rows):
    """Return means per kind and over all, and what is below the best peer."""
    head = ("kind", "scenes", *PEERS, "tween", "over mci", "over DIS", "over best", "ssim", "gmsd", "worst")
    lines = ["", _cells(head), _cells(["---", *["--:"] * (len(head) - 1)])]
    kinds = list(dict.fromkeys(row.kind for row in rows))
    lines += [_means(kind, [row for row in rows if row.kind == kind]) for kind in kinds]
    still = [row for row in rows if row.kind in {"rigid", "camera"}]
    lines += [_means("rigid, camera", still)] if still else []
    lines += [_means("all", rows), "", f"More than {BELOW} dB below the best peer:"]
    below = [row for row in sorted(rows, key=lambda row: row.over(*PEERS)) if row.over(*PEERS) < -BELOW]
    lines += [f"  {row.scene}: {_gain(row.over(*PEERS))} to {row.best}" for row in below] or ["  none"]
    torn = [row.scene for row in rows if not row.exact_ends]
    return "\n".join([*lines, f"First or last frame is not the given one: {', '.join(torn) or 'none'}"])


def _means(called, rows):
    psnr = [_mean(row.peers[name].mean.psnr if name in row.peers else None for row in rows) for name in PEERS]
    ours = _mean(row.ours.mean.psnr for row in rows)
    gains = [_mean(row.over(*methods) for row in rows) for methods in (("mci",), PEERS[2:], PEERS)]
    others = [f"{statistics.fmean(getattr(row.ours.mean, name) for row in rows):.3f}" for name in ("ssim", "gmsd")]
    worst = _decibel(_mean(row.ours.worst.psnr for row in rows))
    return _cells([called, len(rows), *map(_decibel, (*psnr, ours)), *map(_gain, gains), *others, worst])


def _mean(values):
    found = list(values)
    return None if None in found else statistics.fmean(found)


def _decibel(value):
    return "-" if value is None else f"{value:.1f}"


def _gain(value):
    return "-" if value is None else f"{value:+.1f}"


def _cells(values):
    return "| " + " | ".join(map(str, values)) + " |"
