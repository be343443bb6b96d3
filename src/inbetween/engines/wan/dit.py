"""Our own forward of Wan's transformer, over diffusers' weights: the fast path behind the ``Denoiser`` protocol.

The same numbers as diffusers' module (relative error 1e-6 in float32), with less memory traffic: fused projections,
keys and values of words and pictures once per task, the residual in place, two-row tables where tokens differ in time.

One forward is, per layer, 12 N D² + 4 N D F for the matrix products, 4 N² D for attention and 4 N M D to look at M
words and picture tokens (``operations``). At 720P and 81 frames (N 75,600) that is 6.55 PFLOP for the weights that see
two pictures, 72 % of it attention.
"""

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any

import torch
from torch.nn import functional

from inbetween.domain.errors import Cancelled, OperatorError
from inbetween.engines.wan import ops as plain
from inbetween.engines.wan.attention_kernels import scaled_dot_product
from inbetween.engines.wan.blocks import (
    Block,
    Blocks,
    ExactLinear,
    Held,
    MakeLinear,
    Modulation,
    Seen,
    Step,
    Weights,
    block_of,
)
from inbetween.engines.wan.denoiser import Stop
from inbetween.engines.wan.embedders import Embedders, rotations
from inbetween.engines.wan.ops import Ops
from inbetween.engines.wan.spread import Alone, Attend, Spread
from inbetween.engines.wan.stepcache import FirstBlock

_AHEAD = 1
"""Blocks that may wait behind the one on the GPU: it never idles, and a stop frees it within two blocks."""

