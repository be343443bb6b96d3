"""What the head of a request must be before anybody reads it (RFC 9112), beyond what the parser checks."""

import re
from collections.abc import Sequence

from inbetween.api import denials
from inbetween.domain.errors import Denial

Headers = Sequence[tuple[bytes, bytes]]

_HEADER_OVERHEAD = 32
_VERSIONS = frozenset({"1.0", "1.1"})
# A name, an IPv4 address or [IPv6], and a port. It goes into URLs of answers, so nothing else may pass.
_HOST = re.compile(rb"(?:[A-Za-z0-9_.-]{1,255}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")


def fault_of(version: str, headers: Headers, most_bytes: int) -> Denial | None:
    """Return what is wrong with a head whose header names are in lower case, or ``None``.

    Two servers that read one request in two ways let a second one be smuggled inside it: so one ``Host`` (section 3.2)
    and no coding but ``chunked``, which HTTP/1.0 does not have (section 6.1).
    """
    size, hosts = 0, 0
    for name, value in headers:
        size += len(name) + len(value) + _HEADER_OVERHEAD
        if name == b"host":
            hosts += 1
            if not _HOST.fullmatch(value):
                return denials.unreadable_request()
        elif name == b"transfer-encoding" and (value.lower() != b"chunked" or version == "1.0"):
            return denials.unreadable_request()
    if size > most_bytes:
        return denials.head_too_large()
    lawful = hosts == 1 or (hosts == 0 and version == "1.0")
    return None if lawful and version in _VERSIONS else denials.unreadable_request()
