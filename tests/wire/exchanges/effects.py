"""``input.template``: 31 effects and the three models that have them (specification section 3.5)."""

from collections.abc import Iterator

from tests.wire.exchange import Exchange, holding, refusal, stated
from tests.wire.matrix import COLUMNS, EFFECTS, FIRST, Column

ROWS = ("input.template",)


def one_picture(column: Column, template: object) -> dict[str, object]:
    """Return what the vendor's sample for an effect sends: a first frame, no last one, no prompt."""
    alone = {"last_frame_url": ...} if column.shape == "frames" else {}
    return column.asked(template=template, prompt=..., **alone)


@stated("3.5")
def every_effect_of_its_models() -> Iterator[Exchange]:
    """The first frame alone is wanted, the prompt is ignored."""
    for column in COLUMNS:
        for name in column.effects:
            promised = {"effect": name, "media": {"first_frame": FIRST}, "prompt": ""}
            body = one_picture(column, name)
            yield Exchange(name=name, rows=ROWS, column=column.title, state="emulated", body=body, promised=promised)


@stated("3.5")
def every_other_name() -> Iterator[Exchange]:
    """An effect that the model has not is refused by name; the sentence is not published."""
    for column in COLUMNS:
        strangers = sorted(set(EFFECTS) - set(column.effects)) if column.effects else ("squish", "mech1")
        for name in (*strangers, "Squish", "none"):
            told = refusal(holding(f"'{name}'", "input.template"))
            body = column.asked(template=name)
            state = "emulated" if column.effects else "refused"
            yield Exchange(name=f"has no {name}", rows=ROWS, column=column.title, state=state, body=body, **told)


@stated("3.2, 3.5")
def templates_as_a_field() -> Iterator[Exchange]:
    """Null and empty are none; another type is a fault; the misprint of one page means what it should."""
    for column in COLUMNS:
        state = "emulated" if column.effects else "refused"
        for value in column.few(("", None)):
            body = column.asked(template=value)
            expected = {"promised": {"effect": None}}
            yield Exchange(name=f"none: {value!r}", rows=ROWS, column=column.title, state=state, body=body, **expected)
        told = refusal("Input should be a valid string: input.template")
        body = column.asked(template=True)
        yield Exchange(name="refuses true", rows=ROWS, column=column.title, state=state, body=body, **told)
        if "hanfu-1" not in column.effects:
            continue
        body = one_picture(column, "hufu-1")
        promised = {"effect": "hanfu-1"}
        yield Exchange(name="hufu-1", rows=ROWS, column=column.title, state=state, body=body, promised=promised)


@stated("3.5")
def what_an_effect_overrules() -> Iterator[Exchange]:
    """Prompt and last frame are ignored; the first frame stays required."""
    for column in COLUMNS:
        if not column.effects:
            continue
        promised = {"effect": column.effects[0], "prompt": "", "media": {"first_frame": FIRST}}
        body = column.asked(template=column.effects[0])
        yield Exchange(name="overrules", rows=ROWS, column=column.title, state="emulated", body=body, promised=promised)
        name = {"image": "img_url", "frames": "first_frame_url"}[column.shape]
        body = column.asked(template=column.effects[0], **{name: ...})
        told = refusal(f"Field required: input.{name}")
        yield Exchange(name="no picture", rows=ROWS, column=column.title, state="emulated", body=body, **told)
