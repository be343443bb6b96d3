"""A solar core ignites on the chest; golden plates close over the body, a sun disc and blade wings open."""

import math
from dataclasses import dataclass

import cv2
import numpy as np

from inbetween.domain.frames import Plane, Rgb
from inbetween.engines.tween.effects.kit.armour import GOLD, Armour, forge, panel_width
from inbetween.engines.tween.effects.kit.camera import seen
from inbetween.engines.tween.effects.kit.drift import Drift, Pace, drift, drifting, stamp_drift
from inbetween.engines.tween.effects.kit.easing import TURN, clamp, fade, lerp, ramp, shake, smooth, spring
from inbetween.engines.tween.effects.kit.grading import curves, grade, vignette
from inbetween.engines.tween.effects.kit.laying import lay_over, mixed, shade
from inbetween.engines.tween.effects.kit.light import Map, centres, glow, lit, screen, together
from inbetween.engines.tween.effects.kit.panels import cut_panels
from inbetween.engines.tween.effects.kit.rays import Rays, prepare_rays
from inbetween.engines.tween.effects.kit.shapes import soft_dot
from inbetween.engines.tween.effects.kit.stamp import marks, stamp
from inbetween.engines.tween.effects.kit.strokes import dark, draw_line, shine
from inbetween.engines.tween.effects.scene.faces import Head
from inbetween.engines.tween.effects.scene.stage import Paint, Stage
from inbetween.engines.tween.effects.sprites.blade import blade

_DUSK = curves(
    [(0, 12), (128, 62), (255, 150)],
    [(0, 6), (128, 36), (255, 104)],
    [(0, 14), (128, 44), (255, 96)],
)
_SUN, _SEAMS, _CORE = (235.0, 130.0, 40.0), (255.0, 210.0, 110.0), (255.0, 226.0, 150.0)
_CLOSES, _OPENS = (0.7, 2.9), 2.0
_PITCH = 0.12
_PULSE = 0.55
"""Pulses a second that run through the seams."""

_BLADES, _TICKS = 6, 24


