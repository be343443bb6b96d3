"""A pool for each offer of an installation: an engine alone, or with weights, each in a child of its own."""

from collections.abc import Collection, Mapping

from inbetween.worker.order import Made, Order, Reporter
from inbetween.worker.pools.pool import Pool


class SeveralPools:
    """Gives each order to the pool of its offer. Children start when the first order for them comes.

    Args:
        pools: by the name of an offer.
        weighty: those whose children hold weights in memory.
        resident: how many of these may be loaded at once; another one takes the place of the one that has rested
            longest.
        warm: those whose children start at once.
    """

    def __init__(
        self, pools: Mapping[str, Pool], *, weighty: Collection[str], resident: int, warm: Collection[str]
    ) -> None:
        self._pools, self._resident, self._warm = pools, resident, tuple(warm)
        self._loaded: list[str] = [name for name in self._warm if name in weighty]
        self._weighty = frozenset(weighty)

    def start(self) -> None:
        """Begin to get those ready that should be, without waiting for them."""
        for name in self._warm:
            self._pools[name].start()

    def make(self, order: Order, reporter: Reporter) -> Made:
        """Make ``order`` in the child of its offer; see ``Pool.make``."""
        if order.offer in self._weighty:
            self._make_room(order.offer)
        return self._pools[order.offer].make(order, reporter)

    def _make_room(self, name: str) -> None:
        """Let others rest until there is room for ``name``, and remember that it is the last one used."""
        others = [other for other in self._loaded if other != name]
        while len(others) >= self._resident:
            self._pools[others.pop(0)].rest()
        self._loaded = [*others, name]

    def ready(self) -> bool:
        """Say whether those that start at once are warm."""
        return all(self._pools[name].ready() for name in self._warm)

    def rest(self) -> None:
        """Let all of them rest."""
        for pool in self._pools.values():
            pool.rest()

    def close(self) -> None:
        """End all of them, and leave no process."""
        for pool in self._pools.values():
            pool.close()
