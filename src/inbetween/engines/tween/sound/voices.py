"""Many that sing, chirp or talk at once: what beds of living things are made of."""

import numpy as np

from inbetween.domain.frames import SOUND_RATE
from inbetween.engines.tween.sound.waves import Dice, Wave, clock, drift, floats, panned, reed, samples, swell

_TALKERS = 14

_MURMUR_STEP = 4
"""A murmur ends at 2600 Hz: it is drawn at 12 kHz, a quarter of the work."""


def birds(chance: Dice, count: int, rate: float) -> Wave:
    """Draw (2, count) of songs, ``rate`` a second, each of two to five swept notes from a place of its own."""
    mix = np.zeros((2, count), np.float32)
    number = max(1, round(rate * count / SOUND_RATE))
    for start in ((np.arange(number) + chance.uniform(0, 1, number)) * count / number).astype(int):
        piece = song(chance)[: count - start]
        mix[:, start : start + len(piece)] += panned(chance.uniform(-0.8, 0.8))[:, None] * piece
    return mix


def song(chance: Dice) -> Wave:
    """Draw (n,) of one bird's song, under a second long."""
    pitch, strength = chance.uniform(2600, 4600), chance.uniform(0.2, 0.9)
    parts = [part for _ in range(chance.integers(2, 6)) for part in (_note(chance, pitch), _pause(chance))]
    return np.concatenate(parts) * np.float32(strength)


def _note(chance: Dice, pitch: float) -> Wave:
    count = samples(chance.uniform(0.05, 0.12))
    sweep = pitch * (1 + chance.uniform(-0.15, 0.25) * np.linspace(0, 1, count))
    note = np.sin(2 * np.pi * np.cumsum(sweep) / SOUND_RATE).astype(np.float32)
    return note * swell(count, 1.5)


def _pause(chance: Dice) -> Wave:
    return np.zeros(samples(chance.uniform(0.02, 0.08)), np.float32)


def crickets(chance: Dice, count: int) -> Wave:
    """Draw (2, count) of two crickets to each side, chirping 14 times a second and resting now and then."""
    time = clock(count)
    sides = []
    for side in (0, 1):
        near = 0.5 * np.sin(2 * np.pi * (4150 + 40 * side) * time) * _chirps(chance, time, side)
        far = 0.3 * np.sin(2 * np.pi * 3620 * time) * _chirps(chance, time, 2 + side)
        sides.append(near + far)
    return np.stack(sides).astype(np.float32)


def _chirps(chance: Dice, time: Wave, phase: float) -> Wave:
    """Draw how loud one cricket is."""
    awake = np.clip((drift(chance, len(time), 0.9)[0] - 0.3) * 10, 0, 1)
    return floats(np.maximum(np.sin(2 * np.pi * 14 * time + np.float32(phase)), 0) ** 2 * awake)


def murmur(chance: Dice, count: int) -> Wave:
    """Draw (2, count) of people who talk in vowels: sawtooths in syllables, through two formants each."""
    length = -(-count // 9600) * 9600 // _MURMUR_STEP
    melody = drift(chance, length, 3 * _MURMUR_STEP, low=0.85, high=1.2, channels=_TALKERS)
    pitch = (_MURMUR_STEP * chance.uniform(95, 240, (_TALKERS, 1))).astype(np.float32) * melody
    syllables = np.maximum(drift(chance, length, 4.5 * _MURMUR_STEP, low=-0.4, channels=_TALKERS), 0)
    spectrum = np.fft.rfft(reed(pitch) * syllables) * _formants(chance, length)
    ears = panned(chance.uniform(-0.9, 0.9, _TALKERS)) @ spectrum
    return np.fft.irfft(ears, length * _MURMUR_STEP)[:, :count].astype(np.float32) * np.float32(_MURMUR_STEP)


def _formants(chance: Dice, length: int) -> Wave:
    """Draw the gains (talkers, bins) of vowels: a first formant of each talker's own, and a second that is shared."""
    frequency = np.fft.rfftfreq(length, _MURMUR_STEP / SOUND_RATE)
    first = chance.uniform(400, 800, (_TALKERS, 1))
    gains = _peak(frequency, first, 0.25 * first) + 0.5 * _peak(frequency, np.float64(1600), np.float64(450))
    return (gains * (frequency > 150)).astype(np.float32)


def _peak(frequency: np.ndarray, centre: np.ndarray | np.float64, width: np.ndarray | np.float64) -> np.ndarray:
    return 1 / (1 + ((frequency - centre) / width) ** 4)
