"""The calls of the vendor's guides (specification section 16) as programs of ours, with real media."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from tests.sdk.checklist import shows
from tests.sdk.conftest import House
from tests.sites import open_site

EXAMPLES = Path(__file__).parents[2] / "examples"
CALLS = EXAMPLES / "calls"
MEDIA = ("first.png", "last.png", "last.webp", "clip.mp4", "tune.mp3")
VIDEO = r"http://127\.0\.0\.1:\d+/inbetween/v1/objects/\S+\.mp4\?Expires=\d+&Signature=\w+"
SHORT = {"01_call.sh"}
"""What ``make test`` has time for; ``make sdk`` makes all the videos."""

MADE = (
    ("01_call.py", f"{VIDEO}\n"),
    ("01_call.sh", rf'.*"SUCCEEDED".*"video_url":"{VIDEO}".*"SR":720.*'),
    ("02_submit_and_wait.py", rf"task [-\w]{{36}}\n{VIDEO}\n"),
    ("02_submit_and_wait.sh", r'.*"task_status":"(PENDING|RUNNING)".*'),
    ("03_fetch.py", rf"by URL \w+\n{VIDEO}\nabsolute \w+\n{VIDEO}\nrelative \w+\n{VIDEO}\n"),
    ("05_effect.py", f"{VIDEO}\n"),
    ("05_effect.sh", rf'.*"orig_prompt":"".*"video_url":"{VIDEO}".*'),
    ("06_base64.py", f"{VIDEO}\n"),
    ("07_clip_and_last_frame.py", f"{VIDEO}\n"),
    (
        "07_clip_and_last_frame.sh",
        r'.*"duration":12,"input_video_duration":2,"output_video_duration":10,.*',
    ),
    ("08_driving_audio.py", f"{VIDEO}\n"),
    ("08_driving_audio.sh", r'.*"SUCCEEDED".*"duration":10,.*'),
    ("09_first_and_last_frame.py", f"{VIDEO}\n"),
    ("09_first_and_last_frame.sh", r'.*"SUCCEEDED".*"duration":15,.*'),
    ("10_clip.py", f"{VIDEO}\n"),
    ("10_clip.sh", r'.*"duration":12,"input_video_duration":2,"output_video_duration":10,.*'),
    ("11_ten_seconds.sh", r'.*"orig_prompt":"夕阳西下.*"duration":10,.*'),
    ("12_negative_prompt.sh", r'.*"task_status":"PENDING".*'),
)


@pytest.fixture(scope="module")
def media() -> Iterator[str]:
    """A web server that has the inputs."""
    with open_site() as site:
        for name in MEDIA:
            site.page(f"/{name}", body=(EXAMPLES / name).read_bytes())
        yield site.url


@pytest.fixture(scope="session", autouse=True)
def curl(missing_tool: Callable[[str], NoReturn]) -> None:
    """Require curl."""
    if not shutil.which("curl"):
        missing_tool("curl")


def run(house: House, media: str, name: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a program as a user does."""
    variables = {
        "DASHSCOPE_HTTP_BASE_URL": f"{house.running.base}/api/v1",
        "DASHSCOPE_API_KEY": house.running.key,
        "MEDIA_URL": media,
        "POLL_SECONDS": "0.2",
    }
    interpreter = [sys.executable, "-W", "ignore"] if name.endswith(".py") else ["sh"]
    command = [*interpreter, CALLS / name, *words]
    return subprocess.run(command, env={**os.environ, **variables}, capture_output=True, text=True, timeout=150)


@pytest.mark.parametrize(
    ("name", "printed"),
    [pytest.param(*call, marks=[] if call[0] in SHORT else pytest.mark.sdk_matrix) for call in MADE],
)
@shows(1, 4)
def test_a_call_makes_a_video(default: House, media: str, name: str, printed: str) -> None:
    done = run(default, media, name)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.fullmatch(printed, done.stdout, re.DOTALL), done.stdout


@shows(22)
def test_a_pixverse_task_is_told_in_its_own_form(rehearsing: House, media: str) -> None:
    body = {
        "model": "pixverse/pixverse-v6-it2v",
        "input": {"prompt": "x", "media": [{"type": "image_url", "url": f"{media}/first.png"}]},
        "parameters": {"resolution": "360P", "duration": 1},
    }
    path = "/api/v1/services/aigc/video-generation/video-synthesis"
    task_id = rehearsing.running.ask("POST", path, body)[1]["output"]["task_id"]
    rehearsing.running.wait_for(task_id, "SUCCEEDED")
    done = run(rehearsing, media, "13_query_pixverse.sh", task_id)
    usage = (
        '"usage":{"duration":1,"video_count":1,"SR":"360","size":"640*360","fps":24,"audio":false,"shot_type":"single"}'
    )
    assert usage in done.stdout


def test_every_program_is_run() -> None:
    programs = {path.name for path in CALLS.glob("[0-9]*")}
    assert programs == {name for name, _ in MADE} | {"13_query_pixverse.sh"}
