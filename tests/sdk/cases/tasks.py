"""What can be asked about tasks."""

from typing import Any

from tests.sdk.cases.case import Told, assert_refused, case
from tests.sdk.checklist import shows


@case(10)
def listing(told: Told) -> None:
    """Pages and filters hold; instants are integers."""
    pages = {name: answer["output"] for name, answer in told.items() if name != "id"}
    assert (pages["pages"]["page_no"], pages["pages"]["page_size"]) == (1, 2)
    assert len(pages["pages"]["data"]) <= 2
    assert pages["beyond"]["data"] == pages["other"]["data"] == pages["before"]["data"] == []
    succeeded = pages["succeeded"]["data"]
    assert {row["status"] for row in succeeded} == {"SUCCEEDED"}
    assert {row["model_name"] for row in succeeded} == {"wanx2.1-i2v-turbo"}
    assert all(isinstance(row[name], int) for row in succeeded for name in ("gmt_create", "start_time", "end_time"))
    assert told["id"] in [row["task_id"] for row in succeeded]
    assert told["id"] in [row["task_id"] for row in pages["recent"]["data"]]
    assert {row["status"] for row in pages["canceled"]["data"]} <= {"CANCELED"}
    assert_refused(told["window"], "start_time to end_time should be 0 to 24 hours.")


@case(9)
def cancelling(told: Told) -> None:
    """Only what waits is cancelled; everything else refuses."""
    assert told["waiting"]["status_code"] == 200
    assert told["after"]["output"]["task_status"] == "CANCELED"
    assert told["done"]["output"]["task_status"] == "FAILED"
    for name in ("running", "ended", "again", "nobodys"):
        assert_refused(told[name], "please confirm if the task is in PENDING status.", code="UnsupportedOperation")


@case(11)
def unknown_id(told: Told) -> None:
    """A task that nobody submitted, another's and one that is over are UNKNOWN and end a wait."""
    for answer in told.values():
        assert answer["status_code"] == 200
        assert answer["output"]["task_status"] == "UNKNOWN", answer
        assert not answer["output"].get("video_url")


@case(15, 22)
def failed(told: Told) -> None:
    """A failed task is a normal answer whose output says why."""
    assert told["status_code"] == 200
    assert not told["code"]
    assert told["output"]["task_status"] == "FAILED"
    assert told["output"]["code"] == "InternalError.Algo"
    assert told["output"]["message"]
    assert not told["usage"]


@shows(18)
def tasks_over_a_restart(told: dict[str, Any]) -> None:
    """While the server restarts nobody answers; otherwise every poll is 200, and both tasks come to their end."""
    assert "raised" not in told, told["raised"]
    seen = told["told"]
    assert set(seen["codes"]) == {200}
    assert seen["refused"]
    for answer in seen["done"]:
        assert answer["output"]["task_status"] == "SUCCEEDED"
