"""What the painters share: the light, the plate they paint on, its noise, and a brush for polygons.

Lengths are in points: the frame is 1280 x 720 of them at any size. Colours are sRGB 0..1.
"""

from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

Field = NDArray[np.float32]
"""Values on a plate or a frame, (height, width) or (height, width, channels); or a colour, (3,)."""

WIDTH, HEIGHT = 1280, 720
BORDER = (96, 54)
"""How far a plate reaches beyond the frame on each side, for the camera to find something there."""


def rgb(code: str) -> Field:
    """Return the colour that ``code`` (rrggbb) names."""
    return np.array([int(code[i : i + 2], 16) / 255 for i in (0, 2, 4)], np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """The light of one picture: where the sun stands, and the colours that follow from it."""

    sun: tuple[float, float]
    glow: Field
    zenith: Field
    middle: Field
    low: Field
    haze: Field
    shade: Field
    """What surfaces turned away from the sun are multiplied with."""
    lit: Field
    """What surfaces turned to the sun are multiplied with."""


def light(evening: float) -> Light:
    """Return the light at ``evening``: 0 in the late afternoon, 1 shortly before sunset."""

    def between(early: str, late: str) -> Field:
        return mix(rgb(early), rgb(late), np.float32(evening))

    return Light(
        sun=(452 - 4 * evening, 236 + 20 * evening),
        glow=between("fff0c4", "ffd08a"),
        zenith=between("4d8dbb", "456fa4"),
        middle=between("a9cfd8", "c9b3b4"),
        low=between("ffe3b0", "ffbe7d"),
        haze=between("e9d3b8", "eeb48f"),
        shade=between("7c93b4", "75759f"),
        lit=between("fff3d8", "ffdcae"),
    )


def step(low: float, high: float, value: Field) -> Field:
    """Return 0 at ``low``, 1 at ``high``, and an S between."""
    part = np.clip((value - low) / (high - low), 0, 1)
    return part * part * (3 - 2 * part)


def mix(one: Field, other: Field, part: Field | np.float32) -> Field:
    """Return ``one`` where ``part`` is 0 and ``other`` where it is 1; a (height, width) part weighs colours."""
    return one + (other - one) * (part[..., None] if np.ndim(part) == 2 else part)


def covered(colour: Field, alpha: Field) -> Field:
    """Return a premultiplied RGBA layer of ``colour`` under ``alpha``."""
    alpha = np.broadcast_to(alpha, np.broadcast_shapes(colour.shape[:-1], alpha.shape))
    colour = np.broadcast_to(np.clip(colour, 0, 1), (*alpha.shape, 3))
    return np.dstack([colour * alpha[..., None], alpha]).astype(np.float32)


class Plate:
    """A grid to paint on: ``scale`` pixels per point; ``x`` (1, width) and ``y`` (height, 1) in points."""

    def __init__(self, scale: float) -> None:
        self.scale = scale
        self.width, self.height = round((WIDTH + 2 * BORDER[0]) * scale), round((HEIGHT + 2 * BORDER[1]) * scale)
        self.x = ((np.arange(self.width, dtype=np.float32) + 0.5) / scale - BORDER[0])[None, :]
        self.y = ((np.arange(self.height, dtype=np.float32) + 0.5) / scale - BORDER[1])[:, None]

    def noise(self, seed: int, cell: float, *, octaves: int = 5, stretch: float = 1, gain: float = 0.5) -> Field:
        """Return smooth noise around 0 with a deviation near 1; its largest blobs are ``cell`` points high."""
        total = np.zeros((self.height, self.width), np.float32)
        for octave in range(octaves):
            size = cell / 2**octave
            grid = (round(self.height / self.scale / size) + 2, round(self.width / self.scale / size / stretch) + 2)
            blobs = np.random.default_rng((seed, octave)).standard_normal(grid, np.float32)
            total += gain**octave * cv2.resize(blobs, (self.width, self.height), interpolation=cv2.INTER_CUBIC)
        return total / np.float32(0.75 * np.sqrt(sum(gain ** (2 * octave) for octave in range(octaves))))

    def line(self, seed: int, cell: float, octaves: int = 6) -> Field:
        """Return noise along x only, (1, width)."""
        total = np.zeros((1, self.width), np.float32)
        for octave in range(octaves):
            count = round(self.width / self.scale / cell * 2**octave) + 2
            dots = np.random.default_rng((seed, octave)).standard_normal((1, count), np.float32)
            total += 0.5**octave * cv2.resize(dots, (self.width, 1), interpolation=cv2.INTER_CUBIC)
        return total

    def bent(self, values: Field, across: Field, down: Field) -> Field:
        """Return ``values`` read ``across`` and ``down`` points away from each place: it hides the noise's grid."""
        column, row = np.meshgrid(np.arange(self.width, dtype=np.float32), np.arange(self.height, dtype=np.float32))
        at = column + across * self.scale, row + down * self.scale
        return cv2.remap(values, *at, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)

    def relief(self, values: Field, reach: float) -> Field:
        """Return the rise of ``values`` per point towards the sun's side, the upper left, over ``reach`` points."""
        pixels = max(1, round(reach * self.scale))
        return (values - np.roll(values, (pixels, pixels), (0, 1))) * (self.scale / pixels)


@dataclass(frozen=True, slots=True)
class Brush:
    """Polygons on a layer of ``plate``: ``canvas`` is premultiplied RGBA, 0..255."""

    plate: Plate
    canvas: NDArray[np.uint8] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "canvas", np.zeros((self.plate.height, self.plate.width, 4), np.uint8))

    def lay(self, layer: Field) -> None:
        """Start from ``layer`` instead of from nothing."""
        self.canvas[:] = np.rint(255 * layer)

    def fill(self, outline: Field, tone: Field) -> None:
        """Fill the polygon with corners ``outline`` (n, 2) with the colour ``tone``."""
        sixteenths = np.rint(((outline + BORDER) * self.plate.scale - 0.5) * 16).astype(np.int32)
        colour = [*(255 * np.clip(tone, 0, 1)).tolist(), 255]
        cv2.fillPoly(self.canvas, [sixteenths], colour, cv2.LINE_AA, 4)

    def layer(self) -> Field:
        """Return what was painted."""
        return self.canvas.astype(np.float32) / 255
