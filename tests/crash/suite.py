"""The installations that are attacked, one after another."""

import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.crash import armed
from tests.crash.aftermath import settle_accounts
from tests.crash.audit import Account
from tests.crash.campaign import Campaign
from tests.crash.client import Client
from tests.crash.house import REAL_SHARE, House, apart, together
from tests.crash.processes import Watched, nursery
from tests.postgresql import Cluster, running_cluster

_GONE_SECONDS = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One campaign in numbers; ``folder`` is kept when something is wrong."""

    name: str
    seconds: float
    kills: Counter[tuple[str, str]]
    hits: Counter[str]
    points: int
    missed: list[str] = field(default_factory=list)
    account: Account
    folder: Path

    @property
    def good(self) -> bool:
        """Whether nothing is wrong and no point was missed."""
        return self.account.good and not self.missed


def run_all(*, kills: int, need: int, seconds: float, seed: int, only: str | None = None) -> Iterator[Report]:
    """Attack both installations, each with its share of ``kills``."""
    names = [only] if only else ["together", "apart"]
    return (run(name, kills=kills // len(names), need=need, seconds=seconds, seed=seed) for name in names)


def run(
    name: str, *, kills: int, need: int, seconds: float, seed: int, real_share: float = REAL_SHARE, backlog: int = 6
) -> Report:
    """Attack one installation until ``kills`` are reached and each point was died at ``need`` times; then look.

    With a ``need`` of 0 the points are only targets, and none is missed.
    """
    with {"together": _together, "apart": _apart}[name]() as (house, outages), closing(house):
        chance, begun = random.Random(f"{seed} {name}"), time.monotonic()
        house.real_share = real_share
        client = Client(base=house.base, key=house.key, seed=seed, backlog=backlog)
        campaign = Campaign(house=house, client=client, chance=chance, need=need, outages=outages)
        campaign.attack(kills, seconds)
        account = settle_accounts(campaign)
        report = Report(
            name=house.name,
            seconds=time.monotonic() - begun,
            kills=campaign.kills,
            hits=armed.hits_in(house.hits),
            points=campaign.points,
            missed=campaign.missed(),
            account=account,
            folder=house.folder,
        )
    if report.good:
        house.clear()
    return report


@contextmanager
def _together() -> Iterator[tuple[House, tuple["_Outage", ...]]]:
    """Give one process on SQLite."""
    folder = Path(tempfile.mkdtemp(prefix="inbetween-crash-"))
    url = f"sqlite:///{folder}/data/inbetween.db"
    with nursery() as born:
        yield House(name="one process, SQLite", folder=folder, database=url, nursery=born, parted=together), ()


@contextmanager
def _apart() -> Iterator[tuple[House, tuple["_Outage", ...]]]:
    """Give an API and two workers on PostgreSQL, which is killed too."""
    folder = Path(tempfile.mkdtemp(prefix="inbetween-crash-"))
    with nursery() as born, running_cluster() as cluster:
        house = House(
            name="API and two workers, PostgreSQL", folder=folder, database=cluster.url, nursery=born, parted=apart
        )
        yield house, (_Outage(cluster, random.Random(1)),)


class _Outage:
    """Kills PostgreSQL, all processes of it, and starts it again after a moment."""

    def __init__(self, cluster: Cluster, chance: random.Random) -> None:
        self._cluster, self._chance = cluster, chance

    def __call__(self) -> str:
        postmaster = Watched(self._cluster.pid)
        backends = postmaster.children()
        for process in (postmaster, *backends):
            process.kill()
        for process in (postmaster, *backends):
            assert process.ended_within(_GONE_SECONDS), "PostgreSQL does not die"
            process.close()
        time.sleep(self._chance.uniform(0.0, 1.0))
        self._cluster.revive()
        return "PostgreSQL"
