"""The README's samples, run as they are written."""

import os
import re
import subprocess
import sys
from pathlib import Path

import av

from tests.running import serving

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def sample(name: str) -> str:
    """Return the code block that follows ``<!-- sample: name -->``."""
    found = re.search(rf"<!-- sample: {name} -->\n```\w+\n(.*?)```", README, re.DOTALL)
    assert found, f"the README has no sample {name}"
    return found[1]


def test_the_sdk_sample_prints_the_url_of_a_video(tmp_path: Path) -> None:
    with serving(tmp_path, INBETWEEN_ENGINE="still") as server:
        environment = {
            **os.environ,
            "DASHSCOPE_API_KEY": server.key,
            "DASHSCOPE_HTTP_BASE_URL": f"{server.base}/api/v1",
        }
        command = [sys.executable, "-W", "ignore", "-c", sample("sdk")]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert re.fullmatch(
        rf"{server.base}/inbetween/v1/objects/results/\S+\.mp4\?Expires=\d+&Signature=\w+\n", done.stdout
    )


def test_the_shell_sample_makes_a_video(tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    subprocess.run(["sh", "-ec", sample("shell")], cwd=tmp_path, env=environment, capture_output=True, check=True)
    with av.open(str(tmp_path / "out.mp4")) as video:
        assert video.streams.video[0].frames == 150
