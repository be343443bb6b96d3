"""A web server whose pages a test writes."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Site:
    """A web server of this test: each path is a function that answers it."""

    def __init__(self) -> None:
        self.pages: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {}
        self.seen: list[tuple[str, Mapping[str, str]]] = []
        site = self

        class Answers(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.seen.append((self.path, dict(self.headers)))
                site.pages[self.path](self)

            def log_message(self, *_: object) -> None:
                pass

        class Quiet(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_: object) -> None:
                """A client that hangs up is what these tests are about."""

        self.server = Quiet(("127.0.0.1", 0), Answers)
        self.port = self.server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def page(self, path: str, status: int = 200, body: bytes = b"", **headers: str) -> str:
        def answer(request: BaseHTTPRequestHandler) -> None:
            request.send_response(status)
            sent = {"Content-Length": str(len(body))} | {key.replace("_", "-"): value for key, value in headers.items()}
            for name, value in sent.items():
                request.send_header(name, value)
            request.end_headers()
            request.wfile.write(body)

        self.pages[path] = answer
        return f"{self.url}{path}"


@contextmanager
def answering(server: ThreadingHTTPServer) -> Iterator[None]:
    """Let ``server`` answer; afterwards it is closed and its thread has ended."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def open_site() -> Iterator[Site]:
    """Serve a site on a free port of 127.0.0.1."""
    site = Site()
    with answering(site.server):
        yield site