_GRIDS = 4
"""Sizes whose rotations are kept: two segments of a task and what came before; 39 MB each at 720P."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DitContext:
    """Keys and values of the words and pictures of one task, by block; ``kept`` is what a step leaves to the next."""

    seen: tuple[tuple[Seen, ...], ...]
    kept: dict[str, torch.Tensor] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """How the work is done: attention to tokens and to words, products, kernels, where tokens are, what is reused, and
    where blocks lie."""

    attend: Attend = scaled_dot_product
    look: Attend = scaled_dot_product
    linear: MakeLinear = ExactLinear
    ops: Ops = plain
    spread: Spread = field(default_factory=Alone)
    cache: FirstBlock | None = None
    hold: Callable[[Iterable[Block]], Blocks] = Held


class Dit:
    """A Wan transformer.

    Args:
        config: the folder's ``config.json``.
        weights: tensors by diffusers' names, on the device and in the precision to compute in. **Emptied**: fused
            weights replace them one by one, so that no layer is in memory twice.
        ways: how the work is done.

    Raises:
        OperatorError: the weights are of an architecture that no Wan release has.
    """

    def __init__(self, config: Mapping[str, Any], weights: Weights, ways: Ways | None = None) -> None:
        if not config.get("cross_attn_norm", True) or "blocks.0.attn1.norm_q.weight" not in weights:
            raise OperatorError("transformer/config.json: only weights with cross_attn_norm and qk_norm are known.")
        self._config, self._ways = config, ways or Ways()
        self._heads: int = config["num_attention_heads"]
        self._eps: float = config["eps"]
        self._patch = tuple(config["patch_size"])
        layers = range(config["num_layers"])
        self._take_outside(weights)
        self._tables = torch.stack([_table(weights, number) for number in layers])
        self._blocks = self._ways.hold(block_of(weights, number, self._ways.linear) for number in layers)
        weights.clear()
        self._rotations = lru_cache(_GRIDS)(partial(rotations, config["attention_head_dim"]))

    def change(self, weights: Weights, blocks: Iterable[int], *, outside: bool) -> None:
        """Take some blocks, and maybe what is outside of all, anew from ``weights``: as if made with these."""
        if outside:
            self._take_outside(weights)
        for number in blocks:
            self._tables[number] = _table(weights, number)
            self._blocks.put(number, block_of(weights, number, self._ways.linear))

    def _take_outside(self, weights: Weights) -> None:
        self._embed = (weights.pop("patch_embedding.weight").flatten(1), weights.pop("patch_embedding.bias"))
        self._out = (weights.pop("proj_out.weight"), weights.pop("proj_out.bias"))
        self._out_table = weights.pop("scale_shift_table").float()
        self.dtype: torch.dtype = self._embed[0].dtype
        self._embedders = Embedders(self._config, weights)

    @torch.no_grad()
    def context(self, text: torch.Tensor, image: torch.Tensor | None = None) -> DitContext:
        """Compute what every step needs of words and pictures; see ``Denoiser.context``."""
        words = self._embedders.text(text)
        pictures = None if image is None else self._embedders.pictures(image)
        see = {"heads": self._heads, "eps": self._eps}
        return DitContext(
            seen=tuple(block.see(words, pictures, self._ways.ops, **see) for block in self._blocks.seeing())
        )

    @torch.no_grad()
    def __call__(
        self,
        latents: torch.Tensor,
        timesteps: torch.Tensor,
        context: DitContext,
        *,
        rows: torch.Tensor | None = None,
        stop: Stop | None = None,
    ) -> torch.Tensor:
        """Return the velocity; see ``Denoiser``. In a batch, ``timesteps`` has one entry or one per video."""
        grid = self._grid(latents)
        x = self._ways.spread.share(functional.linear(_patches(latents.to(self.dtype), self._patch), *self._embed), 1)
        embedded, projected = self._embedders.time(timesteps)
        modulations = _modulations(self._tables, projected)
        shift, scale = (self._out_table[0, :, None] + embedded[None]).unbind(0)
        y = self._through(x, modulations, (scale + 1, shift), context, self._step(grid, rows), stop)
        part = functional.linear(y, *self._out)
        return _unpatched(self._ways.spread.whole(part, 1, _tokens(grid)), grid, self._patch)

    def _through(
        self,
        x: torch.Tensor,
        modulations: list[Modulation],
        last: tuple[torch.Tensor, torch.Tensor],
        context: DitContext,
        step: Step,
        stop: Stop | None,
    ) -> torch.Tensor:
        """Take the residual ``x`` through all blocks; return it normalised by ``last``."""
        norms = [(each.scale, each.shift) for each in modulations] + [last]
        y = step.ops.normalise(x, *norms[0], eps=step.eps, rows=step.rows)
        pace, cache, kept = _Pace(stop, self._ways.spread, x.device), self._ways.cache, context.kept
        before = None if cache is None else x.clone()
        for number, block in enumerate(self._blocks.passing()):
            pace.ask()
            y = block(x, y, context.seen[number], modulations[number], norms[number + 1], step)
            if cache and before is not None and cache.reused(kept, before, x, self._ways.spread):
                return step.ops.normalise(x, *last, eps=step.eps, rows=step.rows)
            before = None
        if cache:
            cache.keep(kept, x)
        return y

    def _step(self, grid: tuple[int, int, int], rows: torch.Tensor | None) -> Step:
        spread, ways = self._ways.spread, self._ways
        cosines, sines = self._rotations(grid, self._embed[0].device)
        return Step(
            ops=ways.ops,
            heads=self._heads,
            eps=self._eps,
            attend=lambda q, k, v: spread.attend(ways.attend, q, k, v, _tokens(grid)),
            look=ways.look,
            rotations=(spread.share(cosines, 0), spread.share(sines, 0)),
            rows=None if rows is None else spread.share(rows, 0),
        )

    def _grid(self, latents: torch.Tensor) -> tuple[int, int, int]:
        frames, height, width = (side // patch for side, patch in zip(latents.shape[2:], self._patch, strict=True))
        return frames, height, width


class _Pace:
    """Asks for a stop before each block, and lets the queue of the GPU grow no longer than a few blocks."""

    def __init__(self, stop: Stop | None, spread: Spread, device: torch.device) -> None:
        self._stop, self._spread, self._device = stop, spread, device
        self._behind: deque[Any] = deque()

    def ask(self) -> None:
        """Wait until the GPU is nearly here; raise ``Cancelled`` if somebody asked for it, here or in the group."""
        if self._stop is None:
            return
        if self._device.type == "cuda":
            self._wait()
        if self._spread.any(self._stop()):
            raise Cancelled

    def _wait(self) -> None:
        here = torch.cuda.Event()
        here.record(torch.cuda.current_stream(self._device))
        self._behind.append(here)
        if len(self._behind) > _AHEAD:
            self._behind.popleft().synchronize()


def operations(config: Mapping[str, Any], tokens: int, *, words: int = 512, pictures: int = 0) -> int:
    """Return the floating point operations of one forward over ``tokens``, without embedders and output (0.1 %)."""
    width = config["num_attention_heads"] * config["attention_head_dim"]
    products = 12 * tokens * width**2 + 4 * tokens * width * config["ffn_dim"]
    attention = 4 * tokens**2 * width + 4 * tokens * (words + pictures) * width
    return int(config["num_layers"] * (products + attention))


def _table(weights: Weights, number: int) -> torch.Tensor:
    return weights.pop(f"blocks.{number}.scale_shift_table")[0].float()


def _modulations(tables: torch.Tensor, projected: torch.Tensor) -> list[Modulation]:
    """Return each block's tables: its own (L, 6, D) plus the step's ``projected`` (R, 6, D)."""
    summed = tables[:, :, None] + projected.float().transpose(0, 1)
    summed[:, [1, 4]] += 1
    names = ("shift", "scale", "gate", "late_shift", "late_scale", "late_gate")
    return [Modulation(**dict(zip(names, layer.unbind(0), strict=True))) for layer in summed.unbind(0)]


def _patches(latents: torch.Tensor, patch: tuple[int, ...]) -> torch.Tensor:
    """Return (B, tokens, channels x patch): the patch embedding is then a product, not a strided convolution."""
    for dim, side in zip((2, 4, 6), patch, strict=True):
        latents = latents.unflatten(dim, (-1, side))
    return latents.permute(0, 2, 4, 6, 1, 3, 5, 7).flatten(4).flatten(1, 3)


def _unpatched(tokens: torch.Tensor, grid: tuple[int, int, int], patch: tuple[int, ...]) -> torch.Tensor:
    """Return the video (B, channels, frames, height, width) of ``tokens`` (B, tokens, patch x channels)."""
    apart = tokens.unflatten(1, grid).unflatten(-1, (*patch, -1))
    return apart.permute(0, 7, 1, 4, 2, 5, 3, 6).flatten(6, 7).flatten(4, 5).flatten(2, 3)


def _tokens(grid: tuple[int, int, int]) -> int:
    return grid[0] * grid[1] * grid[2]
