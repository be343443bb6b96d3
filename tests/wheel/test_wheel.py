"""The wheel: it builds, holds what the package needs at run time, and works where only it is installed."""

import os
import site
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def test_fonts_migrations_and_licences_are_inside(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {"inbetween/media/fonts/mark.otf", "inbetween/engines/tween/effects/fonts/masthead.ttf"} <= set(names)
    assert "inbetween/catalog/previews/squish.webp" in names
    assert any(name.startswith("inbetween/db/migrations/versions/") and name.endswith(".py") for name in names)
    assert any(name.endswith("/LICENSE") for name in names)
    assert sum(name.endswith("LICENSE-OFL.txt") for name in names) >= 2
    assert not [name for name in names if name.startswith(("tests/", "bench/", "examples/"))]


def works_from(python: Path, folder: Path) -> None:
    """Make a key and a marked video with the ``inbetween`` beside ``python``, far from the checkout."""
    inbetween = python.with_name("inbetween")
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "INBETWEEN_ENGINE": "still"}
    where = [python, "-c", "import inbetween; print(inbetween.__file__)"]
    found = subprocess.run(where, cwd=folder, env=environment, check=True, capture_output=True, text=True)
    assert found.stdout.startswith(str(python.parents[1]))
    subprocess.run(
        [inbetween, "keys", "create", "--quiet"], cwd=folder, env=environment, check=True, capture_output=True
    )
    for name in ("a.png", "b.png"):
        Image.new("RGB", (400, 400), "teal").save(folder / name)
    generate = [inbetween, "generate", "a.png", "b.png", "-o", "out.mp4", "--watermark", "--resolution", "480P"]
    subprocess.run(generate, cwd=folder, env=environment, check=True, capture_output=True)
    assert (folder / "out.mp4").stat().st_size > 1000


def test_it_works_where_the_checkout_is_not(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "environment"
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    install = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel]
    subprocess.run(install, check=True, capture_output=True)
    # The dependencies are those of this environment; the wheel's own folder comes first.
    (packages,) = home.glob("lib/python*/site-packages")
    (packages / "dependencies.pth").write_text("\n".join(site.getsitepackages()))
    works_from(python, tmp_path)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_it_installs_into_a_clean_environment(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "environment"
    venv.create(home, with_pip=True)
    python = home / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "-c", ROOT / "constraints.txt", wheel], check=True)
    works_from(python, tmp_path)
