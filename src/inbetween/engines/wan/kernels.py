"""Which element-wise kernels a device gets: Triton's where they compute what plain torch does, else plain torch."""

import importlib.util
from collections.abc import Callable, Iterator, Mapping
from functools import cache

import torch

from inbetween.engines.wan import ops
from inbetween.engines.wan.ops import Ops
from inbetween.engines.wan.precision import relative

BOUND = 0.02
"""Relative L2 error against plain torch: bf16 results that are rounded once instead of twice differ by 0.003."""

_TOKENS, _HEADS, _CHANNELS, _EPS = 130, 40, 128, 1e-6
"""What kernels are tried with: the width of 14 B weights, and a few tokens: programs do not know of one another."""


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


def errors_of(tried: Ops, device: str, dtype: torch.dtype = torch.bfloat16) -> Mapping[str, float]:
    """Return, by function, the relative L2 error of ``tried`` against plain torch on random tokens on ``device``."""
    return {name: _error(list(call(tried)), list(call(ops))) for name, call in _calls(device, dtype).items()}


def _error(found: list[torch.Tensor], expected: list[torch.Tensor]) -> float:
    return max(relative(one, other) for one, other in zip(found, expected, strict=True))


def _calls(device: str, dtype: torch.dtype) -> dict[str, Callable[[Ops], Iterator[torch.Tensor]]]:
    draw = torch.Generator(device).manual_seed(0)
    width = _HEADS * _CHANNELS

    def drawn(*shape: int) -> torch.Tensor:
        return torch.randn(*shape, generator=draw, device=device)

    x, y, packed = (drawn(2, _TOKENS, width * parts).to(dtype) for parts in (1, 1, 3))
    tables, weight, angles = drawn(3, 2, width), drawn(width).to(dtype), drawn(_TOKENS, _CHANNELS // 2)
    rows = (torch.arange(_TOKENS, device=device) > _TOKENS // 3).long()
    sums = torch.randint(-(2**20), 2**20, (_TOKENS, width), device=device, dtype=torch.int32)

    def add(kernels: Ops) -> Iterator[torch.Tensor]:
        for gate, each in ((tables[2], rows), (tables[2], None), (None, None)):
            changed = x.clone()
            yield kernels.add_normalise(changed, y, gate, tables[0], tables[1], eps=_EPS, rows=each)
            yield changed

    def eight_bits(kernels: Ops) -> Iterator[torch.Tensor]:
        # Not fp8, which older devices have not: a product in fp8 is tried as a whole when it is made.
        values, scales = kernels.quantise(x[0], torch.int8, 127.0)
        yield values.float() * scales

    def rotated(kernels: Ops) -> Iterator[torch.Tensor]:
        turns = (angles.cos(), angles.sin())
        yield from kernels.rotate(packed.clone(), (weight, weight * 2), turns, heads=_HEADS, eps=_EPS)

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
