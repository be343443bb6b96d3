"""Freed memory goes back to the system where it is short."""

import ctypes
from types import SimpleNamespace

import pytest

from inbetween.engines.tween.memory import give_back


@pytest.mark.parametrize(("pixels", "asked"), [(832 * 480, []), (960 * 540, []), (1280 * 704, [0]), (1920 * 1080, [0])])
def test_memory_is_given_back_before_large_frames_alone(monkeypatch, pixels, asked):
    trims = []
    monkeypatch.setattr(ctypes, "CDLL", lambda _: SimpleNamespace(malloc_trim=trims.append))
    give_back(pixels)
    assert trims == asked
