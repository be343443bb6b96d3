"""How long after a stop the GPU is free, asked for at several moments of a task's long parts."""

import time

import torch

from bench.wan import sizes
from bench.wan.vae import known_of, made
from inbetween.domain.errors import Cancelled
from inbetween.engines.wan.vae import Vae

_SHARES = (0.05, 0.5, 0.95)
"""Of a forward's blocks: where a stop is asked for."""


class _Wish:
    """A wish to stop that comes just behind the ``number``-th time that somebody asks: nobody could hear it later."""

    def __init__(self, number):
        self._left, self.made_at = number, None

    def __call__(self):
        if self.made_at is not None:
            return True
        self._left -= 1
        if self._left < 0:
            self.made_at = time.perf_counter()
        return False


def measure(run, subject):
    """Stop a forward, an encode and a decode at full size; the worst one counts."""
    layers = subject.config["num_layers"]
    for block in sorted({int(share * layers) for share in _SHARES}):
        wish = lambda block=block: _forward(run, subject, block)  # noqa: E731
        run.arm("cancel", f"behind the question before block {block} of {layers}", wish, needs=3 + 10 * block / layers)
    run.arm("cancel", "in the condition's encode", lambda: _encode(run, subject.size), needs=4)
    run.arm("cancel", "in the decode", lambda: _decode(run, subject.size), needs=6)


def stopped(run, work, wish):
    """Return the seconds from a wish to an idle device."""
    run.settle()
    try:
        work(wish)
    except Cancelled:
        run.settle()
        return {"seconds": time.perf_counter() - wish.made_at}
    raise RuntimeError("nobody asked whether to stop any more")


@torch.no_grad()
def _forward(run, subject, block):
    text, image, latents, timesteps = sizes.asked(subject.size, run.device)
    dit = subject.ours("exact")
    context = dit.context(text, image)
    if not run.found("forward", "ours, exact"):
        dit(latents, timesteps, context)  # kernels are chosen at the first use of each shape

    def steps(stop):
        for _ in range(2):
            dit(latents, timesteps, context, stop=stop)

    return stopped(run, steps, _Wish(block))


def _encode(run, size):
    vae, known = Vae(made(run, size, ours=True)), known_of(run, size)
    vae.encode(known, 9)  # kernels are chosen at the first use of each shape
    return stopped(run, lambda stop: vae.encode(known, size.frames, stop=stop), _Wish(1))


def _decode(run, size):
    vae = Vae(made(run, size, ours=True))
    latents = torch.randn(1, vae.channels, *size.latents, device=run.device)
    for _ in vae.decode(latents[:, :, :2]):
        pass

    def decoded(stop):
        for _ in vae.decode(latents, stop=stop):
            pass

    return stopped(run, decoded, _Wish(min(2, size.latents[0] - 2)))
