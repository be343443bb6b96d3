"""The page about one picture shows what is drawn, and tells the numbers of the code."""

import re
from pathlib import Path

from bench.explain import moves, paper
from inbetween.engines.tween.moves.amounts import CLOSER, MOST_DEGREES, MOST_WIDTHS, OCTAVES
from inbetween.engines.tween.moves.lines import MOST_BEND
from inbetween.engines.tween.moves.path import MOST_OUT

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "modes" / "one-picture.md").read_text(encoding="utf-8")
PICTURES = ROOT / "docs" / "pictures" / "modes"


def test_the_pictures_shown_are_those_that_are_drawn():
    shown = re.findall(r"\]\(\.\./pictures/modes/one-picture-([\w-]+)\.jpg\)", PAGE)
    assert sorted(shown) == sorted(moves.PICTURES)
    assert all((PICTURES / f"one-picture-{name}.jpg").stat().st_size < 200_000 for name in shown)


def test_the_pictures_can_be_drawn_again():
    picture = moves.first(208, 112)
    assert moves.guess(picture).shape[1] == paper.WIDTH + 2 * paper.GAP
    assert moves.group("quick", picture).shape[1] == paper.WIDTH + 2 * paper.GAP


def test_the_numbers_are_those_of_the_code():
    assert f"{2 ** (5 * OCTAVES['normal']):.2f}x; to a close-up {2 ** CLOSER['cu']:.1f}x and more |" in PAGE
    assert f"{2**MOST_OUT:.2f}x at most" in PAGE
    assert f"{1 - 2 ** (-2 * MOST_OUT):.0%} of the frame".replace("%", " %") in PAGE
    assert f"{MOST_WIDTHS['normal']:.2f} widths" in PAGE
    assert f"{MOST_DEGREES:.0f} degrees" in PAGE
    assert f"{MOST_BEND * 1280:.1f} pixels of 1280" in PAGE
