"""A scanner climbs the body; steel plates lock behind it, robot arms weld, then core and eyes light up."""

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Plane, Rgb
from inbetween.engines.tween.effects.kit.armour import STEEL, Armour, forge, panel_width
from inbetween.engines.tween.effects.kit.camera import seen
from inbetween.engines.tween.effects.kit.easing import arrive, clamp, fade, lerp, ramp, shake, smooth
from inbetween.engines.tween.effects.kit.grading import curves, grade, vignette
from inbetween.engines.tween.effects.kit.hud import draw_arcs, draw_bar, text_lines, typed
from inbetween.engines.tween.effects.kit.laying import lay_over, mixed, shade
from inbetween.engines.tween.effects.kit.light import Map, glow, lit, screen
from inbetween.engines.tween.effects.kit.panels import cut_panels
from inbetween.engines.tween.effects.kit.shapes import soft_dot, star
from inbetween.engines.tween.effects.kit.stamp import marks, put, stamp
from inbetween.engines.tween.effects.kit.strokes import dark, draw_line, shine
from inbetween.engines.tween.effects.scene.stage import Paint, Stage
from inbetween.engines.tween.effects.scene.subject import Subject
from inbetween.engines.tween.effects.sprites.robot_arm import TIP, robot_arm

_COLD = curves(
    [(0, 8), (128, 70), (255, 182)],
    [(0, 12), (128, 86), (255, 200)],
    [(0, 20), (128, 110), (255, 222)],
)
_CYAN, _WELD = (110.0, 225.0, 255.0), (255.0, 214.0, 150.0)
_SCANS, _WAKES = (0.8, 3.2), 3.2
_PITCH = 0.105
_SPARKS = 70
_LINES = (
    "> BOOT SEQ 01",
    "> FRAME ........ OK",
    "> SERVO 24/24 ... OK",
    "> OPTIC L/R ..... OK",
    "> CORE 100% ... ONLINE",
)
_ARM = 0.44
"""Width of an arm, in units."""


def prepare(stage: Stage) -> Paint:
    """Return what paints the steel armour of the subject of ``stage``."""
    subject, unit, size = stage.subject, stage.unit, stage.picture.shape[:2]
    head = subject.head
    panels = cut_panels(size, head.x, panel_width(stage, _PITCH), stage.chance("panels"), blocky=True)
    top, foot = (subject.top, subject.foot) if subject.trusted else (0.0, float(stage.height))
    rows = np.arange(panels.edge.shape[0], dtype=np.float32)[:, None] * 2
    share = np.clip((np.float32(foot) - rows) / np.float32(max(foot - top, 1)), 0, 1)
    cold = grade(stage.backdrop if subject.trusted else stage.picture, _COLD, 0.9)
    shade(cold, vignette(size, (0.5, 0.5), 1.0, 0.6))
    return _Mech(
        picture=stage.picture,
        cool=grade(stage.picture, _COLD, 0.4),
        cold=cold,
        subject=subject,
        armour=forge(stage, panels, STEEL, 0.88 * share + 0.12 * panels.chance),
        between=(top, foot),
        reach=_reach(subject),
        core=glow(size, (head.x, min(head.y + 2.3 * head.r, 0.85 * stage.height)), 0.065 * unit),
        sparks=stage.chance("sparks").random((_SPARKS, 5)),
        lines=tuple(text_lines(_LINES, 0.024 * unit)),
    ).paint


