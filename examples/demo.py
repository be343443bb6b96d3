"""Two example pictures to ``out/demo.mp4``: through a real server, with the vendor's official SDK.

Run by ``make demo``. Starts ``inbetween serve`` on a free port with a temporary data folder, submits one task
with ``dashscope``, polls it, downloads the video, and stops the server.
"""

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

import av
import dashscope
from dashscope import VideoSynthesis
from dashscope.api_entities.dashscope_response import VideoSynthesisResponse

HERE = Path(__file__).resolve().parent
OUTPUT = HERE.parent / "out" / "demo.mp4"
MODEL = "wan2.2-kf2v-flash"
PROMPT = "The sun sinks and the light turns warm while the camera moves slowly closer."
INBETWEEN = Path(sys.executable).with_name("inbetween")


class DemoFailed(Exception):
    """Something that the demo shows did not work; the message says what."""


@contextmanager
def server(data: Path) -> Iterator[str]:
    """Run ``inbetween serve`` on a free port and give its base URL; stop it and check that it ended well."""
    command = [INBETWEEN, "serve", "--port", "0", "--data", data]
    with (data / "server.log").open("w") as log:
        running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
        try:
            yield listening_address(running, data / "server.log")
        finally:
            running.terminate()
            code = running.wait(timeout=60)
            running.stdout.close()
    if code != 0:
        raise DemoFailed(f"the server stopped with exit code {code}: {tail(data / 'server.log')}")


def listening_address(running: subprocess.Popen[str], log: Path) -> str:
    """Read the server's output up to the line that says where it listens."""
    for line in running.stdout:
        if line.startswith("Listening on "):
            return line.split()[2]
    raise DemoFailed(f"the server did not start: {tail(log)}")


def tail(log: Path) -> str:
    """Return the last lines of the server's log."""
    return " / ".join(log.read_text().splitlines()[-5:]) or "its log is empty"


def new_key(data: Path) -> str:
    """Create a key as an operator does."""
    command = [INBETWEEN, "keys", "create", "--quiet", "--name", "demo", "--data", data]
    made = subprocess.run(command, check=True, capture_output=True, text=True)
    return made.stdout.strip()


def show(state: str, seconds: float, *, changed: bool) -> None:
    """Show a poll: on a terminal every one, over the last of the same state; elsewhere a line for each state."""
    line = f"  {state:<9} {seconds:5.1f} s"
    if sys.stdout.isatty():
        print(("\n" if changed else "\r") + line, end="", flush=True)
    elif changed:
        print(line, flush=True)


def make_video() -> str:
    """Submit the example pictures with the official SDK, show every poll, and return the video's URL."""
    started = time.monotonic()
    answer = VideoSynthesis.async_call(
        model=MODEL,
        prompt=PROMPT,
        first_frame_url=(HERE / "first.png").as_uri(),
        last_frame_url=(HERE / "last.png").as_uri(),
        resolution="720P",
    )
    shown = ""
    while (state := state_of(answer)) in ("PENDING", "RUNNING"):
        show(state, time.monotonic() - started, changed=state != shown)
        shown = state
        time.sleep(0.5)
        answer = VideoSynthesis.fetch(answer)
    show(state, time.monotonic() - started, changed=True)
    if state != "SUCCEEDED":
        raise DemoFailed(f"the task ended {state}: {answer.output.get('code')} {answer.output.get('message')}")
    return str(answer.output.video_url)


def state_of(answer: VideoSynthesisResponse) -> str:
    """Return the state of the task, or fail with the server's sentence."""
    if answer.status_code != HTTPStatus.OK:
        raise DemoFailed(f"{answer.code}: {answer.message}")
    return str(answer.output.task_status)


def describe(path: Path) -> str:
    """Return what is in the file: size, frames and length."""
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        return f"{stream.width}x{stream.height}, {stream.frames} frames at {int(stream.average_rate)} per second"


def main() -> None:
    """Run the demo."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="inbetween-demo-") as folder:
        data = Path(folder)
        dashscope.api_key = new_key(data)
        with server(data) as base:
            dashscope.base_http_api_url = f"{base}/api/v1"
            print(f"The server listens on {base}. Making a video with {MODEL}:")
            submitted = time.monotonic()
            url = make_video()
            taken = time.monotonic() - submitted
            OUTPUT.parent.mkdir(exist_ok=True)
            urllib.request.urlretrieve(url, OUTPUT)
    whole = time.monotonic() - began
    print(f"""
{OUTPUT}
{describe(OUTPUT)}, {OUTPUT.stat().st_size / 1e6:.1f} MB, made in {taken:.1f} s ({whole:.1f} s in all)

To use the server in your own programs, start it with `make serve`; it prints a key. Then:

    import dashscope
    dashscope.api_key, dashscope.base_http_api_url = "sk-...", "http://127.0.0.1:8000/api/v1"
    answer = dashscope.VideoSynthesis.call(model="{MODEL}", prompt="...",
        first_frame_url="file:///path/first.png", last_frame_url="file:///path/last.png")
    print(answer.output.video_url)
""")


if __name__ == "__main__":
    os.environ.setdefault("NO_PROXY", "127.0.0.1")
    try:
        main()
    except (DemoFailed, OSError, subprocess.SubprocessError) as failure:
        sys.exit(f"make demo failed: {failure}")
