"""Query, list and cancel, whole (specification sections 6 and 11)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from tests.wire.exchange import ANYTHING, ID, Exchange, Scene, State, Text, refusal, stated
from tests.wire.matrix import CLIP, COLUMNS, Column, column
from tests.wire.scenes import (
    ENDED,
    KEYFRAME,
    SCHEDULED,
    SUBMITTED,
    cancelled,
    failed,
    over,
    pending,
    refused_late,
    running,
    stranger,
    succeeded,
)

TASKS = "/api/v1/tasks"
TASK = f"{TASKS}/{{task}}"
METRICS = {"TOTAL": 1, "SUCCEEDED": 0, "FAILED": 0}
URL = Text(r"http://video\.test:8000/\S+\.mp4\?Expires=\d+&\S+")
NOT_PENDING = "Failed to cancel the task, please confirm if the task is in PENDING status."


def polled(row: str, says: str, scene: Scene, output: Mapping[str, Any], **more: Any) -> Exchange:
    """Return an exchange that queries a task; its answer is 200 whatever its state."""
    usage = {"usage": more.pop("usage")} if "usage" in more else {}
    answer = {"request_id": ID, "output": {"task_id": ID} | output} | usage
    return Exchange(name=says, rows=(row,), method="GET", path=TASK, scene=scene, answer=answer, headers={}, **more)


@stated("6.3")
def waiting_and_running() -> Iterator[Exchange]:
    """Times as they come; keyframe tasks show their metrics until they end."""
    for one in COLUMNS:
        metrics = {"task_metrics": METRICS} if one.keyframes else {}
        waits = {"task_status": "PENDING", "submit_time": SUBMITTED} | metrics
        yield polled("task in progress", "PENDING", pending(one), waits, column=one.title)
        runs = waits | {"task_status": "RUNNING", "scheduled_time": SCHEDULED}
        yield polled("task in progress", "RUNNING", running(one), runs, column=one.title)


def done(**more: str) -> dict[str, Any]:
    """Return the output of a task that succeeded."""
    times = {"submit_time": SUBMITTED, "scheduled_time": SCHEDULED, "end_time": ENDED}
    return {"task_status": "SUCCEEDED", "orig_prompt": "a cat looks up", "video_url": URL} | times | more


@stated("6.3, 6.4, 15")
def usages() -> Iterator[Exchange]:
    """One object per family, in whole numbers; ``SR`` is text for PixVerse."""
    for one in COLUMNS:
        for tier in one.resolutions:
            scene = succeeded(one, parameters={"resolution": tier}, rewritten=None)
            yield polled("usage", tier, scene, done(), column=one.title, usage=of_tier(one, tier))


def of_tier(one: Column, tier: str) -> dict[str, Any]:
    """Return the usage of a column with another tier, where it tells it."""
    number = tier.removesuffix("P")
    told = {"SR": number if isinstance(one.usage.get("SR"), str) else int(number)}
    return dict(one.usage) | (told if "SR" in one.usage else {})


@stated("6.4")
def usage_of_a_continuation() -> Iterator[Exchange]:
    """The documented example, 3 + 12 seconds: billed is the whole output."""
    one = column("2.7")
    media = [{"type": "first_clip", "url": CLIP}]
    scene = succeeded(one, media=media, parameters={"duration": 15}, rewritten=None)
    usage = {"duration": 15, "input_video_duration": 3, "output_video_duration": 12, "video_count": 1, "SR": 1080}
    yield polled("usage", "continuation", scene, done(), column=one.title, usage=usage)


@stated("6.4")
def usage_of_silence() -> Iterator[Exchange]:
    """2.6 flash says whether there is sound."""
    one = column("2.6 flash")
    scene = succeeded(one, parameters={"audio": False, "resolution": "720P"}, rewritten=None)
    usage = one.usage | {"audio": False}
    yield polled("usage", "silent", scene, done(), column=one.title, usage=usage)


@stated("15")
def usage_of_several_shots() -> Iterator[Exchange]:
    """PixVerse v6 tells which it was."""
    for one in COLUMNS:
        if one.shot_types and "shot_type" in one.usage:
            scene = succeeded(one, parameters={"shot_type": "multi"}, rewritten=None)
            usage = dict(one.usage) | {"shot_type": "multi"}
            yield polled("usage", "several shots", scene, done(), column=one.title, usage=usage)


@stated("11")
def rewritten_prompts() -> Iterator[Exchange]:
    """Given by 2.1, 2.2, 2.5 and keyframes, only with ``prompt_extend``; never by 2.6 and 2.7."""
    for one in COLUMNS:
        for extend in (None, True, False):
            gives = extend is not False and one.actual_prompt
            output = done(**({"actual_prompt": "a cat looks up, slowly"} if gives else {}))
            state: State = "emulated" if one.actual_prompt else "same"
            scene = succeeded(one, parameters={"prompt_extend": extend})
            usage = of_tier(one, one.resolution)
            says = f"prompt_extend {extend}"
            yield polled("actual_prompt", says, scene, output, column=one.title, usage=usage, state=state)


@stated("6.5, 6.6, 6.1")
def other_ends() -> Iterator[Exchange]:
    """FAILED is HTTP 200 with code and sentence inside ``output``; UNKNOWN is 200 as well."""
    times = {"submit_time": SUBMITTED, "scheduled_time": SCHEDULED, "end_time": ENDED}
    told = {
        "task_status": "FAILED",
        "code": "InvalidParameter",
        "message": "Failed to download https://example.com/last.png",
    }
    yield polled("query", "FAILED", failed(told["code"], told["message"]), told | times)
    stopped = {"task_status": "CANCELED", "submit_time": SUBMITTED, "end_time": SCHEDULED}
    yield polled("query", "CANCELED", cancelled, stopped)
    yield polled("query", "over", over, {"task_status": "UNKNOWN"})
    for task_id in ("4b1d2a52-30a5-4f3a-8a3e-0c5f1a2b3c4d", "x"):
        answer = {"request_id": ID, "output": {"task_id": task_id, "task_status": "UNKNOWN"}}
        yield Exchange(name=task_id, rows=("query",), method="GET", path=f"{TASKS}/{task_id}", answer=answer)


@stated("2.4")
def late_refusals() -> Iterator[Exchange]:
    """As the cloud was measured: 200, PENDING, and a task that fails with the sentence."""
    one, late = column("2.7"), {"validation": "late"}
    for body, sentence in (
        (one.asked(media=...), "Field required: input.media"),
        (
            one.asked(parameters={"resolution": "4K"}),
            "Input should be '1080P' or '720P': parameters.resolution",
        ),
        (one.asked(parameters={"duration": 16}), "Duration should be between 2 and 15"),
        (
            one.asked(media=[*one.input["media"], {"type": "x", "url": CLIP}]),
            "Input should be 'first_frame', 'last_frame', 'driving_audio' or 'first_clip'",
        ),
        (
            one.asked(media=..., parameters={"resolution": "4K"}),
            "Field required: input.media & Input should be '1080P' or '720P': parameters.resolution",
        ),
        (KEYFRAME.asked(parameters={"duration": 10}), "duration customization is not supported"),
    ):
        yield Exchange(name=f"late: {sentence}", rows=("create",), body=body, settings=late)
        output = {"task_status": "FAILED", "code": "InvalidParameter", "message": sentence}
        times = dict.fromkeys(("submit_time", "scheduled_time", "end_time"), SUBMITTED)
        yield polled("query", f"late: {sentence}", refused_late(body), output | times, settings=late)


@stated("6.7")
def cancelling() -> Iterator[Exchange]:
    """Only what waits; no body is needed."""
    path = f"{TASK}/cancel"
    answer = {"request_id": ID}
    yield Exchange(name="PENDING", rows=("cancel",), path=path, headers={}, scene=pending(), answer=answer)
    told = refusal(NOT_PENDING, code="UnsupportedOperation")
    scenes = {"RUNNING": running(), "SUCCEEDED": succeeded(), "CANCELED": cancelled, "FAILED": failed("X", "x")}
    for state, scene in scenes.items():
        yield Exchange(name=state, rows=("cancel",), path=path, headers={}, scene=scene, **told)
    yield Exchange(name="unknown", rows=("cancel",), path=f"{TASKS}/x/cancel", headers={}, **told)


def line(one: Column, **more: Any) -> dict[str, Any]:
    """Return a task as a list tells it, with a key of the test's account."""
    task = "image2video" if one.keyframes else "video-generation"
    return {
        "api_key_id": Text("[0-9a-f]{16}"),
        "caller_parent_id": "main",
        "caller_uid": "main",
        "gmt_create": 1_800_000_000_000,
        "start_time": 1_800_000_000_000,
        "region": "cn-beijing",
        "request_id": ID,
        "status": "PENDING",
        "task_id": ID,
        "model_name": one.model,
        "user_api_unique_key": f"apikey:v1:aigc:{task}:video-synthesis:{one.model}",
    } | more


