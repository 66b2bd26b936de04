"""Whose word is taken for where a request comes from, and whether it came over TLS: the proxies that are named.

Anybody may write such a header; whoever reaches the port past the proxy is only what their connection shows.
"""

from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Network = IPv4Network | IPv6Network
Headers = list[tuple[bytes, bytes]]

_HERE = ("127.0.0.1", "::1")


def bad_parts(parts: Iterable[str]) -> list[str]:
    """Those that are no address and no network."""
    return [part for part in parts if _network(part) is None]


def networks(parts: Iterable[str]) -> tuple[Network, ...]:
    """The networks that ``parts`` write; what ``bad_parts`` tells of is nobody's."""
    return tuple(found for part in parts if (found := _network(part)) is not None)


def is_named(peer: str, named: Iterable[Network]) -> bool:
    """Whether a connection from ``peer`` is a proxy's. Without an address it came by a socket of this machine's."""
    if not peer:
        return any(is_named(here, named) for here in _HERE)
    try:
        address = ip_address(peer)
    except ValueError:
        return False
    if isinstance(address, IPv6Address):  # a socket for both versions shows IPv4 like this
        address = address.ipv4_mapped or address
    return any(address in network for network in named)


def without_forwarding(headers: Headers) -> Headers:
    """``headers`` without what only a proxy may say (RFC 7239, and what was there before it)."""
    return [(name, value) for name, value in headers if not _forwards(name.lower())]


def _forwards(name: bytes) -> bool:
    return name == b"forwarded" or name.startswith(b"x-forwarded-")


def _network(part: str) -> Network | None:
    try:
        return ip_network(part)
    except ValueError:
        return None
