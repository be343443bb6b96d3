"""The table of the vendor's errors."""

from collections import defaultdict

import pytest

from inbetween.domain.vendor import DOCUMENTED, documented


def test_each_sentence_of_a_code_stands_once() -> None:
    rows = [(one.code, one.message) for one in DOCUMENTED]
    assert len(rows) == len(set(rows))


def test_a_code_has_one_status() -> None:
    statuses = defaultdict(set)
    for one in DOCUMENTED:
        statuses[one.code].add(one.status)
    assert {code for code, found in statuses.items() if len(found) > 1} == set()


@pytest.mark.parametrize(
    ("code", "status", "message"),
    [
        ("InvalidParameter", 400, "Required parameter(s) missing or invalid, please check the request parameters."),
        ("AccessDenied", 403, "Access denied."),
        ("InvalidApiKey", 401, "Invalid API-key provided."),
        ("DataInspectionFailed", 400, "Input or output data may contain inappropriate content."),
        ("Throttling.RateQuota", 429, "Requests rate limit exceeded, please try again later."),
        ("ModelUnavailable", 503, "Model is unavailable, please try again later."),
    ],
)
def test_a_code_has_its_most_general_sentence(code: str, status: int, message: str) -> None:
    """Sections 2.3 and 7.1."""
    one = documented(code)
    assert one is not None
    assert (one.status, one.message) == (status, message)


def test_another_code_is_not_documented() -> None:
    assert documented("OutOfCoffee") is None
