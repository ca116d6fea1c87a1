"""HTML elements as values: whatever is not markup already is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

_VOID = frozenset({"meta", "br", "hr", "img", "link"})
_VOID_TAG = re.compile(rf"<({'|'.join(sorted(_VOID))})\b([^<>]*)>")

#: Control characters that HTML forbids are shown as what they are: lost.
_FORBIDDEN = dict.fromkeys([*range(9), 11, *range(14, 32), *range(127, 160)], "\ufffd")

_FORBIDDEN_IN_XML = dict.fromkeys([12, *range(0xD800, 0xE000), 0xFFFE, 0xFFFF], "\ufffd")


def element(tag: str, *children: str, **attributes: str | None) -> Markup:
    """An element; attributes that are None are left out, `class_` is written `class`."""
    written = Markup("").join(
        Markup(' {}="{}"').format(name.rstrip("_").replace("_", "-"), text(value))
        for name, value in attributes.items()
        if value is not None
    )
    if tag in _VOID:
        return Markup("<{}{}>").format(tag, written)
    return Markup("<{}{}>{}</{}>").format(tag, written, joined(children), tag)


def joined(children: Iterable[str]) -> Markup:
    """The children one after another, escaped where they are no markup."""
    return Markup("").join(c if isinstance(c, Markup) else text(c) for c in children)


def text(characters: str) -> Markup:
    """Characters as they appear on the page."""
    return escape(characters.translate(_FORBIDDEN))


def as_xml(markup: str) -> Markup:
    """Elements as XHTML writes them: void ones closed, without the few characters XML forbids.

    Attributes and text of `element` have no bare `<` or `>`, so each match is a tag.
    """
    closed = _VOID_TAG.sub(r"<\1\2/>", str(markup))
    return Markup(closed.translate(_FORBIDDEN_IN_XML))  # noqa: S704 (was markup already)
