"""The named ways to trade exactness for speed, and how far each may stray. No torch here: settings read this too.

A mode is one or more of these names, joined by ``+``:

    exact        bf16 throughout: the default
    fp8, int8    matrix products of the blocks in 8 bits, one scale per token and one per output channel
    attention8   attention of tokens to tokens in 8 bits, keys without their mean: by our own kernel or a library's
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

ATTENTION_BITS = {"cudnn": 16, "flash": 16, "flash3": 16, "sdpa": 16, "sage": 8, "triton8": 8, "plain8": 8}
"""Kernels of attention by name, and the bits of their first product: those of ``attention_kernels``, without torch."""

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


_EXACT = ("time_embedder", "scale_shift_table", "norm1", "norm2", "norm3")
"""Parts that diffusers keeps in float32, whatever the rest is in."""


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


def mode_of(name: str, attention: str = "auto") -> Mode:
    """Read a mode's name, and hold it against the kernel of ``attention`` that was asked for beside it.

    Raises:
        OperatorError: a part or the kernel is unknown, or two exclude each other.
    """
    parts = name.split("+")
    if unknown := [part for part in parts if part not in PARTS]:
        raise OperatorError(f"mode: {unknown[0]!r} is none of {', '.join(PARTS)}, which may be joined by '+'.")
    among = parts if "exact" in parts else [part for part in parts if part in ("fp8", "int8")]
    if len(among) > 1:
        raise OperatorError(f"mode: {among[0]} and {among[1]} exclude each other in {name!r}; name one of them.")
    _check_attention(attention, name, eight_bits="attention8" in parts)
    products: list[Products] = [part for part in ("fp8", "int8") if part in parts]
    return Mode(
        products=products[0] if products else "exact",
        attention8="attention8" in parts,
        cache=CACHE_CHANGE if "cache" in parts else None,
    )


def _check_attention(kernel: str, mode: str, *, eight_bits: bool) -> None:
    if kernel == "auto":
        return
    if kernel not in ATTENTION_BITS:
        raise OperatorError(f"attention: {kernel!r} is none of auto, {', '.join(ATTENTION_BITS)}.")
    if (ATTENTION_BITS[kernel] == 8) != eight_bits:
        mend = "leave attention8 away" if eight_bits else "add attention8 to the mode"
        raise OperatorError(
            f"attention: {kernel} has {ATTENTION_BITS[kernel]} bits, which mode {mode!r} excludes; {mend}, or say auto."
        )


def is_exact(name: str) -> bool:
    """Say whether a tensor of a transformer stays in float32, whatever the rest is in."""
    return any(word in name for word in _EXACT)
