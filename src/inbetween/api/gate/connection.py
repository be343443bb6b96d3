"""One client's connection: the web server's own, with an end to whatever a client may draw out.

``HttpToolsProtocol`` is inherited, not wrapped, since only it knows what it waits for; its version is bounded in
pyproject.toml, and tests/edge holds every limit against a real socket.
"""

from asyncio import BaseTransport
from typing import Any

import httptools
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from inbetween.api import denials
from inbetween.api.errors import answer
from inbetween.api.gate.addresses import plain
from inbetween.api.gate.gate import Gate
from inbetween.api.gate.head import fault_of
from inbetween.api.gate.joined import Joined
from inbetween.api.rings import ALWAYS, REQUEST_ID
from inbetween.domain.clock import new_id
from inbetween.domain.errors import Denial


class Connection(HttpToolsProtocol):
    """A connection that is refused what ``gate.limits`` does not allow, in the contract's JSON, and ends in time."""

    def __init__(self, *, gate: Gate, **options: Any) -> None:
        super().__init__(**options)
        self._gate = gate
        self._limits = gate.limits
        self._fault: Denial | None = None
        self._deaf = self._parting = False
        self._in_head = self._in_body = False
        self._head_bytes = self._body_bytes = 0
        self._waited = 0
        self._unsent = self._stalled = 0

    def connection_made(self, transport: BaseTransport) -> None:
        """Take the connection, or tell why not."""
        super().connection_made(transport)  # type: ignore[arg-type]
        if self.client:  # whoever asks for an address later knows one word for it
            self.client = (plain(self.client[0]), self.client[1])
        self.transport = Joined(self.transport, self.loop)
        denial = self._gate.enter(self, self.client[0] if self.client else None)
        if self._gate.overrun:
            self.transport.abort()
        elif denial:
            self._refuse(denial)

    def connection_lost(self, exc: Exception | None) -> None:
        """Leave."""
        self._gate.leave(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on. What no parser understands is answered, and not logged: anybody could fill the disk with it."""
        if self._deaf:
            return
        self._unset_keepalive_if_required()
        began, read = self._in_head or self._in_body, self._body_bytes
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            pass  # there is nothing to upgrade to: the request is answered as if it had not asked
        except httptools.HttpParserError:
            self._refuse(self._fault or denials.unreadable_request())
        if self._body_bytes != read:
            self._head_bytes = 0
        elif began and (self._in_head or self._in_body) and not self._deaf:
            self._head_bytes += len(data)
            if self._head_bytes > self._limits.head_bytes:
                self._refuse(denials.head_too_large())

    def on_message_begin(self) -> None:
        """Expect a head."""
        super().on_message_begin()
        self._in_head, self._head_bytes = True, 0

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header; what follows a body nobody reads (RFC 9112 section 7.1.2), and the head was checked before."""
        if self._in_head:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Check the head, then let the routes have it.

        Raises:
            Denial: it cannot be served; the parser turns this into an error of its own.
        """
        most = self._limits.head_bytes - len(self.url)
        self._fault = fault_of(self.parser.get_http_version(), self.headers, most)
        if self._fault:
            raise self._fault
        self._in_head, self._in_body = False, True
        self._waited = self._body_bytes = self._head_bytes = 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Count what arrives."""
        self._body_bytes += len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Expect nothing more of this request."""
        self._in_body, self._waited = False, 0
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Let go of what an early answer left unread, then wait for the next request, or end."""
        self._waited = 0
        if self.cycle.response_complete:
            self.cycle.body = bytearray()
        super().on_response_complete()
        if self._deaf and not self.transport.is_closing():
            self._part()

    def tick(self) -> None:
        """Count a second against the client, if it is the one who is waited for."""
        if self._takes_nothing():
            self.transport.abort()
        elif self._parting:
            self._wait(self._limits.parting_seconds)
        elif self._in_body:
            self._wait_for_body()
        elif self.timeout_keep_alive_task is None and (self.cycle is None or self.cycle.response_complete):
            self._wait_for_head()

    def _takes_nothing(self) -> bool:
        """Say whether an answer has waited too long for a client that reads none of it."""
        unsent = self.transport.get_write_buffer_size()
        self._stalled = self._stalled + 1 if unsent and unsent == self._unsent else 0
        self._unsent = unsent
        return self._stalled >= self._limits.send_seconds

    def _wait_for_head(self) -> None:
        self._waited += 1
        if self._waited < self._limits.head_seconds:
            return
        if self._in_head:
            self._refuse(denials.too_slow())
        else:
            self.transport.close()  # nothing was asked: browsers open connections ahead of need

    def _wait_for_body(self) -> None:
        if self.cycle.response_complete:
            self._wait(self._limits.linger_seconds)
        elif not (self.flow.read_paused or self.cycle.waiting_for_100_continue):
            self._waited += 1
            owed = (self._waited - self._limits.body_grace_seconds) * self._limits.body_bytes_per_second
            if self._body_bytes < owed:
                self._refuse(denials.too_slow())

    def _wait(self, most: int) -> None:
        self._waited += 1
        if self._waited > most:
            self.transport.abort()

    def _refuse(self, denial: Denial) -> None:
        """Read no more, and answer the request that is arriving once earlier ones have their answers."""
        self._deaf = True
        cycle = self.cycle
        if self.pipeline or (cycle and not (cycle.response_complete or self._in_body)):
            self.pipeline.clear()  # an answer is being made: it would be taken for the one to this
            return
        if cycle and not cycle.response_complete:
            cycle.disconnected = True
            cycle.message_event.set()
        # A request whose answer is out, wholly or in part, gets no second one: it would be taken for the next one's.
        if not (cycle and cycle.response_started and (self._in_body or not cycle.response_complete)):
            self.transport.write(b"".join(self._lines(denial)))
        self._part()

    def _lines(self, denial: Denial) -> list[bytes]:
        request_id = new_id()
        told = answer(denial, request_id)
        headers = [
            *self.server_state.default_headers,
            *told.raw_headers,
            *ALWAYS,
            (REQUEST_ID.lower().encode(), request_id.encode()),
            (b"connection", b"close"),
        ]
        lines = [b"%b: %b\r\n" % header for header in headers]
        return [STATUS_LINE[told.status_code], *lines, b"\r\n", bytes(told.body)]

    def _part(self) -> None:
        """Say that nothing more comes, and wait a moment: an abrupt end could take the answer with it."""
        self._unset_keepalive_if_required()
        self._parting, self._waited = True, 0
        self.flow.resume_reading()
        if self.transport.can_write_eof():
            self.transport.write_eof()
