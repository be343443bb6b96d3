"""The Java SDK 2.22.29, typed from what was recorded of it (clients on the wire, section 5): it is not run here."""

import json
import time
from dataclasses import dataclass
from typing import Any

import pytest

from tests.sdk.checklist import shows
from tests.sdk.conftest import House
from tests.sdk.requests import GENERAL, KEYFRAMES, TASKS, Answer, send

JSON = "application/json; charset=utf-8"
BOUNDARY = "4c5ab3a6-6b1e-4d2e-9a57-3f1d0f3f8a11"


@dataclass(frozen=True, slots=True)
class Java:
    """Sends what that SDK sends."""

    house: House

    def _headers(self, content_type: str) -> dict[str, str]:
        return {
            "Authorization": f"Bearer {self.house.running.key}",
            "Accept": JSON,
            "Content_Type": content_type,
            "user_agent": "dashscope/2.22.29; java/17.0.12; platform/linux; processor/amd64",
        }

    def create(self, path: str, model: str, given: dict[str, Any], **parameters: Any) -> Answer:
        """Send a create call: the parameters always hold ``with_audio``, the text is not escaped."""
        wanted = {"duration": 5, "with_audio": False, "resolution": "480P", **parameters}
        body = {"model": model, "input": {"extend_prompt": True, **given}, "parameters": wanted}
        headers = self._headers(JSON) | {"X_DashScope_Async": "enable"}
        return send(self.house, "POST", path, json.dumps(body, ensure_ascii=False), **headers)

    def get(self, path: str) -> Answer:
        """Send a GET that has a content type and no body."""
        return send(self.house, "GET", path, **self._headers("application/json"))

    def cancel(self, task_id: str) -> Answer:
        """Send a cancel: JSON by its type, and empty."""
        return send(self.house, "POST", f"{TASKS}/{task_id}/cancel", **self._headers(JSON))

    def upload(self, name: str, model: str) -> str:
        """Upload a picture with a certificate of its own and return its ``oss://`` URL."""
        policy = self.get(f"/api/v1/uploads?action=getPolicy&model={model}").json["data"]
        key = f"{policy['upload_dir']}/{name}"
        form = _form(policy, key, (self.house.pictures / name).read_bytes(), name)
        path = policy["upload_host"].removeprefix(self.house.running.base)
        answer = send(self.house, "POST", path, form, Content_Type=f"multipart/form-data; boundary={BOUNDARY}")
        assert answer.status == 200, answer
        return f"oss://{key}"

    def wait(self, task_id: str) -> dict[str, Any]:
        """Poll until the task has ended, and return the answer."""
        end = time.monotonic() + 60
        while (told := self.get(f"{TASKS}/{task_id}").json)["output"]["task_status"] in ("PENDING", "RUNNING"):
            assert time.monotonic() < end
            time.sleep(0.05)
        return told


def _form(policy: dict[str, str], key: str, content: bytes, name: str) -> bytes:
    """Write the form as that SDK's HTTP library does: every part has a length, the file also a type."""
    fields = {
        "OSSAccessKeyId": policy["oss_access_key_id"],
        "Signature": policy["signature"],
        "policy": policy["policy"],
        "key": key,
        "x-oss-object-acl": policy["x_oss_object_acl"],
        "x-oss-forbid-overwrite": policy["x_oss_forbid_overwrite"],
        "success_action_status": "200",
    }
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"\r\n'
        f"Content-Length: {len(value.encode())}\r\n\r\n{value}\r\n".encode()
        for field, value in fields.items()
    ]
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
    head += f"Content-Type: image/png\r\nContent-Length: {len(content)}\r\n\r\n"
    return b"".join(parts) + head.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()


@pytest.fixture(scope="module")
def java(rehearsing: House) -> Java:
    return Java(rehearsing)


@pytest.fixture(scope="module")
def frames(java: Java) -> dict[str, str]:
    """Both frames, uploaded for the keyframe model."""
    model = "wan2.2-kf2v-flash"
    return {
        "first_frame_url": java.upload("first.png", model),
        "last_frame_url": java.upload("last.png", model),
    }


@pytest.fixture(scope="module")
def finished(java: Java, frames: dict[str, str]) -> dict[str, Any]:
    """A video of uploads, asked for without the header that resolves them."""
    answer = java.create(KEYFRAMES, "wan2.2-kf2v-flash", {**frames, "prompt": "雨后的街道"}, prompt_extend=True)
    assert answer.status == 200, answer
    return java.wait(answer.json["output"]["task_id"])


@shows(25, 26, 28, 29)
def test_uploads_without_their_header_and_a_switch_for_sound_that_the_model_has_not(finished: dict[str, Any]) -> None:
    assert finished["output"]["task_status"] == "SUCCEEDED", finished
    assert finished["output"]["orig_prompt"] == "雨后的街道"


