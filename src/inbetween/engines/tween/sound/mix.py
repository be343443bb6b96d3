"""A score drawn: beds that cross over at cuts, events at their times, speech above both."""

from collections.abc import Sequence

import numpy as np

from inbetween.engines.tween.sound.beds import BEDS
from inbetween.engines.tween.sound.events import draw_event
from inbetween.engines.tween.sound.music import play
from inbetween.engines.tween.sound.score import Hit, Layer, Score
from inbetween.engines.tween.sound.speech import Utterance
from inbetween.engines.tween.sound.waves import Wave, clock, dice, panned, samples
from inbetween.pixels.loudness import integrated_loudness

MUSIC_LEVEL = -24.0
"""LUFS of music: above the beds, below speech."""

CROSSING = 0.25
"""Seconds in which the beds of one shot give way to those of the next, the cut in their middle."""

BEDS_DUCKED, EVENTS_DUCKED = -9.0, -4.0
"""dB of beds and music, and of events, while somebody speaks."""

_AHEAD, _BEHIND, _SLOPE = 0.15, 0.3, 0.16
_WIDTH = 0.4
"""How far to the sides events lie."""


def mix(score: Score, utterances: Sequence[Utterance], seed: int) -> Wave:
    """Return (2, n) of everything, at the levels of the parts."""
    count = samples(score.seconds)
    speaking = speech_over_time(utterances, count)
    under = beds(score, seed, count) * _ducked(speaking, BEDS_DUCKED)
    once = events(score.hits, seed, count) * _ducked(speaking, EVENTS_DUCKED)
    return under + once + speech(utterances, count)


def beds(score: Score, seed: int, count: int) -> Wave:
    """Return (2, count) of all layers and the music."""
    whole = np.zeros((2, count), np.float32)
    for layer in score.layers:
        _lay(whole, layer, score.cuts, seed)
    if score.music:
        music = play(score.music, dice(seed, "music"), count)
        whole += _levelled(music, MUSIC_LEVEL)
    return whole


def _lay(whole: Wave, layer: Layer, cuts: Sequence[float], seed: int) -> None:
    """Add a layer, drawn from the beginning of its first shot to the end of its last."""
    count = whole.shape[1]
    gains = layer_gains(layer, cuts, count)
    heard = np.flatnonzero(gains)
    first, last = int(heard[0]), int(heard[-1]) + 1
    bed = BEDS[layer.tag].grow(dice(seed, layer.tag), last - first)
    whole[:, first:last] += _levelled(bed, 0) * gains[first:last]


def layer_gains(layer: Layer, cuts: Sequence[float], count: int) -> Wave:
    """Return (count,) gains of a layer at 0 LUFS: its level in each shot, crossing over so that powers add up."""
    powers = [0.0 if level is None else 10 ** (level / 10) for level in layer.levels]
    time = clock(count)
    power = np.full(count, powers[0], np.float32)
    for cut, before, after in zip(cuts, powers, powers[1:], strict=False):
        if before != after:
            share = np.clip((time - np.float32(cut)) / np.float32(CROSSING) + np.float32(0.5), 0, 1)
            power += np.float32(after - before) * np.sin(np.float32(np.pi / 2) * share) ** 2
    return np.sqrt(np.maximum(power, 0))


def _levelled(wave: Wave, level: float) -> Wave:
    """Return (2, n) at ``level`` LUFS; silence stays silence."""
    loudness = integrated_loudness(wave)
    return wave * np.float32(10 ** ((level - loudness) / 20)) if np.isfinite(loudness) else wave


def events(hits: Sequence[Hit], seed: int, count: int) -> Wave:
    """Return (2, count) of all events, each a little to one side; what is left at the end is cut."""
    whole = np.zeros((2, count), np.float32)
    for hit in hits:
        chance = dice(seed, hit.name)
        sides = panned(chance.uniform(-_WIDTH, _WIDTH)) * np.float32(np.sqrt(2))
        start = samples(hit.at)
        wave = np.float32(10 ** (hit.level / 20)) * draw_event(hit.tag, chance)[: count - start]
        whole[:, start : start + len(wave)] += sides[:, None] * wave
    return whole


def speech(utterances: Sequence[Utterance], count: int) -> Wave:
    """Return (2, count) of all utterances, in the middle."""
    whole = np.zeros((2, count), np.float32)
    for utterance in utterances:
        start = samples(utterance.at)
        wave = utterance.wave[: count - start]
        whole[:, start : start + len(wave)] += wave
    return whole


def speech_over_time(utterances: Sequence[Utterance], count: int) -> Wave:
    """Return (count,) of 1 where somebody speaks, a little ahead and some time behind, with slopes to 0."""
    speaking = np.zeros(count, np.float32)
    for utterance in utterances:
        first, last = utterance.at - _AHEAD, utterance.end + _BEHIND
        slopes = np.interp(clock(count), [first - _SLOPE, first, last, last + _SLOPE], [0, 1, 1, 0])
        speaking = np.maximum(speaking, slopes.astype(np.float32))
    return speaking


def _ducked(speaking: Wave, depth: float) -> Wave:
    return np.float32(10) ** (np.float32(depth / 20) * speaking)
