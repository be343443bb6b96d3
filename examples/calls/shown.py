"""What every call here ends with: the video's URL, or why there is none."""

import os
import sys
from http import HTTPStatus
from pathlib import Path

from dashscope.api_entities.dashscope_response import VideoSynthesisResponse

EXAMPLES = Path(__file__).resolve().parents[1]


def served(name: str) -> str:
    """Return where a file of ``examples/`` is served; ``MEDIA_URL`` says by whom."""
    return f"{os.environ['MEDIA_URL']}/{name}"


def show(answer: VideoSynthesisResponse) -> None:
    """Print the URL of the video; of a refused or failed call its sentence, and end with exit code 1."""
    if answer.status_code != HTTPStatus.OK:
        sys.exit(f"{answer.status_code} {answer.code}: {answer.message}")
    if answer.output.task_status != "SUCCEEDED":
        sys.exit(f"{answer.output.task_status} {answer.output.get('code')}: {answer.output.get('message')}")
    print(answer.output.video_url)
