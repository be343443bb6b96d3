"""What an analysis has freed goes back to the system before frames are drawn."""

import ctypes


def give_back() -> None:
    """Return freed memory to the system, where the C library can (glibc: ``malloc_trim``).

    Freed blocks between blocks in use stay with the process: 80 MB after an analysis for 720P, 140 MB for 1080P.
    Asking costs less than a millisecond.
    """
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
