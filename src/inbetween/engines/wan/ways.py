"""From the name of a mode to everything that a forward is made of, on one device."""

from pathlib import Path

import torch

from inbetween.engines.wan.attention import Chooser, memory_of
from inbetween.engines.wan.dit import Ways
from inbetween.engines.wan.kernels import ops_on
from inbetween.engines.wan.modes import Mode
from inbetween.engines.wan.precision import products_of
from inbetween.engines.wan.spread import Alone, Spread
from inbetween.engines.wan.stepcache import FirstBlock


def ways_of(
    mode: Mode,
    device: torch.device,
    *,
    attention: str = "auto",
    folder: Path | None = None,
    spread: Spread | None = None,
) -> Ways:
    """Return how ``mode`` is computed on ``device``.

    Args:
        mode: how exact, by ``modes.mode_of``.
        device: where the weights are.
        attention: the kernel of attention from tokens to tokens: ``auto`` or a name of ``attention_kernels.KERNELS``.
        folder: where timings of kernels are kept, e.g. the folder of compiled kernels.
        spread: where the tokens are, if not all in this process.

    Raises:
        OperatorError: (from what is returned) when weights are loaded, and at the first forward of a shape.
    """
    ops, _ = ops_on(device.type)
    timings = memory_of(folder)
    return Ways(
        attend=Chooser(timings, wanted=attention, eight_bits=mode.attention8),
        look=Chooser(timings),
        linear=products_of(mode, ops),
        ops=ops,
        spread=spread or Alone(),
        cache=None if mode.cache is None else FirstBlock(threshold=mode.cache),
    )
