"""Elements of the page as an e-book wants them: XML, with the words of EPUB for notes.

In what `html_elements` writes, quotation marks outside of tags are always escaped, so an
attribute with its quotation marks is never text (EPUB 3.3, section 6.1.3).
"""

from __future__ import annotations

import html
import re
from typing import Final

from markupsafe import Markup, escape

from translations.editions.addresses import address
from translations.editions.direction import direction
from translations.editions.html_elements import as_xml, element, text

STYLE_SHEET: Final = "style.css"
_HREF = re.compile(r' href="([a-z]+:[^"]*)"', re.IGNORECASE)
_LANGUAGE = re.compile(r' lang="([^"]*)"')
_NOTE_CALL: Final = ' role="doc-noteref"'
_NO_WORDS = re.compile(r'(<a href="[^"]*">)((?:\s|<[^<>]*>)*)(</a>)')


def xhtml(markup: str) -> Markup:
    """HTML elements as an e-book has them: closed, with languages for XML, links or none."""
    closed = _HREF.sub(_linked, str(as_xml(markup)))
    spoken = _LANGUAGE.sub(r' xml:lang="\1" lang="\1"', closed)
    typed = spoken.replace(_NOTE_CALL, f' epub:type="noteref"{_NOTE_CALL}')
    return Markup(typed)  # noqa: S704 (was markup already)


def _linked(found: re.Match[str]) -> str:
    """A link whose address is one; a book with another is not valid."""
    target = address(html.unescape(found[1]))
    return f' href="{escape(target)}"' if target else ""


def labelled(markup: str) -> Markup:
    """Links of a table of contents, none without a word."""
    return Markup(_NO_WORDS.sub(r"\1\2…\3", str(markup)))  # noqa: S704 (was markup already)


def page(title: str, language: str, *content: str, kind: str = "") -> str:
    """A whole file of the book; `kind` is what its body is, in EPUB's vocabulary."""
    body = element("body", *content, **({"epub:type": kind} if kind else {}))
    link = element("link", rel="stylesheet", type="text/css", href=STYLE_SHEET)
    head = element("head", element("title", text(title)), link)
    root = element(
        "html",
        "\n",
        head,
        "\n",
        body,
        "\n",
        lang=language,
        dir=direction(language),
        xmlns="http://www.w3.org/1999/xhtml",
        **{"xmlns:epub": "http://www.idpf.org/2007/ops"},
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n{xhtml(root)}\n'
