"""ODT: the same document as the DOCX, in the format that is an international standard."""

from __future__ import annotations

from translations.editions.base import Edition, Output
from translations.editions.office.composing import manuscript
from translations.editions.office.odt_package import MEDIA_TYPE, document


def _write(edition: Edition) -> bytes:
    return document(manuscript(edition))


OUTPUT = Output(
    name="odt",
    title="OpenDocument text (ODT)",
    extension=".odt",
    media_type=MEDIA_TYPE,
    write=_write,
)
