"""The samples of the pages, run as they are written."""

import os
import re
import subprocess
import sys
from pathlib import Path

import av

from tests.running import Running, serving

ROOT = Path(__file__).parents[2]


def sample(name: str, page: str = "README.md") -> str:
    """Return the code block that follows ``<!-- sample: name -->``."""
    found = re.search(rf"<!-- sample: {name} -->\n```\w+\n(.*?)```", (ROOT / page).read_text("utf-8"), re.DOTALL)
    assert found, f"{page} has no sample {name}"
    return found[1]


def printed(server: Running, program: str) -> str:
    """Return what a program of the SDK prints when it uses ``server``."""
    base = f"{server.base}/api/v1"
    environment = {**os.environ, "DASHSCOPE_API_KEY": server.key, "DASHSCOPE_HTTP_BASE_URL": base}
    command = [sys.executable, "-W", "ignore", "-c", program]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout


def test_the_sdk_sample_prints_the_url_of_a_video(tmp_path: Path) -> None:
    with serving(tmp_path, INBETWEEN_ENGINE="still") as server:
        url = printed(server, sample("sdk"))
    assert re.fullmatch(rf"{server.base}/inbetween/v1/objects/results/\S+\.mp4\?Expires=\d+&Signature=\w+\n", url)


def test_the_sample_for_authors_of_clients_prints_what_its_page_says(tmp_path: Path) -> None:
    page = "docs/testing-clients.md"
    with serving(tmp_path, INBETWEEN_ENGINE="still", INBETWEEN_TEST_AIDS="true") as server:
        assert printed(server, sample("endings", page)) == sample("endings-told", page)


def test_the_sample_for_operators_prints_what_its_page_says(tmp_path: Path) -> None:
    page = "docs/tasks.md"
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    with serving(tmp_path, "--no-worker", INBETWEEN_ENGINE="still") as server:
        task_id = server.render("480P")
        environment = {**os.environ, "PATH": path, "INBETWEEN_DATA": str(tmp_path)}
        command = ["sh", "-ec", sample("operator", page)]
        told = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    assert [line.rstrip() for line in told.replace(task_id, "TASK").splitlines()] == sample(
        "operator-told", page
    ).splitlines()


def test_the_samples_of_a_backup_and_its_restore_move_an_installation(tmp_path: Path) -> None:
    page = "docs/backup.md"
    (tmp_path / "backups").mkdir()
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "INBETWEEN_DATA": str(tmp_path / "data")}
    restoring = sample("restore", page).splitlines()[0]  # the next line serves until it is stopped
    for script in ("inbetween keys create --quiet", sample("backup", page), restoring):
        subprocess.run(["sh", "-ec", script], cwd=tmp_path, env=environment, capture_output=True, check=True)
    listed = ["inbetween", "keys", "list", "--data", "elsewhere"]
    told = subprocess.run(listed, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert told.stdout.count("active") == 1


def test_the_shell_sample_makes_a_video(tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    subprocess.run(["sh", "-ec", sample("shell")], cwd=tmp_path, env=environment, capture_output=True, check=True)
    with av.open(str(tmp_path / "out.mp4")) as video:
        assert video.streams.video[0].frames == 150
