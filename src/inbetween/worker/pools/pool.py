"""Where an order is made: the seam between the worker and whatever runs the engine."""

from typing import Protocol

from inbetween.worker.order import Made, Order, Reporter


class Pool(Protocol):
    """Makes one order at a time. Only ``close`` may be called while ``make`` runs."""

    def start(self) -> None:
        """Begin to get ready, without waiting for it."""

    def make(self, order: Order, reporter: Reporter) -> Made:
        """Make ``order``, telling ``reporter``; nothing is left in its folder when anything is raised.

        Raises:
            TaskFailure: this task cannot be done.
            ChildLost: the process died under it; another attempt may succeed.
            DiskFailed: the order's folder took no more.
            Cancelled: ``reporter.cancelled()`` turned true.
            OperatorError: the engine cannot run here.
        """

    def ready(self) -> bool:
        """Say whether an order would be begun at once."""

    def rest(self) -> None:
        """End what holds memory until the next order, which waits for its own."""

    def close(self) -> None:
        """End, and leave no process; a ``make`` that runs raises ``ChildLost``."""
