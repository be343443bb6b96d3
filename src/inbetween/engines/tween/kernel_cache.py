"""Whether a folder has the compiled kernels, and who compiles them while others wait. Loads no kernel."""

import fcntl
import hashlib
import platform
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import IO

from llvmlite import binding

SOURCES = Path(__file__).parent
"""Everything that is compiled is below."""

PATIENCE = 120.0
"""Seconds: four times what compiling takes. Nobody waits longer, also not for a child that was taken over."""

_PAUSE = 0.05


def stamp_of(sources: Path) -> str:
    """Return a name for all that numba finds its cached kernels by: a change of any of it has them compiled again.

    That is where each source file is and when it was written (not what is in it), Python, numba, LLVM, and the
    processor. Two checkouts, two versions, or two machines on one folder have nothing in common.
    """
    tools = (platform.python_version(), sys.implementation.cache_tag, version("numba"), version("llvmlite"))
    processor = (binding.get_host_cpu_name(), binding.get_host_cpu_features().flatten())
    found = [(str(path), path.stat()) for path in sorted(sources.resolve().rglob("*.py"))]
    files = [(path, stat.st_mtime_ns, stat.st_size) for path, stat in found]
    return hashlib.sha256(repr((tools, processor, files)).encode()).hexdigest()[:16]


def mark_in(folder: Path, sources: Path = SOURCES, part: str = "compiled") -> Path:
    """Return the file whose content says that ``folder`` has the kernels of ``sources``, or a named part of them."""
    return folder / f"{part}-{stamp_of(sources)}"


def one_first(
    folder: Path,
    warm: Callable[[], None],
    *,
    sources: Path = SOURCES,
    patience: float = PATIENCE,
    part: str = "compiled",
) -> None:
    """Warm; of processes that start together on a ``folder`` without kernels, all but one wait, and then load them.

    Compiling takes half a minute of a core, which each of them would take. Once it is done nobody waits for anybody. A
    folder that cannot be written is no hindrance.
    """
    try:
        done = mark_in(folder, sources, part).open("a")
    except OSError:
        warm()
        return
    with done:
        if done.tell():
            warm()
            return
        _wait_for(done, patience)
        warm()
        with suppress(OSError):
            done.write("yes\n")
            done.flush()


def _wait_for(file: IO[str], patience: float) -> None:
    """Hold ``file`` alone, until it is closed."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        with suppress(OSError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        time.sleep(_PAUSE)
