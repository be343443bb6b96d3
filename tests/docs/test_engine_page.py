"""How the engine thinks is told of every step, with the numbers of the code and pictures that can be drawn again."""

import importlib
import re
from pathlib import Path

import pytest
from PIL import Image

from bench.explain import example, gallery, paper
from inbetween.engines import tween
from inbetween.engines.tween.pair import analyse

ROOT = Path(__file__).parents[2]
ROOM = ROOT / "src" / "inbetween" / "engines" / "tween"
ROOMS = ("match", "things", "flow", "motion", "draw", "joins")
FILES = [path for folder in (ROOM, *(ROOM / name for name in ROOMS)) for path in folder.glob("[!_]*.py")]
PAGE = (ROOT / "docs" / "how-the-engine-thinks.md").read_text(encoding="utf-8")
PICTURES = ROOT / "docs" / "pictures" / "engine"
PLACES = {path.stem: ".".join(path.relative_to(ROOM).with_suffix("").parts) for path in FILES}
NUMBERS = re.findall(r"`(\w+)\.([A-Z_]+)` =\s+(\d+(?:\.\d+)?)", PAGE)

STEPS = {
    name: number
    for number, files in re.findall(r"^\| (\d+) \|[^|]*\|([^|]*)\|", PAGE, re.MULTILINE)
    for name in re.findall(r"\[(\w+)\.py\]", files)
}


@pytest.fixture(scope="module")
def pairs():
    return example.pairs(416, 232)


def test_every_file_of_the_engine_is_named_and_none_that_is_gone():
    named = set(re.findall(r"\]\(\.\./src/inbetween/engines/tween/((?:\w+/)?\w+\.py)\)", PAGE))
    assert {name for name in named if "/" not in name or name.split("/")[0] in ROOMS} == {
        str(path.relative_to(ROOM)) for path in FILES
    }
    assert all((ROOM / name).exists() for name in named)


def test_no_two_files_share_a_name():
    assert len(PLACES) == len(FILES)


def test_a_file_names_its_step_as_the_page_does():
    said = {path.stem: re.match(r'"""Step (\d+):', path.read_text(encoding="utf-8")) for path in FILES}
    told = {name: match[1] for name, match in said.items() if match}
    assert told.items() <= STEPS.items()
    assert set(told.values()) == set(STEPS.values())


def test_the_package_tells_the_same_steps():
    told, number = {}, ""
    for line in tween.__doc__.split("==  =")[2].splitlines():
        number = line[:2].strip() or number
        told |= dict.fromkeys(re.findall(r"``([a-z_]+)``", line), number)
    assert told == STEPS


def test_the_pictures_shown_are_those_that_are_drawn():
    shown = re.findall(r"\]\(pictures/engine/([\w-]+)\.jpg\)", PAGE)
    assert sorted(shown) == sorted(gallery.PICTURES)
    assert {path.name for path in PICTURES.iterdir()} == {f"{name}.jpg" for name in gallery.PICTURES}


def test_the_pictures_are_light():
    sizes = [path.stat().st_size for path in PICTURES.iterdir()]
    assert max(sizes) < 200_000
    assert sum(sizes) < 2_500_000


@pytest.mark.parametrize(("step", "name", "value"), NUMBERS, ids=lambda part: part)
def test_a_number_is_that_of_the_code(step, name, value):
    assert getattr(importlib.import_module(f"inbetween.engines.tween.{PLACES[step]}"), name) == float(value)


@pytest.mark.parametrize("regime", gallery.REGIMES)
def test_the_sheet_of_a_regime_shows_that_regime(regime, pairs):
    assert analyse(*pairs[regime], example.SEED, lambda _: None).regime == regime.replace("-", " ")


def test_every_picture_is_drawn_from_a_small_pair(tmp_path):
    gallery.main(["--size", "208x116", "--out", str(tmp_path)])
    for name in gallery.PICTURES:
        with Image.open(tmp_path / f"{name}.jpg") as picture:
            assert picture.width == paper.WIDTH + 2 * paper.GAP
