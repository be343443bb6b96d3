"""Our own word about a task, at /inbetween/v1/tasks."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from inbetween.domain.plan import Plan
from inbetween.prompts.parse import parse
from inbetween.storage.names import preview_key
from tests.samples import FAILURE, SUCCESS
from tests.served import SEED, Server, body, refusal

OWN = "/inbetween/v1/tasks"
MEASURED: dict[str, Any] = {
    "rectangles": {"first_frame": [0.0, 0.0, 640.0, 480.0]},
    "end_frames": {"first_frame": {"identical": True, "psnr_y": 44.1}},
    "timings": {"encode": 1.5},
}
PLAN = parse("镜头推近", 5)


def details(server: Server, task_id: str) -> dict[str, Any]:
    answer = server.get(f"{OWN}/{task_id}")
    assert answer.status_code == 200
    assert answer.headers["x-inbetween-engine"] == answer.json()["engine"]
    content: dict[str, Any] = answer.json()
    assert content.pop("request_id") == answer.headers["x-request-id"]
    return content


def test_a_waiting_task_tells_what_was_promised(server: Server) -> None:
    task_id = server.created(body(negative_prompt="rain", parameters={"resolution": "480P"}))
    assert details(server, task_id) == {
        "task_id": task_id,
        "status": "PENDING",
        "model": "wan2.2-kf2v-flash",
        "engine": "tween",
        "attempt": 0,
        "progress": 0.0,
        "submitted_at": "2027-01-15T08:00:00.000Z",
        "resolution": "480P",
        "seconds": 5,
        "fps": 30,
        "seed": SEED,
        "prompt": "a cat looks up",
        "negative_prompt": "rain",
        "shot_type": "single",
        "sound": False,
        "prompt_extend": True,
        "watermark": False,
    }


def test_a_running_task_tells_stage_and_progress(server: Server) -> None:
    task_id = server.created()
    task = server.queue.take()
    server.queue.beat(task, "render", 0.25)
    told = details(server, task_id)
    assert (told["status"], told["attempt"], told["stage"], told["progress"]) == ("RUNNING", 1, "render", 0.25)
    assert "expected_at" not in told
    server.queue.beat(task, "render", 0.5, left=3_600_000)
    begun, expected = (
        datetime.fromisoformat(details(server, task_id)[name]) for name in ("scheduled_at", "expected_at")
    )
    assert timedelta(hours=1) <= expected - begun < timedelta(hours=2)


def test_a_finished_task_tells_what_was_measured(server: Server) -> None:
    task_id = server.created()
    server.queue.settle(server.queue.take(), replace(SUCCESS, measurements={**MEASURED, "plan": PLAN.to_json()}))
    told = details(server, task_id)
    assert told["measurements"] == MEASURED
    assert Plan.from_json(told["plan"]) == PLAN
    assert told["expires_at"] == "2027-01-16T08:00:00.000Z"
    assert told["video_url"] == server.poll(task_id).json()["output"]["video_url"]


def test_a_failed_task_tells_why(server: Server) -> None:
    task_id = server.created()
    server.queue.settle(server.queue.take(), FAILURE)
    told = details(server, task_id)
    assert (told["status"], told["code"], told["message"]) == ("FAILED", FAILURE.code, FAILURE.message)


def test_a_task_that_is_unknown_is_not_found(server: Server) -> None:
    for path in (f"{OWN}/x", f"{OWN}/x/preview"):
        assert refusal(server.get(path))[:2] == (404, "NotFound")
        assert refusal(server.get(path, key=None))[:2] == (401, "InvalidApiKey")


def test_a_preview_is_shown_by_key_and_by_signed_url(server: Server) -> None:
    task_id = server.created()
    assert refusal(server.get(f"{OWN}/{task_id}/preview"))[:2] == (404, "NotFound")
    server.front.objects.put(preview_key(task_id), b"jpeg")
    keyed = server.get(f"{OWN}/{task_id}/preview")
    signed = server.get(details(server, task_id)["preview_url"], key=None)
    for answer in (keyed, signed):
        assert (answer.status_code, answer.content) == (200, b"jpeg")
        assert answer.headers["content-type"] == "image/jpeg"
        assert answer.headers["cache-control"] == "no-store"
