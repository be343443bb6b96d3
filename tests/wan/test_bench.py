"""The benchmark of the wan engine runs from end to end on a tiny model: on a GPU only the sizes are others."""

import json
from pathlib import Path

import pytest

from bench.wan.__main__ import PARTS, main


def test_every_arm_runs_on_a_tiny_model(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = tmp_path / "wan.json"
    rows = main(["--tiny", "--device", "cpu", "--json", str(told)])
    assert not [row for row in rows if "failed" in row or "skipped" in row]
    assert {row["part"] for row in rows} == {"peaks", "gemm", "attention", "forward", "vae", "condition", "traffic"}
    by_arm = {row["arm"]: row for row in rows}
    assert by_arm["ours, exact"]["error_percent"] < 0.1
    assert by_arm["ours, exact"]["of_peak"] > 0
    moved = [by_arm[arm]["residuals_per_block"] for arm in ("ours, Triton", "stock, eager")]
    assert moved[0] < moved[1] / 5
    assert json.loads(told.read_text(encoding="utf-8"))["rows"]
    assert "| ours, exact |" in capsys.readouterr().out


def test_no_arm_begins_when_the_time_is_up() -> None:
    rows = main(["--tiny", "--device", "cpu", "--budget", "0", *(f"--{part}" for part in PARTS)])
    assert rows
    assert all(row["skipped"] == "the time is up" for row in rows)


def test_full_size_weights_are_not_tried_on_a_cpu(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--device", "cpu"])
    assert "--tiny runs every arm on a CPU" in capsys.readouterr().err
