"""How long somebody waits: some seconds, or until nobody wants the result any more."""

import threading
import time


class Patience:
    """Runs out after a time, or at once where it is ended, by any thread."""

    def __init__(self, seconds: float) -> None:
        """Begin to wait, for ``seconds`` at most."""
        self._until = time.monotonic() + seconds
        self._ended = threading.Event()

    @property
    def left(self) -> float:
        """Seconds that are left; 0 once it has run out."""
        return 0.0 if self._ended.is_set() else max(self._until - time.monotonic(), 0.0)

    def end(self) -> None:
        """Wait no more."""
        self._ended.set()
