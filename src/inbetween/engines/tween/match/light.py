"""Step 3: how the colours of one frame become those of the other.

Per channel a = b (g0 + g1 u + g2 v + g3 u^2 + g4 v^2 + g5 u v) + o with u and v in -.5...5 across the frame: exposure,
tint, and a lamp that moves. Where that leaves much, each channel also takes its share of the other two: dusk, sepia,
black and white. The photometric steps compare both pictures in one light; at render what only one of them shows is
brought to the light of time t (``alone``), so that it does not flash.
"""

from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.geometry import (
    STRIDE,
    Flow,
    Points,
    beyond,
    fill_holes,
    landing,
    round_trip,
    sample,
    thinned,
)
from inbetween.engines.tween.match.matching import Matches

NOTICED = 3.0
"""Levels of median difference below which light is left alone."""

REMOVED = 0.6
"""Share of the median difference that may remain after a fit that is used."""

LOST = 0.2
"""The same where one fit is enough, since the other one's colours are lost: .03 to .1 of the way to grey or sepia. The
better fit to a zoom, whose means differ without any light, leaves .45 and more."""

MIXED = 0.7
"""Share of what channels apart leave that mixed ones may leave to be used. Gains, tints, gradients and gammas keep .85
to 1.02 of it, hues that are exchanged or lost .07 to .5."""

_RIDGE = np.array([0.0, 0.0, 8.0, 8.0, 20.0, 20.0, 20.0, 4.0, 4.0])
_APART = 7
"""How many of the terms know of no other channel."""

_CELL, _SMOOTH = 4, 1.5
"""Pixels of the work copy per cell of the rest, and by how many cells it is smoothed."""

_LEADS_BACK = 1.5
_MOST_MISSED = 60.0
"""Levels."""

