"""A worker in a process of its own, to be killed: ``python -m tests.crash.victim DATABASE_URL FOLDER``."""

import sys
import threading
from pathlib import Path

from inbetween.db.database import Database
from inbetween.worker.loop import Worker
from tests.crash.shops import shop_in


def main() -> None:
    """Work until somebody ends this process."""
    url, folder = sys.argv[1:]
    Worker(shop_in(Path(folder), Database(url))).start()
    threading.Event().wait()


if __name__ == "__main__":
    main()
