"""Whole errands against exchanges typed from each server's documentation."""

import base64
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from inbetween.domain.errors import TaskFailure
from inbetween.engines.remote.dashscope import DashScope
from inbetween.engines.remote.lightx2v import LightX2V
from inbetween.engines.remote.openai_videos import OpenAIVideos
from tests.samples import EVERYTHING
from tests.unit.engines.remote.errands import errand_to, wish_of
from tests.unit.engines.remote.theirs import Exchange, playing

VIDEO = b"\x00\x00\x00\x20ftypisom"
CREATE = "POST /api/v1/services/aigc/image2video/video-synthesis"
POLL = "GET /api/v1/tasks/0385dc79-5ff8-4d82-bcb6-xxxxxx"
PENDING = {"output": {"task_status": "PENDING", "task_id": "0385dc79-5ff8-4d82-bcb6-xxxxxx"}, "request_id": "4909100c"}
RUNNING = {"request_id": "r", "output": {"task_id": "0385dc79-5ff8-4d82-bcb6-xxxxxx", "task_status": "RUNNING"}}
SUCCEEDED = {
    "request_id": "r",
    "output": {
        "task_id": "0385dc79-5ff8-4d82-bcb6-xxxxxx",
        "task_status": "SUCCEEDED",
        "submit_time": "2026-03-20 11:48:50.499",
        "video_url": "https://dashscope-result.example.com/a.mp4?Expires=1",
        "orig_prompt": "a cat looks up",
    },
    "usage": {"video_duration": 5, "video_count": 1, "SR": 480},
}


@pytest.fixture
def http() -> Iterator[httpx.Client]:
    with httpx.Client() as client:
        yield client


def test_the_vendors_cloud_makes_a_video_between_two_frames(tmp_path: Path, http: httpx.Client) -> None:
    script = (
        Exchange(asked=CREATE, body=PENDING),
        Exchange(asked=POLL, body=RUNNING),
        Exchange(asked=POLL, body=SUCCEEDED),
    )
    with playing(*script) as theirs:
        peer, wish = DashScope(abilities=EVERYTHING), wish_of(tmp_path, watermark=True)
        video = "https://dashscope-result.example.com/a.mp4?Expires=1"
        errand = errand_to(f"{theirs.url}/api/v1", peer, wish, http=http, brought={video: VIDEO})
        errand.run(tmp_path / "video.mp4", lambda _: None)
    assert (tmp_path / "video.mp4").read_bytes() == VIDEO
    create = theirs.heard[0]
    assert create.headers["authorization"] == "Bearer sk-theirs"
    assert create.headers["x-dashscope-async"] == "enable"
    assert "x-dashscope-ossresourceresolve" not in create.headers
    pictures = {kind: create.json["input"].pop(f"{kind}_url") for kind in ("first_frame", "last_frame")}
    for kind, url in pictures.items():
        assert base64.b64decode(url.removeprefix("data:image/png;base64,")) == (tmp_path / f"{kind}.png").read_bytes()
    assert set(create.json) == {"model", "input", "parameters"}
    assert create.json["model"] == "wan2.2-kf2v-flash"
    # The mark is drawn here, on the video that comes home.
    assert create.json["parameters"] == {
        "resolution": "480P", "duration": 5, "seed": 7, "prompt_extend": True, "watermark": False,
    }  # fmt: skip


