"""Which clients count as one."""

from collections.abc import Sequence
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

_V6_BLOCK = 64


class Proxies:
    """The networks whose word about a client is taken (X-Forwarded-For and X-Forwarded-Proto)."""

    def __init__(self, networks: Sequence[str] = ()) -> None:
        """Start with networks or single addresses, as ``10.0.0.0/8`` or ``::1``.

        Raises:
            ValueError: one of them is neither.
        """
        self.networks = tuple(networks)
        self._parsed: tuple[IPv4Network | IPv6Network, ...] = tuple(map(ip_network, networks))

    def __contains__(self, host: str) -> bool:
        """Say whether the client at ``host`` is one of them; a name is none."""
        address = _address(host)
        return address is not None and any(address in network for network in self._parsed)


def plain(host: str) -> str:
    """Return an IPv4 address as itself where a socket for both families tells it as an IPv6 one; others as they are."""
    address = _address(host)
    return str(address) if isinstance(address, IPv4Address) else host


@lru_cache(maxsize=4096)
def block_of(host: str) -> str:
    """Return what is counted for the client at ``host``: an IPv4 address, the /64 of an IPv6 one, or the text itself.

    One customer commonly has a whole /64, so its addresses cost nothing.
    """
    address = _address(host)
    if isinstance(address, IPv6Address):
        return str(ip_network((address, _V6_BLOCK), strict=False))
    return host if address is None else str(address)


def _address(host: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(host)
    except ValueError:
        return None
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address
