"""What stands on a painted scroll: clouds of scroll lines, a red seal, a band of brocade."""

import math
from functools import cache

import cv2
import numpy as np

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.effects.kit.clay import sprite_of
from inbetween.engines.tween.effects.kit.distances import sheet
from inbetween.engines.tween.effects.kit.lettering import letters
from inbetween.engines.tween.effects.kit.noise import noise
from inbetween.engines.tween.effects.kit.stamp import Sprite, sprite

_CLOUD = 420
_CURLS = ((0.30, 0.50, 0.20, 1), (0.50, 0.37, 0.27, 1), (0.70, 0.53, 0.19, -1))
"""Middle, size and turn of the three curls of a cloud, shares of its width."""

_STREAKS = ((0.36, 0.10, 0.90), (0.40, 0.02, 0.70), (0.44, 0.30, 0.98))


@cache
def scroll_cloud() -> Sprite:
    """Return a cloud of golden lines, twice as wide as high."""
    lines = np.zeros((_CLOUD // 2, _CLOUD), np.uint8)
    angle = np.linspace(0.95 * math.pi, 2.35 * math.pi, 60)
    for x, y, size, side in _CURLS:
        for inner in range(3):
            radius = _CLOUD * size / 2 * (1 - 0.27 * inner)
            curl = np.stack([_CLOUD * x + side * radius * np.cos(angle), _CLOUD * 0.9 * y + radius * np.sin(angle)], 1)
            points = np.rint((curl - [0, 0.06 * _CLOUD]) * 16).astype(np.int32).reshape(-1, 1, 2)
            cv2.polylines(lines, [points], False, 255, 3, cv2.LINE_AA, 4)
    for y, start, end in _STREAKS:
        ends = (round(_CLOUD * start), round(_CLOUD * y)), (round(_CLOUD * end), round(_CLOUD * y))
        cv2.line(lines, *ends, 255, 3, cv2.LINE_AA)
    gold = np.broadcast_to(np.array([205, 152, 78], np.float32), (*lines.shape, 3))
    return sprite(sprite_of(gold, lines / 255 * 0.9))


def seal(side: int, rng: np.random.Generator) -> Sprite:
    """Return a red seal ``side`` pixels wide with the characters of Tang (唐) and rhyme (韵), worn by use."""
    on = sheet(side)
    text = np.zeros((side, side), np.uint8)
    for number, character in enumerate("唐韵"):
        ink = letters(character, 0.44 * side, "seal")
        top, left = round(side * (0.28 + 0.44 * number) - ink.shape[0] / 2), round((side - ink.shape[1]) / 2)
        text[top : top + ink.shape[0], left : left + ink.shape[1]] = ink
    edge = np.maximum(np.abs(on.x), np.abs(on.y)) - 0.93
    frame = np.clip(1 - np.abs(edge + 0.10) * side / 5, 0, 1)
    carved = np.clip(np.maximum(text / 255, frame), 0, 1)[..., None]
    worn = np.clip(noise((side, side), 24, rng, octaves=2) * 2.4 - 0.35, 0.45, 1)
    colour = np.array([190, 36, 38], np.float32) * (1 - carved) + np.array([240, 228, 205], np.float32) * carved
    return sprite(sprite_of(colour, np.clip(0.5 - edge * side / 3, 0, 1) * np.maximum(worn, carved[..., 0])))


def brocade(height: int, width: int) -> Rgb:
    """Return a band of dark red brocade with a golden lattice and a golden hem at its lower edge."""
    y, x = np.mgrid[0:height, 0:width] * (1.5 / height)
    lattice = np.abs(np.abs(x % 1 - 0.5) + np.abs(y % 1 - 0.5) - 0.5)
    threads = np.clip((0.09 - lattice) / 0.04, 0, 1)[..., None]
    band = np.array([116, 36, 42], np.float32) + threads * np.array([110, 96, 44], np.float32)
    band[-max(height // 12, 2) :] = (225, 180, 90)
    cloth: Rgb = np.clip(band, 0, 255).astype(np.uint8)
    return cloth
