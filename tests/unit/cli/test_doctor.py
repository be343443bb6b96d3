"""What the doctor reads of a machine."""

from pathlib import Path

import pytest

from inbetween import settings
from inbetween.cli.doctor import bucket, free_memory
from tests.s3.bucket import Bucket


def test_memory_that_the_disk_cache_would_give_back_is_free(tmp_path: Path) -> None:
    (tmp_path / "meminfo").write_text("MemTotal: 8388608 kB\nMemFree: 1024 kB\nMemAvailable: 4194304 kB\n")
    assert free_memory(tmp_path / "meminfo") == 4 * 2**30


def test_a_system_that_does_not_tell_its_memory_is_no_crash(tmp_path: Path) -> None:
    assert free_memory(tmp_path / "meminfo") is None


def test_a_bucket_is_written_to_and_left_as_it_was(s3_server: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INBETWEEN_OBJECTS", "s3://test/doctor")
    finding = bucket(settings.read())
    assert (finding.state, finding.found) == ("works", "s3://test/doctor")
    monkeypatch.setenv("INBETWEEN_OBJECTS", "s3://nobody-made-it")
    finding = bucket(settings.read())
    assert finding.state == "broken"
    assert "404" in finding.found
