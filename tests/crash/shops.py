"""A workshop whose engine child does what the prompt says."""

from pathlib import Path

from inbetween.db.database import Database
from inbetween.domain.clock import SECOND
from inbetween.media.fetch import Fetcher
from inbetween.prompts.rewrite import Verbatim
from inbetween.storage.local import LocalObjects
from inbetween.tasks.wake import LocalWake
from inbetween.worker.pools.process import ProcessPool
from inbetween.worker.workshop import Workshop
from tests.samples import EVERYTHING
from tests.served import offering

LEASE = 2 * SECOND


def shop_in(folder: Path, database: Database) -> Workshop:
    """Return a workshop whose files are in ``folder``; its lease is short, so that a test need not wait."""
    return Workshop(
        database=database,
        objects=LocalObjects(folder / "objects"),
        fetcher=Fetcher(),
        pool=ProcessPool("tests.engines:Actor", 4 * 2**30, folder / "cache", folder=folder / "work"),
        rewriter=Verbatim(),
        wake=LocalWake(),
        folder=folder / "work",
        offers=offering("actor", EVERYTHING),
        mark="AI生成",
        keep=None,
        lease=LEASE,
        poll_seconds=0.05,
        drain_seconds=10,
    )
