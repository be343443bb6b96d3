"""Every documented code on demand, where the operator lets callers rehearse (the author of a client asks for it).

Most errors have no cause on one's own machine: nothing is overdue, inspected or throttled here. A client meets them
all the same in the cloud, so that it can be tried with each: refused at once (``deny``), and as a failed task.
"""

from collections.abc import Iterator

from tests.wire.documented import ERRORS
from tests.wire.exchange import ID, TIME, Exchange, Text, refusal, stated
from tests.wire.matrix import column
from tests.wire.scenes import rehearsed

ALLOWED = {"rehearsals": True}
KEYFRAME = column("kf2v 2.2")


GENERAL = {
    "InvalidParameter": "Required parameter(s) missing or invalid, please check the request parameters.",
    "InvalidApiKey": "Invalid API-key provided.",
    "AccessDenied": "Access denied.",
}
"""Of the codes with sentences for several places, the one that fits any: our choice."""


def sentence(code: str) -> str | Text:
    """Return what a code says when nothing else is known: its first sentence, or any where none is published."""
    known = [error.sentence for error in ERRORS if error.code == code]
    return GENERAL.get(code) or known[0] or Text(".+")


def statuses() -> dict[str, int]:
    """Return each documented code and its status: the last one that is documented for it."""
    return {error.code: error.status for error in ERRORS}


@stated("2.3, 6.7, 7.1, 7.2, 8")
def denials() -> Iterator[Exchange]:
    """The create call is answered with the status, the code and a documented sentence."""
    for code, status in statuses().items():
        body = KEYFRAME.asked(prompt=f"a cat [inbetween: deny={code}]")
        told = refusal(sentence(code), code=code, status=status)
        yield Exchange(
            name=f"deny={code}", rows=("error on demand",), state="emulated", body=body, settings=ALLOWED, **told
        )


@stated("6.5, 7.1, 7.2")
def failures() -> Iterator[Exchange]:
    """The task ends FAILED with code and sentence, HTTP 200."""
    for code in statuses():
        output = {"task_id": ID, "task_status": "FAILED", "code": code, "message": sentence(code)}
        times = dict.fromkeys(("submit_time", "scheduled_time", "end_time"), TIME)
        yield Exchange(
            name=f"fail={code}",
            rows=("error on demand",),
            state="emulated",
            method="GET",
            path="/api/v1/tasks/{task}",
            headers={},
            settings=ALLOWED,
            scene=rehearsed(code),
            answer={"request_id": ID, "output": output | times},
        )


@stated("3.2")
def only_where_allowed() -> Iterator[Exchange]:
    """Elsewhere a prompt is nothing but words."""
    body = KEYFRAME.asked(prompt="a cat [inbetween: deny=Arrearage]")
    promised = {"prompt": "a cat [inbetween: deny=Arrearage]"}
    yield Exchange(name="not allowed", rows=("error on demand",), state="ignored", body=body, promised=promised)
