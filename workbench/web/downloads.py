"""Answers that a browser keeps as a file, under a name in any script."""

from __future__ import annotations

import html
import re
import unicodedata
from urllib.parse import quote

from flask import Response

#: What may stand unescaped in an extended parameter (RFC 8187), beside letters and digits.
_SAFE = "!#$&+-.^_`|~"
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


def attachment(body: bytes, name: str, media_type: str) -> Response:
    """Give a file to keep; browsers that know no Unicode in headers get a name in ASCII."""
    response = Response(body, content_type=media_type)
    response.headers["Content-Disposition"] = disposition(name)
    return response


def written_page(body: bytes, media_type: str) -> Response:
    """Show a page that was written as a file, under the policy that stands in its own head."""
    response = Response(body, content_type=media_type)
    found = _POLICY.search(body)
    own = html.unescape(found[1].decode()) if found else "default-src 'none'"
    response.headers["Content-Security-Policy"] = f"{own}; frame-ancestors 'none'"
    return response


def disposition(name: str) -> str:
    """Write the header that names a file (RFC 6266)."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = " ".join(plain.replace("\\", " ").replace('"', " ").split())
    if plain.startswith((".", " ")) or not plain:
        plain = f"download{plain.strip()}"
    if plain == name:
        return f'attachment; filename="{plain}"'
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe=_SAFE)}"
