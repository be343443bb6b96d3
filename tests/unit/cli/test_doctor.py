"""What the doctor reads of a machine."""

from pathlib import Path

from inbetween.cli.doctor import free_memory


def test_memory_that_the_disk_cache_would_give_back_is_free(tmp_path: Path) -> None:
    (tmp_path / "meminfo").write_text("MemTotal: 8388608 kB\nMemFree: 1024 kB\nMemAvailable: 4194304 kB\n")
    assert free_memory(tmp_path / "meminfo") == 4 * 2**30


def test_a_system_that_does_not_tell_its_memory_is_no_crash(tmp_path: Path) -> None:
    assert free_memory(tmp_path / "meminfo") is None
