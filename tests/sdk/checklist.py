"""What real clients of the vendor's API need, numbered, and which test shows each: docs/contract/clients.md."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).parents[2]

NEEDS = {
    1: "`call()` with two `file://` pictures of a keyframe model succeeds; the video downloads without a key",
    2: "`async_call`, `fetch`, `wait` with `data:` pictures; `wait` takes answer or id, `fetch` works after the end",
    3: "relative `file://`, bare paths, and names with a blank, a plus, a quote or Chinese characters",
    4: "an effect: the prompt is null and there is no last frame",
    5: "`media` with first and last frame as `file://`, `data:` and `http://`; media among the parameters is refused",
    6: "each upload certificate has a folder of its own; what the form repeats is text; two files of one name stay two",
    7: "an `oss://` URL serves a second task",
    8: "the asyncio client: slashes at the end, queries after the path, never a redirect",
    9: "a PENDING task is cancelled, any other refuses; GET never cancels",
    10: "lists with every filter and pages; instants are integers",
    11: "an unknown id, and another account's, is UNKNOWN to `fetch` and ends `wait`",
    12: "a bad key is 401 `InvalidApiKey` on every verb; `call()` raises",
    13: "each bad parameter is 400 `InvalidParameter` with a sentence; an unknown model is refused",
    14: "`file://` and other schemes that reach the server are refused and never read",
    15: "a broken picture or a dead host ends as 400 or as FAILED with code and sentence",
    16: "a create call without `X-DashScope-Async` is 403 `AccessDenied`",
    17: "`extend_prompt`, `function`, a null prompt, unknown parameters, any order of keys, escaped or raw text",
    18: "polls are always 200, and a restarted server still has its tasks",
    19: "every error is JSON with code, message and request id, whatever the status",
    20: "the 2.x client's keyframes (`extra_input`) on the general path",
    21: "the 2.x client waits as `Retry-After` says and its retried submit makes one task",
    22: "no answer of status 200 has a `code` of its own",
    23: "the command line: `create` with two files prints the video's URL",
    24: "the command line: `list`, `fetch`, `cancel`",
    25: "the Java client's bodies and headers for create, query, cancel and list",
    26: "a GET that has a `Content-Type` and no body",
    27: "a cancel whose JSON body is empty",
    28: "`with_audio: false` among the parameters of every model",
    29: "`oss://` without the header that resolves it",
    30: "wan2.7 on the keyframe path",
    31: "`wan3.0-video` with two `frameImages`, as bytes and as URLs",
    32: "`wan2.7-r2v` with first and last frame in the `media` option",
    33: "`wan2.7-i2v` with its picture as base64 and nothing else",
    34: "numbers in usage are numbers",
    35: "the sentence of a 401 and of a 400 is what the user reads",
    36: "an `Idempotency-Key` that comes twice makes one task",
    37: "a keyframe model without pictures is a clean 400",
    38: "`video_url` has the public host",
    43: "usage holds whole numbers: gateways in Go read it into integers",
    44: "`HEAD` and `Range` on the video, with type and length",
}

CLIENTS = {
    range(1, 20): "Python SDK 1.x (and 2.x)",
    range(20, 23): "Python SDK 2.x `Client`",
    range(23, 25): "`dashscope` command line",
    range(25, 31): "Java SDK (typed, not run)",
    range(31, 39): "AI SDK for JavaScript",
    range(43, 45): "gateways",
}

Shown = TypeVar("Shown", bound=Callable[..., object])


@dataclass(frozen=True, slots=True, order=True)
class Proof:
    """A test, or what a case expects: its file and its name."""

    file: str
    name: str


PROOFS: dict[int, list[Proof]] = {number: [] for number in NEEDS}


def shows(*numbers: int) -> Callable[[Shown], Shown]:
    """Enter the decorated test, or the expectation of a case, as a proof of some numbers."""

    def enter(shown: Shown) -> Shown:
        file = Path(shown.__code__.co_filename).resolve().relative_to(ROOT)
        for number in numbers:
            if (proof := Proof(str(file), shown.__name__)) not in PROOFS[number]:  # a module may be imported twice
                PROOFS[number].append(proof)
        return shown

    return enter


def client_of(number: int) -> str:
    """Return whose need it is."""
    return next(client for numbers, client in CLIENTS.items() if number in numbers)
