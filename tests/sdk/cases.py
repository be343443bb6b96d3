"""What each case of client.py must tell, whatever the version of the SDK."""

from collections.abc import Callable
from typing import Any

Told = dict[str, Any]


def assert_succeeded(answer: Told) -> None:
    """A finished task in every field that the SDK shows."""
    assert answer["status_code"] == 200
    assert not answer["code"]
    output = answer["output"]
    assert output["task_status"] == "SUCCEEDED"
    assert output["video_url"].startswith("http://127.0.0.1:")
    assert output["orig_prompt"] == "雨后的街道 slowly brightens"
    assert output["submit_time"] <= output["scheduled_time"] <= output["end_time"]
    usage = {name: value for name, value in answer["usage"].items() if value not in (None, 0, "")}
    assert usage == {"video_count": 1, "video_duration": 5, "SR": 480}


def sync_call_with_absolute_files(told: Told) -> None:
    """A call returns the finished task, and its video needs no key."""
    assert_succeeded(told)
    assert told["video"]["type"] == "video/mp4"
    assert told["video"]["bytes"] > 10_000
    assert told["output"]["actual_prompt"] == told["output"]["orig_prompt"]


def async_call_with_relative_files(told: Told) -> None:
    """Every verb shows the same task, by its answer and by its id, during and after."""
    assert told["submitted"]["output"]["task_status"] == "PENDING"
    assert told["fetched"]["output"]["task_status"] in ("PENDING", "RUNNING", "SUCCEEDED")
    for name in ("waited", "again", "after"):
        assert_succeeded(told[name])


def data_urls(told: Told) -> None:
    """Pictures may come inside the request."""
    assert_succeeded(told)


def names_with_odd_characters(told: Told) -> None:
    """Names with any characters survive the upload."""
    assert_succeeded(told)


def two_files_of_one_name(told: Told) -> None:
    """Two files of one name never become one picture."""
    assert_succeeded(told)


def second_file_of_one_name_is_refused(told: Told) -> None:
    """An SDK that uses one certificate for both hears a clear word."""
    assert "FileAlreadyExists" in told["raised"]


def listing(told: Told) -> None:
    """Pages and filters hold; instants are integers."""
    page = told["everything"]["output"]
    assert page["page_no"] == 1
    assert page["page_size"] == 2
    assert len(page["data"]) <= 2
    rows = told["succeeded"]["output"]["data"]
    assert all(row["status"] == "SUCCEEDED" and isinstance(row["gmt_create"], int) for row in rows)


def cancelling(told: Told) -> None:
    """A waiting task is cancelled, a finished one is not."""
    assert told["cancelled"]["status_code"] == 200
    assert told["state"]["output"]["task_status"] == "CANCELED"
    assert [task["output"]["task_status"] for task in told["done"]] == ["SUCCEEDED", "SUCCEEDED"]
    assert told["refused"]["status_code"] == 400
    assert told["refused"]["code"] == "UnsupportedOperation"


def bad_key(told: Told) -> None:
    """A key that nobody made is refused by every verb."""
    for name in ("submit", "fetch", "list"):
        assert told[name]["status_code"] == 401
        assert told[name]["code"] == "InvalidApiKey"
        assert told[name]["message"] == "Invalid API-key provided."
    assert told["raised"] == "InvalidTask"


def bad_parameters(told: Told) -> None:
    """What the model does not do is refused with its sentence."""
    assert all(answer["status_code"] == 400 and answer["code"] == "InvalidParameter" for answer in told.values())
    assert told["resolution"]["message"] == (
        "Input should be '480P', '720P' or '1080P': parameters.resolution & duration customization is not supported"
    )
    assert told["model"]["message"] == "Model not exist."
    assert "input.first_frame_url" in told["scheme"]["message"]
    assert "hanfu-1, solaron, magazine, mech1, mech2" in told["template"]["message"]


def unknown_id(told: Told) -> None:
    """A task that nobody submitted is UNKNOWN and ends a wait."""
    assert told["fetch"]["status_code"] == 200
    assert told["fetch"]["output"]["task_status"] == told["wait"]["output"]["task_status"] == "UNKNOWN"


def aio(told: Told) -> None:
    """The asyncio twin, with its slashes and queries, gets the same."""
    assert_succeeded(told["waited"])


def client_videos(told: Told) -> None:
    """The client of 2.x posts keyframes to the other path and is served."""
    assert "SUCCEEDED" in told["repr"]
    assert "video_url" in told["repr"]


CASES: dict[str, Callable[[Told], None]] = {
    check.__name__: check
    for check in (
        sync_call_with_absolute_files,
        async_call_with_relative_files,
        data_urls,
        names_with_odd_characters,
        two_files_of_one_name,
        cancelling,
        listing,
        bad_key,
        bad_parameters,
        unknown_id,
        aio,
        client_videos,
    )
}
