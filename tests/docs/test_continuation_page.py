"""The page about going on from a clip shows what is drawn, and tells the numbers of the code."""

import re
from pathlib import Path

from bench.explain import continuation, paper
from inbetween.engines.tween.clip.coasting import LONGEST, MOST_SHIFT, SHORTEST
from inbetween.media.clip_index import MOST_RATE

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "modes" / "continuation.md").read_text(encoding="utf-8")
PICTURES = ROOT / "docs" / "pictures" / "modes"


def test_the_pictures_shown_are_those_that_are_drawn() -> None:
    shown = re.findall(r"\]\(\.\./pictures/modes/continuation-([\w-]+)\.jpg\)", PAGE)
    assert sorted(shown) == sorted(continuation.PICTURES)
    assert all((PICTURES / f"continuation-{name}.jpg").stat().st_size < 200_000 for name in shown)


def test_the_pictures_can_be_drawn_again() -> None:
    strip = continuation.strip("pan", continuation.gone_on("pan", (208, 112)))
    assert strip.shape[1] == paper.WIDTH


def test_the_numbers_are_those_of_the_code() -> None:
    assert f"within {SHORTEST} to {LONGEST} s" in PAGE
    assert f"{MOST_SHIFT} widths" in PAGE
    assert f"of any rate up\n  to {MOST_RATE}." in PAGE
