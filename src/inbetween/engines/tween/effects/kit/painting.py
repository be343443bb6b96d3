"""A picture as a painting on silk: mineral colours on warm paper, ink along its edges; and a landscape behind."""

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.effects.kit.grading import luma, saturated
from inbetween.engines.tween.effects.kit.light import Map
from inbetween.engines.tween.effects.kit.noise import noise

PAPER = np.array([232, 212, 176], np.float32)
_INK = np.array([58, 42, 38], np.float32)
_GOLD, _RING = np.array([224, 178, 92], np.float32), np.array([170, 120, 60], np.float32)
_RIDGES = (
    (0.58, 0.20, np.array([150, 178, 168], np.float32)),
    (0.70, 0.17, np.array([112, 150, 140], np.float32)),
    (0.84, 0.14, np.array([84, 122, 108], np.float32)),
)
"""Of each ridge: its height (share of the frame), how far it goes up and down, and its malachite or azurite."""

_WASHES = 6

_MIST = 0.16
"""Share of the height over which a ridge fades into the mist below it."""


def paper(size: tuple[int, int], rng: np.random.Generator) -> Map:
    """Return silk of ``size`` (height, width): fibres and clouds of age, (height, width, 3), 0..255."""
    fibres = noise(size, 3, rng, octaves=1) - np.float32(0.5)
    threads = rng.random(size, np.float32) - np.float32(0.5)
    silk: Map = PAPER * (1 + np.float32(0.10) * fibres + np.float32(0.05) * threads)[..., None]
    return silk


def painted(picture: Rgb, silk: Map) -> Map:
    """Return a picture painted on silk of its size: flat colours, soft values, and ink lines."""
    flat = cv2.resize(picture, (silk.shape[1], silk.shape[0]), interpolation=cv2.INTER_AREA)
    for _ in range(3):
        flat = cv2.bilateralFilter(flat, 9, 38, 6)
    value = np.float32(1.16) * np.clip(_in_washes(saturated(flat, 0.85)) / 255, 0, 1) ** np.float32(0.80)
    lines = _ink_lines(cv2.resize(picture, (silk.shape[1], silk.shape[0]), interpolation=cv2.INTER_AREA))
    drawn: Map = value * silk * (np.float32(0.30) + np.float32(0.70) * lines) + _INK * (1 - lines) * np.float32(0.7)
    return drawn


def _in_washes(picture: Rgb) -> Map:
    """Return a picture (float32, 0..255) whose values gather at a few levels, as washes laid over each other do.

    Only its brightness does: channels that gather on their own turn a night sky into green and violet stripes.
    """
    level = np.arange(256) / 255 * _WASHES
    steps = np.floor(level) + 1 / (1 + np.exp(-9 * (level % 1 - 0.5)))
    gain = (steps * 255 / _WASHES) / np.maximum(np.arange(256), 12)
    washed: Map = picture * np.clip(gain, 0.6, 1.5).astype(np.float32)[luma(picture)][..., None]
    return washed


def _ink_lines(picture: Rgb) -> Map:
    """Return 0 where a brush would draw a line, 1 where not, (height, width, 1): XDoG (Winnemoeller et al., 2012)."""
    grey = luma(picture).astype(np.float32) / 255
    sigma = max(min(grey.shape) / 620, 0.5)
    fine, wide = cv2.GaussianBlur(grey, (0, 0), sigma), cv2.GaussianBlur(grey, (0, 0), 1.6 * sigma)
    lines: Map = np.clip(1 + np.tanh((fine - np.float32(0.965) * wide - np.float32(0.008)) * 34), 0, 1)[..., None]
    return lines


def landscape(silk: Map, moon: tuple[float, float, float], rng: np.random.Generator) -> Map:
    """Return a landscape on silk: a golden moon (x, y, radius in pixels) and three ridges that fade into mist."""
    height, width = silk.shape[:2]
    y, x = np.arange(height, dtype=np.float32)[:, None], np.arange(width, dtype=np.float32)[None]
    far = np.hypot(x - np.float32(moon[0]), y - np.float32(moon[1])) - np.float32(moon[2])
    leaf = _GOLD * (1 + np.float32(0.16) * (noise((height, width), 40, rng, octaves=2) - np.float32(0.5)))[..., None]
    scene = _mixed(silk, leaf, 0.92 * np.clip(0.5 - far / 1.5, 0, 1))
    ring = np.exp(-(((np.abs(far + np.float32(0.04 * moon[2]))) / np.float32(0.006 * moon[2] + 0.6)) ** 2))
    scene = _mixed(scene, _RING, 0.7 * ring)
    for number, (level, reach, colour) in enumerate(_RIDGES):
        crest = height * (level - reach * (noise((2, width), 3.2 + number, rng, octaves=5)[0] - 0.35))
        below = y - crest[None].astype(np.float32)
        mist = np.exp(-np.clip(below, 0, None) / np.float32(_MIST * height))
        scene = _mixed(scene, colour, 0.85 * np.clip(below / 1.5, 0, 1) * mist)
    return scene


def album_leaf(size: tuple[int, int], rng: np.random.Generator) -> Map:
    """Return how much of a picture is painted, 0..1: its borders fade into bare silk with the strokes of a dry brush.

    It shows that the picture is a painting where there is no subject to cut out and set before a landscape.
    """
    height, width = size
    y = np.abs(np.linspace(-1, 1, height, dtype=np.float32))[:, None]
    x = np.abs(np.linspace(-1, 1, width, dtype=np.float32))[None]
    bristles = cv2.resize(noise((height, max(width // 12, 2)), 60, rng, octaves=3), (width, height))
    edge = (x**6 + y**6) ** np.float32(1 / 6) + np.float32(0.22) * (bristles - np.float32(0.5))
    leaf: Map = np.clip((np.float32(0.93) - edge) / np.float32(0.10), 0, 1).astype(np.float32)
    return leaf


def _mixed(below: Map, above: NDArray[np.float32], share: NDArray[np.floating]) -> Map:
    """Return ``above``, a picture or one colour, over ``below``."""
    whole: Map = (below + (above - below) * share[..., None]).astype(np.float32)
    return whole
