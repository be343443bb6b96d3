"""Errors of a request as such: specification section 2.3, and 2.2 for their one shape."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from tests.served import GENERATION, KEYFRAMES, TASKS, Server, body, refusal

UPLOADS = "/api/v1/uploads?action=getPolicy&model=wan2.2-kf2v-flash"
CANCEL = f"{TASKS}/4b1d2a52-30a5-4f3a-8a3e-0c5f1a2b3c4d/cancel"
KEYED = [
    ("POST", KEYFRAMES),
    ("POST", GENERATION),
    ("GET", TASKS),
    ("GET", f"{TASKS}/x"),
    ("POST", CANCEL),
    ("GET", UPLOADS),
]
SENDABLE: dict[str, Any] = {"json": body(), "headers": {"X-DashScope-Async": "enable"}}


@pytest.mark.parametrize(("method", "path"), KEYED)
def test_no_authorization_header(server: Server, method: str, path: str) -> None:
    answer = server.send(method, path, key=None, **SENDABLE)
    assert refusal(answer) == (401, "InvalidApiKey", "No API-key provided.")


@pytest.mark.parametrize("header", ["Bearer sk-unknown", "Bearer", "sk-unknown", "Basic c2s6", "Bearer sk-é".encode()])
@pytest.mark.parametrize(("method", "path"), KEYED)
def test_unknown_or_malformed_key(server: Server, method: str, path: str, header: str) -> None:
    headers = SENDABLE["headers"] | {"Authorization": header}
    answer = server.send(method, path, json=body(), headers=headers)
    assert refusal(answer) == (401, "InvalidApiKey", "Invalid API-key provided.")


def test_scheme_of_the_key_counts_in_any_case(server: Server) -> None:
    assert server.get(TASKS, headers={"Authorization": f"bearer  {server.key} "}).status_code == 200


def test_asynchronous_header_absent(server: Server) -> None:
    answer = server.post(KEYFRAMES, json=body())
    told = (403, "AccessDenied", "current user api does not support synchronous calls.")
    assert refusal(answer) == told
    assert refusal(server.create(headers={"X-DashScope-Async": "disable"})) == told


@pytest.mark.parametrize("path", [KEYFRAMES, GENERATION])
def test_unknown_model(server: Server, path: str) -> None:
    answer = server.create(body(model="wan9.9-i2v"), path=path)
    assert refusal(answer) == (400, "InvalidParameter", "Model not exist.")


def test_model_that_belongs_to_the_other_path(serving: Callable[..., Server]) -> None:
    strict = serving(strict_paths=True)
    answer = strict.create(path=GENERATION)
    assert refusal(answer) == (400, "InvalidParameter", "url error, please check url\uff01")
    assert strict.create(path=KEYFRAMES).status_code == 200


@pytest.mark.parametrize("path", [KEYFRAMES, GENERATION])
def test_every_model_is_served_on_both_paths(server: Server, path: str) -> None:
    for model in ("wan2.2-kf2v-flash", "wanx2.1-kf2v-plus", "wan2.1-kf2v-plus"):
        assert server.create(body(model=model), path=path).status_code == 200


@pytest.mark.parametrize("model", [..., None, ""])
def test_model_missing(server: Server, model: object) -> None:
    sent = {name: value for name, value in body(model=model).items() if value is not ...}
    assert refusal(server.create(sent)) == (
        400,
        "BadRequest.EmptyModel",
        'Required parameter "model" missing from request.',
    )


@pytest.mark.parametrize("validation", ["early", "late"])
@pytest.mark.parametrize("sent", [{}, {"input": None}])
def test_input_missing(serving: Callable[..., Server], sent: dict[str, Any], validation: str) -> None:
    answer = serving(validation=validation).create({"model": "wan2.2-kf2v-flash"} | sent)
    assert refusal(answer) == (400, "BadRequest.EmptyInput", "Required input parameter missing from request.")


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"1", b"null", b'"text"', b"{'model': 1}", b"\xff{}", b'{"a":"\\ud800"}', b"[" * 9000]
)
def test_body_that_is_no_json_object(server: Server, content: bytes) -> None:
    headers = {"X-DashScope-Async": "enable", "Content-Type": "application/json"}
    answer = server.post(KEYFRAMES, content=content, headers=headers)
    assert refusal(answer) == (400, "BadRequest.IllegalInput", "The input parameter requires json format.")


@pytest.mark.parametrize(
    "content_type", ["application/json", "application/json; charset=utf-8", "Application/JSON;x=y"]
)
def test_content_type_may_have_parameters(server: Server, content_type: str) -> None:
    assert server.create(headers={"Content-Type": content_type}).status_code == 200


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""])
def test_body_of_another_content_type(server: Server, content_type: str) -> None:
    answer = server.create(headers={"Content-Type": content_type})
    told = f"Content-Type should be application/json, not '{content_type}'."
    assert refusal(answer) == (415, "InvalidParameter", told)


def test_content_type_is_asked_of_create_alone(server: Server) -> None:
    assert server.get(TASKS, headers={"Content-Type": "application/json"}).status_code == 200
    cancel = f"{TASKS}/{server.created()}/cancel"
    assert server.post(cancel).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", KEYFRAMES, "POST"),
        ("DELETE", GENERATION, "POST"),
        ("POST", TASKS, "GET"),
        ("GET", CANCEL, "POST"),
        ("GET", f"{CANCEL}/", "POST"),
        ("PUT", UPLOADS, "GET"),
        ("GET", "/inbetween/v1/uploads", "POST"),
        ("PUT", "/inbetween/v1/objects/results/a/1.mp4", "GET, HEAD"),
    ],
)
def test_wrong_method(server: Server, method: str, path: str, allowed: str) -> None:
    answer = server.send(method, path)
    assert refusal(answer) == (405, "InvalidParameter", f"Request method '{method}' is not supported.")
    assert answer.headers["allow"] == allowed


@pytest.mark.parametrize(
    "path", ["/", "/api/v1", "/api/v1/nothing", f"{TASKS}/a/b", "/api/v1/services/aigc/x/video-synthesis"]
)
def test_unknown_path(server: Server, path: str) -> None:
    assert refusal(server.get(path)) == (404, "NotFound", "Not found!")


def test_body_too_large(serving: Callable[..., Server]) -> None:
    answer = serving(body_limit=1000).create(body(prompt="x" * 1000))
    assert refusal(answer) == (413, "BadRequest.TooLarge", "Payload Too Large.")


def test_body_without_a_length_is_cut_off_at_the_limit(serving: Callable[..., Server]) -> None:
    sent = 0

    async def chunks() -> AsyncIterator[bytes]:
        nonlocal sent
        while True:
            sent += 1
            yield b" " * 1000

    headers = {"X-DashScope-Async": "enable", "Content-Type": "application/json"}
    answer = serving(body_limit=10_000).post(KEYFRAMES, content=chunks(), headers=headers)
    assert refusal(answer) == (413, "BadRequest.TooLarge", "Payload Too Large.")
    assert sent <= 12


def test_body_limit_holds_two_pictures_of_twenty_mebibytes(server: Server) -> None:
    assert server.front.body_limit > 2 * 20 * 2**20 * 4 / 3


def test_slashes_and_queries_are_tolerated_without_a_redirect(server: Server) -> None:
    task_id = server.created(path=f"{KEYFRAMES}/?resolution=720P&task=x")
    assert server.poll(f"{task_id}/?resolution=720P").json()["output"]["task_status"] == "PENDING"
    assert server.get(f"{TASKS}/?page_no=1").json()["total"] == 1
    answer = server.post(f"{TASKS}/{task_id}/cancel/", json={"model": "", "parameters": {}, "input": ""})
    assert answer.status_code == 200


def test_submits_over_the_rate_are_told_when_to_come_again(serving: Callable[..., Server]) -> None:
    """Section 3.7: 2 per second for this model, counted over all keys of the account."""
    server = serving(rates=True)
    server.created()
    server.created(key=server.new_key())
    answer = server.create()
    assert refusal(answer) == (429, "Throttling.RateQuota", "Requests rate limit exceeded, please try again later.")
    assert answer.headers["retry-after"] == "1"
    assert server.create(body(model="wanx2.1-kf2v-plus")).status_code == 200
    server.clock.advance(500)
    assert server.create().status_code == 200


def test_refused_bodies_spend_no_rate(serving: Callable[..., Server]) -> None:
    server = serving(rates=True)
    for _ in range(5):
        assert server.create(body(last_frame_url=...)).status_code == 400
    assert server.create().status_code == 200
