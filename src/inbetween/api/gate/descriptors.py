"""How many connections the system's limit of open files leaves room for."""

import resource

import structlog

_EACH = 2
"""A connection, and the video that it may be reading."""

_OTHERS = 256
"""Files that the process has open besides: database, logs, libraries, children, fetches."""

_log = structlog.get_logger(__name__)


def affordable(connections: int) -> int:
    """Raise the soft limit of open files as far as ``connections`` want it, and return how many it allows of them.

    Service managers start processes with 1,024. A server that runs out of descriptors can neither accept nor answer.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = connections * _EACH + _OTHERS
    ceiling = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < ceiling:
        resource.setrlimit(resource.RLIMIT_NOFILE, (ceiling, hard))
        soft = ceiling
    allowed = connections if soft == resource.RLIM_INFINITY else max(1, min(connections, (soft - _OTHERS) // _EACH))
    if allowed < connections:
        _log.warning("fewer connections than set: the limit of open files is low", connections=allowed, files=soft)
    return allowed
