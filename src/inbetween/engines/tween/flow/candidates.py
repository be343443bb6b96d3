"""Step 6: the flows that may explain a pixel.

The camera alone, the camera with a dense residual, plain dense flow, dense flow from the matches, and each layer.
Dense flow is DIS (Kroeger et al., 2016) with its medium preset; faster presets lose up to 2 dB on cloth.
"""

import threading
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from inbetween.domain.frames import Plane, Rgb
from inbetween.engines.tween.geometry import Field, Flow, Mask, Model, Points, model_flow, sample
from inbetween.engines.tween.match.camera import Camera

_LAYER_BIAS = 0.4
_MARGIN = 0.14
"""Share of the width around a layer's matches within which the layer is considered."""

_SPARSE_STEP = 8


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Candidate:
    """A flow for the rows and columns of ``box``, with ``bias`` added to its cost, in levels.

    ``far`` is the distance in pixels to the nearest match that supports a layer, ``None`` for what is no layer.
    ``camera`` marks the camera's own flow, ``known`` the pixels that are a layer's for certain.
    ``pictures`` are both frames, this one first, in the light of a layer that has its own.
    """

    flow: Flow
    bias: float
    box: tuple[slice, slice]
    far: Field | None = None
    camera: bool = False
    known: Mask | None = None
    pictures: tuple[Rgb, Rgb] | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DenseBiases:
    """The biases of the dense candidates."""

    residual: float
    plain: float
    sparse: float


RIGID = DenseBiases(residual=0.5, plain=1.5, sparse=0.3)
SOFT = DenseBiases(residual=0.3, plain=0.0, sparse=0.3)
STILL = DenseBiases(residual=0.0, plain=0.0, sparse=0.3)
"""A soft scene without common motion: the residual is the plain flow."""


class _Searches(threading.local):
    """The DIS search of a thread and of the size that it saw last.

    A search keeps its buffers: 15.8 ms a flow of 640x358 instead of 19.1, with the same result. They go with the
    threads of the analysis.
    """

    def __init__(self) -> None:
        self._size: tuple[int, ...] = ()

    def sized(self, size: tuple[int, ...]) -> cv2.DISOpticalFlow:
        if size != self._size:
            self._size, self._search = size, cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
        return self._search


_SEARCHES = _Searches()


def dense_flow(here: Plane, there: Plane) -> Flow:
    """Return the DIS flow of two grey pictures."""
    flow: Flow = _SEARCHES.sized(here.shape).calc(here, there, None)
    return flow


def refined(here: Plane, there: Plane, rough: Flow) -> Flow:
    """Return ``rough`` plus the dense flow that remains after warping by it."""
    if not rough.any():
        return dense_flow(here, there)
    residual = dense_flow(here, sample(there, rough))
    flow: Flow = residual + sample(rough, residual)
    return flow


def dense_candidates(
    here: Plane, there: Plane, *, camera: Camera, model: Model, sparse: tuple[Points, Points], plain: Flow | None = None
) -> list[Candidate]:
    """Return the candidates that know no layer.

    Args:
        here: the grey work copy whose pixels are to be explained.
        there: the other one, in the same light.
        camera: what the whole frame does.
        model: its model from ``here`` to ``there``.
        sparse: trusted matches, here and there.
        plain: the dense flow from ``here`` to ``there``, where it is known.
    """
    size = here.shape
    whole = np.s_[0 : size[0], 0 : size[1]]
    moved = model_flow(model, *size)
    travels = float(np.abs(moved).max()) > 1
    biases = RIGID if camera.rigid else SOFT if travels else STILL
    residual = plain if plain is not None and not moved.any() else refined(here, there, moved)
    found = [Candidate(flow=residual, bias=biases.residual, box=whole)]
    if camera.rigid:
        found.insert(0, Candidate(flow=moved, bias=0.0, box=whole, camera=True))
    if travels:
        direct = dense_flow(here, there) if plain is None else plain
        found.append(Candidate(flow=direct, bias=biases.plain, box=whole))
    if len(sparse[0]) >= 12:
        rough = cv2.GaussianBlur(sparse_flow(*sparse, size), (0, 0), 8)
        found.append(Candidate(flow=refined(here, there, rough), bias=biases.sparse, box=whole))
    return found


def sparse_flow(here: Points, there: Points, size: tuple[int, ...]) -> Flow:
    """Extend matches to a flow: of the six nearest, the one nearest to their weighted mean (a cheap median)."""
    height, width = size
    rows, columns = np.mgrid[0:height:_SPARSE_STEP, 0:width:_SPARSE_STEP]
    distances, nearest = cKDTree(here).query(np.stack([columns.ravel(), rows.ravel()], 1), 6)
    weights = 1 / (distances + 4) ** 2
    motions = (there - here)[nearest]
    mean = (motions * weights[..., None]).sum(1) / weights.sum(1)[:, None]
    typical = np.linalg.norm(motions - mean[:, None], axis=2).argmin(1)
    coarse = motions[np.arange(len(motions)), typical].reshape(*rows.shape, 2).astype(np.float32)
    flow: Flow = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_LINEAR)
    return flow


def layer_candidate(
    model: Model, points: Points, size: tuple[int, int], *, known: Mask | None, pictures: tuple[Rgb, Rgb] | None
) -> Candidate:
    """Return the candidate of a layer, given its model from here to there and its matches and outline here."""
    height, width = size
    empty = np.full(size, 255, np.uint8)
    spots = np.round(points).astype(int)
    empty[np.clip(spots[:, 1], 0, height - 1), np.clip(spots[:, 0], 0, width - 1)] = 0
    return Candidate(
        flow=model_flow(model, height, width),
        bias=_LAYER_BIAS,
        box=_around(points, size),
        far=cv2.distanceTransform(empty, cv2.DIST_L2, 3),
        known=known,
        pictures=pictures,
    )


def _around(points: Points, size: tuple[int, int]) -> tuple[slice, slice]:
    height, width = size
    margin = _MARGIN * width
    (left, top), (right, bottom) = points.min(0) - margin, points.max(0) + margin
    rows = slice(int(max(top, 0)), int(min(bottom, height)))
    return rows, slice(int(max(left, 0)), int(min(right, width)))


def is_needed(flow: Flow, here: Points, there: Points) -> NDArray[np.bool_]:
    """Say which matches ``flow`` misses by more than 3 pixels."""
    height, width = flow.shape[:2]
    rows = np.clip(here[:, 1].astype(int), 0, height - 1)
    columns = np.clip(here[:, 0].astype(int), 0, width - 1)
    missed: NDArray[np.bool_] = np.linalg.norm(flow[rows, columns] - (there - here), axis=1) > 3
    return missed
