"""An iris seen through a lens: fibres, a warm ring, a dark hem, a pupil, and the lamp's reflection."""

import numpy as np
from numpy.typing import NDArray

from inbetween.engines.tween.effects.kit.clay import sprite_of
from inbetween.engines.tween.effects.kit.distances import Distance, sheet
from inbetween.engines.tween.effects.kit.light import Colour
from inbetween.engines.tween.effects.kit.stamp import Sprite, sprite

_SIDE = 720
PUPIL = 0.335
"""Radius of the pupil, as a share of the iris's."""

_FIBRES = 512


def iris(colour: Colour, rng: np.random.Generator) -> Sprite:
    """Return an iris of about ``colour`` that fills a square."""
    on = sheet(_SIDE)
    far, turn = np.hypot(on.x, on.y), np.arctan2(on.y, on.x)
    out = np.clip((far - PUPIL) / (1 - PUPIL), 0, 1)
    fibre = _fibres(turn, out, rng)
    base = np.asarray(colour, np.float32)
    drawn = base * (0.22 + 1.15 * fibre * (1 - 0.35 * out))[..., None]
    ring = (np.exp(-(((out - 0.10) / 0.13) ** 2)) * (0.5 + 0.8 * fibre))[..., None]
    drawn = drawn * (1 - 0.75 * ring) + np.array([220, 140, 60], np.float32) * (0.75 * ring)
    drawn *= np.clip(1.15 - 0.95 * np.clip((out - 0.72) / 0.28, 0, 1) ** 1.5, 0, 1)[..., None]
    drawn *= np.clip((far - PUPIL) * _SIDE / 10, 0, 1)[..., None]
    lamp = _reflections(on.x, on.y)[..., None]
    return sprite(sprite_of(drawn + (255 - drawn) * lamp, np.clip((0.985 - far) / 0.10, 0, 1)))


def _fibres(turn: Distance, out: Distance, rng: np.random.Generator) -> Distance:
    """Return threads from the pupil outwards (0..1): noise that is fine round the eye and long across it."""
    texture = periodic_noise((64, _FIBRES), (9.0, 1.6), rng)
    column = np.floor((turn / (2 * np.pi) % 1) * _FIBRES).astype(int) % _FIBRES
    row = (out * 40).astype(int)
    threads: Distance = texture[row, column]
    return threads


def periodic_noise(shape: tuple[int, int], blur: tuple[float, float], rng: np.random.Generator) -> NDArray[np.float32]:
    """Return noise of 0..1 that goes on over all four edges; ``blur`` is its sigma down and across, in pixels."""
    down, across = (np.fft.fftfreq(side) for side in shape)
    keep = np.exp(-2 * np.pi**2 * ((blur[0] * down[:, None]) ** 2 + (blur[1] * across[None]) ** 2))
    smooth = np.fft.ifft2(np.fft.fft2(rng.normal(size=shape)) * keep).real
    spread: NDArray[np.float32] = np.clip(0.5 + smooth / (4 * smooth.std()), 0, 1).astype(np.float32)
    return spread


def _reflections(x: Distance, y: Distance) -> Distance:
    window = np.exp(-(((x + 0.30) / 0.13) ** 4) - ((y + 0.36) / 0.10) ** 4)
    small = 0.5 * np.exp(-(((x - 0.34) / 0.07) ** 2) - ((y - 0.38) / 0.07) ** 2)
    light: Distance = 0.85 * np.clip(window + small, 0, 1)
    return light
