"""Matrix products in 8 bits: a scale per token and a scale per output channel, accumulated in 32 bits."""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch.nn import functional

from inbetween.engines.wan.ops import Ops


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A number format of 8 bits: its dtype, its largest value, and the product in it.

    ``product`` takes tokens (N, in), weights (out, in), their scales (N, 1) and (1, out), and a bias (out,), and
    returns (N, out) in the bias's dtype.
    """

    dtype: torch.dtype
    top: float
    product: Callable[..., torch.Tensor]


def _in_fp8(
    x: torch.Tensor, weight: torch.Tensor, scales: tuple[torch.Tensor, torch.Tensor], bias: torch.Tensor, ops: Ops
) -> torch.Tensor:
    """Multiply by CUTLASS's row-wise kernel, which scales in its epilogue and writes bf16 only (compute 8.9 and up)."""
    del ops
    out: torch.Tensor = torch._scaled_mm(  # noqa: SLF001 - public only from torch 2.10 on
        x, weight.t(), scale_a=scales[0], scale_b=scales[1], out_dtype=torch.bfloat16, use_fast_accum=True
    )
    return out.to(bias.dtype).add_(bias)


def _in_int8(
    x: torch.Tensor, weight: torch.Tensor, scales: tuple[torch.Tensor, torch.Tensor], bias: torch.Tensor, ops: Ops
) -> torch.Tensor:
    return ops.descale(torch._int_mm(x, weight.t()), scales, bias)  # noqa: SLF001 - torch has no public one


FORMS = {
    "fp8": Form(dtype=torch.float8_e4m3fn, top=448.0, product=_in_fp8),
    "int8": Form(dtype=torch.int8, top=127.0, product=_in_int8),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantisedLinear:
    """A product whose weights are kept in 8 bits; see ``blocks.Linear``."""

    weight: torch.Tensor
    scales: torch.Tensor
    bias: torch.Tensor
    form: Form
    ops: Ops

    def __call__(self, x: torch.Tensor, *, gelu: bool = False) -> torch.Tensor:
        """See ``blocks.Linear``."""
        rows, own = self.ops.quantise(x.flatten(0, -2), self.form.dtype, self.form.top)
        out = self.form.product(rows, self.weight, (own, self.scales), self.bias, self.ops).to(x.dtype)
        return (functional.gelu(out, approximate="tanh") if gelu else out).view(*x.shape[:-1], -1)


def quantised(weight: torch.Tensor, bias: torch.Tensor, form: Form, ops: Ops) -> QuantisedLinear:
    """Return the product of ``weight`` (out, in) in ``form``, rounded to nearest."""
    rows, scales = ops.quantise(weight, form.dtype, form.top)
    return QuantisedLinear(weight=rows, scales=scales.t().contiguous(), bias=bias, form=form, ops=ops)