def listed(says: str, scene: Scene | None, query: str, lines: list[dict[str, Any]], **numbers: int) -> Exchange:
    """Return an exchange with a list; ``tasks`` is ours, for an SDK that reads that name."""
    counts = {"total": len(lines), "total_page": min(1, len(lines)), "page_no": 1, "page_size": 10} | numbers
    answer = {"request_id": ID, "data": lines, "tasks": ANYTHING} | counts
    path = f"{TASKS}/{query}"
    return Exchange(name=says, rows=("list",), method="GET", path=path, headers={}, scene=scene, answer=answer)


@stated("6.8")
def listing() -> Iterator[Exchange]:
    """Times are whole milliseconds; a filter that fits nothing is an empty list."""
    for one in COLUMNS:
        yield listed(one.title, pending(one), "", [line(one)])
    ended = {"start_time": 1_800_000_000_051, "end_time": 1_800_000_056_462, "status": "SUCCEEDED"}
    yield listed("ended", succeeded(), "?status=SUCCEEDED", [line(KEYFRAME, **ended)])
    for query in (
        "?task_id={task}",
        "?model_name=wan2.2-kf2v-flash",
        "?status=PENDING",
        "?region=cn-beijing",
        "?start_time=20270115160000&end_time=20270116160000",
        "?start_time=20270115160000",
        "?page_no=1",
    ):
        yield listed(f"by {query}", pending(), query, [line(KEYFRAME)])
    for query in ("?task_id=x", "?model_name=wan2.7-i2v", "?status=FAILED", "?end_time=20270115155959"):
        yield listed(f"none by {query}", pending(), query, [])
    yield listed("second page", pending(), "?page_no=2&page_size=1", [], total=1, total_page=1, page_no=2, page_size=1)


