"""Scores of films against a known truth: every frame is compared with the truth nearest to it in time."""

import itertools
import statistics
from dataclasses import asdict, dataclass

from bench.quality.gmsd import gmsd
from bench.quality.pace import of_jumps
from inbetween.pixels.colour import rgb_to_yuv420
from inbetween.pixels.compare import mean_difference, psnr, ssim

TIMES = tuple(number / 16 for number in range(1, 16))
"""Of 17 frames, all but the ends."""

QUARTERS = (0.25, 0.5, 0.75)

_NEARBY = (-0.06, -0.04, -0.02, 0.0, 0.02, 0.04, 0.06)
"""How far in time a truth may be, so that nobody pays for easing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Of luma: PSNR in dB, SSIM (1 when equal), GMSD (0 when equal)."""

    psnr: float
    ssim: float
    gmsd: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Scores of a method on a scene: the mean over the quarters, those of the frame with the lowest PSNR, and the PSNR
    of the frame at each of ``TIMES``.
    """

    mean: Score
    worst: Score
    worst_at: float
    psnrs: tuple[float, ...]

    def numbers(self):
        """Return JSON values."""
        return asdict(self)

    @classmethod
    def of(cls, numbers):
        """Return the verdict of which these are the JSON values."""
        scores = {name: Score(**numbers[name]) for name in ("mean", "worst")}
        return cls(**{**numbers, **scores, "psnrs": tuple(numbers["psnrs"])})


class Truths:
    """The frames of a scene, drawn when asked for."""

    def __init__(self, scene):
        self._scene = scene
        self._lumas = {}

    def near(self, t):
        """Return the luma of the truths around ``t``."""
        return [self._luma(round(t + away, 4)) for away in _NEARBY]

    def pace(self):
        """Return how evenly the scene itself changes, by the jumps between the truths around ``TIMES``."""
        around = [self.near(t) for t in TIMES]
        return of_jumps([mean_difference(*pair) for lumas in around for pair in itertools.pairwise(lumas)])

    def _luma(self, t):
        if t not in self._lumas:
            self._lumas[t] = rgb_to_yuv420(self._scene.frame(t)).y
        return self._lumas[t]


def judge(lumas, truths):
    """Return the verdict on the luma planes that a method drew at ``TIMES``."""
    pairs = {t: _nearest(luma, truths.near(t)) for t, luma in zip(TIMES, lumas, strict=True)}
    quarters = [_score(*pairs[t]) for t in QUARTERS]
    psnrs = {t: psnr(*pair) for t, pair in pairs.items()}
    worst_at = min(psnrs, key=psnrs.get)
    worst = _score(*pairs[worst_at])
    return Verdict(mean=_mean(quarters), worst=worst, worst_at=worst_at, psnrs=tuple(psnrs.values()))


def _nearest(luma, truths):
    return luma, max(truths, key=lambda truth: psnr(luma, truth))


def _score(luma, truth):
    return Score(psnr=psnr(luma, truth), ssim=ssim(luma, truth), gmsd=gmsd(luma, truth))


def _mean(scores):
    return Score(**{name: statistics.fmean(getattr(score, name) for score in scores) for name in Score.__slots__})
