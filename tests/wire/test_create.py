"""Create: specification sections 3.2, 3.4, 4.4 and 6.2, and what real clients send."""

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from inbetween.domain.spec import MediaEntry, VideoSpec
from tests.contents import content_of
from tests.served import GENERATION, KEYFRAMES, Server, body, data_url, picture, refusal


def promised(server: Server, content: Any) -> VideoSpec:
    """Create a task and return what was promised for it."""
    spec = server.queue.see(server.created(content)).spec
    assert spec is not None
    return spec


def test_answer_of_create(server: Server) -> None:
    """Section 6.2: these keys and no others; the SDK takes no other status than 200."""
    answer = server.create()
    told = answer.json()
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert told == {
        "output": {"task_status": "PENDING", "task_id": told["output"]["task_id"]},
        "request_id": told["request_id"],
    }
    for name in (told["output"]["task_id"], told["request_id"]):
        assert str(uuid.UUID(name)) == name
    assert answer.headers["x-inbetween-engine"] == "tween"


def test_a_created_task_waits_with_everything_that_was_asked(server: Server) -> None:
    wanted = {"resolution": "1080P", "duration": 5, "seed": 0, "watermark": True, "prompt_extend": False}
    answer = server.create(body(negative_prompt="rain", parameters=wanted), path=GENERATION)
    task = server.queue.see(answer.json()["output"]["task_id"])
    assert (task.group, task.request_id) == ("video-generation", answer.json()["request_id"])
    assert task.spec == VideoSpec(
        model="wan2.2-kf2v-flash",
        family="kf2v",
        media=(
            MediaEntry(kind="first_frame", source="https://example.com/first.png"),
            MediaEntry(kind="last_frame", source="https://example.com/last.png"),
        ),
        prompt="a cat looks up",
        negative_prompt="rain",
        resolution="1080P",
        seconds=5,
        fps=30,
        seed=0,
        prompt_extend=False,
        watermark=True,
    )


def test_null_means_absent_everywhere(server: Server) -> None:
    names = ("resolution", "duration", "seed", "watermark", "prompt_extend")
    sent = body(prompt=None, negative_prompt=None, template=None, parameters=dict.fromkeys(names))
    assert promised(server, sent).prompt == ""
    assert server.create(body() | {"parameters": None}).status_code == 200


def test_body_of_the_vendors_python_sdk(server: Server) -> None:
    """Keys in the SDK's order, non-ASCII escaped as the older ones do, with the fields that it adds unasked."""
    sent = {
        "model": "wan2.2-kf2v-flash",
        "parameters": {"duration": 5, "resolution": "720P", "prompt_extend": True, "watermark": True, "size": "1*1"},
        "input": {
            "prompt": "一只猫",
            "extend_prompt": True,
            "function": "video-synthesis",
            "last_frame_url": "https://example.com/last.png",
            "first_frame_url": "https://example.com/first.png",
        },
    }
    for content in (json.dumps(sent).encode(), json.dumps(sent, ensure_ascii=False).encode()):
        headers = {"X-DashScope-Async": "enable", "Content-Type": "application/json; charset=utf-8"}
        answer = server.post(KEYFRAMES, content=content, headers=headers)
        assert server.queue.see(answer.json()["output"]["task_id"]).orig_prompt == "一只猫"


def test_a_byte_order_mark_is_tolerated(server: Server) -> None:
    headers = {"X-DashScope-Async": "enable", "Content-Type": "application/json"}
    content = "\ufeff" + json.dumps(body())
    assert server.post(KEYFRAMES, content=content.encode(), headers=headers).status_code == 200


def test_prompts_are_cut_for_the_engine_and_kept_as_sent(server: Server) -> None:
    """Section 3.2: 800 and 500 code points, cut silently."""
    prompt = "猫" * 801
    task = server.queue.see(server.created(body(prompt=prompt, negative_prompt="x" * 501)))
    assert task.spec is not None
    assert (len(task.spec.prompt), len(task.spec.negative_prompt)) == (800, 500)
    assert task.orig_prompt == prompt


def test_pictures_inside_the_body_become_objects(server: Server) -> None:
    """Section 4.4. The row keeps where they are, never the bytes."""
    first, last = picture(), picture(form="JPEG")
    spec = promised(server, body(first_frame_url=data_url(first), last_frame_url=data_url(last, "image/jpg")))
    keys = [entry.source.removeprefix("object:") for entry in spec.media]
    assert all(key.startswith("inputs/") for key in keys)
    for key, content in zip(keys, (first, last), strict=True):
        assert content_of(server.front.objects, key) == content


def stored(server: Server) -> list[str]:
    """Return the keys of the inputs that are kept."""
    return [found.key for found in server.front.objects.listing("inputs")]


def test_a_refused_body_leaves_no_picture_behind(serving: Callable[..., Server]) -> None:
    server = serving(rates=True)
    inline = {"first_frame_url": data_url(picture())}
    assert server.create(body(**inline, parameters={"seed": -1})).status_code == 400
    assert stored(server) == []
    for _ in range(2):
        server.created()
    assert server.create(body(**inline)).status_code == 429
    assert stored(server) == []


def test_a_large_body_is_taken(server: Server) -> None:
    first = picture(2000, 2000, "BMP")[: 10 * 2**20]
    answer = server.create(body(first_frame_url=data_url(first, "image/bmp"), prompt="x" * 300_000))
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (body(last_frame_url=...), "Field required: input.last_frame_url"),
        (body(parameters={"duration": 4, "seed": -1}), None),
        (body(first_frame_url="file:///etc/passwd"), None),
    ],
)
def test_both_validations_say_the_same(
    serving: Callable[..., Server], fault: dict[str, Any], message: str | None
) -> None:
    """Section 2.4: early is 400; late is 200, PENDING and a task that fails with that code and sentence."""
    status, code, early = refusal(serving().create(fault))
    assert status == 400
    assert message in (None, early)
    late = serving(validation="late")
    answer = late.create(fault)
    assert (answer.status_code, answer.json()["output"]["task_status"]) == (200, "PENDING")
    task = late.queue.see(answer.json()["output"]["task_id"])
    assert task.spec is None
    assert task.refusal is not None
    assert (task.refusal.code, task.refusal.message) == (code, early)


def test_late_validation_accepts_a_legal_body_as_it_is(serving: Callable[..., Server]) -> None:
    late = serving(validation="late")
    task = late.queue.see(late.created(body(first_frame_url=data_url(picture()))))
    assert task.refusal is None
    assert len(stored(late)) == 1


def test_late_validation_keeps_no_picture_of_a_faulty_body(serving: Callable[..., Server]) -> None:
    late = serving(validation="late")
    late.created(body(first_frame_url=data_url(picture()), last_frame_url=...))
    assert stored(late) == []


def test_create_wakes_the_worker(server: Server) -> None:
    rings: list[str] = []
    server.front.wake.ring = lambda: rings.append(server.queue.see(server.queue.page().lines[0].id).status)  # type: ignore[method-assign]
    server.created()
    assert rings == ["PENDING"]
    server.create(body(last_frame_url=...))
    assert len(rings) == 1
