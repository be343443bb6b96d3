"""Step 12: everything that frames are drawn from, on the field grid: 320 wide whatever the output is."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.engines.tween.draw.kernels import Course, Matrix, Moment, SmoothPath, Splatted
from inbetween.engines.tween.geometry import (
    Flow,
    Mask,
    Model,
    Points,
    carry,
    grid,
    length,
    model_scale,
    rescaled,
    resizing,
)
from inbetween.engines.tween.match.camera import Camera
from inbetween.engines.tween.motion.paths import CameraPath, HomographyPath, LayerPath, SimilarityPath
from inbetween.engines.tween.motion.smooth import find_bends

WIDTH = 320

_INDEPENDENT = 0.02
"""Share of the width beyond which a thing moves on its own and no longer follows the camera's arc."""

_SHARPEST = 0.25
_MARGIN = 0.03


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Motion:
    """The motion of a pair on a grid of ``height`` x ``width``.

    ``smooth`` is the path of all that moves without an edge; ``splat`` holds the pixels of both frames that have
    to be carried forward, or nothing where no thing moves on its own. ``feather`` is the share of the width over
    which a frame fades out towards its border where the other one sees on.
    """

    height: int
    width: int
    camera: Model
    path: CameraPath
    layers: tuple[LayerPath, ...]
    smooth: SmoothPath
    feather: float
    splat: tuple[Splatted, Splatted] | None

    @property
    def still(self) -> bool:
        """Whether nothing moves at all."""
        return not (
            self.splat
            or not np.allclose(self.camera, np.eye(3), atol=1e-6)
            or any(term.any() for term in self.smooth.terms)
        )

    def magnifications(self, t: float) -> tuple[float, float]:
        """Return how many times as large as it was given the camera shows either picture at ``t``."""
        now = model_scale(self.path.at(t))
        return now, now / model_scale(self.camera)

    def moment(self, t: float) -> Moment:
        """Return where camera and layers are at ``t``."""
        now = self.path.at(t)
        rows = [(0.0, 0.0, 0.0, 0.0)] + [layer.row(t) for layer in self.layers]
        course = Course(
            t=np.float32(t),
            camera=_values(self.camera),
            now=_values(now),
            now_back=_values(cv2.invert(now)[1]),
            sharpness=np.float32(1 / max(self.feather * self.width, _SHARPEST)),
        )
        return Moment(course, np.array(rows, np.float32))


