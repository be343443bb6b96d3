"""The functions of ``ops`` as single passes over memory, in Triton: one program per token, float32 inside.

Each value is read once and written once. ``kernels.ops_on`` compares every function with ``ops`` on the device before
the first use. Offsets are 64-bit: a packed projection of 171,360 tokens has more than 2³¹ elements.
"""

import torch
import triton
import triton.language as tl

from inbetween.engines.wan.ops import LEAST_SCALE, Packed

_WARPS = 8
"""Of a program: a row of 5,120 channels is then 20 values a thread, which stay in registers."""

_COLUMNS = 1024
"""Of a program that scales sums back: wide enough for whole cache lines, small enough for many programs."""


def normalise(
    x: torch.Tensor, scale: torch.Tensor, shift: torch.Tensor, *, eps: float, rows: torch.Tensor | None = None
) -> torch.Tensor:
    """See ``ops.normalise``."""
    return _normalised(x, None, None, (scale, shift), rows, eps)


def add_normalise(
    x: torch.Tensor,
    y: torch.Tensor,
    gate: torch.Tensor | None,
    scale: torch.Tensor,
    shift: torch.Tensor,
    *,
    eps: float,
    rows: torch.Tensor | None = None,
) -> torch.Tensor:
    """See ``ops.add_normalise``."""
    return _normalised(x, y.contiguous(), gate, (scale, shift), rows, eps)


