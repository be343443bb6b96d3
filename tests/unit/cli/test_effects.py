"""``inbetween effects``: the catalogue's effects, on paper and as JSON."""

import json

from typer.testing import CliRunner

from inbetween.catalog.effects import EFFECTS
from inbetween.cli.main import app
from inbetween.engines import registry


def printed(*arguments: str) -> str:
    """Return what the command prints."""
    result = CliRunner().invoke(app, ["effects", *arguments], env={"COLUMNS": "200"})
    assert result.exit_code == 0, result.output
    return result.stdout


def test_every_effect_is_listed_with_what_it_shows_and_what_it_does_not() -> None:
    text = printed("--engine", "still")
    for effect in EFFECTS.values():
        assert effect.name in text
        assert effect.chinese in text
        assert effect.shows[:30] in text
        assert effect.limits[:15] in text
    assert "not rendered" not in text


def test_json_tells_which_models_have_it_and_whether_it_is_rendered() -> None:
    told = {effect["name"]: effect for effect in json.loads(printed("--json"))}
    assert list(told) == list(EFFECTS)
    assert "wanx2.1-i2v-turbo" in told["squish"]["models"]
    assert told["mech1"]["models"] == ["wanx2.1-kf2v-plus", "wan2.1-kf2v-plus", "wanx-kf2v"]
    assert {name for name, effect in told.items() if effect["rendered"]} == registry.capabilities(
        "tween"
    ).abilities.effects
