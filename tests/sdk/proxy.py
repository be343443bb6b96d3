"""A proxy that loses one answer: the request went through, and the client is told 500."""

import http.client
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from tests.sites import answering

_HOP_BY_HOP = {"connection", "transfer-encoding", "content-length", "host"}


class LossyProxy:
    """Hands requests on to ``target``; ``submits`` are the Idempotency-Key and the answer of each POST."""

    def __init__(self, target: str) -> None:
        self.submits: list[tuple[str | None, str]] = []
        proxy, host = self, urlsplit(target).netloc

        class Answers(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                self._answer(*self._passed_on())

            def do_POST(self) -> None:
                status, body, kind = self._passed_on()
                proxy.submits.append((self.headers["Idempotency-Key"], body.decode()))
                lost = len(proxy.submits) == 1
                self._answer(500 if lost else status, b'{"message": "lost"}' if lost else body, kind)

            def _passed_on(self) -> tuple[int, bytes, str]:
                content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                headers = {name: value for name, value in self.headers.items() if name.lower() not in _HOP_BY_HOP}
                with closing(http.client.HTTPConnection(host)) as connection:
                    connection.request(self.command, self.path, content or None, headers)
                    answer = connection.getresponse()
                    return answer.status, answer.read(), answer.headers["Content-Type"]

            def _answer(self, status: int, body: bytes, kind: str) -> None:
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"


@contextmanager
def losing_one_answer(target: str) -> Iterator[LossyProxy]:
    """Run the proxy on a free port."""
    proxy = LossyProxy(target)
    with answering(proxy.server):
        yield proxy
