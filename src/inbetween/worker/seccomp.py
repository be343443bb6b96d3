"""A filter of system calls, which the kernel keeps to our end: no network, and no way round the other walls.

It answers EPERM, not death: a library that only tries goes on without.
"""

import ctypes
import errno
import platform
import sys
from dataclasses import dataclass

from inbetween.worker.kernel import PR_SET_SECCOMP, prctl, promise_no_privileges

_MODE_FILTER = 2
_ALLOW, _DENY = 0x7FFF0000, 0x00050000 | errno.EPERM  # linux/seccomp.h: RET_ALLOW, RET_ERRNO
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06  # linux/bpf_common.h, as classic BPF writes them
_NUMBER, _ARCHITECTURE = 0, 4  # offsets in struct seccomp_data
_X32 = 0x40000000  # x86-64 system calls of the other ABI, with numbers of their own

_EVERYWHERE = {
    "io_uring_setup": 425, "io_uring_enter": 426, "io_uring_register": 427,  # do what others may not, unseen
    "open_tree": 428, "move_mount": 429, "fsopen": 430, "mount_setattr": 442,
    "pidfd_getfd": 438,
}  # fmt: skip
"""Numbers that are the same on every machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Machine:
    """A machine's name in linux/audit.h, and its numbers of what is refused."""

    architecture: int
    numbers: dict[str, int]


# Refused: the network, and with it sockets of this machine such as a database's or a container engine's; a group of
# processes of one's own, past which the parent's SIGKILL would go; other processes' memory; other views of the files,
# of the processes and of the kernel.
_MACHINES = {
    "x86_64": _Machine(
        architecture=0xC000003E,
        numbers={
            "socket": 41, "setsid": 112, "setpgid": 109,
            "ptrace": 101, "process_vm_readv": 310, "process_vm_writev": 311,
            "mount": 165, "umount2": 166, "pivot_root": 155, "chroot": 161, "unshare": 272, "setns": 308,
            "open_by_handle_at": 304, "bpf": 321, "perf_event_open": 298, "userfaultfd": 323,
            "add_key": 248, "request_key": 249, "keyctl": 250,
        },
    ),
    "aarch64": _Machine(
        architecture=0xC00000B7,
        numbers={
            "socket": 198, "setsid": 157, "setpgid": 154,
            "ptrace": 117, "process_vm_readv": 270, "process_vm_writev": 271,
            "mount": 40, "umount2": 39, "pivot_root": 41, "chroot": 51, "unshare": 97, "setns": 268,
            "open_by_handle_at": 265, "bpf": 280, "perf_event_open": 241, "userfaultfd": 282,
            "add_key": 217, "request_key": 218, "keyctl": 219,
        },
    ),
}  # fmt: skip


def refuse_calls(*, but: frozenset[str] = frozenset()) -> bool:
    """Refuse this process and all that it starts every call of the lists, ``but`` some; say whether this system can."""
    machine = _MACHINES.get(platform.machine())
    if sys.platform != "linux" or machine is None:
        return False
    lines = _program(machine, but)
    program = _Program(len(lines), (_Line * len(lines))(*(_Line(*line) for line in lines)))
    return promise_no_privileges() and prctl(PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program))


def _program(machine: _Machine, but: frozenset[str]) -> list[tuple[int, int, int, int]]:
    """Return the filter; each line: operation, lines to skip if true, if false, operand."""
    numbers = _EVERYWHERE | machine.numbers
    refused = sorted({number for name, number in numbers.items() if name not in but})
    to_end = len(refused)
    return [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_IF_EQUAL, 0, to_end + 3, machine.architecture),
        (_LOAD, 0, 0, _NUMBER),
        (_IF_AT_LEAST, to_end + 1, 0, _X32),
        *((_IF_EQUAL, to_end - place, 0, number) for place, number in enumerate(refused)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _DENY),
    ]


class _Line(ctypes.Structure):
    """``struct sock_filter``."""

    _fields_ = (("code", ctypes.c_uint16), ("true", ctypes.c_uint8), ("false", ctypes.c_uint8), ("k", ctypes.c_uint32))


class _Program(ctypes.Structure):
    """``struct sock_fprog``."""

    _fields_ = (("length", ctypes.c_uint16), ("lines", ctypes.POINTER(_Line)))

    def __init__(self, length: int, lines: ctypes.Array[_Line]) -> None:
        super().__init__(length, ctypes.cast(lines, ctypes.POINTER(_Line)))
