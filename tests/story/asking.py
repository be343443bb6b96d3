"""A create call to a server, how its task ended, and its video."""

from pathlib import Path
from typing import Any

from tests.served import GENERATION, Server
from tests.unit.worker.tiny import eventually


def ended(server: Server, model: str, given: dict[str, Any], parameters: dict[str, Any]) -> dict[str, Any]:
    """Send a create call and return how its task ended."""
    task_id = server.created({"model": model, "input": given, "parameters": parameters}, path=GENERATION)

    def answer() -> dict[str, Any]:
        told: dict[str, Any] = server.poll(task_id).json()
        return told

    eventually(lambda: answer()["output"]["task_status"] not in {"PENDING", "RUNNING"}, seconds=90)
    return answer()


def video_of(server: Server, told: dict[str, Any], folder: Path) -> Path:
    """Fetch the video of a task that succeeded."""
    assert told["output"]["task_status"] == "SUCCEEDED", told
    url = told["output"]["video_url"].removeprefix("http://video.test:8000")
    (folder / "got.mp4").write_bytes(server.get(url, key=None).content)
    return folder / "got.mp4"
