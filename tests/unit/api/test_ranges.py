"""Range headers against a file of ten bytes (RFC 9110 section 14)."""

import pytest

from inbetween.api.ranges import Span, span_of

WHOLE = (0, 10)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", WHOLE),
        ("bytes=0-", WHOLE),
        ("bytes=0-9", WHOLE),
        ("bytes=0-0", (0, 1)),
        ("bytes=2-5", (2, 6)),
        ("bytes=9-9", (9, 10)),
        ("bytes=5-99", (5, 10)),
        ("bytes=5-", (5, 10)),
        ("bytes=-3", (7, 10)),
        ("bytes=-99", WHOLE),
        ("BYTES = 2-5", (2, 6)),
        ("bytes=10-", None),
        ("bytes=10-20", None),
        ("bytes=-0", None),
        ("bytes=5-2", WHOLE),
        ("bytes=0-1,4-5", WHOLE),
        ("bytes=-", WHOLE),
        ("bytes=a-b", WHOLE),
        ("bytes=--1", WHOLE),
        ("bytes=\u0661-", WHOLE),
        ("items=0-1", WHOLE),
        ("bytes=" + "9" * 400 + "-", WHOLE),
    ],
)
def test_span_of_ten_bytes(header: str, expected: tuple[int, int] | None) -> None:
    span = span_of(header, 10)
    assert span == (expected and Span(start=expected[0], stop=expected[1], size=10))


def test_an_empty_file_is_whole_or_out_of_range() -> None:
    assert span_of("", 0) == Span(start=0, stop=0, size=0)
    assert span_of("bytes=0-", 0) is None
