"""Unrelated pictures: one opens out of the other, round its subject, while the camera pushes in and settles.

Both pictures always move, so nothing ever stands still behind the opening. Colours of either go most of the way to
the other's before it takes over. Detail changes over across a narrow rim and broad tones across a wide one, as in a
pyramid blend: soft to the eye, and no place shows two pictures at once.
"""

import math
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Placed, Plane, Rgb, Yuv420
from inbetween.engines.tween.draw.mixing import blend_bands
from inbetween.engines.tween.draw.readable import Source, original_luma, readable
from inbetween.engines.tween.geometry import Field
from inbetween.engines.tween.joins.pacing import Pacing, find_pacing
from inbetween.engines.tween.joins.zoom import zoomed
from inbetween.engines.tween.subject import find_subject
from inbetween.pixels.colour import rgb_to_yuv420
from inbetween.pixels.planes import each_plane, planes

PUSH = 1.5
"""Magnification that the first picture ends at and the last begins with."""

OPENS, CLOSES = 0.12, 0.88
"""Times between which the opening grows from nothing to the whole frame; time itself is eased already."""

_RIM = 0.5
_SHARPNESS = 5.0
_NOISE_SHARE = 0.2
_COLOUR_SHARE = 0.7
_GRID = 320
_TONES = 16
"""Pixels to a sample of the broad tones."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Actor:
    """One of the pictures, the same to read from, its subject, and gain and offset of each plane's drift.

    The subject is given in shares of width and height.
    """

    frame: Yuv420
    source: Source
    subject: tuple[float, float]
    drift: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Iris:
    """Both pictures, when each place opens (0..1, on a coarse grid), and how time goes, if not steadily."""

    first: Actor
    last: Actor
    order: Field
    pacing: Pacing | None = None

    def __call__(self, t: float) -> Yuv420:
        """Draw the frame at ``t``; 0 and 1 are the pictures themselves."""
        if t <= 0:
            return self.first.frame
        if t >= 1:
            return self.last.frame
        return self._between(self.pacing.at(t) if self.pacing else t)

    def _between(self, t: float) -> Yuv420:
        opened = _opened(self.order, min(max((t - OPENS) / (CLOSES - OPENS), 0), 1))
        if opened.max() <= 0:
            return _moved(self.first, self.last, t)
        if opened.min() >= 1:
            return _moved(self.last, self.first, 1 - t)
        return _joined(_moved(self.first, self.last, t), _moved(self.last, self.first, 1 - t), opened)


def prepare_iris(first: Rgb, last: Rgb, seed: int) -> Iris:
    """Look at two unrelated fitted frames of one size; ``seed`` shapes the rim of the opening."""
    steady = _steady(_small(first), _small(last), seed)
    return replace(_steady(first, last, seed), pacing=find_pacing(steady))


def iris_with_originals(iris: Iris, placed: tuple[Placed, Placed]) -> Iris:
    """Let the pushes read the originals of both pictures, where these show more than the fitted ones."""
    with ThreadPoolExecutor(2, thread_name_prefix="tween-originals") as pool:
        lumas = pool.map(original_luma, placed)
    first, last = (
        replace(actor, source=replace(actor.source, original=luma))
        for actor, luma in zip((iris.first, iris.last), lumas, strict=True)
    )
    return replace(iris, first=first, last=last)


def _small(picture: Rgb) -> Rgb:
    """Return a copy as wide as the opening's grid, if it is larger, with even sides."""
    height, width = picture.shape[:2]
    scale = min(_GRID / width, 1.0)
    size = (max(round(width * scale / 2), 1) * 2, max(round(height * scale / 2), 1) * 2)
    small: Rgb = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    return small


def _steady(first: Rgb, last: Rgb, seed: int) -> Iris:
    frames = rgb_to_yuv420(first), rgb_to_yuv420(last)
    subjects = find_subject(first), find_subject(last)
    middle = ((subjects[0][0] + subjects[1][0]) / 2, (subjects[0][1] + subjects[1][1]) / 2)
    return Iris(
        first=_actor(frames[0], subjects[0], frames[1]),
        last=_actor(frames[1], subjects[1], frames[0]),
        order=_opening_order(middle, first.shape[1] / first.shape[0], seed),
    )


def _actor(frame: Yuv420, subject: tuple[float, float], other: Yuv420) -> Actor:
    return Actor(frame=frame, source=Source(fitted=readable(frame)), subject=subject, drift=_drifts(frame, other))


