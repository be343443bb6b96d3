"""Shapes of attention, and the file of what a machine has measured for them: it may be deleted at any time."""

import contextlib
import json
import math
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Of an attention: ``tokens`` look at ``seen`` others, by ``heads`` of ``channels``, ``batch`` times."""

    batch: int
    tokens: int
    seen: int
    heads: int
    channels: int
    dtype: torch.dtype

    @classmethod
    def of(cls, queries: torch.Tensor, keys: torch.Tensor) -> "Shape":
        """Return the shape of an attention of ``queries`` (B, N, H, C) to ``keys`` (B, M, H, C)."""
        batch, tokens, heads, channels = queries.shape
        sizes = {"batch": batch, "tokens": tokens, "seen": keys.shape[1], "heads": heads, "channels": channels}
        return cls(**sizes, dtype=queries.dtype)

    @property
    def operations(self) -> int:
        """Floating point operations: two products of two each."""
        return 4 * self.batch * self.heads * self.tokens * self.seen * self.channels


@dataclass(frozen=True, slots=True)
class Timings:
    """Seconds by kernel, per device, versions and class of shapes; in ``path``, or nowhere where that is ``None``."""

    path: Path | None

    def read(self, shape: Shape, device: torch.device) -> dict[str, float]:
        """Return the seconds of each kernel that was timed for the class of ``shape``."""
        return dict(self._all().get(_key(shape, device), {}))

    def write(self, shape: Shape, device: torch.device, seconds: Mapping[str, float]) -> None:
        """Remember ``seconds``. A folder that takes none costs the next start a second of timing, no more."""
        if self.path is None:
            return
        rows = {**self._all(), _key(shape, device): dict(seconds)}
        with contextlib.suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.path.parent, prefix=self.path.name)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(rows, file, indent=1)
            Path(name).replace(self.path)

    def _all(self) -> dict[str, Any]:
        if self.path is None:
            return {}
        try:
            rows = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return rows if isinstance(rows, dict) else {}


def kernel_folder() -> Path | None:
    """Return the folder of compiled kernels, beside which timings are kept, as a child or ``doctor`` was told it."""
    folder = os.environ.get("NUMBA_CACHE_DIR")
    return Path(folder) if folder else None


def _key(shape: Shape, device: torch.device) -> str:
    lengths = "x".join(str(_octave(length)) for length in (shape.tokens, shape.seen))
    return f"{_name(device)} | {shape.heads}x{shape.channels} {shape.dtype} | 2^({lengths}/2)"


def _octave(length: int) -> int:
    """Return the class of a length: half octaves."""
    return round(2 * math.log2(max(1, length)))


def _name(device: torch.device) -> str:
    if device.type != "cuda":
        return f"{device.type} | torch {torch.__version__}"
    cudnn = torch.backends.cudnn.version()
    return f"{torch.cuda.get_device_name(device)} | torch {torch.__version__} | cudnn {cudnn}"
