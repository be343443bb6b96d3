"""Every number of the checklist is shown by something, and the page says by what."""

import runpy

import pytest

from tests.sdk import cases, test_calls, test_java, test_node, test_requests  # noqa: F401  they enter what they show
from tests.sdk.checklist import NEEDS, PROOFS, ROOT


@pytest.mark.parametrize("number", NEEDS)
def test_a_need_is_shown_by_a_test(number: int) -> None:
    assert PROOFS[number]


def test_the_list_is_whole() -> None:
    assert list(NEEDS) == [*range(1, 39), 43, 44]


def test_the_page_is_up_to_date() -> None:
    written = runpy.run_path(str(ROOT / "tools" / "clients_page.py"))["page"]()
    assert (ROOT / "docs" / "contract" / "clients.md").read_text(encoding="utf-8") == written
