"""Wan's VAE as a stream: four frames are encoded, one latent frame is decoded at a time, each module diffusers' own.

What a condition encodes is mostly frames of nothing. Each stage of the encoder forgets: once it has been given nothing
for as many frames as its convolutions look back, its output settles, and a chunk like the last one is not computed
again. Of the operations for 81 frames with a first and a last one 36 % are left, of those for 161 frames 19 %, and the
latents are the same bit by bit.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import torch
from diffusers import AutoencoderKLWan
from diffusers.models.autoencoders.autoencoder_kl_wan import WanCausalConv3d, patchify, unpatchify

from inbetween.domain.errors import Cancelled
from inbetween.engines.wan.denoiser import Stop

_CHUNK = 4
"""Frames behind the first that the encoder takes at once: those that become one latent frame."""

_KEPT = 2
"""Frames of a chunk that a convolution may want to see again with the next one: the kernels span three."""


class Vae:
    """The VAE of one folder, on its device and in its precision.

    Args:
        module: diffusers' module, frozen; it is put into channels-last order on CUDA, where cuDNN's convolutions over
            five dimensions are slow in the other one.
    """

    def __init__(self, module: AutoencoderKLWan) -> None:
        self._module = module
        weight = module.quant_conv.weight
        self.device: torch.device = weight.device
        self.dtype: torch.dtype = weight.dtype
        if self.device.type == "cuda":
            _channels_last(module)
        self.channels: int = module.config.z_dim
        self.stride: int = module.config.scale_factor_spatial
        self._stages = _stages(module.encoder)
        self._mean = self._per_channel(module.config.latents_mean)
        self._inverse_std = 1.0 / self._per_channel(module.config.latents_std)

    @torch.no_grad()
    def encode(self, known: Mapping[int, torch.Tensor], length: int, *, stop: Stop | None = None) -> torch.Tensor:
        """Encode a video in which only the frames ``known`` are anything.

        Args:
            known: pictures (3, height, width) in -1..1 by frame; at least one.
            length: frames of the video, 4k + 1; what is not known is 0, which is grey.
            stop: asked between chunks.

        Returns:
            The latents (1, channels, k + 1, height / stride, width / stride), float32, normalised.

        Raises:
            Cancelled: ``stop`` said so.
        """
        memories = [_Memory() for _ in self._stages]
        drawn: list[torch.Tensor] = []
        settled = 0
        for x, empty in self._chunks(known, length):
            _ask(stop)
            settled = settled + x.shape[2] if empty else 0
            x = x if self._module.config.patch_size is None else patchify(x, self._module.config.patch_size)
            frames = settled
            for stage, memory in zip(self._stages, memories, strict=True):
                frames = stage.settled(frames)
                x = memory.passed(stage, x, frames)
            drawn.append(x)
        means = self._module.quant_conv(torch.cat(drawn, 2))[:, : self.channels]
        return (means.float() - self._mean) * self._inverse_std

    @torch.no_grad()
    def decode(self, latents: torch.Tensor, *, stop: Stop | None = None) -> Iterator[torch.Tensor]:
        """Decode normalised latents (1, channels, k + 1, h, w), one latent frame at a time.

        Yields:
            (frames, height, width, 3) uint8 on the CPU: one frame first, then four at a time. On a GPU the next ones
            are at work already.

        Raises:
            Cancelled: ``stop`` said so.
        """
        before: _Landing | None = None
        for part in self._parts(latents.to(self.device, torch.float32), stop):
            landing = _Landing(part)
            if before:
                yield before.frames()
            before = landing
        if before:
            yield before.frames()

    def _chunks(self, known: Mapping[int, torch.Tensor], length: int) -> Iterator[tuple[torch.Tensor, bool]]:
        """Yield (1, 3, frames, height, width), and whether nothing is in it: the first frame, then four at a time.

        They are made where they are needed: what is known crosses to a GPU, and what is empty does not.
        """
        channels, height, width = next(iter(known.values())).shape
        for begin in (0, *range(1, length, _CHUNK)):
            frames = range(begin, begin + 1 if begin == 0 else begin + _CHUNK)
            chunk = torch.zeros(1, channels, len(frames), height, width, device=self.device, dtype=self.dtype)
            for frame in known.keys() & set(frames):
                chunk[0, :, frame - begin] = known[frame]
            yield chunk, known.keys().isdisjoint(frames)

    def _parts(self, latents: torch.Tensor, stop: Stop | None) -> Iterator[torch.Tensor]:
        """Yield (1, 3, frames, height, width) in -1..1."""
        plain = (latents / self._inverse_std + self._mean).to(self.dtype)
        decoder, patch = self._module.decoder, self._module.config.patch_size
        cache: list[Any] = [None] * len(_spans(decoder))
        inner = self._module.post_quant_conv(plain)
        for number in range(plain.shape[2]):
            _ask(stop)
            part = inner[:, :, number : number + 1]
            drawn = decoder(part, feat_cache=cache, feat_idx=[0], **({"first_chunk": True} if number == 0 else {}))
            yield (drawn if patch is None else unpatchify(drawn, patch)).clamp(-1.0, 1.0)

    def _per_channel(self, values: list[float]) -> torch.Tensor:
        return torch.tensor(values, device=self.device).view(1, -1, 1, 1, 1)


def _channels_last(module: Any) -> None:
    """Lay the weights of convolutions out for cuDNN; ``Module.to`` would try it on weights of other ranks too."""
    formats = {5: torch.channels_last_3d, 4: torch.channels_last}
    for convolution in module.modules():
        if isinstance(convolution, torch.nn.Conv2d | torch.nn.Conv3d):
            weight = convolution.weight
            weight.data = weight.data.to(memory_format=formats[weight.dim()])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stage:
    """A part of the encoder that is computed or not as a whole: ``modules`` in order.

    ``spans`` are how many frames before a chunk each of its causal convolutions looks at. ``halves``: of two frames it
    makes one.
    """

    modules: tuple[Any, ...]
    spans: tuple[int, ...]
    halves: bool = False

    def settled(self, frames: int) -> int:
        """Return for how many frames the output has settled when the input has for ``frames``."""
        left = max(frames - sum(self.spans), 0)
        return left // 2 if self.halves else left

    def __call__(self, x: torch.Tensor, cache: list[Any]) -> torch.Tensor:
        place = [0]
        for module in self.modules:
            if isinstance(module, WanCausalConv3d):
                x = _convolved(module, x, cache, place)
            elif _spans(module):
                x = module(x, feat_cache=cache, feat_idx=place)
            else:
                x = module(x)
        return x


@dataclass(slots=True)
class _Memory:
    """What a stage keeps from chunk to chunk."""

    cache: list[Any] = field(default_factory=list)
    output: torch.Tensor | None = None
    length: int = 0

    def passed(self, stage: _Stage, x: torch.Tensor, settled: int) -> torch.Tensor:
        """Return the output of ``stage``, which has settled for so many frames.

        Where it had before the last chunk, this one is the same, and so is all that the stage keeps.
        """
        if self.output is None or self.length != x.shape[2] or settled < 2 * self.output.shape[2]:
            self.cache = self.cache or [None] * len(stage.spans)
            self.output, self.length = stage(x, self.cache), x.shape[2]
        return self.output


class _Landing:
    """A part on its way to the CPU."""

    def __init__(self, part: torch.Tensor) -> None:
        # In float32: rounded in bf16 on the way, a quarter of all levels would be off by one.
        levels = ((part[0].float() / 2 + 0.5).clamp(0, 1) * 255).round().to(torch.uint8)
        pixels = levels.permute(1, 2, 3, 0).contiguous()
        self._arrived: Any = None
        if pixels.is_cuda:
            self._pixels = torch.empty(pixels.shape, dtype=torch.uint8, pin_memory=True)
            self._pixels.copy_(pixels, non_blocking=True)
            self._arrived = torch.cuda.Event()
            self._arrived.record(torch.cuda.current_stream(pixels.device))  # which need not be the default device's
        else:
            self._pixels = pixels

    def frames(self) -> torch.Tensor:
        """Wait for the pixels."""
        if self._arrived is not None:
            self._arrived.synchronize()
        return self._pixels


def _stages(encoder: Any) -> tuple[_Stage, ...]:
    groups = ((encoder.conv_in,), *((block,) for block in encoder.down_blocks), (encoder.mid_block,))
    last = (encoder.norm_out, encoder.nonlinearity, encoder.conv_out)
    return tuple(map(_stage, (*groups, last)))


def _stage(modules: tuple[Any, ...]) -> _Stage:
    halves = any(getattr(one, "mode", None) == "downsample3d" for module in modules for one in module.modules())
    return _Stage(modules=modules, spans=tuple(chain(*map(_spans, modules))), halves=halves)


def _spans(module: Any) -> tuple[int, ...]:
    """Return how far back each causal convolution of a module looks, in frames; its cache has as many entries."""
    found = (one for one in module.modules() if isinstance(one, WanCausalConv3d))
    return tuple(one.kernel_size[0] - one.stride[0] for one in found)


def _convolved(convolution: WanCausalConv3d, x: torch.Tensor, cache: list[Any], place: list[int]) -> torch.Tensor:
    """Convolve one chunk, with the frames before it that ``cache`` holds."""
    number, before = place[0], cache[place[0]]
    kept = x[:, :, -_KEPT:].clone()
    if kept.shape[2] < _KEPT and before is not None:
        kept = torch.cat([before[:, :, -1:], kept], 2)
    found: torch.Tensor = convolution(x, before)
    cache[number] = kept
    place[0] += 1
    return found


def _ask(stop: Stop | None) -> None:
    if stop is not None and stop():
        raise Cancelled
