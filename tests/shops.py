"""A workshop behind the API of a test: the same database, objects and wake."""

from pathlib import Path

from inbetween.api.front import Front
from inbetween.media.fetch import Fetcher
from inbetween.prompts.rewrite import Verbatim
from inbetween.worker.pools.pool import Pool
from inbetween.worker.workshop import Workshop


def shop_behind(front: Front, pool: Pool, folder: Path) -> Workshop:
    """Return a workshop that does the tasks of ``front`` with ``pool``, its work files in ``folder``."""
    return Workshop(
        database=front.database,
        objects=front.objects,
        fetcher=Fetcher(),
        pool=pool,
        rewriter=Verbatim(),
        wake=front.wake,
        folder=folder,
        offers=front.offers,
        mark="AI生成",
        keep=front.keep,
    )
