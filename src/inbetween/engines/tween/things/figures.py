"""Step 5: things without texture: a ball, a letter, the moon.

They give no keypoints, and dense flow tears them. But where two pictures share their background, what differs is the
things themselves, once in each picture. Each is cut out, found again by colour and shape, and its similarity follows
from the moments of both outlines; it then is a layer like any other.
"""

import cmath
import math
from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.geometry import Mask, Model, carry, model_flow, outside, sample
from inbetween.engines.tween.match.camera import Camera
from inbetween.engines.tween.match.matching import Matches
from inbetween.engines.tween.things.cutouts import cut_out, differing
from inbetween.engines.tween.things.layers import Layer
from inbetween.engines.tween.things.sliding import cut_out_sliding
from inbetween.pixels.compare import colour_distance

_LARGEST = 0.5
_SMALLEST = 0.001
"""Shares of the frame: more than this differs and there is no common background; less is no thing."""

_MOST = 10
_ENOUGH = 0.6
_SAME_COLOUR, _SAME_LOOK, _SAME_SHAPE = 30.0, 10.0, 0.75
_BETTER = 0.5
"""How much less the pictures must differ under a thing's own motion than under the camera's. Things that move leave .01
to .15 of it; what differs because it was magnified, such as windows that a camera pushes into, .9 to 1.1."""

_LARGEST_GROWTH = 16.0
_ELONGATED = 1.2
_SPACING = 6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Figure:
    """A thing cut out of one picture: its mask, area in pixels, mean colour, centre, and long axis (half turn)."""

    mask: Mask
    area: int
    colour: NDArray[np.float64]
    centre: complex
    axis: float | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Figures:
    """The things that both pictures show, as layers, and how much of all that differs they explain (0..1)."""

    layers: list[Layer]
    explained: float


def find_figures(first: Rgb, last: Rgb, camera: Camera) -> Figures:
    """Cut things out of two pictures of one background and find each again in the other.

    Args:
        first: the first work copy.
        last: the last one, in the light of the first.
        camera: what carries the background of the first onto that of the last.
    """
    there = model_flow(camera.model, *first.shape[:2])
    aligned = sample(last, there)
    differs = differing(first, aligned, outside(there))
    if not _SMALLEST < float(differs.mean()) < _LARGEST:
        return Figures(layers=[], explained=float(differs.mean() <= _SMALLEST))
    figures = _found(first, aligned, cut_out(first, aligned, differs), camera)
    if figures.explained >= _ENOUGH:
        return figures
    masks = cut_out_sliding(first, aligned, differs)
    return figures if masks is None else _found(first, aligned, masks, camera)


def _found(first: Rgb, aligned: Rgb, masks: tuple[Mask, Mask], camera: Camera) -> Figures:
    """Pair what was cut out of both pictures."""
    before, after = list(_figures(first, masks[0])), list(_figures(aligned, masks[1]))
    pairs = _paired(before, after, (first, aligned))
    total = sum(figure.area for figure in (*before, *after))
    found = sum(one.area + other.area for one, other, _ in pairs)
    return Figures(
        layers=[_as_layer(one, other, model, camera) for one, other, model in pairs],
        explained=found / total if total else 0.0,
    )


def _figures(picture: Rgb, mask: Mask) -> Iterator[Figure]:
    """Yield the pieces of a mask that are large enough to be things, the largest first."""
    _, pieces, statistics, centres = cv2.connectedComponentsWithStats(mask)
    areas = statistics[1:, cv2.CC_STAT_AREA]
    for number in (np.argsort(-areas, kind="stable")[:_MOST] + 1).tolist():
        area = int(areas[number - 1])
        if area < _SMALLEST * mask.size:
            break
        own = (pieces == number).astype(np.uint8)
        yield Figure(
            mask=own,
            area=area,
            colour=np.array(cv2.mean(picture, own)[:3]),
            centre=complex(*centres[number]),
            axis=_axis(own),
        )


def _axis(mask: Mask) -> float | None:
    """Return the angle of the long axis, or ``None`` for what has none."""
    moments = cv2.moments(mask, binaryImage=True)
    spread = math.hypot(2 * moments["mu11"], moments["mu20"] - moments["mu02"])
    total = moments["mu20"] + moments["mu02"]
    if total + spread < _ELONGATED**2 * (total - spread):
        return None
    return 0.5 * math.atan2(2 * moments["mu11"], moments["mu20"] - moments["mu02"])


