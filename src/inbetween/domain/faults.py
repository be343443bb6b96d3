"""Every sentence about a request and its work, written once; those about what is in a file are in ``file_faults``.

The code and, where one is published or was measured, the sentence are the vendor's; where the vendor leaves it
open the sentence names the field, the value and the range. ``docs/contract/errors.md`` lists them all.
"""

from collections.abc import Iterable

from inbetween.domain.errors import Fault

INVALID = "InvalidParameter"


def _listed(values: Iterable[object]) -> str:
    """Write alternatives as the vendor's validator does: ``'a', 'b' or 'c'``."""
    quoted = [f"'{value}'" for value in values]
    return " or ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)


def _short(word: str) -> str:
    """Return enough of a caller's word to know it by; what is echoed is stored and sent again."""
    return word[:80]


# The body.


def missing(path: str) -> Fault:
    """A required field is absent or null."""
    return Fault(INVALID, f"Field required: {path}")


def wrong_type(path: str, expected: str) -> Fault:
    """A field holds another JSON type than ``expected`` (e.g. ``a valid string``)."""
    return Fault(INVALID, f"Input should be {expected}: {path}")


def not_one_of(path: str, allowed: Iterable[object]) -> Fault:
    """A field holds a value outside its list."""
    return Fault(INVALID, f"Input should be {_listed(allowed)}: {path}")


def unknown_media_type(types: Iterable[str]) -> Fault:
    """A media entry of a type that the model does not have; the sentence was measured, without a path."""
    return Fault(INVALID, f"Input should be {_listed(types)}")


def too_many_media(most: int, path: str) -> Fault:
    """A list of media longer than any model takes; it is not read."""
    return Fault(INVALID, f"There should be at most {most} entries: {path}")


def repeated_media_type(media_type: str, path: str) -> Fault:
    """Two media entries of one type."""
    return Fault(INVALID, f"Each type of media should occur once, '{media_type}' occurs more often: {path}")


def media_combination(path: str) -> Fault:
    """A set of inputs that the model does not take; the sentence is our choice (section 3.3)."""
    return Fault(INVALID, f"The combination of media types is not supported: {path}")


def fixed_duration() -> Fault:
    """A model of one fixed length was asked for another."""
    return Fault(INVALID, "duration customization is not supported")


def duration_range(low: int, high: int) -> Fault:
    """A duration outside the model's range of whole seconds."""
    return Fault(INVALID, f"Duration should be between {low} and {high}")


def duration_list(path: str, allowed: Iterable[int]) -> Fault:
    """A duration outside the model's few lengths."""
    *some, last = map(str, allowed)
    return Fault(INVALID, f"Input should be {', '.join(some)} or {last}: {path}")


def number_range(path: str, low: int, high: int) -> Fault:
    """A whole number outside ``low..high``."""
    return Fault(INVALID, f"Input should be between {low} and {high}: {path}")


def unknown_effect(model: str, template: str, effects: Iterable[str], path: str) -> Fault:
    """An effect that the model does not have; with the model's list."""
    known = ", ".join(effects)
    has = f"{model} has {known}" if known else f"{model} has no effects"
    return Fault(INVALID, f"The effect '{_short(template)}' is not supported ({has}): {path}")


# What the model takes and nobody here makes.


def unrendered_effect(effect: str, path: str) -> Fault:
    """An effect of the model that no engine here renders."""
    return Fault(INVALID, f"No engine here renders the effect '{effect}': {path}")


def unrendered_media(mode: str, path: str) -> Fault:
    """A legal set of inputs that no engine here renders; ``mode`` says in words what is missing."""
    return Fault(INVALID, f"No engine here renders {mode}: {path}")


def unrendered_shots(path: str) -> Fault:
    """Several shots, which no engine here renders."""
    return Fault(INVALID, f"No engine here renders several shots: {path}")


def unrendered_seconds(seconds: int, most: int, path: str) -> Fault:
    """A video that is longer than the engine here makes them."""
    return Fault(INVALID, f"The engine here makes at most {most} seconds of video, not {seconds}: {path}")


