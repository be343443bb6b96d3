"""A folder of weights written anew: transformers and text in another precision, LoRAs merged, all else as it is.

Read and written a tensor at a time: it takes the memory of the largest one, in float32.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Literal, TypeAlias

import torch
from safetensors import safe_open

from inbetween.domain.errors import Cancelled, OperatorError
from inbetween.engines.wan.kinds import Kind, detect
from inbetween.engines.wan.loading import loras_of
from inbetween.engines.wan.loras import Loras
from inbetween.engines.wan.modes import is_exact
from inbetween.engines.wan.outline import Entry, Shard, Stored, entries_of, index_of, sharded
from inbetween.engines.wan.shards import read_json
from inbetween.engines.weights import Weights

Precision: TypeAlias = Literal["bf16", "fp32"]

_STORED: Mapping[Precision, Stored] = {"bf16": "BF16", "fp32": "F32"}
_DTYPES: Mapping[Stored, torch.dtype] = {"BF16": torch.bfloat16, "F32": torch.float32}
_TEXT = "text_encoder"
_WEIGHTS = (".safetensors", ".safetensors.index.json", ".bin", ".bin.index.json", ".pt", ".pth")
"""Ends of the names of what is written anew, or never read: beside these everything is copied."""

Progress: TypeAlias = Callable[[str, float], None]
"""Told a part and how much of it is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """What will be written: ``parts`` anew, and the files ``copied``, by their names in the folder."""

    weights: Weights
    kind: Kind
    parts: Mapping[str, tuple[Shard, ...]]
    copied: tuple[Path, ...]

    @property
    def size_bytes(self) -> int:
        """What the new folder takes, but for some headers."""
        kept = sum((self.kind.folder / file).stat().st_size for file in self.copied)
        return kept + sum(shard.size_bytes for shards in self.parts.values() for shard in shards)

    def write(self, folder: Path, progress: Progress, cancelled: Callable[[], bool]) -> None:
        """Write everything into ``folder``, which is there and empty.

        Raises:
            Cancelled: ``cancelled`` said so, between two tensors or files.
            OperatorError: a LoRA does not fit.
            OSError: a file cannot be read or written.
        """
        for part, shards in self.parts.items():
            (folder / part).mkdir()
            loras = Loras(()) if part == _TEXT else loras_of(self.weights, self.kind, part)
            done, whole = 0, sum(shard.size_bytes for shard in shards)
            for shard in shards:
                for size in _written(shard, folder / part / shard.name, loras):
                    done += size
                    _go_on(cancelled)
                    progress(part, done / whole)
            if len(shards) > 1:
                (folder / part / f"{_stem(part)}.safetensors.index.json").write_text(index_of(shards))
        for number, file in enumerate(self.copied, 1):
            _go_on(cancelled)
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.kind.folder / file, folder / file)
            progress("the rest", number / len(self.copied))


def planned(weights: Weights, precision: Precision) -> Conversion:
    """Look at everything that will be read, and tell what will be written.

    Raises:
        OperatorError: the folder is none of Wan weights or not whole, or a LoRA changes what is not in it.
    """
    if weights.folder is None:
        raise OperatorError(f"weights.{weights.name}: folder is missing; name a folder in the diffusers layout.")
    kind = detect(weights.folder)
    parts = {part: _outlined(kind, part, _STORED[precision]) for part in (*kind.experts, _TEXT)}
    for part in kind.experts:
        loras_of(weights, kind, part).check(entry.name for shard in parts[part] for entry in shard.entries)
    return Conversion(weights=weights, kind=kind, parts=parts, copied=tuple(_others(kind.folder, frozenset(parts))))


def _outlined(kind: Kind, part: str, rest: Stored) -> tuple[Shard, ...]:
    def stored(name: str) -> Stored:
        return "F32" if part != _TEXT and is_exact(name) else rest

    return sharded(entries_of(kind.folder / part, stored), _stem(part))


def _stem(part: str) -> str:
    """Return how diffusers, or for the text encoder transformers, begins the names of weights."""
    return "model" if part == _TEXT else "diffusion_pytorch_model"


def _others(folder: Path, anew: frozenset[str]) -> Iterator[Path]:
    """Yield what is copied, by its name in ``folder``: no hidden files, and nothing that the folder's index leaves out.

    A download may keep a whole second copy in ``.git`` or ``.cache``, and the makers' own layout beside diffusers'.
    """
    named = (part for part in read_json(folder / "model_index.json") if (folder / part).is_dir())
    files = (*sorted(folder.iterdir()), *(file for part in named for file in sorted((folder / part).rglob("*"))))
    for file in files:
        place = file.relative_to(folder)
        is_weights = file.name.endswith(_WEIGHTS) and (len(place.parts) == 1 or place.parts[0] in anew)
        if file.is_file() and not is_weights and not any(name.startswith(".") for name in place.parts):
            yield place


def _written(shard: Shard, path: Path, loras: Loras) -> Iterator[int]:
    """Write one file; yield the bytes of each tensor once it is in it."""
    with path.open("xb") as file:
        file.write(shard.header())
        for entry, tensor in _read(shard):
            changed = loras.merged(entry.name, tensor).to(_DTYPES[entry.stored])
            file.write(changed.contiguous().reshape(-1).view(torch.uint8).numpy().data)
            yield entry.size_bytes


def _read(shard: Shard) -> Iterator[tuple[Entry, torch.Tensor]]:
    for source, entries in groupby(shard.entries, key=lambda entry: entry.file):
        with safe_open(source, framework="pt") as opened:
            for entry in entries:
                yield entry, opened.get_tensor(entry.name)


def _go_on(cancelled: Callable[[], bool]) -> None:
    if cancelled():
        raise Cancelled
