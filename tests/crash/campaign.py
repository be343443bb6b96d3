"""A campaign: tasks come in while processes are killed; then everything is let end, and looked at."""

import random
import signal
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import compress

from sqlalchemy import text

from tests.crash import armed
from tests.crash.audit import age
from tests.crash.client import Client
from tests.crash.house import LEASE_SECONDS, House, Part
from tests.crash.outages import Outage
from tests.crash.processes import Watched
from tests.crash.scenarios import PLAIN, Scenario, scenario_of
from tests.crash.steps import EVERY, matches, points
from tests.crash.witness import looking

NEED = 3
"""How often each point is died at."""

REAL_SHARE = 0.25
"""Share of the accepted tasks that should have become a video; below it the house is left alone for a while."""

SAMPLES = (12, 60, 400)
"""How many points a life may die at: with few it comes far and gets work done, with many it dies young."""

PASSES = (1, 1, 1, 2, 3, 10)
"""The pass of a point that is died at: at the first of a loop, or well inside it. Where few points are left, one."""

_FEW = 12
_LIFE, _FIRST_LIFE, _SHORT_LIFE = (1.5, 3.5), (0.8, 1.6), (0.0, 1.0)
"""Seconds that a victim may live before it is killed where it stands: with points to die at, with some that are come to
as soon as it stands, and without any."""

_MORE, _LESS, _MOST_PATIENCE = 1.2, 0.9, 8.0
"""How lives get longer where they end before their points, on a machine that has other work, and shorter again."""

_GLANCE = 0.02
_CHILD_SHARE, _FREEZE_SHARE, _POWER_CUT_SHARE, _OUTAGE_SHARE = 0.1, 0.02, 0.03, 0.04
_FROZEN_LEASES = 2.5
_LONGEST_OUTAGE = 1.0
_ORPHAN_SECONDS = 1.0
_GONE_SECONDS = 10.0
_REST_SECONDS, _RESTED = 6.0, 5
_FIRST_TASKS = 10

_END_UPLOADS = """UPDATE uploads SET expires_at = 1 WHERE EXISTS
    (SELECT 1 FROM tasks WHERE ended_at IS NOT NULL AND spec LIKE '%' || wire_key || '%')"""
"""Each upload serves one task."""