def _paired(before: list[Figure], after: list[Figure], pictures: tuple[Rgb, Rgb]) -> list[tuple[Figure, Figure, Model]]:
    """Pair figures of both pictures, best look first, each at most once."""
    fits = []
    for one in range(len(before)):
        for other in range(len(after)):
            fit = _fit(before[one], after[other], pictures)
            if fit is not None:
                fits.append((fit[0], one, other, fit[1]))
    pairs = []
    taken: set[tuple[str, int]] = set()
    for _, one, other, model in sorted(fits, key=lambda fit: fit[:3]):
        if ("before", one) not in taken and ("after", other) not in taken:
            taken |= {("before", one), ("after", other)}
            pairs.append((before[one], after[other], model))
    return pairs


def _fit(one: Figure, other: Figure, pictures: tuple[Rgb, Rgb]) -> tuple[float, Model] | None:
    """Return the mean difference in levels and the similarity that carries ``one`` onto ``other``, if any does."""
    ratio = other.area / one.area
    if not 1 / _LARGEST_GROWTH < ratio < _LARGEST_GROWTH or np.abs(one.colour - other.colour).mean() > _SAME_COLOUR:
        return None
    tried = [_judged(one, other, model, pictures) for model in _models(one, other)]
    # A thing that grew in its place covers itself; what it covers besides tells.
    stayed = max(_difference(figure, pictures) for figure in (one, other))
    good = [fit for fit in tried if fit[0] < min(_SAME_LOOK, _BETTER * stayed)]
    return min(good, key=lambda fit: fit[0]) if good else None


def _difference(figure: Figure, pictures: tuple[Rgb, Rgb]) -> float:
    """Return by how many levels two aligned pictures differ within a figure."""
    left, top, width, height = cv2.boundingRect(figure.mask)
    window = np.s_[top : top + height, left : left + width]
    return float(colour_distance(pictures[0][window], pictures[1][window])[figure.mask[window] > 0].mean())


def _models(one: Figure, other: Figure) -> Iterator[Model]:
    """Yield similarities that agree with area, centre and, either way round, the long axis."""
    scale = math.sqrt(other.area / one.area)
    angles = [0.0]
    if one.axis is not None and other.axis is not None:
        angles += [other.axis - one.axis, other.axis - one.axis + math.pi]
    for angle in angles:
        turn = cmath.rect(scale, angle)
        shift = other.centre - turn * one.centre
        yield np.array([[turn.real, -turn.imag, shift.real], [turn.imag, turn.real, shift.imag], [0, 0, 1]])


def _judged(one: Figure, other: Figure, model: Model, pictures: tuple[Rgb, Rgb]) -> tuple[float, Model]:
    """Return how much ``one`` differs from ``other`` under a model (infinite if their shapes do), and the model."""
    left, top, width, height = cv2.boundingRect(one.mask)
    window = np.s_[top : top + height, left : left + width]
    seen = (model @ np.array([[1, 0, left], [0, 1, top], [0, 0, 1]]))[:2]
    back = cv2.WARP_INVERSE_MAP | cv2.INTER_LINEAR
    shape = cv2.warpAffine(other.mask * 255, seen, (width, height), flags=back) > 127
    own = one.mask[window] > 0
    # What of the other one falls outside the window counts against it too.
    missed = own.sum() - (shape & own).sum() + max(other.area / abs(np.linalg.det(model)) - (shape & own).sum(), 0)
    if missed > (1 - _SAME_SHAPE) * (missed + (shape & own).sum()):
        return math.inf, model
    looks = cv2.warpAffine(pictures[1], seen, (width, height), flags=back, borderMode=cv2.BORDER_REPLICATE)
    return float(colour_distance(pictures[0][window], looks)[own].mean()), model


def _as_layer(one: Figure, other: Figure, model: Model, camera: Camera) -> Layer:
    """Return the layer of a thing: outlines with their half-covered rims, and points all over it as its matches.

    ``model`` leads to ``other`` as it is seen from the first frame; ``camera`` leads on to the last frame.
    """
    whole = camera.model @ model
    core = cv2.erode(one.mask, np.ones((3, 3), np.uint8))
    rows, columns = np.nonzero(core if core.any() else one.mask)
    on_grid = (rows % _SPACING == 0) & (columns % _SPACING == 0)
    chosen = on_grid if on_grid.any() else np.ones(len(rows), np.bool_)
    points = np.stack([columns[chosen], rows[chosen]], 1).astype(np.float32)
    turns = np.full(len(points), complex(whole[0, 0], whole[1, 0]), np.complex64)
    rim = np.ones((7, 7), np.uint8)
    there = sample(other.mask, model_flow(camera.inverse, *other.mask.shape), nearest=True, zero_outside=True)
    return Layer(
        model=whole,
        matches=Matches(first=points, last=carry(whole, points), turns=turns),
        outlines=(cv2.dilate(one.mask, rim), cv2.dilate(there, rim)),
    )
