"""``inbetween effects``: what each effect shows, and which models have it."""

import json
from dataclasses import asdict
from typing import Annotated, Any

import typer
from rich import box
from rich.console import Console
from rich.table import Table

from inbetween import app, settings
from inbetween.catalog.effects import EFFECTS, Effect
from inbetween.catalog.models import with_effect
from inbetween.offers.offer import Offer, Offers

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
    offers = app.offers_for(settings.read(engine=engine), engine)
    if as_json:
        told = [_told(effect, offers) for effect in EFFECTS.values()]
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return
    table = Table("effect", "picture", "what is seen", "what that is not", box=box.SIMPLE_HEAD)
    for effect in EFFECTS.values():
        whom = offers.by_whom_effect(effect.name)
        seen = effect.shows if whom and not whom.weights else f"({_by(whom, offers)}) {effect.shows}"
        table.add_row(f"{effect.name}\n{effect.chinese}", effect.wants, seen, effect.limits)
    Console(highlight=False).print(table, markup=False)


def _by(whom: Offer | None, offers: Offers) -> str:
    return f"by {whom.name}, otherwise" if whom else f"not rendered by {offers.default.name}"


def _told(effect: Effect, offers: Offers) -> dict[str, Any]:
    whom = offers.by_whom_effect(effect.name)
    return {
        **asdict(effect),
        "models": with_effect(effect.name),
        "rendered": whom is not None,
        "by": whom and whom.name,
    }
