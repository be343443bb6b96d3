"""How loops are compiled: once, cached, without the interpreter's lock."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from llvmlite import ir
from numba import config, njit
from numba.core import cgutils, types
from numba.core.compiler import Compiler
from numba.extending import intrinsic

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


_APART: dict[str, Any] = {
    "fastmath": True,
    "error_model": "numpy",
    "cache": True,
    "nogil": True,
    "pipeline_class": _Apart,
}


def compiled_apart(function: _Function) -> _Function:
    """Return ``function`` compiled likewise; whoever calls it hands in no two arrays that overlap, if one is written.

    Otherwise each loop first checks that, which takes longer than 16 pixels do: three times as long over short loops.
    """
    return cast("_Function", njit(**_APART)(function))


def inlined(function: _Function) -> _Function:
    """Return ``function`` compiled likewise into its callers: to hand a dozen arrays on takes as long as 16 pixels."""
    return cast("_Function", njit(**_APART, forceinline=True)(function))


_FOR_READING, _SECOND_CACHE, _DATA = 0, 2, 1


@intrinsic
def fetch_ahead(_typing: Any, array: Any, index: Any) -> Any:
    """Call the value of a flat array, or what lies beyond its ends, into the core's cache before it is read.

    What is read beside many other rows the processor does not foresee: it waited for the shared cache for a third of
    the time that luma took.
    """

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        data = context.make_array(signature.args[0])(context, builder, arguments[0]).data
        place = builder.bitcast(builder.gep(data, [arguments[1]]), cgutils.voidptr_t)
        kind = ir.FunctionType(ir.VoidType(), [place.type, *3 * [cgutils.int32_t]])
        fetch = cgutils.get_or_insert_function(builder.module, kind, "llvm.prefetch.p0")
        builder.call(fetch, [place, *(cgutils.int32_t(value) for value in (_FOR_READING, _SECOND_CACHE, _DATA))])
        return context.get_dummy_value()

    return types.void(array, index), generate
