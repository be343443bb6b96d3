"""Pictures as Wan 2.1 sees them beside their latents: the last layer but one of CLIP's vision transformer."""

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from transformers import AutoImageProcessor, CLIPVisionModel
from transformers.utils import logging

from inbetween.domain.frames import Rgb
from inbetween.engines.wan.residency.seat import Seat, settled

_KEPT = 32
"""Pictures whose embeddings are remembered, 0.6 MB each: one picture is often tried with many prompts."""


class ImageEncoder:
    """The image encoder of one folder.

    Args:
        folder: weights in the diffusers layout.
        device: where it computes; the embeddings are kept on the CPU.
        dtype: what it computes in; published folders hold float32, and it is small.
        seat: where its weights lie while it computes, if they do not stay on ``device``.
    """

    def __init__(
        self, folder: Path, *, device: torch.device, dtype: torch.dtype = torch.float32, seat: Seat | None = None
    ) -> None:
        logging.disable_progress_bar()
        self._processor = AutoImageProcessor.from_pretrained(folder / "image_processor", local_files_only=True)
        model = CLIPVisionModel.from_pretrained(folder / "image_encoder", local_files_only=True, dtype=dtype)
        self._model = model.requires_grad_(False).eval()
        self._there = settled(self._model, device, seat)
        self._device, self._dtype = device, dtype
        self._known: OrderedDict[bytes, torch.Tensor] = OrderedDict()

    def embed(self, pictures: Sequence[Rgb]) -> torch.Tensor:
        """Return (pictures, tokens, width) of pictures (height, width, 3) uint8, on the device."""
        keys = [_key(picture) for picture in pictures]
        if any(key not in self._known for key in keys):
            # All at once, as diffusers' pipeline does: the same numbers to the bit.
            self._known.update(zip(keys, self._computed(pictures), strict=True))
        for key in keys:
            self._known.move_to_end(key)
        while len(self._known) > max(_KEPT, len(set(keys))):
            self._known.popitem(last=False)
        return torch.stack([self._known[key] for key in keys]).to(self._device)

    @torch.no_grad()
    def _computed(self, pictures: Sequence[Rgb]) -> torch.Tensor:
        seen = self._processor(images=[np.ascontiguousarray(picture) for picture in pictures], return_tensors="pt")
        pixels = seen.pixel_values.to(self._device, self._dtype)
        with self._there():
            layers = self._model(pixel_values=pixels, output_hidden_states=True).hidden_states
        return layers[-2].cpu()


def _key(picture: Rgb) -> bytes:
    return hashlib.sha256(repr(picture.shape).encode() + np.ascontiguousarray(picture).tobytes()).digest()
