"""Walls around a process that touches strangers' media: it dies with its parent, has bounded memory, no network.

Each wall is built before any library is loaded and any thread starts, since threads only inherit what stands then.
Where a system lacks a wall the child goes on without it and says so.
"""

import ctypes
import errno
import os
import platform
import resource
import signal
import socket
import sys

_PR_SET_PDEATHSIG, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 22, 38  # linux/prctl.h
_SECCOMP_MODE_FILTER = 2
_ALLOW, _DENY = 0x7FFF0000, 0x00050000 | errno.EPERM  # linux/seccomp.h: RET_ALLOW, RET_ERRNO
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06  # linux/bpf_common.h, as classic BPF writes them
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16  # offsets in struct seccomp_data, little endian

# linux/audit.h's name of the machine, and its number of socket(2).
_MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
_IO_URING_SETUP = 425  # opens sockets past any filter of system calls; the same number on every machine
_X32 = 0x40000000  # x86-64 system calls of the other ABI, with numbers of their own


def isolate(*, parent: int, memory: int) -> dict[str, bool]:
    """Build every wall that this system has, and say which stand.

    Args:
        parent: process id of the parent; the caller exits at once when it is already gone.
        memory: most bytes of address space.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then ends us in order
    return {"dies_with_parent": _die_with(parent), "bounded_memory": _bound(memory), "no_network": _no_network()}


def _die_with(parent: int) -> bool:
    """Ask for SIGKILL when the parent's thread that started us ends."""
    if sys.platform != "linux":
        return False
    done = _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)  # it died before we asked
    return done


def _bound(memory: int) -> bool:
    """Make allocations fail beyond ``memory`` bytes, and leave no core file of anybody's pictures."""
    try:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (OSError, ValueError):
        return False
    return True


def _no_network() -> bool:
    """Refuse ``socket`` with EPERM for every family but AF_UNIX, by a filter that the kernel keeps to our end."""
    if sys.platform != "linux" or platform.machine() not in _MACHINES:
        return False
    architecture, socket_call = _MACHINES[platform.machine()]
    # Each line: operation, lines to skip if true, if false, operand.
    lines = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_IF_EQUAL, 0, 7, architecture),
        (_LOAD, 0, 0, _NUMBER),
        (_IF_AT_LEAST, 5, 0, _X32),
        (_IF_EQUAL, 4, 0, _IO_URING_SETUP),
        (_IF_EQUAL, 0, 2, socket_call),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_IF_EQUAL, 0, 1, socket.AF_UNIX),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _DENY),
    ]
    program = _Program(len(lines), (_Line * len(lines))(*(_Line(*line) for line in lines)))
    return _prctl(_PR_SET_NO_NEW_PRIVS, 1) and _prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program))


class _Line(ctypes.Structure):
    """``struct sock_filter``."""

    _fields_ = (("code", ctypes.c_uint16), ("true", ctypes.c_uint8), ("false", ctypes.c_uint8), ("k", ctypes.c_uint32))


class _Program(ctypes.Structure):
    """``struct sock_fprog``."""

    _fields_ = (("length", ctypes.c_uint16), ("lines", ctypes.POINTER(_Line)))

    def __init__(self, length: int, lines: ctypes.Array[_Line]) -> None:
        super().__init__(length, ctypes.cast(lines, ctypes.POINTER(_Line)))


def _prctl(option: int, value: int, pointer: object = None) -> bool:
    """Call prctl(2) and say whether it worked."""
    libc = ctypes.CDLL(None)
    rest = (pointer or ctypes.c_ulong(0), ctypes.c_ulong(0), ctypes.c_ulong(0))
    return bool(libc.prctl(ctypes.c_int(option), ctypes.c_ulong(value), *rest) == 0)
