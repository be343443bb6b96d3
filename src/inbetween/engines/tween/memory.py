"""What an analysis and the preparing of drawing have freed goes back to the system before frames are drawn."""

import ctypes


def give_back() -> None:
    """Return freed memory to the system, where the C library can (glibc: ``malloc_trim``).

    Freed blocks between blocks in use stay with the process: the peak of a warm child at 1080P is 60 MB higher
    without it. Asking takes 5 ms.
    """
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
