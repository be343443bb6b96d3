"""How a frame is drawn: where it reads both pictures, how much of each, and how near that is to the truth."""

from itertools import pairwise

import cv2
import numpy as np

from bench.explain import paper
from bench.explain.example import SEED, ends
from bench.quality import films
from inbetween.engines.tween.canvas import Brush, prepare_planes
from inbetween.engines.tween.engine import prepare_draws
from inbetween.engines.tween.geometry import carry, grid
from inbetween.engines.tween.paths import SimilarityPath
from inbetween.pixels.colour import rgb_to_yuv420, yuv420_to_rgb
from inbetween.pixels.compare import colour_distance, psnr

_HALF = 0.5
_CELLS = 10
"""Cells of the field between two lines of the mesh that is drawn."""

_DRAWN = 1024
_NOBODY = 255
_UNREAD = 0.1
"""Weight below which a picture is as good as not read."""

_AMPLIFIED = 4


def field(example):
    """Show where the frame half-way reads each picture, how much of the first it takes, and the frame."""
    values = _brush(example).field(_HALF)
    first = _mesh(example.first, values[0:2], example.flows.labels_first, values[4] > _UNREAD)
    last = _mesh(example.last, values[2:4], example.flows.labels_last, values[4] < 1 - _UNREAD)
    owners = enumerate(paper.LAYERS[: len(example.findings.layers)], start=1)
    return paper.page(
        paper.row((first, "t = .5 reads the first picture here,"), (last, "the last picture here,")),
        paper.row((paper.heat(values[4]), "gives the first this weight,"), (_drawn(example), "and this is drawn")),
        paper.legend((paper.CAMERA, "camera"), *((colour, f"layer {number}") for number, colour in owners)),
        paper.scale("0: the last alone", "1: the first alone", "weight of the first picture"),
        paper.text(f"The mesh is every {_CELLS}th line of a field of {values.shape[2]} x {values.shape[1]}.", size=14),
    )


def ways(example):
    """Show where camera and layers are on their way, and what is splatted."""
    share = paper.heat(np.ascontiguousarray(example.analysis.motion.smooth.share))
    numbers = ((colour, f"layer {number}") for number, colour in _numbered(example))
    return paper.page(
        paper.row(
            (_stations(example), "outlines at t = 0, .25, .5, .75, 1"), (share, "share of the smooth path, on frame 0")
        ),
        paper.legend(*numbers, (paper.DIM, "the first picture's border")),
        paper.scale("0: splatted", "1: read along the smooth path", "share"),
    )


def middle(example):
    """Show the drawn frame half-way beside the truth, and what two simple methods make of the pair."""
    truth = example.scene.frame(_HALF)
    drawn = _drawn(example)
    flows = films.dense_flows(example.first, example.last)
    dense = films.dis_target(example.first, example.last, flows, _HALF)
    dissolve = films.dissolve(example.first, example.last, _HALF)
    return paper.page(
        paper.row((drawn, "drawn, t = .5"), (truth, "the truth"), _difference(drawn, truth)),
        paper.row(
            (dense, f"dense flow alone: {_quality(dense, truth)}"),
            (dissolve, f"a dissolve: {_quality(dissolve, truth)}"),
            _difference(dense, truth, "difference of dense flow"),
        ),
        paper.scale("0", f"{255 // _AMPLIFIED} levels and more", "difference to the truth"),
    )


def limits(scenes):
    """Show, of each scene by its caption, the drawn frame half-way, the truth, and the difference."""
    rows = []
    for caption, scene in scenes.items():
        truth = scene.frame(_HALF)
        (frame,), _ = films.at_times(*ends(scene), [_HALF])
        drawn = yuv420_to_rgb(frame)
        rows.append(paper.row((drawn, caption), (truth, "the truth"), _difference(drawn, truth)))
    return paper.page(*rows, paper.scale("0", f"{255 // _AMPLIFIED} levels and more", "difference to the truth"))


