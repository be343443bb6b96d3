"""Every supported version of the vendor's Python SDK, each in an environment of its own (`make sdk`)."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.running import Running
from tests.sdk.cases import CASES, second_file_of_one_name_is_refused
from tests.sdk.conftest import run_case

ENVIRONMENTS = Path(__file__).parents[2] / ".venv-sdk"
VERSIONS = ("1.23.8", "1.25.8", "1.25.16", "1.27.8", "2.0.2")

# What a version does not have, or does differently from our answer: it is the version's own behaviour.
ABSENT = {
    "1.23.8": {"aio", "client_videos"},
    "1.25.8": {"client_videos"},
    "1.25.16": {"client_videos"},
    "1.27.8": {"client_videos"},
    "2.0.2": set[str](),
}
OTHERWISE = {("1.25.8", "two_files_of_one_name"): second_file_of_one_name_is_refused}


@pytest.fixture(scope="session", params=VERSIONS)
def interpreter(request: pytest.FixtureRequest) -> tuple[str, Path]:
    """An environment with one version of the SDK, made once and kept."""
    version = request.param
    python = ENVIRONMENTS / version / "bin" / "python"
    if not (ENVIRONMENTS / version / ".ready").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", ENVIRONMENTS / version], check=True)
        # No constraints: an old SDK brings the libraries of its time.
        install = [python, "-m", "pip", "install", "--quiet", f"dashscope=={version}"]
        subprocess.run(install, check=True, env={"PATH": "/usr/bin:/bin", "HOME": str(Path.home())})
        (ENVIRONMENTS / version / ".ready").touch()
    return version, python


@pytest.mark.sdk_matrix
@pytest.mark.timeout(400)
@pytest.mark.parametrize("case", CASES)
def test_a_version_of_the_sdk_gets_what_it_expects(
    case: str, interpreter: tuple[str, Path], served: Running, pictures: Path
) -> None:
    version, python = interpreter
    if case in ABSENT[version]:
        pytest.skip(f"SDK {version} has no {case}")
    check = OTHERWISE.get((version, case), CASES[case])
    check(run_case(python, served, pictures, case))
