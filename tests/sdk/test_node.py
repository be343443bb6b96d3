"""The AI SDK for JavaScript with its Alibaba provider, in Node, against running servers."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.npm import installed
from tests.sdk.checklist import shows
from tests.sdk.conftest import PUBLIC, House, Metered
from tests.sdk.proxy import LossyProxy, losing_one_answer

HERE = Path(__file__).with_name("node")
NEWEST, OLDER = "ai7", "ai6"


Told = dict[str, Any]
Check = Callable[[Told], None]
CASES: dict[str, Check] = {}
ELSEWHERE = {"public_host", "submit_whose_answer_is_lost"}


def case(*numbers: int) -> Callable[[Check], Check]:
    """Enter the decorated expectation as a case of client.mjs that shows some numbers."""

    def enter(check: Check) -> Check:
        CASES[check.__name__] = check
        return shows(*numbers)(check)

    return enter


def assert_made(told: Told, tier: int) -> None:
    """A video came, and its usage is numbers."""
    assert "error" not in told, told
    assert told["mediaType"] == "video/mp4"
    assert told["bytes"] > 1000
    assert (told["usage"]["duration"], told["usage"]["resolution"]) == (2, tier)


@case(31, 34)
def frames_as_bytes(told: Told) -> None:
    """Two frames as bytes arrive as data URLs in a list of media."""
    assert_made(told, 480)
    assert told["usage"]["fps"] == 30


@case(31)
def frames_as_urls(told: Told) -> None:
    """Two frames as URLs are fetched."""
    assert_made(told, 480)


@case(32, 34)
def media_option(told: Told) -> None:
    """The option that a reference model has takes first and last frame."""
    assert_made(told, 720)


@case(33)
def bare_picture(told: Told) -> None:
    """A picture that is base64 without a head is a first frame."""
    assert_made(told, 720)


@case(35)
def bad_key(told: Told) -> None:
    """The user reads our sentence about the key."""
    assert told == {"error": "Invalid API-key provided.", "status": 401}


@case(35)
def bad_duration(told: Told) -> None:
    """The user reads our sentence about the parameter."""
    assert told == {"error": "Duration should be between 2 and 30", "status": 400}


@case(35)
def failed(told: Told) -> None:
    """The user reads why a task failed."""
    assert "inappropriate content" in told["error"]


@case(37)
def keyframes_without_pictures(told: Told) -> None:
    """The client leaves the pictures out for this model; the user reads that they are missing."""
    assert told["status"] == 400
    assert told["error"] == "Field required: input.first_frame_url & Field required: input.last_frame_url"


@case(38)
def public_host(told: Told) -> None:
    """The video's URL has the public host."""
    assert told["fetched"] == [told["videoUrl"]]
    assert urlsplit(told["videoUrl"])[:2] == ("https", urlsplit(PUBLIC).netloc)
    assert told["bytes"] > 1000


@case(36)
def submit_whose_answer_is_lost(told: Told) -> None:
    """A submit whose answer was lost is sent again and makes one task."""
    assert_made(told, 480)


def command(version: str) -> list[str | Path]:
    """Return the command of the program: with the Node that was installed beside the packages, which need a new one."""
    brought = next(installed(HERE / NEWEST).glob("node_modules/node-linux-*/bin/node"), Path("node"))
    return [brought, shutil.copy(HERE / "client.mjs", installed(HERE / version))]


def judge(told: dict[str, Any], subtests: pytest.Subtests) -> None:
    """Judge every case by itself."""
    for name, answer in told.items():
        with subtests.test(name):
            assert "raised" not in answer, answer["raised"]
            CASES[name](answer["told"])


def assert_one_task(proxy: LossyProxy) -> None:
    """The submit came twice with one key, and both answers name one task."""
    (key, lost), (again, answer) = proxy.submits
    assert key == again
    assert key
    assert json.loads(lost)["output"]["task_id"] == json.loads(answer)["output"]["task_id"]


@pytest.mark.usefixtures("npm")
@shows(36)
def test_the_newest_provider_gets_what_it_expects(rehearsing: House, subtests: pytest.Subtests) -> None:
    with losing_one_answer(rehearsing.running.base) as proxy:
        cases = [name for name in CASES if name != "public_host"]
        judge(replace(rehearsing, proxy=proxy.url).told_by(command(NEWEST), cases), subtests)
        assert_one_task(proxy)


@pytest.mark.sdk_matrix
@pytest.mark.usefixtures("npm")
@shows(38)
def test_the_newest_provider_fetches_from_the_public_host(metered: Metered, subtests: pytest.Subtests) -> None:
    judge(metered.house.told_by(command(NEWEST), ["public_host"]), subtests)


@pytest.mark.sdk_matrix
@pytest.mark.usefixtures("npm")
@shows(33)
def test_a_first_frame_alone_is_rendered_by_the_default_engine(default: House) -> None:
    (told,) = default.told_by(command(NEWEST), ["bare_picture"]).values()
    assert_made(told["told"], 720)


@pytest.mark.sdk_matrix
@pytest.mark.usefixtures("npm")
@pytest.mark.timeout(400)
def test_an_older_provider_gets_what_it_expects(rehearsing: House, subtests: pytest.Subtests) -> None:
    # It has no key for its retries: a lost answer makes a second task, by its own doing.
    judge(rehearsing.told_by(command(OLDER), [name for name in CASES if name not in ELSEWHERE]), subtests)
