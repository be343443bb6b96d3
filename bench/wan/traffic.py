"""Bytes that a block reads and writes beside products and attention, counted by operator on the meta device."""

from unittest import mock

import torch
from diffusers import WanTransformer3DModel
from torch.nn import functional
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_leaves

from inbetween.engines.wan import ops
from inbetween.engines.wan.dit import Dit, Ways

_FREE = frozenset({
    "_unsafe_view", "alias", "as_strided", "detach", "empty", "empty_like", "expand", "permute", "select", "slice",
    "split", "split_with_sizes", "squeeze", "t", "transpose", "unbind", "unflatten", "unsafe_split", "unsqueeze",
    "view",
})  # fmt: skip
"""Operators that move nothing."""

_LAYERS = 2


class Bytes(TorchDispatchMode):
    """Sums the sizes of what each operator but products is given and gives."""

    total = 0

    def __torch_dispatch__(self, operator, types, args=(), kwargs=None):
        found = operator(*args, **(kwargs or {}))
        name = operator.__name__.split(".")[0]
        if name not in _FREE and "mm" not in name:
            tensors = [each for each in tree_leaves((args, found)) if isinstance(each, torch.Tensor)]
            self.total += sum(each.numel() * each.element_size() for each in tensors)
        return found


class Fused:
    """The kernels of ``ops_triton`` as the bytes that each of them moves."""

    def __init__(self):
        self.total = 0

    def normalise(self, x, *_, **__):
        """Read x, write the norm."""
        return self._moved(2, x)

    def add_normalise(self, x, *_, **__):
        """Read x and y, write x and the norm."""
        return self._moved(4, x)

    def rotate(self, packed, *_, heads, **__):
        """Read and write queries and keys."""
        parts = packed.unflatten(-1, (3, heads, -1)).unbind(-3)
        self._moved(4, parts[0])
        return parts

    def rms(self, x, *_, **__):
        """Read x, write the norm."""
        return self._moved(2, x)

    def _moved(self, times, x):
        self.total += times * x.numel() * x.element_size()
        return torch.empty_like(x)


def measure(run, subject):
    """Count stock's, ours in plain torch, and ours with fused kernels, in units of the residual."""
    config = {**subject.config, "num_layers": _LAYERS}
    for name in ("stock, eager", "ours, plain torch", "ours, Triton"):
        run.arm("traffic", name, lambda name=name: _row(name, subject.size, config), needs=4)


def _row(name, size, config):
    with torch.device("meta"), mock.patch.object(functional, "scaled_dot_product_attention", _attention):
        moved = _counted(name, size, config)
    residual = 2 * size.tokens * config["num_attention_heads"] * config["attention_head_dim"]
    return {"residuals_per_block": moved / _LAYERS / residual, "gb_per_block": moved / _LAYERS / 1e9}


def _counted(name, size, config):
    module = WanTransformer3DModel.from_config(config).bfloat16()
    latents = torch.empty(1, config["in_channels"], *size.latents, dtype=torch.bfloat16)
    text = torch.empty(1, 512, config["text_dim"], dtype=torch.bfloat16)
    image = torch.empty(2, config["pos_embed_seq_len"] // 2, config["image_dim"], dtype=torch.bfloat16)
    fused = Fused()
    call = lambda: module(latents, torch.empty(1), text, image)  # noqa: E731
    if "ours" in name:
        dit = Dit(config, module.state_dict(), Ways(ops=fused if "Triton" in name else ops))
        context = dit.context(text, image)
        call = lambda: dit(latents, torch.empty(1), context)  # noqa: E731
    fused.total = 0
    with Bytes() as counted:
        call()
    return counted.total + fused.total


def _attention(query, *_, **__):
    """Stand in for a kernel: on the meta device torch takes attention apart, as no GPU does."""
    return torch.empty_like(query)
