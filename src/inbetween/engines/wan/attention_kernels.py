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

from inbetween.engines.wan import attention8
from inbetween.engines.wan.spread import Attend

_FP8 = (8, 9)
"""The first compute capability whose matrix units read fp8 (Ada; Hopper is 9.0)."""


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


def _own8(queries: torch.Tensor, keys: torch.Tensor, values: torch.Tensor) -> torch.Tensor:
    from inbetween.engines.wan import attention8_triton  # triton is missing where torch is built for CPUs

    return attention8_triton.attend(queries, keys, values)


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


def _in_fp8(device: torch.device) -> str | None:
    if absent := _needs("triton", device):
        return absent
    return None if torch.cuda.get_device_capability(device) >= _FP8 else "needs fp8, from compute capability 8.9 on"


def _on_cpus(device: torch.device) -> str | None:
    return None if device.type == "cpu" else "is for CPUs: triton8 in plain torch"


KERNELS = {
    kernel.name: kernel
    for kernel in (
        Kernel(name="cudnn", bits=16, attend=partial(_by, SDPBackend.CUDNN_ATTENTION), absent=partial(_needs, None)),
        Kernel(name="flash", bits=16, attend=partial(_by, SDPBackend.FLASH_ATTENTION), absent=partial(_needs, None)),
        Kernel(name="flash3", bits=16, attend=_flash3, absent=partial(_needs, "flash_attn_interface")),
        Kernel(name="sdpa", bits=16, attend=scaled_dot_product, absent=lambda _: None),
        Kernel(name="sage", bits=8, attend=_sage, absent=partial(_needs, "sageattention")),
        Kernel(name="triton8", bits=8, attend=_own8, absent=_in_fp8),
        Kernel(name="plain8", bits=8, attend=attention8.attend, absent=_on_cpus),
    )
}
"""By name, in the order that wins where times are equal."""
