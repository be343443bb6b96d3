"""`inbetween serve` and `inbetween worker` in processes of their own, as a user starts them."""

import base64
import io
import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

SUBMIT = "/api/v1/services/aigc/image2video/video-synthesis"
INBETWEEN = Path(sys.executable).with_name("inbetween")
PROGRAM = [str(INBETWEEN)] if INBETWEEN.exists() else [sys.executable, "-m", "inbetween"]
"""As a user starts it; the second where the package was copied and not installed."""


@dataclass(frozen=True)
class Running:
    """A running server: its process, where it listens and a key for it."""

    process: subprocess.Popen[str]
    base: str
    key: str

    def ask(self, method: str, path: str, body: object = None) -> tuple[int, dict[str, Any]]:
        """Send a request with the key and return the status and the JSON answer."""
        return self.exchange(method, path, body)[:2]

    def exchange(
        self, method: str, path: str, body: object = None, *, seconds: float | None = None
    ) -> tuple[int, dict[str, Any], Mapping[str, str]]:
        """Send a request with the key, wait at most so long, and return status, JSON answer and headers."""
        headers = {
            "Authorization": f"Bearer {self.key}",
            "X-DashScope-Async": "enable",
            "Content-Type": "application/json",
        }
        content = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, content, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=seconds) as answer:
                return answer.status, json.load(answer), answer.headers
        except urllib.error.HTTPError as refused:
            return refused.code, json.load(refused), refused.headers

    def render(self, resolution: str = "1080P", prompt: str = "") -> str:
        """Submit a render that takes a moment, and return its task id."""
        noisy, plain = Image.effect_noise((400, 400), 90).convert("RGB"), Image.new("RGB", (400, 400), "orange")
        body = {
            "model": "wan2.2-kf2v-flash",
            "input": {
                "first_frame_url": as_data_url(noisy),
                "last_frame_url": as_data_url(plain),
                "prompt": prompt,
            },
            "parameters": {"resolution": resolution},
        }
        status, answer = self.ask("POST", SUBMIT, body)
        assert status == 200, answer
        return str(answer["output"]["task_id"])

    def state(self, task_id: str) -> str:
        """Return the status of a task."""
        return str(self.ask("GET", f"/api/v1/tasks/{task_id}")[1]["output"]["task_status"])

    def wait_for(self, task_id: str, *states: str, seconds: float = 60.0) -> str:
        """Poll until the task is in one of ``states`` and return which."""
        end = time.monotonic() + seconds
        while (state := self.state(task_id)) not in states:
            assert time.monotonic() < end, f"still {state}"
            time.sleep(0.02)
        return state

    def wait_until_ready(self, seconds: float = 60.0) -> None:
        """Ask until a task that is submitted would be made; what was found stands for a moment."""
        end = time.monotonic() + seconds
        while (found := self.ask("GET", "/readyz"))[0] != 200:
            assert time.monotonic() < end, found
            time.sleep(0.05)

    def children(self) -> list[int]:
        """Return the process ids of the engine children."""
        return children_of(self.process.pid)


def children_of(pid: int) -> list[int]:
    """Return the process ids of a process's children."""
    listed = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for path in listed for child in path.read_text().split()]


def as_data_url(picture: Image.Image) -> str:
    """Return a picture as a client would put it into a body."""
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode()


def new_key(data: Path, environment: dict[str, str]) -> str:
    """Create a key as an operator does."""
    command = [*PROGRAM, "keys", "create", "--quiet", "--data", data]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.strip()


@contextmanager
def serving(
    data: Path, *options: str, exit_code: int = 0, port: int = 0, key: str | None = None, **variables: str
) -> Iterator[Running]:
    """Run a server on ``port``, or on a free one; it ends with ``exit_code``, after SIGTERM or before.

    It is asked with ``key``, or with the one that it makes, or, where there are some, with one that is made for it.
    """
    environment = {**os.environ, **variables}
    command = ["serve", "--port", str(port), *options]
    with running(data, command, "Listening on ", environment, exit_code=exit_code) as (process, told):
        key = key or _first_key(told) or new_key(data, environment)
        yield Running(process=process, base=told[-1].split()[2], key=key)


def _first_key(told: list[str]) -> str | None:
    """Return the key that a server made because there was none."""
    return next((line.strip() for line in told if line.strip().startswith("sk-")), None)


@contextmanager
def working(data: Path, *, exit_code: int = 0, **variables: str) -> Iterator[subprocess.Popen[str]]:
    """Run a worker that serves nothing; it ends with ``exit_code``, after SIGTERM or before."""
    environment = {**os.environ, **variables}
    with running(data, ["worker"], "Working ", environment, exit_code=exit_code) as (process, _):
        yield process


@contextmanager
def running(
    data: Path, command: Sequence[str], ready: str, environment: Mapping[str, str], *, exit_code: int = 0
) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """Run ``inbetween`` and give its process, and its lines up to the one that says that it is ready."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / "log").open("a") as log:
        whole = [*PROGRAM, *command, "--data", data]
        process = subprocess.Popen(whole, env=environment, stdout=subprocess.PIPE, stderr=log, text=True)
        assert process.stdout is not None
        try:
            told = list(_until(ready, process.stdout))
            assert told[-1:], (data / "log").read_text()[-2000:]
            assert told[-1].startswith(ready), (data / "log").read_text()[-2000:]
            yield process, told
        finally:
            process.terminate()
            code = process.wait(timeout=60)
            process.stdout.close()
    assert code == exit_code, (data / "log").read_text()[-2000:]


def _until(ready: str, lines: Iterable[str]) -> Iterator[str]:
    """Yield lines up to the one that begins with ``ready``."""
    for line in lines:
        yield line
        if line.startswith(ready):
            return
