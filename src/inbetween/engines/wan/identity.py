"""Which weights, words and pictures latents were made with: on others they are not gone on with. No torch.

Told from what files hold, not from their names and times: the same folder on another machine is the same weights.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

from inbetween.domain.frames import Rgb
from inbetween.engines.wan.kinds import Kind
from inbetween.engines.wan.plan import Segment
from inbetween.engines.wan.shards import header_of, shards_of
from inbetween.engines.weights import Weights

_SAMPLE = 4_096
"""Bytes that are read of each tensor. Training changes all of a tensor; the 2,200 of A14B make 9 MB."""

_WAYS = ("steps", "sigmas", "shift", "guidance", "boundary", "mode", "attention")
"""Of an entry, what changes the latents beside the files it names."""

_GIVEN = ("first", "last", "clip")
"""Sources of known frames that came with the task; what was drawn before follows from the rest."""


def of_weights(weights: Weights, kind: Kind) -> str:
    """Return a name for everything that is loaded of ``weights``: equal for equal files, on every machine.

    Raises:
        OperatorError: a file is missing or cut short.
    """
    digest = hashlib.sha256()
    for part in kind.parts:
        for config in sorted((kind.folder / part).glob("*.json")):
            digest.update(config.name.encode() + config.read_bytes())
        if (kind.folder / part / "config.json").is_file():
            for sample in _samples(shards_of(kind.folder / part)):
                digest.update(sample)
    for lora in weights.loras:
        digest.update(f"{lora.strength} {lora.expert}".encode())
        for sample in _samples((lora.path,)):
            digest.update(sample)
    return digest.hexdigest()


def _samples(files: tuple[Path, ...]) -> Iterator[bytes]:
    """Yield each tensor's name, type and shape, and its first bytes, in the order of the names.

    How tensors are shared out to files is left aside, and where in a file they stand.
    """
    places = {name: (file, told) for file in files for name, told in header_of(file).items() if name != "__metadata__"}
    for name, (file, told) in sorted(places.items()):
        begin, end = told["data_offsets"]
        yield f"{name} {told['dtype']} {told['shape']}".encode()
        with file.open("rb") as opened:
            opened.seek(8 + int.from_bytes(opened.read(8), "little") + begin)
            yield opened.read(min(end - begin, _SAMPLE))


def of_latents(
    words: tuple[str, str], segment: Segment, known: Mapping[int, Rgb], *, weights: Weights, identity: str
) -> dict[str, str]:
    """Return everything that the latents of a segment depend on.

    Args:
        words: what is wanted, and what is unwanted.
        segment: which frames, from which seed.
        known: its known frames, at the weights' size.
        weights: how they are used.
        identity: from ``of_weights``.
    """
    ways = {name: getattr(weights, name) for name in _WAYS}
    return {
        "words": _hash(json.dumps(words).encode()),
        "ways": json.dumps(ways),
        "pictures": _hash(*(_seen(one.index, known) for one in segment.known if one.source in _GIVEN)),
        "weights": identity,
        "seed": str(segment.seed),
        "frames": str(segment.length),
        "size": "x".join(map(str, next(iter(known.values())).shape)),
        **{name: version(name) for name in ("torch", "diffusers")},
    }


def _seen(index: int, known: Mapping[int, Rgb]) -> bytes:
    return str(index).encode() + known[index].tobytes()


def _hash(*parts: bytes) -> str:
    return hashlib.sha256(b"".join(parts)).hexdigest()
