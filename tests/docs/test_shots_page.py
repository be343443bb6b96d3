"""The page about several shots shows what is drawn, and tells the numbers of the code."""

import re
from pathlib import Path

from bench.explain import paper, shots
from inbetween.engines.tween.modes.shots import ENLARGED, LEAST
from inbetween.engines.tween.shots.apart import NEARER
from inbetween.engines.tween.shots.sizes import OCTAVES
from inbetween.engines.tween.shots.spans import MOST, SECONDS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "modes" / "shots.md").read_text(encoding="utf-8")


def test_the_pictures_shown_are_those_that_are_drawn():
    shown = re.findall(r"\]\(\.\./pictures/modes/shots-([\w-]+)\.jpg\)", PAGE)
    assert sorted(shown) == sorted(shots.PICTURES)
    folder = ROOT / "docs" / "pictures" / "modes"
    assert all((folder / f"shots-{name}.jpg").stat().st_size < 200_000 for name in shown)


def test_a_picture_can_be_drawn_again():
    assert shots.picture("told", (208, 112)).shape[1] == paper.WIDTH + 2 * paper.GAP


def test_the_numbers_are_those_of_the_code():
    for kind, seconds in SECONDS.items():
        told = f"{seconds:.2f}" if seconds * 10 % 1 else f"{seconds:.1f}"
        assert re.search(rf"^\| [a-z, ]*{kind} \| {told} s \|", PAGE, re.MULTILINE)
    assert f"at most {MOST:.0%}".replace("%", " %") in PAGE
    assert f"differ by {2**NEARER:.2f} times in size" in PAGE
    assert f"a medium shot shows {2 ** -OCTAVES['ms']:.2f} of the width, a close-up half of it" in PAGE
    assert OCTAVES["cu"] == 1
    assert f"{1 / ENLARGED:.1f} times, pictures as small as the video up to {LEAST:.1f} times" in PAGE
