"""A tiny pair through everything that is compiled, so that no request ever waits for a compiler."""

from pathlib import Path

import cv2
import numpy as np
from numba import config

from inbetween.domain.frames import Placed, Rectangle, Rgb
from inbetween.engines.tween.draw.canvas import Brush, prepare_planes
from inbetween.engines.tween.draw.kernels import SmoothPath
from inbetween.engines.tween.draw.mixing import lay_over
from inbetween.engines.tween.effects.warming import warm_effects
from inbetween.engines.tween.joins.dissolve import prepare_dissolve
from inbetween.engines.tween.joins.iris import prepare_iris
from inbetween.engines.tween.kernel_cache import one_first
from inbetween.engines.tween.match.light import Light, Shade
from inbetween.engines.tween.match.matching import describe, detect, spread
from inbetween.engines.tween.motion.fields import Motion, to_splat
from inbetween.engines.tween.motion.paths import SimilarityPath
from inbetween.engines.tween.moves.single import one_take
from inbetween.engines.tween.moves.take import prepare_take
from inbetween.engines.tween.timing import Length

_HEIGHT, _WIDTH = 32, 32


def warm_kernels() -> None:
    """Compile every kernel, or load them from numba's cache."""
    if config.CACHE_DIR:
        one_first(Path(config.CACHE_DIR), _run_all)
    else:
        _run_all()


def _run_all() -> None:
    """Run every kernel once with the types that renders use."""
    picture = np.full((2 * _HEIGHT, 2 * _WIDTH, 3), 90, np.uint8)
    cv2.circle(picture, (24, 16), 8, (200, 40, 40), -1)
    shade = Shade(terms=np.zeros((3, 9)), missed=0.0)
    Brush(prepare_planes(picture, picture, Light(to_first=shade, to_last=shade)), _motion())(0.5)
    lay_over(picture[..., 0].copy(), picture[..., 1].copy(), picture[..., 2].copy(), (0, 0, 16))
    prepare_dissolve(picture, picture)(0.5)
    prepare_iris(picture, picture, 1)(0.5)
    keypoints = detect(picture[..., 0])
    describe(keypoints, spread(keypoints))
    _take(picture)
    warm_effects()


def _take(picture: Rgb) -> None:
    shown = Rectangle(x=0.0, y=0.0, width=picture.shape[1], height=picture.shape[0])
    placed = Placed(original=picture, rectangle=shown, fitted=picture)
    two = Length(frame_count=2, fps=30)
    prepare_take(placed, one_take(None, two.seconds), two, 1).draws[0](1.0)


def _motion() -> Motion:
    size = (_HEIGHT, _WIDTH)
    box = np.array([0, _HEIGHT, 0, _WIDTH], np.int32)
    side = to_splat(np.ones((*size, 8), np.float32), np.zeros(size, np.uint8), box)
    fields = np.zeros((*size, 4), np.float32)
    return Motion(
        height=_HEIGHT,
        width=_WIDTH,
        camera=np.eye(3),
        path=SimilarityPath(model=np.eye(3), centre=np.array([12, 8], np.float32)),
        layers=(),
        smooth=SmoothPath(terms=(fields, fields), share=np.zeros(size, np.float32)),
        feather=0.0,
        splat=(side, side),
    )
