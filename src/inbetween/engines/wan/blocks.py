"""The weights of one transformer block, fused, and its forward.

Bytes moved per block beside products and attention, in T = N x D x 2 bytes of a bf16 residual (0.77 GB at 720P, 81
frames): three fused add-and-norm passes of 4 T, the norm and rotation of queries and keys 4 T, of the cross queries
2 T, the sum of what words and pictures give 3 T: 21 T. diffusers' module, counted by operator: 182 T.
"""

from collections.abc import Callable, Iterable, Iterator, MutableMapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

import torch
from torch.nn import functional

from inbetween.engines.wan.ops import Ops
from inbetween.engines.wan.spread import Attend

Weights: TypeAlias = MutableMapping[str, torch.Tensor]


class Linear(Protocol):
    """A matrix product with a bias, in some arithmetic."""

    def __call__(self, x: torch.Tensor, *, gelu: bool = False) -> torch.Tensor:
        """Return the product of ``x`` (..., in) with the weights, (..., out), through GELU (tanh form) if asked."""


MakeLinear: TypeAlias = Callable[[torch.Tensor, torch.Tensor], Linear]
"""Makes a product from weights (out, in) and a bias (out,)."""


@dataclass(frozen=True, slots=True)
class ExactLinear:
    """The product in the dtype of the weights."""

    weight: torch.Tensor
    bias: torch.Tensor

    def __call__(self, x: torch.Tensor, *, gelu: bool = False) -> torch.Tensor:
        """See ``Linear``."""
        if gelu and x.is_cuda:
            # On CUDA this is cuBLASLt's epilogue in the tanh form, which saves a pass over the widest tensor.
            wide = torch._addmm_activation(self.bias, x.flatten(0, -2), self.weight.t(), use_gelu=True)  # noqa: SLF001
            return wide.view(*x.shape[:-1], -1)
        out = functional.linear(x, self.weight, self.bias)
        return functional.gelu(out, approximate="tanh") if gelu else out


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Keys and values (B, M, H, C) that every step's queries look at."""

    keys: torch.Tensor
    values: torch.Tensor


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What makes keys and values of the words or of the pictures: fused weights (2 D, in), and the keys' norm (D,)."""

    both: Linear
    norm: torch.Tensor

    def seen(self, embedded: torch.Tensor, ops: Ops, *, heads: int, eps: float) -> Seen:
        """Return keys and values of ``embedded`` (B, M, in)."""
        keys, values = self.both(embedded).chunk(2, -1)
        normal = ops.rms(keys.contiguous(), self.norm, eps=eps)
        return Seen(keys=normal.unflatten(-1, (heads, -1)), values=values.unflatten(-1, (heads, -1)).contiguous())


