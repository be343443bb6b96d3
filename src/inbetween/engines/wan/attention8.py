"""Attention in 8 bits: which numbers are rounded how, and the whole of it in plain torch.

``attention8_triton`` computes the same on a GPU. Ideas of three papers, in an arrangement of our own:

* The mean key is taken from all keys: a constant per query, which softmax does not see and 8 bits cannot hold beside
  the rest. Queries and keys are then int8 (SageAttention, arXiv 2410.02367).
* Weights and values are fp8 (e4m3). Weights are at most one and many are tiny, which whole numbers would lose. Values
  have a scale per channel; each block's sum is kept apart and added in float32, because the sums of Hopper's fp8
  products keep 13 bits (SageAttention2, arXiv 2411.10958). Values too are without their mean, which comes back at the
  end: weights sum to one.
* One pass over blocks of keys, with the largest score so far (online softmax, FlashAttention, arXiv 2205.14135).

Error against float32 for Gaussian tokens (measured on a CPU): 0.012 from the scores, 0.037 in all.
"""

from dataclasses import dataclass

import torch
from torch.nn import functional

from inbetween.engines.wan.ops import LEAST_SCALE

ROWS = 128
"""Queries of a program."""

COLUMNS = 128
"""Keys of a block: they share a scale, so that scores are scaled by row alone, inside the exponent."""

WHOLE_TOP = 127.0
"""Largest value of int8 that is used: the format is then symmetric."""

FLOAT_TOP = 448.0
"""Largest value of e4m3."""

LIFT = 8.0
"""Weights are kept times two to this: 256 of e4m3's 448, so that what is small against the largest is kept longer."""

LOG2_E = 1.4426950408889634


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrow:
    """What a kernel reads: B x H attentions, lengths padded with zeros to whole blocks.

    ``queries`` (B H, N', C) and ``keys`` (B H, M', C) are int8, ``values`` (B H, C, M') e4m3. All scales are float32:
    ``query_scales`` (B H, N'), which turn scores into exponents of two, ``key_scales`` (B H, M' / COLUMNS),
    ``value_scales`` and ``value_means`` (B H, C).
    """

    queries: torch.Tensor
    keys: torch.Tensor
    values: torch.Tensor
    query_scales: torch.Tensor
    key_scales: torch.Tensor
    value_scales: torch.Tensor
    value_means: torch.Tensor


def attend(queries: torch.Tensor, keys: torch.Tensor, values: torch.Tensor) -> torch.Tensor:
    """Return attention in 8 bits, without its speed: numbers of 8 bits, summed in float32; see ``spread.Attend``."""
    batch, tokens, heads, _ = queries.shape
    narrow = narrowed(queries, keys, values)
    found = _by_blocks(narrow, keys.shape[1])[:, :tokens] * narrow.value_scales[:, None] + narrow.value_means[:, None]
    return found.to(queries.dtype).unflatten(0, (batch, heads)).transpose(1, 2).contiguous()


def narrowed(queries: torch.Tensor, keys: torch.Tensor, values: torch.Tensor) -> Narrow:
    """Round what attention reads to 8 bits; the arguments are those of ``attend``."""
    ours, theirs, given = (part.transpose(1, 2).flatten(0, 1).float() for part in (queries, keys, values))
    means = given.mean(1)
    whole_queries, query_scales = _in_int8(ours, ROWS, together=1)
    whole_keys, key_scales = _in_int8(theirs - theirs.mean(1, keepdim=True), COLUMNS, together=COLUMNS)
    apart = given - means[:, None]
    value_scales = (apart.abs().amax(1) / FLOAT_TOP).clamp_min(LEAST_SCALE)
    small = _padded(apart / value_scales[:, None], COLUMNS).to(torch.float8_e4m3fn)
    return Narrow(
        queries=whole_queries,
        keys=whole_keys,
        values=small.transpose(1, 2).contiguous(),
        query_scales=query_scales * (LOG2_E / queries.shape[-1] ** 0.5),
        key_scales=key_scales,
        value_scales=value_scales,
        value_means=means,
    )


def _by_blocks(narrow: Narrow, seen: int) -> torch.Tensor:
    """Return the weighted means of the values (B H, N', C), in the numbers of their format."""
    queries, values = narrow.queries.float(), narrow.values.float()
    most = torch.full(queries.shape[:2], -torch.inf, device=queries.device)
    total, sums = torch.zeros_like(most), torch.zeros_like(queries)
    for number, block in enumerate(narrow.keys[:, :seen].split(COLUMNS, 1)):
        # Whole numbers up to 127 x 127 x 256 channels are exact in float32.
        scores = queries @ block.float().transpose(1, 2)
        scale = narrow.query_scales * narrow.key_scales[:, number, None]
        larger = torch.maximum(most, scores.amax(2) * scale)
        weights = torch.exp2(scores * scale[..., None] - (larger - LIFT)[..., None])
        fade = torch.exp2(most - larger)
        some = values[:, :, number * COLUMNS :][:, :, : block.shape[1]].transpose(1, 2)
        sums = sums * fade[..., None] + weights.to(narrow.values.dtype).float() @ some
        most, total = larger, total * fade + weights.sum(2)
    return sums / total[..., None]


def _in_int8(x: torch.Tensor, block: int, *, together: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Return ``x`` (B H, N, C) as whole numbers, padded to ``block``, and a scale for ``together`` rows each."""
    rows = _padded(x, block).unflatten(1, (-1, together))
    scales = (rows.abs().amax((2, 3)) / WHOLE_TOP).clamp_min(LEAST_SCALE)
    whole = torch.floor(rows / scales[..., None, None] + 0.5)
    return whole.flatten(1, 2).to(torch.int8), scales


def _padded(x: torch.Tensor, block: int) -> torch.Tensor:
    return functional.pad(x, (0, 0, 0, -x.shape[1] % block))
