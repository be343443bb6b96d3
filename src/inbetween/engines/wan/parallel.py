"""One forward by several processes: tokens are shared out (Ulysses), and the two halves of guidance run side by side.

Ulysses: each process has some tokens of every head; before attention they exchange, so that each has all tokens of some
heads, and back after it: per block and process 4 N D x 2 bytes / ranks, of which all but 1 / ranks travels, beside
4 N² D / ranks operations of attention. At 720P on two GPUs that is 0.8 GB beside 59 TFLOP: some 2 ms of NVLink beside
75 ms of work, on paper. Nothing else in a block needs other tokens.

The arithmetic per token is the one of a single process; tokens that do not divide are padded behind the last one, and
the padding is cut off before any token looks at it.
"""

from dataclasses import dataclass
from datetime import timedelta

import torch
import torch.distributed as dist
from torch.nn import functional

from inbetween.domain.errors import OperatorError
from inbetween.engines.wan.denoiser import Context, Denoiser, Stop
from inbetween.engines.wan.spread import Alone, Attend, Spread

_SECONDS = timedelta(minutes=10)
"""After this long a process that waits for another gives up: far more than any forward, for one that hangs unseen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """``ranks`` processes; with ``pairs`` one half of them computes each half of guidance."""

    ranks: int
    pairs: bool = False

    def __post_init__(self) -> None:
        if self.pairs and self.ranks % 2:
            raise OperatorError(f"devices: guidance takes pairs of devices, and {self.ranks} make none; name one more.")

    @property
    def sharing(self) -> int:
        """How many processes share the tokens of one video."""
        return self.ranks // 2 if self.pairs else self.ranks

    def require(self, heads: int) -> None:
        """Refuse a layout whose processes cannot share ``heads`` of attention.

        Raises:
            OperatorError: they do not divide.
        """
        if heads % self.sharing:
            fits = ", ".join(str(count) for count in range(1, 9) if heads % count == 0)
            raise OperatorError(
                f"devices: {self.sharing} processes cannot share {heads} heads of attention; {fits} can."
            )


class Ulysses:
    """Tokens in equal parts, in the order of the ranks of ``group``; see ``spread.Spread``.

    Every process of ``world`` runs the same forward at the same time, and they stop together.
    """

    def __init__(self, group: dist.ProcessGroup, world: dist.ProcessGroup) -> None:
        self._group, self._world = group, world
        self._rank, self._ranks = dist.get_rank(group), dist.get_world_size(group)

    def share(self, tokens: torch.Tensor, dim: int) -> torch.Tensor:
        """Return this process's part, of its own memory, the last one padded with zeros."""
        return self._padded(tokens, dim).chunk(self._ranks, dim)[self._rank].clone()

    def whole(self, part: torch.Tensor, dim: int, length: int) -> torch.Tensor:
        """Gather all ``length`` tokens."""
        return torch.cat(gathered(part, self._group), dim).narrow(dim, 0, length)

    def attend(
        self, attend: Attend, queries: torch.Tensor, keys: torch.Tensor, values: torch.Tensor, length: int
    ) -> torch.Tensor:
        """Exchange tokens for heads, attend, and exchange back."""
        given = (self._all_tokens(part)[:, :length] for part in (queries, keys, values))
        return self._own_tokens(self._padded(attend(*given), 1))

    def total(self, values: torch.Tensor) -> torch.Tensor:
        """Sum ``values`` over the processes that share tokens."""
        dist.all_reduce(values, group=self._group)
        return values

    def any(self, asked: bool) -> bool:
        """Ask every process; the answer travels between CPUs, so that no GPU waits for it."""
        answer = torch.tensor([int(asked)])
        dist.all_reduce(answer, dist.ReduceOp.MAX, group=self._world)
        return bool(answer)

    def _padded(self, tokens: torch.Tensor, dim: int) -> torch.Tensor:
        missing = -tokens.shape[dim] % self._ranks
        if not missing:
            return tokens
        # ``pad`` counts from the last dimension backwards.
        return functional.pad(tokens, [0, 0] * (tokens.dim() - 1 - dim) + [0, missing])

    def _all_tokens(self, part: torch.Tensor) -> torch.Tensor:
        """(B, n, H, C) of all heads to (B, ranks x n, H / ranks, C) of all tokens."""
        sent = part.unflatten(2, (self._ranks, -1)).permute(2, 0, 1, 3, 4)
        return self._exchanged(sent).permute(1, 0, 2, 3, 4).flatten(1, 2)

    def _own_tokens(self, found: torch.Tensor) -> torch.Tensor:
        """(B, ranks x n, H / ranks, C) back to (B, n, H, C)."""
        sent = found.unflatten(1, (self._ranks, -1)).permute(1, 0, 2, 3, 4)
        return self._exchanged(sent).permute(1, 2, 0, 3, 4).flatten(2, 3)

    def _exchanged(self, sent: torch.Tensor) -> torch.Tensor:
        """Send row ``i`` of ``sent`` to process ``i``; row ``j`` of what returns came from process ``j``."""
        sent = sent.contiguous()
        received = torch.empty_like(sent)
        dist.all_to_all_single(received, sent, group=self._group)
        return received


