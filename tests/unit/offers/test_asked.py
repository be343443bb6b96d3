"""What may be asked of weights: the sizes and durations of the models that they serve."""

from pathlib import Path

import pytest

from inbetween.engines.wan.lengths import lengths_of
from inbetween.engines.wan.native import NATIVE
from inbetween.engines.weights import Asked, Weights
from inbetween.offers.asked import asked_of
from inbetween.offers.model_map import read_map

TWO = """
[weights.big]
kind = "a14b"
folder = "A14B"
[weights.ends]
kind = "flf2v"
folder = "FLF2V"
fps = "native"
[models]
"wan2.2-i2v-flash" = ["big", "ends"]
"wan2.5-i2v-preview" = "big"
"wan2.2-kf2v-flash" = "ends"
"""


@pytest.fixture
def asked(tmp_path: Path) -> dict[str, tuple[Asked, ...]]:
    """Give what is asked of each entry of the map above."""
    (tmp_path / "map.toml").write_text(TWO)
    offers = read_map(tmp_path / "map.toml", "tween").offers
    return {offer.name: asked_of(offer, offers) for offer in offers}


def test_sizes_rates_and_durations_are_those_of_the_models_served(asked: dict[str, tuple[Asked, ...]]) -> None:
    by_size = {(each.width, each.height, each.fps): each.seconds for each in asked["big"]}
    assert by_size[1280, 720, 30] == (5, 10)
    assert by_size[832, 464, 30] == (5, 10)
    assert {each.fps for each in asked["ends"]} == {16}
    assert {each.seconds for each in asked["ends"]} == {(5,)}
    weights = Weights(name="big", asked=asked["big"])
    assert Weights.from_json(weights.to_json()) == weights


def test_lengths_are_the_shortest_and_the_longest_segment_of_each_size(asked: dict[str, tuple[Asked, ...]]) -> None:
    # 5 s are 21 latent frames at once, 10 s three segments of 15.
    small, large = (832 // 16) * (464 // 16), (1280 // 16) * (720 // 16)
    lengths = lengths_of(asked["big"], NATIVE["a14b"])
    assert {15 * small, 21 * small, 15 * large, 21 * large} <= set(lengths)
    assert list(lengths) == sorted(set(lengths))
    assert 21 * large == 75_600
    assert lengths_of((), NATIVE["a14b"]) == ()
