"""Our Triton kernels in Triton's interpreter, against plain torch: prints relative errors as JSON.

A process of its own, with ``TRITON_INTERPRET=1``: triton reads that when it is first imported.
"""

import json
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
import torch
from triton.runtime import interpreter

from inbetween.engines.wan import attention8, attention8_triton, ops_triton
from inbetween.engines.wan.kernels import Sizes, errors_of
from inbetween.engines.wan.precision import relative

SIZES = (
    Sizes(batch=1, tokens=7, heads=3, channels=128),
    Sizes(batch=2, tokens=5, heads=4, channels=24),
    Sizes(batch=1, tokens=1, heads=1, channels=16),
)
LENGTHS = ((1, 70, 70, 2), (2, 33, 64, 1), (1, 32, 1, 1), (1, 5, 99, 1))
"""Batch, queries, keys and heads: whole blocks of 32, tails, fewer than one block, one key."""

DTYPES = (torch.float32, torch.bfloat16)
BLOCK = 32


def converted(values: Any, given: Any, wanted: Any, mode: Any) -> Any:
    """Round as GPUs do, to nearest: the interpreter cuts bits off, and loses what carries over in fp8."""
    of = {"fp32": torch.float32, "fp16": torch.float16, "bf16": torch.bfloat16, "fp8e4nv": torch.float8_e4m3fn}
    signed = {8: torch.int8, 16: torch.int16, 32: torch.int32}
    bits = torch.from_numpy(np.ascontiguousarray(values).view(f"int{given.primitive_bitwidth}"))
    found = bits.view(of[given.name]).to(of[wanted.name]).view(signed[wanted.primitive_bitwidth])
    return found.numpy().view(f"uint{wanted.primitive_bitwidth}")


def attentions(dtype: torch.dtype) -> Iterator[float]:
    draw = torch.Generator().manual_seed(1)
    for batch, tokens, seen, heads in LENGTHS:
        packed = torch.randn(batch, max(tokens, seen), 3, heads, 128, generator=draw).to(dtype)
        queries, keys, values = packed.unbind(2)
        given = (queries[:, :tokens], (keys + 2)[:, :seen], values[:, :seen])
        yield relative(attention8_triton.attend(*given), attention8.attend(*given))


def main() -> None:
    torch.set_num_threads(1)
    interpreter._convert_float = converted
    for module in (attention8, attention8_triton):
        module.ROWS = module.COLUMNS = BLOCK
    sys.stdout.write(json.dumps({str(dtype): told(dtype) for dtype in DTYPES}))


def told(dtype: torch.dtype) -> dict[str, float]:
    errors: dict[str, float] = {}
    for sizes in SIZES:
        for name, error in errors_of(ops_triton, "cpu", dtype, sizes).items():
            errors[name] = max(error, errors.get(name, 0.0))
    return {**errors, "attention8": max(attentions(dtype))}


if __name__ == "__main__":
    main()
