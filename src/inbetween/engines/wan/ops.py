"""The element-wise work between the matrix products, in plain torch: the reference, and what CPUs run.

``ops_triton`` has the same functions as single passes over memory. Arithmetic is in float32 whatever the tensors are;
results are rounded once, to the dtype of the residual.

Shapes: B videos in a batch, N tokens, D channels = H heads x C. A *table* is (1, D), the same for every token, (B, D),
one row per video, or (R, D) with ``rows`` (N,), the row of each token.
"""

from typing import Protocol, TypeAlias

import torch
from torch.nn import functional

LEAST_SCALE = 1e-12
"""Of a quantised row: one of zeros stays one."""

Packed: TypeAlias = tuple[torch.Tensor, torch.Tensor, torch.Tensor]


class Ops(Protocol):
    """What this module and ``ops_triton`` both are."""

    def normalise(
        self,
        x: torch.Tensor,
        scale: torch.Tensor,
        shift: torch.Tensor,
        *,
        eps: float,
        rows: torch.Tensor | None = None,
    ) -> torch.Tensor:
        """See ``ops.normalise``."""

    def add_normalise(
        self,
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

    def rotate(
        self,
        packed: torch.Tensor,
        weights: tuple[torch.Tensor, torch.Tensor],
        rotations: tuple[torch.Tensor, torch.Tensor],
        *,
        heads: int,
        eps: float,
    ) -> Packed:
        """See ``ops.rotate``."""

    def rms(self, x: torch.Tensor, weight: torch.Tensor, *, eps: float) -> torch.Tensor:
        """See ``ops.rms``."""

    def quantise(self, x: torch.Tensor, dtype: torch.dtype, top: float) -> tuple[torch.Tensor, torch.Tensor]:
        """See ``ops.quantise``."""

    def descale(
        self, sums: torch.Tensor, scales: tuple[torch.Tensor, torch.Tensor], bias: torch.Tensor
    ) -> torch.Tensor:
        """See ``ops.descale``."""


def normalise(
    x: torch.Tensor, scale: torch.Tensor, shift: torch.Tensor, *, eps: float, rows: torch.Tensor | None = None
) -> torch.Tensor:
    """Return the layer norm of ``x`` (B, N, D) times ``scale`` plus ``shift``, two float32 tables, in x's dtype."""
    normal = functional.layer_norm(x.float(), x.shape[-1:], eps=eps)
    return (normal * _of_tokens(scale, rows) + _of_tokens(shift, rows)).to(x.dtype)


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
    """Add ``y`` times the table ``gate`` (``None``: one) to ``x`` in place, and return ``normalise`` of the sum."""
    x.add_(y if gate is None else y * _of_tokens(gate, rows))
    return normalise(x, scale, shift, eps=eps, rows=rows)


def rotate(
    packed: torch.Tensor,
    weights: tuple[torch.Tensor, torch.Tensor],
    rotations: tuple[torch.Tensor, torch.Tensor],
    *,
    heads: int,
    eps: float,
) -> Packed:
    """Return queries, keys and values (B, N, H, C) of ``packed`` (B, N, 3 D), which is overwritten.

    Args:
        packed: the product with the fused weights: queries, then keys, then values.
        weights: (D,) of the root-mean-square norms of queries and keys, which go over all heads at once.
        rotations: cosines and sines (N, C / 2), float32: by them each pair of neighbouring channels turns.
        heads: H.
        eps: of the norms.
    """
    queries, keys, values = packed.unflatten(-1, (3, heads, -1)).unbind(-3)
    for part, weight in zip((queries, keys), weights, strict=True):
        part.copy_(_turned(rms(part.flatten(-2), weight, eps=eps).view(part.shape), *rotations))
    return queries, keys, values


def rms(x: torch.Tensor, weight: torch.Tensor, *, eps: float) -> torch.Tensor:
    """Return ``x`` (..., D) over the root of its mean square, times ``weight`` (D,)."""
    return functional.rms_norm(x, x.shape[-1:], weight, eps)


def quantise(x: torch.Tensor, dtype: torch.dtype, top: float) -> tuple[torch.Tensor, torch.Tensor]:
    """Return ``x`` (N, D) in ``dtype`` and the float32 scale (N, 1) of each row: its largest value becomes ``top``."""
    scales = (x.abs().amax(1, keepdim=True).float() / top).clamp_min(LEAST_SCALE)
    scaled = x.float() / scales
    return (scaled.round_() if dtype is torch.int8 else scaled).to(dtype), scales


def descale(sums: torch.Tensor, scales: tuple[torch.Tensor, torch.Tensor], bias: torch.Tensor) -> torch.Tensor:
    """Return int32 ``sums`` (N, out) times both scales, (N, 1) and (1, out), plus ``bias`` (out,), in bias's dtype."""
    return (sums.float() * scales[0] * scales[1] + bias.float()).to(bias.dtype)


def _turned(x: torch.Tensor, cosines: torch.Tensor, sines: torch.Tensor) -> torch.Tensor:
    even, odd = x[..., 0::2], x[..., 1::2]
    cosines, sines = cosines[:, None], sines[:, None]
    return torch.stack((even * cosines - odd * sines, even * sines + odd * cosines), -1).flatten(-2)


def _of_tokens(table: torch.Tensor, rows: torch.Tensor | None) -> torch.Tensor:
    """Return ``table`` so that it broadcasts over (B, N, D)."""
    return table[:, None] if rows is None or len(table) == 1 else table[rows][None]