def prepare(stage: Stage) -> Paint:
    """Return what paints the golden armour of the subject of ``stage``."""
    subject, unit, size = stage.subject, stage.unit, stage.picture.shape[:2]
    head = subject.head
    core = (head.x, min(head.y + 2.25 * head.r, 0.82 * stage.height))
    panels = cut_panels(size, head.x, panel_width(stage, _PITCH), stage.chance("panels"))
    x, y = centres(size, 2)
    far = np.hypot(x - np.float32(core[0]), y - np.float32(core[1])) / np.float32(unit)
    dusk = grade(stage.backdrop if subject.trusted else stage.picture, _DUSK, 0.9)
    shade(dusk, vignette(size, (head.x / stage.width, 0.45), 1.0, 0.6))
    return _Solaron(
        picture=stage.picture,
        warm=grade(stage.picture, _DUSK, 0.3),
        dusk=dusk,
        mask=subject.mask if subject.trusted else None,
        armour=forge(stage, panels, GOLD, 0.72 * np.clip(far / 0.95, 0, 1) + 0.28 * panels.chance),
        far=np.clip(far / 1.2 * 255, 0, 255).astype(np.uint8),
        head=head,
        disc=max(1.75 * head.r, 0.27 * unit),
        sun=glow(size, (head.x, head.y + 0.3 * head.r), 0.40 * unit),
        core=glow(size, core, 0.075 * unit),
        rays=prepare_rays(size, (head.x, head.y + 0.5 * head.r), reach=1.3),
        embers=drift(stage.chance("embers"), 80),
    ).paint


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Solaron:
    picture: Rgb
    warm: Rgb
    dusk: Rgb
    mask: Plane | None
    armour: Armour
    far: Plane
    head: Head
    disc: float
    sun: Map
    core: Map
    rays: Rays
    embers: Drift

    def paint(self, t: float) -> Rgb:
        dusk = smooth(t, 0, 1.1)
        if dusk <= 0:
            return self.picture.copy()
        frame = mixed(self.picture, self.dusk, dusk)
        self._sun(frame, t)
        self._wings(frame, t)
        frame = self._subject(frame, t, dusk)
        self._leak(frame, t)
        self._embers(frame, t, dusk)
        return self._tremble(frame, t)

    def _sun(self, frame: Rgb, t: float) -> None:
        """Glow, rays, and a disc of rings and ticks behind the head."""
        rises = smooth(t, 0.5, 2.0)
        if rises <= 0:
            return
        breath = 1 + 0.06 * math.sin(4 * t)
        screen(frame, together(lit(self.sun, _SUN, 0.75 * rises * breath), lit(self.rays.at(t), _SUN, 0.6 * rises)))
        layer, unit = dark(frame.shape[:2]), min(frame.shape[:2])
        middle = np.array([self.head.x, self.head.y + 0.1 * self.head.r])
        bright = (255.0 * rises, 196.0 * rises, 96.0 * rises)
        turn = np.linspace(0, TURN * rises, 90) - TURN / 4
        around = np.stack([np.cos(turn), np.sin(turn)], 1)
        draw_line(layer, middle + self.disc * around, bright, 0.0075 * unit)
        draw_line(layer, middle + 1.13 * self.disc * around, bright, 0.003 * unit)
        for number in range(_TICKS):
            angle = number * TURN / _TICKS + 0.35 * t
            out = np.array([math.cos(angle), math.sin(angle)]) * self.disc
            ends = np.stack([middle + 1.18 * out, middle + (1.27 + 0.10 * (number % 2)) * out])
            draw_line(layer, ends, bright, 0.005 * unit)
        shine(frame, layer, 2.0)

    def _wings(self, frame: Rgb, t: float) -> None:
        """Six blades on each side fan out from the shoulders."""
        opened = spring(t - _OPENS, 0.8, 0.45) * smooth(t, _OPENS, _OPENS + 0.3)
        if opened <= 0.01:
            return
        number = np.arange(_BLADES)
        angle = -0.95 + 0.36 * number + 0.05 * np.sin(2 * t + 0.7 * number)
        angle = (-0.2 + 0.1 * number) * (1 - opened) + angle * opened
        long = 0.62 * min(frame.shape[:2]) * (1.05 - 0.10 * np.abs(number - 1.5)) * (0.4 + 0.6 * opened)
        aside, down = 0.8 * self.head.r, self.head.y + 1.5 * self.head.r + 0.12 * self.head.r * number
        for side in (-1, 1):
            x = self.head.x + side * (aside + np.cos(angle) * long / 2)
            turned = angle if side > 0 else math.pi - angle
            y = down + np.sin(angle) * long / 2
            rows = marks(x, y, long, height=0.22 * long, angle=turned, alpha=0.95 * clamp(1.4 * opened))
            stamp(frame, blade(), rows, ink="light")

    def _subject(self, frame: Rgb, t: float, dusk: float) -> Rgb:
        """The subject as far as it is armoured, before all of that."""
        share = ramp(t, *_CLOSES)
        if self.mask is None:
            self.armour.put_on(frame, share)
            return frame
        dressed = mixed(self.picture, self.warm, dusk)
        self.armour.put_on(dressed, share)
        lay_over(frame, dressed, self.mask)
        return frame

    def _leak(self, frame: Rgb, t: float) -> None:
        """Light in the seams, the edges of panels as they close, a pulse now and then, and the core."""
        share = ramp(t, *_CLOSES)
        light = self.armour.leaking(share, 0.30 + 0.18 * math.sin(3.4 * t))
        light = cv2.add(light, cv2.multiply(self.armour.seams, self._pulse(t), scale=1 / 255))
        if 0 < share < 1:
            light = cv2.add(light, self.armour.flashing(share, 0.03))
        screen(frame, lit(light, _SEAMS))
        ignites = smooth(t, 0.5, 1.0)
        screen(frame, lit(self.core, _CORE, (1.1 + 0.3 * math.sin(6 * t)) * ignites))

    def _pulse(self, t: float) -> Plane:
        """Return a ring (thin strength) that runs outwards from the core, over and over."""
        reach = _PULSE * t % 1 * 1.1 / 1.2
        bell = np.exp(-(((np.arange(256) / 255 - reach) / 0.05) ** 2)) * 235 * smooth(t, 2.4, 2.9)
        ring: Plane = cv2.LUT(self.far, bell.astype(np.uint8))
        return ring

    def _embers(self, frame: Rgb, t: float, dusk: float) -> None:
        pace = Pace(since=0.2, speed=-0.4, size=0.022 * min(frame.shape[:2]), sway=0.02, tumble=0)
        where = drifting(self.embers, t, (frame.shape[1], frame.shape[0]), pace)
        where[:, 5] *= 0.4 + 0.6 * np.sin(8 * t + 40 * self.embers.twist) ** 2
        stamp_drift(frame, [soft_dot((255.0, 190.0, 90.0), 1.3)], where, alpha=dusk, ink="light")

    def _tremble(self, frame: Rgb, t: float) -> Rgb:
        """The ground trembles while panels close."""
        force = 0.0033 * min(frame.shape[:2]) * fade(t, (1.0, 1.4), (2.7, 3.1))
        if force < 0.05:
            return frame
        shift = force * shake(9 * t, 1), force * shake(9 * t, 2)
        return seen(frame, 1 + lerp(0, 4, force / frame.shape[0]), (self.head.x, self.head.y), shift=shift)
