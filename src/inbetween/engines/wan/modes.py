"""The named ways to trade exactness for speed, and how far each may stray. No torch here: settings read this too.

A mode is one or more of these names, joined by ``+``:

    exact        bf16 throughout: the default
    fp8, int8    matrix products of the blocks in 8 bits, one scale per token and one per output channel
    attention8   attention of tokens to tokens in 8 bits, keys without their mean
    cache        a step whose first block changes little reuses what the other blocks added in the step before

``exact`` is the arithmetic that the weights were published in. All others change the video; by how much is bounded for
every product and kernel on the very device (``precision``), and for a whole forward of random weights in a test. What
they do to the *quality* of a trained model's video has not been measured.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from inbetween.domain.errors import OperatorError

Products: TypeAlias = Literal["exact", "fp8", "int8"]

PARTS = ("exact", "fp8", "int8", "attention8", "cache")
"""Every name that a mode may be made of."""

PRODUCT_BOUND = {"fp8": 0.05, "int8": 0.02}
"""Relative L2 error of one product with Gaussian activations against bf16: above it the mode is refused.

fp8 (e4m3) stays at 0.037 whatever the weights are like, int8 at 0.012 for Gaussian ones (measured on a CPU, in the same
arithmetic). int8 goes to 0.05 where a hundredth of the channels is twenty times larger: such weights are refused.
"""

FORWARD_BOUND = {"fp8": 0.05, "int8": 0.05, "attention8": 0.05}
"""Relative L2 error of one forward against the exact one."""

CACHE_CHANGE = 0.08
"""Relative change of the first block's residual below which a step is skipped: ParaAttention's value for Wan.

Its meaning for a video depends on the weights and the prompt; nobody has measured it here.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """How products and attention are computed, and below which change of the first block a step is skipped."""

    products: Products = "exact"
    attention8: bool = False
    cache: float | None = None

    @property
    def name(self) -> str:
        """The name that ``mode_of`` reads."""
        parts = (self.products, self.attention8 and "attention8", self.cache is not None and "cache")
        named = [part for part in parts if part and part != "exact"]
        return "+".join(named) or "exact"


def mode_of(name: str) -> Mode:
    """Read a mode's name.

    Raises:
        OperatorError: a part is unknown, or two exclude each other.
    """
    parts = name.split("+")
    if unknown := [part for part in parts if part not in PARTS]:
        raise OperatorError(f"mode: {unknown[0]!r} is none of {', '.join(PARTS)}, which may be joined by '+'.")
    products: list[Products] = [part for part in ("exact", "fp8", "int8") if part in parts]
    if len(products) > 1:
        raise OperatorError(f"mode: {products[0]} and {products[1]} exclude each other in {name!r}; name one of them.")
    return Mode(
        products=products[0] if products else "exact",
        attention8="attention8" in parts,
        cache=CACHE_CHANGE if "cache" in parts else None,
    )
