"""The proxy of docs/behind-a-proxy.md, as it is written there: a real nginx with TLS before a real server."""

import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import httpx
import pytest
from PIL import Image

from tests.certificates import certified
from tests.running import SUBMIT, Running, as_data_url, serving

PAGE = Path(__file__).parents[2] / "docs" / "behind-a-proxy.md"
NAME = "videos.example.org"
WAIT_SECONDS = 60.0


def configuration(server: Running, folder: Path, port: int) -> str:
    """Return the page's configuration with the names that it says are to be changed."""
    written = re.search(r"```nginx\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert written
    text = written[1]
    certificate, key = certified(folder, NAME)
    for page, here in {
        "127.0.0.1:8000": server.base.removeprefix("http://"),
        "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
        f"/etc/ssl/{NAME}.pem": str(certificate),
        f"/etc/ssl/{NAME}.key": str(key),
        "/var/log/nginx/inbetween.log": f"{folder}/access.log",
    }.items():
        assert page in text, page
        text = text.replace(page, here)
    own = "".join(
        f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    root = "user root;\n" if os.geteuid() == 0 else ""
    return f"{root}daemon off;\npid {folder}/pid;\nevents {{}}\nhttp {{\n{own}{text}\n}}\n"


def free_port() -> int:
    """Return a port that nobody uses at the moment."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def proxying(program: str, server: Running, folder: Path) -> Iterator[httpx.Client]:
    """Run nginx and give a client that reaches the server through it by name."""
    port = free_port()
    (folder / "nginx.conf").write_text(configuration(server, folder, port))
    command = [program, "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "error.log"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    trust = ssl.create_default_context(cafile=str(folder / "certificate.pem"))
    # The name is not in any name server: the client connects to the address and asks, by SNI and Host, for the name.
    headers = {"Host": f"{NAME}:{port}", "Authorization": f"Bearer {server.key}"}
    try:
        with httpx.Client(base_url=f"https://127.0.0.1:{port}", headers=headers, verify=trust, timeout=30) as client:
            client.event_hooks["request"] = [lambda request: request.extensions.update(sni_hostname=NAME)]
            _wait_for(port, process)
            yield client
    finally:
        process.terminate()
        process.wait(10)
        assert process.stderr
        process.stderr.close()


def _wait_for(port: int, process: subprocess.Popen[str]) -> None:
    end = time.monotonic() + 10
    while time.monotonic() < end:
        assert process.poll() is None, process.stderr and process.stderr.read()
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError("nginx does not listen")


@pytest.fixture(scope="module")
def proxied(
    tmp_path_factory: pytest.TempPathFactory, missing_tool: Callable[[str], NoReturn]
) -> Iterator[tuple[httpx.Client, Path]]:
    """Give a client behind nginx, and nginx's folder."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        missing_tool("nginx is not installed")
    folder = tmp_path_factory.mktemp("nginx")
    with (
        serving(tmp_path_factory.mktemp("data"), INBETWEEN_ENGINE="still") as server,
        proxying(program, server, folder) as client,
    ):
        yield client, folder


def ended(client: httpx.Client, task_id: str) -> dict[str, str]:
    """Poll until a task has ended and return its output."""
    end = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < end:
        output: dict[str, str] = client.get(f"/api/v1/tasks/{task_id}").json()["output"]
        if output["task_status"] not in {"PENDING", "RUNNING"}:
            return output
        time.sleep(0.05)
    raise AssertionError("the task does not end")


def uploaded(client: httpx.Client, content: bytes) -> str:
    """Upload a picture as the SDK does and return its URL."""
    asked = {"action": "getPolicy", "model": "wan2.2-kf2v-flash"}
    leave = client.get("/api/v1/uploads", params=asked).json()["data"]
    assert leave["upload_host"] == f"https://{client.headers['host']}/inbetween/v1/uploads"
    key = f"{leave['upload_dir']}/a.png"
    fields = {"policy": leave["policy"], "Signature": leave["signature"], "key": key}
    assert client.post("/inbetween/v1/uploads", data=fields, files={"file": content}).status_code == 200
    return f"oss://{key}"


def picture(folder: Path) -> bytes:
    """Return a picture of 3 MiB: larger than what nginx keeps in memory of a body."""
    Image.effect_noise((1400, 1400), 90).convert("RGB").save(folder / "a.png")
    return (folder / "a.png").read_bytes()


def test_a_task_runs_through_the_proxy_and_its_video_is_served_in_parts(proxied: tuple[httpx.Client, Path]) -> None:
    client, folder = proxied
    content = picture(folder)
    given = {
        "first_frame_url": uploaded(client, content),
        "last_frame_url": as_data_url(Image.open(folder / "a.png")),
    }
    body = {"model": "wan2.2-kf2v-flash", "input": given, "parameters": {"resolution": "480P"}}
    created = client.post(SUBMIT, json=body, headers={"X-DashScope-Async": "enable"})
    assert created.status_code == 200, created.text
    assert created.headers["strict-transport-security"] == "max-age=31536000"
    output = ended(client, created.json()["output"]["task_id"])
    assert output["task_status"] == "SUCCEEDED", output
    base, _, path = output["video_url"].partition("/inbetween/")
    assert base == f"https://{client.headers['host']}"
    whole = client.get(f"/inbetween/{path}", headers={"Authorization": ""})
    part = client.get(f"/inbetween/{path}", headers={"Authorization": "", "Range": "bytes=100-299"})
    assert (whole.status_code, whole.content[4:8]) == (200, b"ftyp")
    assert (part.status_code, part.content) == (206, whole.content[100:300])
    assert part.headers["content-range"] == f"bytes 100-299/{len(whole.content)}"
    assert "Signature" not in (folder / "access.log").read_text()


def test_a_client_behind_the_proxy_is_known_by_its_address(proxied: tuple[httpx.Client, Path]) -> None:
    client, _ = proxied
    wrong = {"Authorization": "Bearer wrong"}
    told = [client.get("/api/v1/tasks", headers=wrong | {"X-Forwarded-For": f"192.0.2.{n}"}) for n in range(25)]
    assert [answer.status_code for answer in told] == [401] * 20 + [429] * 5
    assert client.get("/api/v1/tasks").status_code == 200


@pytest.mark.parametrize("path", ["/metrics", "/readyz"])
def test_what_is_for_the_operator_stays_inside(proxied: tuple[httpx.Client, Path], path: str) -> None:
    assert proxied[0].get(path).status_code == 404


def test_a_body_that_is_too_large_is_refused_by_the_server_in_its_own_words(proxied: tuple[httpx.Client, Path]) -> None:
    headers = {"X-DashScope-Async": "enable", "Content-Type": "application/json"}
    told = proxied[0].post(SUBMIT, content=b" " * (57 * 2**20), headers=headers)
    assert (told.status_code, told.json()["code"]) == (413, "BadRequest.TooLarge")
