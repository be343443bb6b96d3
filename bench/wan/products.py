"""The card's peaks, and the products of a block: what bf16, fp8 and int8 make of them."""

import torch
from torch.nn import functional

from bench.wan.run import percent
from inbetween.engines.wan.kernels import ops_on
from inbetween.engines.wan.modes import Mode
from inbetween.engines.wan.precision import products_of

_SQUARE = {"cuda": 8192, "cpu": 256}
_COPIED = {"cuda": 2**30, "cpu": 2**20}
_PEAK_REPEATS = 9


def peaks(run):
    """Measure the largest product and copy first: the floors of everything else in the run are computed from them."""
    side, size = _SQUARE[run.device.type], _COPIED[run.device.type]

    def product():
        one = torch.randn(side, side, device=run.device).bfloat16()
        _, seconds, _ = run.timed(lambda: one @ one, repeats=_PEAK_REPEATS)
        return {"seconds": seconds, "tflops": 2 * side**3 / seconds / 1e12}

    def copy():
        source = torch.zeros(size, dtype=torch.uint8, device=run.device)
        target = torch.empty_like(source)
        _, seconds, _ = run.timed(lambda: target.copy_(source), repeats=_PEAK_REPEATS)
        return {"seconds": seconds, "gb_s": 2 * size / seconds / 1e9}

    if found := run.arm("peaks", f"bf16 product {side} x {side} x {side}", product):
        run.peaks["tflops"] = found["tflops"]
    run.arm("peaks", f"copy of {size >> 20} MiB", copy)


def measure(run, size, config):
    """Time the four shapes of a block's products in every arithmetic, with their errors against bf16."""
    width = config["num_attention_heads"] * config["attention_head_dim"]
    shapes = {
        "qkv": (width, 3 * width),
        "out": (width, width),
        "up": (width, config["ffn_dim"]),
        "down": (config["ffn_dim"], width),
    }
    for name, (inside, outside) in shapes.items():
        draw = torch.Generator(run.device).manual_seed(0)
        x = torch.randn(size.tokens, inside, generator=draw, device=run.device).bfloat16()
        weight = (torch.randn(outside, inside, generator=draw, device=run.device) / inside**0.5).bfloat16()
        bias = torch.zeros(outside, device=run.device).bfloat16()
        for mode in ("exact", "fp8", "int8"):
            run.arm("gemm", f"{name} {mode}", lambda m=mode, x=x, w=weight, b=bias: _product(run, m, x, w, b))


def _product(run, mode, x, weight, bias):
    product = products_of(Mode(products=mode), ops_on(run.device.type)[0])(weight, bias)
    _, seconds, found = run.timed(lambda: product(x), repeats=5)
    exact = functional.linear(x[:256], weight, bias)
    operations = 2 * x.shape[0] * weight.numel()
    return run.speed(operations, seconds) | {"error_percent": percent(found[:256], exact)}
