"""How a frame comes about: the ways, the field of the background, the cels, and what is splatted."""

from itertools import pairwise

import cv2
import numpy as np

from bench.explain import paper
from bench.explain.frames import drawn_at
from inbetween.engines.tween.draw.canvas import Brush, prepare_planes
from inbetween.engines.tween.draw.cels import cut_cels
from inbetween.engines.tween.geometry import carry, grid
from inbetween.engines.tween.motion.paths import SimilarityPath
from inbetween.engines.tween.motion.plates import clean_plates
from inbetween.pixels.colour import rgb_to_yuv420, yuv420_to_rgb

_HALF = 0.5
_CELLS = 10
"""Cells of the field between two lines of the mesh that is drawn."""

_DRAWN = 1024
_NOBODY = 255
_UNREAD = 0.1
"""Weight below which a picture is as good as not read."""

_SQUARES = 52


def ways(example):
    """Show where camera and things are on their way."""
    things = [(colour, f"layer {number}") for number, colour in enumerate(_colours(example).values(), start=1)]
    return paper.page(
        paper.row((_stations(example), "where things and the first picture's border are at t = 0, .25, .5, .75 and 1")),
        paper.legend(*things, (paper.DIM, "border")),
    )


def field(example):
    """Show where the background half-way reads both plates, how much of the first it takes, and what that draws."""
    plates = [plate.picture for plate in _plates(example)]
    brush = Brush(prepare_planes(*plates, example.analysis.light), example.analysis.motion)
    background, values = yuv420_to_rgb(brush(_HALF)), brush.field(_HALF)
    nobody = np.zeros(example.evidence.size, np.uint8)
    meshes = [
        _mesh(plates[0], values[0:2], nobody, values[4] > _UNREAD),
        _mesh(plates[1], values[2:4], nobody, values[4] < 1 - _UNREAD),
    ]
    return paper.page(
        paper.row((meshes[0], "t = .5 reads the first clean plate here,"), (meshes[1], "the last one here,")),
        paper.row((paper.heat(values[4]), "gives the first this weight,"), (background, "and draws the background")),
        paper.scale("0: the last alone", "1: the first alone", "weight of the first picture"),
        paper.text(f"The mesh is every {_CELLS}th line of a field of {values.shape[2]} x {values.shape[1]}.", size=14),
    )


def cels(example):
    """Show the things that are cut out of both pictures, how much they cover, and the frame that they are part of."""
    size = example.first.shape
    first, last = (_laid(example, _checks(*size[:2]), t) for t in (0, 1))
    black, white = (_laid(example, np.full(size, level, np.uint8), _HALF)[..., 1] for level in (0, 255))
    cover = 1 - np.clip(white.astype(np.float32) - black, 0, 255) / 255
    return paper.page(
        paper.row((first, "cut out of the first picture"), (last, "cut out of the last")),
        paper.row((paper.heat(cover), "their mattes, t = .5"), (drawn_at(example, _HALF), "and the frame, t = .5")),
        paper.scale("0", "1", "how much of a pixel they cover"),
    )


def splat(example):
    """Show, of a thing that bends, where its pixels are read, and what is splatted."""
    motion, flows = example.analysis.motion, example.flows
    brush = Brush(prepare_planes(example.first, example.last, example.analysis.light), motion)
    values = brush.field(_HALF)
    mesh = _mesh(example.first, values[0:2], flows.labels_first, values[4] > _UNREAD)
    share = np.ascontiguousarray(motion.smooth.share)
    return paper.page(
        paper.row(
            (mesh, "a flag: t = .5 reads the first picture here"),
            (paper.heat(share), "share of the smooth path"),
            (drawn_at(example, _HALF), "t = .5"),
        ),
        paper.legend((paper.CAMERA, "camera"), (paper.LAYERS[0], "what bends")),
        paper.scale("0: splatted", "1: read along the smooth path", "share"),
    )


def _plates(example):
    return clean_plates(example.first, example.last, example.analysis.stage, example.analysis.light)


def _laid(example, ground, t):
    """Lay the things over a ground, where and as they are at ``t``."""
    pictures, analysis = (example.first, example.last), example.analysis
    frame = rgb_to_yuv420(ground)
    for cel in cut_cels(pictures, _plates(example), analysis.stage, analysis.light):
        cel.paint(frame, t)
    return yuv420_to_rgb(frame)


def _checks(height, width):
    """Return the grey squares that stand for nothing."""
    rows, columns = np.indices((height, width)) * _SQUARES // width
    grey = np.where((rows + columns) % 2, 170, 210).astype(np.uint8)
    return cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB)


def _colours(example):
    """Return the colour of each thing by its motion, in the order of the layers."""
    layers = example.findings.layers
    return {layer.model.tobytes(): colour for layer, colour in zip(layers, paper.LAYERS, strict=False)}


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
    """Draw the outlines of the things and of the first picture at five times."""
    drawn, _ = paper.enlarged(paper.faded(example.scene.frame(_HALF), 0.35), _DRAWN)
    work = _DRAWN / example.evidence.size[1]
    motion, colours = example.analysis.motion, _colours(example)
    corners = np.float32([[0, 0], [motion.width, 0], [motion.width, motion.height], [0, motion.height]])
    for t in (0, 0.25, 0.5, 0.75, 1):
        _outlined(drawn, carry(motion.path.at(t), corners) * (_DRAWN / motion.width), paper.DIM)
        for thing in example.analysis.stage.things:
            way = SimilarityPath(model=thing.model, centre=thing.centre[0]).at(t)
            for outline in paper.outlines(thing.masks[0] > 0):
                points = carry(way, outline[:, 0].astype(np.float32)) * work
                _outlined(drawn, points, colours[thing.model.tobytes()])
    return drawn


def _outlined(drawn, points, colour):
    cv2.polylines(drawn, [np.rint(points).astype(np.int32)], True, colour, 2, cv2.LINE_AA)
