"""Orders of short videos of real pictures, and somebody who waits for them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from inbetween.worker.forecast import Forecast
from inbetween.worker.order import Order
from tests.pictures import LIMITS, saved, smooth
from tests.samples import SPEC

SHORT = replace(SPEC, seconds=1, fps=12, prompt="")


def ordered(folder: Path, *, size: tuple[int, int] = (650, 375), **spec: Any) -> Order:
    """Return an order of twelve 480P frames between two pictures, which are written beside its folder."""
    work, scratch = folder / "work", folder / "scratch"
    work.mkdir(exist_ok=True)
    scratch.mkdir(exist_ok=True)
    return Order(
        spec=replace(SHORT, **spec),
        paths={
            "first_frame": saved(folder, "first.png", smooth(*size, seed=1)),
            "last_frame": saved(folder, "last.png", smooth(*size, seed=2)),
        },
        folder=work,
        scratch=scratch,
        limits=LIMITS,
        shrink=False,
        offer="still",
        mark="AI生成",
    )


def left_in(order: Order) -> list[str]:
    """Return the names of the files in the order's folder."""
    return sorted(path.name for path in order.folder.iterdir())


class Listener:
    """Remembers what it was told; wants to stop once ``stop`` says so of a stage."""

    def __init__(self, stop: Callable[[str], bool] = lambda stage: False) -> None:
        self.told: list[tuple[str, float]] = []
        self.previews: list[Path] = []
        self._stop = stop

    def progress(self, stage: str, fraction: float, preview: Path | None = None) -> None:
        self.told.append((stage, fraction))
        if preview:
            self.previews.append(preview)

    def cancelled(self) -> bool:
        return bool(self.told) and self._stop(self.told[-1][0])

    def foresee(self, forecast: Forecast) -> None:
        self.forecast = forecast

    def stopped_within(self, seconds: float) -> bool:
        return self.cancelled()
