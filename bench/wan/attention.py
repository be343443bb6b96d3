"""Every attention kernel that is here, at the true length: stock's choice is ``sdpa``."""

import torch

from inbetween.engines.wan.attention import tried
from inbetween.engines.wan.attention_kernels import KERNELS
from inbetween.engines.wan.timings import Shape


def measure(run, subject):
    """Check and time each kernel over all tokens."""
    config, tokens = subject.config, subject.size.tokens
    shape = Shape(
        batch=1, tokens=tokens, seen=tokens, heads=config["num_attention_heads"],
        channels=config["attention_head_dim"], dtype=torch.bfloat16,
    )  # fmt: skip
    for kernel in KERNELS.values():
        row = lambda kernel=kernel: _row(run, kernel, shape)  # noqa: E731
        run.arm("attention", f"{kernel.name}, {kernel.bits} bits", row, needs=3)


def _row(run, kernel, shape):
    verdict = tried(kernel, shape, run.device)
    if verdict.refused or verdict.seconds is None:
        return {"refused": verdict.refused, "error_percent": verdict.error and verdict.error * 100}
    arithmetic = "bf16" if kernel.bits == 16 else "int8"
    return run.speed(shape.operations, verdict.seconds, arithmetic=arithmetic) | {"error_percent": verdict.error * 100}
