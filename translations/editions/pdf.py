"""PDF: a book or an article for paper and for reading aloud, tagged and with its fonts."""

from __future__ import annotations

from translations.editions.base import Edition, Output
from translations.editions.outline import body
from translations.editions.typeset import entries, pages, words


def _write(edition: Edition) -> bytes:
    page = words.page(edition)
    text = (entries.written(entry, page) for entry in body(edition))
    return pages.typeset(page, text, pages.A5)


OUTPUT = Output(
    name="pdf",
    title="PDF",
    extension=".pdf",
    media_type="application/pdf",
    write=_write,
)
