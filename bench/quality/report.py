"""Tables of what was measured against a known truth, in Markdown: printed, and part of docs/benchmarks.md."""

import statistics
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from bench.quality.heldout.photographs import PREFIX
from bench.quality.pace import EASED_FRAMES, LINEAR, Pace
from bench.quality.scores import Verdict
from bench.tables import table

DENSE = ("dis own", "dis target", "dis straight")
PEERS = ("dissolve", "mci", *DENSE)

BELOW = 0.5
"""dB that a scene may be below the best peer before it is named."""

LINEAR_JUMP, EASED_JUMP = 1.35, 1.7
"""The largest jump as a multiple of the mean one, at most, of a film in linear and in eased time."""

ENDS = 50.0
"""dB of luma that the first and the last frame keep in the file, at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """How evenly our film moves in linear and in eased time, and the truth; and the end frames in the file."""

    linear: Pace
    eased: Pace
    truth: Pace
    ends: Mapping[str, Mapping[str, Any]]

    @property
    def same(self):
        """Return the number of frames that equal the one before, in both films."""
        return self.linear.same + self.eased.same

    @property
    def exact_ends(self):
        """Say whether the end frames are the given ones before the codec."""
        return all(end["identical"] for end in self.ends.values())

    @property
    def end_psnr(self):
        """Return the dB of the worse end frame after the codec."""
        return min(end["psnr_y"] for end in self.ends.values())

    @classmethod
    def of(cls, numbers):
        """Return the film of which these are the JSON values."""
        return cls(**{name: value if name == "ends" else Pace(**value) for name, value in numbers.items()})


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What the methods score on a scene, and how our film moves."""

    kind: str
    scene: str
    regime: str
    peers: dict[str, Verdict]
    ours: Verdict
    film: Film

    @property
    def methods(self):
        """Return the verdicts on all methods, ours last."""
        return self.peers | {"tween": self.ours}

    @property
    def best(self):
        """Return the name of the peer with the highest mean PSNR."""
        return max(self.peers, key=lambda name: self.peers[name].mean.psnr)

    @property
    def best_peer(self):
        """Return the verdict on the peer with the highest mean PSNR."""
        return self.peers[self.best]

    @property
    def gain(self):
        """Return our mean PSNR minus that of the best peer."""
        return self.over(*PEERS)

    def of(self, *methods):
        """Return the highest mean PSNR of ``methods``, or ``None`` if none of them was run."""
        return max((self.peers[name].mean.psnr for name in methods if name in self.peers), default=None)

    def over(self, *methods):
        """Return our mean PSNR minus that of the best of ``methods``, or ``None`` if none of them was run."""
        best = self.of(*methods)
        return None if best is None else self.ours.mean.psnr - best

    def numbers(self):
        """Return JSON values."""
        facts = {"kind": self.kind, "scene": self.scene, "regime": self.regime}
        methods = {name: verdict.numbers() for name, verdict in self.methods.items()}
        return facts | {"methods": methods, "film": asdict(self.film)}

    @classmethod
    def from_numbers(cls, numbers):
        """Return the row of which these are the JSON values."""
        methods = {name: Verdict.of(found) for name, found in numbers["methods"].items()}
        facts = {name: numbers[name] for name in ("kind", "scene", "regime")}
        return cls(**facts, ours=methods.pop("tween"), peers=methods, film=Film.of(numbers["film"]))


_SCENES = (
    "kind",
    "scene",
    *PEERS,
    "**tween**",
    "gain",
    "SSIM",
    "peer's",
    "GMSD",
    "peer's",
    "worst",
    "peer's",
    "regime",
)


def scenes(rows):
    """Return the table of scenes: means of PSNR; then SSIM, GMSD and the worst PSNR, each beside the best peer's."""
    return table(_SCENES, map(_scene, rows), words=(0, 1, len(_SCENES) - 1))


def _scene(row):
    ours, best = row.ours, row.best_peer
    peers = [_decibel(row.of(name)) for name in PEERS]
    pairs = [f"{value:.3f}" for value in (ours.mean.ssim, best.mean.ssim, ours.mean.gmsd, best.mean.gmsd)]
    worst = [_decibel(verdict.worst.psnr) for verdict in (ours, best)]
    return row.kind, row.scene, *peers, f"**{ours.mean.psnr:.1f}**", _gain(row.gain), *pairs, *worst, row.regime


