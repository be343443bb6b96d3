"""Every refusal of a request as such, written once: status, code and sentence of specification section 2.3.

Where the vendor leaves a status or a sentence open, ours is beside it.
"""

from collections.abc import Iterable, Mapping

from inbetween.domain import faults
from inbetween.domain.clock import SECOND, Millis
from inbetween.domain.errors import Denial
from inbetween.domain.faults import INVALID

RETRY_SECONDS = 5
"""When to come again after an outage: an SDK that is told so waits as long, and at most 8 s. A crowd has gone too."""

_SOON: Millis = RETRY_SECONDS * SECOND


class WithHeaders(Denial):
    """A refusal that also says something in headers."""

    def __init__(self, denial: Denial, headers: Mapping[str, str]) -> None:
        super().__init__(denial.status, denial.code, denial.message)
        self.headers = headers


def not_found() -> Denial:
    """No such path."""
    return Denial(404, "NotFound", "Not found!")


def wrong_method(method: str, allowed: Iterable[str]) -> Denial:
    """The path is there, the method is not. The vendor's status is unconfirmed (400 or 405)."""
    denial = Denial(405, INVALID, f"Request method '{method}' is not supported.")
    return WithHeaders(denial, {"Allow": ", ".join(sorted(allowed))})


def body_too_large() -> Denial:
    """A body beyond the limit. Newer copies of the vendor's page say 400, the older one 413."""
    return Denial(413, "BadRequest.TooLarge", "Payload Too Large.")


def wrong_content_type(found: str, expected: str) -> Denial:
    """A body of another type; the vendor's sentence is unknown."""
    return Denial(415, INVALID, f"Content-Type should be {expected}, not '{found[:80]}'.")


def unreadable_request() -> Denial:
    """What is no HTTP, or could be read in two ways; the connection ends."""
    return Denial(400, INVALID, "The HTTP request cannot be read.")


def head_too_large() -> Denial:
    """Headers beyond the limit of bytes; the connection ends."""
    return Denial(431, INVALID, "The headers of the request are too large.")


def too_slow() -> Denial:
    """A head or a body that does not come on; the connection ends."""
    return Denial(408, "RequestTimeOut", "The request did not arrive in time.")


def too_many_connections() -> Denial:
    """More connections from one address than it may have; this one ends."""
    return _later(Denial(429, "Throttling", "There are too many connections from this address."), _SOON)


def crowded() -> Denial:
    """More connections, or more bytes of large bodies, than the server takes at once."""
    return _later(
        Denial(503, "ModelUnavailable", "The server takes no more at once, please try again later."),
        RETRY_SECONDS * SECOND,
    )


def no_key() -> Denial:
    """No Authorization header."""
    return Denial(401, "InvalidApiKey", "No API-key provided.")


class BadKey(Denial):
    """A key that opens nothing: the one refusal that is counted against the address that tried it."""


def bad_key() -> BadKey:
    """A key that is unknown, malformed, revoked or of another region."""
    return BadKey(401, "InvalidApiKey", "Invalid API-key provided.")


def too_many_bad_keys(wait: Millis) -> Denial:
    """One more wrong key from an address that has tried too many; a right one is taken all the same."""
    return _later(Denial(429, "Throttling", "Too many invalid API-keys came from this address."), wait)


def not_asynchronous() -> Denial:
    """``X-DashScope-Async: enable`` is absent: over HTTP there are only asynchronous tasks."""
    return Denial(403, "AccessDenied", "current user api does not support synchronous calls.")


def bad_replay_key(most: int) -> Denial:
    """An ``Idempotency-Key`` that is too long, or holds other characters. The vendor has no such header."""
    sentence = f"The header Idempotency-Key should be 1 to {most} printable ASCII characters."
    return Denial(400, INVALID, sentence)


def replay_of_another_body() -> Denial:
    """An ``Idempotency-Key`` that the account used for another body."""
    return Denial(
        400,
        INVALID,
        "The header Idempotency-Key was used within 24 hours for another body; "
        "use a fresh key, or send the first body unchanged.",
    )


def not_json() -> Denial:
    """A body that is not one JSON object."""
    return Denial(400, "BadRequest.IllegalInput", "The input parameter requires json format.")


