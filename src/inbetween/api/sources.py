"""Where a file is said to be: a URL for the worker, an upload, or the bytes themselves (specification section 4.4).

Nothing is opened or fetched here. Of a picture that came as a ``data:`` URL only the header is read.
"""

import re
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from inbetween.catalog.accept import AskedMedia
from inbetween.domain import faults, file_faults
from inbetween.domain.clock import new_id
from inbetween.domain.errors import Fault
from inbetween.domain.spec import INLINE, PICTURES, MediaKind, PictureFacts
from inbetween.media.header import UnreadablePicture, read_header
from inbetween.storage.names import INPUTS
from inbetween.storage.uploads import SCHEME

# image/jpg is what many clients write; image/x-ms-bmp is what mime.types of older systems says of .bmp.
FORMAT_OF_TYPE = {
    "image/jpeg": "JPEG",
    "image/jpg": "JPEG",
    "image/png": "PNG",
    "image/bmp": "BMP",
    "image/x-ms-bmp": "BMP",
    "image/webp": "WEBP",
}
# A host and no control characters; a key may hold any other text that a file name can.
_URL_REST = re.compile(r"//[^/\x00-\x1f\x7f][^\x00-\x1f\x7f]*")
LONGEST_URL = 8192
"""Characters: what proxies and servers commonly take; a longer one is stored and echoed for nothing."""

_LONGEST_SCHEME = 16
_LEAST_BASE64 = 64
_BLANKS = "\n\r\t "
_ADVERTISED = ("image/jpeg", "image/png", "image/bmp", "image/webp")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inline:
    """Bytes that came inside the request, and the object key that they will have once the task is accepted."""

    object_key: str
    content: bytes

    def read(self) -> bytes:
        """Return the bytes."""
        return self.content


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One input as it was read: what the validator sees, and its bytes if they are here."""

    asked: AskedMedia
    inline: Inline | None = None


def read_source(kind: MediaKind, path: str, text: str, *, has_upload: Callable[[str], bool]) -> Source:
    """Read the source ``text`` of the field ``path``; ``has_upload`` says whether an ``oss://`` key is known.

    Schemes count in any case. Everything else, ``file://`` first of all, is a fault and never opened.
    """
    scheme, _, rest = text.partition(":")
    match scheme.lower():
        case "data" if kind not in PICTURES:
            return _unreadable(kind, path, faults.data_url_of_no_picture(path))
        case "data":
            return _data_url(kind, path, rest)
        case _ if len(text) > LONGEST_URL:
            return _unreadable(kind, path, faults.bad_url(path))
        case "http" | "https" if _URL_REST.fullmatch(rest) and _has_host(text):
            return Source(asked=AskedMedia(kind=kind, path=path, source=text))
        case "oss" if _URL_REST.fullmatch(rest):
            return _upload(kind, path, rest[len("//") :], has_upload)
    return _unreadable(kind, path, faults.bad_url(path))


def _has_host(url: str) -> bool:
    """Say whether a URL names a host, and a port that exists if any."""
    try:
        parts = urlsplit(url)
        return bool(parts.hostname) and " " not in parts.netloc and parts.port != 0
    except ValueError:
        return False


def read_bare(kind: MediaKind, path: str, text: str) -> Source:
    """Read a picture that is base64 and nothing else, as one client's SDK sends bytes."""
    return _picture(kind, path, text, declared=None)


def is_bare(text: str) -> bool:
    """Say whether ``text`` can only be base64: it is long, and no colon follows a scheme."""
    return ":" not in text[:_LONGEST_SCHEME] and len(text) >= _LEAST_BASE64


def _unreadable(kind: MediaKind, path: str, fault: Fault) -> Source:
    return Source(asked=AskedMedia(kind=kind, path=path, source=None, faults=(fault,)))


def _upload(kind: MediaKind, path: str, wire_key: str, has_upload: Callable[[str], bool]) -> Source:
    url = f"{SCHEME}{wire_key}"
    if not has_upload(wire_key):
        return _unreadable(kind, path, faults.unknown_upload(url))
    return Source(asked=AskedMedia(kind=kind, path=path, source=url))


def _data_url(kind: MediaKind, path: str, text: str) -> Source:
    head, _, encoded = text.partition(",")
    declared, _, coding = head.lower().rpartition(";")
    mime = declared.partition(";")[0].strip()
    if coding.strip() != "base64" or mime not in FORMAT_OF_TYPE:
        return _unreadable(kind, path, faults.bad_data_url(path, _ADVERTISED))
    return _picture(kind, path, encoded, declared=mime)


def _picture(kind: MediaKind, path: str, encoded: str, *, declared: str | None) -> Source:
    if any(blank in encoded for blank in _BLANKS):
        encoded = "".join(encoded.split())  # as base64 tools break lines
    try:
        content = b64decode(encoded, validate=True)
        facts = read_header(content, path)
    except ValueError:
        return _unreadable(kind, path, faults.bad_base64(path))
    except UnreadablePicture as error:
        return _unreadable(kind, path, Fault(error.code, error.message))
    inline = Inline(object_key=f"{INPUTS}/{new_id()}", content=content)
    asked = AskedMedia(
        kind=kind,
        path=path,
        source=f"{INLINE}{inline.object_key}",
        facts=facts,
        faults=_mislabelled(path, declared, facts),
    )
    return Source(asked=asked, inline=inline)


def _mislabelled(path: str, mime: str | None, facts: PictureFacts) -> tuple[Fault, ...]:
    """Return the fault of a declared type that the bytes belie; a format nobody accepts is told by the validator."""
    if mime is None:
        return ()
    belied = facts.format in FORMAT_OF_TYPE.values() and facts.format != FORMAT_OF_TYPE[mime]
    return (file_faults.mislabelled_picture(path, mime, facts.format),) if belied else ()
