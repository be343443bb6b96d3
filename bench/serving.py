"""Servers to load, in processes of their own on loopback, and the requests that they are sent."""

import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from inbetween.accounts import keys
from inbetween.db.database import Database
from inbetween.domain.scope import Scope
from tests.postgresql import running_server

SUBMIT = "/api/v1/services/aigc/image2video/video-synthesis"
MODELS = {"wan2.2-kf2v-flash": "480P", "wanx2.1-kf2v-plus": "720P"}
ACCOUNTS = 2_000
"""Each may submit twice a second and model: so many that the published rates, which apply, refuse nobody."""


@dataclass(frozen=True)
class Served:
    """A server of ours under load: its process, its port, its secrets and, beside it, its worker's process if any."""

    process: subprocess.Popen[bytes]
    port: int
    secrets: Sequence[str]
    ready_seconds: float
    idle_mb: float

    def submits(self) -> list[bytes]:
        """Return the requests of a load of submits: each account's, for each model."""
        return [request("POST", SUBMIT, secret, body(model)) for model in MODELS for secret in self.secrets]

    def polls(self, task_id: str) -> list[bytes]:
        """Return the request of a load of polls."""
        return [request("GET", f"/api/v1/tasks/{task_id}", self.secrets[0])]

    def ask(self, path: str, content: object = None, *, turn: int = 0) -> dict:
        """Send one request with one of the keys and return the answer."""
        headers = {"Content-Type": "application/json", "X-DashScope-Async": "enable"}
        headers["Authorization"] = f"Bearer {self.secrets[turn % len(self.secrets)]}"
        data = None if content is None else json.dumps(content).encode()
        with urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data, headers)) as a:
            return json.load(a)

    def submit(self, *, turn: int = 0) -> str:
        """Submit one task and return its id."""
        return self.ask(SUBMIT, body(), turn=turn)["output"]["task_id"]


def body(model: str = "wan2.2-kf2v-flash", pictures: Sequence[str] = ()) -> dict:
    """Return a create body; without pictures of its own it names two that nobody can fetch."""
    first, last = pictures or ("https://192.0.2.1/1.png", "https://192.0.2.1/2.png")
    return {
        "model": model,
        "parameters": {"resolution": MODELS[model], "prompt_extend": True, "watermark": False},
        "input": {"prompt": "the sun sinks", "first_frame_url": first, "last_frame_url": last},
    }


def request(method: str, path: str, secret: str = "", content: object = None) -> bytes:
    """Build the bytes of a request as an SDK sends it."""
    data = json.dumps(content).encode() if content else b""
    head = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {len(data)}"]
    if secret:
        head += [f"Authorization: Bearer {secret}"]
    if content:
        head += ["Content-Type: application/json", "X-DashScope-Async: enable"]
    return "\r\n".join([*head, "", ""]).encode() + data


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, seconds: float = 30.0) -> float:
    """Ask ``url`` until it answers 200 and return the seconds that took."""
    started = time.perf_counter()
    while time.perf_counter() - started < seconds:
        try:
            with urllib.request.urlopen(url) as answered:
                if answered.status == 200:
                    return time.perf_counter() - started
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.02)
    raise RuntimeError(f"{url} did not answer 200")


@contextmanager
def running(command: Sequence[str], variables: Mapping[str, str] | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """Run a process and stop it."""
    environment = {**os.environ, **(variables or {})}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=60)


@contextmanager
def echo() -> Iterator[int]:
    """Run the bare echo and give its port."""
    port = free_port()
    with running([sys.executable, "-m", "bench.echo", str(port)]):
        wait_for(f"http://127.0.0.1:{port}/echo")
        yield port


@contextmanager
def serving(
    url: str | None = None,
    *,
    embedded: bool,
    beside: bool = False,
    accounts: int = ACCOUNTS,
    variables: Mapping[str, str] | None = None,
) -> Iterator[Served]:
    """Run our server on a fresh data folder, with a worker in it or beside it, or with none.

    ``url`` names an empty PostgreSQL database; without it the database is a file. Pictures are not rendered but
    repeated (engine ``still``): what is measured is everything around a render.
    """
    with tempfile.TemporaryDirectory() as data, ExitStack() as stack:
        settings = {"INBETWEEN_ENGINE": "still", "INBETWEEN_RATES": "1", **(variables or {})}
        settings |= {"INBETWEEN_DATABASE": url} if url else {}
        secrets = _keys(url or f"sqlite:///{Path(data)}/inbetween.db", accounts)
        port = free_port()
        worker = "--worker" if embedded else "--no-worker"
        command = [sys.executable, "-m", "inbetween", "serve", "--port", str(port), "--data", data, worker]
        process = stack.enter_context(running(command, settings))
        alive = wait_for(f"http://127.0.0.1:{port}/healthz")
        if beside:
            command = [sys.executable, "-m", "inbetween", "worker", "--data", data]
            stack.enter_context(running(command, settings))
        if embedded or beside:
            wait_for(f"http://127.0.0.1:{port}/readyz")
        time.sleep(2.0)
        idle = status(process.pid, "VmRSS") / 1024
        yield Served(process=process, port=port, secrets=secrets, ready_seconds=alive, idle_mb=idle)


def _keys(url: str, accounts: int) -> list[str]:
    database = Database(url)
    database.migrate()
    with database.transaction() as tx:
        scopes = [Scope(region="cn-beijing", account=f"account-{number}") for number in range(accounts)]
        secrets = [keys.create(tx, scope=scope, name="bench").secret for scope in scopes]
    database.close()
    return secrets


def postgresql() -> AbstractContextManager[str]:
    """Give the URL of the server ``TEST_DATABASE_URL``, else of one from pip that lives for the run."""
    given = os.environ.get("TEST_DATABASE_URL")
    return nullcontext(given) if given else running_server()


def status(pid: int, name: str) -> int:
    """Return a number of a process: ``VmRSS`` in kB, ``Threads``, ``FDSize``."""
    found = re.search(rf"^{name}:\s+(\d+)", Path(f"/proc/{pid}/status").read_text(encoding="ascii"), re.MULTILINE)
    return int(found[1]) if found else 0
