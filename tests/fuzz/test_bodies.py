"""Mutated create bodies of every family: each is accepted or refused in the one shape of errors, and none is a 500."""

import json
import random
from collections.abc import Callable
from typing import Any

import pytest

from tests.samples import EVERYTHING
from tests.served import Server
from tests.table.bodies import legal

NASTY: list[Any] = [
    None, True, 0, -1, 5, 5.0, 1e308, 2**31, 2**64, "", " ", "5", "720P", "720p", "\0", "雨", "🌧" * 900, "a" * 9000,
    [], {}, [[]], {"": None}, "oss://x", "data:", "data:image/png;base64,AAAA", "http://", "file:///etc/passwd",
]  # fmt: skip
ADDED = ["template", "media", "img_url", "shot_type", "audio", "seed", "duration", "x"]


def paths(value: Any, prefix: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of every field of a body."""
    found = [prefix] if prefix else []
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, field in inner:
        found += paths(field, (*prefix, name))
    return found


def mutated(body: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Replace, remove or add some fields anywhere in the body."""
    changed: dict[str, Any] = json.loads(json.dumps(body))
    for _ in range(chance.randint(1, 4)):
        *way, last = chance.choice(paths(changed) or [("model",)])
        holder = changed
        for name in way:
            holder = holder[name]
        match chance.randrange(4):
            case 0 if holder:
                holder.pop(last)
            case 1 if isinstance(holder, dict):
                holder[chance.choice(ADDED)] = chance.choice(NASTY)
            case _:
                holder[last] = chance.choice(NASTY)
    return changed


@pytest.mark.parametrize("count", [150, pytest.param(10_000, marks=[pytest.mark.slow, pytest.mark.timeout(900)])])
@pytest.mark.parametrize("validation", ["early", "late"])
def test_a_mutated_body_is_accepted_or_refused(serving: Callable[..., Server], validation: str, count: int) -> None:
    server, chance = serving(validation=validation, abilities=EVERYTHING), random.Random(7)
    ends = {200: 0, 400: 0}
    for _ in range(count // 100):
        sent = [mutated(legal(chance), chance) for _ in range(100)]
        for body, answer in zip(sent, server.create_each(sent), strict=True):
            assert answer.status_code in ends, (body, answer.text)
            ends[answer.status_code] += 1
            told = answer.json()
            assert told["request_id"]
            assert ("code" in told) == (answer.status_code != 200)
    assert min(ends.values()) > count / 20, ends
