"""Scripts, styles, fonts and icons, with addresses that change when their content does."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from flask import Response, request, url_for
from markupsafe import Markup, escape

STATIC = Path(__file__).parent.parent / "static"
_ICONS = STATIC / "dist" / "icons"
_YEAR = 365 * 24 * 3600


class NoSuchIcon(LookupError):
    """A template names an icon that the front end was not built with."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Add “{name}” to workbench/frontend/icons.txt and build the front end.")
        self.name = name


def asset(name: str) -> str:
    """Give the address of a static file; a new content has a new address."""
    path = STATIC / name
    try:
        stamp = path.stat().st_mtime_ns
    except FileNotFoundError:
        return url_for("static", filename=name)
    return url_for("static", filename=name, v=_digest(path, stamp))


def keep(response: Response) -> Response:
    """Let browsers keep what has its content in its address, and fonts, which never change."""
    named = "v" in request.args or request.path.endswith(".woff2")
    if request.endpoint == "static" and named and response.status_code == 200:
        response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable"
    return response


def icon(name: str, label: str = "") -> Markup:
    """Give an icon inline: named for those who do not see it, or hidden beside a word."""
    role = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return Markup(f'<svg class="icon" {role} {_drawing(name)}</svg>')  # noqa: S704 - all escaped or ours


@lru_cache(maxsize=256)
def _drawing(name: str) -> str:
    """Read an icon without its own opening tag."""
    try:
        text = (_ICONS / f"{escape(name)}.svg").read_text(encoding="utf-8")
    except FileNotFoundError:
        raise NoSuchIcon(name) from None
    inside = re.search(r"<svg[^>]*>(.*)</svg>", text, flags=re.DOTALL)
    assert inside is not None
    drawing = " ".join(inside[1].split())
    return (
        'viewBox="0 0 24 24" width="16" height="16" fill="none" stroke="currentColor" '
        f'stroke-width="2" stroke-linecap="round" stroke-linejoin="round">{drawing}'
    )


@lru_cache(maxsize=256)
def _digest(path: Path, stamp: int) -> str:
    del stamp  # only part of the key: a changed file is read again
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
