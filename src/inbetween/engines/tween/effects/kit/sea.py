"""Under water: a blue-green look, light that falls through waves, a picture that sways, bubbles."""

import math
from dataclasses import dataclass
from functools import cache

import numpy as np

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.effects.kit.caustics import Caustics, prepare_caustics
from inbetween.engines.tween.effects.kit.clay import sprite_of
from inbetween.engines.tween.effects.kit.distances import sheet
from inbetween.engines.tween.effects.kit.grid import Field, Grid, Maps
from inbetween.engines.tween.effects.kit.light import Colour, lit, screen, together
from inbetween.engines.tween.effects.kit.rays import Rays, prepare_rays
from inbetween.engines.tween.effects.kit.stamp import Sprite, sprite


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SeaLight:
    """Rays from the surface and the net of light that waves throw, each with its colour."""

    rays: Rays
    net: Caustics
    ray_colour: Colour
    net_colour: Colour

    def shine(self, frame: Rgb, t: float, strength: float) -> None:
        """Light ``frame``, in place, as at ``t`` seconds, by ``strength`` (0..1)."""
        if strength > 0:
            rays = lit(self.rays.at(t), self.ray_colour, strength)
            screen(frame, together(rays, lit(self.net.at(t), self.net_colour, strength)))


def sea_light(size: tuple[int, int], sun: float, ray_colour: Colour, net_colour: Colour) -> SeaLight:
    """Return the light under a sun that stands at ``sun`` (share of the width), above a frame of ``size``."""
    rays = prepare_rays(size, (sun * size[1], -0.25 * size[0]), reach=1.15, phase=0.4)
    return SeaLight(rays=rays, net=prepare_caustics(size), ray_colour=ray_colour, net_colour=net_colour)


def swaying(grid: Grid, softness: Field, t: float, reach: float) -> Maps:
    """Return what each pixel shows of a picture that sways in water by at most about ``reach`` pixels.

    ``softness`` (0..1) of each cell is how much it is carried along: hair and cloth more than a wall.
    """
    unit = np.float32(1 / min(grid.height, grid.width))
    x, y = grid.x * unit, grid.y * unit
    slow, quick = np.sin(np.float32(5.5) * y - np.float32(1.9 * t)), np.sin(np.float32(17) * y - np.float32(3.1 * t))
    dx = np.float32(reach) * (slow * (np.float32(0.35) + np.float32(0.65) * softness) + np.float32(0.25) * quick)
    dy = np.float32(0.5 * reach) * np.sin(np.float32(6) * x + np.float32(1.6 * t))
    return grid.maps(dx, dy - np.float32(0.8 * reach * math.sin(1.25 * t)))


@cache
def bubble() -> Sprite:
    """Return a bubble: a thin bright rim and two reflections."""
    on = sheet(96)
    far = np.hypot(on.x, on.y)
    skin = 0.10 + 0.75 * np.clip((far - 0.55) / 0.42, 0, 1) ** 3
    window = np.exp(-(((on.x + 0.35) / 0.16) ** 2) - ((on.y + 0.42) / 0.11) ** 2)
    below = 0.4 * np.exp(-(((on.x - 0.4) / 0.10) ** 2) - ((on.y - 0.5) / 0.14) ** 2)
    alpha = np.clip(0.8 * skin + window + below, 0, 1) * np.clip((0.96 - far) * 48, 0, 1)
    return sprite(sprite_of(np.broadcast_to(np.array([205, 240, 255], np.float32), (*far.shape, 3)), alpha))
