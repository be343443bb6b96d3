"""The safetensors files of one part of a folder of weights: found, and whole as far as their headers tell. No torch."""

import json
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from inbetween.domain.errors import OperatorError

_STEMS = ("diffusion_pytorch_model", "model")
"""What diffusers and what transformers call their files."""

_LONGEST_HEADER = 100 * 2**20
"""Bytes: the limit of the format itself."""


def shards_of(part: Path) -> tuple[Path, ...]:
    """Return the files that hold the weights of ``part``, a folder beside ``model_index.json``.

    Raises:
        OperatorError: a file is missing, cut short, or no safetensors file.
    """
    for stem in _STEMS:
        single, index = part / f"{stem}.safetensors", part / f"{stem}.safetensors.index.json"
        if single.is_file():
            return _whole((single,))
        if index.is_file():
            return _whole(tuple(part / name for name in sorted(set(read_json(index)["weight_map"].values()))))
    pickled = " Pickled weights (.bin, .pth) are not read." if any(part.glob("*.bin")) else ""
    raise OperatorError(f"{part} holds no safetensors file; download the whole folder again.{pickled}")


def _whole(files: tuple[Path, ...]) -> tuple[Path, ...]:
    for file in files:
        check_length(file)
    return files


def check_length(file: Path) -> None:
    """Compare the file's length with what its header promises: a download that broke off is found in a millisecond.

    Raises:
        OperatorError: it is missing, cut short, or no safetensors file.
    """
    if not file.is_file():
        raise OperatorError(f"{file} is missing, which its index names; download it again.")
    needed, there = 8 + _header_length(file) + _data_length(header_of(file)), file.stat().st_size
    if needed != there:
        raise OperatorError(f"{file} has {there} bytes and should have {needed}; download it again.")


def header_of(file: Path) -> Mapping[str, Any]:
    """Return the header of a safetensors file: name to dtype, shape and place of every tensor.

    Raises:
        OperatorError: it is none.
    """
    length = _header_length(file)
    with file.open("rb") as opened:
        opened.seek(8)
        try:
            header = json.loads(opened.read(length))
        except ValueError as error:
            raise _no_safetensors(file) from error
    if not isinstance(header, dict):
        raise _no_safetensors(file)
    return header


def _header_length(file: Path) -> int:
    with file.open("rb") as opened:
        start = opened.read(8)
    length: int = struct.unpack("<Q", start)[0] if len(start) == 8 else 0
    if not 2 <= length <= _LONGEST_HEADER:
        raise _no_safetensors(file)
    return length


def _data_length(header: Mapping[str, Any]) -> int:
    return max((entry["data_offsets"][1] for name, entry in header.items() if name != "__metadata__"), default=0)


def _no_safetensors(file: Path) -> OperatorError:
    return OperatorError(f"{file} is no safetensors file, or only the beginning of one; download it again.")


def read_json(file: Path) -> dict[str, Any]:
    """Read a JSON object.

    Raises:
        OperatorError: there is no such file, or it holds something else.
    """
    try:
        read = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise OperatorError(
            f"{file} cannot be read ({error.strerror}); give a folder in the diffusers layout, with all its files."
        ) from error
    except ValueError as error:
        raise OperatorError(f"{file} is no JSON ({error}); download it again.") from error
    if not isinstance(read, dict):
        raise OperatorError(f"{file} holds no JSON object; download it again.")
    return read
