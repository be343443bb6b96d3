"""Where the tokens of one forward are: all in this process, or parts of them in each process of a group."""

from collections.abc import Callable
from typing import Protocol, TypeAlias

import torch

Attend: TypeAlias = Callable[[torch.Tensor, torch.Tensor, torch.Tensor], torch.Tensor]
"""Softmax attention: queries (B, N, H, C), keys and values (B, M, H, C) to (B, N, H, C)."""


class Spread(Protocol):
    """How tokens are shared out."""

    def share(self, tokens: torch.Tensor, dim: int) -> torch.Tensor:
        """Return this process's part of ``tokens``, which are all of them along ``dim``."""

    def whole(self, part: torch.Tensor, dim: int, length: int) -> torch.Tensor:
        """Return all ``length`` tokens from every process's ``part``: the inverse of ``share``."""

    def attend(
        self, attend: Attend, queries: torch.Tensor, keys: torch.Tensor, values: torch.Tensor, length: int
    ) -> torch.Tensor:
        """Return the attention of this process's tokens over all ``length`` ones."""

    def total(self, values: torch.Tensor) -> torch.Tensor:
        """Return the sum of ``values`` over the processes: sums over all tokens from sums over parts."""

    def any(self, asked: bool) -> bool:
        """Say whether ``asked`` is true in a process of the group: the answer is the same in all of them."""


class Alone:
    """One process has every token."""

    def share(self, tokens: torch.Tensor, dim: int) -> torch.Tensor:
        """Return ``tokens``."""
        del dim
        return tokens

    def whole(self, part: torch.Tensor, dim: int, length: int) -> torch.Tensor:
        """Return ``part``."""
        del dim, length
        return part

    def attend(
        self, attend: Attend, queries: torch.Tensor, keys: torch.Tensor, values: torch.Tensor, length: int
    ) -> torch.Tensor:
        """Return the attention."""
        del length
        return attend(queries, keys, values)

    def total(self, values: torch.Tensor) -> torch.Tensor:
        """Return ``values``."""
        return values

    def any(self, asked: bool) -> bool:
        """Return ``asked``."""
        return asked