@dataclass(frozen=True, slots=True, kw_only=True)
class Modulation:
    """Six tables (R, D) of one block and step, float32: shift, scale + 1 and gate of attention, then of the rest."""

    shift: torch.Tensor
    scale: torch.Tensor
    gate: torch.Tensor
    late_shift: torch.Tensor
    late_scale: torch.Tensor
    late_gate: torch.Tensor


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What the blocks of one forward share: self attention, rotations (tokens, C / 2), each token's row, kernels."""

    ops: Ops
    heads: int
    eps: float
    attend: Attend
    look: Attend
    rotations: tuple[torch.Tensor, torch.Tensor]
    rows: torch.Tensor | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block: self attention, attention to words and pictures, feed-forward.

    What ``see`` reads stands first: a block that is brought to the card for that alone is brought so far.
    """

    words: Source
    pictures: Source | None
    packed: Linear
    norms: tuple[torch.Tensor, torch.Tensor]
    out: Linear
    middle: tuple[torch.Tensor, torch.Tensor]
    queries: Linear
    queries_norm: torch.Tensor
    seen_out: Linear
    up: Linear
    down: Linear

    def see(self, words: torch.Tensor, pictures: torch.Tensor | None, ops: Ops, **shape: Any) -> tuple[Seen, ...]:
        """Return keys and values of embedded words and pictures: the same in every step of a task."""
        seen = (self.words.seen(words, ops, **shape),)
        if self.pictures is None or pictures is None:
            return seen
        return (*seen, self.pictures.seen(pictures, ops, **shape))

    def __call__(
        self,
        x: torch.Tensor,
        y: torch.Tensor,
        seen: tuple[Seen, ...],
        modulation: Modulation,
        behind: tuple[torch.Tensor, torch.Tensor],
        step: Step,
    ) -> torch.Tensor:
        """Add this block to the residual ``x`` (B, N, D) in place.

        Args:
            x: the residual.
            y: ``x`` normalised by the first scale and shift of ``modulation``.
            seen: from ``see``.
            modulation: of this block.
            behind: scale and shift of the norm that follows: the next block's first, or the output's.
            step: what all blocks share.

        Returns:
            ``x`` normalised by ``behind``: the next ``y``.
        """
        rows, eps, ops = step.rows, step.eps, step.ops
        queries, keys, values = ops.rotate(self.packed(y), self.norms, step.rotations, heads=step.heads, eps=eps)
        found = self.out(step.attend(queries, keys, values).flatten(2))
        y = ops.add_normalise(x, found, modulation.gate, *self.middle, eps=eps, rows=rows)
        found = self.seen_out(self._looked(y, seen, step))
        y = ops.add_normalise(x, found, None, modulation.late_scale, modulation.late_shift, eps=eps, rows=rows)
        found = self.down(self.up(y, gelu=True))
        return ops.add_normalise(x, found, modulation.late_gate, *behind, eps=eps, rows=rows)

    def _looked(self, y: torch.Tensor, seen: tuple[Seen, ...], step: Step) -> torch.Tensor:
        queries = step.ops.rms(self.queries(y), self.queries_norm, eps=step.eps).unflatten(-1, (step.heads, -1))
        found = step.look(queries, seen[0].keys, seen[0].values)
        for other in seen[1:]:
            found = found + step.look(queries, other.keys, other.values)
        return found.flatten(2)


class Blocks(Protocol):
    """The blocks of one transformer, in order, wherever they lie. A block is valid until the next one is asked for."""

    def seeing(self) -> Iterator[Block]:
        """Yield each block, of which at least what ``see`` reads is there."""

    def passing(self) -> Iterator[Block]:
        """Yield each block, whole."""

    def put(self, number: int, block: Block) -> None:
        """Set ``block`` in the place of another."""


class Held:
    """Blocks that lie where they compute."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._blocks = list(blocks)

    def seeing(self) -> Iterator[Block]:
        """See ``Blocks``."""
        return iter(self._blocks)

    passing = seeing

    def put(self, number: int, block: Block) -> None:
        """See ``Blocks``."""
        self._blocks[number] = block


def block_of(weights: Weights, number: int, linear: MakeLinear) -> Block:
    """Take the weights of block ``number`` out of ``weights`` (diffusers' names), and fuse them."""
    take = _Taken(weights, f"blocks.{number}.", linear)
    seeing = f"blocks.{number}.attn2.add_k_proj.weight" in weights
    pictures = ("attn2.add_k_proj", "attn2.add_v_proj")
    return Block(
        packed=take.linear("attn1.to_q", "attn1.to_k", "attn1.to_v"),
        norms=(take.tensor("attn1.norm_q.weight"), take.tensor("attn1.norm_k.weight")),
        out=take.linear("attn1.to_out.0"),
        middle=(take.table("norm2.weight"), take.table("norm2.bias")),
        queries=take.linear("attn2.to_q"),
        queries_norm=take.tensor("attn2.norm_q.weight"),
        words=Source(both=take.exact("attn2.to_k", "attn2.to_v"), norm=take.tensor("attn2.norm_k.weight")),
        pictures=Source(both=take.exact(*pictures), norm=take.tensor("attn2.norm_added_k.weight")) if seeing else None,
        seen_out=take.linear("attn2.to_out.0"),
        up=take.linear("ffn.net.0.proj"),
        down=take.linear("ffn.net.2"),
    )


@dataclass(frozen=True, slots=True)
class _Taken:
    """Takes tensors out of a mapping, so that what is fused is not kept twice."""

    weights: Weights
    prefix: str
    make: MakeLinear

    def linear(self, *names: str) -> Linear:
        return self.make(self._joined(names, "weight"), self._joined(names, "bias"))

    def exact(self, *names: str) -> Linear:
        return ExactLinear(self._joined(names, "weight"), self._joined(names, "bias"))

    def tensor(self, name: str) -> torch.Tensor:
        return self.weights.pop(self.prefix + name)

    def table(self, name: str) -> torch.Tensor:
        return self.tensor(name).float()[None]

    def _joined(self, names: tuple[str, ...], part: str) -> torch.Tensor:
        parts = [self.tensor(f"{name}.{part}") for name in names]
        return parts[0] if len(parts) == 1 else torch.cat(parts)
