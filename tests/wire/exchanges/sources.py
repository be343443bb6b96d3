"""Ways to give a file (specification section 4.4), per kind of file."""

import base64
from collections.abc import Iterator
from typing import Any

from tests.wire.exchange import ASYNC, Exchange, Scene, State, holding, refusal, stated
from tests.wire.exchanges.pictures import data_url, picture
from tests.wire.matrix import CLIP, COLUMNS, SOUND, URLS, Column
from tests.wire.scenes import uploaded

NO_URL = "The provided URL does not appear to be valid. Ensure it is correctly formatted."
"""Section 7.2."""
UPLOAD = "oss://dashscope-instant/4f/2026-11-20/6a/first.png"
PICTURE = picture(400, 400)
GOOD_URLS = ("http://example.com/a.png", "HTTPS://EXAMPLE.COM/A.PNG", "https://例え.jp/絵 1.png?x=[1]")
BAD_URLS = (
    *("ftp://example.com/a.png", "", "first.png", "/etc/passwd", " https://example.com/1.png", "http:", "http://"),
    *("https:a.png", "http:///1.png", "http://a/\n1.png", "http://a/\x00", "oss:", "oss://", "object:inputs/1"),
    *("javascript:alert(1)", "https://example.com/" + "a" * 8192),
    *("http://[::1", "http://a:99999/1.png", "https://ex ample.com/1.png", "http://:80/1.png"),
)
BAD_DATA = (
    *("data:", "data:,", "data:image/png", "data:image/png,abcd"),
    *("data:image/gif;base64,R0lGODlhAQABAAAAACw=", "data:text/plain;base64,aGVsbG8="),
)
BROKEN = ("!!!!", "aGVsbG8", "aGVs_bG8", "\u00e9\u00e9\u00e9\u00e9")


def first(column: Column, row: str, says: str, url: str, *, state: State = "same", **expected: Any) -> Exchange:
    """Return an exchange whose first frame is at ``url``."""
    return Exchange(
        name=says, rows=(f"source: {row}",), column=column.title, state=state, body=column.with_first(url), **expected
    )


@stated("4.4")
def public_urls() -> Iterator[Exchange]:
    """http and https, any host; what answers there is fetched by the worker."""
    for column in COLUMNS:
        for url in column.few(GOOD_URLS):
            yield first(column, "http(s)", f"takes {url}", url)


@stated("4.4, 7.2")
def no_urls() -> Iterator[Exchange]:
    """``file://`` is the SDK's own: on the wire it is no URL, as is everything else."""
    for column in COLUMNS:
        for url in column.few(("file:///etc/passwd", "file://./first.png", "FILE:///a.png")):
            told = refusal(holding(NO_URL, column.first))
            yield first(column, "file://", f"refuses {url}", url, state="refused", **told)
        for url in column.few(BAD_URLS):
            yield first(column, "http(s)", f"refuses {url[:40]!r}", url, **refusal(holding(NO_URL, column.first)))


@stated("4.4, 8.1, 8.3")
def uploads() -> Iterator[Exchange]:
    """An upload serves its own account and model for 48 hours, with the resolve header of the SDK or without."""
    for column in COLUMNS:
        mine = uploaded(UPLOAD, column.model)
        for headers in column.few((ASYNC, ASYNC | {"X-DashScope-OssResourceResolve": "enable"})):
            yield _upload(column, f"takes it with {len(headers)} headers", mine, headers=headers)
        told = refusal(holding("oss download error.", UPLOAD))
        for says, scene in column.few(
            (
                ("of another model", uploaded(UPLOAD, "wan2.2-t2v-plus")),
                ("of nobody", uploaded(f"{UPLOAD}x", column.model)),
                ("of another account", uploaded(UPLOAD, column.model, account="other")),
                ("of 48 hours ago", uploaded(UPLOAD, column.model, hours_ago=48)),
            )
        ):
            yield _upload(column, says, scene, **told)


def _upload(column: Column, says: str, scene: Scene, **expected: Any) -> Exchange:
    """Return an exchange whose first frame is an upload."""
    body = column.with_first(UPLOAD)
    return Exchange(name=says, rows=("source: oss://",), column=column.title, body=body, scene=scene, **expected)


@stated("4.4")
def data_urls() -> Iterator[Exchange]:
    """Pictures only, in any case of scheme, type and coding; what is no base64 of a known type is refused."""
    for column in COLUMNS:
        text = data_url(PICTURE).partition(",")[2]
        for head in column.few(
            ("data:image/png;base64", "DATA:IMAGE/PNG;BASE64", "data:image/png;charset=utf-8;base64")
        ):
            yield first(column, "data:", f"takes {head}", f"{head},{text}")
        for url in column.few(BAD_DATA):
            told = refusal(holding("data:{MIME};base64,{data}", column.first))
            yield first(column, "data:", f"refuses {url}", url, **told)
        for encoded in column.few(BROKEN):
            told = refusal(holding("base64", column.first))
            yield first(column, "data:", f"refuses base64 {encoded}", f"data:image/png;base64,{encoded}", **told)


@stated("4.4")
def sound_and_clips() -> Iterator[Exchange]:
    """Sound and clips come by URL or upload; base64 is for pictures."""
    for column in COLUMNS:
        for kind, url, mime in (("driving_audio", SOUND, "audio/mpeg"), ("first_clip", CLIP, "video/mp4")):
            if not any(kind in types for types in column.sets):
                continue
            rows = (f"source of {kind}",)
            yield Exchange(name="takes it", rows=rows, column=column.title, body=_with(column, kind, url))
            told = refusal(holding("input.media.0.url" if column.shape == "media" else "input.audio_url"))
            inside = _with(column, kind, data_url(b"x", mime))
            yield Exchange(name="refuses data:", rows=rows, column=column.title, body=inside, **told)


def _with(column: Column, kind: str, url: str) -> dict[str, Any]:
    """Return a legal body with a file of this kind."""
    if column.shape == "image":
        return column.asked(audio_url=url)
    beside = "first_frame" if kind == "driving_audio" else "last_frame"
    return column.asked(media=[{"type": kind, "url": url}, {"type": beside, "url": URLS[beside]}])


@stated("4.4")
def bare_base64() -> Iterator[Exchange]:
    """No page has it, one client's SDK sends it as ``img_url``; in the other fields it is no URL."""
    text = base64.b64encode(PICTURE).decode()
    for column in COLUMNS:
        if column.shape == "image":
            yield first(column, "base64 alone", "takes it", text)
        else:
            told = refusal(holding(NO_URL, column.first))
            yield first(column, "base64 alone", "refuses it", text, state="refused", **told)
