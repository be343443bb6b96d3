"""What a word of speed or of amount means in numbers. Lengths are shares of the picture's width, zooms octaves."""

from collections.abc import Mapping

from inbetween.domain.plan import Amount, Ease, Size, Speed

OCTAVES: Mapping[Speed, float] = {"slow": 0.045, "normal": 0.09, "fast": 0.30, "whip": 0.30}
"""Of magnification a second: a second of 0.09 octaves makes things 6 % larger."""

MOST_OCTAVES: Mapping[Speed, float] = {"slow": 0.40, "normal": 0.60, "fast": 1.0, "whip": 1.0}
LEAST_OCTAVES = 0.10
CLOSER: Mapping[Size, float] = {"ms": 0.45, "mcu": 0.60, "cu": 0.80, "ecu": 1.1}
"""Octaves of a push that is told to end at a size, at least."""

WIDTHS: Mapping[Speed, float] = {"slow": 0.030, "normal": 0.060, "fast": 0.18, "whip": 1.2}
"""Of travel or turning a second."""

MOST_WIDTHS: Mapping[Speed, float] = {"slow": 0.10, "normal": 0.14, "fast": 0.19, "whip": 0.22}
"""From an exact first frame every width of travel costs more than two of the frame: 0.14 leave 72 % of it."""

LEAST_WIDTHS = 0.035
HEIGHT_SHARE = 0.9
"""How far vertical travel goes, of what it would be across."""

DEGREES: Mapping[Speed, float] = {"slow": 0.9, "normal": 1.8, "fast": 5.0, "whip": 13.0}
"""Of roll a second."""

MOST_DEGREES = 9.0
ARC: Mapping[Speed, float] = {"slow": 0.004, "normal": 0.006, "fast": 0.012, "whip": 0.018}
"""Parallax a second of an orbit: how far the nearest and the farthest part, as a share of the width."""

MOST_ARC = 0.022
ARC_YAW = 0.05
ARC_TRAVEL = 0.03
TRAVEL_PARALLAX = 0.16
"""Parallax of travel by one width; ``MOST_TRAVEL_PARALLAX`` bounds it."""

MOST_TRAVEL_PARALLAX = 0.02
DOLLY = 0.35
"""Octaves by which the nearest grows more than the subject, per octave of a push that is no zoom."""

FOLLOW_TRAVEL, FOLLOW_OCTAVES, FOLLOW_PARALLAX = 0.045, 0.12, 0.010
VERTIGO_OUT, VERTIGO_IN = -1.5, 1.2
"""Octaves between the nearest and the farthest of a dolly zoom, per octave of a push; out, the background grows."""

VERTIGO_LEAST = 0.40
VERTIGO_ZOOM: Mapping[bool, float] = {True: 0.35, False: 0.10}
"""What a dolly zoom magnifies besides, told in and not told in."""

LOOKING_DOWN = 0.06
"""Radians that a camera which rises to a high angle bends down, or one that sinks to a low one up."""

FACTOR: Mapping[Amount, float] = {"small": 0.5, "normal": 1.0, "large": 1.7}
WEIGHT: Mapping[Speed, float] = {"slow": 1.3, "normal": 1.0, "fast": 0.55, "whip": 0.25}
"""Share of the shot's time that a step takes beside the others."""

REST_WEIGHT = 0.7
LONGEST: Mapping[Speed, float] = {"fast": 1.4, "whip": 0.45}
"""Seconds of what is quick; a drift carries on."""

SHORTEST = 0.45
DRIFT = 0.012
"""Octaves a second that the camera never stops to push, unless it was told to rest."""

RAMPS: Mapping[Ease, tuple[float, float]] = {
    "inout": (0.32, 0.32),
    "in": (0.75, 0.08),
    "out": (0.08, 0.75),
    "snap": (0.35, 0.55),
}
"""Shares of a move's time in which it comes up to speed and comes to rest."""

EVEN_RAMP = 0.15
"""Seconds in which an even move comes up to speed."""
