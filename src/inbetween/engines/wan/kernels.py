"""Which element-wise kernels a device gets: Triton's where they compute what plain torch does, else plain torch."""

import importlib.util
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import torch

from inbetween.engines.wan import ops
from inbetween.engines.wan.ops import Ops
from inbetween.engines.wan.precision import relative

BOUND = 0.02
"""Relative L2 error against plain torch: bf16 results that are rounded once instead of twice differ by 0.003."""

_EPS = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """What kernels are tried with: the width of 14 B weights, and few tokens: programs do not know of one another."""

    batch: int = 2
    tokens: int = 130
    heads: int = 40
    channels: int = 128


@cache
def ops_on(kind: str) -> tuple[Ops, str]:
    """Return the kernels for devices of ``kind`` (``cuda``, ``cpu``) and one sentence why it is these."""
    if kind != "cuda":
        return ops, "plain torch: Triton's kernels are for CUDA devices."
    if importlib.util.find_spec("triton") is None:
        return ops, "plain torch: triton is not installed."
    try:
        from inbetween.engines.wan import ops_triton

        errors = errors_of(ops_triton, kind)
    except Exception as error:  # noqa: BLE001 - a compiler's: whatever it raises, plain torch does the work
        return ops, f"plain torch: Triton's kernels do not run here ({type(error).__name__}: {error})."
    if strayed := {name: error for name, error in errors.items() if not error <= BOUND}:
        return ops, f"plain torch: Triton's kernels are wrong here ({strayed}, allowed {BOUND})."
    return ops_triton, f"Triton, at most {max(errors.values()):.1e} from plain torch."


def errors_of(
    tried: Ops, device: str, dtype: torch.dtype = torch.bfloat16, sizes: Sizes | None = None
) -> Mapping[str, float]:
    """Return, by function, the relative L2 error of ``tried`` against plain torch on random tokens on ``device``."""
    calls = _calls(device, dtype, sizes or Sizes())
    return {name: _error(list(call(tried)), list(call(ops))) for name, call in calls.items()}


def _error(found: list[torch.Tensor], expected: list[torch.Tensor]) -> float:
    return max(relative(one, other) for one, other in zip(found, expected, strict=True))


def _calls(device: str, dtype: torch.dtype, sizes: Sizes) -> dict[str, Callable[[Ops], Iterator[torch.Tensor]]]:
    draw = torch.Generator(device).manual_seed(0)
    batch, tokens, width = sizes.batch, sizes.tokens, sizes.heads * sizes.channels

    def drawn(*shape: int) -> torch.Tensor:
        return torch.randn(*shape, generator=draw, device=device)

    x, y, packed = (drawn(batch, tokens, width * parts).to(dtype) for parts in (1, 1, 3))
    tables, weight, angles = drawn(3, 2, width), drawn(width).to(dtype), drawn(tokens, sizes.channels // 2)
    rows = (torch.arange(tokens, device=device) > tokens // 3).long()
    sums = torch.randint(-(2**20), 2**20, (tokens, width), device=device, dtype=torch.int32)

    def add(kernels: Ops) -> Iterator[torch.Tensor]:
        scale, shift, gate = tables[:, :batch]
        by_row = (tables[2], *tables[:2], rows)
        for gates, scales, shifts, each in (by_row, (gate, scale, shift, None), (None, scale[:1], shift[:1], None)):
            changed = x.clone()
            yield kernels.add_normalise(changed, y, gates, scales, shifts, eps=_EPS, rows=each)
            yield changed

    def eight_bits(kernels: Ops) -> Iterator[torch.Tensor]:
        # Not fp8, which older devices have not: a product in fp8 is tried as a whole when it is made.
        values, scales = kernels.quantise(x[0], torch.int8, 127.0)
        yield values.float() * scales

    def rotated(kernels: Ops) -> Iterator[torch.Tensor]:
        turns = (angles.cos(), angles.sin())
        yield from kernels.rotate(packed.clone(), (weight, weight * 2), turns, heads=sizes.heads, eps=_EPS)

    return {
        "normalise": lambda kernels: iter([kernels.normalise(x, tables[0, :1], tables[1, :1], eps=_EPS)]),
        "add_normalise": add,
        "rotate": rotated,
        "rms": lambda kernels: iter([kernels.rms(x, weight, eps=_EPS)]),
        "quantise": eight_bits,
        "descale": lambda kernels: iter([kernels.descale(sums, (_scale(sums, 1), _scale(sums, 0)), weight)]),
    }


def _scale(sums: torch.Tensor, dim: int) -> torch.Tensor:
    """Return scales (N, 1) or (1, out) that bring ``sums`` to about one."""
    return 1e-3 / (1 + torch.arange(sums.shape[1 - dim], device=sums.device).float().unsqueeze(dim) / 100)
