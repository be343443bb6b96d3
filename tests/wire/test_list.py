"""List: specification section 6.8."""

from typing import Any

import pytest

from inbetween.domain.clock import DAY, HOUR, SECOND
from tests.samples import SUCCESS
from tests.served import GENERATION, TASKS, Server, body, refusal

SUBMITTED = 1_800_000_000_000  # 2027-01-15 16:00:00 in UTC+8


def listed(server: Server, **query: Any) -> list[str]:
    """Return the ids of a list."""
    answer = server.get(TASKS, params=query)
    assert answer.status_code == 200, answer.text
    return [line["task_id"] for line in answer.json()["data"]]


def test_the_whole_answer(server: Server) -> None:
    created = server.create(path=GENERATION)
    task_id = created.json()["output"]["task_id"]
    task = server.queue.see(task_id)
    line = {
        "api_key_id": task.key_id,
        "caller_parent_id": "main",
        "caller_uid": "main",
        "gmt_create": SUBMITTED,
        "start_time": SUBMITTED,
        "region": "cn-beijing",
        "request_id": created.json()["request_id"],
        "status": "PENDING",
        "task_id": task_id,
        "model_name": "wan2.2-kf2v-flash",
        "user_api_unique_key": "apikey:v1:aigc:video-generation:video-synthesis:wan2.2-kf2v-flash",
    }
    answer = server.get(TASKS)
    assert answer.json() == {
        "request_id": answer.headers["x-request-id"],
        "data": [line],
        "tasks": [{"task_id": task_id, "task_status": "PENDING", "submit_time": "2027-01-15 16:00:00.000"}],
        "total": 1,
        "total_page": 1,
        "page_no": 1,
        "page_size": 10,
    }


def test_times_are_whole_milliseconds(server: Server) -> None:
    server.created()
    server.clock.advance(51)
    task = server.queue.take()
    server.clock.advance(SECOND)
    server.queue.settle(task, SUCCESS)
    line = server.get(f"{TASKS}/").json()["data"][0]
    assert (line["gmt_create"], line["start_time"], line["end_time"]) == (SUBMITTED, SUBMITTED + 51, SUBMITTED + 1051)
    assert line["status"] == "SUCCEEDED"


def test_no_task_is_an_empty_list(server: Server) -> None:
    content = server.get(TASKS).json()
    assert (content["data"], content["total"], content["total_page"], content["page_no"]) == ([], 0, 0, 1)


def test_pages_are_newest_first(server: Server) -> None:
    made = []
    for _ in range(5):
        made.append(server.created())
        server.clock.advance(1)
    newest = made[::-1]
    assert listed(server, page_size=2) == newest[:2]
    assert listed(server, page_no=3, page_size=2) == newest[4:]
    assert listed(server, page_no=4, page_size=2) == []
    assert server.get(TASKS, params={"page_size": "2"}).json()["total_page"] == 3


def test_filters(server: Server) -> None:
    first = server.created()
    server.clock.advance(1)
    other_key = server.new_key()
    second = server.created(body(model="wanx2.1-kf2v-plus"), key=other_key)
    server.queue.cancel(first)
    assert listed(server, task_id=first) == [first]
    assert listed(server, model_name="wanx2.1-kf2v-plus") == [second]
    assert listed(server, status="CANCELED") == [first]
    assert listed(server, status="FAILED") == []
    assert listed(server, api_key_id=server.queue.see(second).key_id) == [second]
    assert listed(server, region="cn-beijing") == [second, first]
    assert listed(server, region="ap-southeast-1") == []
    assert listed(server, task_id=first, status="PENDING") == []
    assert listed(server, task_id="", model_name="", status="", start_time="", page_no="") == [second, first]
    assert listed(server, model_name="\0", task_id="x") == []


def test_the_last_day_is_listed_when_no_time_is_given(server: Server) -> None:
    old = server.created()
    server.clock.advance(DAY)
    assert listed(server) == [old]
    server.clock.advance(SECOND)
    young = server.created()
    assert listed(server) == [young]
    assert listed(server, start_time="20270115160000") == [old]
    assert listed(server, end_time="20270115160000") == [old]


def test_a_window_holds_the_seconds_that_bound_it(server: Server) -> None:
    server.clock.advance(999)
    task_id = server.created()
    assert listed(server, start_time="20270115160000", end_time="20270115160000") == [task_id]
    assert listed(server, start_time="20270115160001") == []
    assert listed(server, end_time="20270115155959") == []


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"page_no": "0"}, "Input should be between 1 and 1000000: page_no"),
        ({"page_no": "9" * 5000}, "Input should be between 1 and 1000000: page_no"),
        ({"page_no": "one"}, "Input should be between 1 and 1000000: page_no"),
        ({"page_no": "\u0661"}, "Input should be between 1 and 1000000: page_no"),
        ({"page_size": "101"}, "Input should be between 1 and 100: page_size"),
        ({"page_size": "-1"}, "Input should be between 1 and 100: page_size"),
        ({"page_size": "1.5"}, "Input should be between 1 and 100: page_size"),
        ({"start_time": "2027-01-15"}, "Input should be a time written YYYYMMDDhhmmss: start_time"),
        ({"end_time": "20271315160000"}, "Input should be a time written YYYYMMDDhhmmss: end_time"),
        ({"end_time": "00000101000000"}, "Input should be a time written YYYYMMDDhhmmss: end_time"),
        (
            {"status": "DONE"},
            "Input should be 'PENDING', 'RUNNING', 'SUCCEEDED', 'FAILED' or 'CANCELED': status",
        ),
        (
            {"start_time": "20270115160000", "end_time": "20270116160001"},
            "start_time to end_time should be 0 to 24 hours.",
        ),
        (
            {"start_time": "20270115160001", "end_time": "20270115160000"},
            "start_time to end_time should be 0 to 24 hours.",
        ),
        (
            {"page_no": "x", "page_size": "x"},
            "Input should be between 1 and 1000000: page_no & Input should be between 1 and 100: page_size",
        ),
    ],
)
def test_bad_values_are_told_with_their_range(server: Server, query: dict[str, str], message: str) -> None:
    assert refusal(server.get(TASKS, params=query)) == (400, "InvalidParameter", message)


def test_expired_tasks_are_not_listed(server: Server) -> None:
    task_id = server.created()
    server.queue.settle(server.queue.take(), SUCCESS, keep=HOUR)
    assert listed(server) == [task_id]
    server.clock.advance(HOUR)
    assert listed(server) == []
