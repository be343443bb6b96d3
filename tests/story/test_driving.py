"""A given sound comes through the API, drives the camera, and is the sound of the video."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from inbetween.media.decode import frames
from inbetween.media.sound import decode_sound
from inbetween.pixels.compare import mean_difference
from tests.pictures import saved
from tests.served import Server, data_url
from tests.sites import Site, open_site
from tests.sounds import mp3, ticking, wav, whole
from tests.story.asking import ended, rendering, video_of
from tests.unit.engines.tween.pictures import moved, texture

SECONDS = 2
TICKING, TICKS = ticking(2.0, 90)


@pytest.fixture
def site() -> Iterator[Site]:
    """Give a web server that has sounds."""
    with open_site() as site:
        site.page("/ticking.wav", body=wav(whole(TICKING)))
        site.page("/ticking.mp3", body=mp3(np.pad(TICKING, (0, 72_000))))
        site.page("/broken.mp3", body=b"no sound " * 99)
        yield site


@pytest.fixture
def server(serving: Callable[..., Server], site: Site, tmp_path: Path) -> Iterator[Server]:
    """Give a server that knows the site."""
    with rendering(serving, tmp_path / "work") as server:
        yield server


def pictured(folder: Path, scale: float = 1.0) -> str:
    """Return a landscape of noise, seen from nearer by a factor."""
    seen = moved(texture(1, 400, 640), scale=scale, height=288, width=512)
    return data_url(saved(folder, "picture.png", seen).read_bytes())


def driven(server: Server, model: str, given: dict[str, Any], **parameters: Any) -> dict[str, Any]:
    """Ask for a video of two seconds, and return how its task ended."""
    return ended(server, model, given, {"resolution": "720P", "duration": SECONDS, **parameters})


def heard_in(video: Path) -> np.ndarray:
    """Return what is played, (2, n), and be sure that the stream is AAC and as long as the film."""
    with av.open(str(video)) as container:
        stream = container.streams.audio[0]
        assert (stream.codec_context.name, stream.rate, stream.channels) == ("aac", 48_000, 2)
        assert stream.duration == SECONDS * 48_000
        heard = decode_sound(container, SECONDS, codecs=("aac",), begins=Fraction(0))
    assert heard is not None
    return heard.samples


@pytest.mark.parametrize(("sound", "last"), [("ticking.wav", False), ("ticking.mp3", True)])
def test_a_given_sound_is_heard_and_moves_the_camera(
    server: Server, site: Site, tmp_path: Path, sound: str, last: bool
) -> None:
    media = [
        {"type": "driving_audio", "url": f"{site.url}/{sound}"},
        {"type": "first_frame", "url": pictured(tmp_path)},
        *([{"type": "last_frame", "url": pictured(tmp_path, 1.1)}] if last else []),
    ]
    told = driven(server, "wan2.7-i2v", {"prompt": "", "media": media})
    video = video_of(server, told, tmp_path)
    assert (told["usage"]["duration"], told["usage"]["output_video_duration"], told["usage"]["SR"]) == (2, 2, 720)
    heard = heard_in(video)[0]
    peaks = np.flatnonzero(np.abs(heard) > 0.2)
    for at in TICKS:
        assert np.abs(peaks / 48_000 - at).min() < 0.005
    steps = [mean_difference(one.y, other.y) for one, other in pairwise(frames(video))]
    for at in TICKS:
        frame = round(30 * at)
        assert abs(int(np.argmax(steps[frame - 8 : frame + 8])) - 7) <= 2
    details = server.get(f"/inbetween/v1/tasks/{told['output']['task_id']}").json()["measurements"]
    onsets = [onset["at"] for onset in details["engine_measurements"]["driven_by"]["onsets"]]
    assert onsets == pytest.approx(TICKS, abs=0.03)
    assert (details["sound"], details["notes"], details["warnings"]) == (True, [], {})


def test_silence_beats_a_given_sound_and_an_older_model_is_driven_by_its_url(
    server: Server, site: Site, tmp_path: Path
) -> None:
    """Section 3.4: with ``audio`` false the video is silent and billed so, even though ``audio_url`` was given."""
    given = {"img_url": pictured(tmp_path), "audio_url": f"{site.url}/ticking.mp3"}
    loud = driven(server, "wan2.6-i2v-flash", given)
    assert loud["usage"]["audio"] is True
    assert np.abs(heard_in(video_of(server, loud, tmp_path))).max() > 0.2
    quiet = driven(server, "wan2.6-i2v-flash", given, audio=False)
    assert quiet["usage"]["audio"] is False
    with av.open(str(video_of(server, quiet, tmp_path))) as video:
        assert not video.streams.audio


def test_a_sound_that_cannot_be_read_fails_its_task_in_words(server: Server, site: Site, tmp_path: Path) -> None:
    given = {"img_url": pictured(tmp_path), "audio_url": f"{site.url}/broken.mp3"}
    told = driven(server, "wan2.6-i2v", given)
    assert (told["output"]["task_status"], told["output"]["code"]) == ("FAILED", "InvalidFile.Openerror")
    assert told["output"]["message"].endswith("as audio. input.audio_url is damaged, or no sound.")
