"""Which addresses webhooks may go to: public ones only, as a stranger gave us the name.

The address that was judged is the one that is connected to, for every connection anew; so a name
that turns to another address in between gains nothing.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from ipaddress import IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from aiohttp.abc import AbstractResolver, ResolveResult

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]

# An IPv4 address inside: what is behind it depends on a gateway.
TUNNELS = tuple(map(IPv6Network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")))


class ForbiddenAddress(OSError):
    """No webhook may go there."""


async def look_up(host: str, port: int) -> list[str]:
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(place[0]) for *_, place in found]


class Guard(AbstractResolver):
    """What aiohttp looks names up with; `allowed_hosts` are trusted, whatever their address."""

    def __init__(self, allowed_hosts: Iterable[str], resolve: Resolve = look_up) -> None:
        self._allowed = frozenset(host.lower() for host in allowed_hosts)
        self._resolve = resolve

    def allows(self, url: str) -> bool:
        """Whether an address with this scheme and host may be asked for at all."""
        parts = urlsplit(url)
        return parts.scheme == "https" or (parts.hostname or "") in self._allowed

    def check(self, url: str) -> None:
        """Before a request: numbers in place of a name are not looked up."""
        host = urlsplit(url).hostname or ""
        if host not in self._allowed and not is_public_or_name(host):
            raise ForbiddenAddress("not a public address")

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_UNSPEC,  # noqa: ARG002 # both are wanted
    ) -> list[ResolveResult]:
        """All addresses of the host, where every one may be connected to."""
        addresses = await self._resolve(host, port)
        if host.lower() not in self._allowed and not all(map(is_public, addresses)):
            raise ForbiddenAddress("not a public address")
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for address in addresses
        ]

    async def close(self) -> None:
        """Nothing is open."""


def is_public_or_name(host: str) -> bool:
    """Numbers in every way that aiohttp does not look up; 127.1 is one of them."""
    if ":" not in host and not host.replace(".", "").isdigit():
        return True
    try:
        return is_public(host)
    except ValueError:
        return False


def is_public(address: str) -> bool:
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            return is_public(str(found.ipv4_mapped))
        if any(found in tunnel for tunnel in TUNNELS):
            return False
    return found.is_global and not found.is_multicast
