"""The example pictures are drawn by the project's own script, the same way every time."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from PIL import Image

EXAMPLES = Path(__file__).parents[3] / "examples"
SMALL = (160, 90)


@pytest.fixture(scope="module")
def draw() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(EXAMPLES))
        import draw

        yield draw
    for name in [name for name in sys.modules if name.split(".")[0] in {"draw", "evening"}]:
        del sys.modules[name]


@pytest.fixture(scope="module")
def drawn(draw: ModuleType) -> dict[str, Image.Image]:
    return {"first": draw.draw(0.0, SMALL[0]), "last": draw.draw(1.0, SMALL[0])}


def test_a_picture_is_drawn_the_same_every_time(draw, drawn):
    assert draw.draw(1.0, SMALL[0]).tobytes() == drawn["last"].tobytes()


def test_a_picture_has_the_width_asked_for_and_nine_sixteenths_of_it_as_height(drawn):
    assert {picture.size for picture in drawn.values()} == {SMALL}


def test_the_evening_changes_the_picture_and_warms_its_light(drawn):
    change = np.asarray(drawn["last"], float) - np.asarray(drawn["first"], float)
    red, _, blue = change.mean(axis=(0, 1))
    assert red > blue
    assert np.abs(change).mean() > 5


@pytest.mark.parametrize("name", ["first", "last"])
def test_the_shipped_picture_is_the_drawn_one_and_within_what_the_models_take(drawn, name):
    path = EXAMPLES / f"{name}.png"
    assert path.stat().st_size < 2_000_000
    with Image.open(path) as shipped:
        assert shipped.size == (1280, 720)
        assert shipped.mode == "RGB"
        # Fine texture depends on the size it is drawn at; what remains at 32 pixels does not.
        coarse = [
            np.asarray(picture.resize((32, 18), Image.Resampling.BOX), float) for picture in (shipped, drawn[name])
        ]
    assert np.abs(coarse[0] - coarse[1]).mean() < 5
