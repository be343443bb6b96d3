"""Every sentence about an input, written once.

The code and, where one is published or was measured, the sentence are the vendor's; where the vendor leaves it
open the sentence names the field, the value and the range. ``docs/contract/errors.md`` lists them all.
"""

import math
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


# Pictures.


def unreadable_picture(name: str) -> Fault:
    """A file that is not a picture that we read, or a damaged one."""
    return Fault(INVALID, f"Invalid image format or corrupted file: {name}")


def picture_format(name: str, found: str, allowed: Iterable[str]) -> Fault:
    """A picture of a format that the model does not take."""
    return Fault(INVALID, f"image format error: {name} is {found}, it should be one of {', '.join(allowed)}.")


def mislabelled_picture(name: str, declared: str, found: str) -> Fault:
    """A data URL whose MIME type is not what its bytes are."""
    return Fault(INVALID, f"image format error: {name} is declared as {declared} but is {found}.")


def picture_sides(name: str, size: tuple[int, int], limits: tuple[int, int]) -> Fault:
    """A picture with a side outside the model's limits."""
    return Fault(
        INVALID,
        f"the size of input image is too small or too large. {name} is {size[0]}x{size[1]}, "
        f"each side should be {limits[0]} to {limits[1]} pixels.",
    )


def file_aspect(name: str, size: tuple[int, int], most: int) -> Fault:
    """A picture or a clip longer than the model takes."""
    return Fault(
        "InvalidFile.AspectRatio",
        f"Invalid file aspect ratio. {name} is {size[0]}x{size[1]}, it should be 1:{most} to {most}:1.",
    )


def picture_bytes(name: str, size_bytes: int, max_bytes: int) -> Fault:
    """A picture with too many bytes."""
    return _file_bytes(name, "image", size_bytes, max_bytes)


def _mebibytes(size_bytes: int) -> float:
    """Return a size in MB, rounded up: what is too large never reads as what is allowed."""
    return math.ceil(size_bytes / 2**20 * 100) / 100


def transparent_picture(name: str) -> Fault:
    """A picture with a pixel that is not opaque."""
    return Fault(INVALID, f"image format error: {name} has transparent pixels, an alpha channel is not supported.")


def animated_picture(name: str) -> Fault:
    """A picture of several frames."""
    return Fault(INVALID, f"image format error: {name} is animated, it should be one picture.")


# Sound.


def unreadable_sound(name: str, why: str) -> Fault:
    """A file that holds no sound that we read, or a damaged one; ``why`` ends the sentence."""
    return Fault("InvalidFile.Openerror", f"Invalid file, cannot open file as audio. {name} {why}.")


def sound_format(name: str, allowed: Iterable[str]) -> Fault:
    """A file that is not of a format that the model takes as sound, whatever it is called."""
    types = ", ".join(f".{one.lower()}" for one in allowed)
    return Fault(INVALID, f"File type is not supported. Allowed types are: {types}. {name} is of another.")


def sound_seconds(name: str, seconds: float | None, limits: tuple[int, int]) -> Fault:
    """A sound shorter or longer than the model takes; ``None``: how much longer is not known."""
    found = "is longer" if seconds is None else f"has {_hundredths(seconds)} s"
    return Fault(
        "InvalidFile.Duration",
        f"Invalid file duration. The file duration must be {limits[0]} s ~ {limits[1]} s. {name} {found}.",
    )


def sound_bytes(name: str, size_bytes: int, max_bytes: int) -> Fault:
    """A sound with too many bytes."""
    return _file_bytes(name, "audio", size_bytes, max_bytes)


def _hundredths(seconds: float) -> float:
    """Return seconds, rounded down: what is too short never reads as what is allowed."""
    return math.floor(seconds * 100) / 100


# Clips.


def unreadable_clip(name: str, why: str) -> Fault:
    """A file that holds no clip that we read, or a damaged one; ``why`` ends the sentence."""
    return Fault("InvalidFile.Openerror", f"Invalid file, cannot open file as video. {name} {why}.")


def clip_format(name: str, allowed: Iterable[str]) -> Fault:
    """A file that is not of a format that the model takes as a clip, whatever it is called."""
    return Fault(
        "InvalidFile.Format",
        f"Invalid file format. The file format must be {' or '.join(allowed)}. {name} is of another.",
    )


def clip_seconds(name: str, seconds: float, limits: tuple[int, int]) -> Fault:
    """A clip shorter or longer than the model takes."""
    return Fault(
        "InvalidFile.Duration",
        f"Invalid file duration. The file duration must be {limits[0]} s ~ {limits[1]} s. {name} has {seconds:.1f} s.",
    )


def clip_outlasts(name: str, seconds: float, duration: int) -> Fault:
    """A clip after which nothing is left to be made; the vendor's sentence is unknown (section 4.3)."""
    return Fault(
        INVALID,
        f"The clip should be shorter than the video. {name} has {seconds:.1f} s and the video {duration} s: "
        f"ask for a longer duration, or give a shorter clip.",
    )


def clip_needs_longer(shortest: int, path: str) -> Fault:
    """A duration in which not even the shortest clip leaves anything to be made."""
    return Fault(
        INVALID, f"Duration should be more than {shortest} with a clip, which has {shortest} s at least: {path}"
    )


def clip_sides(name: str, size: tuple[int, int], limits: tuple[int, int]) -> Fault:
    """A clip with a side outside the model's limits."""
    return Fault(
        "InvalidFile.Resolution",
        f"Invalid video resolution. The height or width of video must be {limits[0]} ~ {limits[1]}. "
        f"{name} is {size[0]}x{size[1]}.",
    )


def clip_rate(name: str, most: int) -> Fault:
    """A clip with more frames than anybody films."""
    return Fault(
        "InvalidFile.FPS", f"Invalid file fps. The file fps must be at most {most}. {name} has more frames than that."
    )


def clip_bytes(name: str, size_bytes: int, max_bytes: int) -> Fault:
    """A clip with too many bytes."""
    return _file_bytes(name, "video", size_bytes, max_bytes)


def _file_bytes(name: str, medium: str, size_bytes: int, max_bytes: int) -> Fault:
    return Fault(
        "InvalidFile.Size",
        f"Invalid file size. The {medium} file size must be less than {max_bytes // 2**20}MB. "
        f"{name} has {_mebibytes(size_bytes)}MB.",
    )


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
