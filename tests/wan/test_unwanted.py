"""What a video should not show: the caller says so, or the map, or a list of ours; without guidance nobody reads it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from inbetween.engines.wan.unwanted import UNWANTED, unwanted_of
from inbetween.worker.host import QuietHost
from tests.wan.test_engine import SCENE, drawn, engine_of, same

SILENT = replace(SCENE, negative_prompt="")


@pytest.mark.parametrize(
    ("scene", "options", "expected"),
    [
        (SCENE, {"negative_prompt": "rain"}, ("blurred", "caller")),
        (SILENT, {"negative_prompt": "rain"}, ("rain", "map")),
        (SILENT, {"negative_prompt": ""}, ("", "map")),
        (SILENT, {}, (UNWANTED, "default")),
    ],
)
def test_the_caller_comes_before_the_map_and_the_map_before_our_list(
    scene: Any, options: dict[str, Any], expected: tuple[str, str]
) -> None:
    assert unwanted_of(scene, options) == expected


def test_our_list_leads_the_film_and_says_so(tiny: Callable[[str], Path]) -> None:
    engine = engine_of(tiny("a14b"))
    rendering = engine.render(SILENT, QuietHost())
    film = list(rendering.frames)
    assert rendering.measurements["negative_prompt"] == "default"
    assert same(film, drawn(engine, replace(SCENE, negative_prompt=UNWANTED)))  # type: ignore[arg-type]
    assert not same(film, drawn(engine, replace(SCENE, negative_prompt=" ")))  # type: ignore[arg-type]


def test_without_guidance_it_is_not_even_read(tiny: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    engine = engine_of(tiny("a14b"), sigmas=(1.0, 0.5), guidance=(1.0, 1.0))
    models = engine._models
    assert models is not None
    asked: list[str] = []
    embed = models.text.embed
    monkeypatch.setattr(models.text, "embed", lambda prompt: asked.append(prompt) or embed(prompt))
    rendering = engine.render(SILENT, QuietHost())
    list(rendering.frames)
    assert asked == [SCENE.prompt]
    assert rendering.measurements["negative_prompt"] == "unused"
