"""The network as users' URLs may see it: public addresses, and what the operator allows.

The check sits where connections are opened, below URL parsing, redirects and TLS, so that there is no second
reading of a host name to disagree with. A name is resolved once; all its addresses are checked; only a checked
address is connected to. Decision record 0005 says why this is our own.
"""

import math
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any, TypeAlias

import httpcore

Address: TypeAlias = IPv4Address | IPv6Address
Network: TypeAlias = IPv4Network | IPv6Network
Resolver: TypeAlias = Callable[[str, int], Sequence[str]]
"""Maps a host and a port to all its addresses as text; raises ``OSError`` when there are none."""

PORTS = frozenset({80, 443, 8080, 8443})
"""The ports of a public web server. What is allowed by name or network may use any."""

# IANA's special-purpose registry, multicast, 6to4 relays, and Azure's metadata, whose address looks public. The
# ipaddress module's own verdict differs between patch releases of Python, and takes multicast for global.
_CLOSED_IPV4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "168.63.129.16/32",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",
    )
)
# All of IPv6's public unicast is here; loopback, mapped, NAT64, link-local, private and multicast are not.
_OPEN_IPV6 = IPv6Network("2000::/3")
# Protocol assignments with Teredo, documentation, 6to4 (which holds any IPv4 address), AS112, documentation again.
_CLOSED_IPV6 = tuple(
    IPv6Network(network) for network in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
)

# RFC 5214, 6.1: the middle of an address whose last half is an IPv4 address, whatever its network; either bit of RFC
# 4291, appendix A.
_ISATAP = frozenset({0x00005EFE, 0x02005EFE})


class OutOfReach(Exception):
    """This host may not be connected to, or does not exist; callers must not learn which, only the log does."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"{host} is unknown or has an address that is not public; INBETWEEN_FETCH_ALLOW could allow it"
        )


class Deadline:
    """One time limit over everything that a fetch does."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self, at_most: float | None = None) -> float:
        """Return the seconds that are left, or ``at_most`` when that is less.

        Raises:
            httpcore.TimeoutException: none are.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore.TimeoutException("The time for this fetch is over.")
        return left if at_most is None else min(left, at_most)

    def is_over(self) -> bool:
        """Say whether no time is left."""
        return time.monotonic() >= self._end

    def end(self) -> None:
        """Leave no time."""
        self._end = -math.inf


@dataclass(frozen=True, slots=True)
class Reach:
    """Where users' URLs may lead: any public address, plus these networks and (lower-case) host names.

    What is ``closed`` is closed to names and networks that are allowed, too.
    """

    networks: tuple[Network, ...]
    hosts: frozenset[str]
    closed: tuple[Network, ...] = ()

    @classmethod
    def of(cls, allow: Iterable[str], deny: Iterable[str] = ()) -> "Reach":
        """Read lists of networks such as ``127.0.0.0/8``; ``allow`` may name hosts too, such as ``files.internal``."""
        networks, hosts = [], set()
        for entry in allow:
            try:
                networks.append(ip_network(entry))
            except ValueError:
                hosts.add(_bare(entry))
        return cls(tuple(networks), frozenset(hosts), tuple(map(ip_network, deny)))

    def checked(self, host: str, port: int, addresses: Sequence[str]) -> Sequence[str]:
        """Return ``addresses`` when every one of them may be connected to at ``port``.

        Raises:
            OutOfReach: there are none, or one of them may not.
        """
        found = [_unwrapped(address) for address in addresses]
        closed = any(address in network for address in found for network in self.closed)
        named = _bare(host) in self.hosts
        if not found or closed or not (named or all(self._open(address, port) for address in found)):
            raise OutOfReach(host)
        return addresses

    def _open(self, address: Address, port: int) -> bool:
        return any(address in network for network in self.networks) or (port in PORTS and is_public(address))


class GuardedBackend(httpcore.NetworkBackend):
    """Opens TCP connections within ``reach``, each of their reads and writes within ``deadline``.

    Close it in the thread that uses it. Any other thread may ``cut`` it.
    """

    def __init__(self, *, reach: Reach, resolve: Resolver, deadline: Deadline) -> None:
        self._reach = reach
        self._resolve = resolve
        self._deadline = deadline
        self._sockets = httpcore.SyncBackend()
        self._open: list[tuple[httpcore.NetworkStream, socket.socket]] = []
        self._changing = threading.Lock()

    def connect_tcp(self, host: str, port: int, *_: Any, **__: Any) -> httpcore.NetworkStream:
        """Connect to the first of the host's addresses that answers.

        Raises:
            OutOfReach: the host has no address, or one that may not be reached.
            httpcore.ConnectError, httpcore.TimeoutException: nobody answers.
        """
        addresses = self._reach.checked(host, port, self._addresses(host, port))
        for position, address in enumerate(addresses, start=1):
            share = self._deadline.left() / (len(addresses) - position + 1)
            try:
                return self._held(self._sockets.connect_tcp(address, port, timeout=share))
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if position == len(addresses):
                    raise
        raise OutOfReach(host)

    def _addresses(self, host: str, port: int) -> Sequence[str]:
        try:
            return self._resolve(host, port)
        except (OSError, ValueError, OverflowError):  # Of names with a NUL, and of ports of twenty digits.
            return ()

    def _held(self, stream: httpcore.NetworkStream) -> httpcore.NetworkStream:
        """Keep a second handle of the connection: TLS takes the first one away while it shakes hands."""
        with self._changing:
            self._open.append((stream, stream.get_extra_info("socket").dup()))
        return _Timed(stream, self._deadline)

    def cut(self) -> None:
        """Leave no time and end every connection: whoever waits for one is told at once."""
        self._deadline.end()
        with self._changing:
            for _, handle in self._open:
                with suppress(OSError):  # the other side was faster
                    handle.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Close every connection."""
        with self._changing:
            for stream, handle in self._open:
                stream.close()
                handle.close()
            self._open.clear()


class _Timed(httpcore.NetworkStream):
    """A connection whose every step has only the time that is left, however often the other side drips a byte."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, timeout=self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, timeout=self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = self._deadline.left(timeout)
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, timeout=left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def resolve_name(host: str, port: int) -> Sequence[str]:
    """Ask the system for every address of ``host``; numbers in any of their spellings are hosts too."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: Address) -> bool:
    """Say whether ``address`` is one of the public internet, by every registry that says otherwise."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _CLOSED_IPV4)
    if int(address) >> 32 & 0xFFFFFFFF in _ISATAP:
        return False
    return address in _OPEN_IPV6 and not any(address in network for network in _CLOSED_IPV6)


def _unwrapped(text: str) -> Address:
    """Read an address; one of IPv4 in IPv6's clothes is the IPv4 address that it leads to."""
    address = ip_address(text)
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _bare(host: str) -> str:
    return host.lower().rstrip(".")
