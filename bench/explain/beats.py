"""The picture of docs/modes/driving-audio.md: ``python -m bench.explain.beats [--size 416x232] [--out DIR]``.

Four sounds, what is heard in each, and how much the frames of two films change that go by it. All sounds are drawn.
"""

import cv2
import numpy as np

from bench.explain import album, paper
from bench.quality.beats import SECONDS, pictures, scene, steps, ticking
from inbetween.domain.frames import SOUND_RATE, Sound
from inbetween.engines.tween.sound.beds import BEDS
from inbetween.engines.tween.sound.events import draw_event
from inbetween.engines.tween.sound.music import play
from inbetween.engines.tween.sound.onsets import listen
from inbetween.engines.tween.sound.waves import banded, dice, peaked, reed, samples, swell

PICTURES = ("sounds",)
COUNT = SECONDS * SOUND_RATE
HIGH, LEVELS = 84, 9.0
_BPM = 110


def clicks():
    """Return clicks, 120 a minute."""
    return ticking(SECONDS, 120)[0]


def tune():
    """Return slow chords and a drum that is struck 110 times a minute."""
    wave = peaked(play("calm", dice(7, "piece"), COUNT)[0], -14)
    for number, at in enumerate(np.arange(0.3, SECONDS - 0.3, 60 / _BPM)):
        struck = draw_event("drum", dice(7, f"drum {number % 2}"))[: samples(0.4)]
        piece = wave[samples(at) :][: len(struck)]
        piece += peaked(struck, -3 if number % 2 == 0 else -7)[: len(piece)]
    return peaked(wave, -3)


def voice():
    """Return what has the rhythm of a voice: two sentences of uneven syllables, and a pause between."""
    chance, wave, at = dice(7, "voice"), np.zeros(COUNT, np.float32), 0.2
    while at < SECONDS - 0.4:
        at = 2.6 if 2.0 < at < 2.6 else at
        count = samples(chance.uniform(0.12, 0.22))
        syllable = reed(np.linspace(*chance.uniform(110, 160, 2), count, dtype=np.float32)) * swell(count, 0.7)
        wave[samples(at) : samples(at) + count] += chance.uniform(0.5, 1) * syllable
        at += count / SOUND_RATE + chance.uniform(0.01, 0.09)
    return peaked(banded(wave, 300, 2200), -6)


def rain():
    """Return rain that becomes heavier."""
    grown = BEDS["rain"].grow(dice(7, "rain"), COUNT)[0] * np.linspace(0.2, 1, COUNT, dtype=np.float32)
    return peaked(grown, -6)


SOUNDS = {"clicks, 120 a minute": clicks, "chords and a drum": tune, "the rhythm of a voice": voice, "rain": rain}


def line(strip, values, most, colour):
    """Draw values over the width of a strip, from its foot to its top."""
    x = np.linspace(0, strip.shape[1] - 1, len(values))
    y = (1 - np.clip(np.asarray(values) / most, 0, 1)) * (HIGH - 3) + 1
    cv2.polylines(strip, [np.stack([x, y], 1).round().astype(np.int32)], False, colour, 2, cv2.LINE_AA)


def blank():
    """Return a strip with a mark for each second."""
    strip = np.full((HIGH, paper.WIDTH, 3), 248, np.uint8)
    for second in range(1, SECONDS):
        strip[:, second * paper.WIDTH // SECONDS] = 215
    return strip


def heard_strip(wave):
    """Draw a sound, how loud it is, and what begins in it."""
    strip, heard = blank(), listen(Sound(samples=np.stack([wave, wave]), rate=SOUND_RATE))
    parts = np.array_split(wave, paper.WIDTH)
    for x, part in enumerate(parts):
        low, high = (round(HIGH / 2 * (1 - float(end))) for end in (part.max(), part.min()))
        strip[max(low, 0) : high + 1, x] = (196, 202, 210)
    line(strip, heard.loudness, 1.0, paper.ORANGE)
    for at, strength in zip(heard.times, heard.strengths, strict=True):
        x = round(float(at) * paper.WIDTH / SECONDS)
        cv2.line(strip, (x, HIGH - 1), (x, round((HIGH - 1) * (1 - float(strength)))), paper.RED, 2)
    return strip


def moved_strip(wave, given):
    """Draw by how much each frame of two films changes."""
    strip = blank()
    for last, colour in ((None, paper.BLUE), (given["last"], paper.GREEN)):
        changes = steps(scene(given["first"], last, "", wave))
        line(strip, np.concatenate([[0.0], changes]), LEVELS, colour)
    return strip


def sounds(size):
    """Return the picture."""
    given, rows = pictures(size), []
    for name, draw in SOUNDS.items():
        wave = draw()
        rows += [paper.text(name), heard_strip(wave), moved_strip(wave, given)]
    return paper.page(
        paper.legend(
            (paper.ORANGE, "loudness"),
            (paper.RED, "onsets"),
            (paper.BLUE, "one picture"),
            (paper.GREEN, "two pictures"),
        ),
        *rows,
        paper.text(
            f"5 seconds; below each sound, how much each frame differs from the one before (0 to {LEVELS:.0f} levels)"
        ),
    )


def main(arguments=None):
    """Write the picture."""
    album.write(
        lambda size: lambda _: sounds(size), PICTURES, arguments, told=__doc__, prefix="driving-audio-", size="416x232"
    )


if __name__ == "__main__":
    main()
