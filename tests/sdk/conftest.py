"""Running servers for real clients: `inbetween serve` in processes of their own, with two pictures to send."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from PIL import Image, ImageDraw, ImageFilter

from tests.running import Running, new_key, serving
from tests.sites import open_site

PROGRAM = Path(__file__).with_name("program")
REHEARSING = {"INBETWEEN_ENGINE": "still", "INBETWEEN_TEST_AIDS": "true"}
PUBLIC = "https://videos.example.org"
CLOSED = "http://127.0.0.1:9"  # the port of a service that nobody runs any more


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
    (folder / "broken.png").write_bytes(b"not a picture " * 40)


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """A running server, and everything that a client's program is given."""

    running: Running
    other_key: str
    pictures: Path
    site: str
    proxy: str = ""

    def wish(self, cases: list[str]) -> str:
        """Write what the program is asked to do."""
        return json.dumps(
            {
                "server": self.running.base,
                "key": self.running.key,
                "other_key": self.other_key,
                "pictures": str(self.pictures),
                "site": self.site,
                "dead": CLOSED,
                "proxy": self.proxy,
                "cases": cases,
            }
        )

    def start(self, command: list[str | Path], cases: list[str]) -> "subprocess.Popen[str]":
        """Start a client's program with some cases."""
        environment = {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], "NO_PROXY": "127.0.0.1"}
        pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        program = subprocess.Popen(command, text=True, env=environment, **pipes)
        assert program.stdin is not None
        program.stdin.write(self.wish(cases))
        program.stdin.close()
        program.stdin = None
        return program

    def told_by(self, command: list[str | Path], cases: list[str]) -> dict[str, Any]:
        """Run a client's program with some cases and return what each told."""
        return told(self.start(command, cases))

    def told_by_python(self, interpreter: Path, cases: list[str]) -> dict[str, Any]:
        """Run cases under one version of the Python SDK."""
        return self.told_by(python(interpreter), cases)


def python(interpreter: Path) -> list[str | Path]:
    """Return the command of the program under one version of the Python SDK."""
    return [interpreter, "-W", "ignore", PROGRAM]


def told(program: "subprocess.Popen[str]") -> dict[str, Any]:
    """Wait for a client's program and return what each of its cases told."""
    with program:
        try:
            out, error = program.communicate(timeout=150)
        except BaseException:
            program.kill()
            raise
    assert program.returncode == 0, error[-3000:]
    return dict(json.loads(out.splitlines()[-1]))


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the pictures."""
    folder = tmp_path_factory.mktemp("pictures") / "p"
    draw_pictures(folder)
    return folder


@pytest.fixture(scope="session")
def site(pictures: Path) -> Iterator[str]:
    """A web server on this machine that has the pictures, and a page that is missing."""
    with open_site() as opened:
        for name in ("first.png", "last.png"):
            opened.page(f"/{name}", body=(pictures / name).read_bytes())
        opened.page("/none.png", status=404)
        yield opened.url


@pytest.fixture(scope="session")
def default(tmp_path_factory: pytest.TempPathFactory, pictures: Path, site: str) -> Iterator[House]:
    """A server with the default engine."""
    with serving(tmp_path_factory.mktemp("default"), INBETWEEN_FETCH_ALLOW="127.0.0.0/8") as running:
        yield House(running=running, other_key="", pictures=pictures, site=site)


@pytest.fixture(scope="session")
def rehearsing(tmp_path_factory: pytest.TempPathFactory, pictures: Path, site: str) -> Iterator[House]:
    """A server that renders at once, lets callers rehearse ends, and fetches from this machine."""
    data = tmp_path_factory.mktemp("rehearsing")
    with serving(data, **REHEARSING, INBETWEEN_FETCH_ALLOW="127.0.0.0/8") as running:
        other = new_key(data, {**os.environ, "INBETWEEN_ACCOUNT": "other"})
        yield House(running=running, other_key=other, pictures=pictures, site=site)


class Metered:
    """A server that applies the vendor's rates and has a public name, and that can be restarted."""

    def __init__(self, stack: ExitStack, data: Path, pictures: Path) -> None:
        self._stack, self._data, self._pictures = stack, data, pictures
        self.house = self._open(port=0)

    def _open(self, port: int) -> House:
        variables = {**REHEARSING, "INBETWEEN_RATES": "true", "INBETWEEN_PUBLIC_URL": PUBLIC}
        running = self._stack.enter_context(serving(self._data, port=port, **variables))
        return House(running=running, other_key="", pictures=self._pictures, site="")

    def restart(self) -> None:
        """Stop the server, and start it again on its port and its data."""
        port = urlsplit(self.house.running.base).port
        assert port
        self._stack.close()
        self.house = self._open(port)


@pytest.fixture(scope="session")
def metered(tmp_path_factory: pytest.TempPathFactory, pictures: Path) -> Iterator[Metered]:
    """A server that can be restarted."""
    with ExitStack() as stack:
        yield Metered(stack, tmp_path_factory.mktemp("metered"), pictures)
