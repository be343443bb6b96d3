"""What makes the videos of an installation: a pool for every offer. Beside ``app``, which wires everything else.

Whoever only serves, or only opens the database, does not import it.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from inbetween.engines import registry
from inbetween.engines.protocol import Scratch
from inbetween.engines.remote.entry import Remote
from inbetween.engines.weights import Weights
from inbetween.media.fetch import Fetcher
from inbetween.offers.asked import asked_of
from inbetween.offers.model_map import ModelMap
from inbetween.offers.offer import Offer
from inbetween.settings import Settings
from inbetween.storage.objects import Objects
from inbetween.worker.order import Order
from inbetween.worker.pools.pool import Pool
from inbetween.worker.pools.process import GPU_GRACE_SECONDS, GRACE_SECONDS, ProcessPool
from inbetween.worker.pools.remote import PLAYER, RemotePool
from inbetween.worker.pools.several import SeveralPools
from inbetween.worker.scratch import ObjectScratch


def fetcher(read: Settings) -> Fetcher:
    """Return what fetches URLs within the limits that the operator sets."""
    return Fetcher(read.fetch_allowed, read.fetch_seconds, deny=read.fetch_denied)


def pool_of_all(read: Settings, mapped: ModelMap, objects: Objects, *, folder: Path) -> SeveralPools:
    """Make a pool for every offer; the default engine's child starts at once, as it always did."""

    def notes(order: Order) -> Scratch:
        return ObjectScratch(order.task_id, objects)

    def pool(offer: Offer) -> Pool:
        if offer.remote is not None:
            return remote_pool(read, offer.remote, notes, folder=folder)
        weights = offer.weights and replace(offer.weights, asked=asked_of(offer, mapped.offers))
        return _child(read, offer.engine, weights, folder=folder)

    return SeveralPools(
        {offer.name: pool(offer) for offer in mapped.offers},
        weighty=[offer.name for offer in mapped.offers if offer.weighty],
        resident=mapped.resident,
        warm=mapped.warm_of(read.served),
    )


def remote_pool(read: Settings, remote: Remote, notes: Callable[[Order], Scratch], *, folder: Path) -> RemotePool:
    """Make what has orders made by another server, and plays them in a child that reaches ``folder`` alone."""
    player = _child(read, PLAYER, None, folder=folder)
    return RemotePool(remote, player, fetcher(read), notes=notes, limit=read.render_seconds)


def _child(read: Settings, engine: str, weights: Weights | None, *, folder: Path) -> ProcessPool:
    """Make a pool of one child."""
    return ProcessPool(
        engine,
        read.child_memory,
        read.cache,
        folder=folder,
        weights=weights,
        grace=GPU_GRACE_SECONDS if registry.on_gpu(engine) else GRACE_SECONDS,
        limit=read.render_seconds,
    )
