"""Pools without a process."""

from inbetween.engines import registry
from inbetween.worker.make import make
from inbetween.worker.order import Made, Order, Reporter


class HerePool:
    """The seam without the process: an engine runs in the caller's thread."""

    def __init__(self, engine: str = "still") -> None:
        self._engine = registry.load(engine)

    def start(self) -> None:
        pass

    def make(self, order: Order, reporter: Reporter) -> Made:
        return make(order, self._engine, reporter)

    def ready(self) -> bool:
        return True

    def rest(self) -> None:
        pass

    def close(self) -> None:
        pass
