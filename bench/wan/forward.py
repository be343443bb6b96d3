"""One forward of the transformer: stock diffusers as it is, with its best switches, and ours in each mode."""

import time

import torch

from bench.wan import sizes
from bench.wan.run import percent
from inbetween.domain.errors import Cancelled
from inbetween.engines.wan.dit import Dit, operations
from inbetween.engines.wan.modes import mode_of
from inbetween.engines.wan.reference import ReferenceDenoiser
from inbetween.engines.wan.ways import ways_of

_STOCK = ("stock", "stock, cuDNN attention", "stock, cuDNN attention, compiled blocks")
_OURS = ("exact", "fp8", "int8", "fp8+attention8")


def measure(run, size, config):
    """Time all arms on the same weights and inputs; errors are against the first, stock one."""
    asked = sizes.asked(size, run.device)
    work = operations(config, size.tokens, pictures=config["pos_embed_seq_len"])
    weights = sizes.random_weights(size, run.device)
    truth = _stock(run, config, weights, asked, work)
    for name in _OURS:
        run.arm("forward", f"ours, {name}", lambda name=name: _ours(run, config, weights, name, asked, work, truth))
    run.arm("forward", "ours: from a stop to an idle device", lambda: _stop(run, config, weights, asked))


def _stock(run, config, weights, asked, work):
    stock, found = ReferenceDenoiser(config, weights), {}
    for block in stock._module.blocks:  # noqa: SLF001
        block._forward_pre_hooks.clear()  # noqa: SLF001 - ours, which ask for a stop: stock has none to compile

    def arm(name):
        module = stock._module  # noqa: SLF001 - the switches of diffusers are on its module
        if "cuDNN" in name:
            module.set_attention_backend("_native_cudnn")
        if "compiled" in name:
            module.compile_repeated_blocks(fullgraph=True)
        row, velocity = _row(run, stock, asked, work)
        found.setdefault("truth", velocity)
        return row | _error(velocity, found["truth"])

    for name in _STOCK if run.device.type == "cuda" else _STOCK[:1]:
        run.arm("forward", name, lambda name=name: arm(name))
    return found.get("truth")


def _ours(run, config, weights, name, asked, work, truth):
    dit = Dit(config, dict(weights), ways_of(mode_of(name), run.device))
    row, velocity = _row(run, dit, asked, work)
    return row | _error(velocity, truth)


def _row(run, denoiser, asked, work):
    text, image, latents, timesteps = asked
    context = denoiser.context(text, image)
    with torch.no_grad():
        first, seconds, velocity = run.timed(lambda: denoiser(latents, timesteps, context))
    return {"first_s": first} | run.speed(work, seconds), velocity


def _error(velocity, truth):
    return {} if truth is None else {"error_percent": percent(velocity, truth)}


def _stop(run, config, weights, asked):
    """Ask for a stop in the middle of the blocks, and wait until the device is idle."""
    text, image, latents, timesteps = asked
    dit = Dit(config, dict(weights), ways_of(mode_of("exact"), run.device))
    context, asks = dit.context(text, image), iter(range(config["num_layers"]))
    dit(latents, timesteps, context)
    started = []

    def stop():
        if next(asks) == config["num_layers"] // 2:
            started.append(time.perf_counter())
        return bool(started)

    try:
        dit(latents, timesteps, context, stop=stop)
    except Cancelled:
        run.settle()
    return {"seconds": time.perf_counter() - started[0]}
