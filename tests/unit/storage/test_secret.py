"""The secret is made once, kept private, and never silently replaced."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from inbetween.domain.errors import OperatorError
from inbetween.storage.secret import load_or_make


def test_the_secret_is_made_once(tmp_path: Path):
    path = tmp_path / "data" / "secret"
    first = load_or_make(path)
    assert len(first) == 32
    assert load_or_make(path) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["secret"]


def test_those_who_start_together_share_one_secret(tmp_path: Path):
    with ThreadPoolExecutor(8) as threads:
        made = set(threads.map(load_or_make, [tmp_path / "secret"] * 8))
    assert len(made) == 1


def test_a_damaged_secret_is_told_to_the_operator(tmp_path: Path):
    (tmp_path / "secret").write_bytes(b"short")
    with pytest.raises(OperatorError, match="must hold 32 bytes and holds 5"):
        load_or_make(tmp_path / "secret")
