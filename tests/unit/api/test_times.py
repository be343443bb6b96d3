"""Times in UTC+8 (specification sections 6.1 and 6.8)."""

import pytest

from inbetween.api.dashscope.times import from_compact, to_text

# 2026-03-20 11:48:50.499 in UTC+8 is the specification's own example of a time.
EXAMPLE = 1_773_978_530_499


@pytest.mark.parametrize(
    ("instant", "text"),
    [
        (EXAMPLE, "2026-03-20 11:48:50.499"),
        (0, "1970-01-01 08:00:00.000"),
        (1, "1970-01-01 08:00:00.001"),
        (1_800_000_000_999, "2027-01-15 16:00:00.999"),
        (1_709_136_000_000, "2024-02-29 00:00:00.000"),
        (1_798_732_799_999, "2026-12-31 23:59:59.999"),
    ],
)
def test_an_instant_as_text(instant: int, text: str) -> None:
    assert to_text(instant) == text


def test_a_compact_time_is_read_as_it_would_be_written() -> None:
    assert from_compact("20260320114850") == EXAMPLE // 1000 * 1000


@pytest.mark.parametrize(
    "text", ["", "2026032011485", "202603201148500", "20260230114850", "20260320246060", "2026-03-20T1148", "٢" * 14]
)
def test_what_is_no_compact_time(text: str) -> None:
    assert from_compact(text) is None
