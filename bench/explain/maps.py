"""What the engine decides for every pixel: candidates, the pick, labels, flow, visibility, weight."""

import cv2
import numpy as np

from bench.explain import paper
from inbetween.engines.tween.geometry import length, model_flow
from inbetween.engines.tween.motion.visibility import find_seen, splat_weight

_DENSE = (("camera + dense", paper.SKY), ("plain dense", paper.GREEN), ("matches + dense", paper.YELLOW))
_TILES = 3


def candidates(example):
    """Show every candidate's flow for frame 0."""
    largest = _largest(example.flows.first)
    tiles = []
    for (name, _), candidate in zip(_names(example.choice), example.choice.candidates, strict=True):
        colours = paper.flow_colours(candidate.flow, largest)
        seen = np.full_like(colours, 225)
        seen[candidate.box] = colours[candidate.box]
        tiles.append((seen, name))
    tiles[0] = (_with_wheel(tiles[0][0], largest), tiles[0][1])
    rows = [paper.row(*_filled(tiles[start : start + _TILES])) for start in range(0, len(tiles), _TILES)]
    return paper.page(
        *rows, paper.text("hue: where to; the paler, the slower. A layer is asked only near its matches.", size=14)
    )


def pick(example):
    """Show which candidate each pixel of frame 0 chose, and at what cost."""
    choice = example.choice
    names = _names(choice)
    colours = np.array([colour for _, colour in names], np.uint8)
    shares = np.bincount(choice.index.ravel(), minlength=len(names)) / choice.index.size
    drawn = cv2.addWeighted(colours[choice.index], 0.75, paper.faded(example.evidence.first, 0), 0.25, 0)
    return paper.page(
        paper.row(
            (drawn, "the candidate that each pixel chose"),
            (paper.heat(choice.cost / 15), "what that costs (the camera's is capped)"),
        ),
        paper.legend(*((colour, f"{name}: {share:.0%}") for (name, colour), share in zip(names, shares, strict=True))),
        paper.scale("0", "15 and more", "cost, in levels of colour and gradient"),
    )


def labels(example):
    """Show the layers as the pick left them, and as the labels do, around each of them."""
    dense = len(example.choice.candidates) - len(example.findings.layers)
    raw = np.where(example.choice.index >= dense, example.choice.index - (dense - 1), 0)
    tiles = []
    for number, layer in enumerate(example.findings.layers[:2], start=1):
        window = _around(layer.matches.first, example.evidence.size)
        for title, found in (("as picked", raw), ("made whole", example.flows.labels_first)):
            tiles.append((_tinted(example.evidence.first, found)[window], f"layer {number}, {title}"))
    return paper.page(paper.row(*tiles)) if tiles else paper.page(paper.row((example.first, "no layer was found")))


def flow(example):
    """Show the flow of both frames."""
    largest = _largest(example.flows.first)
    first, last = (paper.flow_colours(flow, largest) for flow in (example.flows.first, example.flows.last))
    trust = example.trust
    return paper.page(
        paper.row(
            (_with_wheel(first, largest), "frame 0: where each pixel goes"),
            (last, "frame 1: where each pixel comes from, so the hues are opposite"),
        ),
        paper.text(
            f"{trust.explained:.0%} of the pixels that stay in the frame lead back to themselves and to their own"
            f" colour; median difference {trust.difference:.1f} levels",
        ),
    )


def visibility(example):
    """Show the visibility of both frames, and how much the pixels of frame 0 weigh."""
    (first, weights), (last, _) = _seen(example, here=0), _seen(example, here=1)
    weight = np.log10(np.maximum(weights, 1e-4))
    low, high = float(weight.min()), float(weight.max())
    return paper.page(
        paper.row(
            (paper.heat(first.visibility), "frame 0: does frame 1 see it?"),
            (paper.heat(last.visibility), "frame 1: did frame 0 see it?"),
            (paper.heat((weight - low) / max(high - low, 1e-6)), "frame 0: weight where several land"),
        ),
        paper.scale("0", "1", "visibility"),
        paper.scale(f"{10**low:.1g}", f"{10**high:.1g}", "weight, logarithmic"),
    )


def _seen(example, *, here):
    """Judge and weigh the pixels of a frame as ``inbetween.engines.tween.motion.compose`` does."""
    lit, flows = example.lit, example.flows
    sides = [(lit.first, flows.first, flows.labels_first), (lit.last, flows.last, flows.labels_last)]
    (picture, flow, labels), (there, back, _) = sides[here], sides[1 - here]
    model = lit.camera.inverse if here else lit.camera.model
    own_motion = length(flow - model_flow(model, *flow.shape[:2]))
    seen = find_seen(picture, there, flow=flow, back=back, own_motion=own_motion)
    return seen, splat_weight(seen, own_motion, labels, flows.ranks, rigid=lit.camera.rigid)


def _names(choice):
    """Return name and colour of each candidate."""
    dense = iter(_DENSE)
    layers = iter(enumerate(paper.LAYERS, start=1))
    return [_name(candidate, dense, layers) for candidate in choice.candidates]


def _name(candidate, dense, layers):
    if candidate.camera:
        return "camera", paper.CAMERA
    if candidate.far is None:
        return next(dense, ("dense", paper.DIM))
    number, colour = next(layers)
    return f"layer {number}", colour


def _filled(tiles):
    blank = np.full_like(tiles[0][0], 255)
    return tiles + [(blank, "")] * (_TILES - len(tiles))


def _largest(flow):
    return float(np.ceil(np.percentile(length(flow), 99) / 10) * 10)


def _with_wheel(picture, largest):
    grown, _ = paper.enlarged(picture, 640)
    return paper.placed(grown, paper.wheel(largest), corner=(1, 1))


def _around(points, size):
    """Return a square window round points, within the frame."""
    height, width = size
    (left, top), (right, bottom) = points.min(0), points.max(0)
    half = int(min(max(right - left, bottom - top) * 0.5 + 0.05 * width, height / 2 - 1))
    x = int(np.clip((left + right) / 2, half, width - half))
    y = int(np.clip((top + bottom) / 2, half, height - half))
    return np.s_[y - half : y + half, x - half : x + half]


def _tinted(picture, labels):
    tinted = paper.faded(picture, 0.35)
    for number in np.unique(labels[labels > 0]):
        own = labels == number
        colour = np.array(paper.LAYERS[number - 1], np.float32)
        tinted[own] = (0.35 * picture[own] + 0.65 * colour).astype(np.uint8)
    return tinted
