"""What is measured: the widths of Wan2.1-FLF2V-14B at two sizes, or a tiny model for a smoke test.

Of the 14 B weights FLF2V has the most to do in a forward: it sees two pictures beside the words.
"""

import math
from dataclasses import dataclass, field

import torch
from diffusers import WanTransformer3DModel

WIDE = {"in_channels": 36, "out_channels": 16, "image_dim": 1280, "added_kv_proj_dim": 5120, "pos_embed_seq_len": 514}
TINY = {
    "in_channels": 36, "out_channels": 16, "image_dim": 32, "added_kv_proj_dim": 64, "pos_embed_seq_len": 10,
    "num_layers": 2, "num_attention_heads": 2, "attention_head_dim": 32, "ffn_dim": 96, "text_dim": 32, "freq_dim": 32,
}  # fmt: skip
TINY_VAE = {"base_dim": 8, "dim_mult": [1, 1, 1, 1], "num_res_blocks": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """A video of ``frames`` x ``height`` x ``width`` pixels, and the model that makes it."""

    frames: int
    height: int
    width: int
    config: dict
    vae: dict = field(default_factory=dict)

    @property
    def latents(self):
        """Latent frames, rows and columns."""
        return (self.frames - 1) // 4 + 1, self.height // 8, self.width // 8

    @property
    def tokens(self):
        """What the transformer attends over."""
        return math.prod(self.latents) // 4


SIZES = {
    "720": Size(frames=81, height=720, width=1280, config=WIDE),
    "480": Size(frames=81, height=480, width=832, config=WIDE),
    "tiny": Size(frames=9, height=32, width=32, config=TINY, vae=TINY_VAE),
    "tinier": Size(frames=5, height=32, width=32, config=TINY, vae=TINY_VAE),
}


def config_of(size):
    """Return the transformer's config with every default of diffusers spelled out."""
    with torch.device("meta"):
        config = WanTransformer3DModel(**size.config).config
    # Not diffusers' own notes, one of which puts a default back in place of a value that is changed later.
    return {name: value for name, value in config.items() if not name.startswith("_")}


def random_weights(size, device):
    """Return weights by diffusers' names on ``device``: bf16, or float32 where diffusers keeps it; norms about one."""
    with torch.device("meta"):
        empty = WanTransformer3DModel(**size.config).state_dict()
    draw = torch.Generator(device).manual_seed(0)
    return {name: _drawn(name, tensor.shape, draw, device) for name, tensor in empty.items()}


def _drawn(name, shape, draw, device):
    kept = any(part in name.split(".") for part in WanTransformer3DModel._keep_in_fp32_modules)  # noqa: SLF001
    values = torch.empty(shape, device=device, dtype=torch.float32 if kept else torch.bfloat16)
    return values.normal_(*spread_of(name, shape), generator=draw)


def spread_of(name, shape):
    """Return mean and deviation of a weight by name and shape: products of such weights keep a norm of about one."""
    if "norm" in name and name.endswith("weight"):
        return 1.0, 0.05
    wide = len(shape) > 1 and "table" not in name
    return 0.0, 1 / math.sqrt(math.prod(shape[1:])) if wide else 0.05


def asked(size, device):
    """Return text, image, latents and timesteps of a forward."""
    draw = torch.Generator(device).manual_seed(1)
    config = config_of(size)
    shapes = (
        (1, 512, config["text_dim"]),
        (2, config["pos_embed_seq_len"] // 2, config["image_dim"]),
        (1, config["in_channels"], *size.latents),
    )
    drawn = (torch.randn(shape, generator=draw, device=device).bfloat16() for shape in shapes)
    return *drawn, torch.tensor([700.0], device=device)
