"""The flow of every pixel of both frames, and which layer each belongs to: candidates, pick, labels."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.flow.bending import add_bending_layer
from inbetween.engines.tween.flow.candidates import Candidate, dense_candidates, layer_candidate
from inbetween.engines.tween.flow.labels import Labelling, complete_layers, labels, settle_background
from inbetween.engines.tween.flow.orphans import adopt_orphans, find_orphans
from inbetween.engines.tween.flow.pick import Choice, View, pick
from inbetween.engines.tween.flow.regrow import regrow
from inbetween.engines.tween.flow.rims import refine_rims
from inbetween.engines.tween.flow.standing import hold_still
from inbetween.engines.tween.geometry import Flow, Mask, Model, Points, model_flow
from inbetween.engines.tween.match.camera import Camera
from inbetween.engines.tween.match.evidence import Evidence, Findings, grey
from inbetween.engines.tween.motion.order import ranks
from inbetween.engines.tween.steps import Steps
from inbetween.engines.tween.things.layers import Layer


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Flows:
    """Flow and labels of both frames, and the back-to-front rank of each label."""

    first: Flow
    last: Flow
    labels_first: NDArray[np.uint8]
    labels_last: NDArray[np.uint8]
    ranks: NDArray[np.float32]


_Seen: TypeAlias = tuple[Model, Points, Mask | None, tuple[Rgb, Rgb] | None]
"""A layer from one frame: its model to the other, its matches and outline here, both pictures in its own light."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Side:
    """One frame looking at the other: models and matches lead from here to there."""

    view: View
    there: Rgb
    model: Model
    sparse: tuple[Points, Points]
    plain: Flow | None
    layers: list[_Seen]


def find_flows(evidence: Evidence, findings: Findings, steps: Steps) -> Flows:
    """Explain every pixel of both frames."""
    views, chosen = choose(evidence, findings, steps)
    if not evidence.camera.rigid:
        regrow(chosen, views, len(chosen[0].candidates) - len(findings.layers), steps)
    labelling = _labelling(evidence, chosen, len(findings.layers), views, steps=steps)
    complete_layers(labelling)
    refine_rims(labelling, views, steps)
    orphans = find_orphans(labelling, views, steps) if evidence.camera.rigid and labelling.layers else None
    order = ranks(labelling, orphans)
    if orphans is not None:
        adopt_orphans(labelling, orphans, order)
    settle_background(labelling)
    if evidence.camera.rigid and not evidence.camera.moves:
        hold_still(labelling)
    flows = Flows(
        first=labelling.first.flow,
        last=labelling.last.flow,
        labels_first=labels(labelling.first, labelling.dense),
        labels_last=labels(labelling.last, labelling.dense),
        ranks=order,
    )
    steps.done("labels")
    return flows


def choose(evidence: Evidence, findings: Findings, steps: Steps) -> tuple[tuple[View, View], tuple[Choice, Choice]]:
    """Let every pixel of both frames choose for itself; return how the frames see each other, and the choices."""
    camera = evidence.camera
    first, last = _sides(evidence, findings)
    candidates_first, candidates_last = steps.both(lambda side: _candidates(side, camera), first, last)
    steps.done("candidates")
    chosen = steps.both(
        lambda pair: pick(pair[0].view, pair[1], camera.confidence), (first, candidates_first), (last, candidates_last)
    )
    steps.done("pick")
    return (first.view, last.view), chosen


def _sides(evidence: Evidence, findings: Findings) -> tuple[_Side, _Side]:
    pictures, camera, sparse = (evidence.first, evidence.last), evidence.camera, findings.trusted
    plain = findings.plain or (None, None)
    first = _Side(
        view=View(here=pictures[0], there=pictures[1], grey=grey(pictures[0])),
        there=pictures[1],
        model=camera.model,
        sparse=(sparse.first, sparse.last),
        plain=plain[0],
        layers=[_seen(layer, pictures, 0) for layer in findings.layers],
    )
    last = _Side(
        view=View(here=pictures[1], there=pictures[0], grey=grey(pictures[1])),
        there=pictures[0],
        model=camera.inverse,
        sparse=(sparse.last, sparse.first),
        plain=plain[1],
        layers=[_seen(layer, pictures, 1) for layer in findings.layers],
    )
    return first, last


def _seen(layer: Layer, pictures: tuple[Rgb, Rgb], side: int) -> _Seen:
    """Return what the frame called ``side``, 0 or 1, knows of a layer."""
    outline = None if layer.outlines is None else layer.outlines[side]
    lit = None if layer.light is None else layer.light.brightest(*pictures)
    if side == 0:
        return layer.model, layer.matches.first, outline, lit
    return layer.inverse, layer.matches.last, outline, lit and lit[::-1]


def _candidates(side: _Side, camera: Camera) -> list[Candidate]:
    dense = dense_candidates(
        side.view.grey, grey(side.there), camera=camera, model=side.model, sparse=side.sparse, plain=side.plain
    )
    size = (side.view.grey.shape[0], side.view.grey.shape[1])
    return dense + [
        layer_candidate(model, points, size, known=known, pictures=pictures)
        for model, points, known, pictures in side.layers
    ]


def _labelling(
    evidence: Evidence, chosen: tuple[Choice, Choice], layers: int, views: tuple[View, View], *, steps: Steps
) -> Labelling:
    """Put both choices side by side, with one more layer where something bends before a rigid background."""
    camera = evidence.camera
    flows = model_flow(camera.model, *evidence.size), model_flow(camera.inverse, *evidence.size)
    dense = len(chosen[0].candidates) - layers
    longer = add_bending_layer(chosen, flows, views, steps) if camera.rigid else None
    first, last = longer or chosen
    return Labelling(
        first=first,
        last=last,
        camera_first=flows[0],
        camera_last=flows[1],
        dense=dense,
        rigid=camera.rigid,
    )
