"""What the weights are told of the video before they draw it: the frames that are known, in the form of their kind."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import torch

from inbetween.domain.frames import Rgb
from inbetween.engines.wan.denoiser import Stop
from inbetween.engines.wan.native import FRAMES_PER_LATENT
from inbetween.engines.wan.vae import Vae


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """The known frames of a video of ``shape`` (1, channels, latent frames, height, width).

    Either ``beside`` (1, 4 + channels, latent frames, height, width) stands beside the noise in every step: which
    frames are known, and their latents. Or ``instead`` (1, channels, known latent frames, height, width) stands in
    place of the noise, and its tokens are at time 0.
    """

    shape: tuple[int, int, int, int, int]
    beside: torch.Tensor | None = None
    instead: torch.Tensor | None = None

    def entered(self, latents: torch.Tensor) -> torch.Tensor:
        """Return what the denoiser is given for noisy ``latents``."""
        if self.beside is not None:
            return torch.cat([latents, self.beside.to(latents.dtype)], 1)
        return self.replaced(latents)

    def replaced(self, latents: torch.Tensor) -> torch.Tensor:
        """Return ``latents`` with what is known in its place."""
        if self.instead is None:
            return latents
        known = self.instead.shape[2]
        return torch.cat([self.instead.to(latents.dtype), latents[:, :, known:]], 2)

    def rows(self, patch: tuple[int, int, int]) -> torch.Tensor | None:
        """Return per token 0 where it is known and 1 where it is noise; ``None`` where all are alike."""
        if self.instead is None:
            return None
        _, _, frames, height, width = self.shape
        each = (height // patch[1]) * (width // patch[2])
        known = self.instead.shape[2] // patch[0]
        marks = torch.ones(frames // patch[0], each, dtype=torch.int64, device=self.instead.device)
        marks[:known] = 0
        return marks.flatten()


def beside_noise(vae: Vae, known: Mapping[int, Rgb], length: int, *, stop: Stop | None = None) -> Condition:
    """Condition weights that see a mask and latents beside the noise: all but TI2V.

    Args:
        vae: the folder's own.
        known: pictures by frame, of the size of the video.
        length: frames of the video, 4k + 1.
        stop: asked meanwhile.

    Raises:
        Cancelled: ``stop`` said so.
    """
    latents = vae.encode({index: signed(picture) for index, picture in known.items()}, length, stop=stop)
    mask = _mask(known, length, latents)
    return Condition(shape=_shape(latents), beside=torch.cat([mask, latents], 1))


def instead_of_noise(vae: Vae, known: Mapping[int, Rgb], length: int, *, stop: Stop | None = None) -> Condition:
    """Condition weights that see clean latents where others see noise: TI2V. ``known`` are the first 4k + 1 frames.

    Raises:
        Cancelled: ``stop`` said so.
    """
    if sorted(known) != list(range(len(known))) or len(known) % FRAMES_PER_LATENT != 1:
        raise ValueError(f"whole latent frames from the first one on can be known, not frames {sorted(known)}")
    latents = vae.encode({index: signed(picture) for index, picture in known.items()}, len(known), stop=stop)
    frames = (length - 1) // FRAMES_PER_LATENT + 1
    return Condition(shape=_shape(latents, frames), instead=latents)


def signed(picture: Rgb) -> torch.Tensor:
    """Return a picture (height, width, 3) as (3, height, width) float32 in -1..1."""
    return 2.0 * torch.from_numpy(np.ascontiguousarray(picture.transpose(2, 0, 1)).astype(np.float32) / 255.0) - 1.0


def _mask(known: Mapping[int, Rgb], length: int, latents: torch.Tensor) -> torch.Tensor:
    """Return (1, 4, latent frames, height, width): 1 where a frame is known. The first frame fills four of them."""
    marks = torch.zeros(length + FRAMES_PER_LATENT - 1)
    for index in known:
        marks[slice(0, FRAMES_PER_LATENT) if index == 0 else index + FRAMES_PER_LATENT - 1] = 1.0
    height, width = latents.shape[3:]
    folded = marks.view(-1, FRAMES_PER_LATENT).T[None, :, :, None, None]
    return folded.expand(-1, -1, -1, height, width).to(latents)


def _shape(latents: torch.Tensor, frames: int | None = None) -> tuple[int, int, int, int, int]:
    batch, channels, own, height, width = latents.shape
    return batch, channels, frames or own, height, width
