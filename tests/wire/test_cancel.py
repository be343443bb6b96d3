"""Cancel: specification section 6.7."""

import pytest

from inbetween.domain.task import Outcome
from tests.samples import FAILURE, SUCCESS
from tests.served import TASKS, Server, refusal

TOLD = (
    400,
    "UnsupportedOperation",
    "Failed to cancel the task, please confirm if the task is in PENDING status.",
)


def cancel(task_id: str) -> str:
    return f"{TASKS}/{task_id}/cancel"


def test_a_waiting_task_is_cancelled(server: Server) -> None:
    task_id = server.created()
    answer = server.post(cancel(task_id))
    assert answer.status_code == 200
    assert answer.json() == {"request_id": answer.headers["x-request-id"]}
    assert server.poll(task_id).json()["output"]["task_status"] == "CANCELED"
    assert refusal(server.post(cancel(task_id))) == TOLD


@pytest.mark.parametrize("outcome", [None, SUCCESS, FAILURE], ids=["RUNNING", "SUCCEEDED", "FAILED"])
def test_any_other_state_is_refused(server: Server, outcome: Outcome | None) -> None:
    task_id = server.created()
    task = server.queue.take()
    if outcome:
        server.queue.settle(task, outcome)
    before = server.poll(task_id).json()["output"]
    assert refusal(server.post(cancel(task_id))) == TOLD
    assert server.poll(task_id).json()["output"] == before


@pytest.mark.parametrize("task_id", ["4b1d2a52-30a5-4f3a-8a3e-0c5f1a2b3c4d", "%00", "x"])
def test_an_unknown_task_is_refused(server: Server, task_id: str) -> None:
    assert refusal(server.post(cancel(task_id))) == TOLD


def test_a_get_never_cancels(server: Server) -> None:
    """The asynchronous client of SDK 1.25 sends GET."""
    task_id = server.created()
    assert server.get(f"{cancel(task_id)}/").status_code == 405
    assert server.poll(task_id).json()["output"]["task_status"] == "PENDING"
