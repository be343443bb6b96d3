"""The page about sound names every bed and event, with words that mean them, and the numbers of the code."""

import importlib
import re
from pathlib import Path

import pytest
from PIL import Image

from bench import spectrograms
from inbetween.engines.tween.sound.beds import BEDS
from inbetween.engines.tween.sound.events import EVENTS
from inbetween.engines.tween.sound.music import MOODS
from inbetween.prompts.lexicon import sounds as lexicon
from inbetween.prompts.parse import parse

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "modes" / "sound.md").read_text(encoding="utf-8")
PICTURES = ROOT / "docs" / "pictures" / "sound"
NUMBERS = re.findall(r"`(\w+)\.([A-Z_]+)` =\s+(-?\d+(?:\.\d+)?)", PAGE)


def tags(title: str) -> list[str]:
    """Return the tags of the table under a title."""
    section = PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]
    return re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)


def test_every_bed_and_every_event_has_its_row():
    assert sorted(tags("Beds")) == sorted(BEDS)
    assert sorted(tags("Events")) == sorted(EVENTS)


def test_every_mood_is_named():
    told = re.search(r"mood in the words: ([\w, ]+)\.", PAGE)[1].split(", ")
    assert set(told) == set(MOODS) - {"plain"}


@pytest.mark.parametrize(("step", "name", "value"), NUMBERS, ids=lambda part: part)
def test_a_number_is_that_of_the_code(step, name, value):
    assert getattr(importlib.import_module(f"inbetween.engines.tween.sound.{step}"), name) == float(value)


def test_the_pictures_shown_are_those_that_are_drawn_and_they_are_light():
    assert sorted(re.findall(r"pictures/sound/(\w+)\.jpg", PAGE)) == sorted(spectrograms.PICTURES)
    assert {path.name for path in PICTURES.iterdir()} == {f"{name}.jpg" for name in spectrograms.PICTURES}
    assert max(path.stat().st_size for path in PICTURES.iterdir()) < 200_000


def test_a_picture_is_drawn_again(tmp_path):
    spectrograms.main(["--out", str(tmp_path)])
    for name in spectrograms.PICTURES:
        with Image.open(tmp_path / f"{name}.jpg") as drawn, Image.open(PICTURES / f"{name}.jpg") as shown:
            assert drawn.size == shown.size


EXAMPLES = [
    (tag, word)
    for tag, words in re.findall(r"^\| `(\w+)` \| ([^(|]+) \|", PAGE, re.MULTILINE)
    for word in words.split(", ")
]


@pytest.mark.parametrize(("tag", "word"), EXAMPLES, ids=lambda part: part)
def test_a_word_means_its_sound(tag, word):
    (shot,) = parse(word, 5.0).shots
    assert (tag, tag in BEDS and tag != "bird") in [(cue.tag, cue.bed) for cue in shot.sounds]


def test_every_sound_of_the_lexicon_can_be_made():
    assert BEDS.keys() >= lexicon.BEDS
    assert lexicon.SOUNDS.keys() - lexicon.BEDS == EVENTS.keys()
