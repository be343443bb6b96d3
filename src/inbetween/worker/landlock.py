"""Which files a process may touch, by Landlock: the kernel's wall that needs no rights to build (Linux 5.13).

What later kernels added is used where it is there: from 6.2 nothing outside can be cut short, from 6.12 no process
outside can be sent a signal. Numbers and structures: linux/landlock.h.
"""

import ctypes
import os
import site
import sys
from collections.abc import Iterable, Iterator
from enum import IntFlag
from itertools import chain
from pathlib import Path

from inbetween.worker.kernel import promise_no_privileges, syscall

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same on every machine
_ASK_VERSION = 1
_PATH_BENEATH = 1
_SIGNALS_SINCE = 6


class Right(IntFlag):
    """What can be done to files; the number of each is its bit."""

    EXECUTE = 1 << 0
    WRITE_FILE = 1 << 1
    READ_FILE = 1 << 2
    READ_DIR = 1 << 3
    REMOVE_DIR = 1 << 4
    REMOVE_FILE = 1 << 5
    MAKE_DIR = 1 << 7
    MAKE_REG = 1 << 8
    REFER = 1 << 13
    TRUNCATE = 1 << 14
    IOCTL_DEV = 1 << 15


_KNOWN = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
"""All rights that each version of the kernel's interface governs: devices, pipes and links among them, which nobody
here is given."""

_OF_FILES = Right.EXECUTE | Right.WRITE_FILE | Right.READ_FILE | Right.TRUNCATE | Right.IOCTL_DEV
_READ = Right.READ_FILE | Right.READ_DIR
_RUN = _READ | Right.EXECUTE
_WRITE = (
    _READ | Right.WRITE_FILE | Right.TRUNCATE | Right.MAKE_REG | Right.MAKE_DIR | Right.REMOVE_FILE | Right.REMOVE_DIR
) | Right.REFER

_SYSTEM = ("/usr", "/lib", "/lib64", "/bin", "/nix/store")
"""Where programs and libraries are, with what they read beside themselves."""

_FACTS = (
    "/etc/ld.so.cache", "/etc/localtime", "/dev/urandom", "/dev/random", "/dev/zero",
    "/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/proc/sys/vm",
    "/sys/devices/system", "/sys/fs/cgroup",
)  # fmt: skip
"""What libraries ask about the machine, and of it nothing that tells about other processes."""

_NOTHING = "/dev/null"

_GPU_DEVICES = ("nvidia*", "nvidia-caps/*")
_GPU_FACTS = (
    "/proc/driver/nvidia", "/proc/devices", "/proc/modules", "/proc/filesystems", "/proc/version",
    "/sys/devices", "/sys/bus/pci", "/sys/class", "/sys/module/nvidia", "/etc/vulkan", "/etc/OpenCL",
)  # fmt: skip
_SHARED_MEMORY = "/dev/shm"  # noqa: S108 - where CUDA and collectives keep what processes share
"""What CUDA's libraries open, as their documentation and others' sandboxes name it; not run on a GPU yet."""


def version() -> int:
    """Return the version of the kernel's interface, 0 without one."""
    return max(syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_ASK_VERSION)), 0)


def confine(*, reads: Iterable[Path] = (), writes: Iterable[Path] = (), graphics: bool = False) -> tuple[bool, bool]:
    """Leave this process and all that it starts the interpreter, its libraries and the system's, and these folders.

    Args:
        reads: folders that stay readable, and whose programs may run.
        writes: folders in which plain files and folders may be made too, but no links, pipes and devices.
        graphics: leave an NVIDIA GPU too, with what its driver tells of itself, and shared memory.

    Returns:
        Whether the files are walled off, and whether signals to other processes are.
    """
    if sys.platform != "linux" or not (known := version()):
        return False, False
    walls = _Ruleset(_KNOWN[min(known, max(_KNOWN))], 0, _scopes(known))
    ruleset = syscall(_CREATE_RULESET, ctypes.byref(walls), ctypes.c_size_t(ctypes.sizeof(walls)), ctypes.c_uint32(0))
    if ruleset < 0:
        return False, False
    try:
        for path, rights in chain(_rules(reads, writes), _rules_of_graphics() if graphics else ()):
            _allow(ruleset, path, rights & walls.files)
        stands = promise_no_privileges() and syscall(_RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint32(0)) == 0
    finally:
        os.close(ruleset)
    return stands, stands and known >= _SIGNALS_SINCE


def _scopes(known: int) -> int:
    """Return the bits of "no abstract sockets" and "no signals" to outside."""
    return 0b11 if known >= _SIGNALS_SINCE else 0


def _rules(reads: Iterable[Path], writes: Iterable[Path]) -> Iterator[tuple[str, int]]:
    for path in {*_SYSTEM, *_interpreter(), *os.get_exec_path(), *map(str, reads)}:
        yield path, _RUN
    for path in _FACTS:
        yield path, _READ
    yield _NOTHING, _READ | Right.WRITE_FILE
    for folder in writes:
        yield str(folder), _WRITE


def _rules_of_graphics() -> Iterator[tuple[str, int]]:
    for pattern in _GPU_DEVICES:
        yield from ((path, _READ | Right.WRITE_FILE | Right.IOCTL_DEV) for path in map(str, Path("/dev").glob(pattern)))
    for path in _GPU_FACTS:
        yield path, _READ
    yield _SHARED_MEMORY, _WRITE


def _interpreter() -> Iterator[str]:
    """Yield where Python, its packages and ours are imported from."""
    yield from (sys.prefix, sys.base_prefix, sys.exec_prefix, *site.getsitepackages())
    yield from (path for path in sys.path if path)
    yield from filter(None, os.environ.get("LD_LIBRARY_PATH", "").split(":"))


def _allow(ruleset: int, path: str, rights: int) -> None:
    """Allow what is below ``path``; what is not there cannot be opened anyway."""
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        rule = _Beneath(rights if Path(path).is_dir() else rights & _OF_FILES, place)
        syscall(_ADD_RULE, ctypes.c_int(ruleset), ctypes.c_int(_PATH_BENEATH), ctypes.byref(rule), ctypes.c_uint32(0))
    finally:
        os.close(place)


class _Ruleset(ctypes.Structure):
    """``struct landlock_ruleset_attr``."""

    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    """``struct landlock_path_beneath_attr``."""

    _pack_ = 1
    _fields_ = (("rights", ctypes.c_uint64), ("place", ctypes.c_int32))
