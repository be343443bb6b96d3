"""What the checklist asks of the wire itself, and no client of today does by itself."""

import base64
import json
import uuid
from typing import Any

import pytest

from tests.sdk.checklist import shows
from tests.sdk.conftest import House
from tests.sdk.requests import GENERAL, KEYFRAMES, TASKS, Answer, send

FAIL = "雨后 [inbetween: fail=InternalError.Algo]"  # accepted, and no video is made


def inside(house: House, **given: Any) -> dict[str, Any]:
    """Return the body of a keyframe call as the Python SDK orders it."""
    frames = {
        f"{kind}_frame_url": "data:image/png;base64,"
        + base64.b64encode((house.pictures / f"{kind}.png").read_bytes()).decode()
        for kind in ("first", "last")
    }
    return {
        "model": "wan2.2-kf2v-flash",
        "parameters": {"resolution": "480P"},
        "input": {"prompt": FAIL, **frames, **given},
    }


def create(house: House, body: str, **headers: str) -> Answer:
    """Send a create call."""
    usual = {
        "Authorization": f"Bearer {house.running.key}",
        "Content_Type": "application/json",
        "X_DashScope_Async": "enable",
    }
    return send(house, "POST", KEYFRAMES, body, **{name: value for name, value in (usual | headers).items() if value})


@shows(16)
def test_a_call_that_would_wait_is_denied(rehearsing: House) -> None:
    answer = create(rehearsing, json.dumps(inside(rehearsing)), X_DashScope_Async="")
    assert (answer.status, answer.json["code"]) == (403, "AccessDenied")
    assert answer.json["message"] == "current user api does not support synchronous calls."


@shows(17)
@pytest.mark.parametrize("escaped", [True, False])
@pytest.mark.parametrize("turned", [True, False])
def test_text_may_be_escaped_and_keys_come_in_any_order(rehearsing: House, *, escaped: bool, turned: bool) -> None:
    body = inside(rehearsing, extend_prompt=True, function="video-synthesis", camera=None)
    ordered = dict(reversed(body.items())) if turned else body
    answer = create(rehearsing, json.dumps(ordered, ensure_ascii=escaped))
    assert answer.status == 200, answer
    assert answer.json["output"]["task_status"] == "PENDING"


@shows(4, 17)
def test_a_null_prompt_is_none(rehearsing: House) -> None:
    body = inside(rehearsing, prompt=None, negative_prompt=None, template=None)
    answer = create(rehearsing, json.dumps(body))
    assert answer.status == 200, answer
    send(rehearsing, "POST", f"{TASKS}/{answer.json['output']['task_id']}/cancel", **_key(rehearsing))


@shows(5)
def test_media_among_the_parameters_is_refused_by_what_is_missing(rehearsing: House) -> None:
    media = [{"type": "first_frame", "url": "file:///home/me/first.png"}]
    body = {"model": "wan2.7-i2v", "parameters": {"media": media}, "input": {"prompt": "x"}}
    answer = create(rehearsing, json.dumps(body))
    assert (answer.status, answer.json["message"]) == (400, "url error, please check url！")


@shows(14)
@pytest.mark.parametrize("url", ["file:///etc/passwd", "FILE://x", "/etc/passwd", "gopher://x/", "javascript:1", ""])
def test_what_is_no_url_is_refused_and_never_opened(rehearsing: House, url: str) -> None:
    answer = create(rehearsing, json.dumps(inside(rehearsing, first_frame_url=url)))
    assert (answer.status, answer.json["code"]) == (400, "InvalidParameter")
    assert "input.first_frame_url" in answer.json["message"]


@shows(8)
@pytest.mark.parametrize("tail", ["/", "?resolution=720P&media=x", "/?page_no=9"])
def test_a_poll_with_a_slash_and_a_query_is_answered_where_it_is(rehearsing: House, tail: str) -> None:
    answer = send(rehearsing, "GET", f"{TASKS}/{uuid.uuid4()}{tail}", **_key(rehearsing))
    assert (answer.status, answer.json["output"]["task_status"]) == (200, "UNKNOWN")


@shows(9, 19)
@pytest.mark.parametrize("tail", ["", "/"])
def test_a_get_never_cancels(rehearsing: House, tail: str) -> None:
    answer = send(rehearsing, "GET", f"{TASKS}/{uuid.uuid4()}/cancel{tail}", **_key(rehearsing))
    assert_error(answer, 405, "InvalidParameter")


@shows(19)
@pytest.mark.parametrize(
    ("status", "code", "change"),
    [
        (400, "BadRequest.IllegalInput", {"body": "{"}),
        (400, "BadRequest.EmptyModel", {"body": "{}"}),
        (401, "InvalidApiKey", {"Authorization": ""}),
        (413, "BadRequest.TooLarge", {"Content_Length": str(2**40)}),
        (415, "InvalidParameter", {"Content_Type": "text/plain"}),
    ],
)
def test_an_error_is_json_with_code_message_and_id(
    rehearsing: House, status: int, code: str, change: dict[str, str]
) -> None:
    body = change.get("body") or json.dumps(inside(rehearsing))
    headers = {name: value for name, value in change.items() if name != "body"}
    assert_error(create(rehearsing, body, **headers), status, code)


@shows(19)
@pytest.mark.parametrize(
    ("status", "code"),
    [(429, "Throttling.RateQuota"), (500, "InternalError"), (503, "ModelUnavailable"), (400, "DataInspectionFailed")],
)
def test_an_error_of_the_service_is_json_too(rehearsing: House, status: int, code: str) -> None:
    body = inside(rehearsing, prompt=f"[inbetween: deny={code}]")
    assert_error(create(rehearsing, json.dumps(body)), status, code)


@shows(19)
def test_an_address_that_is_not_there_is_told_in_json(rehearsing: House) -> None:
    assert_error(send(rehearsing, "GET", "/api/v1/nowhere", **_key(rehearsing)), 404, "NotFound")
    assert_error(send(rehearsing, "GET", GENERAL, **_key(rehearsing)), 405, "InvalidParameter")


def _key(house: House) -> dict[str, str]:
    return {"Authorization": f"Bearer {house.running.key}"}


def assert_error(answer: Answer, status: int, code: str) -> None:
    """Status, type, and the three texts that every error has."""
    assert (answer.status, answer.headers["content-type"]) == (status, "application/json")
    told = answer.json
    assert set(told) == {"code", "message", "request_id"}
    assert told["code"] == code
    assert told["message"]
    assert str(uuid.UUID(told["request_id"])) == told["request_id"]
