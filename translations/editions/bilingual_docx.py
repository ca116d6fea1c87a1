"""Bilingual DOCX: source and translation in two columns, or paragraph by paragraph."""

from __future__ import annotations

from translations.editions.base import Edition, Output, Purpose
from translations.editions.office.bilingual import manuscript
from translations.editions.office.docx_package import MEDIA_TYPE, document


def _write(edition: Edition) -> bytes:
    return document(manuscript(edition))


OUTPUT = Output(
    name="bilingual-docx",
    title="Bilingual Word document (DOCX)",
    extension=".docx",
    media_type=MEDIA_TYPE,
    write=_write,
    purpose=Purpose.COMPARING,
)
