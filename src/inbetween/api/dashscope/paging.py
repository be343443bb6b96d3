"""Which page a list call wants; the same words at every address."""

from collections.abc import Mapping

from inbetween.domain import faults
from inbetween.domain.errors import Fault

MOST_PAGES = 1_000_000
MOST_PER_PAGE = 100


def page_of(query: Mapping[str, str], found: list[Fault], *, default_size: int) -> tuple[int, int]:
    """Return ``page_no`` and ``page_size`` of a query, or tell ``found`` what is wrong with them."""
    page_no = _whole(query, "page_no", default=1, most=MOST_PAGES, found=found)
    return page_no, _whole(query, "page_size", default=default_size, most=MOST_PER_PAGE, found=found)


def _whole(query: Mapping[str, str], name: str, *, default: int, most: int, found: list[Fault]) -> int:
    text = query.get(name, "")
    if not text:
        return default
    if not (text.isascii() and text.isdecimal() and len(text) <= 9 and 1 <= int(text) <= most):
        found.append(faults.number_range(name, 1, most))
        return default
    return int(text)
