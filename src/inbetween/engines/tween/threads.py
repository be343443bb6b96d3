"""How many threads draw, and how many OpenCV may use meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

import cv2

THREADS = 2
"""Threads that draw."""


@contextmanager
def opencv_threads(count: int) -> Iterator[None]:
    """Let OpenCV use ``count`` threads inside a call; the setting belongs to the whole process."""
    before = cv2.getNumThreads()
    cv2.setNumThreads(count)
    try:
        yield
    finally:
        cv2.setNumThreads(before)
