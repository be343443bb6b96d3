"""Attention in 8 bits for CUDA devices, in Triton; see ``attention8`` for the arithmetic."""

import torch
import triton
import triton.language as tl

from inbetween.engines.wan.attention8 import COLUMNS, FLOAT_TOP, LIFT, LOG2_E, ROWS, WHOLE_TOP, Narrow
from inbetween.engines.wan.ops import LEAST_SCALE

_WARPS, _STAGES = 8, 3
"""Of a program of attention: two warp groups of 64 queries; three blocks of keys and values are 96 KB on their way."""


def attend(queries: torch.Tensor, keys: torch.Tensor, values: torch.Tensor) -> torch.Tensor:
    """Return attention in 8 bits; see ``spread.Attend``. Channels are a power of two, 16 to 256."""
    batch, tokens, heads, channels = queries.shape
    narrow = narrowed(queries, keys, values)
    out = torch.empty(queries.shape, dtype=queries.dtype, device=queries.device)
    _attend[(triton.cdiv(tokens, ROWS), batch * heads)](
        narrow.queries, narrow.keys, narrow.values, narrow.query_scales, narrow.key_scales,
        narrow.value_scales, narrow.value_means, out, tokens, keys.shape[1],
        narrow.queries.shape[1], narrow.keys.shape[1], heads,
        channels=channels, rows=ROWS, columns=COLUMNS, lift=LIFT, num_warps=_WARPS, num_stages=_STAGES,
    )  # fmt: skip
    return out


def narrowed(queries: torch.Tensor, keys: torch.Tensor, values: torch.Tensor) -> Narrow:
    """Round what attention reads to 8 bits, in one pass over each."""
    factor = LOG2_E / queries.shape[-1] ** 0.5
    means, value_means = (part.mean(1, dtype=torch.float32) for part in (keys, values))
    top = torch.maximum(values.amax(1).float() - value_means, value_means - values.amin(1).float())
    value_scales = (top / FLOAT_TOP).clamp_min(LEAST_SCALE)
    whole_queries, query_scales = _in_int8(queries, None, factor, ROWS, together=False)
    whole_keys, key_scales = _in_int8(keys, means, 1.0, COLUMNS, together=True)
    return Narrow(
        queries=whole_queries,
        keys=whole_keys,
        values=_in_fp8(values, value_means, value_scales),
        query_scales=query_scales,
        key_scales=key_scales,
        value_scales=value_scales.flatten(0, 1),
        value_means=value_means.flatten(0, 1),
    )


def _in_int8(
    x: torch.Tensor, means: torch.Tensor | None, factor: float, block: int, *, together: bool
) -> tuple[torch.Tensor, torch.Tensor]:
    batch, tokens, heads, channels = x.shape
    blocks = triton.cdiv(tokens, block)
    out = torch.empty(batch * heads, blocks * block, channels, dtype=torch.int8, device=x.device)
    scales = torch.empty(batch * heads, blocks * (1 if together else block), dtype=torch.float32, device=x.device)
    _to_int8[(blocks, batch * heads)](
        x, scales if means is None else means, out, scales, tokens, heads, *x.stride()[:3], factor,
        smooth=means is not None, together=together, channels=channels, block=block,
        top=WHOLE_TOP, least=LEAST_SCALE,
    )  # fmt: skip
    return out, scales


def _in_fp8(x: torch.Tensor, means: torch.Tensor, scales: torch.Tensor) -> torch.Tensor:
    batch, tokens, heads, channels = x.shape
    blocks = triton.cdiv(tokens, COLUMNS)
    out = torch.empty(batch * heads, channels, blocks * COLUMNS, dtype=torch.float8_e4m3fn, device=x.device)
    _to_fp8[(blocks, batch * heads)](
        x, means, scales, out, tokens, blocks * COLUMNS, heads, *x.stride()[:3], channels=channels, block=COLUMNS
    )
    return out


@triton.jit
def _tile(x, turn, tokens, length, heads, batch_stride, token_stride, head_stride, channel):
    """Load tokens of one head, float32; zeros behind the last."""
    start = x + turn // heads * batch_stride + turn % heads * head_stride
    at = tokens[:, None].to(tl.int64) * token_stride + channel[None, :]
    return tl.load(start + at, mask=tokens[:, None] < length, other=0.0).to(tl.float32)