def _reach(subject: Subject) -> NDArray[np.float32]:
    """Return left and right edge of the subject in 64 rows of the frame, smoothed: (2, 64)."""
    width = subject.mask.shape[1]
    small = cv2.resize(subject.mask, (width, 64), interpolation=cv2.INTER_AREA) > 100
    left = np.where(small.any(1), small.argmax(1), subject.left)
    right = np.where(small.any(1), width - 1 - small[:, ::-1].argmax(1), subject.right)
    edges = np.stack([left, right]).astype(np.float32)
    smooth_edges: NDArray[np.float32] = cv2.GaussianBlur(edges, (0, 0), sigmaX=3, sigmaY=0.01)
    return smooth_edges


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Mech:
    picture: Rgb
    cool: Rgb
    cold: Rgb
    subject: Subject
    armour: Armour
    between: tuple[float, float]
    reach: NDArray[np.float32]
    core: Map
    sparks: NDArray[np.float64]
    lines: tuple[Plane, ...]

    def paint(self, t: float) -> Rgb:
        cold = smooth(t, 0, 1)
        if cold <= 0:
            return self.picture.copy()
        frame = mixed(self.picture, self.cold, cold)
        share = ramp(t, *_SCANS)
        self._subject(frame, share, cold)
        self._seams(frame, t, share)
        self._scan(frame, t, share)
        self._arms(frame, t, share)
        self._eyes(frame, t)
        self._write(frame, t, share)
        return self._blow(frame, t)

    def _subject(self, frame: Rgb, share: float, cold: float) -> None:
        if not self.subject.trusted:
            self.armour.put_on(frame, share)
            return
        dressed = mixed(self.picture, self.cool, cold)
        self.armour.put_on(dressed, share)
        lay_over(frame, dressed, self.subject.mask)

    def _seams(self, frame: Rgb, t: float, share: float) -> None:
        """White edges while panels lock; later seams that glow, and waves of light up the body."""
        wakes = smooth(t, _WAKES, _WAKES + 0.4)
        light = self.armour.leaking(share, 0.25 + (0.55 + 0.2 * math.sin(5 * t)) * wakes)
        if 0 < share < 1:
            light = cv2.add(light, self.armour.flashing(share, 0.012))
        if wakes > 0:
            rows = np.linspace(0, 1, light.shape[0])[:, None]
            wave = np.exp(-(((rows - (1.2 - 0.9 * (t - _WAKES) % 1.5)) / 0.06) ** 2)) * (255 * wakes)
            wide = np.repeat(wave.astype(np.uint8), light.shape[1], axis=1)
            light = cv2.add(light, cv2.multiply(self.armour.seams, wide, scale=1 / 255))
        screen(frame, lit(light, _CYAN))
        screen(frame, lit(self.core, (150.0, 236.0, 255.0), 1.2 * wakes * (1 + 0.12 * math.sin(9 * t))))

    def _row(self, share: float) -> float:
        """Return the row that the scanner has reached."""
        return lerp(self.between[1], self.between[0], min(share / 0.95, 1.0))

    def _edges(self, row: float) -> tuple[float, float]:
        """Return where the subject begins and ends in a row."""
        if not self.subject.trusted:
            return 0.22 * self.picture.shape[1], 0.78 * self.picture.shape[1]
        place = clamp(row / self.picture.shape[0] * 64 - 0.5, 0, 63)
        left, right = (float(np.interp(place, np.arange(64), side)) for side in self.reach)
        return left, right

    def _scan(self, frame: Rgb, t: float, share: float) -> None:
        """The scanner's line across the body, and the sparks that rain from it."""
        shown = min(1.0, 10 * share, 10 * (1 - share))
        if shown <= 0:
            return
        unit, row = min(frame.shape[:2]), self._row(share)
        left, right = self._edges(row)
        layer = dark(frame.shape[:2])
        ends = np.array([[left - 0.06 * unit, row], [right + 0.06 * unit, row]])
        draw_line(layer, ends, (150.0 * shown, 235.0 * shown, 255.0 * shown), 0.006 * unit)
        shine(frame, layer, 3.0)
        s = self.sparks.T
        life = (1.6 * t + s[0]) % 1
        x = left + (right - left) * s[1] + (s[2] - 0.5) * 0.3 * unit * life
        y = row + unit * (0.24 * life**2 - 0.10 * life * s[3])
        size = (0.010 + 0.016 * s[4]) * unit
        stamp(frame, _SPARK, marks(x, y, size, height=size, alpha=(1 - life) * shown), ink="light")

    def _arms(self, frame: Rgb, t: float, share: float) -> None:
        """Two arms follow the scanner, one on each side, and weld."""
        come = fade(t, (0.45, 0.95), (3.0, 3.6))
        if come <= 0:
            return
        unit, width = min(frame.shape[:2]), frame.shape[1]
        wide, row = _ARM * unit, clamp(self._row(share), 0.16 * frame.shape[0], 0.9 * frame.shape[0])
        for side, edge in zip((-1, 1), self._edges(row), strict=True):
            tip = clamp(edge, 0.12 * unit, width - 0.12 * unit) + side * 1.1 * wide * (1 - arrive(come))
            y = row + (0.02 + 0.008 * math.sin(17 * t) * side) * unit
            middle = tip + side * TIP[0] * wide / 2, y - TIP[1] * wide / 2
            put(frame, robot_arm(), middle, -side * wide, angle=-side * (0.06 + 0.05 * math.sin(6 * t + side)))
            flicker = come * clamp(0.5 + 0.9 * math.sin(43 * t + 2 * side) * math.sin(29 * t)) * (share > 0)
            put(frame, _FLASH, (tip, y), 0.13 * unit, angle=7 * t, alpha=flicker, ink="light")

    def _eyes(self, frame: Rgb, t: float) -> None:
        wakes, eyes = smooth(t, _WAKES, _WAKES + 0.3), self.subject.eyes
        if eyes is None or wakes <= 0:
            return
        for x, y in (eyes.left, eyes.right):
            wide = 14 * eyes.iris * (1 + 0.15 * math.sin(11 * t))
            where = marks(x, y, wide, height=0.4 * wide, alpha=wakes)
            stamp(frame, _EYE, where, ink="light")
            put(frame, _PUPIL, (x, y), 5 * eyes.iris, alpha=0.95 * wakes, ink="light")

    def _write(self, frame: Rgb, t: float, share: float) -> None:
        """Arcs round the head, a bar, and five lines of the log."""
        on, head = smooth(t, 0.3, 0.7), self.subject.head
        if on <= 0:
            return
        unit, height = min(frame.shape[:2]), frame.shape[0]
        colour = (140.0 * on, 230.0 * on, 255.0 * on)
        layer, radius = dark(frame.shape[:2]), 1.35 * head.r * (1 + 0.5 * (1 - arrive(ramp(t, 0.3, 0.9))))
        quarters = [(number / 4 + 0.03, number / 4 + 0.16) for number in range(4)]
        ticks = [(number / 4 + 0.05, number / 4 + 0.09) for number in range(4)]
        draw_arcs(layer, (head.x, head.y), radius, turn=0.7 * t, spans=quarters, colour=colour, width=0.002 * unit)
        draw_arcs(
            layer, (head.x, head.y), 1.09 * radius, turn=-0.44 * t, spans=ticks, colour=colour, width=0.005 * unit
        )
        draw_bar(layer, (0.04 * unit, height - 0.05 * unit, 0.24 * unit, 0.012 * unit), share, colour)
        screen(frame, layer)
        since = [0.5 + 0.62 * number for number in range(len(self.lines))]
        typed(
            frame,
            self.lines,
            (0.04 * unit, 0.045 * unit),
            leading=0.036 * unit,
            colour=(170.0, 235.0, 255.0),
            since=since,
            t=t,
        )

    def _blow(self, frame: Rgb, t: float) -> Rgb:
        """The camera jumps as the machine wakes."""
        force = math.exp(-4 * (t - _WAKES)) * smooth(t, _WAKES, _WAKES + 0.08) if t > _WAKES else 0.0
        if force < 0.01:
            return frame
        far = 0.006 * min(frame.shape[:2]) * force
        shift = far * shake(20 * t, 1), far * shake(20 * t, 2)
        return seen(frame, 1 + 0.04 * force, (self.subject.head.x, self.subject.head.y), shift=shift)


_SPARK, _PUPIL = soft_dot((255.0, 220.0, 160.0), 1.2), soft_dot((60.0, 215.0, 255.0), 1.2)
_FLASH, _EYE = star(_WELD, 0.05), star((210.0, 245.0, 255.0))