def test_clips_and_sounds_are_uploaded_by_the_vendors_form_before(tmp_path: Path, http: httpx.Client) -> None:
    with playing() as theirs:
        folder = "dashscope-instant/xxx/2026-11-20/xxx"
        policy = {
            "policy": "eyJl", "signature": "g5K", "upload_dir": folder, "upload_host": f"{theirs.url}/oss",
            "expire_in_seconds": 300, "max_file_size_mb": 100, "capacity_limit_mb": 999999999,
            "oss_access_key_id": "LTAI", "x_oss_object_acl": "private", "x_oss_forbid_overwrite": "true",
        }  # fmt: skip
        theirs.script[:] = [
            Exchange(
                asked="GET /api/v1/uploads?action=getPolicy&model=wan2.7-i2v", body={"request_id": "r", "data": policy}
            ),
            Exchange(asked="POST /oss", body=b""),
            Exchange(asked="POST /api/v1/services/aigc/video-generation/video-synthesis", body=PENDING),
        ]
        wish = wish_of(tmp_path, "wan2.7-i2v", kinds=("first_frame", "driving_audio"))
        wish = replace(wish, formats={**wish.formats, "driving_audio": "WAV"})
        line = errand_to(f"{theirs.url}/api/v1", DashScope(abilities=EVERYTHING), wish, http=http)
        assert line.peer.create(wish, line.line.send) == "0385dc79-5ff8-4d82-bcb6-xxxxxx"
    _, upload, create = theirs.heard
    assert "authorization" not in upload.headers  # the form is signed; the key is nobody else's
    assert list(upload.form)[-1] == "file"
    assert upload.form["key"].decode() == f"{folder}/driving_audio.wav"
    assert upload.form["success_action_status"] == b"200"
    assert upload.form["file"] == (tmp_path / "driving_audio.png").read_bytes()
    assert create.headers["x-dashscope-ossresourceresolve"] == "enable"
    first, sound = create.json["input"]["media"]
    assert (first["type"], sound) == (
        "first_frame",
        {"type": "driving_audio", "url": f"oss://{folder}/driving_audio.wav"},
    )


def test_a_task_that_failed_in_the_cloud_keeps_its_code_and_sentence(tmp_path: Path, http: httpx.Client) -> None:
    failed = {
        "request_id": "r",
        "output": {"task_id": "t", "task_status": "FAILED", "code": "DataInspectionFailed", "message": "inappropriate"},
    }  # fmt: skip
    with playing(Exchange(asked=CREATE, body=PENDING), Exchange(asked=POLL, body=failed)) as theirs:
        errand = errand_to(f"{theirs.url}/api/v1", DashScope(abilities=EVERYTHING), wish_of(tmp_path), http=http)
        with pytest.raises(TaskFailure, match="inappropriate") as failure:
            errand.run(tmp_path / "video.mp4", lambda _: None)
    assert failure.value.code == "DataInspectionFailed"
    assert not (tmp_path / "video.mp4").exists()


def test_an_openai_server_is_sent_a_form_and_gives_the_file_itself(tmp_path: Path, http: httpx.Client) -> None:
    job = {"id": "video-123", "object": "video", "model": "wan", "created_at": 1701234567, "progress": 0}
    script = (
        Exchange(asked="POST /v1/videos", body=job | {"status": "queued"}),
        Exchange(asked="GET /v1/videos/video-123", body=job | {"status": "in_progress", "progress": 40}),
        Exchange(asked="GET /v1/videos/video-123", body=job | {"status": "completed", "progress": 100}),
        Exchange(asked="GET /v1/videos/video-123/content", body=VIDEO, headers={"Content-Type": "video/mp4"}),
    )
    shares: list[float] = []
    with playing(*script) as theirs:
        wish = wish_of(tmp_path, "wan2.2-i2v-flash", kinds=("first_frame",), theirs="Wan2.2-I2V-A14B")
        peer = OpenAIVideos(fields={"fps": "16", "num_frames": "81"})
        errand_to(f"{theirs.url}/v1", peer, wish, http=http).run(tmp_path / "video.mp4", shares.append)
    assert (tmp_path / "video.mp4").read_bytes() == VIDEO
    form = theirs.heard[0].form
    assert form.pop("input_reference") == (tmp_path / "first_frame.png").read_bytes()
    assert {name: value.decode() for name, value in form.items()} == {
        "model": "Wan2.2-I2V-A14B", "prompt": "a cat looks up", "seconds": "5", "size": "832x464",
        "fps": "16", "num_frames": "81",
    }  # fmt: skip
    assert shares == [0.4]


