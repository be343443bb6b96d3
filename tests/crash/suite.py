"""The installations that are attacked, one after another."""

import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from tests.crash import armed
from tests.crash.aftermath import settle_accounts
from tests.crash.audit import Account
from tests.crash.campaign import Campaign
from tests.crash.client import Client
from tests.crash.house import House, apart, machines, together
from tests.crash.outages import Outage, standing_store, without_cluster
from tests.crash.processes import nursery
from tests.postgresql import running_cluster

Outages: TypeAlias = tuple[Outage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One campaign in numbers; ``names`` are those of its kill points; ``folder`` is kept when
    something is wrong."""

    name: str
    seconds: float
    kills: Counter[tuple[str, str]]
    hits: Counter[str]
    names: list[str]
    missed: list[str] = field(default_factory=list)
    account: Account
    folder: Path

    @property
    def good(self) -> bool:
        """Whether nothing is wrong and no point was missed."""
        return self.account.good and not self.missed

    @property
    def real_share(self) -> float:
        """The share of the accepted tasks whose video stands and was made by the real engine."""
        return self.account.engines[REAL] / max(self.account.tasks, 1)


SHARES: Mapping[str, float] = {"together": 0.4, "apart": 0.4, "machines": 0.2}
"""The installations, and of how many of all kills."""

_AT_ONCE = 3

REAL, QUICK = "tween", "still"
"""The engine that makes every video of a campaign, and that of a short one."""


def run_all(*, kills: int, seconds: float, seed: int, only: str | None = None) -> Iterator[Report]:
    """Attack every installation, each with its share of ``kills``, all at a time: a life is mostly waiting."""
    names = [only] if only else list(SHARES)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        yield from pool.map(
            lambda name: run(name, kills=round(kills * SHARES[name]), seconds=seconds, seed=seed), names
        )


def run(name: str, *, kills: int, seconds: float, seed: int, short: bool = False) -> Report:
    """Attack one installation until ``kills`` are reached and no point is missed, at most for ``seconds``; then look.

    A ``short`` one has fewer open tasks, none of them for the real engine, and need not come to every point.
    """
    installation = {"together": _together, "apart": _apart, "machines": _machines}[name]
    with installation(QUICK if short else REAL) as (house, outages), closing(house):
        chance, begun = random.Random(f"{seed} {name}"), time.monotonic()
        client = Client(base=house.base, key=house.key, seed=seed, backlog=3 if short else 8)
        campaign = Campaign(house=house, client=client, chance=chance, every_point=not short, outages=outages)
        campaign.attack(kills, seconds)
        account = settle_accounts(campaign)
        report = Report(
            name=house.name,
            seconds=time.monotonic() - begun,
            kills=campaign.kills,
            hits=armed.hits_in(house.hits),
            names=campaign.names,
            missed=campaign.missed(),
            account=account,
            folder=house.folder,
        )
    if report.good:
        house.clear()
    return report


@contextmanager
def _together(engine: str) -> Iterator[tuple[House, Outages]]:
    """Give one process on SQLite."""
    name, folder = "one process, SQLite", _fresh_folder()
    url = f"sqlite:///{folder}/data/inbetween.db"
    (folder / "data").mkdir()
    with nursery(engine) as born:
        yield House(name=name, folder=folder, database=url, nursery=born, engine=engine, parted=together), ()


@contextmanager
def _apart(engine: str) -> Iterator[tuple[House, Outages]]:
    """Give an API and two workers on PostgreSQL, which is killed too."""
    name, folder = "API and two workers on one machine, PostgreSQL", _fresh_folder()
    with nursery(engine) as born, running_cluster() as cluster:
        house = House(name=name, folder=folder, database=cluster.url, nursery=born, engine=engine, parted=apart)
        yield house, (lambda: without_cluster(cluster),)


@contextmanager
def _machines(engine: str) -> Iterator[tuple[House, Outages]]:
    """Give the same without a shared disk, with the objects in a bucket; PostgreSQL and the store are killed too."""
    name, folder = "API and two workers without a shared disk, PostgreSQL and S3", _fresh_folder()
    with nursery(engine) as born, running_cluster() as cluster, standing_store(folder / "s3") as store:
        house = House(
            name=name,
            folder=folder,
            database=cluster.url,
            nursery=born,
            engine=engine,
            parted=machines,
            bucket=store.shelf,
            more=store.variables,
        )
        yield house, (lambda: without_cluster(cluster), store.without)


def _fresh_folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="inbetween-crash-"))
