"""1,000 bodies of all four families (slow: 20,000), each accepted or refused exactly as the independent table says."""

import itertools
import json
import random
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from inbetween.api.dashscope.shapes import read
from inbetween.catalog.accept import accept
from inbetween.catalog.models import MODELS
from inbetween.domain.errors import Refusal
from inbetween.domain.spec import Abilities, VideoSpec
from tests.samples import EVERYTHING
from tests.served import BOTH_ENDS, GENERATION, Server
from tests.table.bodies import FAMILIES, Body, legal, spoilt
from tests.table.edges import edges
from tests.table.rows import ROWS, Row
from tests.table.rules import Reading, verdict

LEGAL_SHARE = 0.5
SIZES = [1_000, pytest.param(20_000, marks=[pytest.mark.slow, pytest.mark.timeout(1200)])]


def bodies(count: int, seed: int) -> Iterator[tuple[bool, Body]]:
    """Yield bodies, and whether each was meant to be legal."""
    chance = random.Random(seed)
    for _ in range(count):
        meant = chance.random() < LEGAL_SHARE
        yield meant, (legal if meant else spoilt)(chance)


def answered(server: Server, count: int) -> Iterator[tuple[bool, Body, httpx.Response]]:
    """Yield ``count`` bodies, whether each was meant to be legal, and what the server answered to it."""
    everything = bodies(count, seed=count)
    while some := list(itertools.islice(everything, 500)):
        answers = server.create_each((body for _, body in some), GENERATION)
        yield from ((meant, body, answer) for (meant, body), answer in zip(some, answers, strict=True))


def shown(body: Body) -> str:
    """Write a body for a failure's sake, without its pictures."""
    return json.dumps(body, ensure_ascii=False, default=str)[:4_000]


def promised(body: Body) -> tuple[Any, ...]:
    """Return what the table promises for an accepted body."""
    reading = Reading(ROWS[body["model"]], body)
    row, wanted = reading.row, {name: value for name, value in reading.wanted.items() if name in reading.row.parameters}
    letters = {"F": "first_frame", "L": "last_frame", "A": "driving_audio", "C": "first_clip"}
    seconds = wanted.get("duration")
    extend = "fixed" in row.also or wanted.get("prompt_extend") is not False
    return (
        [letters[source.letter] for source in reading.kept()],
        "" if reading.effect else (reading.given.get("prompt") or "")[: row.words],
        (reading.given.get("negative_prompt") or "")[:500],
        wanted.get("resolution") or row.tier,
        5 if seconds in (None, -1) else int(seconds),
        reading.effect,
        "multi" if wanted.get("shot_type") == "multi" and extend else "single",
        not reading.silent,
        wanted.get("watermark") is True,
    )


def kept(spec: VideoSpec) -> tuple[Any, ...]:
    """Return the same of a stored specification."""
    return (
        [entry.kind for entry in spec.media],
        spec.prompt,
        spec.negative_prompt,
        spec.resolution,
        spec.seconds,
        spec.effect,
        spec.shot_type,
        spec.sound,
        spec.watermark,
    )


def test_the_table_knows_the_models_that_are_served() -> None:
    assert set(ROWS) == set(MODELS)


@pytest.mark.parametrize("count", SIZES)
def test_each_body_is_accepted_or_refused_as_the_table_says(serving: Callable[..., Server], count: int) -> None:
    server, ends = serving(abilities=EVERYTHING), Counter[str]()
    for meant, body, answer in answered(server, count):
        expected = verdict(body)
        assert meant == (expected is None), f"the generator and the table differ: {expected} {shown(body)}"
        told = answer.json()
        if expected is None:
            assert answer.status_code == 200, f"{told} {shown(body)}"
            spec = server.queue.see(told["output"]["task_id"]).spec
            assert spec is not None
            assert kept(spec) == promised(body), shown(body)
            ends[family(body)] += 1
        else:
            code, sentences = expected
            assert (answer.status_code, told["code"], told["message"].split(" & ")) == (400, code, sentences), shown(
                body
            )
            ends["refused"] += 1
    assert ends["refused"] < 0.6 * count
    assert all(ends[name] > 0.05 * count for name in FAMILIES), ends


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS.keys())
def test_each_number_of_the_table_holds_at_its_edge(row: Row) -> None:
    for body in edges(row):
        expected = verdict(body)
        assert judged(body) == (expected, None if expected else promised(body)), shown(body)


def test_a_legal_body_is_refused_for_nothing_but_what_is_not_rendered_here() -> None:
    chance, ends = random.Random(500), Counter[bool]()
    for body in (legal(chance) for _ in range(500)):
        kinds, *_, effect, shots, _, _ = promised(body)
        able = set(kinds) == {"first_frame", "last_frame"} and effect is None and shots == "single"
        refusal, _ = judged(body, BOTH_ENDS)
        sentences = refusal[1] if refusal else []
        assert able == (refusal is None), shown(body)
        assert all(sentence.startswith("No engine here renders ") for sentence in sentences), shown(body)
        ends[able] += 1
    assert min(ends.values()) > 100, ends


def judged(
    body: Body, abilities: Abilities = EVERYTHING
) -> tuple[tuple[str, list[str]] | None, tuple[Any, ...] | None]:
    """Return the refusal of a body, or what is promised, without a server."""
    model = MODELS[body["model"]]
    shape = read(body, model, has_upload=lambda key: False)
    try:
        return None, kept(accept(model, shape.request, able=lambda _: abilities, draw_seed=lambda: 1))
    except Refusal as refusal:
        return (refusal.code, refusal.message.split(" & ")), None


def family(body: Body) -> str:
    """Return the family of a body's model."""
    return next(name for name, rows in FAMILIES.items() if ROWS[body["model"]] in rows)


def test_a_server_that_speaks_late_gives_the_same_refusals_to_the_tasks(serving: Callable[..., Server]) -> None:
    """Section 2.4: 200, and the task fails with the code and the sentence that another server answers."""
    server = serving(abilities=EVERYTHING, validation="late")
    for _, body, answer in answered(server, 200):
        expected = verdict(body)
        if expected and (expected[0].startswith("BadRequest") or expected[1] == ["Model not exist."]):
            assert answer.status_code == 400, shown(body)
            continue
        assert answer.status_code == 200, shown(body)
        refusal = server.queue.see(answer.json()["output"]["task_id"]).refusal
        found = (refusal.code, refusal.message.split(" & ")) if refusal else None
        assert found == expected, shown(body)
