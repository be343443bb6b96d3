"""How well motion follows a given sound: ``python -m bench.quality.beats``.

Films of the example's pictures, and of a painted stranger, by click tracks of 90 and 120 beats a minute and by silence:
how many clicks have a peak of motion within two frames, and how many peaks have a click.
"""

from dataclasses import replace
from itertools import pairwise

import numpy as np
from PIL import Image

from bench.about import ROOT
from bench.quality.takes import painted
from bench.tables import table
from inbetween.domain.frames import SOUND_RATE, Placed, Rectangle, Sound
from inbetween.engines.protocol import Scene
from inbetween.engines.tween.engine import TweenEngine
from inbetween.media.fit import place
from inbetween.pixels.compare import mean_difference
from inbetween.prompts.parse import parse

SECONDS, FPS, SIZE = 5, 30, (416, 232)
NEAR = 2
"""Frames within which a peak of motion is on its click."""

_LAST = 0.1
"""Seconds before the end after which nothing ticks: its peak would be cut off."""

_REACH, _AROUND, _ABOVE = 4, 8, 1.25
_UNSEEN = 0.05

FILMS = {
    "one picture": ("first", None, ""),
    "drawing back": ("first", None, "The camera pulls back."),
    "orbit": ("first", None, "The camera orbits to the left."),
    "handheld": ("first", None, "Handheld camera."),
    "quick pan": ("first", None, "The camera quickly pans left."),
    "two pictures": ("first", "last", ""),
    "two strangers": ("first", "street", ""),
    "one picture twice": ("first", "first", ""),
}
"""First picture, last picture, prompt."""


def ticking(seconds, beats_per_minute):
    """Return (n,) of clicks, the first after half a beat, and their times in seconds."""
    beat = 60 / beats_per_minute
    times = np.arange(beat / 2, seconds - _LAST, beat)
    wave = np.zeros(round(seconds * SOUND_RATE), np.float32)
    at = np.arange(480) / SOUND_RATE
    click = (0.5 * np.sin(2 * np.pi * 1500 * at) * np.exp(-400 * at)).astype(np.float32)
    for time in times:
        piece = wave[round(time * SOUND_RATE) :][: len(click)]
        piece += click[: len(piece)]
    return wave, times


def pictures(size=SIZE):
    """Return the example's pictures, fitted, and a painted street, a stranger to both."""
    given = {name: np.array(Image.open(ROOT / "examples" / f"{name}.png").convert("RGB")) for name in ("first", "last")}
    fitted = {name: place(picture, *size).fitted for name, picture in given.items()}
    return {**fitted, "street": painted(*size)}


def scene(first, last, prompt, wave):
    """Return the scene of one picture or two and a sound (n,), ``None`` for none."""
    height, width = first.shape[:2]
    whole = Rectangle(x=0, y=0, width=width, height=height)
    given = {"first_frame": first} if last is None else {"first_frame": first, "last_frame": last}
    return Scene(
        width=width,
        height=height,
        fps=FPS,
        frame_count=SECONDS * FPS,
        prompt=prompt,
        negative_prompt="",
        seed=1,
        pictures={kind: Placed(original=one, rectangle=whole, fitted=one) for kind, one in given.items()},
        plan=parse(prompt, SECONDS, has_last_frame=last is not None),
        sound=None if wave is None else Sound(samples=np.stack([wave, wave]), rate=SOUND_RATE),
    )


class Nobody:
    """A host that hears nothing and wants everything."""

    scratch = None

    def progress(self, stage, fraction, preview=None):
        """Hear nothing."""

    def cancelled(self):
        """Never stop."""
        return False


def steps(given):
    """Return by how many levels each frame of a scene's film differs from the one before."""
    frames = TweenEngine().render(given, Nobody()).frames
    return np.array([mean_difference(one.y, other.y) for one, other in pairwise(frames)])


def peaks(found):
    """Return the frames that a step leads to which is the largest within 4, and a quarter above the usual within 8."""
    frames = []
    for index, step in enumerate(found):
        near, around = (found[max(index - reach, 0) : index + reach + 1] for reach in (_REACH, _AROUND))
        if step == near.max() and step > _ABOVE * np.median(around) + _UNSEEN:
            frames.append(index + 1)
    return np.array(frames)


def share_near(frames, others):
    """Return the share of ``frames`` with one of ``others`` within ``NEAR``; 0 where there are none."""
    return float(np.mean([np.abs(others - frame).min(initial=np.inf) <= NEAR for frame in frames] or [0.0]))


def judged(name, beats_per_minute):
    """Return the share of clicks with a peak, and of peaks with a click."""
    first, last, prompt = FILMS[name]
    given, (wave, times) = pictures(), ticking(SECONDS, beats_per_minute)
    found = peaks(steps(scene(given[first], given.get(last), prompt, wave)))
    return share_near(FPS * times, found), share_near(found, FPS * times)


def silent(name):
    """Return how many peaks a film has by silence, and without any sound."""
    first, last, prompt = FILMS[name]
    given = scene(pictures()[first], pictures().get(last), prompt, np.zeros(SECONDS * SOUND_RATE, np.float32))
    return tuple(len(peaks(steps(one))) for one in (given, replace(given, sound=None)))


def main():
    """Print a row for each film."""
    rows = []
    for name in FILMS:
        shares = [f"{share:.0%}" for beats in (90, 120) for share in judged(name, beats)]
        rows.append((name, *shares, *map(str, silent(name))))
    head = ("film", "90: clicks with a peak", "peaks with a click", "120: clicks with a peak", "peaks with a click")
    print(table((*head, "peaks in silence", "without sound"), rows))


if __name__ == "__main__":
    main()