def rotate(
    packed: torch.Tensor,
    weights: tuple[torch.Tensor, torch.Tensor],
    rotations: tuple[torch.Tensor, torch.Tensor],
    *,
    heads: int,
    eps: float,
) -> Packed:
    """See ``ops.rotate``."""
    batch, tokens, width = packed.shape[0], packed.shape[1], packed.shape[2] // 3
    cosines, sines = (table.contiguous() for table in rotations)
    _rms_rows[(batch * tokens, 2)](
        packed, packed, *weights, cosines, sines, tokens, width, packed.shape[2], cosines.shape[1], eps,
        turning=True, block=triton.next_power_of_2(width // 2), num_warps=_WARPS,
    )  # fmt: skip
    queries, keys, values = packed.unflatten(-1, (3, heads, -1)).unbind(-3)
    return queries, keys, values


def rms(x: torch.Tensor, weight: torch.Tensor, *, eps: float) -> torch.Tensor:
    """See ``ops.rms``."""
    x = x.contiguous()
    out, width = torch.empty_like(x), x.shape[-1]
    _rms_rows[(x.numel() // width, 1)](
        x, out, weight, weight, weight, weight, 1, width, width, 1, eps,
        turning=False, block=triton.next_power_of_2(width // 2), num_warps=_WARPS,
    )  # fmt: skip
    return out


def quantise(x: torch.Tensor, dtype: torch.dtype, top: float) -> tuple[torch.Tensor, torch.Tensor]:
    """See ``ops.quantise``."""
    x = x.contiguous()
    out, scales = torch.empty_like(x, dtype=dtype), torch.empty(len(x), 1, dtype=torch.float32, device=x.device)
    _quantise_rows[(len(x),)](
        x, out, scales, x.shape[1], top, LEAST_SCALE,
        whole=dtype is torch.int8, block=triton.next_power_of_2(x.shape[1]), num_warps=_WARPS,
    )  # fmt: skip
    return out, scales


def descale(sums: torch.Tensor, scales: tuple[torch.Tensor, torch.Tensor], bias: torch.Tensor) -> torch.Tensor:
    """See ``ops.descale``."""
    out = torch.empty_like(sums, dtype=bias.dtype)
    grid = (len(sums), triton.cdiv(sums.shape[1], _COLUMNS))
    _descale_rows[grid](sums, *scales, bias, out, sums.shape[1], block=_COLUMNS)
    return out


def _normalised(
    x: torch.Tensor,
    y: torch.Tensor | None,
    gate: torch.Tensor | None,
    tables: tuple[torch.Tensor, torch.Tensor],
    rows: torch.Tensor | None,
    eps: float,
) -> torch.Tensor:
    out, (batch, tokens, width) = torch.empty_like(x), x.shape
    scale, shift = (table.contiguous() for table in tables)
    gated, gate = gate is not None, scale if gate is None else gate.contiguous()
    _normalise_rows[(batch * tokens,)](
        x, x if y is None else y, gate, scale, shift, scale if rows is None else rows, out,
        tokens, width, _stride(gate), _stride(scale), eps,
        adds=y is not None, gated=gated, by_row=rows is not None,
        block=triton.next_power_of_2(width), num_warps=_WARPS,
    )  # fmt: skip
    return out


def _stride(table: torch.Tensor) -> int:
    """Return the distance of a table's rows; 0 where all tokens share the only one."""
    return 0 if len(table) == 1 else table.shape[1]


@triton.jit
def _normalise_rows(
    x, y, gate, scale, shift, rows, out, tokens, width, gate_stride, stride, eps,
    adds: tl.constexpr, gated: tl.constexpr, by_row: tl.constexpr, block: tl.constexpr,
):  # fmt: skip
    row = tl.program_id(0).to(tl.int64)
    which = tl.load(rows + row % tokens) if by_row else row // tokens
    columns = tl.arange(0, block)
    inside = columns < width
    at = row * width + columns
    value = tl.load(x + at, mask=inside, other=0.0).to(tl.float32)
    if adds:
        more = tl.load(y + at, mask=inside, other=0.0).to(tl.float32)
        if gated:
            more *= tl.load(gate + which * gate_stride + columns, mask=inside, other=0.0)
        rounded = (value + more).to(x.dtype.element_ty)
        tl.store(x + at, rounded, mask=inside)
        value = rounded.to(tl.float32)
    apart = tl.where(inside, value - tl.sum(value, 0) / width, 0.0)
    normal = apart * tl.rsqrt(tl.sum(apart * apart, 0) / width + eps)
    scales = tl.load(scale + which * stride + columns, mask=inside, other=0.0)
    shifts = tl.load(shift + which * stride + columns, mask=inside, other=0.0)
    tl.store(out + at, (normal * scales + shifts).to(out.dtype.element_ty), mask=inside)


@triton.jit
def _rms_rows(
    x, out, weight, other_weight, cosines, sines, tokens, width, row_stride, turns, eps,
    turning: tl.constexpr, block: tl.constexpr,
):  # fmt: skip
    row = tl.program_id(0).to(tl.int64)
    part = tl.program_id(1)
    columns = tl.arange(0, 2 * block)
    inside = columns < width
    at = row * row_stride + part * width + columns
    value = tl.load(x + at, mask=inside, other=0.0).to(tl.float32)
    inverse = tl.rsqrt(tl.sum(value * value, 0) / width + eps)
    value *= inverse * _of(part == 0, weight, other_weight, columns, inside)
    if turning:
        # Neighbours lie in one thread: they part and join without leaving its registers.
        even, odd = tl.split(tl.reshape(value, (block, 2)))
        pairs = tl.arange(0, block)
        angle = (row % tokens) * turns + pairs % turns
        cosine = tl.load(cosines + angle, mask=pairs < width // 2, other=0.0)
        sine = tl.load(sines + angle, mask=pairs < width // 2, other=0.0)
        value = tl.interleave(even * cosine - odd * sine, even * sine + odd * cosine)
    tl.store(out + at, value.to(out.dtype.element_ty), mask=inside)


@triton.jit
def _of(first, one, other, at, inside):
    """Load from ``one`` or ``other``: a pointer cannot be chosen at run time, both rows are in the cache."""
    left = tl.load(one + at, mask=inside, other=0.0).to(tl.float32)
    right = tl.load(other + at, mask=inside, other=0.0).to(tl.float32)
    return tl.where(first, left, right)


@triton.jit
def _quantise_rows(x, out, scales, width, top, least, whole: tl.constexpr, block: tl.constexpr):
    row = tl.program_id(0).to(tl.int64)
    columns = tl.arange(0, block)
    inside = columns < width
    value = tl.load(x + row * width + columns, mask=inside, other=0.0).to(tl.float32)
    scale = tl.maximum(tl.max(tl.abs(value), 0) / top, least)
    value = value / scale
    if whole:
        value = tl.floor(value + 0.5)
    tl.store(out + row * width + columns, value.to(out.dtype.element_ty), mask=inside)
    tl.store(scales + row, scale)


@triton.jit
def _descale_rows(sums, own, others, bias, out, width, block: tl.constexpr):
    row = tl.program_id(0).to(tl.int64)
    columns = tl.program_id(1) * block + tl.arange(0, block)
    inside = columns < width
    value = tl.load(sums + row * width + columns, mask=inside, other=0).to(tl.float32)
    value = value * tl.load(own + row) * tl.load(others + columns, mask=inside, other=0.0)
    value += tl.load(bias + columns, mask=inside, other=0.0).to(tl.float32)
    tl.store(out + row * width + columns, value.to(out.dtype.element_ty), mask=inside)
