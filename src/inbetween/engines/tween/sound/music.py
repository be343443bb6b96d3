"""A bed of slow chords, where the words ask for music: no melody, and nobody's composition."""

from dataclasses import dataclass

import numpy as np

from inbetween.domain.frames import SOUND_RATE
from inbetween.domain.plan import Mood
from inbetween.engines.tween.sound.impacts import attack
from inbetween.engines.tween.sound.waves import Dice, Wave, banded, fading, samples, tone

_BAR = 2.5
_HIGHEST = 2200.0
_HARMONICS = ((1, 1.0), (2, 0.35), (3, 0.12))
_DETUNED = 0.0012
"""How far apart both ears are tuned: the chord grows wide, and no beat is heard."""


@dataclass(frozen=True, slots=True)
class Chords:
    """Semitones of the chords that take turns above a ``root`` in Hz, and whether a drum beats twice a second."""

    turns: tuple[tuple[int, ...], ...]
    root: float = 110.0
    drum: bool = False


_CALM = Chords(((0, 4, 7, 11), (9, 12, 16, 19)))

MOODS: dict[Mood, Chords] = {
    "plain": _CALM,
    "calm": _CALM,
    "happy": Chords(((0, 4, 7, 12), (5, 9, 12, 16))),
    "sad": Chords(((0, 3, 7, 10), (8, 12, 15, 19))),
    "tense": Chords(((0, 1, 6, 7), (0, 3, 6, 8)), root=73.4),
    "epic": Chords(((0, 7, 12, 15), (8, 12, 15, 20)), root=73.4, drum=True),
    "electronic": Chords(((0, 3, 7, 10), (5, 8, 12, 15)), drum=True),
    "drums": Chords(((0, 7, 12, 12),), drum=True),
}


def play(mood: Mood, chance: Dice, count: int) -> Wave:
    """Return (2, count) of music; ``chance`` tunes it."""
    chords = MOODS[mood]
    root = chords.root * 2 ** (int(chance.integers(-2, 3)) / 12)
    bars = -(-count // samples(_BAR))
    mix = np.zeros((2, (bars + 1) * samples(_BAR)), np.float32)
    for bar in range(bars):
        _add(mix, _chord(root, chords.turns[bar % len(chords.turns)]), samples(_BAR * bar))
    if chords.drum:
        for beat in range(0, count, SOUND_RATE // 2):
            _add(mix, _stroke(), beat)
    return banded(mix[:, :count], 35, _HIGHEST)


def _chord(root: float, steps: tuple[int, ...]) -> Wave:
    """Return (2, n) of a chord that fades in and out over half a second, at the same power as the next fades in."""
    edge, count = samples(0.5), samples(_BAR + 0.5)
    shape = np.ones(count, np.float32)
    shape[:edge] = np.sin(np.linspace(0, np.pi / 2, edge))
    shape[-edge:] = shape[:edge][::-1]
    ears = np.array([[1 - _DETUNED], [1 + _DETUNED]], np.float32)
    pitches = [(root * 2 ** (step / 12) * harmonic, strength) for step in steps for harmonic, strength in _HARMONICS]
    chord = sum(strength * tone(pitch * ears, count) for pitch, strength in pitches)
    return np.asarray(chord * shape, np.float32)


def _stroke() -> Wave:
    count = samples(0.25)
    return 3 * tone(95, count, rises=-160) * fading(count, 18) * attack(count, 0.002)


def _add(mix: Wave, piece: Wave, start: int) -> None:
    """Add a piece, as much of it as there is room for."""
    room = mix.shape[1] - start
    mix[:, start : start + piece.shape[-1]] += piece[..., :room]
