"""The asyncio twin of the SDK."""

from tests.sdk.cases.case import Told, assert_refused, assert_succeeded, case, numbers


@case(8, since="1.25.8")
def asyncio_twin(told: Told) -> None:
    """The asyncio twin, with its slashes and queries, gets the same."""
    assert told["called"]["output"]["task_status"] == "SUCCEEDED"
    assert told["fetched"]["output"]["task_status"] in ("PENDING", "RUNNING", "SUCCEEDED")
    assert_succeeded(told["waited"])
    rows = told["listed"]["output"]["data"]
    assert rows
    assert {row["status"] for row in rows} == {"SUCCEEDED"}


@case(9, 19, since="1.25.8")
def asyncio_cancel(told: Told) -> None:
    """A POST cancels; the GET of old versions is refused in JSON and cancels nothing."""
    if numbers(told["version"]) < (1, 27):
        assert_refused(told["cancelled"], "Request method 'GET' is not supported.", status=405)
        assert told["state"]["output"]["task_status"] != "CANCELED"
    else:
        assert told["cancelled"]["status_code"] == 200
        assert told["state"]["output"]["task_status"] == "CANCELED"
