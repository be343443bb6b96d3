"""How loops are compiled: once, cached, without the interpreter's lock."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import config, njit
from numba.core.compiler import Compiler

# Off by default; it lets one instruction add several of a cell's sums: .28 instead of .5 ms per frame of a pair.
config.SLP_VECTORIZE = 1

_Function = TypeVar("_Function", bound=Callable[..., Any])


def compiled(function: _Function) -> _Function:
    """Return ``function`` compiled by numba for the types that it is called with."""
    return cast("_Function", njit(fastmath=True, error_model="numpy", cache=True, nogil=True)(function))


class _Apart(Compiler):  # type: ignore[misc]  # numba has no types
    """Promises LLVM that no two arrays that a function is given overlap."""

    def define_pipelines(self) -> Any:
        """Return the usual steps."""
        self.state.flags.noalias = True
        return super().define_pipelines()


def compiled_apart(function: _Function) -> _Function:
    """Return ``function`` compiled likewise; whoever calls it hands in no two arrays that overlap, if one is written.

    Otherwise each loop first checks that, which takes longer than 16 pixels do: three times as long over short loops.
    """
    options = {"fastmath": True, "error_model": "numpy", "cache": True, "nogil": True}
    return cast("_Function", njit(**options, pipeline_class=_Apart)(function))
