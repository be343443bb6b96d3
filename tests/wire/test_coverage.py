"""Nothing of the contract is without a test: the tables behind docs/contract/coverage.md have no holes."""

import pytest

from inbetween.catalog.models import MODELS
from inbetween.domain.vendor import DOCUMENTED
from tests.wire import elsewhere
from tests.wire.coverage import BY_MODEL, WHATEVER_MODEL, claim, gaps, says
from tests.wire.documented import ERRORS, Error
from tests.wire.exchange import Text
from tests.wire.exchanges import EXCHANGES
from tests.wire.matrix import COLUMNS


def test_every_row_of_every_model_and_every_documented_error_has_a_test() -> None:
    assert list(gaps()) == []


def test_every_exchange_stands_in_a_row() -> None:
    rows = {row for exchange in EXCHANGES for row in exchange.rows}
    assert rows <= {*WHATEVER_MODEL, *BY_MODEL}


def test_every_public_model_stands_in_one_column() -> None:
    names = [model for column in COLUMNS for model in column.models]
    assert sorted(names) == sorted(MODELS)


def test_the_server_knows_the_documented_errors_and_no_others() -> None:
    typed = [(error.section, error.status, error.code, error.sentence) for error in ERRORS]
    known = [(one.section, one.status, one.code, one.message if one.published else None) for one in DOCUMENTED]
    assert sorted(known, key=repr) == sorted(typed, key=repr)


@pytest.mark.parametrize("shown", [*elsewhere.ERRORS, *elsewhere.ROWS], ids=lambda shown: shown.test)
def test_a_test_elsewhere_is_there(shown: elsewhere.Elsewhere) -> None:
    assert shown.exists


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("Duration should be between 2 and 15", True),
        ("Duration should be between 2 and 15, it is 16.", True),
        ("Duration should be between 3 and 5", False),
        (Text(".*between\\ 2\\ and\\ 15.*"), False),
    ],
)
def test_a_claim_says_the_documented_sentence(message: str | Text, told: bool) -> None:
    assert says(Error("2.4", 400, "InvalidParameter", "Duration should be between 2 and 15"), message) is told


def test_an_error_that_nothing_raises_is_a_gap() -> None:
    assert claim(Error("7.1", 418, "Teapot", None)) is None
