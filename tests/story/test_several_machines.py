"""Two servers and a worker that share PostgreSQL, a bucket and a secret, and no disk: each its own machine."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest
from PIL import Image

from tests.postgresql import fresh_database
from tests.running import INBETWEEN, SUBMIT, Running, as_data_url, serving, working
from tests.s3.bucket import Bucket

MODEL = "wan2.2-kf2v-flash"


@pytest.fixture(scope="module")
def shared(postgresql_server: str, s3_server: Bucket) -> Iterator[dict[str, str]]:
    with fresh_database(postgresql_server) as url:
        yield {
            **s3_server.variables,
            "INBETWEEN_DATABASE": url,
            "INBETWEEN_OBJECTS": f"{s3_server.url}/several",
            "INBETWEEN_SECRET": "known to all the machines of this test",
            "INBETWEEN_ENGINE": "still",
        }


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory, shared: dict[str, str]) -> Iterator[tuple[Running, Running]]:
    one, other, third = (tmp_path_factory.mktemp(name) for name in ("one", "other", "third"))
    with ExitStack() as stack:
        servers = [stack.enter_context(serving(data, "--no-worker", **shared)) for data in (one, other)]
        assert servers[0].ask("GET", "/readyz")[1]["worker"] is False
        stack.enter_context(working(third, **shared))
        yield servers[0], servers[1]
    assert not [path for data in (one, other, third) for path in data.rglob("*.mp4")]


def upload(server: Running, picture: bytes) -> str:
    """Upload a file as the SDK does and return its URL."""
    head = {"Authorization": f"Bearer {server.key}"}
    asked = {"action": "getPolicy", "model": MODEL}
    leave = httpx.get(f"{server.base}/api/v1/uploads", params=asked, headers=head).json()["data"]
    fields = {
        "OSSAccessKeyId": leave["oss_access_key_id"],
        "Signature": leave["signature"],
        "policy": leave["policy"],
        "key": f"{leave['upload_dir']}/first.png",
    }
    assert httpx.post(leave["upload_host"], data=fields, files={"file": picture}).status_code == 200
    return f"oss://{fields['key']}"


def test_what_one_server_accepts_a_worker_makes_and_the_other_server_delivers(
    machines: tuple[Running, Running], tmp_path: Path
) -> None:
    one, other = machines
    Image.effect_noise((400, 400), 90).convert("RGB").save(tmp_path / "first.png")
    body = {
        "model": MODEL,
        "input": {
            "first_frame_url": upload(other, (tmp_path / "first.png").read_bytes()),
            "last_frame_url": as_data_url(Image.new("RGB", (400, 400), "orange")),
        },
        "parameters": {"resolution": "480P"},
    }
    one.wait_until_ready()
    task_id = one.ask("POST", SUBMIT, body)[1]["output"]["task_id"]
    other.wait_for(task_id, "SUCCEEDED")
    url = one.ask("GET", f"/api/v1/tasks/{task_id}")[1]["output"]["video_url"]
    elsewhere = url.replace(one.base, other.base)
    whole = httpx.get(url)
    assert whole.content[4:8] == b"ftyp"
    assert int(httpx.head(elsewhere).headers["Content-Length"]) == len(whole.content)
    part = httpx.get(elsewhere, headers={"Range": "bytes=100-199"})
    assert (part.status_code, part.content) == (206, whole.content[100:200])
    assert other.ask("GET", f"/inbetween/v1/tasks/{task_id}")[1]["preview_url"]


@pytest.mark.usefixtures("machines")
def test_a_server_that_signs_with_another_secret_does_not_start(shared: dict[str, str], tmp_path: Path) -> None:
    command = [INBETWEEN, "serve", "--no-worker", "--port", "0", "--data", tmp_path]
    environment = {**os.environ, **shared, "INBETWEEN_SECRET": "known to nobody but this machine"}
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1)
    assert "signed with another secret" in ended.stderr
