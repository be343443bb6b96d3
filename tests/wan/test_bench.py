"""The benchmark of the wan engine runs from end to end on a tiny model: on a GPU only the sizes are others."""

import json
from pathlib import Path

import pytest

from bench.wan import alone, folder, run
from bench.wan.__main__ import PARTS, main
from bench.wan.goals import goals
from bench.wan.task import video_of
from inbetween.engines.wan.kinds import detect

TINY = ("--tiny", "--device", "cpu")


def test_every_arm_runs_on_a_tiny_model(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = tmp_path / "wan.json"
    rows = main([*TINY, "--but", "task", "--but", "stock-forward", "--json", str(told)])
    assert not [row for row in rows if "failed" in row or "skipped" in row]
    parts = ["peaks", "forward", "forward 480P", "decode", "condition", "cancel", "attention", "gemm", "traffic"]
    assert list(dict.fromkeys(row["part"] for row in rows)) == parts
    by_arm = {(row["part"], row["arm"]): row for row in rows}
    assert by_arm["forward", "ours, exact"]["error_percent"] < 0.1
    assert by_arm["forward", "ours, exact"]["of_peak"] > 0
    assert 0 < by_arm["forward", "ours, int8"]["error_percent"] < 5
    moved = [by_arm["traffic", arm]["residuals_per_block"] for arm in ("ours, Triton", "stock, eager")]
    assert moved[0] < moved[1] / 5
    kept = json.loads(told.read_text(encoding="utf-8"))
    assert len(kept["rows"]) == len(rows)
    assert [goal["row"] for goal in kept["goals"] if goal["ours"] is None] == [
        "4-step 720P x 81, HTTP submit to MP4, exact",
        "4-step 720P x 81, HTTP submit to MP4, 8 bits",
        "overhead outside DiT, VAE and encoders",
    ]
    assert "| 14B forward 720P x 81, exact |" in capsys.readouterr().out


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("bench") / "weights"
    folder.main([str(place), "--tiny"])
    return place


@pytest.mark.slow
def test_the_folder_that_is_served_makes_a_video_of_four_steps(weights: Path) -> None:
    measured = run.Run("cpu", 300, hurried=False)
    alone.measure(measured, folder.Place(weights=weights, work=weights.parent), tiny=True)
    assert not [row for row in measured.rows if "failed" in row]
    row = video_of(measured, "exact")
    own = sum(row[f"{part}_s"] for part in ("condition", "words", "transformer", "decode"))
    assert row["outside_s"] == pytest.approx(row["seconds"] - own)
    assert row["frames"] == [17]


def test_the_folder_that_is_served_is_whole_and_its_experts_are_one_file(weights: Path) -> None:
    assert detect(weights).experts == ("transformer", "transformer_2")
    one, other = (next((weights / part).glob("*.safetensors")) for part in ("transformer", "transformer_2"))
    assert one.samefile(other)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_whole_command_serves_and_stops_too(tmp_path: Path) -> None:
    rows = main([*TINY, "--budget", "800", "--only", "forward8", "--only", "task", "--only", "stock-forward"])
    assert not [row for row in rows if "failed" in row or "skipped" in row]
    arms = [row["arm"] for row in rows if row["part"] in ("task", "cancel")]
    exact, eight = (
        [f"{one}: the server starts", f"4 steps, {one}, the first", f"4 steps, {one}", f"{one}: the server ends"]
        for one in ("exact", "eight")
    )
    exact.insert(3, "over HTTP, until the next task runs")
    assert arms == ["a folder for the weights", *exact, *eight]


def test_no_arm_begins_when_the_time_is_up() -> None:
    parts = [f"--only={part}" for part in PARTS if part != "task"]
    rows = main([*TINY, "--budget", "0", *parts])
    assert rows
    assert all(row["skipped"] == "the time is up" for row in rows)


def test_an_arm_that_would_not_end_in_time_is_left_out_and_says_so() -> None:
    measured = run.Run("cpu", 60)
    assert measured.arm("part", "long", dict, needs=100) is None
    assert measured.arm("part", "short", dict, needs=10) is not None
    assert measured.rows[0]["skipped"].startswith("it takes some 100 s, and ")


def test_an_arm_that_hangs_is_given_up_and_its_row_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "_GRACE", 0.0)
    measured = run.Run("cpu", 0.1)

    def hangs() -> None:
        while True:
            pass

    assert measured.arm("part", "hangs", hangs) is None
    assert measured.rows[0]["failed"] == "TimeoutError: the time was up"


@pytest.mark.parametrize(
    ("ours", "stock", "met"),
    [(8.9, 16.0, "aim"), (10.0, 16.0, "must"), (10.0, 14.0, "NO"), (10.6, 40.0, "NO"), (None, 16.0, "not measured")],
)
def test_a_goal_is_met_by_seconds_and_by_how_much_longer_stock_takes(
    ours: float | None, stock: float, met: str
) -> None:
    measured = run.Run("cpu", 60)

    def arm(name: str, seconds: float) -> None:
        measured.arm("forward", name, lambda: {"seconds": seconds})

    arm("stock", stock)
    if ours is not None:
        arm("ours, exact", ours)
    assert goals(measured)[0]["met"] == met


def test_full_size_weights_are_not_tried_on_a_cpu(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--device", "cpu"])
    assert "--tiny runs every arm on a CPU" in capsys.readouterr().err