def list_window() -> Fault:
    """A list over more than a day, or one that ends before it starts."""
    return Fault(INVALID, "start_time to end_time should be 0 to 24 hours.")


# What a client's author asks to rehearse.


def rehearsal_word(word: str, longest_seconds: int, path: str) -> Fault:
    """A word of the test aids that means nothing, or has a value that it cannot have."""
    return Fault(
        INVALID,
        f"'{_short(word)}' is no word of [inbetween: ...], which has slow=SECONDS (0 to {longest_seconds}), fail=CODE, "
        f"deny=CODE and expire; a CODE is 1 to 64 letters, digits, spaces or any of ._-: {path}",
    )


def undocumented(code: str, path: str) -> Fault:
    """A create call that should be denied with a code that the vendor does not document: its status is unknown."""
    return Fault(INVALID, f"deny={code}: the vendor documents no error '{code}', fail= takes any: {path}")


def rehearsed(code: str, sentence: str | None) -> Fault:
    """A failure that the caller asked for, with the vendor's sentence where there is one."""
    return Fault(code, sentence or "This failure was asked for in the prompt.")


# Where a file is.


def bad_url(path: str) -> Fault:
    """A source that is neither http, https, oss nor data."""
    return Fault(INVALID, f"The provided URL does not appear to be valid. Ensure it is correctly formatted.: {path}")


def bad_data_url(path: str, types: Iterable[str]) -> Fault:
    """A data URL that is not base64 of an accepted picture type."""
    return Fault(INVALID, f"A data URL should read data:{{MIME}};base64,{{data}} with MIME {_listed(types)}: {path}")


def bad_base64(path: str) -> Fault:
    """The bytes of a picture inside the request are not standard base64."""
    return Fault(INVALID, f"The base64 of the picture is broken (standard alphabet, with padding): {path}")


def data_url_of_no_picture(path: str) -> Fault:
    """A data URL where sound or a clip is wanted: only pictures may come inside the request."""
    return Fault(INVALID, f"Only pictures may be data URLs, this input should be http(s):// or oss://: {path}")


def unknown_upload(source: str) -> Fault:
    """An oss:// source that does not exist for this account, region and model, or has expired."""
    where = "no such upload of this account for this model, or it is older than 48 hours"
    return Fault(INVALID, f"oss download error. {source}: {where}.")


def inline_gone(path: str) -> Fault:
    """Bytes that came inside the request of a task that should be done again, and are not stored any more."""
    return Fault(INVALID, f"The picture that came inside the request is gone, send it again: {path}")


def download_failed(url: str) -> Fault:
    """A URL that could not be fetched; the reason is not told, since it could describe a private network."""
    return Fault(INVALID, f"Failed to download {url}")


def download_too_large(url: str, max_bytes: int) -> Fault:
    """A URL that answers with too many bytes."""
    limit = max_bytes // 2**20
    return Fault("InvalidFile.Size", f"Invalid file size. The file size must be less than {limit}MB: {url}")


# The work.


def render_failed() -> Fault:
    """The engine failed."""
    return Fault("InternalError.Algo", "inference internal error.")


def given_up(attempts: int) -> Fault:
    """What rendered the task died under it so often that it is not tried again. The first sentence is the vendor's."""
    return Fault(
        "InternalError.Algo",
        f"inference internal error. {attempts} attempts were lost and it is not tried again; other inputs may do.",
    )


def timed_out(seconds: float) -> Fault:
    """The render took longer than it may; the vendor's sentence is unknown."""
    return Fault("InternalError.Timeout", f"There was no result within {seconds:g} seconds.")


def not_stored() -> Fault:
    """The object store did not take the result."""
    return Fault("InternalError.Upload", "Failed to upload result.")


def internal() -> Fault:
    """Something failed that should not; the log knows more."""
    return Fault("InternalError", "An internal error has occured, please try again later or contact service support.")
