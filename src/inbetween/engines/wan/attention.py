"""Which attention kernel a shape gets: each is checked on the device at that length, and the fastest right one wins.

torch's own order is FlashAttention-2 first, on Hopper too, where cuDNN's kernel and FlashAttention-3 were measured 1.3
to 2.3 times faster by others. Which is fastest depends on card, versions and length; so every machine times them once
per class of shapes and remembers. None is believed: a kernel that raises, or strays from float32, is refused.
``trials`` asks for all shapes that will be served before the first task; what nobody foresaw is checked as it comes.
"""

import statistics
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import torch

from inbetween.domain.errors import OperatorError
from inbetween.engines.wan.attention_kernels import KERNELS, Kernel
from inbetween.engines.wan.precision import relative, some_of
from inbetween.engines.wan.timings import Shape, Timings

BOUND = {16: 0.01, 8: 0.05}
"""Relative L2 error against float32 over the same numbers, by bits: bf16 kernels stay at 0.003 to 0.005."""

_RUNS = 3
_OFFSET = 2.0
"""Added to every key: trained keys have a common offset, on which 8 bits without smoothing founder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What came of trying a kernel: its ``error`` and ``seconds``, or one sentence why it is ``refused``.

    ``absent``: it is not on this machine, and nothing is wrong with it.
    """

    kernel: str
    error: float | None = None
    seconds: float | None = None
    refused: str | None = None
    absent: bool = False


class Chooser:
    """Attention by the best kernel for each shape: an ``Attend``.

    Args:
        wanted: ``auto``, or the name of one kernel, as ``modes.mode_of`` has read it.
        eight_bits: whether kernels in 8 bits may be chosen, where they are faster.
        timings: what this machine has measured before.
    """

    def __init__(self, timings: Timings, *, wanted: str = "auto", eight_bits: bool = False) -> None:
        self._wanted, self._eight_bits, self._timings = wanted, eight_bits, timings
        self._chosen: dict[Shape, Kernel] = {}

    def __call__(self, queries: torch.Tensor, keys: torch.Tensor, values: torch.Tensor) -> torch.Tensor:
        """See ``spread.Attend``."""
        shape = Shape.of(queries, keys)
        kernel = self._chosen.get(shape) or self.choose(shape, queries.device)
        return kernel.attend(queries, keys, values)

    @property
    def names(self) -> frozenset[str]:
        """The kernels in use."""
        return frozenset(kernel.name for kernel in self._chosen.values())

    def choose(self, shape: Shape, device: torch.device) -> Kernel:
        """Return the kernel for ``shape``: the fastest of those that are right on ``device``.

        Raises:
            OperatorError: the wanted one is not, or 8 bits were asked for and no such kernel is.
        """
        verdicts = self.verdicts(shape, device)
        right = [each for each in verdicts if each.refused is None]
        if not right or (self._eight_bits and all(KERNELS[each.kernel].bits == 16 for each in right)):
            raise OperatorError(_why_none(verdicts, eight_bits=self._eight_bits))
        best = min(right, key=lambda each: each.seconds or 0.0)
        self._chosen[shape] = KERNELS[best.kernel]
        return self._chosen[shape]

    def verdicts(self, shape: Shape, device: torch.device) -> tuple[Verdict, ...]:
        """Return what came of each kernel that may be chosen; this process tries each shape once."""
        return _verdicts(self._allowed(), shape, device, self._timings)

    def _allowed(self) -> tuple[Kernel, ...]:
        if self._wanted != "auto":
            return (KERNELS[self._wanted],)
        return tuple(kernel for kernel in KERNELS.values() if kernel.bits == 16 or self._eight_bits)


