"""The form reader, whatever pieces the network cuts the form into."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from inbetween.api.form import Form
from inbetween.domain.errors import Denial
from inbetween.storage.policy import Grant
from tests.samples import SCOPE

CONTENT = b"\x00\r\n--b\r\r\n-" * 9
FORM = (
    b'--b\r\nContent-Disposition: form-data; name="key"\r\n\r\nd/\xe7\x8c\xab "1".png\r\n'
    b'--b\r\ncontent-disposition: form-data; name="empty"\r\n\r\n\r\n'
    b'--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\nContent-Type: image/png\r\n\r\n'
    + CONTENT.replace(b"\r\n--b", b"\r\n--c")
    + b'\r\n--b\r\nContent-Disposition: form-data; name="late"\r\n\r\nignored\r\n--b--\r\n'
)


class Gate:
    """Grants every form and remembers its fields."""

    def __init__(self) -> None:
        self.seen: list[dict[str, str]] = []

    def __call__(self, fields: Mapping[str, str]) -> Grant:
        self.seen.append(dict(fields))
        return Grant(wire_key=fields["key"], scope=SCOPE, model="m", max_bytes=1000)


@pytest.mark.parametrize("piece", [1, 2, 7, 64, 10_000])
def test_a_form_is_read_in_pieces_of_any_size(tmp_path: Path, piece: int) -> None:
    gate, path = Gate(), tmp_path / "arrival"
    with Form("multipart/form-data; boundary=b", path, gate) as form:
        for start in range(0, len(FORM), piece):
            form.feed(FORM[start : start + piece])
        grant = form.finish()
        assert path.read_bytes() == CONTENT.replace(b"\r\n--b", b"\r\n--c")
        assert form.size_bytes == len(path.read_bytes())
    assert grant.wire_key == 'd/猫 "1".png'
    assert gate.seen == [{"key": 'd/猫 "1".png', "empty": ""}]
    assert not path.exists()


def test_nothing_is_written_before_the_form_is_admitted(tmp_path: Path) -> None:
    def refuse(_fields: Mapping[str, str]) -> Grant:
        raise Denial(403, "AccessDenied", "no")

    path = tmp_path / "arrival"
    with pytest.raises(Denial, match="no"), Form("multipart/form-data; boundary=b", path, refuse) as form:
        form.feed(FORM)
    assert list(tmp_path.iterdir()) == []


def test_an_arrival_never_replaces_a_file(tmp_path: Path) -> None:
    path = tmp_path / "arrival"
    with Form("multipart/form-data; boundary=b", path, Gate()) as first:
        first.feed(FORM[:-60])
        with pytest.raises(FileExistsError):
            Form("multipart/form-data; boundary=b", path, Gate()).feed(FORM)
        first.feed(FORM[-60:])
        assert first.finish().model == "m"
