"""Time: everything starts and stops softly, but for what falls, drifts or rolls."""

import math

from inbetween.engines.tween.timing import smoothstep

TURN = 2 * math.pi


def clamp(x: float, least: float = 0.0, most: float = 1.0) -> float:
    """Return ``x``, at least ``least`` and at most ``most``."""
    return min(max(x, least), most)


def lerp(a: float, b: float, share: float) -> float:
    """Return what lies a ``share`` of the way from ``a`` to ``b``."""
    return a + (b - a) * share


def ramp(t: float, start: float, end: float) -> float:
    """Return 0 until ``start``, 1 from ``end``, and a straight line between."""
    return clamp((t - start) / (end - start))


def smooth(t: float, start: float, end: float) -> float:
    """Return ``ramp`` with soft ends (3x^2 - 2x^3)."""
    return smoothstep(ramp(t, start, end))


def smoother(x: float) -> float:
    """Return 6x^5 - 15x^4 + 10x^3 with ``x`` clipped to 0..1: even its acceleration is 0 at both ends."""
    x = clamp(x)
    return x**3 * (x * (6 * x - 15) + 10)


def fade(t: float, rises: tuple[float, float], falls: tuple[float, float]) -> float:
    """Return 0, then 1 between the two times, then 0 again, softly."""
    return smooth(t, *rises) * (1 - smooth(t, *falls))


def arrive(x: float) -> float:
    """Return 1 - (1 - x)^3 with ``x`` clipped to 0..1: fast away, and at rest at the end."""
    return 1 - (1 - clamp(x)) ** 3


def depart(x: float) -> float:
    """Return x^3 with ``x`` clipped to 0..1: from rest, and fast at the end."""
    return clamp(x) ** 3


def spring(t: float, hertz: float = 2.2, damping: float = 0.22) -> float:
    """Return 0 before a release at 0, then what swings past 1 and settles there; ``damping`` is below 1."""
    if t <= 0:
        return 0.0
    slow = TURN * hertz * math.sqrt(1 - damping * damping)
    decay = damping * TURN * hertz
    return 1 - math.exp(-decay * t) * (math.cos(slow * t) + decay / slow * math.sin(slow * t))


def ringing(t: float, hertz: float = 3.0, damping: float = 0.12) -> float:
    """Return what a blow at 0 leaves: a sine that dies away."""
    return 0.0 if t <= 0 else math.exp(-damping * TURN * hertz * t) * math.sin(TURN * hertz * t)


def press(t: float, down: tuple[float, float], release: float, swing: tuple[float, float] = (2.6, 0.17)) -> float:
    """Return 0, then 1 while something is pressed ``down``, then how it swings back (hertz, damping) to 0."""
    return smooth(t, *down) if t < release else 1 - spring(t - release, *swing)


def beat(t: float, per_minute: float) -> float:
    """Return how much of the current beat is over, 0..1."""
    return t * per_minute / 60 % 1.0


def sharp(x: float, power: float = 0.65) -> float:
    """Return a sine ``x`` with sharper turn-rounds: |x|^power with its sign."""
    return math.copysign(abs(x) ** power, x)


def shake(t: float, number: int = 0) -> float:
    """Return an unsteady hand, -1..1: the sum of three sines; every ``number`` has its own."""
    waves = (
        math.sin(1.7 * t + 3.1 * number),
        0.6 * math.sin(3.9 * t + 1.3 * number + 1),
        0.35 * math.sin(8.3 * t + 5.7 * number + 2),
    )
    return sum(waves) / 1.95
