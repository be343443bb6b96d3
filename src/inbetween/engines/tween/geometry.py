"""Points, models and flows.

A point is (x, y) in pixels, pixel centres at whole numbers. A model is a 3x3 matrix that carries points of one frame
to the other. A flow is (height, width, 2) float32: where each pixel is in the other frame, minus where it is here.
"""

import math
from functools import lru_cache
from typing import Any, TypeAlias, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

Points: TypeAlias = NDArray[np.float32]
"""(n, 2) float32, x before y."""

Model: TypeAlias = NDArray[np.float64]
"""(3, 3) float64; the last row is 0 0 1 unless it is a homography."""

Flow: TypeAlias = NDArray[np.float32]
"""(height, width, 2) float32, in pixels of its own grid."""

Field: TypeAlias = NDArray[np.float32]
"""(height, width) float32."""

Mask: TypeAlias = NDArray[np.uint8]
"""(height, width) uint8, 0 or 1."""


_Value = TypeVar("_Value", bound=np.generic)

STRIDE = 2
"""Of which pixels one is looked at where flows are judged over areas: dense flow itself knows no finer grid."""


@lru_cache(maxsize=4)
def grid(height: int, width: int) -> Flow:
    """Return the position of every pixel, (height, width, 2); shared by all threads, and so read-only.

    A pair asks for two or three sizes, its work copies', half of that, and its field's. More than a few would stay
    with a child that renders frames of all sizes: up to 6 MB each.
    """
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    places = np.dstack([x, y])
    places.flags.writeable = False
    return places


def carry(model: Model, points: Points) -> Points:
    """Return where ``model`` carries ``points`` of shape (..., 2)."""
    if not points.size:
        return points
    carried: Points = cv2.perspectiveTransform(points.reshape(-1, 1, 2).astype(np.float32), model)
    return carried.reshape(points.shape)


def model_flow(model: Model, height: int, width: int) -> Flow:
    """Return the flow of a frame that moves as a whole."""
    here = grid(height, width)
    return carry(model, here) - here


def thinned(values: NDArray[_Value]) -> NDArray[_Value]:
    """Return every ``STRIDE``-th pixel of a frame, of its rows and of its columns."""
    return np.ascontiguousarray(values[::STRIDE, ::STRIDE])


def landing(flow: Flow, stride: int = 1) -> Points:
    """Return where each pixel lands; ``flow`` may be that of every ``stride``-th pixel."""
    here = grid(*flow.shape[:2])
    return here + flow if stride == 1 else cv2.scaleAdd(here, stride, flow)


def sample(image: Any, flow: Flow, *, stride: int = 1, nearest: bool = False, zero_outside: bool = False) -> Any:
    """Read ``image`` of the other frame where each pixel lands; the border is repeated unless ``zero_outside``.

    ``flow`` may be that of every ``stride``-th pixel.
    """
    return cv2.remap(
        image,
        landing(flow, stride),
        None,
        cv2.INTER_NEAREST if nearest else cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT if zero_outside else cv2.BORDER_REPLICATE,
    )


def outside(flow: Flow) -> NDArray[np.bool_]:
    """Say of each pixel whether it leaves the frame."""
    return beyond(grid(*flow.shape[:2]) + flow, *flow.shape[:2])


def beyond(points: Points, height: int, width: int) -> NDArray[np.bool_]:
    """Say of each point (..., 2) whether it lies outside a frame of the given size."""
    if not points.size:
        return np.zeros(points.shape[:-1], np.bool_)
    inside = cv2.inRange(points.reshape(-1, 1, 2), (0, 0), (width - 1, height - 1))
    result: NDArray[np.bool_] = (inside == 0).reshape(points.shape[:-1])
    return result


def length(flow: Flow) -> Field:
    """Return the length of each vector in pixels."""
    result: Field = cv2.magnitude(*cv2.split(flow))
    return result


def round_trip(here: Flow, there: Flow, stride: int = 1) -> Field:
    """Return how far a pixel ends from its start when it goes by ``here`` and comes back by ``there``, in pixels.

    ``here`` may be the flow of every ``stride``-th pixel.
    """
    return length(here + sample(there, here, stride=stride))


def model_distance(model: Model, first: Points, last: Points) -> NDArray[np.float32]:
    """Return how far ``model`` misses each match, in pixels."""
    missed: NDArray[np.float32] = np.linalg.norm(carry(model, first) - last, axis=1).astype(np.float32)
    return missed


def model_scale(model: Model) -> float:
    """Return the magnification of a similarity."""
    return math.hypot(model[0, 0], model[1, 0])


def coverage(points: Points, height: int, width: int) -> float:
    """Return the share (0..1) of the cells of an 8x5 grid that hold a point."""
    column = np.clip(points[:, 0] * 8 / width, 0, 7).astype(int)
    row = np.clip(points[:, 1] * 5 / height, 0, 4).astype(int)
    return len(set(zip(column.tolist(), row.tolist(), strict=True))) / 40


def rescaled(model: Model, scaling: Model) -> Model:
    """Return ``model`` in the coordinates that ``scaling`` leads to."""
    result: Model = scaling @ model @ np.linalg.inv(scaling)
    return result


def resizing(width_ratio: float, height_ratio: float) -> Model:
    """Return the map of pixel centres from a grid to its resized copy, as ``cv2.resize`` understands it.

    x' = (x + .5) k - .5; without the half pixels zooms and rotations lose up to 1 dB.
    """
    x, y = width_ratio, height_ratio
    return np.array([[x, 0, (x - 1) / 2], [0, y, (y - 1) / 2], [0, 0, 1]], np.float64)


def fill_holes(flow: Flow, known: Field) -> Flow:
    """Extend a flow from where ``known`` (0..1) is set to everywhere, smoothly, by a pyramid of weighted means."""
    weighted, weights = [cv2.multiply(flow, _for_each_of(flow, known))], [known]
    while min(weights[-1].shape) > 4:
        weighted.append(cv2.pyrDown(weighted[-1]))
        weights.append(cv2.pyrDown(weights[-1]))
    filled: Flow = weighted[-1] / np.maximum(weights[-1], np.float32(1e-6))[..., None]
    for level, weight in zip(weighted[-2::-1], weights[-2::-1], strict=True):
        coarse = cv2.resize(filled, (weight.shape[1], weight.shape[0]), interpolation=cv2.INTER_LINEAR)
        trust: Field = np.clip(weight * 4, 0, 1)
        gain = np.asarray(trust / np.maximum(weight, np.float32(1e-6)), np.float32)
        filled = cv2.multiply(level, _for_each_of(level, gain))
        cv2.accumulateProduct(coarse, _for_each_of(level, 1 - trust), filled)
    return filled


def _for_each_of(vectors: Flow, factors: Field) -> Flow:
    """Return a factor for every channel: OpenCV multiplies so in a quarter of the time that broadcasting takes."""
    repeated: Flow = cv2.merge([factors] * vectors.shape[2])
    return repeated