def _drifts(own: Yuv420, other: Yuv420) -> tuple[tuple[float, float], ...]:
    """Return, per plane, gain and offset that give ``own`` the mean and about the spread of ``other``."""
    drifts = []
    for mine, theirs in zip(planes(own), planes(other), strict=True):
        gain = min(max(float(theirs.std()) / max(float(mine.std()), 1.0), 0.6), 1.6)
        drifts.append((gain, float(theirs.mean()) - gain * float(mine.mean())))
    return tuple(drifts)


def _moved(actor: Actor, other: Actor, share: float) -> Yuv420:
    """Push in by ``share`` of the whole way, towards the other's colours and the mid-point of both subjects."""
    pull = share * (1 - 1 / PUSH)
    x, y = (here + pull * (there - here) for here, there in zip(actor.subject, other.subject, strict=True))
    scale = math.pow(PUSH, share)
    pushed = zoomed(actor.source.at(scale), scale, actor.subject, (x, y))
    drifts = iter(actor.drift)
    return each_plane(lambda plane: _drifted(plane, next(drifts), share), pushed)


def _drifted(plane: Plane, drift: tuple[float, float], share: float) -> Plane:
    levels = np.arange(256, dtype=np.float64)
    moved = levels + _COLOUR_SHARE * share * (drift[0] * levels + drift[1] - levels)
    drifted: Plane = cv2.LUT(plane, np.clip(np.rint(moved), 0, 255).astype(np.uint8))
    return drifted


def _opening_order(centre: tuple[float, float], aspect: float, seed: int) -> Field:
    """Return when each place opens: mostly by distance from ``centre``, a little by noise, evenly over 0..1."""
    height, width = max(round(_GRID / aspect), 1), _GRID
    y, x = np.mgrid[0:height, 0:width]
    distance = np.hypot((x / width - centre[0]) * aspect, y / height - centre[1])
    mixed = (1 - _NOISE_SHARE) * distance / distance.max() + _NOISE_SHARE * _evenly(_noise(height, width, seed))
    order: Field = cv2.GaussianBlur(_evenly(mixed), (0, 0), 2)
    return order


def _noise(height: int, width: int, seed: int) -> NDArray[np.float64]:
    """Return clouds: four octaves of value noise."""
    rng = np.random.default_rng(seed)
    clouds = np.zeros((height, width))
    for cell, strength in ((64, 1.0), (32, 0.5), (16, 0.25), (8, 0.12)):
        coarse = rng.normal(0, 1, (height // cell + 2, width // cell + 2))
        clouds += strength * cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    return clouds


def _evenly(values: NDArray[np.float64]) -> Field:
    """Replace values by their rank, 0..1."""
    ranks = np.empty(values.size, np.float32)
    ranks[np.argsort(values.ravel(), kind="stable")] = np.linspace(0, 1, values.size, dtype=np.float32)
    return ranks.reshape(values.shape)


def _opened(order: Field, progress: float) -> Field:
    """Return how far each place has opened, 0..1, across the wide rim."""
    ramp = np.clip((progress * (1 + _RIM) - order) / _RIM, 0, 1)
    opened: Field = (ramp * ramp * (3 - 2 * ramp)).astype(np.float32)
    return opened


def _joined(first: Yuv420, last: Yuv420, opened: Field) -> Yuv420:
    sharp = np.clip((opened - 0.5) * _SHARPNESS + 0.5, 0, 1)
    return each_plane(lambda one, other: _joined_plane(one, other, opened, sharp), first, last)


def _joined_plane(first: Plane, last: Plane, opened: Field, sharp: Field) -> Plane:
    """Change detail over across the sharp rim and broad tones across the wide one."""
    size, coarse = (first.shape[1], first.shape[0]), (opened.shape[1], opened.shape[0])
    tones = cv2.resize(_broad_tones(last) - _broad_tones(first), coarse, interpolation=cv2.INTER_CUBIC)
    low = cv2.resize((opened - sharp) * tones, size, interpolation=cv2.INTER_LINEAR)
    weight = cv2.resize(1 - sharp, size, interpolation=cv2.INTER_LINEAR)
    out = np.empty(first.shape, np.uint8)
    blend_bands(first.ravel(), last.ravel(), (weight.ravel(), low.ravel()), out.ravel())
    return out


def _broad_tones(plane: Plane) -> Field:
    height, width = plane.shape
    size = (max(width // _TONES, 4), max(height // _TONES, 4))
    tones: Field = cv2.GaussianBlur(
        cv2.resize(plane, size, interpolation=cv2.INTER_AREA).astype(np.float32), (0, 0), 1.5
    )
    return tones
