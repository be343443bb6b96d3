"""Draw the two example pictures: a mountain lake in the evening, and a little later, from a little nearer.

``python examples/draw.py`` rewrites ``first.png`` and ``last.png`` beside this file; it needs numpy, OpenCV and
Pillow, and the same versions of them on the same machine write the same bytes. The painters are in ``evening/``. Each
paints its layer on a plate larger than the frame, with the sun of that picture; the camera then moves over the layers.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from evening.balloon import basket, envelope
from evening.far import foothills, glare, lake, mist, mountains, peaks, sky
from evening.meadow import grass, ground, rock
from evening.plate import BORDER, HEIGHT, WIDTH, Field, Light, Plate, light, mix, step
from evening.shore import cabin, forest

OVERSAMPLING = 2

HORIZON = (640.0, 405.0)
"""The point of the frame that the camera moves towards."""

PUSH = 0.03
"""How far the camera goes forward between the pictures, as a part of the meadow's distance."""

PAN = (10.0, -3.0)
"""How far it goes right and down, in points at the meadow's distance."""

INFINITY = 1e6


@dataclass(frozen=True, slots=True)
class Layer:
    """A painter, and how far away what it paints is: the meadow's distance is 1."""

    distance: float
    paint: Callable[[Plate, Light], Field]


def scene(evening: float) -> list[Layer]:
    """Return the layers at ``evening`` (0..1) from far to near."""
    return [*_distance(), *_balloon(evening, far=True), *_shores(), *_balloon(evening, far=False), *_foreground()]


def _distance() -> list[Layer]:
    return [
        Layer(INFINITY, sky),
        Layer(9, partial(mountains, seed=21, crest=peaks, snow=46, haze=0.42, rock="6d7386")),
        Layer(7, partial(mist, seed=22, level=372, spread=34, strength=0.75)),
        Layer(6, partial(mountains, seed=26, crest=foothills, snow=0, haze=0.38, rock="5d6c6c")),
        Layer(5, partial(mist, seed=28, level=412, spread=22, strength=0.7)),
        Layer(INFINITY, glare),
    ]


def _shores() -> list[Layer]:
    return [
        Layer(4, partial(forest, seed=31, crest=_far_shore, size=15, count=2600, haze=0.36)),
        Layer(3.4, lake),
        Layer(3.2, partial(mist, seed=43, level=440, spread=9, strength=0.5)),
        Layer(2.4, partial(forest, seed=51, crest=_right_shore, size=34, count=1250, haze=0.16)),
        Layer(2.4, cabin),
    ]


def _foreground() -> list[Layer]:
    return [
        Layer(1.7, partial(forest, seed=61, crest=_left_shore, size=70, count=330, haze=0.07)),
        Layer(1, ground),
        Layer(1, partial(grass, seed=71, strip=(-2, 128), count=5600)),
        Layer(1, partial(rock, centre=(1108, 628), size=(74, 46), seed=81)),
        Layer(1, partial(rock, centre=(1022, 652), size=(36, 22), seed=84)),
        Layer(1, partial(grass, seed=72, strip=(128, 215), count=2900)),
    ]


def _balloon(evening: float, *, far: bool) -> list[Layer]:
    """Return a balloon that drifts and turns with ``evening``."""
    if far:
        distance, radius, haze, turn = 4.4, 23, 0.3, 0.6 - 0.05 * evening
        centre = (1108 - 10 * evening, 176 - 5 * evening)
    else:
        distance, radius, haze, turn = 2.0, 98, 0.03, 0.2 + 0.08 * evening
        centre = (846 + 38 * evening, 234 - 20 * evening)
    return [
        Layer(distance, partial(envelope, centre=centre, radius=radius, turn=turn, haze=haze)),
        Layer(distance, partial(basket, centre=centre, radius=radius)),
    ]


def _far_shore(x: Field) -> Field:
    return 411 - 12 * np.sin(x / 190) - 9 * np.sin(x / 67)


def _right_shore(x: Field) -> Field:
    return 660 - 265 * step(560, 1330, x) + 5 * np.sin(x / 37)


def _left_shore(x: Field) -> Field:
    return 420 + 250 * step(-110, 470, x) + 6 * np.sin(x / 29)


def seen(plate: Plate, layer: Field, distance: float, evening: float) -> Field:
    """Return the part of ``layer`` that fills the frame when the camera has gone ``evening`` of its way."""
    zoom = distance / (distance - PUSH * evening)
    moved = np.array(PAN) * evening / distance * zoom
    shift = (1 - zoom) * np.array(HORIZON) - moved - zoom * np.array(BORDER) + (zoom - 1) * 0.5 / plate.scale
    matrix = np.column_stack([np.eye(2) * zoom, shift * plate.scale])
    size = (round(WIDTH * plate.scale), round(HEIGHT * plate.scale))
    return cv2.warpAffine(layer, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)


def finish(picture: Field, scale: float, sun: Light) -> Field:
    """Return ``picture`` with the bloom of its brightest parts, darker corners and the tint of the sun."""
    bright = picture * step(0.72, 1.0, picture.mean(axis=2))[..., None]
    bloom = 0.35 * cv2.GaussianBlur(bright, (0, 0), 16 * scale) + 0.25 * cv2.GaussianBlur(bright, (0, 0), 60 * scale)
    picture = 1 - (1 - np.clip(picture, 0, 1)) * (1 - np.clip(bloom, 0, 1))
    y, x = np.mgrid[-1 : 1 : picture.shape[0] * 1j, -1 : 1 : picture.shape[1] * 1j]
    picture = picture * (1 - 0.057 * (x * x + y * y)[..., None] ** 1.5)
    return mix(picture, picture * sun.lit, 0.35 * step(1.0, 0.8, picture.mean(axis=2)))


def draw(evening: float, width: int = WIDTH) -> Image.Image:
    """Return the picture at ``evening`` (0 is the first, 1 the last), ``width`` pixels wide and 9/16 of it high."""
    plate, sun = Plate(OVERSAMPLING * width / WIDTH), light(evening)
    picture = np.zeros((round(HEIGHT * plate.scale), round(WIDTH * plate.scale), 3), np.float32)
    for layer in scene(evening):
        paint = seen(plate, layer.paint(plate, sun), layer.distance, evening)
        picture = picture * (1 - paint[..., 3:]) + paint[..., :3]
    small = cv2.resize(picture, (width, round(width * HEIGHT / WIDTH)), interpolation=cv2.INTER_AREA)
    return Image.fromarray(np.rint(255 * np.clip(finish(small, width / WIDTH, sun), 0, 1)).astype(np.uint8))


def main(folder: Path) -> None:
    """Write both pictures to ``folder``."""
    for name, evening in (("first", 0.0), ("last", 1.0)):
        path = folder / f"{name}.png"
        draw(evening).save(path, optimize=True)
        print(path)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
