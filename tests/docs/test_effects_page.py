"""The page about effects shows what is drawn, and its pictures and the previews can be drawn again."""

import re
from pathlib import Path

import pytest
from PIL import Image, ImageSequence

from bench.effects import __main__ as gallery
from bench.effects import films, people
from inbetween.catalog.effects import EFFECTS, PREVIEWS
from inbetween.engines.tween.effects.scene.subject import find_subject

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "modes" / "effects.md").read_text(encoding="utf-8")
PICTURES = ROOT / "docs" / "pictures" / "modes"


def test_every_effect_has_a_row_of_a_picture():
    shown = re.findall(r"!\[([^\]]+)\]\(\.\./pictures/modes/(effects-\d\.jpg)\)", PAGE)
    assert [name for names, _ in shown for name in names.split(", ")] == list(EFFECTS)
    for names, file in shown:
        with Image.open(PICTURES / file) as picture:
            assert picture.height == gallery.SHOWN * len(names.split(", "))
        assert (PICTURES / file).stat().st_size < 200_000


def test_a_preview_is_five_seconds_long():
    with Image.open(PREVIEWS / "poke.webp") as picture:
        shown = [frame.info["duration"] for frame in ImageSequence.Iterator(picture) if frame.load()]
        assert (picture.size, sum(shown)) == ((gallery.SIDE, gallery.SIDE), 5000)


def test_previews_and_strips_can_be_drawn_again():
    assert [frame.shape for frame in films.preview("poke", side=48, fps=1)] == [(48, 48, 3)] * 5
    assert films.strip("hug", (0.0, 2.0), 48).shape == (48, 96, 3)


@pytest.mark.parametrize(("drawn", "faces"), [(people.portrait, 1), (people.couple, 2)])
def test_the_dolls_are_told_from_their_garden(drawn, faces):
    found = find_subject(drawn(256, 256))
    assert found.trusted
    assert len(found.faces) == faces
