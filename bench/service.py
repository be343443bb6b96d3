"""Submits and polls beside a bare FastAPI echo; start to ready; idle memory. ``python -m bench service``."""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.load import load

BODY = {
    "model": "wan2.2-kf2v-flash",
    "parameters": {"resolution": "480P", "prompt_extend": True, "watermark": False},
    "input": {
        "prompt": "the sun sinks",
        "first_frame_url": "https://192.0.2.1/1.png",
        "last_frame_url": "https://192.0.2.1/2.png",
    },
}
SUBMIT = "/api/v1/services/aigc/image2video/video-synthesis"


def request(method: str, path: str, key: str = "", body: object = None) -> bytes:
    """Build the bytes of a request as an SDK sends it."""
    content = json.dumps(body).encode() if body else b""
    head = [
        f"{method} {path} HTTP/1.1",
        "Host: 127.0.0.1",
        f"Authorization: Bearer {key}",
        f"Content-Length: {len(content)}",
    ]
    if body:
        head += ["Content-Type: application/json", "X-DashScope-Async: enable"]
    return "\r\n".join([*head, "", ""]).encode() + content


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, seconds: float = 30.0) -> float:
    """Poll ``url`` until it answers 200 and return the seconds that took."""
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
def running(command: list[str], **variables: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server and stop it."""
    server = subprocess.Popen(
        command, env={**os.environ, **variables}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield server
    finally:
        server.terminate()
        server.wait(timeout=60)


def resident_mb(pid: int) -> float:
    """Return the resident memory of a process."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))) / 1024


def measure_echo() -> tuple[dict[str, float], dict[str, float]]:
    """Load the bare echo."""
    port = free_port()
    with running([sys.executable, "-m", "bench.echo", str(port)]):
        wait_for(f"http://127.0.0.1:{port}/echo")
        return load(port, request("POST", "/echo", body=BODY)), load(port, request("GET", "/echo"))


def submit_once(port: int, key: str) -> str:
    """Submit one task and return its id."""
    url = f"http://127.0.0.1:{port}{SUBMIT}"
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json", "X-DashScope-Async": "enable"}
    asked = urllib.request.Request(url, json.dumps(BODY).encode(), headers)
    with urllib.request.urlopen(asked) as answered:
        return str(json.load(answered)["output"]["task_id"])


def measure_ours(data: str) -> dict[str, object]:
    """Load our server on durable SQLite. The worker is busy refusing the unreachable pictures meanwhile."""
    key = subprocess.run(
        [sys.executable, "-m", "inbetween", "keys", "create", "--quiet", "--data", data],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    port = free_port()
    with running([sys.executable, "-m", "inbetween", "serve", "--port", str(port), "--data", data]) as server:
        ready = wait_for(f"http://127.0.0.1:{port}/readyz")
        time.sleep(3.0)
        idle = resident_mb(server.pid)
        task = submit_once(port, key)
        polls = load(port, request("GET", f"/api/v1/tasks/{task}", key))
        submits = load(port, request("POST", SUBMIT, key, BODY))
    return {"ready": ready, "idle": idle, "submits": submits, "polls": polls}


def main() -> None:
    """Print the table."""
    echo_post, echo_get = measure_echo()
    with tempfile.TemporaryDirectory() as data:
        ours = measure_ours(data)
    print("\n## Submits and polls, 16 connections, durable SQLite (`python -m bench service`)\n")
    print("| | per second | p50, ms | p99, ms | of a bare FastAPI echo |\n| --- | --- | --- | --- | --- |")
    for name, measured, echo in (("submit", ours["submits"], echo_post), ("poll", ours["polls"], echo_get)):
        share = measured["per_second"] / echo["per_second"]
        times = f"{measured['p50_ms']:.1f} | {measured['p99_ms']:.1f}"
        print(f"| {name} | {measured['per_second']:.0f} | {times} | {share:.2f} |")
    print(f"\nStart to ready: {ours['ready']:.2f} s. Idle memory of the API process: {ours['idle']:.0f} MB.")


if __name__ == "__main__":
    main()
