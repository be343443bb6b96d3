"""Times as the vendor writes them: UTC+8 whatever the region (specification section 6.1 and 6.8)."""

import re
from datetime import UTC, datetime, timedelta, timezone

from inbetween.domain.clock import Millis

_ZONE = timezone(timedelta(hours=8))
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_COMPACT = re.compile(r"[0-9]{14}")


def to_text(instant: Millis) -> str:
    """Write an instant as ``YYYY-MM-DD HH:MM:SS.mmm``."""
    return (_EPOCH + instant * _MILLISECOND).astimezone(_ZONE).isoformat(" ", "milliseconds")[:23]


def from_compact(text: str) -> Millis | None:
    """Read ``YYYYMMDDhhmmss``; ``None`` when the text is not 14 digits, or no such time exists."""
    if not _COMPACT.fullmatch(text):
        return None
    try:
        moment = datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=_ZONE)
    except ValueError:
        return None
    return (moment - _EPOCH) // _MILLISECOND
