"""Write docs/contract/errors.md from the sentences themselves: ``python tools/errors_page.py``."""

import inspect
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from pathlib import Path
from types import ModuleType
from typing import Any

from inbetween.api import denials as refused
from inbetween.api.dashscope.forms import MOST_ENTRIES
from inbetween.api.edge import LONGEST_REPLAY_KEY
from inbetween.domain import denials, faults, file_faults
from inbetween.domain.errors import Denial, Fault
from inbetween.storage.policy import KEY_BYTES

PAGE = Path(__file__).resolve().parents[1] / "docs" / "contract" / "errors.md"

# One example for each name of an argument, so that every sentence can be shown whole.
EXAMPLES: dict[str, Any] = {
    "allowed": ("480P", "720P"),
    "attempts": 3,
    "code": "Arrearage",
    "declared": "image/png",
    "denial": Denial(429, "Throttling", "Requests throttling triggered."),
    "directory": "dashscope-instant/4f/2026-11-20/6a",
    "effect": "mech1",
    "effects": ("mech1", "mech2"),
    "expected": "a valid string",
    "found": "GIF",
    "high": 15,
    "kinds": ("first_clip", "last_frame"),
    "limits": (360, 2000),
    "longest_seconds": 3600,
    "low": 2,
    "max_bytes": 10 * 2**20,
    "media_type": "first_frame",
    "method": "GET",
    "mode": "the continuation of a clip",
    "most": 8,
    "model": "wan2.2-kf2v-flash",
    "name": "first_frame",
    "path": "input.first_frame_url",
    "seconds": 10_800,
    "sentence": "Access denied, please make sure your account is in good standing.",
    "size": (100, 480),
    "shortest": 2,
    "size_bytes": 12 * 2**20,
    "source": "oss://dir/cat.png",
    "status": "RUNNING",
    "task_id": "8d7f0c5e-1111-2222-3333-000000000000",
    "template": "mech1",
    "types": ("image/jpeg", "image/png"),
    "url": "https://example.com/cat.png",
    "wait": 500,
    "word": "slow=9999",
    # Where one example does not suit every sentence.
    "bad_replay_key.most": LONGEST_REPLAY_KEY,
    "bad_upload_key.max_bytes": KEY_BYTES,
    "form_field_missing.name": "policy",
    "clip_bytes.max_bytes": 100 * 2**20,
    "clip_bytes.name": "first_clip",
    "clip_bytes.size_bytes": 120 * 2**20,
    "clip_format.allowed": ("MP4", "MOV"),
    "clip_format.name": "first_clip",
    "clip_needs_longer.path": "parameters.duration",
    "clip_outlasts.duration": 5,
    "clip_outlasts.name": "first_clip",
    "clip_outlasts.seconds": 6.0,
    "clip_rate.most": 240,
    "clip_rate.name": "first_clip",
    "clip_seconds.limits": (2, 10),
    "clip_seconds.name": "first_clip",
    "clip_seconds.seconds": 12.0,
    "clip_sides.limits": (240, 4096),
    "clip_sides.name": "first_clip",
    "clip_sides.size": (200, 480),
    "data_url_of_no_picture.path": "input.media.1.url",
    "duration_list.allowed": (5, 10),
    "duration_list.path": "parameters.duration",
    "media_combination.path": "input.media",
    "mislabelled_picture.found": "JPEG",
    "not_one_of.path": "parameters.resolution",
    "number_range.path": "parameters.seed",
    "number_range.low": 0,
    "number_range.high": 2**31 - 1,
    "file_aspect.size": (400, 4000),
    "picture_format.allowed": ("JPEG", "PNG", "BMP", "WEBP"),
    "rehearsal_word.path": "input.prompt",
    "repeated_media_type.path": "input.media",
    "too_many_media.most": MOST_ENTRIES,
    "too_many_media.path": "input.media",
    "sound_bytes.max_bytes": 15 * 2**20,
    "sound_bytes.name": "driving_audio",
    "sound_bytes.size_bytes": 20 * 2**20,
    "sound_format.allowed": ("WAV", "MP3"),
    "sound_format.name": "driving_audio",
    "sound_seconds.limits": (2, 30),
    "sound_seconds.name": "driving_audio",
    "sound_seconds.seconds": 1.25,
    "undocumented.code": "OutOfCoffee",
    "undocumented.path": "input.prompt",
    "unknown_effect.path": "input.template",
    "unknown_media_type.types": ("first_frame", "last_frame"),
    "unreadable_clip.name": "first_clip",
    "unreadable_clip.why": "is damaged or cut off",
    "unreadable_sound.name": "driving_audio",
    "unreadable_sound.why": "is damaged, or no sound",
    "unrendered_effect.path": "input.template",
    "unrendered_media.path": "input.media.0.url",
    "unrendered_shots.path": "parameters.shot_type",
    "upload_too_large.max_bytes": 100 * 2**20,
    "wrong_content_type.expected": "application/json",
    "wrong_content_type.found": "text/plain",
    "wrong_type.path": "input.prompt",
}