def _values(model: NDArray[np.floating[Any]]) -> Matrix:
    return tuple(model.astype(np.float32).ravel())


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SplatSide:
    """One frame at work size: its flow, who is seen, how much each pixel weighs, whose it is, and edges."""

    flow: Flow
    visibility: NDArray[np.float32]
    weight: NDArray[np.float32]
    labels: NDArray[np.uint8]
    flags: Mask


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scaling:
    """From the work grid to the field grid."""

    height: int
    width: int
    model: Model

    @property
    def factors(self) -> NDArray[np.float32]:
        """The (x, y) factors of a vector."""
        return np.array([self.model[0, 0], self.model[1, 1]], np.float32)

    def mean(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        """Shrink by area."""
        smaller: NDArray[np.float32] = cv2.resize(values, (self.width, self.height), interpolation=cv2.INTER_AREA)
        return smaller

    def flow(self, flow: Flow) -> Flow:
        """Shrink a flow without an edge, its vectors with it."""
        smaller: Flow = cv2.transform(self.mean(flow), np.diag(self.factors))
        return smaller

    def nearest(self, values: NDArray[np.generic]) -> NDArray[np.float32]:
        """Shrink without mixing what belongs to different things."""
        smaller: NDArray[np.float32] = cv2.resize(
            values, (self.width, self.height), interpolation=cv2.INTER_NEAREST_EXACT
        )
        return smaller


def scaling_of(height: int, width: int) -> Scaling:
    """Return the way from a work copy of the given size to its field."""
    field_width = min(WIDTH, width)
    field_height = max(round(height * field_width / width), 1)
    return Scaling(height=field_height, width=field_width, model=resizing(field_width / width, field_height / height))


def camera_path(camera: Camera, scaling: Scaling) -> tuple[Model, CameraPath]:
    """Return the camera's model on the field grid, and its path from rest to there."""
    model = rescaled(camera.model, scaling.model)
    if camera.kind == "homography":
        return model, HomographyPath(model=model, width=scaling.width, height=scaling.height)
    centre = np.array([(scaling.width - 1) / 2, (scaling.height - 1) / 2], np.float32)
    return model, SimilarityPath(model=model, centre=centre)


def smooth_terms(forward: Flow, back: Flow, straightness: float) -> tuple[NDArray[np.float32], ...]:
    """Return the smooth path of residuals on the field grid by powers of t, (height, width, 4) each.

    It is t back to frame 0, (1-t) forward to frame 1, and t (1-t) of the bends.
    """
    bends = find_bends(forward, back, straightness)
    constant, linear = np.dstack([np.zeros_like(forward), forward]), np.dstack([back, -forward])
    terms = [constant, linear + bends, -bends] if bends.size else [constant, linear]
    return tuple(np.ascontiguousarray(term, np.float32) for term in terms)


def splatted(side: SplatSide, scaling: Scaling, *, box: NDArray[np.int32], camera: Model, is_last: bool) -> Splatted:
    """Bring one frame's pixels to the field grid, where ``camera`` is the camera's model."""
    flow = scaling.nearest(side.flow) * scaling.factors
    worth = np.dstack([scaling.nearest(values) for values in (side.visibility, side.weight, side.flags)])
    labels = scaling.nearest(side.labels).astype(np.uint8)
    beyond = beyond_camera(flow, camera, is_last=is_last)
    return to_splat(np.dstack([flow, beyond, worth]), labels, box)


def beyond_camera(flow: Flow, camera: Model, *, is_last: bool) -> NDArray[np.float32]:
    """Return, (height, width, 3), how far each pixel moves beyond the camera (x, y), as frame 0 sees it, and how
    independent of it that is, 0..1."""
    here = grid(*flow.shape[:2])
    first, last = (here + flow, here) if is_last else (here, here + flow)
    residual = carry(np.linalg.inv(camera).astype(np.float64), last) - first
    own = length(residual) / np.float32(_INDEPENDENT * flow.shape[1]) - np.float32(0.5)
    return np.dstack([residual, np.clip(own, 0, 1)])


def to_splat(carried: NDArray[np.float32], labels: NDArray[np.uint8], box: NDArray[np.int32]) -> Splatted:
    """Lay out those pixels of one frame, (height, width, 8), that lie in a box, and list those of layers and edges.

    Without all the others between them the kernels place them in half the time.
    """
    rows, columns = slice(*box[:2]), slice(*box[2:])
    own, planes = np.ascontiguousarray(labels[rows, columns]), carried[rows, columns].transpose(2, 0, 1)
    things, edges = (np.ascontiguousarray(np.argwhere(values > 0), np.int32) for values in (own, planes[7]))
    return Splatted(carried=np.ascontiguousarray(planes, np.float32), labels=own, box=box, things=things, edges=edges)


def splat_boxes(share: NDArray[np.float32], camera: Model) -> tuple[NDArray[np.int32], NDArray[np.int32]] | None:
    """Return the boxes (top, bottom, left, right) of either frame that need splatting; ``None`` where none does."""
    rows, columns = np.nonzero(share < 0.98)
    if rows.size <= 0.002 * share.size:
        return None
    top, bottom, left, right = rows.min(), rows.max(), columns.min(), columns.max()
    corners = np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32)
    return _box(corners, share.shape), _box(carry(camera, corners), share.shape)


def _box(corners: Points, shape: tuple[int, ...]) -> NDArray[np.int32]:
    height, width = shape
    margin = _MARGIN * width
    (left, top), (right, bottom) = corners.min(0) - margin, corners.max(0) + margin + 1
    limits = [(top, height), (bottom, height), (left, width), (right, width)]
    return np.array([int(min(max(value, 0), limit)) for value, limit in limits], np.int32)
