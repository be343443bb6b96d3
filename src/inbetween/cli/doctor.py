"""``inbetween doctor``: what works on this machine, and how to mend what does not."""

import importlib
import importlib.util
import json
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from inbetween import app, settings
from inbetween.cli.finding import Finding
from inbetween.cli.fleet import fleet
from inbetween.cli.options import Data
from inbetween.cli.served import served
from inbetween.domain.errors import InbetweenError
from inbetween.engines import registry
from inbetween.settings import Settings
from inbetween.worker.pools.process import ProcessPool

EXAMPLES = "\b\nExample: inbetween doctor\nExample: inbetween doctor --json | jq '.[] | select(.state != \"works\")'"

_SIGN = {"works": "ok  ", "weak": "weak", "broken": "FAIL", "absent": "-   "}
ENOUGH_MEMORY = 2 * 2**30
_PROBE = "health/doctor"
ENOUGH_DISK = 2**30
MEMORY = Path("/proc/meminfo")
CHILD_SECONDS = 20.0


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON array.")] = False,
    data: Data = None,
) -> None:
    """Show what works here; exit 1 when something that is needed does not."""
    findings = list(examine(settings.read(data=data)))
    if as_json:
        print(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
    else:
        for finding in findings:
            mend = f"  ->  {finding.mend}" if finding.mend else ""
            print(f"{_SIGN[finding.state]}  {finding.name:<10} {finding.found}{mend}")
    raise typer.Exit(1 if any(finding.state == "broken" for finding in findings) else 0)


def examine(read: Settings) -> Iterator[Finding]:
    """Look at everything once, cheapest first."""
    yield _python()
    yield _variables()
    yield _processors()
    yield _memory()
    yield _codec()
    yield _voice()
    yield _disk(read.data)
    yield _database(read)
    at_work = fleet(read)
    yield at_work.finding
    if read.objects:
        yield bucket(read)
    yield from (_engine(name) for name in registry.names())
    yield from served(read, at_work.served)
    yield _child(read)
    yield _graphics()


def _python() -> Finding:
    """Name the interpreter and the system it was tried on."""
    found = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    if sys.platform == "linux":
        return Finding(name="python", state="works", found=found)
    return Finding(name="python", state="weak", found=found, mend="only Linux is tested; macOS should work")


def _variables() -> Finding:
    """Find INBETWEEN_ variables that no setting reads: most are typing errors."""
    known = {f"INBETWEEN_{name.upper()}" for name in Settings.model_fields}
    unknown = sorted(name for name in os.environ if name.startswith("INBETWEEN_") and name not in known)
    if not unknown:
        return Finding(name="settings", state="works", found="every INBETWEEN_ variable is known")
    return Finding(name="settings", state="weak", found=f"nobody reads {', '.join(unknown)}", mend="check the spelling")


def _processors() -> Finding:
    """Count the cores that this process may use."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    mend = "" if cores >= 2 else "two cores make 720P faster than it plays"
    return Finding(name="cpu", state="works" if cores >= 2 else "weak", found=f"{cores} cores", mend=mend)


def _memory() -> Finding:
    """Read the memory that is free to use."""
    free = free_memory(MEMORY)
    if free is None:
        return Finding(name="memory", state="weak", found=f"no {MEMORY}", mend="see that 2 GiB are free")
    enough = free >= ENOUGH_MEMORY
    found = f"{free / 2**30:.1f} GiB free"
    return Finding(name="memory", state="works" if enough else "weak", found=found, mend="" if enough else "free 2 GiB")


def free_memory(path: Path) -> int | None:
    """Return the bytes that a process could take, with what the disk cache would give back; ``None`` if unknown."""
    try:
        lines = path.read_text().splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 2**10 for line in lines if line.startswith("MemAvailable:")), None)


def _codec() -> Finding:
    """Find the H.264 encoder."""
    av = importlib.import_module("av")
    if "libx264" in av.codecs_available:
        return Finding(name="codec", state="works", found=f"libx264 in PyAV {av.__version__}")
    return Finding(name="codec", state="broken", found="PyAV has no libx264", mend="install the PyAV wheel from PyPI")


def _voice() -> Finding:
    """Find what speaks the lines of a prompt: a program, and for Chinese a package."""
    if not shutil.which("espeak-ng"):
        mend = "install espeak-ng to hear words in quotes"
        return Finding(name="voice", state="absent", found="videos are heard, but nobody speaks", mend=mend)
    if not importlib.util.find_spec("pypinyin"):
        return Finding(name="voice", state="weak", found="espeak-ng, no Chinese", mend="pip install 'inbetween[voice]'")
    return Finding(name="voice", state="works", found="espeak-ng, Chinese by pypinyin")


def _disk(data: Path) -> Finding:
    """Write into the data folder and read how much room is left."""
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = data / ".doctor"
        probe.write_bytes(b"x")
        probe.unlink()
    except OSError as error:
        return Finding(
            name="store", state="broken", found=f"{data}: {error.strerror}", mend="choose another --data folder"
        )
    free = shutil.disk_usage(data).free
    enough = free >= ENOUGH_DISK
    found = f"{data}, {free / 2**30:.1f} GiB free"
    return Finding(name="store", state="works" if enough else "weak", found=found, mend="" if enough else "free 1 GiB")


def _tried(name: str, attempt: Callable[[], str], mend: str) -> Finding:
    """Run ``attempt`` and turn what it raises into a finding."""
    try:
        return Finding(name=name, state="works", found=attempt())
    except InbetweenError as error:
        return Finding(name=name, state="broken", found=error.message, mend=mend)
    except Exception as error:  # noqa: BLE001  the doctor's work is to survive what is broken
        return Finding(name=name, state="broken", found=f"{type(error).__name__}: {error}", mend=mend)


def _database(read: Settings) -> Finding:
    """Open the database and bring its tables up to date."""

    def attempt() -> str:
        with app.open_database(read) as database:
            database.check()
        return read.database_url.rpartition("@")[2]

    return _tried("database", attempt, "check INBETWEEN_DATABASE and the rights on the data folder")


def bucket(read: Settings) -> Finding:
    """Write into the bucket and take it back."""

    def attempt() -> str:
        objects = app.open_objects(read)
        objects.put(_PROBE, b".")
        objects.remove(_PROBE)
        return str(read.objects)

    return _tried("bucket", attempt, "check INBETWEEN_OBJECTS, the AWS_ variables and the rights on the bucket")


def _engine(name: str) -> Finding:
    """Load an engine."""

    def attempt() -> str:
        registry.load(name)
        return registry.capabilities(name).needs

    return _tried(name, attempt, "reinstall with pip install --force-reinstall inbetween")


def _child(read: Settings) -> Finding:
    """Start an engine child and see which walls stand around it."""
    with tempfile.TemporaryDirectory() as folder:
        walls = _walls(ProcessPool("still", read.child_memory, read.cache, folder=Path(folder)))
    if not walls:
        return Finding(
            name="child", state="broken", found="the engine child does not start", mend="see inbetween serve's log"
        )
    missing = ", ".join(name for name, stands in walls.items() if not stands)
    if missing:
        return Finding(
            name="child",
            state="weak",
            found=f"missing walls: {missing.replace('_', ' ')}",
            mend="Linux 6.12 or later on x86-64 or arm64 has all of them",
        )
    return Finding(name="child", state="works", found=", ".join(walls).replace("_", " "))


def _walls(pool: ProcessPool) -> Mapping[str, bool]:
    """Return what a child says of its walls, nothing when it does not start."""
    try:
        pool.start()
        end = time.monotonic() + CHILD_SECONDS
        while not pool.ready() and time.monotonic() < end:
            time.sleep(0.05)
        return pool.walls
    finally:
        pool.close()


def _graphics() -> Finding:
    """Look for a GPU, which open weights need."""
    if Path("/dev/nvidia0").exists():
        return Finding(name="gpu", state="works", found="an NVIDIA GPU, for the weights of a model map")
    return Finding(name="gpu", state="absent", found="no GPU; the tween engine needs none")
