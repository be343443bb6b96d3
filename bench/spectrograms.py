"""Draw what the engine's sounds look like: ``python -m bench.spectrograms [--out docs/pictures/sound]``.

Time runs to the right, pitch upward (log, 40 Hz to 18 kHz), and light is level: 70 dB from dark blue to yellow. The
same seed gives the same pictures. Lines of dialogue need espeak-ng; without it ``shots`` has none.
"""

import argparse
from itertools import pairwise
from pathlib import Path

import numpy as np
from PIL import Image

from bench.explain.paper import heat, page, row, scale, text
from inbetween.domain.frames import SOUND_RATE
from inbetween.domain.plan import Dialogue, Plan, Shot, SoundCue
from inbetween.engines.tween.sound.beds import BEDS
from inbetween.engines.tween.sound.events import EVENTS, draw_event
from inbetween.engines.tween.sound.soundtrack import compose
from inbetween.engines.tween.sound.waves import dice

SEED = 7
LOWEST, HIGHEST, RANGE = 40.0, 18_000.0, 70.0
WINDOW, ROWS = 2048, 96
PICTURES = ("beds", "events", "shots")

SHOTS = Plan(
    duration=10.0,
    source="ranges",
    shots=(
        Shot(start=0.0, end=3.0, text="", transition="whip", sounds=(SoundCue(tag="city", t=0.0, bed=True),)),
        Shot(
            start=3.0,
            end=6.5,
            text="",
            sounds=(SoundCue(tag="rain", t=3.0, bed=True), SoundCue(tag="thunder", t=3.4, bed=False)),
            dialogue=(Dialogue(text="It never ends.", lang="en", t=4.8, voice="female"),),
        ),
        Shot(
            start=6.5,
            end=10.0,
            text="",
            sounds=(SoundCue(tag="fire", t=6.5, bed=True), SoundCue(tag="bell", t=7.5, bed=False)),
        ),
    ),
)


def spectrogram(wave, columns, height=ROWS):
    """Return an RGB picture of (n,) samples, its loudest band yellow."""
    hop = max(len(wave) // columns, 1)
    padded = np.pad(wave, (WINDOW // 2, WINDOW))
    frames = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[: columns * hop : hop]
    power = np.abs(np.fft.rfft(frames * np.hanning(WINDOW), axis=1)) ** 2
    edges = np.geomspace(LOWEST, HIGHEST, height + 1) * WINDOW / SOUND_RATE
    bands = np.stack([_band(power, low, high) for low, high in pairwise(edges)])
    level = 10 * np.log10(bands + 1e-12)
    grey = np.clip((level - level.max()) / RANGE + 1, 0, 1)[::-1]
    return heat(grey)


def _band(power, low, high):
    """Return the mean power of a band, or the power at its middle where it is narrower than a bin."""
    first, last = int(np.ceil(low)), int(np.ceil(high))
    if last > first:
        return power[:, first:last].mean(axis=1)
    middle = (low + high) / 2
    share = middle - int(middle)
    return power[:, int(middle)] * (1 - share) + power[:, int(middle) + 1] * share


def beds():
    """Return five seconds of each bed, the left ear."""
    drawn = [(spectrogram(bed.grow(dice(SEED, tag), 5 * SOUND_RATE)[0], 240), tag) for tag, bed in sorted(BEDS.items())]
    return page(text("5 seconds of each bed; 40 Hz to 18 kHz upward, 70 dB"), *_grid(drawn, 4))


def events():
    """Return each event, in three seconds."""
    drawn = []
    for tag in sorted(EVENTS):
        wave = draw_event(tag, dice(SEED, tag))
        drawn.append((spectrogram(np.pad(wave, (2400, max(3 * SOUND_RATE - 2400 - len(wave), 0))), 200), tag))
    return page(text("3 seconds with each event"), *_grid(drawn, 5))


def shots():
    """Return the sound of three shots: city, a whoosh, rain with thunder and a voice, a fire with a bell."""
    sound = compose(SHOTS, SEED).sound.samples.mean(axis=0)
    caption = "0-3 s city | whoosh | 3-6.5 s rain, thunder at 3.4, a voice at 4.8 | 6.5-10 s fire, a bell at 7.5"
    return page(row((spectrogram(sound, 1040, 240), caption)), scale("-70 dB", "0", "level"))


def _grid(drawn, across):
    blank = (np.full_like(drawn[0][0], 255), "")
    drawn = [*drawn, *[blank] * (-len(drawn) % across)]
    return [row(*drawn[start : start + across]) for start in range(0, len(drawn), across)]


def main(arguments=None):
    """Draw the pictures into a folder."""
    parser = argparse.ArgumentParser(prog="bench.spectrograms")
    parser.add_argument("--out", type=Path, default=Path("docs/pictures/sound"))
    out = parser.parse_args(arguments).out
    out.mkdir(parents=True, exist_ok=True)
    for name, draw in zip(PICTURES, (beds, events, shots), strict=True):
        Image.fromarray(draw()).save(out / f"{name}.jpg", quality=85, optimize=True)


if __name__ == "__main__":
    main()
