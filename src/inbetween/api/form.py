"""A multipart form, read as it arrives: small fields first, then one file that goes straight to the disk."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from inbetween.api import denials
from inbetween.domain.denials import upload_too_large
from inbetween.storage.policy import Grant

_FILE = "file"
_MOST_FIELDS = 32
_MOST_FIELD_BYTES = 2**16


class Form:
    """A form being fed. Use it as a context manager: outside of it there is no file under ``path``.

    ``admit`` is called with the fields when the file begins: it grants the upload or raises. What follows the file
    means nothing. Every verb blocks and may run in any one thread at a time.
    """

    def __init__(self, content_type: str, path: Path, admit: Callable[[Mapping[str, str]], Grant]) -> None:
        """Start a form of the boundary that ``content_type`` names.

        Raises:
            Denial: 400, it names none.
        """
        self.path = path
        self.size_bytes = 0
        self._fields: dict[str, str] = {}
        self._admit = admit
        self._grant: Grant | None = None
        self._file: BinaryIO | None = None
        self._complete = False
        self._header = b""
        self._disposition = b""
        self._name = ""
        self._value = bytearray()
        self._field_bytes = 0
        self._parser = self._start(content_type)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self._file:
                self._file.close()  # on a full disk it raises once more
        finally:
            self.path.unlink(missing_ok=True)

    def feed(self, chunk: bytes) -> None:
        """Read on.

        Raises:
            Denial: the form is malformed, too large, or not admitted.
        """
        try:
            self._parser.write(chunk)
        except FormParserError:
            raise denials.not_a_form() from None

    def finish(self) -> Grant:
        """Close the file and return what was granted for it.

        Raises:
            Denial: 400, the form ended before its file did.
        """
        if not self._file or not self._grant or not self._complete:
            raise denials.no_file()
        self._file.close()
        return self._grant

    def _start(self, content_type: str) -> MultipartParser:
        _, options = parse_options_header(content_type)
        boundary = options.get(b"boundary")
        if not boundary:
            raise denials.not_a_form()
        try:
            return MultipartParser(
                boundary,
                {
                    "on_part_begin": self._on_part_begin,
                    "on_header_field": self._on_header_field,
                    "on_header_value": self._on_header_value,
                    "on_header_end": self._on_header_end,
                    "on_headers_finished": self._on_headers_finished,
                    "on_part_data": self._on_part_data,
                    "on_part_end": self._on_part_end,
                },
            )
        except FormParserError:
            raise denials.not_a_form() from None

    def _on_part_begin(self) -> None:
        self._disposition = self._header = b""
        self._value.clear()

    def _on_header_field(self, content: bytes, start: int, end: int) -> None:
        self._header += content[start:end].lower()

    def _on_header_value(self, content: bytes, start: int, end: int) -> None:
        if self._header == b"content-disposition":
            self._disposition += content[start:end]

    def _on_header_end(self) -> None:
        self._header = b""

    def _on_headers_finished(self) -> None:
        _, options = parse_options_header(self._disposition)
        self._name = _text(options.get(b"name", b""))
        if self._name == _FILE:
            if self._file:
                raise denials.no_file()
            self._grant = self._admit(self._fields)
            self._file = self.path.open("xb")

    def _on_part_data(self, content: bytes, start: int, end: int) -> None:
        if self._file and self._grant and self._name == _FILE:
            self.size_bytes += end - start
            if self.size_bytes > self._grant.max_bytes:
                raise upload_too_large(self._grant.max_bytes)
            self._file.write(memoryview(content)[start:end])
            return
        self._field_bytes += end - start
        if self._field_bytes > _MOST_FIELD_BYTES:
            raise denials.body_too_large()
        self._value += content[start:end]

    def _on_part_end(self) -> None:
        if self._name == _FILE:
            self._complete = True
        elif len(self._fields) < _MOST_FIELDS:
            self._fields[self._name] = _text(bytes(self._value))
        else:
            raise denials.body_too_large()


def _text(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise denials.not_a_form() from None
