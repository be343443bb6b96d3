"""The Range header (RFC 9110 section 14)."""

import re
from dataclasses import dataclass

_ONE_RANGE = re.compile(r"\s*bytes\s*=\s*(\d{0,18})-(\d{0,18})\s*", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The bytes ``start`` to ``stop`` (exclusive) of a file of ``size`` bytes."""

    start: int
    stop: int
    size: int

    @property
    def partial(self) -> bool:
        """Whether this is less than the file was asked for: the answer is then 206."""
        return self.stop - self.start < self.size

    @property
    def length(self) -> int:
        """How many bytes these are."""
        return self.stop - self.start

    def __str__(self) -> str:
        """Write the span as Content-Range does."""
        return f"bytes {self.start}-{self.stop - 1}/{self.size}"


def span_of(header: str, size: int) -> Span | None:
    """Return what a Range header asks of a file of ``size`` bytes, or ``None`` when that lies outside of it.

    A header that is absent, malformed or asks for several ranges means the whole file: section 14.2 allows it.
    """
    match = _ONE_RANGE.fullmatch(header)
    first, last = match.groups() if match else ("", "")
    start, stop = 0, size
    if first and (not last or int(first) <= int(last)):
        start, stop = int(first), min(size, int(last) + 1) if last else size
    elif last and not first:
        start = max(0, size - int(last)) if int(last) else size
    else:
        return Span(start=0, stop=size, size=size)
    return Span(start=start, stop=stop, size=size) if start < stop else None