def _brush(example):
    return Brush(prepare_planes(example.first, example.last, example.analysis.light), example.analysis.motion)


def _drawn(example):
    draw = prepare_draws(example.analysis, example.first, example.last, SEED)[0]
    return yuv420_to_rgb(draw(_HALF))


def _difference(drawn, truth, name="difference"):
    levels = colour_distance(drawn, truth)
    return paper.heat(levels * _AMPLIFIED / 255), f"{name}: {_quality(drawn, truth)}"


def _quality(drawn, truth):
    return f"{psnr(rgb_to_yuv420(drawn).y, rgb_to_yuv420(truth).y):.1f} dB"


def _numbered(example):
    return list(enumerate(paper.LAYERS[: len(example.findings.layers)], start=1))


def _mesh(picture, displaced, labels, read):
    """Draw the lines of the field where they read a picture, in the colours of what they read."""
    drawn, _ = paper.enlarged(paper.faded(picture, 0.35), _DRAWN)
    height, width = read.shape
    places = grid(height, width) + np.dstack(list(displaced))
    owners = _owners(labels, places)
    owners[~read] = _NOBODY
    places = (places + 0.5) * np.float32([drawn.shape[1] / width, drawn.shape[0] / height]) - 0.5
    rows = zip(places[_CELLS // 2 :: _CELLS], owners[_CELLS // 2 :: _CELLS], strict=True)
    columns = zip(places.swapaxes(0, 1)[_CELLS // 2 :: _CELLS], owners.T[_CELLS // 2 :: _CELLS], strict=True)
    for line, owner in (*rows, *columns):
        for start, end in _runs(line, owner, 3 * drawn.shape[1] / width):
            colour = paper.LAYERS[owner[start] - 1] if owner[start] else paper.CAMERA
            cv2.polylines(drawn, [np.rint(line[start:end]).astype(np.int32)], False, colour, 2, cv2.LINE_AA)
    return drawn


def _owners(labels, places):
    """Return the label of what each cell of the field reads."""
    small = cv2.resize(labels, places.shape[1::-1], interpolation=cv2.INTER_NEAREST_EXACT)
    return cv2.remap(small, places, None, cv2.INTER_NEAREST, borderMode=cv2.BORDER_CONSTANT)


def _runs(line, owner, furthest):
    """Yield where a line of places goes on without a jump and with one owner."""
    breaks = (np.linalg.norm(np.diff(line, axis=0), axis=1) > furthest) | (np.diff(owner) != 0)
    edges = [0, *(np.flatnonzero(breaks) + 1), len(line)]
    return [(start, end) for start, end in pairwise(edges) if end - start > 1 and owner[start] != _NOBODY]


def _stations(example):
    """Draw the outlines of the layers and of the first picture at five times."""
    motion = example.analysis.motion
    drawn, _ = paper.enlarged(paper.faded(example.scene.frame(_HALF), 0.35), _DRAWN)
    stretch = _DRAWN / motion.width
    corners = np.float32([[0, 0], [motion.width, 0], [motion.width, motion.height], [0, motion.height]])
    colours = {
        layer.model.tobytes(): colour
        for layer, (_, colour) in zip(example.findings.layers, _numbered(example), strict=True)
    }
    width = example.evidence.size[1]
    for t in (0, 0.25, 0.5, 0.75, 1):
        border = carry(motion.path.at(t), corners) * stretch
        cv2.polylines(drawn, [np.rint(border).astype(np.int32)], True, paper.DIM, 2, cv2.LINE_AA)
        for thing in example.analysis.stage.things:
            way = SimilarityPath(model=thing.model, centre=thing.centre[0]).at(t)
            for outline in paper.outlines(thing.masks[0] > 0):
                moved = carry(way, outline[:, 0].astype(np.float32)) * (_DRAWN / width)
                cv2.polylines(
                    drawn, [np.rint(moved).astype(np.int32)], True, colours[thing.model.tobytes()], 2, cv2.LINE_AA
                )
    return drawn
