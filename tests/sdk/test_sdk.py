"""The vendor's newest Python SDK against running servers."""

import sys
from pathlib import Path
from typing import Any

import pytest
from dashscope.version import __version__ as newest

from tests.sdk.cases import CASES
from tests.sdk.cases.tasks import tasks_over_a_restart
from tests.sdk.conftest import House, Metered
from tests.sdk.restarts import told_over_a_restart

THIS = Path(sys.executable)


def judge(told: dict[str, Any], subtests: pytest.Subtests) -> None:
    """Judge every case by itself."""
    for name, answer in told.items():
        with subtests.test(name):
            assert "raised" not in answer, answer["raised"]
            CASES[name].check(answer["told"])


def cases_of(house: str, version: str, *, long: bool) -> list[str]:
    """Return the cases for a server that a version of the SDK has."""
    own = {name: case for name, case in CASES.items() if case.house == house and case.is_for(version)}
    return [name for name, case in own.items() if long or not case.long]


@pytest.mark.parametrize("house", ["default", "rehearsing"])
def test_the_newest_sdk_gets_what_it_expects(
    house: str, request: pytest.FixtureRequest, subtests: pytest.Subtests
) -> None:
    served: House = request.getfixturevalue(house)
    judge(served.told_by_python(THIS, cases_of(house, newest, long=False)), subtests)


def test_rates_and_restarts_are_what_the_newest_sdk_expects(metered: Metered, subtests: pytest.Subtests) -> None:
    judge(metered.house.told_by_python(THIS, cases_of("metered", newest, long=False)), subtests)
    tasks_over_a_restart(told_over_a_restart(THIS, metered))
