"""The devices of an entry, to torch: which they are, how they share the work, in which precision they compute."""

import torch

from inbetween.domain.errors import OperatorError
from inbetween.engines.wan.parallel import Layout
from inbetween.engines.weights import Weights


def layout_of(weights: Weights) -> Layout:
    """Return how the devices of ``weights`` share the work."""
    return Layout(ranks=len(weights.devices), pairs=bool(weights.options.get("pairs", False)))


def device_of(weights: Weights, name: str) -> torch.device:
    """Return torch's device of that name, and make it the current one.

    Raises:
        OperatorError: it is not here.
    """
    device = torch.device(name)
    if device.type == "cuda" and not torch.cuda.is_available():
        raise OperatorError(
            f"weights.{weights.name}: devices names {name}, and torch sees no GPU here; install a CUDA build of torch"
            " and the driver, or say devices = ['cpu'] to try tiny weights."
        )
    if device.type == "cuda" and (device.index or 0) >= torch.cuda.device_count():
        raise OperatorError(f"weights.{weights.name}: devices names {name}, and there are {torch.cuda.device_count()}.")
    if device.type == "cuda":
        torch.cuda.set_device(device)  # Triton launches on the current device, wherever the tensors are
    return device


def precision(device: torch.device) -> torch.dtype:
    """Return what models compute in: the published bf16 on a GPU, float32 where that is only slower."""
    return torch.float32 if device.type == "cpu" else torch.bfloat16
