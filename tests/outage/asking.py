"""What callers ask of a server that may not be able to answer."""

import urllib.error
import urllib.request
import uuid
from typing import Any, NamedTuple

from PIL import Image

from tests.running import SUBMIT, Running, as_data_url

PATIENCE_SECONDS = 60
"""No answer may take as long as that, whatever is broken."""


class Told(NamedTuple):
    """What came back: the status, the code of an error, and when to come again."""

    status: int
    code: str | None = None
    retry_after: str | None = None


AWAY = Told(503, "ModelUnavailable", "5")


def told(server: Running, method: str, path: str, body: object = None) -> Told:
    """Ask and return how it was answered."""
    status, answer, headers = server.exchange(method, path, body, seconds=PATIENCE_SECONDS)
    return Told(status, answer.get("code"), headers.get("Retry-After"))


def with_pictures() -> dict[str, Any]:
    """Return a body whose pictures are inside."""
    first, last = (as_data_url(Image.new("RGB", (400, 400), colour)) for colour in ("teal", "orange"))
    return _body(first, last)


def by_address() -> dict[str, Any]:
    """Return a body whose pictures are elsewhere."""
    return _body("https://example.com/first.png", "https://example.com/last.png")


def _body(first: str, last: str) -> dict[str, Any]:
    return {
        "model": "wan2.2-kf2v-flash",
        "input": {"first_frame_url": first, "last_frame_url": last},
        "parameters": {"resolution": "480P"},
    }


def certificate(server: Running) -> dict[str, Any]:
    """Ask for leave to upload."""
    path = "/api/v1/uploads?action=getPolicy&model=wan2.2-kf2v-flash"
    return dict(server.ask("GET", path)[1]["data"])


def upload(server: Running, terms: dict[str, Any], size: int) -> Told:
    """Post the upload form with a file of so many bytes."""
    boundary = uuid.uuid4().hex
    fields = {
        "policy": terms["policy"],
        "Signature": terms["signature"],
        "key": f"{terms['upload_dir']}/{uuid.uuid4()}",
    }
    parts = [f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}' for name, value in fields.items()]
    head = "".join(f"--{boundary}\r\n{part}\r\n" for part in parts)
    head += f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n'
    content = head.encode() + bytes(size) + f"\r\n--{boundary}--\r\n".encode()
    headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    request = urllib.request.Request(f"{server.base}/inbetween/v1/uploads", content, headers)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:
            return Told(answer.status)
    except urllib.error.HTTPError as refused:
        return Told(refused.code, None, refused.headers.get("Retry-After"))


def submitted(server: Running, body: dict[str, Any] | None = None) -> str:
    """Submit a task that must be accepted and return its id."""
    status, answer = server.ask("POST", SUBMIT, body or with_pictures())
    assert status == 200, answer
    return str(answer["output"]["task_id"])
