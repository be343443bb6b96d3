"""Pictures, frames and sound as engines and media pass them to each other."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

Rgb: TypeAlias = NDArray[np.uint8]
"""A frame in RGB24: (height, width, 3) uint8, sRGB values 0..255."""

Plane: TypeAlias = NDArray[np.uint8]
"""One plane of a frame: (height, width) uint8."""


SOUND_RATE = 48_000
"""Samples a second of every video's sound."""


@dataclass(frozen=True, slots=True, eq=False)
class Yuv420:
    """A planar 4:2:0 frame. ``y`` is (height, width), ``u`` and ``v`` (height/2, width/2), uint8.

    Chroma is sited between the four luma samples it covers (the area mean); sides are even.
    """

    y: Plane
    u: Plane
    v: Plane
    matrix: Literal["bt709"] = "bt709"
    range: Literal["limited"] = "limited"


Frame: TypeAlias = Rgb | Yuv420


@dataclass(frozen=True, slots=True, kw_only=True)
class Rectangle:
    """The part of a picture that a frame shows, in the picture's own pixels; it may be fractional."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Placed:
    """A picture and how it was fitted: the original RGB, the shown rectangle, and the fitted RGB frame.

    ``planes`` are the fitted frame in 4:2:0, where it was never anything else.
    """

    original: Rgb
    rectangle: Rectangle
    fitted: Rgb
    planes: Yuv420 | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sound:
    """Samples as (channels, n) float32 in -1..1 at ``rate`` Hz."""

    samples: NDArray[np.float32]
    rate: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Clip:
    """The clip that a film begins with, at the film's size and rate.

    ``frames`` yields ``frame_count`` fitted frames, drawn once in order: they are never gathered. ``first`` is a copy
    of the first of them, ``picture`` the last one as a picture, with its original and its planes. ``tail`` are small
    copies (their longer side has at most 480 pixels) of the frames of its last half second, oldest first, as they were
    filmed: ``instants`` are when, in seconds from when the film shows the last of all its frames: below 0, and far
    below where that was held. ``sound`` is exactly as long as the frames.
    """

    frame_count: int
    frames: Iterator[Yuv420]
    first: Yuv420
    picture: Placed
    tail: tuple[Yuv420, ...]
    instants: tuple[float, ...]
    sound: Sound | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Recording:
    """A video of the whole scene that somebody else has made: ``frame_count`` fitted frames at ``fps``, and its sound.

    ``frames`` are drawn once in order. ``whole`` is its file, where that itself is what was promised.
    """

    frame_count: int
    fps: int
    frames: Iterator[Yuv420]
    sound: Sound | None = None
    whole: Path | None = None
