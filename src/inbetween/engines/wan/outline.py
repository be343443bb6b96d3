"""What the files of one converted part will hold, to the byte, told before any of them is written. No torch."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Literal, TypeAlias

from inbetween.domain.errors import OperatorError
from inbetween.engines.wan.shards import header_of, shards_of

Stored: TypeAlias = Literal["F32", "BF16"]
"""A precision in the words of the safetensors format."""

SHARD_BYTES = 5 * 10**9
"""Bytes of tensors in one file at most: what the published folders are cut to."""

_SIZES = {"F32": 4, "BF16": 2}
_READ = frozenset({"F64", "F32", "F16", "BF16"})
"""What is converted. Eight-bit weights have scales beside them, which rounding would leave out."""

_ALIGNED = 8
"""The format's: tensors begin at a multiple of so many bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A tensor to be written as ``stored``, and the file that it is read from."""

    name: str
    file: Path
    shape: tuple[int, ...]
    stored: Stored

    @property
    def size_bytes(self) -> int:
        """What it takes in its new file."""
        return prod(self.shape) * _SIZES[self.stored]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """A file to be written: its name, and what stands in it, in order."""

    name: str
    entries: tuple[Entry, ...]

    @property
    def size_bytes(self) -> int:
        """What its tensors take."""
        return sum(entry.size_bytes for entry in self.entries)

    def header(self) -> bytes:
        """Return what stands before the tensors."""
        told: dict[str, object] = {"__metadata__": {"format": "pt"}}
        end = 0
        for entry in self.entries:
            begin, end = end, end + entry.size_bytes
            told[entry.name] = {"dtype": entry.stored, "shape": entry.shape, "data_offsets": (begin, end)}
        text = json.dumps(told, separators=(",", ":")).encode()
        text += b" " * (-len(text) % _ALIGNED)
        return len(text).to_bytes(8, "little") + text


def entries_of(part: Path, stored: Callable[[str], Stored]) -> Iterator[Entry]:
    """Yield the tensors of ``part``, from the headers of its files; ``stored`` says by name what each is to be.

    Raises:
        OperatorError: a file is missing or cut short, or holds numbers that are not converted.
    """
    for file in shards_of(part):
        for name, told in header_of(file).items():
            if name == "__metadata__":
                continue
            if told["dtype"] not in _READ:
                raise OperatorError(f"{file} holds {name} in {told['dtype']}; convert weights in fp32, fp16 or bf16.")
            yield Entry(name=name, file=file, shape=tuple(told["shape"]), stored=stored(name))


def sharded(entries: Iterable[Entry], stem: str) -> tuple[Shard, ...]:
    """Cut the tensors of a part into files of ``SHARD_BYTES`` at most, named as diffusers and transformers look for.

    In each file the wide numbers stand first, so that all of them are aligned.
    """
    heaps: list[list[Entry]] = [[]]
    size = 0
    for entry in entries:
        if heaps[-1] and size + entry.size_bytes > SHARD_BYTES:
            heaps.append([])
            size = 0
        heaps[-1].append(entry)
        size += entry.size_bytes
    return tuple(
        Shard(
            name=f"{stem}.safetensors" if len(heaps) == 1 else f"{stem}-{number:05}-of-{len(heaps):05}.safetensors",
            entries=tuple(sorted(heap, key=lambda entry: -_SIZES[entry.stored])),
        )
        for number, heap in enumerate(heaps, 1)
    )


def index_of(shards: Sequence[Shard]) -> str:
    """Return what the index file of several shards says: which tensor is in which."""
    names = {entry.name: shard.name for shard in shards for entry in shard.entries}
    total = sum(shard.size_bytes for shard in shards)
    return json.dumps({"metadata": {"total_size": total}, "weight_map": names}, indent=2)
