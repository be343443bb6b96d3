"""Walls around a process that touches strangers' media: it dies with its parent, its memory is bounded, it has no
network, no files but its own, and cannot signal anybody.

Each wall is built before any library is loaded and any thread starts, since threads only inherit what stands then.
Where a system lacks a wall the child goes on without it and says so. Decision record 0025 tells what each is for, and
0028 which of them a GPU leaves standing.
"""

import os
import resource
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

from inbetween.worker.kernel import PR_SET_PDEATHSIG, prctl
from inbetween.worker.landlock import confine
from inbetween.worker.seccomp import refuse_calls

MOST_FILE_BYTES = 2 * 2**30
"""Of one file: the largest video of the tests has 32 MiB, and a disk should not be filled by one."""

MOST_FILES = 1024
"""Open at once: the usual soft limit, which a process may otherwise raise by itself."""

_SOCKETS = frozenset({"socket"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Openings:
    """What has to stay open in the walls.

    ``reads`` are folders that stay readable beside the interpreter's and the system's, ``writes`` those that stay
    writable. ``memory`` is the most bytes of address space; ``None`` where CUDA reserves terabytes of it. ``graphics``:
    the GPU stays within reach; ``sockets``: so does the network, by which several devices share their work.
    """

    reads: tuple[Path, ...] = ()
    writes: tuple[Path, ...] = ()
    memory: int | None
    graphics: bool = False
    sockets: bool = False


def isolate(parent: int, openings: Openings) -> dict[str, bool]:
    """Build every wall that this system has, and say which stand.

    ``parent`` is the parent's process id; the caller exits at once when it is already gone.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then ends us in order
    own_files, no_signals = confine(reads=openings.reads, writes=openings.writes, graphics=openings.graphics)
    dies, bounded = _die_with(parent), _bound(openings.memory)
    refused = refuse_calls(but=_SOCKETS if openings.sockets else frozenset())
    return {
        "dies_with_parent": dies,
        "bounded_memory": bounded,
        "own_files": own_files,
        "no_signals": no_signals,
        "no_network": refused and not openings.sockets,
    }


def _die_with(parent: int) -> bool:
    """Ask for SIGKILL when the parent's thread that started us ends."""
    if sys.platform != "linux":
        return False
    done = prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)  # it died before we asked
    return done


def _bound(memory: int | None) -> bool:
    """Make allocations fail beyond ``memory`` bytes, bound files, and leave no core file of anybody's pictures.

    Says whether the memory is bounded.
    """
    limits = {resource.RLIMIT_FSIZE: MOST_FILE_BYTES, resource.RLIMIT_NOFILE: MOST_FILES, resource.RLIMIT_CORE: 0}
    if memory is not None:
        limits[resource.RLIMIT_AS] = memory
    try:
        for limit, most in limits.items():
            resource.setrlimit(limit, (most, most))
    except (OSError, ValueError):
        return False
    return memory is not None
