"""The vendor's newest Python SDK against a running server with the default engine."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.sdk.cases import CASES


@pytest.mark.parametrize("case", CASES)
def test_the_newest_sdk_gets_what_it_expects(case: str, program: Callable[[str], dict[str, Any]]) -> None:
    CASES[case](program(case))
