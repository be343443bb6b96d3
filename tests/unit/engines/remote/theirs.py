"""A server that answers by a script typed from somebody's documentation, and keeps what it was sent."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.sites import answering


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """What must come next, and what is answered; ``status`` 0 hangs up without an answer."""

    asked: str
    status: int = 200
    body: Mapping[str, Any] | bytes = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(kw_only=True)
class Heard:
    """A request as it came."""

    asked: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def form(self) -> dict[str, bytes]:
        """The parts of a multipart form, in their order."""
        head = f"Content-Type: {self.headers['content-type']}\r\n\r\n".encode()
        parts = BytesParser(policy=HTTP).parsebytes(head + self.body).iter_parts()
        return {
            str(part.get_param("name", header="content-disposition")): part.get_payload(decode=True) for part in parts
        }


class Theirs:
    """Another server on a free port of 127.0.0.1."""

    def __init__(self, script: Sequence[Exchange]) -> None:
        self.script, self.heard = list(script), list[Heard]()
        theirs = self

        class Answers(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                asked = f"{self.command} {self.path}"
                headers = {name.lower(): value for name, value in self.headers.items()}
                theirs.heard.append(Heard(asked=asked, headers=headers, body=body))
                exchange = theirs.script.pop(0) if theirs.script else Exchange(asked="nothing", status=418)
                status = exchange.status if exchange.asked == asked else 418
                if not status:
                    self.close_connection = True
                    return
                answer = exchange.body if isinstance(exchange.body, bytes) else json.dumps(exchange.body).encode()
                self.send_response(status)
                for name, value in {**exchange.headers, "Content-Length": str(len(answer))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer)

            do_GET = do_POST = do_DELETE = _answer  # noqa: N815 - http.server's names

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    @property
    def asked(self) -> list[str]:
        return [heard.asked for heard in self.heard]


@contextmanager
def playing(*script: Exchange) -> Iterator[Theirs]:
    """Play the other server."""
    theirs = Theirs(script)
    with answering(theirs.server):
        yield theirs