@dataclass(kw_only=True)
class Campaign:
    """One house under attack, until each of ``every_point`` was died at ``NEED`` times, if so it is asked.

    Each of ``outages`` kills what the house stands on (its database, its store). ``random_kills`` counts by what was
    killed; ``survivors`` are children that outlived their parent.
    """

    house: House
    client: Client
    chance: random.Random
    every_point: bool = True
    outages: tuple[Outage, ...] = ()
    random_kills: Counter[str] = field(default_factory=Counter)
    survivors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        several = len(self.house.parts) > 1
        self._points = [{point.name: point for point in points(part.steps, several=several)} for part in self._parts]
        self._scenarios = {name: scenario_of(point) for each in self._points for name, point in each.items()}
        self._every = points(*EVERY)
        self._futile: Counter[int] = Counter()
        self._doomed: set[int] = set()
        self._patience = 1.0

    @property
    def _parts(self) -> Sequence[Part]:
        return self.house.parts

    @property
    def kills(self) -> Counter[tuple[str, str]]:
        """How many processes were killed, by what they were and how."""
        at_points = Counter({(who, "at a point"): count for who, count in armed.dead_in(self.house.hits).items()})
        return at_points + Counter({(who, "at random"): count for who, count in self.random_kills.items()})

    @property
    def names(self) -> list[str]:
        """The names of all kill points."""
        return sorted(self._scenarios)

    def missed(self) -> list[str]:
        """Return the points that were not died at often enough."""
        return self._below(self._scenarios) if self.every_point else []

    def _below(self, names: Sequence[str] | Mapping[str, object]) -> list[str]:
        hits = armed.hits_in(self.house.hits)
        return [name for name in names if hits[name] < NEED]

    def attack(self, kills: int, seconds: float) -> None:
        """Kill until ``kills`` are reached and no point is missed, at most for ``seconds``."""
        end = time.monotonic() + seconds
        self.client.start()
        while time.monotonic() < end and (self.kills.total() < kills or self.missed()):
            if self.every_point and self._is_behind():
                self._rest()
            else:
                self._one_turn()
        self._kill_all()

    def _is_behind(self) -> bool:
        accepted = len(self.client.accepted)
        return accepted > _FIRST_TASKS and self.client.count("SUCCEEDED") < REAL_SHARE * accepted

    def _rest(self) -> None:
        """Let the house make some videos in peace."""
        self.client.want(Scenario())
        for number in list(self._doomed):
            self._kill(number)
        self.house.stand()
        enough, end = self.client.count("SUCCEEDED") + _RESTED, time.monotonic() + _REST_SECONDS
        while time.monotonic() < end and self.client.count("SUCCEEDED") < enough:
            time.sleep(_GLANCE)

    def _one_turn(self) -> None:
        """Let one part live until it dies at a point or is killed at a random moment, while the others stand."""
        # Those go first that have most points left.
        weights = [1 + len(self._below(names)) for names in self._points]
        number = self.chance.choices(range(len(weights)), weights)[0]
        scenario, missed = self._chosen(number)
        before = armed.hits_in(self.house.hits)
        self.client.want(scenario)
        if scenario.before:
            self._visit(number, scenario.before)
        self._prepare(scenario)
        numbers = [other for other in self._alike(number) if scenario.alike or other == number]
        victims = {other: self._victim(other, scenario, missed) for other in numbers}
        self.house.stand()
        self._live(victims, scenario, missed)
        self._learn(scenario, is_hit=bool((armed.hits_in(self.house.hits) - before).keys() & set(missed)))
        self._afterwards(victims[number])

    def _learn(self, scenario: Scenario, *, is_hit: bool) -> None:
        """Remember whether a scenario has led to what is missed, and have as much patience with lives as it takes."""
        self._futile[id(scenario)] = 0 if is_hit else self._futile[id(scenario)] + 1
        factor = _LESS if is_hit else _MORE
        self._patience = min(max(self._patience * factor, 1.0), _MOST_PATIENCE)

    def _chosen(self, number: int) -> tuple[Scenario, list[str]]:
        """Return how a part is brought to which of its points; what leads to nothing for long is chosen less."""
        missed = self._below(self._points[number])
        if not self.every_point:
            return PLAIN, missed
        groups: dict[int, list[str]] = {}
        for name in missed:
            groups.setdefault(id(self._scenarios[name]), []).append(name)
        if not groups:
            return PLAIN, []
        weights = [len(names) / (1 + self._futile[key]) for key, names in groups.items()]
        names = self.chance.choices(list(groups.values()), weights)[0]
        return self._scenarios[names[0]], names

    def _prepare(self, scenario: Scenario) -> None:
        """Let die what must be dead, on purpose or by chance."""
        if scenario.alone or self.chance.random() < _POWER_CUT_SHARE:
            self._kill_all()
            self._let_time_pass()
        elif self.outages and self.chance.random() < _OUTAGE_SHARE:
            with self._outage():
                self._pause()

    def _afterwards(self, victim: Watched) -> None:
        if self.chance.random() < _CHILD_SHARE:
            for child in victim.children():
                self.random_kills["engine child"] += child.kill()
                child.close()
        elif len(self._parts) > 1 and self.chance.random() < _FREEZE_SHARE:
            victim.send(signal.SIGSTOP)
            _let_lease_end(victim)

    def _alike(self, number: int) -> list[int]:
        return [other for other, part in enumerate(self._parts) if part == self._parts[number]]

    def _victim(self, number: int, scenario: Scenario, missed: Sequence[str]) -> Watched:
        """Start a part anew, to die at some of the points that are missed."""
        self._kill(number)
        self._doomed.add(number)
        chosen = self.chance.sample(missed, min(len(missed), self.chance.choice(SAMPLES)))
        passes = PASSES if len(missed) > _FEW else (1,)
        along = dict.fromkeys(self._named(scenario.along), 1)
        targets = along | {name: self.chance.choice(passes) for name in chosen}
        return self.house.start(number, targets, hold="".join(self._named(scenario.hold)))

    def _named(self, names: Sequence[str]) -> list[str]:
        """Return the points that a scenario names, whichever it is that should be died at."""
        return [point.name for point in self._every if any(matches(name, point) for name in names)]

    def _visit(self, number: int, names: Sequence[str]) -> None:
        """Let a life end where the next one is to begin."""
        self._kill(number)
        victim = self.house.start(number, {self.chance.choice(self._named(names)): 1})
        self.house.stand()
        victim.ended_within(self._patience * _LIFE[1])

    def _live(self, victims: Mapping[int, Watched], scenario: Scenario, missed: Sequence[str]) -> None:
        """Wait for the end of all victims so long, and only a moment more when nothing is left to die at."""
        if scenario.hold:
            self._hold(victims, scenario)
        seconds = (_FIRST_LIFE if scenario.alone else _LIFE) if missed else _SHORT_LIFE
        end = time.monotonic() + self._patience * self.chance.uniform(*seconds)
        while time.monotonic() < end and any(lives := [not each.ended_within(0) for each in victims.values()]):
            next(compress(victims.values(), lives)).ended_within(_GLANCE)
            if len(victims) < len(self._parts):
                self.house.stand(but=victims)

    def _hold(self, victims: Mapping[int, Watched], scenario: Scenario) -> None:
        """Wait until a victim stops at its point; let its lease go to another meanwhile, or what it stands on die."""
        (victim,), end = victims.values(), time.monotonic() + self._patience * _LIFE[1]
        while time.monotonic() < end and not victim.ended_within(_GLANCE):
            if victim.is_stopped():
                if scenario.outage and self.outages:
                    with self._outage():
                        victim.send(signal.SIGCONT)
                        self._pause()
                else:
                    _let_lease_end(victim)
                return

    @contextmanager
    def _outage(self) -> Iterator[None]:
        """Kill something that the house stands on, and let it stand again at the end."""
        with self.chance.choice(self.outages)() as name:
            self.random_kills[name] += 1
            yield

    def _pause(self) -> None:
        time.sleep(self.chance.uniform(0.0, _LONGEST_OUTAGE))

    def _kill_all(self) -> None:
        for number in list(self.house.standing):
            self._kill(number)

    def _kill(self, number: int) -> None:
        """Kill a part, if it still stands, and see that no child outlives it by more than a second."""
        self._doomed.discard(number)
        part = self.house.standing.pop(number, None)
        if part is None:
            return
        children = part.children()
        self.random_kills[self._parts[number].name] += part.kill()
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
        if len(self._parts) > 1:
            time.sleep(LEASE_SECONDS)
        age(self.house.shelf.folder)
        with looking(self.house.database) as connection:
            connection.execute(text(_END_UPLOADS))
            connection.commit()


def _let_lease_end(victim: Watched) -> None:
    """Let one that is stopped go on when its lease has ended: it must find that it has lost its task."""
    time.sleep(_FROZEN_LEASES * LEASE_SECONDS)
    victim.send(signal.SIGCONT)
