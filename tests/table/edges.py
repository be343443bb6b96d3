"""Bodies at the edge of every number of the table: chance seldom lands on them."""

import itertools
from collections.abc import Iterator
from typing import Any

from tests.table.album import ALBUM, MEBIBYTE, MIME
from tests.table.rows import ROWS, Row

Body = dict[str, Any]

_URL = "https://a.test/1.png"
_KINDS = ("first_frame", "last_frame", "driving_audio", "first_clip")
_TIERS = ("360P", "480P", "540P", "720P", "1080P", "720p")
_EFFECTS = sorted({effect for row in ROWS.values() for effect in row.effects} | {"hufu-1"})


def edges(row: Row) -> Iterator[Body]:
    """Yield bodies of one model that differ from a small legal one in one thing, or in a tier and the seconds."""
    for tier, seconds in itertools.product((None, *_TIERS), (None, *range(-2, 18), 29, 30, 31)):
        yield _body(row, parameters={"resolution": tier, "duration": seconds})
    for name, values in _PARAMETERS.items():
        yield from (_body(row, parameters={name: value}) for value in values)
    long = ["雨" * count for count in (row.words, row.words + 1, 501)]
    for name, word in itertools.product(("prompt", "negative_prompt"), (None, "", *long)):
        yield _body(row, {name: word})
    for count in (32, 33):
        yield _body(row, {"media": [None] * count})
    for effect in (*_EFFECTS, 5, ["squish"]):
        yield _body(row, {"template": effect})
    yield from _pictures(row)
    for audio, url in itertools.product((None, True, False), (_URL, "data:audio/wav;base64,UklGRg==", "x", 5)):
        yield _body(row, {"audio_url": url}, {"audio": audio})
    for kinds in itertools.chain.from_iterable(itertools.combinations(_KINDS, count) for count in range(5)):
        yield _body(row, {"media": [{"type": kind, "url": _URL} for kind in kinds]})


def _pictures(row: Row) -> Iterator[Body]:
    for encoded, shot in ALBUM.items():
        if shot.size_bytes > 1.5 * row.most_bytes:
            continue  # there is one nearer to the limit
        yield _body(row, _first(row, f"data:{MIME.get(str(shot.form), 'image/png')};base64,{encoded}"))
        if shot.size_bytes < MEBIBYTE:
            yield _body(row, {"img_url": encoded, "media": None})


_PARAMETERS: dict[str, tuple[Any, ...]] = {
    "seed": (-1, 0, 2**31 - 1, 2**31),
    "shot_type": ("single", "multi", "many", 5),
    "prompt_extend": (True, False, 5),
    "watermark": (True, False, 5),
    "audio": (True, False, 5),
}


def _body(row: Row, fields: dict[str, Any] | None = None, parameters: dict[str, Any] | None = None) -> Body:
    given = {"prompt": "rain", **_first(row, _URL), **(fields or {})}
    if row.form == "frames":
        given["last_frame_url"] = _URL
    return {"model": row.name, "input": given, "parameters": parameters or {}}


def _first(row: Row, url: str) -> dict[str, Any]:
    """Return the smallest legal set, with its first frame at ``url``."""
    if row.form != "media":
        return {row.fields()["F"][0]: url}
    entries = [{"type": row.types[0], "url": url}]
    if frozenset("F") not in row.sets:
        entries.append({"type": "last_frame", "url": _URL})
    return {"media": entries}
