"""A short campaign in the suite; `make crash` is the long one."""

import random

import pytest

from tests.crash import steps
from tests.crash.scenarios import stale_names
from tests.crash.suite import run
from tests.crash.table import as_text

KILLS = 10


def test_the_table_of_steps_names_what_is_in_the_code():
    assert len(steps.points(steps.WORKER)) > 100
    assert all(steps.points(table) for table in steps.EVERY)
    assert steps.stale() == []
    assert stale_names(steps.points(*steps.EVERY)) == []


@pytest.mark.parametrize("installation", ["together", "apart"])
def test_what_was_accepted_ends_once_whoever_is_killed(installation: str) -> None:
    seed = random.SystemRandom().getrandbits(32)
    report = run(installation, kills=KILLS, seconds=30, seed=seed, short=True)
    table = f"seed {seed}\n{as_text(report)}"
    assert report.good, table
    assert report.kills.total() >= KILLS, table
    assert report.account.tasks, table
