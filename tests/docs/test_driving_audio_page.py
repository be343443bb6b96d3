"""The page about driving audio shows what is drawn, and tells the numbers of the code."""

import re
from pathlib import Path

from bench.explain import beats
from bench.quality.beats import FILMS
from inbetween.engines.tween.shots import in_time
from inbetween.engines.tween.sound import pulses
from inbetween.media.sound import FADE_SECONDS

ROOT = Path(__file__).parents[2]
PAGE = " ".join((ROOT / "docs" / "modes" / "driving-audio.md").read_text(encoding="utf-8").split())
PICTURES = ROOT / "docs" / "pictures" / "modes"


def test_the_picture_shown_is_the_one_that_is_drawn_and_it_is_light():
    shown = re.findall(r"\]\(\.\./pictures/modes/driving-audio-([\w-]+)\.jpg\)", PAGE)
    assert sorted(shown) == sorted(beats.PICTURES)
    assert all((PICTURES / f"driving-audio-{name}.jpg").stat().st_size < 200_000 for name in shown)


def test_what_is_heard_can_be_drawn_again():
    for draw in beats.SOUNDS.values():
        assert beats.heard_strip(draw()).shape == (beats.HIGH, beats.paper.WIDTH, 3)


def test_every_film_has_its_row():
    assert re.findall(r"\| ([\w ]+) \| \d+% \|", PAGE) == list(FILMS)


def test_the_numbers_are_those_of_the_code():
    assert f"its last {1000 * FADE_SECONDS:.0f} ms" in PAGE
    assert f"goes in by {100 * (2**pulses.DEEPEST_PUSH - 1):.1f} % at most" in PAGE
    assert f"back within {pulses.RELEASE} s" in PAGE
    assert f"nearest onset within {in_time.REACH} s" in PAGE
    assert f"{100 * (2**pulses.DEEPEST_SWAY - 1):.1f} % nearer" in PAGE


def test_nobody_is_promised_lip_sync():
    assert "**There is no lip sync**" in PAGE
