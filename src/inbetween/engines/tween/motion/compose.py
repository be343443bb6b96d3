"""Steps 10 to 12: flows become the ``Motion`` that frames are drawn from."""

from dataclasses import replace

import numpy as np

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.draw.kernels import SmoothPath
from inbetween.engines.tween.flow.flows import Flows
from inbetween.engines.tween.geometry import Flow, Mask, Model, carry, grid, length, model_flow, rescaled
from inbetween.engines.tween.match.camera import Camera
from inbetween.engines.tween.motion.fields import (
    Motion,
    Scaling,
    SplatSide,
    camera_path,
    scaling_of,
    smooth_terms,
    splat_boxes,
    splatted,
)
from inbetween.engines.tween.motion.order import centre
from inbetween.engines.tween.motion.paths import LayerPath
from inbetween.engines.tween.motion.simpler import UNDECIDED, straightness
from inbetween.engines.tween.motion.smooth import Residuals, find_residuals
from inbetween.engines.tween.motion.tears import find_tears, near_tears
from inbetween.engines.tween.motion.visibility import find_edges, find_seen, smooth_share, splat_weight
from inbetween.engines.tween.steps import Steps
from inbetween.engines.tween.things.layers import Layer

_ALIGNED_FEATHER = 0.1


def compose(
    pictures: tuple[Rgb, Rgb], camera: Camera, *, layers: list[Layer], flows: Flows, feather: float, steps: Steps
) -> Motion:
    """Build the motion of a related pair.

    Args:
        pictures: the work copies in one light, or their clean plates where things are cut out.
        camera: what the whole frame does.
        layers: what moves on its own.
        flows: the flow and the labels of both frames.
        feather: over which share of the width a frame fades out towards its border.
        steps: told when the fields are done.
    """
    height, width = flows.first.shape[:2]
    scaling = scaling_of(height, width)
    model, path = camera_path(camera, scaling)
    residuals = find_residuals(camera, flows.first, flows.last)
    judging = steps.begin(lambda last: _side(pictures, camera, flows, residuals, last=last), False, True)
    forward, back, back_there = map(scaling.flow, (residuals.forward, residuals.back, residuals.back_there))
    if camera.rigid:
        terms = smooth_terms(forward, back, UNDECIDED)
        sides = judging()
    else:
        whole = scaling.flow(flows.first), scaling.flow(flows.last)
        terms = smooth_terms(forward, back, straightness((forward, back_there), whole))
        tears = find_tears(pictures, terms, model)
        sides = _torn_only(judging(), tears, (forward, back_there), model)
    share = scaling.mean(smooth_share(sides[0].flags, sides[1].flags, residuals.landing))
    smooth = SmoothPath(terms=terms, share=np.ascontiguousarray(share, np.float32))
    boxes = splat_boxes(smooth.share, model)
    motion = Motion(
        height=scaling.height,
        width=scaling.width,
        camera=model,
        path=path,
        layers=_layer_paths(layers, flows, scaling),
        smooth=smooth,
        feather=feather,
        splat=boxes
        and steps.both(
            lambda last: splatted(sides[last], scaling, box=boxes[last], camera=model, is_last=last), False, True
        ),
    )
    steps.done("fields")
    return motion


def compose_aligned(camera: Camera, size: tuple[int, int]) -> Motion:
    """Build a motion of the camera alone, for pictures whose colours cannot be compared."""
    scaling = scaling_of(*size)
    model, path = camera_path(camera, scaling)
    still = np.zeros((scaling.height, scaling.width, 2), np.float32)
    return Motion(
        height=scaling.height,
        width=scaling.width,
        camera=model,
        path=path,
        layers=(),
        smooth=SmoothPath(terms=smooth_terms(still, still, UNDECIDED), share=np.ones(still.shape[:2], np.float32)),
        feather=_ALIGNED_FEATHER,
        splat=None,
    )


def _torn_only(
    sides: tuple[SplatSide, SplatSide], tears: Mask, residuals: tuple[Flow, Flow], model: Model
) -> tuple[SplatSide, SplatSide]:
    """Leave edges only where the smooth path would tear; ``residuals`` are those of either frame, on the field grid."""
    here = grid(*tears.shape)
    landed = carry(np.linalg.inv(model).astype(np.float64), here) - here
    half = np.float32(0.5)
    ways = half * residuals[0], landed + half * residuals[1]
    first, last = (
        replace(side, flags=side.flags * near_tears(tears, way, side.flags.shape).astype(np.uint8))
        for side, way in zip(sides, ways, strict=True)
    )
    return first, last


def _side(pictures: tuple[Rgb, Rgb], camera: Camera, flows: Flows, residuals: Residuals, *, last: bool) -> SplatSide:
    """Judge one frame's flow and weigh its pixels."""
    height, width = flows.first.shape[:2]
    if last:
        here, there, flow, back, labels = *pictures[::-1], flows.last, flows.first, flows.labels_last
        model, residual = camera.inverse, residuals.back_there
    else:
        here, there, flow, back, labels = *pictures, flows.first, flows.last, flows.labels_first
        model, residual = camera.model, residuals.forward
    own_motion = length(flow - model_flow(model, height, width))
    seen = find_seen(here, there, flow=flow, back=back, own_motion=own_motion)
    return SplatSide(
        flow=flow,
        visibility=seen.visibility,
        weight=splat_weight(seen, own_motion, labels, flows.ranks, rigid=camera.rigid),
        labels=labels,
        flags=find_edges(seen, labels, residual, rigid=camera.rigid),
    )


def _layer_paths(layers: list[Layer], flows: Flows, scaling: Scaling) -> tuple[LayerPath, ...]:
    """Return the path of each label; one beyond the layers is the bending one's, whose pixels go straight."""
    paths = [_layer_path(layer, number, flows, scaling) for number, layer in enumerate(layers, start=1)]
    return (*paths, LayerPath(turn=1 + 0j, shift=(0.0, 0.0)))


def _layer_path(layer: Layer, number: int, flows: Flows, scaling: Scaling) -> LayerPath:
    masks = (flows.labels_first == number).astype(np.uint8), (flows.labels_last == number).astype(np.uint8)
    middle = carry(scaling.model, centre(masks, layer))
    model = rescaled(layer.model, scaling.model)
    shift = (carry(model, middle) - middle)[0]
    return LayerPath(turn=complex(model[0, 0], model[1, 0]), shift=(float(shift[0]), float(shift[1])))
