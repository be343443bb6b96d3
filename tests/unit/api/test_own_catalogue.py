"""The catalogue told whole, and what of it is rendered here."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from inbetween.catalog.models import MODELS
from inbetween.domain.spec import Abilities
from tests.served import Server, refusal

FIRST_FRAME = frozenset({"first_frame"})


@pytest.fixture
def server(serving: Callable[..., Server]) -> Server:
    """Give a server whose engine renders one set and one effect."""
    return serving(abilities=Abilities(media_sets=frozenset({FIRST_FRAME}), effects=frozenset({"squish"})))


def cards(server: Server, path: str, field: str, name: str) -> dict[str, dict[str, Any]]:
    """Return the cards of a list by name."""
    told = server.get(f"/inbetween/v1/{path}").json()
    assert told["engine"] == "tween"
    return {card[name]: card for card in told[field]}


@pytest.mark.parametrize("path", ["models", "effects"])
def test_the_catalogue_wants_a_key(server: Server, path: str) -> None:
    assert refusal(server.get(f"/inbetween/v1/{path}", key=None))[:2] == (401, "InvalidApiKey")


def test_every_model_is_told_with_what_is_rendered(server: Server) -> None:
    told = cards(server, "models", "models", "model")
    assert set(told) == set(MODELS)
    rendered = {"+".join(given["media"]): given["rendered"] for given in told["wan2.7-i2v"]["inputs"]}
    assert rendered == {
        "first_frame": True,
        "first_frame+driving_audio": False,
        "first_frame+last_frame": False,
        "first_frame+last_frame+driving_audio": False,
        "first_clip": False,
        "last_frame+first_clip": False,
    }


def test_a_model_is_told_in_numbers_and_prices_in_exact_text(server: Server) -> None:
    """Sections 3.4, 3.8 and 4.1."""
    flash = cards(server, "models", "models", "model")["wan2.6-i2v-flash"]
    assert flash["seconds"] == list(range(2, 16))
    assert flash["sound"] == "switch"
    assert flash["prices"]["cn-beijing"] == {"720P": "0.3", "1080P": "0.5"}
    assert flash["silent_prices"]["ap-southeast-1"] == {"720P": "0.183481", "1080P": "0.275221"}
    assert flash["pictures"]["max_bytes"] == 20 * 2**20
    assert {"audio", "shot_type"} <= set(flash["parameters"])


def test_a_price_never_ends_as_a_float(server: Server) -> None:
    for card in cards(server, "models", "models", "model").values():
        assert all(isinstance(price, str) for tiers in card["prices"].values() for price in tiers.values())


def test_every_effect_is_told_with_its_picture_and_models(server: Server) -> None:
    """Section 3.5."""
    told = cards(server, "effects", "effects", "name")
    assert len(told) == 31
    assert told["squish"] | {"models": ...} == {
        "name": "squish",
        "chinese": "解压捏捏",
        "wants": "anything",
        "shows": "Two cartoon gloves squeeze the subject like a stress ball.",
        "limits": "The cut-out bends; no finger sinks in.",
        "models": ...,
        "rendered": True,
        "preview": "/inbetween/v1/effects/squish/preview",
    }
    assert {"wanx2.1-i2v-turbo", "wanx2.1-i2v-plus"} <= set(told["squish"]["models"])
    assert "wanx2.1-i2v-turbo" not in told["melt"]["models"]
    assert not told["mech1"]["rendered"]


def test_a_preview_is_a_moving_picture_for_anybody(server: Server) -> None:
    told = cards(server, "effects", "effects", "name")["squish"]
    answer = server.get(told["preview"], key=None)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/webp")
    with Image.open(io.BytesIO(answer.content)) as picture:
        assert picture.n_frames > 30
    assert refusal(server.get("/inbetween/v1/effects/nobody/preview", key=None))[:2] == (404, "NotFound")
    assert server.get("/inbetween/v1/effects/..%2F__init__/preview", key=None).status_code == 404
