"""Calls that end with a video."""

from typing import Any

from tests.sdk.cases.case import Told, assert_refused, assert_succeeded, case


@case(1, 17, 22, house="default")
def sync_call_with_absolute_files(told: Told) -> None:
    """A call returns the finished task, and its video needs no key."""
    assert_succeeded(told)
    assert told["video"]["type"] == "video/mp4"
    assert told["video"]["bytes"] > 10_000
    assert told["output"]["actual_prompt"] == told["output"]["orig_prompt"] == "雨后的街道 slowly brightens"


@case(3)
def relative_files(told: Told) -> None:
    """Relative names are uploaded."""
    assert_succeeded(told)


@case(2)
def data_urls(told: Told) -> None:
    """Every verb shows the same task, by its answer and by its id, during and after."""
    assert told["submitted"]["output"]["task_status"] == "PENDING"
    assert told["fetched"]["output"]["task_status"] in ("PENDING", "RUNNING", "SUCCEEDED")
    for name in ("waited", "again", "after"):
        assert_succeeded(told[name])


@case(3)
def names_with_odd_characters(told: Told) -> None:
    """Names with any characters survive the upload."""
    assert_succeeded(told)


@case(6)
def two_files_of_one_name(told: Told) -> None:
    """Two files of one name never become one picture: both are taken, or the SDK's second upload is refused."""
    if "raised" in told:
        assert "FileAlreadyExists" in told["raised"]
    else:
        assert_succeeded(told)


@case(6)
def certificates(told: list[Told]) -> None:
    """Two certificates name two folders, and every value that goes into the form is text."""
    folders = {answer["output"]["upload_dir"] for answer in told}
    assert len(folders) == 2
    posted = ("policy", "signature", "oss_access_key_id", "x_oss_object_acl", "x_oss_forbid_overwrite", "upload_host")
    assert all(isinstance(answer["output"][name], str) for answer in told for name in posted)


@case(7)
def upload_used_twice(told: dict[str, Any]) -> None:
    """What was uploaded once serves two tasks."""
    assert told["url"].startswith("oss://")
    assert [answer["output"]["task_status"] for answer in told["done"]] == ["SUCCEEDED", "SUCCEEDED"]


@case(4, house="default", long=True)
def effect(told: Told) -> None:
    """An effect needs one picture and no words."""
    assert told["output"]["task_status"] == "SUCCEEDED", told
    assert told["output"]["orig_prompt"] == ""
    assert told["usage"]["video_duration"] == 5


def _assert_two_seconds(told: Told) -> None:
    assert told["output"]["task_status"] == "SUCCEEDED", told
    assert {name: told["usage"][name] for name in ("duration", "SR", "video_count")} == {
        "duration": 2,
        "SR": 720,
        "video_count": 1,
    }


@case(5, since="1.25.16")
def media_as_files(told: Told) -> None:
    """Media entries are uploaded."""
    _assert_two_seconds(told)


@case(5, since="1.25.16")
def media_inside_and_by_url(told: Told) -> None:
    """Media entries may come inside the request, or are fetched."""
    _assert_two_seconds(told)


@case(5, since="1.25.8", until="1.25.8")
def media_among_parameters(told: Told) -> None:
    """An SDK that knows no media gets a sentence about what is missing."""
    assert_refused(told, "url error, please check url！")
