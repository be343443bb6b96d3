"""Lists of models and quotas: specification sections 1.4 and 3.7, in the form that the SDK's ``Models`` reads."""

from typing import Any

import pytest

from inbetween.domain.scope import Scope
from tests.served import Server, refusal

ADDRESSES = ("/api/v1/models", "/api/v1/quotas", "/compatible-mode/v1/models")
NAMES = {
    *("wan2.7-i2v", "wan2.7-i2v-2026-04-25", "wan2.7-r2v", "wan3.0-video", "wan3.0-video-prime"),
    *("wan2.6-i2v-flash", "wan2.6-i2v", "wan2.6-i2v-us", "wan2.5-i2v-preview", "wan2.2-i2v-flash", "wan2.2-i2v-plus"),
    *("wanx2.1-i2v-turbo", "wan2.1-i2v-turbo", "wanx2.1-i2v-plus", "wan2.1-i2v-plus", "wanx-img2video-pro"),
    *("wan2.2-kf2v-flash", "wanx2.1-kf2v-plus", "wan2.1-kf2v-plus", "wanx-kf2v"),
    *(f"pixverse/pixverse-{version}-{kind}" for version in ("c1", "v6", "v5.6") for kind in ("it2v", "kf2v")),
}


def output(server: Server, path: str) -> dict[str, Any]:
    """Return the output of a list, whose request id is beside it."""
    answer = server.get(path)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    assert told.pop("request_id") == answer.headers["x-request-id"]
    assert set(told) == {"output"}
    return dict(told["output"])


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_list_wants_a_key_and_refuses_in_the_flat_form(server: Server, path: str) -> None:
    """Section 2.2: the flat form was seen on the compatible path also."""
    assert refusal(server.get(path, key=None)) == (401, "InvalidApiKey", "No API-key provided.")
    assert refusal(server.get(path, key="sk-other")) == (401, "InvalidApiKey", "Invalid API-key provided.")


def test_every_model_is_listed(server: Server) -> None:
    """Sections 3.1 and 15."""
    told = output(server, "/api/v1/models?page_size=100")
    assert {entry["model"] for entry in told["models"]} == NAMES
    assert (told["total"], told["page_no"], told["page_size"]) == (len(NAMES), 1, 100)


def test_pages_of_twenty_do_not_overlap(server: Server) -> None:
    pages = [output(server, f"/api/v1/models?page_no={number}") for number in (1, 2, 3)]
    assert [len(page["models"]) for page in pages] == [20, len(NAMES) - 20, 0]
    assert {page["total"] for page in pages} == {len(NAMES)}
    assert len({entry["model"] for page in pages for entry in page["models"]}) == len(NAMES)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("model=wan2.2-kf2v-flash&page_no=1&page_size=1", {"wan2.2-kf2v-flash"}),
        ("name=KF2V-flash", {"wan2.2-kf2v-flash"}),
        ("name=wan2.2-I2V", {"wan2.2-i2v-flash", "wan2.2-i2v-plus"}),
        ("name=2.6&model=wan2.6-i2v&language=en-US", {"wan2.6-i2v"}),
        ("model=qwen3-max", set()),
    ],
)
@pytest.mark.parametrize(("path", "field"), [("/api/v1/models", "models"), ("/api/v1/quotas", "quotas")])
def test_names_select(server: Server, path: str, field: str, query: str, names: set[str]) -> None:
    assert {entry["model"] for entry in output(server, f"{path}?{query}")[field]} == names


@pytest.mark.parametrize("path", ADDRESSES[:2])
def test_a_page_out_of_range_is_refused(server: Server, path: str) -> None:
    assert refusal(server.get(f"{path}?page_no=0&page_size=101")) == (
        400,
        "InvalidParameter",
        "Input should be between 1 and 1000000: page_no & Input should be between 1 and 100: page_size",
    )


@pytest.mark.parametrize(
    ("region", "model", "submits", "running"),
    [
        ("cn-beijing", "wan2.7-i2v", 5, 5),
        ("cn-beijing", "wan2.6-i2v-flash", 5, 5),
        ("cn-beijing", "wan2.5-i2v-preview", 5, 5),
        ("cn-beijing", "wan2.2-i2v-plus", 2, 2),
        ("cn-beijing", "wanx2.1-i2v-turbo", 2, 2),
        ("cn-beijing", "wan2.2-kf2v-flash", 2, 2),
        ("cn-beijing", "wanx2.1-kf2v-plus", 2, 2),
        ("ap-southeast-1", "wan2.1-kf2v-plus", 1, 2),
    ],
)
def test_quotas_are_the_published_rates_of_the_region(
    serving: Any, region: str, model: str, submits: int, running: int
) -> None:
    """Section 3.7."""
    server = serving(region=region)
    key = server.new_key(Scope(region=region, account="main"))
    (entry,) = server.get(f"/api/v1/quotas?model={model}", key=key).json()["output"]["quotas"]
    assert entry == {
        "model": model,
        "workspace_id": "main",
        "model_limit": {
            "request_limit": submits,
            "request_limit_period": 1,
            "async_user_concurrency_limit": running,
        },
    }


def test_the_compatible_list_has_every_model_once(server: Server) -> None:
    told = server.get("/compatible-mode/v1/models").json()
    assert told["object"] == "list"
    assert sorted(entry["id"] for entry in told["data"]) == sorted(NAMES)
    assert all(
        {name: type(value) for name, value in entry.items()}
        == {"id": str, "object": str, "created": int, "owned_by": str}
        for entry in told["data"]
    )
