"""Query: specification sections 6.1 to 6.6 and 11. Whole bodies, typed from there."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import httpx
import pytest

from inbetween.domain.clock import HOUR, SECOND
from inbetween.domain.task import Failure, Success
from inbetween.domain.usage import Usage
from tests.served import Server, body
from tests.verbs import KEEP

SUBMITTED = "2027-01-15 16:00:00.000"
SCHEDULED = "2027-01-15 16:00:00.051"
ENDED = "2027-01-15 16:00:56.462"
METRICS = {"TOTAL": 1, "SUCCEEDED": 0, "FAILED": 0}


def success(model: str = "wan2.2-kf2v-flash", resolution: str = "720P") -> Success:
    """Return how a render ends well."""
    return Success(
        object_key="results/t/1.mp4",
        usage=Usage(model=model, resolution=resolution, seconds=5),
        engine="tween",
        actual_prompt="a cat looks up, slowly",
        measurements={},
    )


def told(answer: httpx.Response) -> dict[str, Any]:
    """Return a 200 body without its request id."""
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    content: dict[str, Any] = answer.json()
    assert content.pop("request_id") == answer.headers["x-request-id"]
    return content


def ended(server: Server, outcome: Success | Failure, content: Any = None, keep: int | None = KEEP) -> str:
    """Create a task, run it for a while as a worker does, and end it."""
    task_id = server.created(content)
    server.clock.advance(51)
    task = server.queue.take()
    server.clock.advance(56_411)
    assert server.queue.settle(task, outcome, keep)
    return task_id


def test_pending(server: Server) -> None:
    task_id = server.created()
    answer = server.poll(task_id)
    assert told(answer) == {
        "output": {
            "task_id": task_id,
            "task_status": "PENDING",
            "submit_time": SUBMITTED,
            "task_metrics": METRICS,
        }
    }
    assert answer.headers["x-inbetween-engine"] == "tween"


def test_running(server: Server) -> None:
    task_id = server.created()
    server.clock.advance(51)
    server.queue.beat(server.queue.take())
    answer = server.poll(task_id)
    assert told(answer) == {
        "output": {
            "task_id": task_id,
            "task_status": "RUNNING",
            "submit_time": SUBMITTED,
            "scheduled_time": SCHEDULED,
            "task_metrics": METRICS,
        }
    }
    assert answer.headers["x-inbetween-engine"] == "tween"


def test_succeeded(server: Server) -> None:
    task_id = ended(server, replace(success(), engine="wan"))
    answer = server.poll(task_id)
    content = told(answer)
    url = content["output"].pop("video_url")
    assert content == {
        "output": {
            "task_id": task_id,
            "task_status": "SUCCEEDED",
            "submit_time": SUBMITTED,
            "scheduled_time": SCHEDULED,
            "end_time": ENDED,
            "orig_prompt": "a cat looks up",
            "actual_prompt": "a cat looks up, slowly",
        },
        "usage": {"video_duration": 5, "video_count": 1, "SR": 720},
    }
    assert url.startswith("http://video.test:8000/inbetween/v1/objects/results/t/1.mp4?Expires=")
    assert answer.headers["x-inbetween-engine"] == "wan"


def test_original_prompt_is_as_sent(server: Server) -> None:
    prompt = "第一\n\u0000 \U0001f408 " + "x" * 900
    assert told(server.poll(ended(server, success(), body(prompt=prompt))))["output"]["orig_prompt"] == prompt


def test_original_prompt_of_none_is_empty(server: Server) -> None:
    assert told(server.poll(ended(server, success(), body(prompt=None))))["output"]["orig_prompt"] == ""


def test_failed(server: Server) -> None:
    """Section 6.5: HTTP 200, code and message inside output and never outside, no usage, no URL."""
    task_id = ended(server, Failure(code="InvalidParameter", message="The size is not match xxxxxx"))
    answer = server.poll(task_id)
    assert told(answer) == {
        "output": {
            "task_id": task_id,
            "task_status": "FAILED",
            "submit_time": SUBMITTED,
            "scheduled_time": SCHEDULED,
            "end_time": ENDED,
            "code": "InvalidParameter",
            "message": "The size is not match xxxxxx",
        }
    }
    assert answer.headers["x-inbetween-engine"] == "tween"


@pytest.mark.parametrize(
    "task_id",
    ["4b1d2a52-30a5-4f3a-8a3e-0c5f1a2b3c4d", "x", "%00", "%F0%9F%90%88", "%ff", "a%0Ab", "' OR 1=1 --", "a" * 2000],
)
def test_unknown_and_malformed_ids(server: Server, task_id: str) -> None:
    """Section 6.6."""
    output = told(server.poll(task_id))
    assert set(output["output"]) == {"task_id", "task_status"}
    assert output["output"]["task_status"] == "UNKNOWN"


def test_a_task_is_unknown_once_its_lifetime_is_over(server: Server) -> None:
    task_id = ended(server, success())
    server.clock.advance(24 * HOUR - 1)
    assert told(server.poll(task_id))["output"]["task_status"] == "SUCCEEDED"
    server.clock.advance(1)
    assert told(server.poll(task_id)) == {"output": {"task_id": task_id, "task_status": "UNKNOWN"}}


def test_every_poll_signs_the_same_end(server: Server) -> None:
    task_id = ended(server, success())
    first = told(server.poll(task_id))["output"]["video_url"]
    server.clock.advance(5 * HOUR)
    assert told(server.poll(task_id))["output"]["video_url"] == first
    assert f"Expires={-(-(server.clock.now + 19 * HOUR) // SECOND)}&" in first


def test_a_task_that_is_kept_for_ever_has_a_url_without_a_near_end(server: Server) -> None:
    task_id = ended(server, success(), keep=None)
    server.clock.advance(10_000 * HOUR)
    assert "Expires=253402300799&" in told(server.poll(task_id))["output"]["video_url"]


@pytest.mark.parametrize(
    ("public_url", "host", "base"),
    [
        (None, "10.0.0.7:9000", "http://10.0.0.7:9000/inbetween"),
        (None, "video.example", "http://video.example/inbetween"),
        ("https://videos.example/wan", "10.0.0.7:9000", "https://videos.example/wan/inbetween"),
    ],
)
def test_the_video_is_where_the_client_can_reach_it(
    serving: Callable[..., Server], public_url: str | None, host: str, base: str
) -> None:
    server = serving(public_url=public_url)
    answer = server.poll(ended(server, success()), headers={"Host": host})
    assert told(answer)["output"]["video_url"].startswith(base)


def test_a_task_that_was_accepted_late_is_told_like_any_other(serving: Callable[..., Server]) -> None:
    server = serving(validation="late")
    task_id = server.created(body(last_frame_url=...))
    assert told(server.poll(task_id))["output"]["task_metrics"] == METRICS
    task = server.queue.take()
    assert task.refusal is not None
    server.queue.settle(task, Failure(code=task.refusal.code, message=task.refusal.message))
    output = told(server.poll(task_id))["output"]
    assert (output["task_status"], output["code"]) == ("FAILED", "InvalidParameter")
    assert output["message"] == "Field required: input.last_frame_url"