def no_model() -> Denial:
    """The body names no model."""
    return Denial(400, "BadRequest.EmptyModel", 'Required parameter "model" missing from request.')


def unknown_model() -> Denial:
    """The body names a model that is not in the catalogue."""
    return Denial(400, INVALID, "Model not exist.")


def wrong_path() -> Denial:
    """The model is served on the other path. The exclamation mark is the vendor's full-width one."""
    return Denial(400, INVALID, "url error, please check url！")


def no_input() -> Denial:
    """The body has no ``input``."""
    return Denial(400, "BadRequest.EmptyInput", "Required input parameter missing from request.")


def not_cancellable() -> Denial:
    """The task does not wait any more, or is not the caller's."""
    return Denial(
        400,
        "UnsupportedOperation",
        "Failed to cancel the task, please confirm if the task is in PENDING status.",
    )


def not_stoppable() -> Denial:
    """The task that should be canceled even though it runs has ended, or is not the caller's. The sentence is ours."""
    return Denial(
        400,
        "UnsupportedOperation",
        "Failed to cancel the task, please confirm if the task is in PENDING or RUNNING status.",
    )


def not_retriable(status: str) -> Denial:
    """The task has not ended, or has ended well."""
    sentence = f"Failed to retry the task: only one that is FAILED or CANCELED can be, and it is {status}."
    return Denial(400, "UnsupportedOperation", sentence)


def nothing_to_retry() -> Denial:
    """The task carries the refusal of its request, or a promise that this version cannot read."""
    return Denial(400, "UnsupportedOperation", "Failed to retry the task: its request was refused; send it mended.")


def bad_signature() -> Denial:
    """A signed URL that was changed, or whose time is over."""
    return Denial(403, "AccessDenied", "The URL has expired, or its signature does not match.")


def no_object() -> Denial:
    """A video that is gone, or a preview that is not there yet."""
    return Denial(404, "NotFound", "There is no such file, or it is gone.")


def no_task(task_id: str) -> Denial:
    """Our own address of a task that is unknown, another account's or over."""
    return Denial(404, "NotFound", f"There is no task {task_id[:80]} for this key, or its lifetime is over.")


def bad_range(size_bytes: int) -> Denial:
    """A Range that lies wholly outside the file."""
    message = f"The requested range cannot be satisfied, the file has {size_bytes} bytes."
    return WithHeaders(Denial(416, "InvalidRange", message), {"Content-Range": f"bytes */{size_bytes}"})


def too_often(wait: Millis) -> Denial:
    """A submit over the account's rate; it may come again after ``wait`` milliseconds."""
    return _later(Denial(429, "Throttling.RateQuota", "Requests rate limit exceeded, please try again later."), wait)


def _later(denial: Denial, wait: Millis) -> Denial:
    return WithHeaders(denial, {"Retry-After": str(max(1, -(-wait // SECOND)))})


def rehearsed(denial: Denial) -> Denial:
    """A refusal that a caller asked for; one of a rate says when to come again, as ours does."""
    return WithHeaders(denial, {"Retry-After": "1"}) if denial.status == 429 else denial


def database_away() -> Denial:
    """The database is away, silent, full or read-only: 503, the one status after which SDKs go on polling."""
    return _unavailable("The database of the server does not work at the moment.")


def store_away() -> Denial:
    """The disk or the object store is full, read-only or away."""
    return _unavailable("The disk or the object store of the server does not work at the moment.")


def _unavailable(cause: str) -> Denial:
    """Say the vendor's sentence, and ours about what has to be mended."""
    denial = Denial(503, "ModelUnavailable", f"Model is unavailable, please try again later. {cause}")
    return WithHeaders(denial, {"Retry-After": str(RETRY_SECONDS)})


def not_a_form() -> Denial:
    """A multipart body that cannot be read."""
    return Denial(400, "MalformedPOSTRequest", "The body of your POST request is not well-formed multipart/form-data.")


def no_file() -> Denial:
    """A form without its file."""
    return Denial(400, "InvalidArgument", "The form should end with one part named 'file'.")


def internal() -> Denial:
    """Something failed that should not; the log knows more under the request id."""
    fault = faults.internal()
    return Denial(500, fault.code, fault.message)
