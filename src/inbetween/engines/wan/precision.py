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
"""Random tokens that a product is tried with: their mean error is within a few per cent of that of a million."""


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
        _within(bound, mode, lambda: product_error(made, weight, bias))
        return made

    return make


def product_error(product: Linear, weight: torch.Tensor, bias: torch.Tensor) -> float:
    """Return the relative L2 error of ``product`` for Gaussian tokens against float32, biases aside."""
    draw = torch.Generator(weight.device).manual_seed(0)
    tokens = torch.randn(_PROBES, weight.shape[1], generator=draw, device=weight.device).to(weight.dtype)
    expected = functional.linear(tokens.float(), weight.float())
    return relative(product(tokens).float() - bias.float(), expected)


def relative(found: torch.Tensor, expected: torch.Tensor) -> float:
    """Return the L2 norm of the difference over that of what was ``expected``."""
    return float((found.float() - expected.float()).norm() / expected.float().norm())


def _within(bound: float, mode: Mode, error: Callable[[], float]) -> None:
    try:
        found = error()
    except RuntimeError as refusal:
        reason = str(refusal).partition("\n")[0]
        raise OperatorError(f"mode {mode.name}: this device does not compute it ({reason}); use mode exact.") from None
    if not found <= bound:  # also where it is not a number
        raise OperatorError(
            f"mode {mode.name}: a product strays by {found:.3f}, more than {bound}, from the exact one with these "
            "weights; use mode exact."
        )
