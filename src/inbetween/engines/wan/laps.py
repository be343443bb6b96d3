"""How long the device was at work, by stage, on its own clock: the CPU runs ahead of it, and a GPU ends long after."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import torch

Part = TypeVar("Part")


class Laps:
    """Sums of the laps of each stage on one device; they cost no waiting until they are asked for."""

    def __init__(self, device: torch.device) -> None:
        self._device = device
        self._laps: dict[str, list[tuple[Any, Any]]] = {}

    @contextmanager
    def of(self, stage: str) -> Iterator[None]:
        """Count what the block gives the device to do for ``stage``."""
        begin = self._now()
        try:
            yield
        finally:
            self._laps.setdefault(stage, []).append((begin, self._now()))

    def each(self, stage: str, parts: Iterator[Part]) -> Iterator[Part]:
        """Yield ``parts``, counting what each gives the device to do, and not what is done with it here."""
        while True:
            with self.of(stage):
                part = next(parts, None)
            if part is None:
                return
            yield part

    def seconds(self) -> dict[str, float]:
        """Wait for the device, and return the seconds of each stage."""
        return {stage: round(sum(_between(*lap) for lap in laps), 4) for stage, laps in self._laps.items()}

    def _now(self) -> Any:
        if self._device.type != "cuda":
            return time.perf_counter()
        now = torch.cuda.Event(enable_timing=True)
        now.record(torch.cuda.current_stream(self._device))
        return now


def _between(begin: Any, end: Any) -> float:
    if isinstance(begin, float):
        return float(end - begin)
    end.synchronize()
    return float(begin.elapsed_time(end)) / 1000
