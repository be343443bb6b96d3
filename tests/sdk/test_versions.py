"""Every supported version of the vendor's Python SDK, each in an environment of its own (`make sdk`)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sdk.cases.tasks import tasks_over_a_restart
from tests.sdk.conftest import House, Metered
from tests.sdk.restarts import told_over_a_restart
from tests.sdk.test_sdk import cases_of, judge

ENVIRONMENTS = Path(__file__).parents[2] / ".venv-sdk"
VERSIONS = ("1.23.8", "1.25.8", "1.25.16", "1.27.8", "2.0.2")

pytestmark = [pytest.mark.sdk_matrix, pytest.mark.timeout(400)]


@pytest.fixture(scope="session", params=VERSIONS)
def interpreter(request: pytest.FixtureRequest) -> tuple[str, Path]:
    """An environment with one version of the SDK, made once and kept."""
    version = request.param
    python = ENVIRONMENTS / version / "bin" / "python"
    if not (ENVIRONMENTS / version / ".ready").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", ENVIRONMENTS / version], check=True)
        # No constraints: an old SDK brings the libraries of its time.
        install = [python, "-m", "pip", "install", "--quiet", f"dashscope=={version}"]
        unconstrained = {name: value for name, value in os.environ.items() if name != "PIP_CONSTRAINT"}
        subprocess.run(install, check=True, env=unconstrained)
        (ENVIRONMENTS / version / ".ready").touch()
    return version, python


@pytest.mark.parametrize("house", ["default", "rehearsing"])
def test_a_version_of_the_sdk_gets_what_it_expects(
    house: str, interpreter: tuple[str, Path], request: pytest.FixtureRequest, subtests: pytest.Subtests
) -> None:
    version, python = interpreter
    served: House = request.getfixturevalue(house)
    judge(served.told_by_python(python, cases_of(house, version, long=True)), subtests)


def test_rates_and_restarts_are_what_a_version_expects(
    interpreter: tuple[str, Path], metered: Metered, subtests: pytest.Subtests
) -> None:
    version, python = interpreter
    if cases := cases_of("metered", version, long=True):
        judge(metered.house.told_by_python(python, cases), subtests)
    tasks_over_a_restart(told_over_a_restart(python, metered))
