"""What the engine sees before it looks at pixels: the pair, its matches, the camera, the light, the layers."""

import cv2
import numpy as np

from bench.explain import paper
from inbetween.engines.tween.geometry import carry, grid, model_flow, outside, sample
from inbetween.engines.tween.match.light import relight
from inbetween.pixels.compare import colour_distance

_DRAWN = 1024
"""Width at which points and arrows are drawn, before a panel shrinks them."""


def pair(example):
    """Show what is given."""
    return paper.page(
        paper.row((example.first, "the first picture"), (example.last, "the last picture")),
    )


def matches(example):
    """Show all matches, then who explains each of them."""
    evidence, found = example.evidence, example.evidence.matches
    every, factor = paper.enlarged(paper.faded(evidence.first), _DRAWN)
    explained = every.copy()
    _tails(every, factor, found, [paper.SKY if clean else paper.RED for clean in evidence.clean])
    _tails(explained, factor, found, [paper.CAMERA if held else paper.BLACK for held in evidence.camera.inliers])
    chips = []
    for number, layer in enumerate(example.findings.layers):
        _tails(explained, factor, layer.matches, [paper.LAYERS[number]] * len(layer.matches))
        chips.append((paper.LAYERS[number], f"layer {number + 1}: {len(layer.matches)}"))
    return paper.page(
        paper.row(
            (every, f"{len(found)} matches; {int(evidence.clean.sum())} go the way of their neighbours"),
            (explained, "who explains them"),
        ),
        paper.legend(
            (paper.SKY, "as its neighbours"),
            (paper.RED, "not as its neighbours"),
            (paper.CAMERA, f"camera: {int(evidence.camera.inliers.sum())}"),
            *chips,
            (paper.BLACK, "nobody"),
        ),
        paper.text("A dot is a point of the first picture; its tail ends where the last picture has it.", size=14),
    )


def camera(example):
    """Show what the camera does, and what it leaves over."""
    evidence = example.evidence
    height, width = evidence.size
    grown, factor = paper.enlarged(paper.faded(evidence.first, 0.35), _DRAWN)
    spots = grid(height, width)[height // 14 :: height // 7, width // 24 :: width // 12].reshape(-1, 2)
    for start, end in zip(spots, carry(evidence.camera.model, spots), strict=True):
        paper.arrow(grown, start * factor, end * factor, paper.CAMERA, thick=2)
    flow = model_flow(evidence.camera.model, height, width)
    left = colour_distance(example.lit.first, sample(example.lit.last, flow))
    left[outside(flow)] = 0
    return paper.page(
        paper.row(
            (grown, f"the camera: a {evidence.camera.kind}, {_said(evidence.camera.model)}"),
            (paper.heat(left / 60), "what still differs once camera and light are taken out"),
        ),
        paper.scale("0", "60 levels and more", "mean difference of the three colours"),
    )


def light(example):
    """Show each picture in the light of the other."""
    if example.analysis.light is None:
        return paper.page(paper.row((example.first, "no change of light was found"), (example.last, "")))
    evening = relight(example.first, example.analysis.light.to_last)
    noon = relight(example.last, example.analysis.light.to_first)
    return paper.page(
        paper.row((example.first, "first, as given"), (evening, "first, in the light of the last")),
        paper.row((noon, "last, in the light of the first"), (example.last, "last, as given")),
    )


def layers(example):
    """Show the outlines of layers in both frames, and which is in front."""
    evidence, flows = example.evidence, example.flows
    sides = []
    for picture, labels in ((evidence.first, flows.labels_first), (evidence.last, flows.labels_last)):
        drawn, factor = paper.enlarged(picture, _DRAWN)
        for number, _ in enumerate(example.findings.layers, start=1):
            outline = paper.outlines(labels == number, factor)
            cv2.drawContours(drawn, outline, -1, paper.BLACK, 8, cv2.LINE_AA)
            cv2.drawContours(drawn, outline, -1, paper.LAYERS[number - 1], 4, cv2.LINE_AA)
        sides.append(drawn)
    chips = [
        (paper.LAYERS[number], f"layer {number + 1}: rank {int(flows.ranks[number + 1])}, {_said(layer.model)}")
        for number, layer in enumerate(example.findings.layers)
    ]
    return paper.page(
        paper.row((sides[0], "layers of frame 0"), (sides[1], "layers of frame 1; the higher rank is in front")),
        paper.legend(*chips),
    )


def _tails(canvas, factor, found, colours):
    """Draw a dot at each match and a tail to where it goes; ``factor`` leads from the work copy to the canvas."""
    for start, end, colour in zip(found.first * factor, found.last * factor, colours, strict=True):
        start, end = (tuple(int(value) for value in np.rint(point)) for point in (start, end))
        cv2.line(canvas, start, end, colour, 2, cv2.LINE_AA)
        cv2.circle(canvas, start, 4, colour, -1, cv2.LINE_AA)


def _said(model):
    angle, growth = np.degrees(np.arctan2(model[1, 0], model[0, 0])), np.hypot(model[0, 0], model[1, 0])
    return f"turns by {abs(angle):.1f}°, grows by {growth:.2f}"
