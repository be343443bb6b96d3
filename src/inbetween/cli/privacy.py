"""What a process that holds secrets does not leave to others."""

import os
import resource

_OWNER_ALONE = 0o077


def keep_private() -> None:
    """Let nobody else read the files that are written from now on, and leave no core file: it would hold every key."""
    os.umask(_OWNER_ALONE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
