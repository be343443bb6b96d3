"""Names of one model share what is counted per model: specification sections 3.1, 3.7 and 8.1."""

from collections.abc import Callable
from typing import Any

from tests.samples import EVERYTHING
from tests.served import GENERATION, Server, refusal
from tests.wire.exchanges.pictures import data_url, picture

NAMES = ("wanx2.1-i2v-plus", "wan2.1-i2v-plus", "wanx-img2video-pro")


def asked(name: str) -> dict[str, Any]:
    return {"model": name, "input": {"img_url": "https://example.com/1.png"}}


def test_a_rate_is_shared_by_the_names_of_a_model(serving: Callable[..., Server]) -> None:
    server = serving(rates=True, abilities=EVERYTHING)
    statuses = [server.create(asked(name), path=GENERATION).status_code for name in NAMES]
    assert statuses == [200, 200, 429]


def test_a_snapshot_has_a_rate_of_its_own(serving: Callable[..., Server]) -> None:
    server = serving(rates=True, abilities=EVERYTHING)
    for name in ("wan2.7-i2v", "wan2.7-i2v-2026-04-25"):
        assert [server.create(asked(name), path=GENERATION).status_code for _ in range(6)] == [200] * 5 + [429]


def test_a_model_without_a_published_rate_is_never_throttled(serving: Callable[..., Server]) -> None:
    server = serving(rates=True, abilities=EVERYTHING)
    entry = {"type": "image_url", "url": data_url(picture(400, 400))}
    sent = {"model": "pixverse/pixverse-v6-it2v", "input": {"prompt": "rain", "media": [entry]}}
    assert {server.create(sent, path=GENERATION).status_code for _ in range(12)} == {200}


def test_media_of_an_sdk_from_before_it_is_answered_as_the_guides_tell(server: Server) -> None:
    """Such an SDK puts what it does not know into parameters; sections 2.3 and 12 name the sentence to look up."""
    media = [{"type": "first_frame", "url": "https://example.com/1.png"}]
    sent = {"model": "wan2.7-i2v", "input": {"prompt": "rain"}, "parameters": {"media": media}}
    assert refusal(server.create(sent, path=GENERATION)) == (400, "InvalidParameter", "url error, please check url！")


def test_media_among_the_parameters_means_nothing_beside_an_input(serving: Callable[..., Server]) -> None:
    server = serving(abilities=EVERYTHING)
    for given in (
        {"img_url": "https://example.com/1.png"},
        {"media": [{"type": "first_frame", "url": "http://a.test"}]},
    ):
        sent = {"model": "wan2.7-i2v", "input": given, "parameters": {"media": 5}}
        assert server.create(sent, path=GENERATION).status_code == 200
