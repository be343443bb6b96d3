"""Skipping most of a step that hardly differs from the one before (first-block cache), a named mode."""

from dataclasses import dataclass

import torch

from inbetween.engines.wan.spread import Spread


@dataclass(slots=True, kw_only=True)
class FirstBlock:
    """Decides by the first block of each step whether the others are computed.

    Args:
        threshold: relative change (L1) of what the first block adds, against the last computed step, below which the
            other blocks are taken to add what they added then.
    """

    threshold: float

    def reused(self, kept: dict[str, torch.Tensor], before: torch.Tensor, x: torch.Tensor, spread: Spread) -> bool:
        """Add to ``x``, the residual behind the first block, what the others added in an earlier step, if it will do.

        Args:
            kept: of one context; written where the answer is no.
            before: the residual in front of the first block.
            x: changed in place where the answer is yes.
            spread: where the other tokens are: the answer is the same for all.
        """
        first = x - before
        if "rest" in kept and self._alike(first, kept["first"], spread):
            x += kept["rest"]
            return True
        kept["first"], kept["rest"] = first, x.clone()
        return False

    def keep(self, kept: dict[str, torch.Tensor], x: torch.Tensor) -> None:
        """Note what the other blocks have added: ``x`` is the residual behind the last one."""
        torch.sub(x, kept["rest"], out=kept["rest"])

    def _alike(self, first: torch.Tensor, last: torch.Tensor, spread: Spread) -> bool:
        sums = torch.stack(((first - last).abs().sum(dtype=torch.float32), last.abs().sum(dtype=torch.float32)))
        change, size = spread.total(sums).tolist()
        return bool(change < self.threshold * size)
