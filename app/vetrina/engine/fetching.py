"""Getting a file from an address that came with a list: only from the open internet, never from inside the shop's net.

A shop list may come from a stranger; its addresses must not make this computer ask the router, a printer or itself.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import Final
from urllib.parse import urljoin, urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

PATIENCE_S: Final = 20.0
MOVES: Final = 3
_CHUNK: Final = 1 << 16
_TRANSLATED: Final = ipaddress.ip_network("64:ff9b::/96")


class NotFetched(Exception):
    """The address is none to ask, did not answer, or answered with too much."""


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open internet (IANA special-purpose registries, RFC 6890)."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            found = found.ipv4_mapped
        elif found in _TRANSLATED:  # RFC 6052: the last 32 bits are the address that is really asked
            found = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
    return found.is_global and not found.is_multicast


class OpenInternet(AbstractResolver):
    """Names are resolved as always; addresses inside are left out, so that no name can lead there."""

    def __init__(self) -> None:
        self._names = aiohttp.ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The public addresses of `host`. Raises OSError when there are none."""
        found = [one for one in await self._names.resolve(host, port, family) if is_public(one["host"])]
        if not found:
            raise OSError(f"{host} is not on the open internet")
        return found

    async def close(self) -> None:
        """Nothing is kept open."""


async def fetch(address: str, limit: int, *, inside: bool = False) -> bytes:
    """The whole answer of `address` (http or https), at most `limit` bytes. `inside` also allows this computer (tests).

    Raises NotFetched.
    """
    resolver = None if inside else OpenInternet()
    timeout = aiohttp.ClientTimeout(total=PATIENCE_S)
    try:
        async with aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(resolver=resolver), timeout=timeout, cookie_jar=aiohttp.DummyCookieJar()
        ) as http:
            for _ in range(MOVES + 1):
                _must_be_askable(address, inside=inside)
                async with http.get(address, allow_redirects=False) as response:
                    moved = response.headers.get("Location", "") if response.status in (301, 302, 303, 307, 308) else ""
                    if moved:
                        address = urljoin(address, moved)
                        continue
                    if response.status != 200:
                        raise NotFetched(f"answered {response.status}")
                    return await _all_of(response, limit)
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as fault:
        raise NotFetched(type(fault).__name__) from fault
    raise NotFetched("moved too often")


async def _all_of(response: aiohttp.ClientResponse, limit: int) -> bytes:
    body = bytearray()
    async for part in response.content.iter_chunked(_CHUNK):
        body += part
        if len(body) > limit:
            raise NotFetched("too large")
    return bytes(body)


def _must_be_askable(address: str, *, inside: bool) -> None:
    """Numbers in a name's place never come to the resolver, so they are looked at here."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not host:
        raise NotFetched("no web address")
    number = ":" in host or host.replace(".", "").isdigit()
    if number and not inside and not is_public(host):
        raise NotFetched("not on the open internet")
