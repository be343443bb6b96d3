"""Tell the workers what was committed."""

from collections.abc import Callable

import structlog

_log = structlog.get_logger(__name__)


def tell(news: Callable[[], None]) -> None:
    """Send news over the wake channel. The row is written: nothing may turn the answer into an error."""
    try:
        news()
    except Exception:  # noqa: BLE001 - whatever a wake breaks with, the next poll or beat finds the row
        _log.exception("wake failed; the next poll or beat finds the row")
