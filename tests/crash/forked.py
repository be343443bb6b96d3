"""Engine children that are forked from the process that starts them, which has loaded what they need.

A fresh interpreter takes longer to load an engine than to make a small video with it. What a forked child runs from its
first statement on is ``inbetween.worker.child``: it builds its walls, warms up and listens, in a process and a session
of its own, with the arguments, the variables and the three pipes of the real one.
"""

import faulthandler
import gc
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any, NoReturn

from tests.crash import armed

_NAME = "engine child"
_MODULE = "inbetween.worker.child"


def fork_children() -> None:
    """Let every lifeline of this process fork its child, which dies at the points that this process may die at."""
    from inbetween.worker.pools import lifeline
    from inbetween.worker.pools.process import ProcessPool

    environment = ProcessPool._environment
    points = {name: os.environ[name] for name in armed.VARIABLES if name in os.environ}
    setattr(ProcessPool, "_environment", lambda pool: environment(pool) | points)  # noqa: B010
    setattr(lifeline, "subprocess", SimpleNamespace(Popen=_Forked, PIPE=subprocess.PIPE))  # noqa: B010


class _Forked(subprocess.Popen):  # type: ignore[type-arg]
    """A child with the pipes, the end and the burial of any other, but for how it begins."""

    def _execute_child(self, args: Sequence[str], *given: Any) -> None:
        environment, pipes = given[5], given[9:15]
        self.pid = os.fork()
        if self.pid == 0:
            _become(args, environment, (pipes[0], pipes[3], pipes[5]))
        self._child_created = True
        for descriptor in (pipes[0], pipes[3], pipes[5]):
            os.close(descriptor)


def _become(command: Sequence[str], environment: Mapping[str, str], pipes: Sequence[int]) -> NoReturn:
    """Leave behind what the parent was, and be the engine child."""
    code = 1
    try:
        os.setsid()
        for number, descriptor in enumerate(pipes):
            os.dup2(descriptor, number)
        gc.freeze()  # nothing of the parent's is ended here: its descriptors' numbers are others' by then
        os.closerange(3, os.sysconf("SC_OPEN_MAX"))
        _forget_signals()
        os.environ.clear()
        os.environ.update(environment)
        tempfile.tempdir = None
        sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w")  # noqa: SIM115
        faulthandler.enable()
        sys.argv = list(command[command.index(_MODULE) :])
        armed.disarm()
        armed.arm(os.environ, who=_NAME)
        from inbetween.worker import child

        child.main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    finally:
        sys.stderr.flush()
        os._exit(code)


def _forget_signals() -> None:
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
