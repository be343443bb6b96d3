"""The engine child with kill points: ``python -m tests.crash.child`` takes the arguments of the real one."""

import os

from tests.crash import armed
from tests.crash.lay import lay
from tests.crash.steps import CHILD


def main() -> None:
    """Lay the points, arm them, and be the engine child."""
    lay(CHILD)
    armed.disarm()
    armed.arm(os.environ)
    from inbetween.worker import child

    child.main()


if __name__ == "__main__":
    main()
