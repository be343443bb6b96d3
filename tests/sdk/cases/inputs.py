"""Inputs that cannot be used."""

from tests.sdk.cases.case import Told, assert_refused, case


@case(14)
def missing_file(told: Told) -> None:
    """A file that is not there ends in the SDK, or is refused unopened."""
    if "raised" in told:
        assert told["raised"] in ("InvalidInput", "UploadFileException", "FileNotFoundError")
    else:
        assert_refused(told, "The provided URL does not appear to be valid")


@case(14)
def other_schemes(told: Told) -> None:
    """What is neither http, https, oss nor data is refused by its field."""
    for name in ("ftp", "drive", "word"):
        assert_refused(told[name], "The provided URL does not appear to be valid")
        assert "input.last_frame_url" in told[name]["message"]
    assert_refused(told["oss"], "oss download error. oss://nobody/x.png")


@case(15)
def broken_pictures(told: Told) -> None:
    """What is inside the request is refused at once; what must be fetched fails its task with a sentence."""
    assert_refused(told["inside"], "Invalid image format or corrupted file")
    sentences = {"uploaded": "Invalid image format", "page": "Failed to download", "dead": "Failed to download"}
    for name, sentence in sentences.items():
        answer = told[name]
        assert (answer["status_code"], answer["code"], answer["usage"]) in ((200, None, None), (200, "", None)), answer
        assert answer["output"]["task_status"] == "FAILED"
        assert answer["output"]["code"] == "InvalidParameter"
        assert sentence in answer["output"]["message"]
        assert not answer["output"].get("video_url")


@case(17)
def what_nobody_reads(told: Told) -> None:
    """What other clients and other models have is accepted and ignored."""
    assert told["status_code"] == 200, told
    assert told["output"]["task_status"] == "PENDING"