def gathered(part: torch.Tensor, group: dist.ProcessGroup) -> list[torch.Tensor]:
    """Return every process's ``part``, by rank."""
    part = part.contiguous()
    parts = [torch.empty_like(part) for _ in range(dist.get_world_size(group))]
    dist.all_gather(parts, part, group=group)
    return parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One process of a group: its half of guidance, its spread, and the processes with its tokens of the other half."""

    layout: Layout
    half: int
    spread: Spread
    other: dist.ProcessGroup

    def context(self, denoiser: Denoiser, text: torch.Tensor, image: torch.Tensor | None) -> Context:
        """Make this process's part of a context: of its half of a batch, where guidance is shared out."""
        if not self._splits(text):
            return denoiser.context(text, image)
        return denoiser.context(text.chunk(2)[self.half], None if image is None else image.chunk(2)[self.half])

    def velocity(
        self,
        denoiser: Denoiser,
        latents: torch.Tensor,
        timesteps: torch.Tensor,
        context: Context,
        *,
        rows: torch.Tensor | None = None,
        stop: Stop | None = None,
    ) -> torch.Tensor:
        """Return the velocity of the whole batch; every process of the group calls this with the same arguments."""
        own = latents.chunk(2)[self.half] if self._splits(latents) else latents
        found = denoiser(own, timesteps, context, rows=rows, stop=stop)
        return torch.cat(gathered(found, self.other)) if self._splits(latents) else found

    def _splits(self, both: torch.Tensor) -> bool:
        return self.layout.pairs and len(both) > 1


def joined(layout: Layout, rank: int, store: str, device: torch.device) -> Member:
    """Meet the other processes of a group by the file ``store``, and return this one's part in it.

    Tensors on CPUs travel by gloo, on GPUs by NCCL.
    """
    if device.type == "cuda":
        torch.cuda.set_device(device)
    dist.init_process_group(
        backend="cpu:gloo,cuda:nccl" if device.type == "cuda" else "gloo",
        store=dist.FileStore(store, layout.ranks), rank=rank, world_size=layout.ranks, timeout=_SECONDS,
    )  # fmt: skip
    everybody = range(layout.ranks)
    sharing = [everybody[start : start + layout.sharing] for start in range(0, layout.ranks, layout.sharing)]
    across = list(zip(*sharing, strict=True))
    mine, other = (_own([dist.new_group(list(ranks)) for ranks in split], split, rank) for split in (sharing, across))
    world = dist.group.WORLD
    alone = layout.ranks == 1
    return Member(
        layout=layout, half=rank // layout.sharing, spread=Alone() if alone else Ulysses(mine, world), other=other
    )


def _own(groups: list[dist.ProcessGroup], split: list[range] | list[tuple[int, ...]], rank: int) -> dist.ProcessGroup:
    """Return the group that ``rank`` is in: every process makes all of them, in the same order."""
    return next(group for group, ranks in zip(groups, split, strict=True) if rank in ranks)
