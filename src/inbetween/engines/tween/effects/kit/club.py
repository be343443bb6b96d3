"""A night club in place of the background, and its lamps."""

import cv2
import numpy as np

from inbetween.domain.frames import Plane, Rgb
from inbetween.engines.tween.effects.kit.cutting import bent
from inbetween.engines.tween.effects.kit.grading import curves, grade, vignette
from inbetween.engines.tween.effects.kit.grid import Maps
from inbetween.engines.tween.effects.kit.laying import lay_over, mixed, shade
from inbetween.engines.tween.effects.kit.light import Colour, glow, lit, screen, together
from inbetween.engines.tween.effects.kit.rays import beam
from inbetween.engines.tween.effects.scene.stage import Stage

DISCO: tuple[Colour, ...] = (
    (200.0, 80.0, 255.0),
    (60.0, 200.0, 255.0),
    (255.0, 180.0, 80.0),
    (255.0, 80.0, 120.0),
    (120.0, 255.0, 140.0),
)
NIGHT = curves(
    [(0, 20), (128, 88), (255, 215)],
    [(0, 14), (128, 84), (255, 205)],
    [(0, 46), (128, 120), (255, 235)],
)
_LIT = curves(
    [(0, 12), (128, 124), (255, 254)],
    [(0, 6), (128, 116), (255, 242)],
    [(0, 16), (128, 126), (255, 250)],
)
_DARK = 0.5
_FLOOR: Colour = (95.0, 42.0, 120.0)
_CORNERS = 0.5


class Club:
    """The club of a stage: its room, and its dancer in the room's light."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.size = stage.height, stage.width
        self._room = cv2.convertScaleAbs(grade(stage.backdrop, NIGHT, 0.8), alpha=_DARK)
        shade(self._room, vignette(self.size, (0.5, 0.5), 1.0, _CORNERS))
        floor = glow(self.size, (0.5 * stage.width, 1.02 * stage.height), 0.55 * stage.unit)
        screen(self._room, lit(floor, _FLOOR))
        self._dancer = grade(stage.picture, _LIT, 0.9)

    def room(self, share: float) -> Rgb:
        """Return a frame of its own: the plate, and a ``share`` (0..1) of the club."""
        if share <= 0 and not self._stage.carded:
            return self._stage.picture.copy()
        return mixed(self._stage.plate, self._room, share)

    def enter(self, frame: Rgb, maps: Maps, share: float) -> Plane:
        """Lay the dancer over a frame, in place, by a ``share`` in the light of the club; return its bent mask."""
        shown = self._dancer if share >= 1 else mixed(self._stage.picture, self._dancer, share)
        seen, mask = bent(self._stage, maps, shown)
        lay_over(frame, seen, mask)
        return mask

    def lamps(self, angles: list[float], colours: tuple[Colour, ...], gains: list[float]) -> Rgb:
        """Return the beams of lamps in a row above the frame, as a layer of light; lamps without gain are out."""
        count, (height, width) = len(angles), self.size
        beams = [
            lit(beam(self.size, (width * (number + 0.5) / count, -0.06 * height), angle), colours[number], gain)
            for number, (angle, gain) in enumerate(zip(angles, gains, strict=True))
            if gain > 0.01
        ]
        return together(*beams) if beams else np.zeros((1, 1, 3), np.uint8)
