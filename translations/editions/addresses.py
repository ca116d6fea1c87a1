"""Addresses as files for other programs must write them: absolute, in ASCII, or not at all.

A browser forgives a link with a space in it; Word calls the file damaged, and an
e-book with one is not valid. RFC 3986 says what may stand where.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urlsplit

from translations.editions.inline import safe_link

_PATH: Final = "%/:@!$&'()*+,;=-._~"
_HOST = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?\.?", re.ASCII)
_LONE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")


def address(href: str) -> str:
    """The address as a URI if a publication may link to it and it is one, else nothing."""
    try:
        parts = urlsplit(safe_link(href))
        host, port = _host(parts.hostname or ""), parts.port
    except ValueError:
        return ""
    scheme = parts.scheme.lower()
    if scheme == "mailto":
        return f"mailto:{_quoted(parts.path)}{_after('?', parts.query)}" if parts.path else ""
    if not scheme or not host:
        return ""
    place = f"{host}:{port}" if port is not None else host
    ends = f"{_after('?', parts.query)}{_after('#', parts.fragment)}"
    return f"{scheme}://{place}{_quoted(parts.path)}{ends}"


def _host(name: str) -> str:
    """The host in ASCII; names in other letters as the network spells them (RFC 5890)."""
    written = name if name.isascii() else name.encode("idna").decode("ascii")
    return written if _HOST.fullmatch(written) else ""


def _after(mark: str, part: str) -> str:
    return f"{mark}{_quoted(part, extra='?')}" if part else ""


def _quoted(part: str, extra: str = "") -> str:
    return quote(_LONE_PERCENT.sub("%25", part), safe=_PATH + extra, errors="replace")
