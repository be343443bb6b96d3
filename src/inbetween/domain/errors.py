"""Every error of the house.

    InbetweenError                 code, message
    ├── Refusal                    this request breaks rules: every fault of it, spoken in one message
    ├── Denial                     not now, not here or not you; carries the HTTP status
    ├── TaskFailure                this task ends FAILED with code and message
    │   ├── ChildLost              the process that rendered it died; worth another attempt
    │   └── DiskFailed             the work folder took no more; worth another attempt once it does
    ├── Cancelled                  somebody asked the render to stop
    └── OperatorError              the installation is wrong; the sentence says how to mend it

A code is stable and is the vendor's where the vendor has one. A sentence names the field, the value and the
range. Each is written once, in ``domain.faults``, ``domain.file_faults``, ``domain.denials`` or ``api.denials``, and
rendered per dialect.
"""

import errno
from collections.abc import Sequence
from dataclasses import dataclass

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""Numbers of an ``OSError`` that says that a file cannot grow: the disk, the quota or the limit is full."""

DISK_FAILS = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.ESTALE, errno.ENODEV, errno.ENXIO, errno.ENOTCONN}
)
"""Numbers of an ``OSError`` that is a disk's fault, local or of the network, and can be mended under a running process.
"""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a request or an input file."""

    code: str
    message: str


class InbetweenError(Exception):
    """An error with a stable ``code`` and a ``message`` that can be shown to a caller."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class Refusal(InbetweenError):
    """A request that will never be accepted as it is. The first fault gives the code."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults[0].code, " & ".join(fault.message for fault in self.faults))


class Denial(InbetweenError):
    """A request that is refused before its body matters: key, path, method, size, rate."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(code, message)
        self.status = status


class TaskFailure(InbetweenError):
    """A task that cannot be done. Its row becomes FAILED with this code and message."""

    @classmethod
    def of(cls, fault: Fault) -> "TaskFailure":
        """Turn a fault found after acceptance into the failure of its task."""
        return cls(fault.code, fault.message)


class ChildLost(TaskFailure):
    """The engine child died under a task: crash, out of memory, killed. Another attempt may succeed.

    ``how`` says it in the words of an operator; no caller is told.
    """

    def __init__(self, code: str, message: str, how: str = "ended") -> None:
        super().__init__(code, message)
        self.how = how


class DiskFailed(TaskFailure):
    """The work folder is full, read-only or gone: no fault of the task, which can be done when it is mended."""


class Cancelled(InbetweenError):
    """The render was asked to stop and did."""

    def __init__(self) -> None:
        super().__init__("Cancelled", "The render was cancelled.")


class OperatorError(InbetweenError):
    """The installation or a setting is wrong. The message is one sentence that says how to mend it."""

    def __init__(self, message: str) -> None:
        super().__init__("OperatorError", message)
