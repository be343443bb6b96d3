"""From safetensors to the device, a tensor at a time: no folder is ever in memory twice."""

import torch
from safetensors import safe_open

from inbetween.engines.wan.kinds import Kind
from inbetween.engines.wan.loras import Loras
from inbetween.engines.wan.shards import shards_of
from inbetween.engines.weights import Weights

_EXACT = ("time_embedder", "scale_shift_table", "norm1", "norm2", "norm3")
"""Parts that diffusers keeps in float32, whatever the rest is in."""

_LEVELS = {"transformer": "high", "transformer_2": "low"}
"""The noise that each of two experts is for."""


def transformer(
    weights: Weights, kind: Kind, part: str, *, device: torch.device, dtype: torch.dtype
) -> dict[str, torch.Tensor]:
    """Load the tensors of one expert of ``weights``, by diffusers' names, its LoRAs merged into them.

    Raises:
        OperatorError: a file is missing or cut short, or a LoRA does not fit.
    """
    loras = loras_of(weights, kind, part)
    tensors: dict[str, torch.Tensor] = {}
    for file in shards_of(kind.folder / part):
        with safe_open(file, framework="pt", device=str(device)) as opened:
            for name in opened.keys():  # noqa: SIM118 - it is no mapping
                kept = torch.float32 if is_exact(name) else dtype
                tensors[name] = loras.merged(name, opened.get_tensor(name)).to(kept)
    loras.check(tensors)
    return tensors


def loras_of(weights: Weights, kind: Kind, part: str) -> Loras:
    """Return what the LoRAs of ``weights`` change in one expert.

    Raises:
        OperatorError: one is missing, cut short, or of no known form.
    """
    return Loras(lora for lora in weights.loras if len(kind.experts) == 1 or lora.expert in ("both", _LEVELS[part]))


def is_exact(name: str) -> bool:
    """Say whether a tensor of a transformer stays in float32, whatever the rest is in."""
    return any(word in name for word in _EXACT)
