"""The signal breaks; the subject returns as a hologram and turns solid in a neon city in the rain."""

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Plane, Rgb
from inbetween.engines.tween.effects.kit.camera import seen
from inbetween.engines.tween.effects.kit.easing import TURN, clamp, fade, smooth
from inbetween.engines.tween.effects.kit.glitch import Glitch, prepare_glitch
from inbetween.engines.tween.effects.kit.grading import curves, grade, luma, ramp, tone, vignette
from inbetween.engines.tween.effects.kit.hud import draw_brackets, text_lines, typed, write
from inbetween.engines.tween.effects.kit.laying import lay_over, mixed, shade
from inbetween.engines.tween.effects.kit.lettering import fitted_letters
from inbetween.engines.tween.effects.kit.light import Colour, screen, thin
from inbetween.engines.tween.effects.kit.strokes import dark, halo, rim, shine
from inbetween.engines.tween.effects.scene.stage import Paint, Stage
from inbetween.engines.tween.effects.sprites.city import HORIZON, neon_city

_NEON = curves(
    [(0, 22), (128, 112), (255, 248)],
    [(0, 8), (128, 70), (255, 214)],
    [(0, 46), (128, 132), (255, 252)],
)
_HOLOGRAM = ramp((0.0, (6, 8, 44)), (0.5, (40, 150, 190)), (1.0, (170, 250, 255)))
_CYAN: Colour = (60.0, 210.0, 255.0)
_MAGENTA: Colour = (255.0, 70.0, 220.0)
_BURSTS = ((0.20, 0.55), (1.05, 1.45), (2.35, 2.55), (3.55, 3.70))
_LINES = ("ID//0X7F-31", "SYNC 99.2%", "NEON DISTRICT 07")
_DROPS = 110
_FLICKER = 2.6
"""Times a second that the sign fails and the hologram thins: more than three flashes may do harm (WCAG 2.3.1)."""

_REFLECTION = 0.8
"""How much of the city's top a pane before the picture mirrors."""

_SCAN = 0.86
"""Light that every third line of the screen keeps."""


def prepare(stage: Stage) -> Paint:
    """Return what paints the subject of ``stage`` in the city, or the whole picture in its light."""
    subject, unit, size = stage.subject, stage.unit, stage.picture.shape[:2]
    relit = _relit(stage)
    night = grade(stage.backdrop, _NEON, 0.85) if subject.trusted else relit
    city = _behind(night, stage)
    sign = city.copy()
    if subject.trusted:
        _hang_sign(sign, stage)
    screen_lines = vignette(size, (0.5, 0.5), 1.1, 0.45)
    screen_lines[::3] = (screen_lines[::3] * _SCAN).astype(np.uint8)
    return _Cyber(
        picture=stage.picture,
        night=night,
        city=city,
        sign=sign,
        relit=relit,
        hologram=tone(stage.picture, _HOLOGRAM),
        mask=subject.mask if subject.trusted else None,
        outline=_outline(stage),
        sides=_sides(stage),
        lines=tuple(text_lines(_LINES, 0.024 * unit)),
        drops=stage.chance("rain").random((_DROPS, 3)),
        glitch=prepare_glitch(_BURSTS, stage.chance("glitch")),
        glass=screen_lines,
        about=(subject.head.x, subject.head.y),
    ).paint


def _behind(night: Rgb, stage: Stage) -> Rgb:
    """Return the city, with a little of the picture's own night; over a picture without cut-out, as its reflection."""
    city = neon_city((stage.height, stage.width), stage.chance("city"))
    if stage.subject.trusted:
        mirrored: Rgb = cv2.addWeighted(city, 0.92, night, 0.08, 0)
        return mirrored
    clear = night.copy()
    fall = np.linspace(_REFLECTION, 0, stage.height, dtype=np.float32)[:, None, None]
    screen(clear, np.rint(city * fall).astype(np.uint8))
    return clear


def _side(stage: Stage, columns: int) -> NDArray[np.float32]:
    """Return how far right of the subject each column is: 0 is lit from the left, 1 from the right."""
    x = np.linspace(0, stage.width, columns, dtype=np.float32)
    share: NDArray[np.float32] = np.clip(
        0.5 + (x - np.float32(stage.subject.x)) / (1.4 * stage.subject.half_width), 0, 1
    )
    return share.astype(np.float32)


