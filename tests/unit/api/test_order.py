"""The order of refusal: of two things that are wrong, the earlier one is told."""

import json
from collections.abc import Callable
from itertools import combinations
from typing import Any

from tests.served import GENERATION, KEYFRAMES, MODEL, Server, body, refusal

LIMIT = 4096
IN_ORDER = {
    "unknown path": (404, "NotFound"),
    "wrong method": (405, "InvalidParameter"),
    "too large": (413, "BadRequest.TooLarge"),
    "wrong content type": (415, "InvalidParameter"),
    "no key": (401, "InvalidApiKey"),
    "not asynchronous": (403, "AccessDenied"),
    "not JSON": (400, "BadRequest.IllegalInput"),
    "unknown model": (400, "Model not exist."),
    "wrong path": (400, "url error, please check url！"),
    "faulty body": (400, "Field required: input.last_frame_url"),
    "too often": (429, "Throttling.RateQuota"),
}


def broken(*wrong: str) -> dict[str, Any]:
    """Return the arguments of a create request that is wrong in these ways and legal in all others."""
    sent = body(
        model="wan9" if "unknown model" in wrong else MODEL,
        **({"last_frame_url": ...} if "faulty body" in wrong else {}),
    )
    content = json.dumps(sent) + ("}" if "not JSON" in wrong else "") + " " * (LIMIT if "too large" in wrong else 0)
    path = GENERATION if "wrong path" in wrong else KEYFRAMES
    return {
        "method": "GET" if "wrong method" in wrong else "POST",
        "path": "/api/v1/nowhere" if "unknown path" in wrong else path,
        "key": None if "no key" in wrong else "",
        "content": content,
        "headers": {"Content-Type": "text/plain" if "wrong content type" in wrong else "application/json"}
        | ({} if "not asynchronous" in wrong else {"X-DashScope-Async": "enable"}),
    }


def test_of_any_two_wrongs_the_earlier_is_told(serving: Callable[..., Server]) -> None:
    server = serving(rates=True, strict_paths=True, body_limit=LIMIT)
    for _ in range(2):  # the model's rate, so that one more is too often
        assert server.send(**broken()).status_code == 200
    for first, second in combinations(IN_ORDER, 2):
        if {first, second} == {"unknown path", "wrong method"}:
            continue
        status, code, message = refusal(server.send(**broken(first, second)))
        told = message if code == "InvalidParameter" and status == 400 else code
        assert (status, told) == IN_ORDER[first], f"{first} and {second}"
    assert server.queue.page().total == 2