@triton.jit
def _to_int8(
    x, means, out, scales, length, heads, batch_stride, token_stride, head_stride, factor,
    smooth: tl.constexpr, together: tl.constexpr, channels: tl.constexpr, block: tl.constexpr,
    top: tl.constexpr, least: tl.constexpr,
):  # fmt: skip
    turn, number = tl.program_id(1).to(tl.int64), tl.program_id(0)
    channel = tl.arange(0, channels)
    tokens = number * block + tl.arange(0, block)
    value = _tile(x, turn, tokens, length, heads, batch_stride, token_stride, head_stride, channel)
    if smooth:
        mean = tl.load(means + turn * channels + channel)
        value = tl.where(tokens[:, None] < length, value - mean[None, :], 0.0)
    largest = tl.max(tl.abs(value), 1)
    if together:
        largest = tl.max(largest, 0)
        scale = tl.maximum(largest / top, least)
        tl.store(scales + turn * tl.num_programs(0) + number, scale * factor)
        value = value / scale
    else:
        scale = tl.maximum(largest / top, least)
        tl.store(scales + turn * tl.num_programs(0) * block + tokens, scale * factor)
        value = value / scale[:, None]
    at = (turn * tl.num_programs(0) * block + tokens)[:, None] * channels + channel[None, :]
    tl.store(out + at, tl.floor(value + 0.5).to(tl.int8))


@triton.jit
def _to_fp8(
    x, means, scales, out, length, padded, heads, batch_stride, token_stride, head_stride,
    channels: tl.constexpr, block: tl.constexpr,
):  # fmt: skip
    turn = tl.program_id(1).to(tl.int64)
    channel = tl.arange(0, channels)
    tokens = tl.program_id(0) * block + tl.arange(0, block)
    value = _tile(x, turn, tokens, length, heads, batch_stride, token_stride, head_stride, channel)
    mean = tl.load(means + turn * channels + channel)
    scale = tl.load(scales + turn * channels + channel)
    value = tl.where(tokens[:, None] < length, (value - mean[None, :]) / scale[None, :], 0.0)
    # Turned: the matrix units read 8-bit operands along the dimension that is summed over.
    at = (turn * channels + channel)[:, None] * padded + tokens[None, :]
    tl.store(out + at, tl.trans(value).to(out.dtype.element_ty))


@triton.jit
def _attend(
    queries, keys, values, query_scales, key_scales, value_scales, value_means, out,
    tokens, seen, query_room, key_room, heads,
    channels: tl.constexpr, rows: tl.constexpr, columns: tl.constexpr, lift: tl.constexpr,
):  # fmt: skip
    turn = tl.program_id(1).to(tl.int64)
    channel, column = tl.arange(0, channels), tl.arange(0, columns)
    row = tl.program_id(0) * rows + tl.arange(0, rows)
    own = tl.load(queries + (turn * query_room + row)[:, None] * channels + channel[None, :])
    scale = tl.load(query_scales + turn * query_room + row)
    keys += turn * key_room * channels + column[None, :] * channels + channel[:, None]
    values += turn * key_room * channels + column[:, None] + channel[None, :] * key_room
    key_scales += turn * (key_room // columns)
    most = tl.full([rows], float("-inf"), tl.float32)
    total = tl.zeros([rows], tl.float32)
    sums = tl.zeros([rows, channels], tl.float32)
    whole = seen // columns
    for number in range(whole):
        most, total, sums = _seen(
            own, scale, keys, values, key_scales, number, seen, most, total, sums, channels, columns, lift, False
        )
    if seen % columns != 0:
        most, total, sums = _seen(
            own, scale, keys, values, key_scales, whole, seen, most, total, sums, channels, columns, lift, True
        )
    spread = tl.load(value_scales + turn * channels + channel)
    mean = tl.load(value_means + turn * channels + channel)
    found = sums / total[:, None] * spread[None, :] + mean[None, :]
    at = ((turn // heads * tokens + row) * heads + turn % heads)[:, None] * channels + channel[None, :]
    tl.store(out + at, found.to(out.dtype.element_ty), mask=row[:, None] < tokens)


@triton.jit
def _seen(
    own, scale, keys, values, key_scales, number, seen, most, total, sums,
    channels: tl.constexpr, columns: tl.constexpr, lift: tl.constexpr, last: tl.constexpr,
):  # fmt: skip
    """Add what one block of keys gives to the largest score, the sum of weights and the sums of values."""
    start = number * columns
    scores = tl.dot(own, tl.load(keys + start * channels), out_dtype=tl.int32).to(tl.float32)
    if last:
        scores = tl.where((start + tl.arange(0, columns) < seen)[None, :], scores, float("-inf"))
    scale = scale * tl.load(key_scales + number)
    larger = tl.maximum(most, tl.max(scores, 1) * scale)
    weights = tl.exp2(scores * scale[:, None] - (larger - lift)[:, None])
    fade = tl.exp2(most - larger)
    found = tl.dot(weights.to(values.dtype.element_ty), tl.load(values + start))
    return larger, total * fade + tl.sum(weights, 1), sums * fade[:, None] + found
