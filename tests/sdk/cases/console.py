"""The command line that the SDK brings."""

import re

from tests.sdk.cases.case import Told, case


@case(23, since="1.27.8")
def command_create(told: Told) -> None:
    """Two file paths in, the video's URL out."""
    assert told["exit"] == 0, told["error"]
    assert re.search(r'"video_url": "http://127\.0\.0\.1:\d+/inbetween/v1/objects/\S+\.mp4\?', told["out"])


@case(24, since="1.27.8")
def command_verbs(told: Told) -> None:
    """The other verbs of the command line work, and so does its upload."""
    verbs = {name: answer for name, answer in told.items() if name != "id"}
    assert {name: answer["exit"] for name, answer in verbs.items()} == dict.fromkeys(verbs, 0), told
    assert '"CANCELED"' in told["fetch"]["out"]
    assert told["id"] in told["list"]["out"]


@case(24, since="1.27.8", long=True)
def command_upload(told: Told) -> None:
    """A file can be uploaded for later."""
    assert told["exit"] == 0, told["error"]
    assert "oss://" in told["out"]