def test_a_failed_openai_video_tells_its_error(tmp_path: Path, http: httpx.Client) -> None:
    failed = {
        "id": "v",
        "status": "failed",
        "error": {"code": "moderation_blocked", "message": "Your request was blocked."},
    }
    script = (
        Exchange(asked="POST /v1/videos", body={"id": "v", "status": "queued"}),
        Exchange(asked="GET /v1/videos/v", body=failed),
    )
    with playing(*script) as theirs:
        errand = errand_to(f"{theirs.url}/v1", OpenAIVideos(), wish_of(tmp_path, kinds=("first_frame",)), http=http)
        with pytest.raises(TaskFailure, match="blocked") as failure:
            errand.run(tmp_path / "video.mp4", lambda _: None)
    assert failure.value.code == "moderation_blocked"


def test_lightx2v_takes_both_frames_and_a_length_of_4k_plus_1(tmp_path: Path, http: httpx.Client) -> None:
    status = {"task_id": "t-1", "start_time": None, "end_time": None, "error": None, "save_result_path": "task-1.mp4"}
    script = (
        Exchange(
            asked="POST /v1/tasks/video/",
            body={"task_id": "t-1", "task_status": "pending", "save_result_path": "task-1.mp4"},
        ),
        Exchange(asked="GET /v1/tasks/t-1/status", body=status | {"status": "processing"}),
        Exchange(asked="GET /v1/tasks/t-1/status", body=status | {"status": "completed"}),
        Exchange(asked="GET /v1/tasks/t-1/result", body=VIDEO, headers={"Content-Type": "video/mp4"}),
    )
    with playing(*script) as theirs:
        errand = errand_to(f"{theirs.url}/v1", LightX2V(), wish_of(tmp_path), http=http, key=None)
        errand.run(tmp_path / "video.mp4", lambda _: None)
    assert (tmp_path / "video.mp4").read_bytes() == VIDEO
    asked, headers = theirs.heard[0].json, theirs.heard[0].headers
    assert "authorization" not in headers
    for field, kind in (("image_path", "first_frame"), ("last_frame_path", "last_frame")):
        assert base64.b64decode(asked.pop(field)) == (tmp_path / f"{kind}.png").read_bytes()
    assert asked == {"prompt": "a cat looks up", "seed": 7, "save_result_path": "task-1.mp4", "num_frames": 81}


def test_lightx2v_says_why_a_task_failed(tmp_path: Path, http: httpx.Client) -> None:
    script = (
        Exchange(
            asked="POST /v1/tasks/video/", body={"task_id": "t", "task_status": "pending", "save_result_path": ""}
        ),
        Exchange(
            asked="GET /v1/tasks/t/status", body={"task_id": "t", "status": "failed", "error": "CUDA out of memory"}
        ),
    )
    with playing(*script) as theirs:
        errand = errand_to(f"{theirs.url}/v1", LightX2V(), wish_of(tmp_path), http=http)
        with pytest.raises(TaskFailure, match="CUDA out of memory"):
            errand.run(tmp_path / "video.mp4", lambda _: None)


def test_a_video_that_is_nowhere_fails_the_task(tmp_path: Path, http: httpx.Client) -> None:
    done = {"request_id": "r", "output": {"task_id": "t", "task_status": "SUCCEEDED"}}
    with playing(Exchange(asked=CREATE, body=PENDING), Exchange(asked=POLL, body=done)) as theirs:
        errand = errand_to(f"{theirs.url}/api/v1", DashScope(abilities=EVERYTHING), wish_of(tmp_path), http=http)
        with pytest.raises(TaskFailure, match="does not say where"):
            errand.run(tmp_path / "video.mp4", lambda _: None)
