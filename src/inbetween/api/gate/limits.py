"""How much a client may take, and how long it may let the server wait."""

from dataclasses import dataclass

KIBIBYTE = 2**10


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a connection may cost, in bytes and in whole seconds; the first two are settings.

    The seconds are counted once a second and only against a client that is waited for: not while a request is worked
    on, and not while its body is left unread on purpose.
    """

    connections: int = 2000
    """At once, from everybody: a few idle KiB each, up to 320 KiB while a body arrives."""

    connections_per_address: int = 256
    """At once, from one IPv4 address or one IPv6 /64; a trusted proxy speaks for many and is not counted."""

    head_bytes: int = 32 * KIBIBYTE
    """Of one request's headers, each counted with 32 bytes on top, as HTTP/2 does (RFC 9113 section 6.5.2): many short
    ones cost as much as few long ones. Clients of the vendor send less than 2 KiB; nginx takes 32 KiB too."""

    head_seconds: int = 20
    """From the connection, or from the first byte of a later request, to the end of its headers."""

    body_grace_seconds: int = 30
    """Before a body is asked for its pace: a name server or a radio may need that long once."""

    body_bytes_per_second: int = 16 * KIBIBYTE
    """The slowest body, on average after its grace: a phone without 3G still sends 20 KiB a second."""

    send_seconds: int = 60
    """Without a byte of an answer taken, as nginx's ``send_timeout``."""

    linger_seconds: int = 30
    """For which the rest of a body is thrown away after its answer: a client that is cut off while it still sends may
    lose the answer, which says what is wrong. As nginx's ``lingering_time``."""

    parting_seconds: int = 2
    """Between an answer that ends the connection and its end, for the same reason."""