def _relit(stage: Stage) -> Rgb:
    """Return the picture by night, lit in cyan from the left and in magenta from the right."""
    left = tone(stage.picture, ramp((0, (0, 0, 0)), (1, _CYAN)))
    right = tone(stage.picture, ramp((0, (0, 0, 0)), (1, _MAGENTA)))
    share = np.rint(255 * _side(stage, stage.width)).astype(np.uint8)
    lay_over(left, right, np.repeat(share[None], stage.height, axis=0))
    relit: Rgb = cv2.addWeighted(grade(stage.picture, _NEON, 0.55), 0.6, left, 0.8, 0)
    return relit


def _hang_sign(city: Rgb, stage: Stage) -> None:
    """Hang a neon sign behind the head, in place."""
    wide = min(0.86 * stage.width, 1.2 * stage.unit)
    letters = fitted_letters("CYBER", wide, "narrow")
    inner = cv2.copyMakeBorder(letters, 6, 6, 6, 6, cv2.BORDER_CONSTANT)
    tube = cv2.morphologyEx(inner, cv2.MORPH_GRADIENT, np.ones((5, 5), np.uint8))
    head = stage.subject.head
    y = clamp(head.y - 0.62 * inner.shape[0], 0.02 * stage.unit, 0.4 * stage.height)
    at = clamp(head.x - inner.shape[1] / 2, 0, stage.width - inner.shape[1]), y
    layer = np.zeros_like(city)
    write(layer, inner, at, (120.0, 24.0, 96.0), strength=0.8)
    write(layer, tube, at, (255.0, 130.0, 235.0))
    screen(city, layer)
    screen(city, halo(layer, city.shape[:2], 1.6))


def _outline(stage: Stage) -> tuple[Plane, Plane]:
    """Return the subject's rim and the edges inside it (thin strengths)."""
    height, width = thin(stage.picture.shape[:2])
    grey = cv2.resize(luma(stage.picture), (width, height), interpolation=cv2.INTER_AREA)
    edges = cv2.dilate(cv2.Canny(cv2.GaussianBlur(grey, (0, 0), 1.2), 40, 110), np.ones((2, 2), np.uint8))
    if not stage.subject.trusted:
        return np.zeros_like(edges), cv2.convertScaleAbs(edges, alpha=0.7)
    inside = cv2.resize(stage.subject.mask, (width, height), interpolation=cv2.INTER_AREA)
    return rim(stage.subject.mask, 0.010 * stage.unit), cv2.multiply(edges, inside, scale=0.7 / 255)