HEAD = """# Errors

Every error is flat JSON, `{"code", "message", "request_id"}`, with the HTTP status; 404, 405, 413, 415 and 500 too. A
failed *task* is HTTP 200 with `output.code` and `output.message`. Codes are stable and are the vendor's; so are
sentences where they are published or were measured. This page is written from the code (`tools/errors_page.py`).

## The order of refusal

404 / 405 → 413 → 415 → 401 key → 403 async header → 400 `Idempotency-Key` that cannot be one → 400 not JSON → 400
model → 400 strict path → 400 every fault of the body, joined with ` & ` → the same `Idempotency-Key` again: 200 with
the first task, or 400 for another body → 429 rate. The last two are decided inside the transaction that inserts the
task: a refused body uses neither its key nor the rate. The body of a caller without an API key is not read; so one that
announces no length is cut off, with its 413, only after the key.

Before all of them stands what is no request: 400 for what is no HTTP, 431 for too large headers, 408 for what does not
come to its end, 429 and 503 for too many connections. In the place of a wrong key's 401 stands 429 after too many of
them, and before a large body is read there may be a 503 ([the edge](../behind-a-proxy.md)).

With `INBETWEEN_TEST_AIDS` a denial that the prompt asks for stands before the rate, where a cloud would speak of
arrears and quota ([testing clients](../testing-clients.md)).

Within a body: `input`, its fields of a wrong type, then its media entries; a missing prompt, the effect, the inputs as
a set, each input by itself; `parameters`, its fields of a wrong type, then their values. The first fault gives the
code. `tests/table` holds 1,000 bodies against this order, `make slow` 20,000.

With `INBETWEEN_VALIDATION=late` the faults of a body become a task that fails with the same code and sentence, as was
measured at the vendor's cloud.
"""


def page() -> str:
    """Return the page as text."""
    parts = [
        HEAD,
        *_table(
            "Faults of a request or an input file", (faults, file_faults), _fault_row, "code | sentence, for example"
        ),
        *_table("Refused before the body matters", (refused,), _denial_row, "status, code | sentence, for example"),
        *_table("The upload form", (denials,), _denial_row, "status, code | sentence, for example"),
    ]
    return "\n".join(parts) + "\n"


def _table(title: str, modules: Sequence[ModuleType], row: Callable[[Any], str], columns: str) -> Iterator[str]:
    """Yield the lines of one table."""
    yield f"\n## {title}\n"
    yield f"| name | when | {columns} |"
    yield "| --- | --- | --- | --- |"
    found = {pair for module in modules for pair in inspect.getmembers(module, inspect.isfunction)}
    for name, make in sorted(found, key=itemgetter(0)):
        if make.__module__ in {module.__name__ for module in modules} and not name.startswith("_"):
            names = inspect.signature(make).parameters
            arguments = {given: _example(name, given) for given in names}
            when = inspect.getdoc(make).splitlines()[0]
            yield f"| `{name}` | {when} | {row(make(**arguments))} |"


def _example(sentence: str, argument: str) -> Any:
    """Return what stands for an argument of a sentence; one that nobody thought of ends the writing."""
    own = f"{sentence}.{argument}"
    return EXAMPLES[own if own in EXAMPLES else argument]


def _fault_row(fault: Fault) -> str:
    """Return the code and the sentence of a fault."""
    return f"{fault.code} | {fault.message}".replace("*", "\\*")


def _denial_row(denial: Denial) -> str:
    """Return the status, the code and the sentence of a denial."""
    return f"{denial.status} {denial.code} | {denial.message}"


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
