"""Addresses that this server may call, and connections to just those.

A webhook's host is resolved once. Every address that it has must be a public one, and the
connection goes to an address that was looked at, not to the name again: a name that answers
differently the second time (DNS rebinding) gains nothing. Which addresses are public is what
the registries of IANA say (RFC 6890), as `ipaddress` knows them; IPv4 within IPv6 is looked
at as IPv4.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from workbench.errors import Conflict, InvalidInput

#: Seconds for a whole call: from the connection to the first line of the answer.
TIMEOUT = 10.0
LONGEST = 2000
_PORTS = {"https": 443, "http": 80}
#: Within these, the last four bytes are an IPv4 address (RFC 6052, 8215).
_TRANSLATED = tuple(map(ipaddress.IPv6Network, ("64:ff9b::/96", "64:ff9b:1::/48")))

_Ip = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Url:
    """An address of a webhook, read."""

    scheme: str
    host: str  #: in ASCII
    port: int
    path: str  #: with the query

    @property
    def origin(self) -> str:
        """What stands in the header `Host`."""
        bare = f"[{self.host}]" if ":" in self.host else self.host
        return bare if self.port == _PORTS[self.scheme] else f"{bare}:{self.port}"


def read(written: str, *, private: bool) -> Url:
    """Read an address; `InvalidInput` says why it cannot be called.

    `private`: the installation allows addresses of its own network, and HTTP.
    """
    allowed = ("https", "http") if private else ("https",)
    try:
        parts, port = urlsplit(written), urlsplit(written).port
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except ValueError:
        raise InvalidInput("address", "This is no address of a web server.") from None
    if parts.scheme not in allowed:
        raise InvalidInput("address", "The address must begin with https://.")
    if not host or not _is_fit(written) or port == 0:
        raise InvalidInput("address", "This is no address of a web server.")
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise InvalidInput("address", "An address has no name, password or “#” in it here.")
    return Url(scheme=parts.scheme, host=host, port=port or _PORTS[parts.scheme], path=_path(parts))


def _is_fit(written: str) -> bool:
    return (
        len(written) <= LONGEST
        and written.isascii()
        and written.isprintable()
        and " " not in written
    )


def _path(parts: SplitResult) -> str:
    path = parts.path or "/"
    return f"{path}?{parts.query}" if parts.query else path


def is_public(address: str) -> bool:
    """Say whether an IP address is one of the public internet's."""
    bare = address.partition("%")[0]
    return all(each.is_global and not each.is_multicast for each in _meant(bare))


def _meant(address: str) -> Iterator[_Ip]:
    """Give an address, and the IPv4 addresses that stand in it."""
    found = ipaddress.ip_address(address)
    yield found
    if isinstance(found, ipaddress.IPv4Address):
        return
    inner = [found.ipv4_mapped, found.sixtofour, *(found.teredo or ())]
    if any(found in network for network in _TRANSLATED):
        inner.append(ipaddress.IPv4Address(int(found) & 0xFFFF_FFFF))
    yield from (each for each in inner if each is not None)


def resolve(url: Url, *, private: bool) -> str:
    """Name an IP address to connect to; `Conflict` where one of the host's is not public."""
    try:
        known = socket.getaddrinfo(url.host, url.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Conflict("The name %(host)s is not known.", host=url.host) from error
    addresses = [str(sockaddr[0]) for *_, sockaddr in known]
    if not private and not all(map(is_public, addresses)):
        raise Conflict(
            "%(host)s is an address of this server’s own network; it is not called.",
            host=url.host,
        )
    return addresses[0]


class _Pinned(http.client.HTTPConnection):
    """A connection to an IP address that was looked at, under the name of its host."""

    def __init__(self, url: Url, address: str, context: ssl.SSLContext | None) -> None:
        super().__init__(url.host, url.port, timeout=TIMEOUT)
        self._url, self._address, self._context = url, address, context

    def connect(self) -> None:
        """Connect to the address; the certificate must be the host's."""
        self.sock = socket.create_connection((self._address, self._url.port), TIMEOUT)
        if self._context is not None:
            self.sock = self._context.wrap_socket(self.sock, server_hostname=self._url.host)


def post(url: Url, body: bytes, headers: Mapping[str, str], *, private: bool) -> int:
    """Send a body, and give the status that is answered; no redirect is followed.

    Raises `OSError` where nobody answers in time, `Conflict` as `resolve` does.
    """
    address = resolve(url, private=private)
    context = ssl.create_default_context() if url.scheme == "https" else None
    connection = _Pinned(url, address, context)
    with _ending(connection):
        try:
            connection.connect()
            connection.putrequest("POST", url.path, skip_host=True, skip_accept_encoding=True)
            all_headers = {"Host": url.origin, "Content-Length": str(len(body)), **headers}
            for name, value in all_headers.items():
                connection.putheader(name, value)
            connection.endheaders(body)
            return connection.getresponse().status
        except http.client.HTTPException as error:
            raise OSError(f"no answer that can be read: {type(error).__name__}") from error


@contextmanager
def _ending(connection: _Pinned) -> Iterator[None]:
    """End a connection at the latest when its time is over, however slowly bytes come."""

    def end() -> None:
        if connection.sock is not None:
            with suppress(OSError):
                connection.sock.shutdown(socket.SHUT_RDWR)

    late = threading.Timer(TIMEOUT, end)
    late.daemon = True
    late.start()
    try:
        yield
    finally:
        late.cancel()
        connection.close()
