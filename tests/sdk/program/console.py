"""The command line that the SDK brings."""

import os
import subprocess
import sys
from pathlib import Path

from dashscope import VideoSynthesis
from given import MODEL, asked, here, inside

DASHSCOPE = Path(sys.executable).with_name("dashscope")


def _run(*words):
    """Run a verb of the command line and return what it printed."""
    variables = {"DASHSCOPE_HTTP_BASE_URL": here.base, "DASHSCOPE_API_KEY": here.key, "COLUMNS": "500"}
    done = subprocess.run([DASHSCOPE, *words], env={**os.environ, **variables}, capture_output=True, text=True)
    return {"exit": done.returncode, "out": done.stdout, "error": done.stderr[-2000:]}


def command_create():
    """Make a video of two files."""
    frames = ["--first-frame-url", "first.png", "--last-frame-url", str(here.pictures / "last.png")]
    return _run("video-synthesis", "create", "-m", MODEL, "-p", "x", *frames, "--resolution", "480P", "--watermark")


def command_verbs():
    """Cancel, fetch, list."""
    VideoSynthesis.async_call(**asked(inside(), prompt="[inbetween: slow=2 fail=InternalError.Algo]"))
    waiting = VideoSynthesis.async_call(**asked(inside()))
    return {
        "id": waiting.output.task_id,
        "cancel": _run("video-synthesis", "cancel", waiting.output.task_id),
        "fetch": _run("video-synthesis", "fetch", waiting.output.task_id),
        "list": _run("video-synthesis", "list", "--status", "CANCELED", "-s", "50"),
    }


def command_upload():
    """Upload a file."""
    return _run("oss", "upload", "-f", "first.png", "-m", MODEL)
