"""``inbetween plan``, and what it prints."""

import json

from click.testing import Result
from typer.testing import CliRunner

from inbetween.cli.main import app
from inbetween.domain.plan import Plan
from inbetween.prompts.parse import parse

STORYBOARD = "Shot 1 [0-3s]: wide shot, slow push in. Shot 2 [3-8s]: close-up, rain, truck left, then tilt up."


def run(*arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "160"}).invoke(app, ["plan", *arguments])


def test_a_plan_is_a_table_of_shots() -> None:
    told = run(STORYBOARD, "--duration", "8").stdout
    rows = [" ".join(line.split()) for line in told.splitlines() if line.strip()]
    assert rows[0] == "shot seconds camera frame style sound then"
    assert rows[2:] == ["1 0 - 3 slow push in ws cut", "2 3 - 8 truck left, then tilt up cu rain"]


def test_a_plan_is_exact_as_json() -> None:
    told = json.loads(run(STORYBOARD, "--duration", "8", "--json").stdout)
    assert Plan.from_json(told) == parse(STORYBOARD, 8)


def test_shot_type_and_last_frame_count() -> None:
    several = json.loads(run("A dog runs. It stops.", "--shot-type", "multi", "--json").stdout)
    alone = json.loads(run("0-2s: pan left. 2-5s: zoom in.", "--last-frame", "--json").stdout)
    assert (len(several["shots"]), several["source"]) == (2, "auto")
    assert (len(alone["shots"]), alone["source"]) == (1, "beats")


def test_what_had_to_be_changed_is_said() -> None:
    told = run("Shot 1 [0-5s]: dawn. Shot 2 [5-10s]: dusk. No music.", "--duration", "5").stdout
    assert "No music is wanted." in told
    assert "warning: The storyboard is longer than the video; its times were scaled to 5 seconds." in told


def test_a_wrong_option_is_a_sentence() -> None:
    assert run("a cat", "--shot-type", "many").exit_code == 2
    assert run("a cat", "--duration", "0").exit_code == 2
