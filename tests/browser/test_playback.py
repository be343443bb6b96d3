"""A browser plays what stands behind a ``video_url``: the whole of it, and from the middle by a range request."""

import json
import os
import queue
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NoReturn

import pytest

from tests.running import Running, serving

PAGE = """<!doctype html><meta charset="utf-8"><body><video muted playsinline></video><script>
const video = document.querySelector("video"), told = {};
const tell = () => fetch("/told", { method: "POST", body: JSON.stringify(told) });
video.onerror = () => { told.error = video.error.message; tell(); };
video.onloadeddata = () => {
  Object.assign(told, { width: video.videoWidth, height: video.videoHeight, seconds: video.duration });
  video.onseeked = () => { told.sought = video.currentTime; tell(); };
  video.currentTime = 4.5;
};
video.src = URL;
</script>"""


class Page:
    """A page with one video, and what it tells."""

    def __init__(self) -> None:
        self.video_url = ""
        self.told: queue.Queue[dict[str, Any]] = queue.Queue()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._answer())

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/"

    def _answer(page) -> type[BaseHTTPRequestHandler]:  # noqa: N805  the inner class has a self of its own
        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._send(PAGE.replace("URL", json.dumps(page.video_url)).encode())

            def do_POST(self) -> None:
                page.told.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self._send(b"")

            def _send(self, content: bytes) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        return Answer


@pytest.fixture(scope="module")
def chromium(missing_tool: Callable[[str], NoReturn]) -> str:
    """The system's Chromium."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    return found or missing_tool("no Chromium: install the package chromium")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Running]:
    with serving(tmp_path, INBETWEEN_ENGINE="still") as running:
        yield running


@pytest.fixture
def page() -> Iterator[Page]:
    page = Page()
    thread = threading.Thread(target=page.server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield page
    page.server.shutdown()
    page.server.server_close()
    thread.join()


def test_a_browser_plays_and_seeks_the_video(chromium: str, server: Running, page: Page, tmp_path: Path) -> None:
    task_id = server.render("480P")
    assert server.wait_for(task_id, "SUCCEEDED", "FAILED") == "SUCCEEDED"
    page.video_url = server.ask("GET", f"/api/v1/tasks/{task_id}")[1]["output"]["video_url"]
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    # It leaves folders behind; in a short path, for one of them has a socket.
    with TemporaryDirectory() as left:
        here = {**os.environ, "TMPDIR": left}
        browser = subprocess.Popen([chromium, *options, page.address], stderr=subprocess.DEVNULL, env=here)
        try:
            assert page.told.get(timeout=60) == {"width": 624, "height": 624, "seconds": 5, "sought": 4.5}
        finally:
            browser.terminate()
            browser.wait(timeout=20)
