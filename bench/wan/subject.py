"""What is measured in this process: random weights of full size, made once on the device, and inputs of each size."""

import gc

import torch

from bench.wan import sizes
from inbetween.engines.wan.dit import Dit, operations
from inbetween.engines.wan.modes import mode_of
from inbetween.engines.wan.reference import ReferenceDenoiser
from inbetween.engines.wan.ways import ways_of


class Subject:
    """The transformer of a size, by diffusers and by us, over the same weights: 33 GB, made when first asked for.

    ``forget`` gives them back, before another process needs the card.
    """

    def __init__(self, size, smaller, device):
        self.size, self.smaller, self.device = size, smaller, torch.device(device)
        self.config = sizes.config_of(size)
        self.width = self.config["num_attention_heads"] * self.config["attention_head_dim"]
        self.velocities = {}  # ours, exact, by latents: what other modes are compared with
        self._weights = self._exact = None

    @property
    def weights(self):
        """By diffusers' names."""
        if self._weights is None:
            self._weights = sizes.random_weights(self.size, self.device)
        return self._weights

    def stock(self):
        """Return diffusers' module as it comes: without what asks for a stop between its blocks."""
        stock = ReferenceDenoiser(self.config, self.weights)
        for block in self.module_of(stock).blocks:
            block._forward_pre_hooks.clear()  # noqa: SLF001 - ours: stock has none to compile
        self.module_of(stock).set_attention_backend("native")  # an earlier arm's choice would stand
        return stock

    @staticmethod
    def module_of(stock):
        """Return the module of diffusers, which has its switches."""
        return stock._module  # noqa: SLF001

    def ours(self, mode):
        """Return our forward in a mode; the exact one is kept, others share nothing with it but small tables."""
        if mode != "exact":
            return self._made(mode)
        self._exact = self._exact or self._made("exact")
        return self._exact

    def _made(self, mode):
        return Dit(self.config, dict(self.weights), ways_of(mode_of(mode), self.device))

    def work(self, size):
        """Return the operations of a forward of ``size``."""
        return operations(self.config, size.tokens, pictures=self.config["pos_embed_seq_len"])

    def forget(self):
        """Free the device for others."""
        self._weights = self._exact = None
        gc.collect()
        if self.device.type == "cuda":
            torch.cuda.synchronize(self.device)
            torch.cuda.empty_cache()
