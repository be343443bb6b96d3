"""The order of refusal: of two things that are wrong, the earlier one is told."""

import json
from collections.abc import Callable
from itertools import combinations
from typing import Any

from inbetween.api import denials
from tests.served import GENERATION, KEYFRAMES, MODEL, Server, body, refusal

LIMIT = 4096
IN_ORDER = {
    "unknown path": (404, "NotFound"),
    "wrong method": (405, "InvalidParameter"),
    "too large": (413, "BadRequest.TooLarge"),
    "wrong content type": (415, "InvalidParameter"),
    "no key": (401, "InvalidApiKey"),
    "not asynchronous": (403, "AccessDenied"),
    "long Idempotency-Key": (400, "The header Idempotency-Key should be 1 to 255 printable ASCII characters."),
    "not JSON": (400, "BadRequest.IllegalInput"),
    "unknown model": (400, "Model not exist."),
    "wrong path": (400, "url error, please check url！"),
    "faulty body": (400, "Field required: input.last_frame_url"),
    "used Idempotency-Key": (400, denials.replay_of_another_body().message),
    "denied": (403, "AllocationQuota.FreeTierOnly"),
    "too often": (429, "Throttling.RateQuota"),
}


def broken(*wrong: str) -> dict[str, Any]:
    """Return the arguments of a create request that is wrong in these ways and legal in all others."""
    sent = body(
        model="wan9" if "unknown model" in wrong else MODEL,
        **({"last_frame_url": ...} if "faulty body" in wrong else {}),
        **({"prompt": "[inbetween: deny=AllocationQuota.FreeTierOnly]"} if "denied" in wrong else {}),
    )
    content = json.dumps(sent) + ("}" if "not JSON" in wrong else "") + " " * (LIMIT if "too large" in wrong else 0)
    path = GENERATION if "wrong path" in wrong else KEYFRAMES
    replay_key = "x" * 256 if "long Idempotency-Key" in wrong else "1" if "used Idempotency-Key" in wrong else ""
    return {
        "method": "GET" if "wrong method" in wrong else "POST",
        "path": "/api/v1/nowhere" if "unknown path" in wrong else path,
        "key": None if "no key" in wrong else "",
        "content": content,
        "headers": {"Content-Type": "text/plain" if "wrong content type" in wrong else "application/json"}
        | {"Idempotency-Key": replay_key}
        | ({} if "not asynchronous" in wrong else {"X-DashScope-Async": "enable"}),
    }


def test_of_any_two_wrongs_the_earlier_is_told(serving: Callable[..., Server]) -> None:
    server = serving(rates=True, rehearsals=True, strict_paths=True, body_limit=LIMIT)
    server.created(body(prompt="another"), headers={"Idempotency-Key": "1"})
    assert server.send(**broken()).status_code == 200  # that was the model's rate: one more is too often
    for first, second in combinations(IN_ORDER, 2):
        if {first, second} == {"unknown path", "wrong method"}:
            continue
        status, code, message = refusal(server.send(**broken(first, second)))
        told = message if code == "InvalidParameter" and status == 400 else code
        assert (status, told) == IN_ORDER[first], f"{first} and {second}"
    assert server.queue.page().total == 2
