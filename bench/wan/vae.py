"""Decode and encode of a whole video by the VAE: stock in three precisions, and ours; PSNR is against float32."""

import math
import time

import torch
from diffusers import AutoencoderKLWan

from inbetween.engines.wan.vae import Vae

_ARMS = {
    "float32": (torch.float32, False),
    "bf16": (torch.bfloat16, False),
    "bf16, channels last": (torch.bfloat16, True),
}


def measure(run, size, config):
    """Time stock's decode in each precision, and ours, which streams frames to the CPU."""
    vae, truth = made(run, size), []
    latents = torch.randn(1, config["out_channels"], *size.latents, device=run.device)
    for name, form in _ARMS.items():
        run.arm("vae", f"stock decode, {name}", lambda form=form: _decode(run, vae, form, latents, truth))
    run.arm("vae", "ours, streamed to the CPU", lambda: _streamed(run, Vae(vae), latents, truth))


def condition(run, size, config):
    """Time stock's encode of the first and the last frame with zeros between them: its conditioning."""
    del config
    vae, truth = made(run, size), []
    frames = torch.zeros(1, 3, size.frames, size.height, size.width, device=run.device)
    for end in (0, -1):
        frames[:, :, end].uniform_(-1, 1)
    for name, form in _ARMS.items():
        run.arm("condition", f"stock encode, {name}", lambda form=form: _encode(run, vae, form, frames, truth))
    known = {0: frames[0, :, 0], size.frames - 1: frames[0, :, -1]}
    run.arm("condition", "ours, skipping what is empty", lambda: _skipping(run, Vae(vae), known, size, truth))


def made(run, size):
    """Return a VAE of Wan 2.1 with random weights."""
    torch.manual_seed(0)
    with run.device:
        return AutoencoderKLWan(**size.vae).requires_grad_(False).eval()


def _decode(run, vae, form, latents, truth):
    given = latents.to(_in_form(vae, form))
    first, seconds, found = run.timed(lambda: vae.decode(given, return_dict=False)[0], repeats=1)
    return {"first_s": first, "seconds": seconds} | _psnr(found.clamp(-1, 1), truth)


def _encode(run, vae, form, frames, truth):
    given = frames.to(_in_form(vae, form))
    first, seconds, found = run.timed(lambda: vae.encode(given).latent_dist.mode(), repeats=1)
    return {"first_s": first, "seconds": seconds} | _psnr(found, truth)


def _streamed(run, ours, latents, truth):
    """Decode to bytes on the CPU; ``shown_s`` is when the first frame is there."""
    shown = []

    def decode():
        start, parts = time.perf_counter(), []
        for part in ours.decode(_normal(ours, latents)):
            parts.append(part)
            shown[:] = shown if len(parts) > 1 else [time.perf_counter() - start]
        return torch.cat(parts)

    first, seconds, found = run.timed(decode, repeats=1)
    video = (found.permute(3, 0, 1, 2)[None].float() / 127.5 - 1).to(run.device)
    return {"first_s": first, "seconds": seconds, "shown_s": shown[0]} | _psnr(video, truth)


def _skipping(run, ours, known, size, truth):
    first, seconds, found = run.timed(lambda: ours.encode(known, size.frames), repeats=1)
    return {"first_s": first, "seconds": seconds} | _psnr(_plain(ours, found), truth)


def _normal(ours, latents):
    """Return what ``ours`` decodes as stock decodes ``latents``: it takes them normalised."""
    return (latents - ours._mean) * ours._inverse_std  # noqa: SLF001


def _plain(ours, latents):
    return latents / ours._inverse_std + ours._mean  # noqa: SLF001


def _in_form(vae, form):
    """Bring the VAE into a precision and memory layout, and return its dtype."""
    dtype, last = form
    vae.to(dtype)
    for module in vae.modules():
        if last and isinstance(module, torch.nn.Conv3d):
            module.weight.data = module.weight.data.contiguous(memory_format=torch.channels_last_3d)
    return dtype


def _psnr(found, truth):
    truth.append(found.float())
    error = float((truth[-1] - truth[0]).square().mean())
    peak = float(truth[0].max() - truth[0].min())
    return {} if error == 0 else {"psnr_db": 10 * math.log10(peak**2 / error)}
