"""Everything that a worker stands on, handed over by ``app``."""

from dataclasses import dataclass, field
from pathlib import Path

from inbetween.db.database import Database
from inbetween.domain.clock import SECOND, Millis
from inbetween.media.fetch import Fetcher
from inbetween.metrics.meters import Meters
from inbetween.offers.offer import Offers
from inbetween.prompts.rewrite import Rewriter
from inbetween.storage.objects import Objects
from inbetween.tasks.wake import Wake
from inbetween.worker.courses import Courses
from inbetween.worker.pools.pool import Pool


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """The rooms and the settings that tasks are done with.

    ``folder`` holds the work folders; on the filesystem of the objects nothing is ever copied. ``offers`` tell which of
    the engines in ``pool`` renders what, ``serves`` names those that this worker is for (``None``: all of them),
    ``mark`` is the text of the watermark. ``keep`` is the life time of an ended task in milliseconds (``None``: for
    ever), ``disk_limit`` the most bytes of all objects together (``None``: any), ``lease`` how long a task stays with a
    worker that fell silent. ``poll_seconds`` bounds how late a missed ring or an ended lease is noticed;
    ``drain_seconds`` is what a running task may still take when the worker stops. ``locks`` is the folder whose locks
    tell which workers of this place live (``None``: nobody can tell). ``meters`` count what is done, and ``courses``
    remember how long it took.
    """

    database: Database
    objects: Objects
    fetcher: Fetcher
    pool: Pool
    rewriter: Rewriter
    wake: Wake
    folder: Path
    offers: Offers
    mark: str
    keep: Millis | None
    disk_limit: int | None = None
    lease: Millis = 30 * SECOND
    poll_seconds: float = 1.0
    drain_seconds: float = 30.0
    locks: Path | None = None
    serves: frozenset[str] | None = None
    meters: Meters = field(default_factory=Meters)
    courses: Courses = field(default_factory=Courses)
