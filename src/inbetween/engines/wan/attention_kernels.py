"""The attention kernels that may be on a machine, as one table. Each takes and returns (B, tokens, heads, channels)."""

import importlib
import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import torch
from torch.nn import functional
from torch.nn.attention import SDPBackend, sdpa_kernel

from inbetween.engines.wan.spread import Attend


@dataclass(frozen=True, slots=True, kw_only=True)
class Kernel:
    """An attention with ``bits`` in its first product; ``absent`` says in one sentence why a device has it not."""

    name: str
    bits: int
    attend: Attend
    absent: Callable[[torch.device], str | None]


def scaled_dot_product(queries: torch.Tensor, keys: torch.Tensor, values: torch.Tensor) -> torch.Tensor:
    """Return softmax attention by torch's own choice of kernel; see ``spread.Attend``."""
    turned = (part.transpose(1, 2) for part in (queries, keys, values))
    return functional.scaled_dot_product_attention(*turned).transpose(1, 2)


def eight_bits(queries: torch.Tensor, keys: torch.Tensor, values: torch.Tensor) -> torch.Tensor:
    """Return attention whose first product is in int8: the arithmetic of the 8-bit kernels, without their speed.

    The mean key is taken from all: a constant per query, which softmax does not see, and what 8 bits cannot hold.
    """
    smooth = keys.float() - keys.float().mean(1, keepdim=True)
    (rows, own), (others, theirs) = (_in_int8(part.float()) for part in (queries, smooth))
    scores = torch.einsum("bnhc,bmhc->bhnm", rows, others)
    scores *= own.permute(0, 2, 1, 3) * theirs.permute(0, 2, 3, 1) / queries.shape[-1] ** 0.5
    weights = torch.softmax(scores, -1).to(values.dtype)
    return torch.einsum("bhnm,bmhc->bnhc", weights, values)


def _in_int8(x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Return whole numbers -127..127, as float32, and the scale of each row."""
    scales = x.abs().amax(-1, keepdim=True).clamp_min(1e-12) / 127
    return (x / scales).round(), scales


def _by(backend: SDPBackend, queries: torch.Tensor, keys: torch.Tensor, values: torch.Tensor) -> torch.Tensor:
    with sdpa_kernel(backend):
        return scaled_dot_product(queries, keys, values)


def _flash3(queries: torch.Tensor, keys: torch.Tensor, values: torch.Tensor) -> torch.Tensor:
    found = importlib.import_module("flash_attn_interface").flash_attn_func(queries, keys, values)
    return _first(found)


def _sage(queries: torch.Tensor, keys: torch.Tensor, values: torch.Tensor) -> torch.Tensor:
    given = (part.contiguous() for part in (queries, keys, values))
    sage = importlib.import_module("sageattention").sageattn
    return _first(sage(*given, tensor_layout="NHD", is_causal=False, smooth_k=True))


def _first(found: Any) -> torch.Tensor:
    """Return the attention itself: releases differ in whether they return its normalisers too."""
    tensor: torch.Tensor = found[0] if isinstance(found, tuple) else found
    return tensor


def _needs(library: str | None, device: torch.device) -> str | None:
    if device.type != "cuda":
        return "is for CUDA devices"
    if library is not None and importlib.util.find_spec(library) is None:
        return f"needs {library}, which is not installed"
    return None


def _on_cpus(device: torch.device) -> str | None:
    return None if device.type == "cpu" else "is for CPUs: it keeps every weight of every pair of tokens"


KERNELS = {
    kernel.name: kernel
    for kernel in (
        Kernel(name="cudnn", bits=16, attend=partial(_by, SDPBackend.CUDNN_ATTENTION), absent=partial(_needs, None)),
        Kernel(name="flash", bits=16, attend=partial(_by, SDPBackend.FLASH_ATTENTION), absent=partial(_needs, None)),
        Kernel(name="flash3", bits=16, attend=_flash3, absent=partial(_needs, "flash_attn_interface")),
        Kernel(name="sdpa", bits=16, attend=scaled_dot_product, absent=lambda _: None),
        Kernel(name="sage", bits=8, attend=_sage, absent=partial(_needs, "sageattention")),
        Kernel(name="plain8", bits=8, attend=eight_bits, absent=_on_cpus),
    )
}
"""By name, in the order that wins where times are equal."""
