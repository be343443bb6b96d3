"""Requests typed from the specification, for clients that are not run here and for what no client does."""

import http.client
import json
from contextlib import closing
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from tests.sdk.conftest import House

KEYFRAMES = "/api/v1/services/aigc/image2video/video-synthesis"
GENERAL = "/api/v1/services/aigc/video-generation/video-synthesis"
TASKS = "/api/v1/tasks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        """The body as JSON in which every number is whole."""
        return dict(json.loads(self.body, parse_float=_no_fraction))


def _no_fraction(text: str) -> float:
    raise ValueError(f"{text} is no whole number")


def send(house: House, method: str, path: str, body: bytes | str = b"", **headers: str) -> Answer:
    """Send exactly these headers (``_`` is ``-``), with the length of the body that there is."""
    content = body.encode() if isinstance(body, str) else body
    with closing(http.client.HTTPConnection(urlsplit(house.running.base).netloc, timeout=60)) as connection:
        connection.putrequest(method, path)
        if content or method == "POST":
            headers.setdefault("Content_Length", str(len(content)))
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders(content or None)
        answer = connection.getresponse()
        return Answer(
            status=answer.status,
            headers={name.lower(): value for name, value in answer.getheaders()},
            body=answer.read(),
        )