@stated("1.3, 6.6, 6.7")
def other_accounts() -> Iterator[Exchange]:
    """A task is for the keys of its account; to another's it is unknown, unlisted and not to be cancelled."""
    theirs: dict[str, Any] = {"headers": {"Authorization": "Bearer {key}"}, "scene": stranger(pending())}
    answer = {"request_id": ID, "output": {"task_id": ID, "task_status": "UNKNOWN"}}
    yield Exchange(name="of another account", rows=("query",), method="GET", path=TASK, answer=answer, **theirs)
    told = refusal(NOT_PENDING, code="UnsupportedOperation")
    yield Exchange(name="of another account", rows=("cancel",), path=f"{TASK}/cancel", **theirs, **told)
    yield replace(listed("of another account", None, "", []), **theirs)
    ours: dict[str, Any] = theirs | {"scene": stranger(pending(), account="main")}
    answer = {"request_id": ID}
    yield Exchange(name="by another key", rows=("cancel",), path=f"{TASK}/cancel", answer=answer, **ours)


@stated("6.8")
def faulty_lists() -> Iterator[Exchange]:
    """The window is at most 24 hours; sentences of the others are ours, in the measured form."""
    for query, sentence in (
        ("page_no=0", Text("Input should be between 1 and .*: page_no")),
        ("page_size=x", Text("Input should be between 1 and .*: page_size")),
        ("status=DONE", Text("Input should be '.*PENDING'.*: status")),
        ("start_time=2027-01-15", Text(".*YYYYMMDDhhmmss.*start_time")),
        ("start_time=20270115160000&end_time=20270116160001", Text(".*24 hours.*")),
    ):
        path = f"{TASKS}/?{query}"
        yield Exchange(name=query, rows=("list",), method="GET", path=path, headers={}, **refusal(sentence))