@cache
def _verdicts(kernels: tuple[Kernel, ...], shape: Shape, device: torch.device, timings: Timings) -> tuple[Verdict, ...]:
    remembered = timings.read(shape, device)
    verdicts = tuple(tried(kernel, shape, device, remembered) for kernel in kernels)
    timings.write(shape, device, {each.kernel: each.seconds for each in verdicts if each.seconds is not None})
    for each in verdicts:
        if each.refused and not each.absent:  # standard error is what the log of the parent has of a child
            where = f"{shape.tokens} tokens to {shape.seen} on {device}"
            sys.stderr.write(f"The attention kernel {each.kernel} is refused at {where}: {each.refused}.\n")
    return verdicts


def tried(kernel: Kernel, shape: Shape, device: torch.device, remembered: Mapping[str, float] | None = None) -> Verdict:
    """Check ``kernel`` for ``shape`` on ``device``, and time it unless its seconds are ``remembered``."""
    if absent := kernel.absent(device):
        return Verdict(kernel=kernel.name, refused=absent, absent=True)
    try:
        given = _drawn(shape, device)
        error = _error(kernel.attend(*given), *given)
        if not error <= BOUND[kernel.bits]:  # also where it is not a number
            refused = f"strays by {error:.3g} from float32, more than {BOUND[kernel.bits]}"
            return Verdict(kernel=kernel.name, error=error, refused=refused)
        seconds = (remembered or {}).get(kernel.name)
        return Verdict(kernel=kernel.name, error=error, seconds=seconds or _seconds(kernel, given))
    except Exception as failure:  # noqa: BLE001 - a kernel's: whatever it raises, another one does the work
        reason = f"{type(failure).__name__}: {failure}".partition("\n")[0]
        return Verdict(kernel=kernel.name, refused=reason)


def _drawn(shape: Shape, device: torch.device) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Return queries, keys and values as they are served: of tokens to tokens as parts of one packed tensor."""
    draw = torch.Generator(device).manual_seed(0)

    def drawn(length: int, *parts: int) -> torch.Tensor:
        sides = (shape.batch, length, *parts, shape.heads, shape.channels)
        return torch.empty(sides, dtype=shape.dtype, device=device).normal_(generator=draw)  # never wider than served

    if shape.tokens == shape.seen:
        queries, keys, values = drawn(shape.tokens, 3).unbind(2)
    else:
        queries, keys, values = drawn(shape.tokens), drawn(shape.seen), drawn(shape.seen)
    return queries, keys.add_(_OFFSET), values


def _error(found: torch.Tensor, queries: torch.Tensor, keys: torch.Tensor, values: torch.Tensor) -> float:
    """Return the error of ``found`` for some queries of the first and the last head."""
    pick, heads = some_of(queries.shape[1], queries.device), sorted({0, queries.shape[2] - 1})
    errors = []
    for head in heads:
        some, all_keys, all_values = (part[-1, :, head].float() for part in (queries, keys, values))
        weights = torch.softmax(some[pick] @ all_keys.T / all_keys.shape[-1] ** 0.5, -1)
        errors.append(relative(found[-1, pick, head], weights @ all_values))
    return max(errors)


def _seconds(kernel: Kernel, given: tuple[torch.Tensor, torch.Tensor, torch.Tensor]) -> float:
    """Return the median time of a call. The check was the first one, which compiles."""
    runs = []
    for _ in range(_RUNS):
        _settle(given[0].device)
        start = time.perf_counter()
        kernel.attend(*given)
        _settle(given[0].device)
        runs.append(time.perf_counter() - start)
    return statistics.median(runs)


def _settle(device: torch.device) -> None:
    if device.type == "cuda":
        torch.cuda.synchronize(device)


def _why_none(verdicts: Sequence[Verdict], *, eight_bits: bool) -> str:
    wanted = "8-bit attention kernel" if eight_bits else "attention kernel"
    reasons = "; ".join(f"{each.kernel} {each.refused}" for each in verdicts if each.refused)
    return f"No {wanted} is right on this device ({reasons}); choose another mode or attention = 'auto'."


def memory_of(folder: Path | None) -> Timings:
    """Return what was measured on this machine, kept in ``folder``; ``None``: in memory only."""
    return Timings(None if folder is None else folder / "wan-attention.json")
