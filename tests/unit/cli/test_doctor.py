"""What the doctor reads of a machine."""

from pathlib import Path

import pytest

from inbetween import settings
from inbetween.cli.doctor import bucket, free_memory
from inbetween.cli.served import served
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


def test_a_model_map_is_told_by_what_serves_what_and_what_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "weights.toml"
    path.write_text(
        '[weights.big]\nkind = "a14b"\nfolder = "A14B"\n[weights.held]\nengine = "still"\n[models]\n'
        '"wan2.2-i2v-plus" = "big"\n"wan2.7-i2v" = "big"\n"wan2.5-i2v-preview" = "held"\n'
        '[effects.squish]\nweights = "big"\nprompt = "p"'
    )
    found = {finding.name: finding for finding in served(settings.read(weights=path))}
    assert found["big"].state == "broken"
    serves = "wan2.7-i2v (stand-in), wan2.2-i2v-plus, effect squish"
    assert found["big"].found.startswith(f"wan, a14b, exact: {serves}; ")
    assert f"not here: {tmp_path / 'A14B'}" in found["big"].found
    again = {finding.name: finding for finding in served(settings.read(weights=path), {"big"})}
    assert again["big"].state == "works"
    assert again["big"].found.endswith("by a worker elsewhere")
    assert found["held"].state == "works"


def test_a_faulty_model_map_is_a_finding_and_no_crash(tmp_path: Path) -> None:
    path = tmp_path / "weights.toml"
    path.write_text("[models]\nnobody = 'tween'")
    (finding,) = served(settings.read(weights=path))
    assert (finding.name, finding.state) == ("weights", "broken")
    assert 'models."nobody"' in finding.found


def test_without_a_model_map_there_is_nothing_to_tell() -> None:
    assert list(served(settings.read())) == []


def test_another_server_is_named_with_what_it_serves(tmp_path: Path) -> None:
    path = tmp_path / "weights.toml"
    path.write_text(
        '[remotes.gpu]\ndialect = "lightx2v"\nurl = "http://10.0.0.7:8000/v1"\n[models]\n"wan2.2-kf2v-flash" = "gpu"\n'
    )
    (finding,) = served(settings.read(weights=path))
    assert (finding.name, finding.state) == ("gpu", "works")
    assert finding.found == "lightx2v at http://10.0.0.7:8000/v1: wan2.2-kf2v-flash (stand-in)"
