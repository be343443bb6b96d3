"""Every legal set of inputs through the vendor's SDK and the default engine: what comes out is what was promised."""

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from inbetween.catalog.models import MODELS
from inbetween.media.decode import probe
from tests.clips import saved_clip, travelling
from tests.sdk.conftest import House
from tests.sites import open_site
from tests.sounds import hum, mp3

SEND = Path(__file__).with_name("send.py")
SECONDS = 3
SEAM = 1.5
"""Times the clip's own median step that the step across the seam may be."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """A request: its inputs, and whether its video is heard."""

    model: str
    heard: bool
    kinds: frozenset[str]
    more: dict[str, Any]


def typed(model: str, *kinds: str, heard: bool = True) -> Case:
    """Return a request whose inputs come as a list with types."""
    return Case(model=model, heard=heard, kinds=frozenset(kinds), more={})


CASES = {
    "first frame": typed("wan2.7-i2v", "first_frame"),
    "first frame and sound": typed("wan2.7-i2v", "first_frame", "driving_audio"),
    "first and last frame": typed("wan2.7-i2v", "first_frame", "last_frame"),
    "first, last frame and sound": typed("wan2.7-i2v", "first_frame", "last_frame", "driving_audio"),
    "clip": typed("wan2.7-i2v", "first_clip"),
    "clip and last frame": typed("wan2.7-i2v", "first_clip", "last_frame"),
    "silence asked for": Case(
        model="wan2.6-i2v-flash", heard=False, kinds=frozenset({"first_frame"}), more={"audio": False}
    ),
    "several shots": Case(
        model="wan2.6-i2v-flash",
        heard=True,
        kinds=frozenset({"first_frame", "driving_audio"}),
        more={"shot_type": "multi", "prompt": "A harbour at dawn. Generate a multi-shot video."},
    ),
    "an effect": Case(
        model="wanx2.1-i2v-turbo", heard=False, kinds=frozenset({"first_frame"}), more={"template": "squish"}
    ),
}
"""By what is asked."""

SHORT = {"first, last frame and sound", "clip and last frame"}
"""What ``make test`` has time for; ``make sdk`` sends all."""


@pytest.fixture(scope="module")
def files(pictures: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Each kind of input: two pictures, a clip that is heard, and a hum."""
    clip = saved_clip(
        tmp_path_factory.mktemp("clip") / "clip.mp4", travelling(60, size=(640, 384)), sound=np.stack([hum(2)] * 2)
    )
    return {
        "first_frame": (pictures / "first.png").read_bytes(),
        "last_frame": (pictures / "last.png").read_bytes(),
        "first_clip": clip.read_bytes(),
        "driving_audio": mp3(hum(3)),
    }


@pytest.fixture(scope="module")
def urls(files: dict[str, bytes]) -> Iterator[dict[str, str]]:
    """Where each kind of input is served."""
    with open_site() as site:
        yield {kind: site.page(f"/{kind}", body=body) for kind, body in files.items()}


def answered(house: House, arguments: dict[str, Any]) -> dict[str, Any]:
    """Return what the SDK was told in the end of a request."""
    wish = json.dumps({"server": house.running.base, "key": house.running.key, "asked": arguments})
    program = [sys.executable, "-P", "-W", "ignore", SEND]  # -P: beside it is a requests.py that is not the library
    done = subprocess.run(program, input=wish, capture_output=True, text=True, timeout=150, check=False)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def _arguments(case: Case, urls: dict[str, str]) -> dict[str, Any]:
    """Return the SDK's arguments of a case, in the form of its model."""
    model = MODELS[case.model]
    asked = {"model": case.model, "prompt": "The camera pans left.", "resolution": "720P", "duration": SECONDS}
    asked |= case.more
    if model.shape == "media":
        return {**asked, "media": [{"type": kind, "url": urls[kind]} for kind in sorted(case.kinds)]}
    sound = {"audio_url": urls["driving_audio"]} if "driving_audio" in case.kinds else {}
    return {**asked, "img_url": urls["first_frame"], **sound}


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[] if name in SHORT else pytest.mark.sdk_matrix) for name in CASES]
)
def test_a_set_becomes_the_video_that_was_promised(
    name: str, urls: dict[str, str], default: House, tmp_path: Path
) -> None:
    case = CASES[name]
    answer = answered(default, _arguments(case, urls))
    assert answer["status_code"] == 200, answer
    assert answer["output"]["task_status"] == "SUCCEEDED", answer
    urllib.request.urlretrieve(answer["output"]["video_url"], tmp_path / "got.mp4")
    facts = probe(tmp_path / "got.mp4")
    assert (facts.codec, facts.pixel_format, facts.fps) == ("h264", "yuv420p", Fraction(30))
    assert (facts.width, facts.height) == (1232, 736)
    assert (facts.frames, facts.seconds) == (30 * SECONDS, SECONDS)
    assert samples_of(tmp_path / "got.mp4") == (48_000 * SECONDS if case.heard else 0)
    details = default.running.ask("GET", f"/inbetween/v1/tasks/{answer['output']['task_id']}")[1]["measurements"]
    _assert_seam(case, details)
    assert all(end["psnr_y"] >= 50 for end in details["end_frames"].values())


def _assert_seam(case: Case, details: dict[str, Any]) -> None:
    """A film goes on from its clip with a step like the clip's own; no other film has a seam."""
    if "first_clip" not in case.kinds:
        assert details.get("seam") is None
        return
    assert {name: figure for name, figure in details["seam"].items() if figure > SEAM} == {}


def samples_of(path: Path) -> int:
    """Return how many samples the sound of a video says it has; none where it has no such stream."""
    with av.open(str(path)) as container:
        if not container.streams.audio:
            return 0
        stream = container.streams.audio[0]
        assert (stream.codec_context.name, stream.codec_context.sample_rate) == ("aac", 48_000)
        assert stream.codec_context.channels == 2
        return int(stream.duration * stream.time_base * 48_000)


def test_every_set_of_inputs_that_a_model_takes_is_among_them() -> None:
    legal = {frozenset(kinds) for model in MODELS.values() for kinds in model.media_sets}
    assert legal <= {case.kinds for case in CASES.values()}
