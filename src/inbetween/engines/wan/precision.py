"""From a mode's name to the products and kernels of a forward, each checked before it is used."""

from collections.abc import Callable

import torch
from torch.nn import functional

from inbetween.domain.errors import OperatorError
from inbetween.engines.wan.blocks import ExactLinear, Linear, MakeLinear
from inbetween.engines.wan.modes import PRODUCT_BOUND, Mode
from inbetween.engines.wan.ops import Ops
from inbetween.engines.wan.quantised import FORMS, quantised

_PROBES = 64
"""Tokens that are compared in float32 at the beginning, in the middle and at the end: their mean error is within a few
per cent of that of a million."""


def products_of(mode: Mode, ops: Ops) -> MakeLinear:
    """Return what makes the products of ``mode``; each is tried on its own weights, on their device, when it is made.

    Raises:
        OperatorError: (from what is returned) the device cannot, or a product's error is above the mode's bound.
    """
    if mode.products == "exact":
        return ExactLinear
    form, bound = FORMS[mode.products], PRODUCT_BOUND[mode.products]

    def make(weight: torch.Tensor, bias: torch.Tensor) -> Linear:
        made = quantised(weight, bias, form, ops)
        error = _computed(mode, lambda: product_error(made, weight, bias))
        if not error <= bound:  # also where it is not a number
            raise OperatorError(
                f"mode {mode.name}: a product strays by {error:.3f}, more than {bound}, from the exact one with these "
                "weights; use mode exact."
            )
        return made

    return make


def tried_product(mode: Mode, ops: Ops, sides: tuple[int, int], *, rows: int, device: torch.device) -> float:
    """Return the error of a product in 8 bits with random weights, ``sides`` (in, out), over ``rows`` of tokens.

    Raises:
        OperatorError: the device does not compute it, or the error is above the mode's bound.
    """
    form, bound, (inner, outer) = FORMS[mode.products], PRODUCT_BOUND[mode.products], sides
    draw = torch.Generator(device).manual_seed(1)
    weight = torch.empty(outer, inner, dtype=torch.bfloat16, device=device).normal_(generator=draw)
    bias = weight.new_zeros(outer)
    error = _computed(mode, lambda: product_error(quantised(weight, bias, form, ops), weight, bias, rows=rows))
    if not error <= bound:
        raise OperatorError(
            f"mode {mode.name}: a product of {inner} with {outer} channels strays by {error:.3f}, more than {bound}, "
            f"at {rows} tokens on {device}; use mode exact."
        )
    return error


def product_error(product: Linear, weight: torch.Tensor, bias: torch.Tensor, *, rows: int = _PROBES) -> float:
    """Return the relative L2 error of ``product`` for ``rows`` Gaussian tokens, some of them compared with float32.

    Biases are left aside.
    """
    draw = torch.Generator(weight.device).manual_seed(0)
    sides = (rows, weight.shape[1])
    tokens = torch.empty(sides, dtype=weight.dtype, device=weight.device).normal_(generator=draw)
    found, pick = product(tokens), some_of(rows, weight.device)
    return relative(found[pick].float() - bias.float(), functional.linear(tokens[pick].float(), weight.float()))


def some_of(length: int, device: torch.device) -> torch.Tensor:
    """Return which of ``length`` tokens are compared: some at the beginning, in the middle and at the end."""
    begins = (0, length // 2, max(length - _PROBES, 0))
    chosen = {at for begin in begins for at in range(begin, min(begin + _PROBES, length))}
    return torch.tensor(sorted(chosen), device=device)


def relative(found: torch.Tensor, expected: torch.Tensor) -> float:
    """Return the L2 norm of the difference over that of what was ``expected``."""
    return float((found.float() - expected.float()).norm() / expected.float().norm())


def _computed(mode: Mode, error: Callable[[], float]) -> float:
    try:
        return error()
    except RuntimeError as refusal:
        reason = str(refusal).partition("\n")[0]
        raise OperatorError(f"mode {mode.name}: this device does not compute it ({reason}); use mode exact.") from None
