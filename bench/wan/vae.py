"""Decode and encode of a whole video by the VAE: stock in three precisions, and ours; PSNR is against float32."""

import math
import time

import torch
from diffusers import AutoencoderKLWan

from inbetween.engines.wan.vae import Vae

_STOCK = {
    "float32": (torch.float32, False),
    "bf16": (torch.bfloat16, False),
    "bf16, channels last": (torch.bfloat16, True),
}
"""Of stock: the first one is what its documentation asks for."""

_TRUE = "float32"

_WARMED = 9
"""Frames of the call before the one that is timed: parts of a video have the same shapes however long it is."""

_NEEDS = {"stock decode": 14, "stock encode": 10, "ours": 10}
"""Seconds on one H200, calculated: 9 s and 5 s by others' word for stock in float32, a tenth of it to warm up."""


def measure(run, subject):
    """Time the decode: ours, which streams frames to the CPU, beside stock's as its documentation asks for it."""
    size = subject.size
    vae, truth, latents = made(run, size), [], _latents_of(run, subject)
    stock = lambda: _decode(run, vae, _TRUE, latents, truth)  # noqa: E731
    run.arm("decode", f"stock, {_TRUE}", stock, needs=_NEEDS["stock decode"])
    run.arm("decode", "ours", lambda: _streamed(run, size, latents, truth), needs=_NEEDS["ours"])


def condition(run, subject):
    """Time the encode of a first and a last frame with nothing between them: what a condition is made of."""
    size = subject.size
    vae, truth, known = made(run, size), [], known_of(run, size)
    frames = _frames_of(run, size, known)
    run.arm(
        "condition", f"stock, {_TRUE}", lambda: _encode(run, vae, _TRUE, frames, truth), needs=_NEEDS["stock encode"]
    )
    run.arm("condition", "ours", lambda: _skipping(run, size, known, truth), needs=_NEEDS["ours"])


def in_bf16(run, subject):
    """Time stock's decode and encode in ours' precision, and in its memory layout too."""
    size = subject.size
    vae, latents, frames = made(run, size), _latents_of(run, subject), _frames_of(run, size, known_of(run, size))
    for form in _STOCK:
        if form != _TRUE:
            row = lambda form=form: _decode(run, vae, form, latents, [])  # noqa: E731
            run.arm("decode", f"stock, {form}", row, needs=_NEEDS["stock decode"])
            row = lambda form=form: _encode(run, vae, form, frames, [])  # noqa: E731
            run.arm("condition", f"stock, {form}", row, needs=_NEEDS["stock encode"])


def _latents_of(run, subject):
    draw = torch.Generator(run.device).manual_seed(3)
    return torch.randn(1, subject.config["out_channels"], *subject.size.latents, generator=draw, device=run.device)


def _frames_of(run, size, known):
    frames = torch.zeros(1, 3, size.frames, size.height, size.width, device=run.device)
    for at, picture in known.items():
        frames[0, :, at] = picture
    return frames


def made(run, size, *, ours=False):
    """Return a VAE of Wan 2.1 with random weights, the same each time; ``ours``: in what it is served in."""
    torch.manual_seed(0)
    with run.device:
        module = AutoencoderKLWan(**size.vae).requires_grad_(False).eval()
    return module.to(torch.bfloat16) if ours and run.device.type == "cuda" else module


def known_of(run, size):
    """Return a first and a last frame of random numbers."""
    draw = torch.Generator(run.device).manual_seed(2)
    shape = (3, size.height, size.width)
    drawn = (torch.rand(shape, generator=draw, device=run.device) * 2 - 1 for _ in range(2))
    return dict(zip((0, size.frames - 1), drawn, strict=True))


@torch.no_grad()
def _decode(run, vae, form, latents, truth):
    given = latents.to(_in_form(vae, form))
    first, _ = run.once(lambda: vae.decode(given[:, :, : _latents(_WARMED)], return_dict=False))
    seconds, found = run.once(lambda: vae.decode(given, return_dict=False)[0])
    return {"first_s": first, "seconds": seconds} | _psnr(found.clamp(-1, 1), truth)


@torch.no_grad()
def _encode(run, vae, form, frames, truth):
    given = frames.to(_in_form(vae, form))
    first, _ = run.once(lambda: vae.encode(given[:, :, :_WARMED]))
    seconds, found = run.once(lambda: vae.encode(given).latent_dist.mode())
    return {"first_s": first, "seconds": seconds} | _psnr(found, truth)


def _streamed(run, size, latents, truth):
    """Decode to bytes on the CPU; ``shown_s`` is when the first frame is there."""
    ours, shown = Vae(made(run, size, ours=True)), []
    given = _normal(ours, latents)

    def decode(part):
        start, parts = time.perf_counter(), []
        for frames in ours.decode(part):
            parts.append(frames)
            shown[:] = shown if len(parts) > 1 else [time.perf_counter() - start]
        return torch.cat(parts)

    first, _ = run.once(lambda: decode(given[:, :, : _latents(_WARMED)]))
    _, seconds, found = run.timed(lambda: decode(given), repeats=1)
    video = (found.permute(3, 0, 1, 2)[None].float() / 127.5 - 1).to(run.device)
    return {"first_s": first, "seconds": seconds, "shown_s": shown[0]} | _psnr(video, truth)


def _skipping(run, size, known, truth):
    ours = Vae(made(run, size, ours=True))
    first, _ = run.once(lambda: ours.encode({0: known[0]}, _WARMED))
    _, seconds, found = run.timed(lambda: ours.encode(known, size.frames), repeats=1)
    return {"first_s": first, "seconds": seconds} | _psnr(_plain(ours, found), truth)


def _latents(frames):
    return (frames - 1) // 4 + 1


def _normal(ours, latents):
    """Return what ``ours`` decodes as stock decodes ``latents``: it takes them normalised."""
    return (latents - ours._mean) * ours._inverse_std  # noqa: SLF001


def _plain(ours, latents):
    return latents / ours._inverse_std + ours._mean  # noqa: SLF001


def _in_form(vae, form):
    """Bring the VAE into a precision and memory layout, and return its dtype."""
    dtype, last = _STOCK[form]
    vae.to(dtype)
    for module in vae.modules():
        if last and isinstance(module, torch.nn.Conv3d):
            module.weight.data = module.weight.data.contiguous(memory_format=torch.channels_last_3d)
    return dtype


def _psnr(found, truth):
    """Return dB against the first result, that of float32, which is kept."""
    if not truth:
        truth.append(found.float())
        return {}
    error = float((found.float() - truth[0]).square().mean())
    peak = float(truth[0].max() - truth[0].min())
    return {} if error == 0 else {"psnr_db": 10 * math.log10(peak**2 / error)}
