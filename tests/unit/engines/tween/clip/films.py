"""Clips of cameras that move over a drawn picture, as the engine is given them."""

from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np

from bench.quality.clips import clip_of
from inbetween.domain.frames import Clip, Rgb, Sound
from inbetween.engines.protocol import Scene
from tests.unit.engines.tween.pictures import HEIGHT, WIDTH, moved, scene, texture

FPS = 30
WIDE = texture(8, height=2 * HEIGHT, width=2 * WIDTH)

Filmed = Callable[[float], Rgb]
"""What is seen at a second."""


def panned(widths: float) -> Filmed:
    """Return a camera that lets what it sees go to the left by ``widths`` a second."""
    return lambda t: moved(WIDE, x=-widths * WIDTH * t)


def neared(octaves: float) -> Filmed:
    """Return a camera that goes nearer, or draws back."""
    return lambda t: moved(WIDE, scale=1.3 * 2 ** (octaves * t))


def held() -> Filmed:
    """Return a camera on a shoulder."""

    def seen(t: float) -> Rgb:
        return moved(WIDE, x=4 * np.sin(9 * t) + 2 * np.sin(26 * t), y=3 * np.sin(13 * t), turn=0.4 * np.sin(8 * t))

    return seen


def passed() -> Filmed:
    """Return a camera that stands while something goes by."""
    back, thing = moved(WIDE), texture(9, height=40, width=40)

    def seen(t: float) -> Rgb:
        picture, left = back.copy(), round(60 + 90 * t)
        picture[70:110, left : left + 40] = thing
        return picture

    return seen


def dimmed() -> Filmed:
    """Return a camera that stands while it gets dark."""
    back = moved(WIDE)
    return lambda t: np.rint(back * (1 - 0.25 * t)).astype(np.uint8)


def clip(filmed: Filmed, count: int = 24, *, noise: float = 1.0, sound: Sound | None = None) -> Clip:
    """Film ``count`` frames."""
    chance = np.random.default_rng(3)
    return clip_of([_grainy(filmed(number / FPS), noise, chance) for number in range(count)], FPS, sound)


def _grainy(picture: Rgb, noise: float, chance: np.random.Generator) -> Rgb:
    grain = chance.normal(0, noise, picture.shape[:2]).astype(np.float32)
    return cv2.add(picture.astype(np.float32), cv2.merge([grain] * 3)).clip(0, 255).astype(np.uint8)


def going_on(given: Clip, frame_count: int = 48, last: Rgb | None = None, **asked) -> Scene:
    """Return the scene of a film of ``frame_count`` frames that begins with a clip."""
    nothing = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    both = scene(nothing, nothing if last is None else last, frame_count)
    pictures = {} if last is None else {"last_frame": both.pictures["last_frame"]}
    return replace(both, pictures=pictures, clip=given, **asked)
