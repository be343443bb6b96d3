"""The card's peaks, and the products of a block: what bf16, fp8 and int8 make of them."""

import torch
from torch.nn import functional

from bench.wan.run import percent
from inbetween.engines.wan.kernels import ops_on
from inbetween.engines.wan.modes import Mode
from inbetween.engines.wan.precision import products_of

_SQUARE = {"cuda": 8192, "cpu": 256}
_COPIED = {"cuda": 2**32, "cpu": 2**20}
_PEAK_REPEATS = 9


def peaks(run):
    """Measure the largest products and copy first: the floors of everything else in the run are computed from them.

    On random numbers: on zeros a GPU draws less power and is a tenth faster.
    """
    side, size = _SQUARE[run.device.type], _COPIED[run.device.type]
    for arithmetic, made in {"bf16": _bf16, "fp8": _fp8, "int8": _int8}.items():
        name = f"{arithmetic} product {side} x {side} x {side}"
        if found := run.arm("peaks", name, lambda made=made: _peak(run, made, side), needs=2):
            run.peaks[arithmetic] = found["tflops"]
    run.arm("peaks", f"copy of {size >> 20} MiB, bytes read and written", lambda: _copy(run, size), needs=2)


def _peak(run, made, side):
    draw = torch.Generator(run.device).manual_seed(0)
    one, other = (torch.randn(side, side, generator=draw, device=run.device) for _ in range(2))
    _, seconds, _ = run.timed(made(one, other), repeats=_PEAK_REPEATS)
    return {"seconds": seconds, "tflops": 2 * side**3 / seconds / 1e12}


def _bf16(one, other):
    a, b = one.bfloat16(), other.bfloat16()
    return lambda: a @ b.t()


def _fp8(one, other):
    a, b = one.to(torch.float8_e4m3fn), other.to(torch.float8_e4m3fn)
    whole = torch.ones((), device=a.device)
    # One scale for each whole matrix is cuBLASLt's fastest product in fp8.
    return lambda: torch._scaled_mm(  # noqa: SLF001 - public only from torch 2.10 on
        a, b.t(), scale_a=whole, scale_b=whole, out_dtype=torch.bfloat16, use_fast_accum=True
    )


def _int8(one, other):
    a, b = ((each * 40).round().clamp(-127, 127).to(torch.int8) for each in (one, other))
    return lambda: torch._int_mm(a, b.t())  # noqa: SLF001 - torch has no public one


def _copy(run, size):
    source = torch.randint(0, 255, (size,), dtype=torch.uint8, device=run.device)
    target = torch.empty_like(source)
    _, seconds, _ = run.timed(lambda: target.copy_(source), repeats=_PEAK_REPEATS)
    return {"seconds": seconds, "gb_s": 2 * size / seconds / 1e9}


def measure(run, subject):
    """Time the four shapes of a block's products in every arithmetic, with their errors against bf16."""
    width, ffn = subject.width, subject.config["ffn_dim"]
    shapes = {"qkv": (width, 3 * width), "out": (width, width), "up": (width, ffn), "down": (ffn, width)}
    for name, shape in shapes.items():
        for mode in ("exact", "fp8", "int8"):
            call = lambda mode=mode, shape=shape: _product(run, mode, subject.size.tokens, shape)  # noqa: E731
            run.arm("gemm", f"{name} {mode}", call, needs=2)


def _product(run, mode, tokens, shape):
    inside, outside = shape
    draw = torch.Generator(run.device).manual_seed(0)
    x = torch.randn(tokens, inside, generator=draw, device=run.device).bfloat16()
    weight = (torch.randn(outside, inside, generator=draw, device=run.device) / inside**0.5).bfloat16()
    bias = torch.zeros(outside, device=run.device).bfloat16()
    product = products_of(Mode(products=mode), ops_on(run.device.type)[0])(weight, bias)
    _, seconds, found = run.timed(lambda: product(x), repeats=5)
    exact = functional.linear(x[:256], weight, bias)
    arithmetic = "bf16" if mode == "exact" else mode
    return run.speed(2 * tokens * inside * outside, seconds, arithmetic=arithmetic) | {
        "error_percent": percent(found[:256], exact)
    }
