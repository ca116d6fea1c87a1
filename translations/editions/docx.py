"""DOCX: a fresh document with real styles and footnotes, for every word processor."""

from __future__ import annotations

from translations.editions.base import Edition, Output
from translations.editions.office.composing import manuscript
from translations.editions.office.docx_package import MEDIA_TYPE, document


def _write(edition: Edition) -> bytes:
    return document(manuscript(edition))


OUTPUT = Output(
    name="docx",
    title="Word document (DOCX)",
    extension=".docx",
    media_type=MEDIA_TYPE,
    write=_write,
)
