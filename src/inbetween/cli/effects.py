"""``inbetween effects``: what each effect shows, and which models have it."""

import json
from dataclasses import asdict
from typing import Annotated, Any

import typer
from rich import box
from rich.console import Console
from rich.table import Table

from inbetween import settings
from inbetween.catalog.effects import EFFECTS, Effect
from inbetween.catalog.models import with_effect
from inbetween.engines import registry

EXAMPLES = (
    "\b\nExample: inbetween effects\n"
    "Example: inbetween effects --json | jq -r .[].name\n"
    "Example: inbetween generate me.jpg -o me.mp4 --effect squish"
)


def effects(
    *,
    engine: Annotated[str | None, typer.Option(help="Engine that renders [env INBETWEEN_ENGINE].")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON list.")] = False,
) -> None:
    """List the effects: procedures in code that play with one picture. Nobody in it acts."""
    name = settings.read(engine=engine).engine
    able = registry.capabilities(name).abilities.effects
    if as_json:
        told = [_told(effect, rendered=effect.name in able) for effect in EFFECTS.values()]
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return
    table = Table("effect", "picture", "what is seen", "what that is not", box=box.SIMPLE_HEAD)
    for effect in EFFECTS.values():
        seen = effect.shows if effect.name in able else f"(not rendered by {name}) {effect.shows}"
        table.add_row(f"{effect.name}\n{effect.chinese}", effect.wants, seen, effect.limits)
    Console(highlight=False).print(table, markup=False)


def _told(effect: Effect, *, rendered: bool) -> dict[str, Any]:
    return {**asdict(effect), "models": with_effect(effect.name), "rendered": rendered}
