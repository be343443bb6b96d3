"""How large the parts of a folder are once they are loaded, told from the headers of its files. No torch."""

import re
from collections.abc import Iterator
from math import prod
from pathlib import Path

from inbetween.engines.wan.kinds import Kind
from inbetween.engines.wan.modes import Mode, is_exact
from inbetween.engines.wan.native import FRAMES_PER_LATENT
from inbetween.engines.wan.residency.plan import Parts
from inbetween.engines.wan.shards import header_of, read_json, shards_of

_BF16, _F32 = 2, 4

_EIGHT_BITS = re.compile(r"(attn1\.to_(q|k|v|out\.0)|attn2\.to_(q|out\.0)|ffn\.net\.(0\.proj|2))\.weight$")
"""Of a block, the weights that 8-bit modes keep in one byte: the products over all tokens."""


def parts_of(kind: Kind, mode: Mode) -> Parts:
    """Return the sizes of what a GPU is given of a folder.

    Raises:
        OperatorError: a file is missing or cut short.
    """
    config = read_json(kind.folder / kind.experts[0] / "config.json")
    tensors = dict(_numbers(kind.folder / kind.experts[0]))
    small = mode.products != "exact"
    sizes = {name: count * _bytes(name, eight_bits=small) for name, count in tensors.items()}
    first = sum(size for name, size in sizes.items() if name.startswith("blocks.0."))
    blocks = int(config["num_layers"])
    image = _F32 * _whole(kind, "image_encoder") if kind.pictures else 0
    return Parts(
        encoders=_BF16 * _whole(kind, "text_encoder") + image,
        vae=_BF16 * _whole(kind, "vae"),
        experts=len(kind.experts),
        blocks=blocks,
        block=first,
        outside=sum(size for name, size in sizes.items() if not name.startswith("blocks.")),
        width=int(config["num_attention_heads"]) * int(config["attention_head_dim"]),
        side=kind.native.multiple,
        latents=(kind.native.frames - 1) // FRAMES_PER_LATENT + 1,
    )


def _bytes(name: str, *, eight_bits: bool) -> int:
    if eight_bits and _EIGHT_BITS.search(name):
        return 1
    return _F32 if is_exact(name) else _BF16


def _whole(kind: Kind, part: str) -> int:
    return sum(count for _, count in _numbers(kind.folder / part))


def _numbers(part: Path) -> Iterator[tuple[str, int]]:
    """Yield how many numbers each tensor of a part has."""
    for file in shards_of(part):
        for name, told in header_of(file).items():
            if name != "__metadata__":
                yield name, prod(told["shape"])
