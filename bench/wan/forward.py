"""One forward of the transformer: stock diffusers as it is, with its best switches, and ours in each mode."""

import torch
from torch.nn.attention import SDPBackend

from bench.wan import sizes
from bench.wan.run import percent

EIGHT_BITS = ("fp8+attention8", "int8+attention8", "fp8", "int8")
"""The modes in 8 bits, the one that should be fastest first."""

_NEEDS = {"stock": 38, "exact": 38, "smaller": 14, "fp8+attention8": 28, "int8+attention8": 28, "fp8": 34, "int8": 34}
"""Seconds on one H200, calculated: calls at 720P x 81 of 16.3 s (stock), 9 s (exact), 5.5 s and 8.3 s (8 bits), at
480P of a quarter; weights 3 s, kernels that are tried 5 s."""

_SWITCHES = {
    "FlashAttention-2": ("_native_flash", 38),
    "cuDNN attention": ("_native_cudnn", 28),
    "cuDNN attention, compiled blocks": ("_native_cudnn", 100),
}
"""Stock's switches, each on top of those before: its name for a kernel, and the seconds that it needs. The first one is
torch's own choice up to 2.10, the second from 2.11 on, where cuDNN is newer than 9.15. Two calls of 16 s or 11 s;
compiling takes 60 s by others' word."""


def measure(run, subject):
    """Time stock and ours in bf16 at the full size; the error is against stock."""
    run.arm("forward", "what torch chooses for stock's attention", lambda: _choice(run, subject.config))
    _pair(run, subject, subject.size, "forward", needs=(_NEEDS["stock"], _NEEDS["exact"]))


def smaller(run, subject):
    """Time both at the smaller size."""
    _pair(run, subject, subject.smaller, "forward 480P", needs=(_NEEDS["smaller"], _NEEDS["smaller"]))


def eight_bits(run, subject):
    """Time ours with products and attention in 8 bits, at the full size."""
    _in_eight_bits(run, subject, EIGHT_BITS[:2])


def products_only(run, subject):
    """Time ours with products alone in 8 bits."""
    _in_eight_bits(run, subject, EIGHT_BITS[2:])


def _in_eight_bits(run, subject, modes):
    for mode in modes:
        run.arm("forward", f"ours, {mode}", lambda mode=mode: _eight(run, subject, mode), needs=_NEEDS[mode])


def switches(run, subject):
    """Time stock with the switches that diffusers documents, the second on top of the first."""
    if run.device.type == "cpu":
        return _compiled_on_a_cpu(run, subject)
    stock = None
    for name, (kernel, needs) in _SWITCHES.items():
        stock = stock or subject.stock()
        compiled = "compiled" in name
        row = lambda s=stock, k=kernel, c=compiled: _switched(run, subject, s, k, compiled=c)  # noqa: E731
        run.arm("forward", f"stock, {name}", row, needs=needs)
    return None


def best_of_eight_bits(run):
    """Return the fastest mode in 8 bits of this run; ``None`` without any."""
    found = {mode: run.found("forward", f"ours, {mode}") for mode in EIGHT_BITS}
    seconds = {mode: row["seconds"] for mode, row in found.items() if row}
    return min(seconds, key=seconds.get, default=None)


def _pair(run, subject, size, part, *, needs):
    velocities = []

    def measured(denoiser, repeats):
        row, velocity = timed(run, subject, denoiser, size, repeats=repeats)
        velocities.append(velocity)
        return row | {"error_percent": percent(velocity, velocities[0])}

    run.arm(part, "stock", lambda: measured(subject.stock(), 1), needs=needs[0])
    if run.arm(part, "ours, exact", lambda: measured(subject.ours("exact"), 2), needs=needs[1]):
        subject.velocities[size.latents] = velocities[-1]


def _choice(run, config):
    """Return the kernel that torch takes by itself: which it is depends on its release, cuDNN's, and the card."""
    shape = (1, config["num_attention_heads"], 1024, config["attention_head_dim"])
    given = torch.zeros(shape, device=run.device, dtype=torch.bfloat16)
    return {"kernel": SDPBackend(torch._fused_sdp_choice(given, given, given)).name}  # noqa: SLF001


def _eight(run, subject, mode):
    arithmetic = "int8" if "int8" in mode else "fp8"
    row, velocity = timed(run, subject, subject.ours(mode), subject.size, repeats=2, arithmetic=arithmetic)
    exact = subject.velocities.get(subject.size.latents)
    return row | ({} if exact is None else {"error_percent": percent(velocity, exact)})


def _switched(run, subject, stock, kernel, *, compiled):
    module = subject.module_of(stock)
    module.set_attention_backend(kernel)
    if compiled:
        module.compile_repeated_blocks(fullgraph=True)
    return timed(run, subject, stock, subject.size, repeats=1)[0]


def _compiled_on_a_cpu(run, subject):
    """Trace the blocks without making code: what a graph cannot hold breaks here as it would on a GPU."""

    def traced():
        stock = subject.stock()
        subject.module_of(stock).compile_repeated_blocks(fullgraph=True, backend="eager")
        return timed(run, subject, stock, subject.size, repeats=1)[0]

    run.arm("forward", "stock, traced blocks", traced)


@torch.no_grad()
def timed(run, subject, denoiser, size, *, repeats, arithmetic="bf16"):
    """Return the row of a forward, and its velocity."""
    text, image, latents, timesteps = sizes.asked(size, run.device)
    context = denoiser.context(text, image)
    first, seconds, velocity = run.timed(lambda: denoiser(latents, timesteps, context), repeats=repeats)
    return {"first_s": first} | run.speed(subject.work(size), seconds, arithmetic=arithmetic), velocity