_CLEARLY_BETTER = 0.5
"""How much less the fit to the last frame must miss, each of the contrast that it is to reach, for pictures to be
compared in that light. A scene that goes grey or sepia misses .1 to .3 of what it would miss the other way, exposure,
tint and gamma .85 to 1.03; where both fits are good, as at night (.5 to .8), either light does."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shade:
    """How a frame is relit, and what share of the contrast of the other frame that misses in the median.

    ``terms`` is (3, 9). A row has gain and offset of a channel, what u, v, u^2, v^2 and uv add to the gain, and the
    gains of the next channel and the next but one. ``rest``, (rows, columns, 3) in levels, is a coarse picture of
    what they miss.
    """

    terms: NDArray[np.float64]
    missed: float
    rest: NDArray[np.float32] | None = None

    @classmethod
    def of_gains(cls, gains: NDArray[np.floating[Any]], missed: float) -> "Shade":
        """Return the shade that multiplies each channel."""
        terms = np.zeros((3, len(_RIDGE)))
        terms[:, 0] = gains
        return cls(terms=terms, missed=missed)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Light:
    """``to_first`` relights the last frame, ``to_last`` the first."""

    to_first: Shade
    to_last: Shade

    def shared(self, first: Rgb, last: Rgb) -> tuple[Rgb, Rgb]:
        """Return both pictures in the light in which they can be compared better; colours that are lost stay lost."""
        if self.to_last.missed < _CLEARLY_BETTER * self.to_first.missed:
            return relight(first, self.to_last), last
        return first, relight(last, self.to_first)

    def brightest(self, first: Rgb, last: Rgb) -> tuple[Rgb, Rgb]:
        """Return both pictures in the brighter light: what is clipped there can be clipped again, but not restored."""
        if self.to_last.terms[:, 0].mean() > 1:
            return relight(first, self.to_last), last
        return first, relight(last, self.to_first)

    def exchanged(self, first: Rgb, last: Rgb) -> tuple[Rgb, Rgb]:
        """Return the first picture in the light of the last, and the last in that of the first."""
        return relight(first, self.to_last), relight(last, self.to_first)


UNKNOWN = Light(
    to_first=Shade(terms=np.repeat(np.eye(1, 9), 3, 0), missed=1.0),
    to_last=Shade(terms=np.repeat(np.eye(1, 9), 3, 0), missed=1.0),
)
"""No fit: all that is known of such a light is what ``refine_light`` reads from the pictures."""


def find_light(first: Rgb, last: Rgb, matches: Matches) -> Light | None:
    """Fit both directions at the matches, or return ``None`` where light hardly changes or does not explain it."""
    if len(matches) < 30:
        return None
    before, after = _colours(first, matches.first), _colours(last, matches.last)
    change = float(np.median(np.abs(before - after)))
    if change < NOTICED:
        return None
    to_first, left = _fit(after, before, _spots(matches.last, last))
    to_last, left_back = _fit(before, after, _spots(matches.first, first))
    explained = max(left, left_back) <= REMOVED * change or min(left, left_back) <= LOST * change
    if not (explained and is_sane(to_first) and is_sane(to_last)):
        return None
    return Light(to_first=to_first, to_last=to_last)


def refine_light(light: Light, pictures: tuple[Rgb, Rgb], flows: tuple[Flow, Flow]) -> Light:
    """Add what both fits miss, smoothly, wherever the flows tell what the other frame shows there.

    Args:
        light: the fits.
        pictures: the work copies, each in its own light.
        flows: from the first to the last and back.
    """
    (there, back), (first, last) = flows, light.exchanged(thinned(pictures[0]), thinned(pictures[1]))
    return Light(
        to_first=replace(light.to_first, rest=_rest(last, pictures[0], back, there)),
        to_last=replace(light.to_last, rest=_rest(first, pictures[1], there, back)),
    )


def _rest(relit: Rgb, target: Rgb, flow: Flow, back: Flow) -> NDArray[np.float32]:
    """Return what a thinned frame in the light of ``target`` misses of it; ``flow`` and ``back`` go there and back."""
    size = (max(flow.shape[1] // _CELL, 1), max(flow.shape[0] // _CELL, 1))
    flow = thinned(flow)
    missed = np.clip(sample(target, flow, stride=STRIDE).astype(np.float32) - relit, -_MOST_MISSED, _MOST_MISSED)
    stays = ~beyond(landing(flow, STRIDE), *target.shape[:2])
    seen = (stays & (round_trip(flow, back, STRIDE) < _LEADS_BACK)).astype(np.float32)
    coarse, worth = (
        cv2.resize(values, size, interpolation=cv2.INTER_AREA) for values in (missed * seen[..., None], seen)
    )
    filled = fill_holes(coarse / np.maximum(worth, 1e-3)[..., None], worth)
    rest: NDArray[np.float32] = cv2.GaussianBlur(filled, (0, 0), _SMOOTH)
    return rest


def relight(picture: Rgb, shade: Shade) -> Rgb:
    """Return ``picture`` in the light of the other frame."""
    height, width = picture.shape[:2]
    u = (np.arange(width, dtype=np.float32) / width - 0.5)[None]
    v = (np.arange(height, dtype=np.float32) / height - 0.5)[:, None]
    channels, result = cv2.split(picture), []
    rests = [np.float32(0)] * 3 if shade.rest is None else cv2.split(cv2.resize(shade.rest, (width, height)))
    for number, (terms, rest) in enumerate(zip(shade.terms.astype(np.float32), rests, strict=True)):
        gain = terms[0] + terms[2] * u + terms[3] * v + terms[4] * u * u + terms[5] * v * v + terms[6] * u * v
        value = channels[number] * gain + (rest + (terms[1] + np.float32(0.5)))
        for other, share in enumerate(terms[_APART:], start=number + 1):
            if share:
                value += channels[other % 3] * share
        result.append(np.clip(value, 0, 255).astype(np.uint8))
    relit: Rgb = cv2.merge(result)
    return relit


def _colours(picture: Rgb, points: Points) -> NDArray[np.float64]:
    smooth = cv2.blur(picture, (9, 9))
    x = np.clip(points[:, 0].astype(int), 0, picture.shape[1] - 1)
    y = np.clip(points[:, 1].astype(int), 0, picture.shape[0] - 1)
    return np.asarray(smooth[y, x], np.float64)


def _spots(points: Points, picture: Rgb) -> NDArray[np.float64]:
    return points.astype(np.float64) / [picture.shape[1], picture.shape[0]] - 0.5


def _fit(source: NDArray[np.float64], target: NDArray[np.float64], spots: NDArray[np.float64]) -> tuple[Shade, float]:
    """Fit all three channels, apart unless mixing them is far better; return also the levels missed in the median."""
    terms, missed = _fit_channels(source, target, spots, _APART)
    mixed, missed_mixed = _fit_channels(source, target, spots, len(_RIDGE))
    if missed_mixed <= MIXED * missed:
        terms, missed = mixed, missed_mixed
    return Shade(terms=terms, missed=missed / max(float(target.std(0).mean()), 1.0)), missed


def is_sane(shade: Shade) -> bool:
    """Say whether a fit neither blackens nor burns out what it relights."""
    brightness = shade.terms[:, 0] + shade.terms[:, _APART:].sum(1)
    return bool(((brightness > 0.2) & (brightness < 4)).all())


def _fit_channels(
    source: NDArray[np.float64], target: NDArray[np.float64], spots: NDArray[np.float64], count: int
) -> tuple[NDArray[np.float64], float]:
    """Fit the first ``count`` terms of each channel; return them all, and the median of what they miss."""
    fits, missed = np.zeros((3, len(_RIDGE))), []
    for channel in range(3):
        colours = np.roll(source, -channel, axis=1)
        fits[channel, :count], residual = _fit_channel(_terms(colours, spots)[:, :count], target[:, channel])
        missed.append(residual)
    return fits, float(np.median(missed))


def _terms(colours: NDArray[np.float64], spots: NDArray[np.float64]) -> NDArray[np.float64]:
    own, u, v = colours[:, 0], spots[:, 0], spots[:, 1]
    across = [own * u, own * v, own * u * u, own * v * v, own * u * v]
    return np.stack([own, np.ones_like(own), *across, colours[:, 1], colours[:, 2]], 1)


def _fit_channel(
    terms: NDArray[np.float64], target: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Solve by iteratively reweighted least squares with a ridge on everything but gain and offset."""
    ridge = np.diag(_RIDGE[: terms.shape[1]]) * len(terms)
    weights = np.ones(len(terms))
    for _ in range(6):
        weighted = (terms * weights[:, None]).T
        solution = np.linalg.solve(weighted @ terms + ridge, weighted @ target)
        residual = np.abs(terms @ solution - target)
        weights = 1 / (1 + (residual / max(2.0, float(np.median(residual)) * 1.5)) ** 2)
    return solution, residual
