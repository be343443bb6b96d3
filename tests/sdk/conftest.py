"""A running server for real clients: `inbetween serve` in a process of its own, with two pictures to send."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFilter

from tests.running import Running, serving

CLIENT = Path(__file__).with_name("client.py")


def draw_pictures(folder: Path) -> None:
    """Draw two small related pictures: a striped disc that moves over a textured ground."""
    (folder / "other").mkdir(parents=True)
    ground = Image.effect_noise((640, 384), 60).filter(ImageFilter.GaussianBlur(1.5)).convert("RGB")
    for name, x in (("first", 170), ("last", 240)):
        picture = ground.copy()
        draw = ImageDraw.Draw(picture)
        for ring in range(6):
            edge = 90 - ring * 15
            draw.ellipse((x - edge, 190 - edge, x + edge, 190 + edge), fill=(220 - ring * 30, 60 + ring * 30, 90))
        picture.save(folder / f"{name}.png")
    Image.open(folder / "first.png").save(folder / "a +'帧.png")
    Image.open(folder / "last.png").save(folder / "b +'帧.png")
    Image.open(folder / "last.png").save(folder / "other" / "first.png")


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the pictures."""
    folder = tmp_path_factory.mktemp("pictures")
    draw_pictures(folder / "p")
    return folder / "p"


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server with the default engine."""
    with serving(tmp_path_factory.mktemp("data")) as running:
        yield running


def run_case(interpreter: Path, served: Running, pictures: Path, case: str) -> dict[str, Any]:
    """Run one case of client.py with ``interpreter`` and return what it told."""
    command = [interpreter, "-W", "ignore", CLIENT, served.base, served.key, pictures, case]
    environment = {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], "NO_PROXY": "127.0.0.1"}
    done = subprocess.run(command, capture_output=True, text=True, timeout=150, check=False, env=environment)
    assert done.returncode == 0, done.stderr[-3000:]
    return dict(json.loads(done.stdout.splitlines()[-1])["told"])


@pytest.fixture
def program(served: Running, pictures: Path) -> Callable[[str], dict[str, Any]]:
    """Run a case with the SDK of this environment: the newest."""
    return lambda case: run_case(Path(sys.executable), served, pictures, case)