def _sides(stage: Stage) -> Rgb:
    """Return the colour of light on thin things: cyan on the left, magenta on the right."""
    height, width = thin(stage.picture.shape[:2])
    share = _side(stage, width)[None, :, None]
    row = np.array(_CYAN, np.float32) * (1 - share) + np.array(_MAGENTA, np.float32) * share
    return np.repeat(np.rint(row).astype(np.uint8), height, axis=0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Cyber:
    picture: Rgb
    night: Rgb
    city: Rgb
    sign: Rgb
    relit: Rgb
    hologram: Rgb
    mask: Plane | None
    outline: tuple[Plane, Plane]
    sides: Rgb
    lines: tuple[Plane, ...]
    drops: NDArray[np.float64]
    glitch: Glitch
    glass: Plane
    about: tuple[float, float]

    def paint(self, t: float) -> Rgb:
        come = smooth(t, 0.05, 0.9)
        if come <= 0:
            return self.picture.copy()
        frame = self._city(t, come)
        self._subject(frame, t, come)
        self._outline(frame, t)
        self._overlay(frame, t)
        shade(frame, self.glass, 0.8 * come)
        frame = self._jump(frame, t)
        self.glitch.breaks(frame, t)
        return frame

    def _city(self, t: float, come: float) -> Rgb:
        """The background goes dark, then becomes the city, whose sign flickers before it holds."""
        built = smooth(t, 1.0, 1.5)
        frame = mixed(self.picture, self.night, come)
        if built <= 0:
            return frame
        on = 1.0 if t > 2.6 or math.sin(_FLICKER * TURN * t) > -0.75 else 0.35
        frame = mixed(frame, mixed(self.city, self.sign, on * smooth(t, 1.2, 1.6)), built)
        if self.mask is not None:
            self._floor(frame, t, built)
        return frame

    def _floor(self, frame: Rgb, t: float, built: float) -> None:
        """A grid of light rolls towards the viewer."""
        layer = dark(frame.shape[:2])
        height, width = layer.shape[:2]
        horizon = round(HORIZON * height)
        for number in range(14):
            near = ((number + 1.6 * t % 1) / 14) ** 2.2
            y, bright = round(horizon + near * (height - horizon)), built * (0.25 + 0.75 * near)
            cv2.line(layer, (0, y), (width, y), (220 * bright, 60 * bright, 200 * bright), 1)
        for number in range(-14, 15):
            ends = (
                (round(width / 2 + number * 0.024 * width), horizon),
                (round(width / 2 + number * 0.20 * width), height),
            )
            cv2.line(layer, *ends, (150 * built, 50 * built, 150 * built), 1, cv2.LINE_AA)
        shine(frame, layer, 2.0)

    def _subject(self, frame: Rgb, t: float, come: float) -> None:
        """A hologram that one sees through, then a body in the light of the city."""
        if self.mask is None:
            return
        ghost = fade(t, (0.45, 0.9), (1.5, 2.4))
        body = mixed(mixed(self.picture, self.relit, come), self.hologram, ghost)
        flicker = 0.85 + 0.15 * math.sin(_FLICKER * TURN * t)
        lay_over(frame, body, self.mask, 1 - 0.38 * ghost * flicker)

    def _outline(self, frame: Rgb, t: float) -> None:
        """Light round the subject, and its edges under a bar that sweeps down."""
        on = smooth(t, 0.8, 1.3)
        if on <= 0:
            return
        edge, inside = self.outline
        rows = np.linspace(0, 1, edge.shape[0], dtype=np.float32)[:, None]
        ghost = fade(t, (0.45, 0.9), (1.5, 2.4))
        sweep = 0.9 * np.exp(-(((rows - 0.55 * t % 1.3) / 0.045) ** 2)) + 0.45 * ghost
        swept = np.repeat(np.clip(sweep * on * 255, 0, 255).astype(np.uint8), edge.shape[1], axis=1)
        bright = on * (0.75 + 0.25 * math.sin(7 * t))
        light = cv2.add(cv2.convertScaleAbs(edge, alpha=bright), cv2.multiply(inside, swept, scale=1 / 255))
        shine(frame, cv2.multiply(self.sides, cv2.merge([light] * 3), scale=1 / 255), 1.6)

    def _overlay(self, frame: Rgb, t: float) -> None:
        """Rain, the brackets of the viewfinder, and what it says."""
        unit, on = min(frame.shape[:2]), smooth(t, 0.7, 1.1)
        layer = dark(frame.shape[:2])
        self._rain(layer, t)
        if on > 0:
            colour = (110.0 * on, 215.0 * on, 255.0 * on)
            draw_brackets(layer, 0.035 * unit, length=0.06 * unit, colour=colour, width=0.004 * unit)
        screen(frame, layer)
        since = [0.9 + 0.35 * number for number in range(len(self.lines))]
        at = 0.05 * unit, 0.05 * unit
        typed(frame, self.lines, at, leading=0.036 * unit, colour=(150.0, 225.0, 255.0), since=since, t=t)

    def _rain(self, layer: Rgb, t: float) -> None:
        falls = smooth(t, 1.0, 1.5)
        if falls <= 0:
            return
        height, width = layer.shape[:2]
        place, phase, near = self.drops.T
        down = (phase + t * (1.1 + 0.9 * near)) % 1.2 - 0.1
        x, long = place * width * 1.1 - 0.05 * down * width, 0.035 * (0.5 + near) * height
        colour = (125.0 * falls, 110.0 * falls, 150.0 * falls)
        for left, top, reach in zip(x, down * height, long, strict=True):
            cv2.line(layer, (int(left), int(top)), (int(left - 0.08 * reach), int(top + reach)), colour, 1, cv2.LINE_AA)

    def _jump(self, frame: Rgb, t: float) -> Rgb:
        """The camera jumps at the second break."""
        since = t - _BURSTS[1][0]
        scale = 1 + 0.10 * math.exp(-6 * since) * smooth(since, 0, 0.05) if since > 0 else 1.0
        return frame if scale < 1.002 else seen(frame, scale, self.about)