def means(rows):
    """Return the table of means over each kind, over what is rigid, over photographs and over all."""
    kinds = {kind: [row for row in rows if row.kind == kind] for kind in dict.fromkeys(row.kind for row in rows)}
    groups = kinds | {
        "rigid, camera": [row for row in rows if row.kind in {"rigid", "camera"}],
        "photographs": [row for row in rows if row.scene.startswith(PREFIX)],
        "all": rows,
    }
    head = ("mean of", "scenes", "dissolve", "mci", "best DIS", "**tween**", "over mci", "over DIS", "over best")
    head += ("SSIM", "peer's", "GMSD", "peer's", "worst", "peer's")
    return table(head, (_means(called, group) for called, group in groups.items() if group), words=(0,))


def _means(called, rows):
    peers = [_mean(row.of(*methods) for row in rows) for methods in (("dissolve",), ("mci",), DENSE)]
    gains = [_mean(row.over(*methods) for row in rows) for methods in (("mci",), DENSE, PEERS)]
    verdicts = [row.ours for row in rows], [row.best_peer for row in rows]
    others = [
        f"{_mean(getattr(verdict.mean, name) for verdict in side):.3f}"
        for name in ("ssim", "gmsd")
        for side in verdicts
    ]
    worst = [_decibel(_mean(verdict.worst.psnr for verdict in side)) for side in verdicts]
    ours = f"**{_mean(row.ours.mean.psnr for row in rows):.1f}**"
    return called, len(rows), *map(_decibel, peers), ours, *map(_gain, gains), *others, *worst


def films(rows):
    """Return the table of how evenly each film moves, beside its truth, and of its end frames."""
    head = ("kind", "scene", f"linear, {len(LINEAR)} frames", "truth's", f"eased, {EASED_FRAMES} frames")
    head += ("mean jump, levels", "equal frames", "end frames, dB")
    return table(head, map(_film, rows), words=(0, 1))


def _film(row):
    film = row.film
    ratios = [f"{pace.ratio:.2f}" for pace in (film.linear, film.truth, film.eased)]
    ends = " / ".join(_decibel(end["psnr_y"]) for end in film.ends.values())
    return row.kind, row.scene, *ratios, f"{film.linear.mean:.2f}", film.same, ends


def over_the_bars(rows):
    """Return a list of the bars, each with the scenes that miss it, worst first."""
    below = sorted((row for row in rows if row.gain < -BELOW), key=lambda row: row.gain)
    ends = sorted((row for row in rows if row.film.end_psnr < ENDS), key=lambda row: row.film.end_psnr)
    missed = {
        f"more than {BELOW} dB below the best peer": [f"{row.scene} {_gain(row.gain)} ({row.best})" for row in below],
        f"largest jump over {LINEAR_JUMP} of the mean one, linear": _jumping(rows, "linear", LINEAR_JUMP),
        f"largest jump over {EASED_JUMP} of the mean one, eased": _jumping(rows, "eased", EASED_JUMP),
        "equal frames": [f"{row.scene} {row.film.same}" for row in rows if row.film.same],
        "an end frame that is not the given one": [row.scene for row in rows if not row.film.exact_ends],
        f"an end frame below {ENDS:.0f} dB after the codec": [f"{row.scene} {row.film.end_psnr:.1f}" for row in ends],
    }
    return "\n".join(f"* {bar}: {', '.join(names) or 'none'}" for bar, names in missed.items())


def _jumping(rows, time, bar):
    """Return the scenes whose film jumps, and how far the truth does."""
    found = [(getattr(row.film, time).ratio, row) for row in rows]
    worst_first = sorted((pair for pair in found if pair[0] > bar), key=lambda pair: -pair[0])
    return [f"{row.scene} {ratio:.2f} (truth's {row.film.truth.ratio:.2f})" for ratio, row in worst_first]


def _mean(values):
    found = list(values)
    return None if None in found else statistics.fmean(found)


def _decibel(value):
    return "-" if value is None else f"{value:.1f}"


def _gain(value):
    return "-" if value is None else f"{value:+.1f}"
