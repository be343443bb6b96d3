"""Mutated create bodies: each is accepted or refused in the one shape of errors, and none is a 500."""

import json
import random
from collections.abc import Callable
from typing import Any

import pytest

from tests.served import Server, body, data_url, picture

NASTY: list[Any] = [
    None, True, 0, -1, 5, 5.0, 1e308, 2**31, 2**64, "", " ", "5", "720P", "720p", "\0", "雨", "🌧" * 900, "a" * 9000,
    [], {}, [[]], {"": None}, "oss://x", "data:", "data:image/png;base64,AAAA", "http://", "file:///etc/passwd",
]  # fmt: skip


def paths(value: Any, prefix: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of every field of a body."""
    found = [prefix] if prefix else []
    if isinstance(value, dict):
        for name, inner in value.items():
            found += paths(inner, (*prefix, name))
    return found


def mutated(legal: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Replace, remove or add some fields anywhere in the body."""
    changed = json.loads(json.dumps(legal))
    for _ in range(chance.randint(1, 4)):
        *way, last = chance.choice(paths(changed) or [("model",)])
        holder = changed
        for name in way:
            holder = holder[name]
        match chance.randrange(4):
            case 0:
                holder.pop(last, None)
            case 1:
                holder[chance.choice(["template", "media", "img_url", "size", "seed", "duration", "x"])] = (
                    chance.choice(NASTY)
                )
            case _:
                holder[last] = chance.choice(NASTY)
    return changed


@pytest.mark.parametrize("count", [300, pytest.param(10_000, marks=[pytest.mark.slow, pytest.mark.timeout(900)])])
@pytest.mark.parametrize("validation", ["early", "late"])
def test_a_mutated_body_is_accepted_or_refused(serving: Callable[..., Server], validation: str, count: int) -> None:
    server, chance = serving(validation=validation), random.Random(7)
    legal = body(
        parameters={"resolution": "720P", "duration": 5, "seed": 1, "watermark": True, "prompt_extend": False},
        negative_prompt="blur",
        last_frame_url=data_url(picture(400, 400)),
    )
    ends = {200: 0, 400: 0}
    for _ in range(count):
        sent = mutated(legal, chance)
        answer = server.create(sent)
        assert answer.status_code in ends, (sent, answer.text)
        ends[answer.status_code] += 1
        told = answer.json()
        assert told["request_id"]
        assert ("code" in told) == (answer.status_code != 200)
    assert min(ends.values()) > count / 20, ends
