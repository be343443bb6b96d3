"""A campaign: tasks come in while processes are killed; then everything is let end, and looked at."""

import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from sqlalchemy import text

from tests.crash import armed
from tests.crash.audit import age
from tests.crash.client import Client
from tests.crash.house import LEASE_SECONDS, House
from tests.crash.processes import Watched
from tests.crash.steps import CHILD, is_among_several, points
from tests.crash.witness import looking

SAMPLES = (2, 12, 48)
"""How many points a life may die at: with few it comes far and gets work done, with many it dies young."""

PASSES = (1, 1, 1, 2, 3, 10)
"""The pass of a point that is died at: at the first of a loop, or well inside it."""

_LIFE = (2.0, 5.0)
_SHORT_LIFE = (0.0, 2.0)
"""Seconds that a victim may live before it is killed where it stands: with points to die at, and without."""

_GLANCE = 0.03
_CHILD_SHARE, _FREEZE_SHARE, _POWER_CUT_SHARE, _OUTAGE_SHARE = 0.1, 0.08, 0.1, 0.1
_OF_JANITORS = ("worker.janitor ", "tasks.store expired", "tasks.store forget")
_FROZEN_LEASES = 2.5
_ORPHAN_SECONDS = 1.0
_GONE_SECONDS = 10.0

_END_UPLOADS = """UPDATE uploads SET expires_at = 1 WHERE EXISTS
    (SELECT 1 FROM tasks WHERE ended_at IS NOT NULL AND spec LIKE '%' || wire_key || '%')"""
"""Each upload serves one task."""


@dataclass(kw_only=True)
class Campaign:
    """One house under attack, until ``every_point`` was died at as often as its part needs, if so it is asked.

    Each of ``outages`` kills what the house stands on (its database, its store), lets it stand again and returns its
    name. ``kills`` counts by what was killed and how; ``survivors`` are children that outlived their parent.
    """

    house: House
    client: Client
    chance: random.Random
    every_point: bool = True
    outages: tuple[Callable[[], str], ...] = ()
    kills: Counter[tuple[str, str]] = field(default_factory=Counter)
    survivors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        several = len(self.house.parts) > 1
        self._needs = [
            {point.name: 3 if is_among_several(point) else part.need for point in points(part.steps, several=several)}
            for part in self.house.parts
        ]
        self._of_children = {point.name for point in points(CHILD)}

    @property
    def total(self) -> int:
        """How many processes were killed."""
        return sum(self.kills.values())

    @property
    def names(self) -> list[str]:
        """The names of all kill points."""
        return sorted(set(chain.from_iterable(self._needs)))

    def missed(self) -> list[str]:
        """Return the points that were not died at often enough."""
        return self._below(self._needs) if self.every_point else []

    def _below(self, needs: Sequence[Mapping[str, int]]) -> list[str]:
        hits = armed.hits_in(self.house.hits)
        every = {name: need for needs_of_part in needs for name, need in needs_of_part.items()}
        return [name for name, need in every.items() if hits[name] < need]

    def attack(self, kills: int, seconds: float) -> None:
        """Kill until ``kills`` are reached and no point is missed, at most for ``seconds``."""
        end = time.monotonic() + seconds
        self.client.start()
        while time.monotonic() < end and (self.total < kills or self.missed()):
            self._one_turn()
        self._kill_all()

    def _one_turn(self) -> None:
        """Let one part live until it dies at a point or is killed at a random moment, while the others stand."""
        # Those go first that have most points left.
        weights = [1 + len(self._below([needs])) for needs in self._needs]
        number = self.chance.choices(range(len(weights)), weights)[0]
        self._kill(number)
        power_cut = self.chance.random() < _POWER_CUT_SHARE
        if power_cut:
            self._kill_all()
            self._let_time_pass()
        elif self.outages and self.chance.random() < _OUTAGE_SHARE:
            self.kills[self.chance.choice(self.outages)(), "at random"] += 1
        targets = self._targets(number, of_janitors=power_cut)
        victim = self.house.start(number, targets)
        self.house.stand()
        self._live(number, victim, self.chance.uniform(*(_LIFE if targets else _SHORT_LIFE)))
        if self.chance.random() < _CHILD_SHARE:
            self.kills["engine child", "at random"] += sum(child.kill() for child in victim.children())
        elif len(self.house.parts) > 1 and self.chance.random() < _FREEZE_SHARE:
            _freeze(victim)

    def _targets(self, number: int, *, of_janitors: bool) -> dict[str, int]:
        """Return at which points the next life of a part ends, and at which pass of them.

        Janitors tidy when they start and find that no other worker lives.
        """
        missed = self._below([self._needs[number]])
        if of_janitors:
            missed = [name for name in missed if name.startswith(_OF_JANITORS)] or missed
        most = SAMPLES[0] if self.house.is_worn() else self.chance.choice(SAMPLES)
        chosen = self.chance.sample(missed, min(len(missed), most))
        return {name: self.chance.choice(PASSES) for name in chosen}

    def _live(self, number: int, victim: Watched, seconds: float) -> None:
        """Wait for the end of a victim so long, and only a moment more when a child of it has died at a point."""
        before, end = armed.hits_in(self.house.hits), time.monotonic() + seconds
        died: Counter[str] = Counter()
        while time.monotonic() < end and not victim.ended_within(_GLANCE):
            if not died and (died := armed.hits_in(self.house.hits) - before):
                end = min(end, time.monotonic() + self.chance.uniform(0.0, 1.0))
        for name in (armed.hits_in(self.house.hits) - before).elements():
            who = "engine child" if name in self._of_children else self.house.parts[number].name
            self.kills[who, "at a point"] += 1

    def _kill_all(self) -> None:
        for number in list(self.house.standing):
            self._kill(number)

    def _kill(self, number: int) -> None:
        """Kill a part, if it still stands, and see that no child outlives it by more than a second."""
        part = self.house.standing.pop(number, None)
        if part is None:
            return
        children = part.children()
        self.kills[self.house.parts[number].name, "at random"] += part.kill()
        part.ended_within(_GONE_SECONDS)
        for child in children:
            if not child.ended_within(_ORPHAN_SECONDS):
                self.survivors.append(f"child {child.pid}")
                child.kill()
            child.close()
        part.close()

    def _let_time_pass(self) -> None:
        """While nobody lives: let the hour of grace of every object be over, and every upload's 48 hours.

        Whoever put an object for a row that it had not written yet is dead by now, and so says its sign of life.
        """
        time.sleep(LEASE_SECONDS)
        age(self.house.shelf.folder)
        with looking(self.house.database) as connection:
            connection.execute(text(_END_UPLOADS))
            connection.commit()


def _freeze(victim: Watched) -> None:
    """Stop a process until its lease has ended, then let it go on: it must find that it has lost its task."""
    victim.send(signal.SIGSTOP)
    time.sleep(_FROZEN_LEASES * LEASE_SECONDS)
    victim.send(signal.SIGCONT)
