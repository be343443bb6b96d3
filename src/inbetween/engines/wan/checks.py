"""What of the fast path is right and how fast on this device: ``python -m inbetween.engines.wan.checks`` prints JSON.

A process of its own: ``doctor`` asks it, and the process that answers requests never imports torch.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import torch

from inbetween.domain.errors import OperatorError
from inbetween.engines.wan.attention import memory_of, told, tried
from inbetween.engines.wan.attention_kernels import KERNELS
from inbetween.engines.wan.kernels import ops_on
from inbetween.engines.wan.modes import PRODUCT_BOUND, Mode
from inbetween.engines.wan.precision import product_error, products_of
from inbetween.engines.wan.timings import Shape

_WIDTH, _HEADS, _CHANNELS = 5120, 40, 128
"""Of the 14 B weights."""


def checked(device: torch.device, tokens: int, folder: Path | None = None) -> dict[str, Any]:
    """Return what each part of the fast path makes of ``tokens`` on ``device``; timings are kept in ``folder``."""
    small = device.type == "cpu"
    shape = Shape(
        batch=1, tokens=tokens, seen=tokens, heads=2 if small else _HEADS, channels=_CHANNELS, dtype=torch.bfloat16
    )
    timings = memory_of(folder)
    verdicts = [tried(kernel, shape, device, timings.read(shape, device)) for kernel in KERNELS.values()]
    timings.write(shape, device, {each.kernel: each.seconds for each in verdicts if each.seconds is not None})
    return {
        "torch": torch.__version__,
        "device": torch.cuda.get_device_name(device) if device.type == "cuda" else "cpu",
        "kernels": ops_on(device.type)[1],
        "tokens": tokens,
        "attention": told(verdicts),
        "products": [_product(name, device, 256 if small else _WIDTH) for name in PRODUCT_BOUND],
    }


def _product(name: str, device: torch.device, width: int) -> dict[str, Any]:
    """Return the error of a product in the mode ``name``, or why it is refused."""
    draw = torch.Generator(device).manual_seed(0)
    weight = torch.randn(width, width, generator=draw, device=device).bfloat16()
    bias = torch.zeros(width, device=device, dtype=torch.bfloat16)
    mode = Mode(products="fp8" if name == "fp8" else "int8")
    try:
        made = products_of(mode, ops_on(device.type)[0])(weight, bias)
    except OperatorError as refused:
        return {"product": name, "error": None, "refused": refused.message}
    return {"product": name, "error": product_error(made, weight, bias), "refused": None}


def main(arguments: list[str]) -> None:
    """Print the checks as one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tokens", type=int, help="length of the attention; the default is 720P x 81 frames on CUDA")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--folder", type=Path, help="where timings are kept")
    read = parser.parse_args(arguments)
    tokens = read.tokens or (75_600 if read.device.startswith("cuda") else 1_024)
    sys.stdout.write(json.dumps(checked(torch.device(read.device), tokens, read.folder)) + "\n")


if __name__ == "__main__":
    with torch.no_grad():
        main(sys.argv[1:])
