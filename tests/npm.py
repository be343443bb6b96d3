"""Packages of Node that tests need: installed once into a folder of this clone, and kept."""

import fcntl
import shutil
import subprocess
from pathlib import Path

INSTALLED = Path(__file__).parents[1] / ".node-sdk"


def installed(wanted: Path) -> Path:
    """Return the folder with the packages that the ``package.json`` in ``wanted`` names."""
    INSTALLED.mkdir(exist_ok=True)
    with (INSTALLED / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two test processes may want it at once
        folder, text = INSTALLED / wanted.name, (wanted / "package.json").read_text()
        if not (folder / ".ready").exists() or (folder / ".ready").read_text() != text:
            _install(folder, text)
    return folder


def _install(folder: Path, text: str) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "package.json").write_text(text)
    command = ["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel", "error"]
    subprocess.run(command, cwd=folder, check=True, timeout=150)
    (folder / ".ready").write_text(text)
