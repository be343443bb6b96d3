"""The two doors to Linux that the walls are built through."""

import ctypes

PR_SET_PDEATHSIG, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 1, 22, 38  # linux/prctl.h


def prctl(option: int, value: int, pointer: object = None) -> bool:
    """Call prctl(2) and say whether it worked."""
    rest = (pointer or ctypes.c_ulong(0), ctypes.c_ulong(0), ctypes.c_ulong(0))
    return bool(ctypes.CDLL(None).prctl(ctypes.c_int(option), ctypes.c_ulong(value), *rest) == 0)


def syscall(number: int, *arguments: object) -> int:
    """Call the kernel by number and return its answer; less than 0 is an error."""
    return int(ctypes.CDLL(None).syscall(ctypes.c_long(number), *arguments))


def promise_no_privileges() -> bool:
    """Give up, for ever and for every program started, the rights that a file's owner or mode could add."""
    return prctl(PR_SET_NO_NEW_PRIVS, 1)
