"""What the default engine renders of what is legal, and how the rest is refused (specification sections 3.3 to 3.5)."""

from collections.abc import Iterator
from typing import Any

from inbetween.engines.tween.card import CAPABILITIES
from tests.wire.exchange import Exchange, holding, refusal, stated
from tests.wire.matrix import COLUMNS, SETS, SOUND, URLS, Column

NAMES = (
    "first frame",
    "first frame and sound",
    "first and last frame",
    "first, last frame and sound",
    "continuation",
    "continuation to a last frame",
)
"""Of the six sets, in the order of section 3.3."""

RENDERED = frozenset(SETS)
RENDERED_EFFECTS = CAPABILITIES.abilities.effects
SEVERAL_SHOTS = True
"""What the engine makes today; a change of the engine is a change of these lines and of the page."""

DEFAULT = {"abilities": CAPABILITIES.abilities}
NOT_HERE = "No engine here renders"


def asking(column: Column, kinds: frozenset[str]) -> dict[str, Any]:
    """Return a legal body with exactly these inputs."""
    if column.shape == "media":
        names = ["image_url"] if column.types == ("image_url",) else [kind for kind in column.types if kind in kinds]
        return column.asked(media=[{"type": name, "url": URLS[name]} for name in names])
    return column.asked(**({"audio_url": SOUND} if "driving_audio" in kinds else {}))


def mode(column: Column, name: str, body: dict[str, Any], *, rendered: bool) -> Exchange:
    """Return an exchange with the default engine."""
    return Exchange(
        name="the default engine",
        rows=(f"mode: {name}",),
        column=column.title,
        state="emulated" if rendered else "refused",
        body=body,
        settings=DEFAULT,
        **({} if rendered else refusal(holding(NOT_HERE, "input" if "shots" not in name else "parameters"))),
    )


@stated("3.3")
def sets() -> Iterator[Exchange]:
    """Each legal set of each model."""
    for column in COLUMNS:
        for name, kinds in zip(NAMES, SETS, strict=True):
            if kinds in column.sets:
                yield mode(column, name, asking(column, kinds), rendered=kinds in RENDERED)


@stated("3.5")
def effects() -> Iterator[Exchange]:
    """An effect of each model that has some; one name stands for all, of which all or none are rendered."""
    for column in COLUMNS:
        if column.effects:
            body = column.asked(template=column.effects[0])
            yield mode(column, "effects", body, rendered=column.effects[0] in RENDERED_EFFECTS)


@stated("3.4, 10.1")
def several_shots() -> Iterator[Exchange]:
    """Asked with pictures that are rendered, where the model has such."""
    for column in COLUMNS:
        if column.shot_types:
            parameters = {"shot_type": "multi"}
            yield mode(column, "several shots", column.asked(parameters=parameters), rendered=SEVERAL_SHOTS)
