"""A clip comes through the API, is the beginning of the video with its own sound, and is billed as such."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from inbetween.media.decode import frames
from inbetween.media.sound import decode_sound
from tests.clips import saved_clip, travelling
from tests.pictures import saved
from tests.served import GENERATION, Server, data_url, refusal
from tests.sites import Site, open_site
from tests.sounds import hum
from tests.story.asking import ended, rendering, video_of
from tests.unit.engines.tween.pictures import moved, texture

SIZE, WIDE = (496, 280), texture(1, 400, 800)
MODEL = "wan2.7-i2v-2026-04-25"


def filmed(count: int, fps: int) -> list[Any]:
    """Return a pan over a landscape of noise."""
    width, height = SIZE
    return [moved(WIDE, x=60 - 40 * number / fps, height=height, width=width) for number in range(count)]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Give a web server that has clips: one that sounds, and a silent one of another rate."""
    folder = tmp_path_factory.mktemp("clips")
    heard = saved_clip(folder / "a.mp4", filmed(60, 30), sound=np.stack([hum(2)] * 2))
    silent = saved_clip(folder / "b.mov", filmed(50, 25), fps=25)
    broken = heard.read_bytes()
    long = saved_clip(folder / "c.mp4", travelling(95))
    with open_site() as site:
        site.page("/long.mp4", body=long.read_bytes())
        site.page("/heard.mp4", body=broken)
        site.page("/silent.mov", body=silent.read_bytes())
        site.page("/broken.mp4", body=broken[: len(broken) // 2])
        yield site


@pytest.fixture
def server(serving: Callable[..., Server], site: Site, tmp_path: Path) -> Iterator[Server]:
    """Give a server that knows the site."""
    with rendering(serving, tmp_path / "work") as server:
        yield server


def continued(server: Server, media: list[dict[str, str]], **parameters: Any) -> dict[str, Any]:
    """Ask for a video that goes on from a clip, and return how its task ended."""
    wanted = {"resolution": "720P", "duration": 3, **parameters}
    return ended(server, MODEL, {"prompt": "Waves.", "media": media}, wanted)


def details_of(server: Server, told: dict[str, Any]) -> dict[str, Any]:
    details: dict[str, Any] = server.get(f"/inbetween/v1/tasks/{told['output']['task_id']}").json()["measurements"]
    return details


def test_a_clip_goes_on_with_its_own_sound(server: Server, site: Site, tmp_path: Path) -> None:
    told = continued(server, [{"type": "first_clip", "url": f"{site.url}/heard.mp4"}])
    assert told["usage"] == {
        "duration": 3,
        "input_video_duration": 2,
        "output_video_duration": 1,
        "video_count": 1,
        "SR": 720,
    }
    video, details = video_of(server, told, tmp_path), details_of(server, told)
    with av.open(str(video)) as container:
        assert (container.streams.video[0].frames, container.streams.audio[0].duration) == (90, 3 * 48_000)
        heard = decode_sound(container, 3, codecs=("aac",), begins=Fraction(0))
    assert heard is not None
    powers = np.square(heard.samples[0]).reshape(30, -1).mean(1)
    assert powers[:19].min() > 0.05
    assert powers[21:].min() > 0
    assert (details["clip_seconds"], details["end_frames"]["first_clip"]["identical"]) == (2.0, True)
    assert max(details["seam"].values()) <= 1.5
    assert details["seam"]["motion"] >= 0.5
    assert details["warnings"] == {}


def test_a_clip_goes_on_to_a_last_frame(server: Server, site: Site, tmp_path: Path) -> None:
    last = saved(tmp_path, "last.png", moved(WIDE, x=-60, height=280, width=496))
    media = [
        {"type": "first_clip", "url": f"{site.url}/silent.mov"},
        {"type": "last_frame", "url": data_url(last.read_bytes())},
    ]
    told = continued(server, media, watermark=False)
    assert told["usage"]["input_video_duration"] == 2
    drawn, details = list(frames(video_of(server, told, tmp_path))), details_of(server, told)
    assert len(drawn) == 90
    assert [end["identical"] for end in details["end_frames"].values()] == [True, True]
    assert max(details["seam"].values()) <= 1.5
    assert set(details["rectangles"]) == {"first_clip", "last_frame"}


def test_a_clip_that_cannot_be_gone_on_from_fails_its_task_in_words(server: Server, site: Site) -> None:
    broken = continued(server, [{"type": "first_clip", "url": f"{site.url}/broken.mp4"}])["output"]
    assert (broken["task_status"], broken["code"]) == ("FAILED", "InvalidFile.Openerror")
    assert broken["message"].endswith("cannot open file as video. input.media.0.url is damaged or cut off.")
    told = continued(server, [{"type": "first_clip", "url": f"{site.url}/long.mp4"}])["output"]
    assert (told["task_status"], told["code"]) == ("FAILED", "InvalidParameter")
    assert told["message"] == (
        "The clip should be shorter than the video. input.media.0.url has 3.2 s and the video 3 s: "
        "ask for a longer duration, or give a shorter clip."
    )


def test_a_duration_that_no_clip_leaves_anything_of_is_refused_at_once(server: Server, site: Site) -> None:
    media = [{"type": "first_clip", "url": f"{site.url}/heard.mp4"}]
    body = {"model": MODEL, "input": {"media": media}, "parameters": {"duration": 2}}
    assert refusal(server.create(body, path=GENERATION)) == (
        400,
        "InvalidParameter",
        "Duration should be more than 2 with a clip, which has 2 s at least: parameters.duration",
    )
