"""The auditor finds what it is there for."""

import json
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from tests.crash.audit import Account, audit_ledger, audit_rows, audit_videos, missing, orphans
from tests.crash.client import SECONDS, Submission
from tests.crash.witness import Event

ID = "1111"


def submission(**changes: Any) -> Submission:
    told = {
        "number": 7,
        "kind": "plain",
        "source": "body",
        "replay_key": "k",
        "pictures": (0, 1),
        "task_id": ID,
        "told": "SUCCEEDED",
    }
    return Submission(**told | changes)


def row(**changes: Any) -> dict[str, Any]:
    whole = {
        "id": ID,
        "orig_prompt": "crash 7",
        "retry_of": None,
        "status": "SUCCEEDED",
        "code": None,
        "strikes": 0,
        "engine": "tween",
        "object_key": f"results/{ID}/1.mp4",
        "spec": json.dumps({"media": [{"source": "object:inputs/a"}]}),
    }
    return whole | changes


def moved(old: str, new: str) -> Event:
    return Event(event="moved", task_id=ID, old=old, new=new)


MADE = Event(event="submitted", task_id=ID, old=None, new="PENDING")
TAKEN, SETTLED = moved("PENDING 0", "RUNNING 1"), moved("RUNNING 1", "SUCCEEDED 1")
BILLED = Event(event="billed", task_id=ID, old=None, new=None)
FORGOTTEN = Event(event="forgotten", task_id=ID, old="SUCCEEDED", new=None)
LIFE = [MADE, TAKEN, SETTLED, BILLED]


def found(submissions: list[Submission], rows: list[dict[str, Any]], events: list[Event]) -> set[str]:
    account = Account()
    audit_rows(account, submissions, rows, events)
    return {what for what, sentences in account.wrong.items() if sentences}


def test_nothing_is_wrong_with_a_plain_life():
    assert found([submission()], [row()], LIFE) == set()


@pytest.mark.parametrize(
    ("submissions", "rows", "events", "what"),
    [
        ([submission(task_id=None)], [], [], {"unanswered"}),
        ([submission()], [], [MADE], {"lost"}),
        ([submission()], [row(status="RUNNING")], [MADE, TAKEN], {"lost", "not terminal"}),
        ([submission()], [row()], [*LIFE, moved("RUNNING 2", "SUCCEEDED 2")], {"settled twice"}),
        ([submission()], [row()], [*LIFE, moved("SUCCEEDED 1", "FAILED 1")], {"settled twice", "left its end"}),
        ([submission()], [row(), row(id="2222")], LIFE, {"made twice", "nobody's"}),
        ([submission()], [row(), row(id="2222", retry_of=ID)], LIFE, {"nobody's"}),
        (
            [submission()],
            [],
            [*LIFE, Event(event="forgotten", task_id=ID, old="SUCCEEDED", new=None)],
            {"forgotten early"},
        ),
        ([submission(cancelled=True)], [row()], LIFE, {"cancelled, yet"}),
        ([submission()], [row(status="FAILED", code="InternalError")], LIFE, {"failed by itself"}),
    ],
)
def test_what_is_wrong_with_a_row_is_found(
    submissions: list[Submission], rows: list[dict[str, Any]], events: list[Event], what: set[str]
) -> None:
    assert found(submissions, rows, events) == what


def test_a_task_that_may_be_forgotten_may_be():
    assert found([submission(kind="expire")], [], [*LIFE, FORGOTTEN]) == set()


@pytest.mark.parametrize(
    ("usages", "events", "what"),
    [
        ([{"task_id": ID}], LIFE, set()),
        ([], LIFE, {"success, not billed"}),
        ([{"task_id": ID}], [MADE, TAKEN, BILLED], {"billed, no success"}),
        ([{"task_id": ID}], [*LIFE, BILLED], {"billed twice"}),
        ([{"task_id": ID}], [*LIFE, Event(event="unbilled", task_id=ID, old=None, new=None)], {"bill changed"}),
    ],
)
def test_what_is_wrong_with_the_ledger_is_found(
    usages: list[dict[str, Any]], events: list[Event], what: set[str]
) -> None:
    account = Account()
    audit_ledger(account, usages, events)
    assert {kind for kind, sentences in account.wrong.items() if sentences} == what


def test_objects_that_no_row_names_are_orphans():
    kept = [f"results/{ID}/1.mp4", f"results/{ID}/preview.jpg", "inputs/a", "uploads/u"]
    lost = [f"results/{ID}/2.mp4", "inputs/b", "results/2222/1.mp4", "uploads/v"]
    assert orphans([row()], [{"object_key": "uploads/u"}], kept + lost) == sorted(lost)
    assert missing([row()], lost) == [f"results/{ID}/1.mp4"]


def video(path: Path, frames: int) -> Path:
    with av.open(path, "w") as container:
        stream = container.add_stream("mpeg4", rate=10)
        stream.width, stream.height, stream.pix_fmt = 32, 32, "yuv420p"
        for _ in range(frames):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(np.zeros((32, 32, 3), np.uint8))))
        container.mux(stream.encode())
    return path


def test_a_result_that_is_short_torn_or_absent_is_found(tmp_path: Path) -> None:
    whole, short = video(tmp_path / "whole.mp4", 10 * SECONDS), video(tmp_path / "short.mp4", 10 * SECONDS - 1)
    torn = tmp_path / "torn.mp4"
    torn.write_bytes(whole.read_bytes()[:200])
    faults = []
    for path in (whole, short, torn, None):
        account = Account()
        audit_videos(account, [row()], lambda _, path=path: path)
        faults.append(len(account.wrong["broken results"]))
    assert faults == [0, 1, 1, 1]
