"""How loops are compiled: once, cached, without the interpreter's lock."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import config, njit

# Off by default; it lets one instruction add several of a cell's sums: .28 instead of .5 ms per frame of a pair.
config.SLP_VECTORIZE = 1

_Function = TypeVar("_Function", bound=Callable[..., Any])


def compiled(function: _Function) -> _Function:
    """Return ``function`` compiled by numba for the types that it is called with."""
    return cast("_Function", njit(fastmath=True, error_model="numpy", cache=True, nogil=True)(function))
