"""Words as the weights see them: UMT5's embeddings of 512 tokens, zero behind the prompt's last one."""

import html
import re
from collections import OrderedDict
from pathlib import Path

import torch
from transformers import AutoTokenizer, UMT5EncoderModel
from transformers.utils import logging

from inbetween.engines.wan.native import PROMPT_TOKENS
from inbetween.engines.wan.residency.seat import Seat, settled

_KEPT = 256
"""Prompts whose embeddings are remembered, some hundred KB each: the negative one is nearly always the same."""


class TextEncoder:
    """The text encoder of one folder.

    Args:
        folder: weights in the diffusers layout.
        device: where it computes; the embeddings are kept on the CPU.
        dtype: what it computes in.
        seat: where its weights lie while it computes, if they do not stay on ``device``.
    """

    def __init__(self, folder: Path, *, device: torch.device, dtype: torch.dtype, seat: Seat | None = None) -> None:
        logging.disable_progress_bar()
        self._tokens = AutoTokenizer.from_pretrained(folder / "tokenizer", local_files_only=True)
        model = UMT5EncoderModel.from_pretrained(folder / "text_encoder", local_files_only=True, dtype=dtype)
        self._model = model.requires_grad_(False).eval()
        self._there = settled(self._model, device, seat)
        self._device = device
        self._known: OrderedDict[str, torch.Tensor] = OrderedDict()

    def embed(self, prompt: str) -> torch.Tensor:
        """Return (1, 512, width) in the encoder's precision, on its device."""
        cleaned = clean(prompt)
        if cleaned not in self._known:
            self._known[cleaned] = self._computed(cleaned)
            if len(self._known) > _KEPT:
                self._known.popitem(last=False)
        self._known.move_to_end(cleaned)
        said = self._known[cleaned].to(self._device)
        return torch.cat([said, said.new_zeros(PROMPT_TOKENS - len(said), said.shape[1])])[None]

    @torch.no_grad()
    def _computed(self, prompt: str) -> torch.Tensor:
        """Return (tokens, width) on the CPU.

        The encoder is given all 512 tokens: its numbers are then those of diffusers' pipeline to the bit.
        """
        asked = self._tokens(
            prompt, padding="max_length", max_length=PROMPT_TOKENS, truncation=True, return_attention_mask=True,
            return_tensors="pt",
        ).to(self._device)  # fmt: skip
        with self._there():
            found = self._model(asked.input_ids, asked.attention_mask).last_hidden_state[0]
        return found[: int(asked.attention_mask.sum())].cpu()


def clean(prompt: str) -> str:
    """Return a prompt as the weights were trained to read it: entities resolved, one space between words.

    Wan's own code mends broken encodings too (ftfy), which bytes that came as UTF-8 JSON do not have.
    """
    return re.sub(r"\s+", " ", html.unescape(html.unescape(prompt))).strip()
