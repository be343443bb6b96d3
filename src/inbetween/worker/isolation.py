"""Walls around a process that touches strangers' media: it dies with its parent, its memory is bounded, it has no
network, no files but its own, and cannot signal anybody.

Each wall is built before any library is loaded and any thread starts, since threads only inherit what stands then.
Where a system lacks a wall the child goes on without it and says so. Decision record 0025 tells what each is for.
"""

import os
import resource
import signal
import sys
from collections.abc import Iterable
from pathlib import Path

from inbetween.worker.kernel import PR_SET_PDEATHSIG, prctl
from inbetween.worker.landlock import confine
from inbetween.worker.seccomp import refuse_calls

MOST_FILE_BYTES = 2 * 2**30
"""Of one file: the largest video of the tests has 32 MiB, and a disk should not be filled by one."""

MOST_FILES = 1024
"""Open at once: the usual soft limit, which a process may otherwise raise by itself."""


def isolate(*, parent: int, memory: int, reads: Iterable[Path] = (), writes: Iterable[Path] = ()) -> dict[str, bool]:
    """Build every wall that this system has, and say which stand.

    Args:
        parent: process id of the parent; the caller exits at once when it is already gone.
        memory: most bytes of address space.
        reads: folders that stay readable beside the interpreter's and the system's.
        writes: folders that stay writable.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then ends us in order
    own_files, no_signals = confine(reads=reads, writes=writes)
    return {
        "dies_with_parent": _die_with(parent),
        "bounded_memory": _bound(memory),
        "own_files": own_files,
        "no_signals": no_signals,
        "no_network": refuse_calls(),
    }


def _die_with(parent: int) -> bool:
    """Ask for SIGKILL when the parent's thread that started us ends."""
    if sys.platform != "linux":
        return False
    done = prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)  # it died before we asked
    return done


def _bound(memory: int) -> bool:
    """Make allocations fail beyond ``memory`` bytes, bound files, and leave no core file of anybody's pictures."""
    limits = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_FSIZE: MOST_FILE_BYTES,
        resource.RLIMIT_NOFILE: MOST_FILES,
        resource.RLIMIT_CORE: 0,
    }
    try:
        for limit, most in limits.items():
            resource.setrlimit(limit, (most, most))
    except (OSError, ValueError):
        return False
    return True
