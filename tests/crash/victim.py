"""Processes of ``inbetween`` that are born loaded, to be killed: ``python -m tests.crash.victim``.

The arguments are engines to load. A line ``{"who", "argv", "environment", "log"}`` on standard input forks one that
runs that command line; its process id comes back. A forked victim stands in 0.1 s where a fresh interpreter loads for
one. Kill points are laid before anything of the house is imported. No victim outlives this process.
"""

import ctypes
import gc
import importlib
import json
import os
import signal
import sys
import tempfile
from typing import Any

from tests.crash import armed
from tests.crash.forked import fork_children
from tests.crash.lay import lay
from tests.crash.steps import EVERY, merged

_LOADED = (
    *("inbetween.cli.main", "inbetween.api.routes", "inbetween.app", "inbetween.cli.server", "psycopg"),
    *("inbetween.worker.child", "inbetween.worker.make", "inbetween.worker.host", "inbetween.engines.registry"),
    *("inbetween.__main__", "inbetween.api.gate.descriptors", "alembic.command", "alembic.context", "uvloop"),
    *("uvicorn.loops.uvloop", "uvicorn.lifespan.on", "sqlalchemy.dialects.sqlite", "sqlalchemy.dialects.postgresql"),
)

_DIE_WITH_THE_NURSERY = 1  # PR_SET_PDEATHSIG: nobody lives on when a campaign is interrupted


def main() -> None:
    """Fork a victim for each line."""
    lay(merged(*EVERY))
    armed.disarm()
    for module in _LOADED:
        importlib.import_module(module)
    for engine in sys.argv[1:]:
        _warm(engine)
    gc.freeze()  # else each victim, which collects once when it starts, walks over all of this and copies it
    # Children are reaped by the kernel; whoever waits for one has a descriptor of it.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        asked = json.loads(line)
        if (pid := os.fork()) == 0:
            _be(asked)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()


def _warm(engine: str) -> None:
    """Load an engine for the children's children, in one thread: what a fork leaves of others would wait for them."""
    import cv2

    from inbetween.engines import registry
    from inbetween.worker.host import QuietHost

    threads = cv2.getNumThreads()
    cv2.setNumThreads(1)
    registry.load(engine).warm(QuietHost())
    cv2.setNumThreads(threads)


def _be(asked: dict[str, Any]) -> None:
    """Become the victim; never returns."""
    ctypes.CDLL(None).prctl(_DIE_WITH_THE_NURSERY, signal.SIGKILL)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    log, nothing = os.open(asked["log"], os.O_WRONLY | os.O_APPEND | os.O_CREAT), os.open(os.devnull, os.O_RDONLY)
    for descriptor, source in ((0, nothing), (1, log), (2, log)):
        os.dup2(source, descriptor)
    os.environ.clear()
    os.environ.update(asked["environment"])
    tempfile.tempdir = None
    sys.argv = ["inbetween", *asked["argv"]]
    armed.arm(os.environ, who=asked["who"])
    fork_children()
    code = 1
    try:
        from inbetween.__main__ import main as inbetween

        inbetween()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    finally:
        sys.stdout.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