@shows(26)
def test_a_poll_without_a_body_may_name_a_content_type(java: Java, finished: dict[str, Any]) -> None:
    answer = java.get(f"{TASKS}/{finished['output']['task_id']}")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/json")
    assert answer.json["output"] == finished["output"]


@shows(25, 27)
def test_a_cancel_may_be_json_and_empty(java: Java, frames: dict[str, str]) -> None:
    slow = {**frames, "prompt": "[inbetween: slow=0.5 fail=InternalError.Algo]"}
    ids = [java.create(KEYFRAMES, "wan2.2-kf2v-flash", slow).json["output"]["task_id"] for _ in range(2)]
    cancelled = java.cancel(ids[1])
    assert cancelled.status == 200
    assert set(cancelled.json) == {"request_id"}
    assert java.wait(ids[1])["output"]["task_status"] == "CANCELED"
    assert java.wait(ids[0])["output"]["task_status"] == "FAILED"
    refused = java.cancel(ids[1])
    assert (refused.status, refused.json["code"]) == (400, "UnsupportedOperation")


@shows(10, 25)
def test_instants_of_a_list_are_whole_numbers(java: Java, finished: dict[str, Any]) -> None:
    page = java.get(f"{TASKS}/?page_no=1&page_size=100&status=SUCCEEDED").json
    assert finished["output"]["task_id"] in [row["task_id"] for row in page["data"]]
    assert all(isinstance(row[name], int) for row in page["data"] for name in ("gmt_create", "start_time", "end_time"))


@shows(30)
def test_an_object_that_remembers_the_keyframe_path_makes_wan27(java: Java, frames: dict[str, str]) -> None:
    model = "wan2.7-i2v"
    media = [{"url": java.upload(f"{kind}.png", model), "type": f"{kind}_frame"} for kind in ("first", "last")]
    prompt = "[inbetween: fail=InternalError.Algo]"  # that it is taken is the point: no need for a video
    answer = java.create(KEYFRAMES, model, {"prompt": prompt, "media": media}, resolution="720P", duration=2)
    assert answer.status == 200, answer
    assert java.wait(answer.json["output"]["task_id"])["output"]["code"] == "InternalError.Algo"


@shows(29)
def test_an_upload_serves_its_model_alone(java: Java, frames: dict[str, str]) -> None:
    media = [{"url": url, "type": name.removesuffix("_url")} for name, url in frames.items()]
    answer = java.create(GENERAL, "wan2.7-i2v", {"media": media}, resolution="720P", duration=2)
    assert (answer.status, answer.json["code"]) == (400, "InvalidParameter")
    assert "oss download error." in answer.json["message"]


@shows(4, 25)
def test_an_effect_comes_without_a_prompt(java: Java, frames: dict[str, str]) -> None:
    model = "wanx2.1-kf2v-plus"
    given = {"template": "mech1", "first_frame_url": java.upload("first.png", model)}
    answer = java.create(KEYFRAMES, model, given, resolution="720P", watermark=True)
    assert answer.status == 200, answer
    java.cancel(answer.json["output"]["task_id"])


@shows(25)
@pytest.mark.parametrize("more", [[], [("last_frame", "last.webp")]])
def test_a_clip_comes_as_typed_media(java: Java, more: list[tuple[str, str]]) -> None:
    entries = [
        {"url": f"https://media.example.com/{name}", "type": kind} for kind, name in [("first_clip", "clip.mp4"), *more]
    ]
    given = {"prompt": "x", "media": entries}
    answer = java.create(GENERAL, "wan2.7-i2v-2026-04-25", given, resolution="720P", duration=12, watermark=True)
    assert answer.status == 200, answer
    java.cancel(answer.json["output"]["task_id"])


@shows(43)
def test_a_gateway_in_go_reads_the_answer_into_integers(finished: dict[str, Any]) -> None:
    assert {name: type(value) for name, value in finished["usage"].items()} == dict.fromkeys(finished["usage"], int)
    assert {"code", "message"}.isdisjoint(finished)


@shows(1, 44)
def test_the_video_answers_head_and_range_without_a_key(java: Java, finished: dict[str, Any]) -> None:
    path = finished["output"]["video_url"].removeprefix(java.house.running.base)
    whole = send(java.house, "GET", path)
    head = send(java.house, "HEAD", path)
    part = send(java.house, "GET", path, Range="bytes=4-7")
    size = str(len(whole.body))
    assert (whole.status, whole.headers["content-type"], whole.headers["content-length"]) == (200, "video/mp4", size)
    assert (head.status, head.headers["content-type"], head.headers["content-length"]) == (200, "video/mp4", size)
    assert (part.status, part.body, part.headers["content-range"]) == (206, b"ftyp", f"bytes 4-7/{size}")
