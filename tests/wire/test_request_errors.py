"""Errors of a request as such: specification section 2.3, and 2.2 for their one shape."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from tests.served import KEYFRAMES, TASKS, Server, body, refusal


def test_a_key_that_is_no_text_is_none(server: Server) -> None:
    answer = server.get(TASKS, headers={"Authorization": "Bearer sk-é".encode()})
    assert refusal(answer) == (401, "InvalidApiKey", "Invalid API-key provided.")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", f"{TASKS}/x/cancel/", "POST"),
        ("GET", "/inbetween/v1/uploads", "POST"),
        ("PUT", "/inbetween/v1/objects/results/a/1.mp4", "GET, HEAD"),
    ],
)
def test_our_own_addresses_name_the_methods_that_they_have(
    server: Server, method: str, path: str, allowed: str
) -> None:
    answer = server.send(method, path)
    assert refusal(answer) == (405, "InvalidParameter", f"Request method '{method}' is not supported.")
    assert answer.headers["allow"] == allowed


def test_scheme_of_the_key_counts_in_any_case(server: Server) -> None:
    assert server.get(TASKS, headers={"Authorization": f"bearer  {server.key} "}).status_code == 200


@pytest.mark.parametrize("validation", ["early", "late"])
@pytest.mark.parametrize("sent", [{}, {"input": None}])
def test_input_missing(serving: Callable[..., Server], sent: dict[str, Any], validation: str) -> None:
    answer = serving(validation=validation).create({"model": "wan2.2-kf2v-flash"} | sent)
    assert refusal(answer) == (400, "BadRequest.EmptyInput", "Required input parameter missing from request.")


def test_content_type_is_asked_of_create_alone(server: Server) -> None:
    assert server.get(TASKS, headers={"Content-Type": "application/json"}).status_code == 200
    cancel = f"{TASKS}/{server.created()}/cancel"
    assert server.post(cancel).status_code == 200


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
