"""Gettext PO: source, target, state and comments, for every tool that translators have."""

from __future__ import annotations

from collections.abc import Iterator

from translations.editions.base import Edition, EditionBlock, Output, Purpose
from translations.editions.manifest import signature
from translations.editions.wordings import ENGLISH
from translations.formats.po import PoPair, write_pairs
from translations.placeholders import names


def _write(edition: Edition) -> bytes:
    pairs = (pair for block in edition.blocks for pair in _pairs(block))
    return write_pairs(pairs, _header(edition), note=ENGLISH.draft if edition.draft else "")


def _pairs(block: EditionBlock) -> Iterator[PoPair]:
    for segment in block.segments:
        yield PoPair(
            id=segment.id,
            source=segment.source,
            target=segment.target,
            state=segment.state,
            marks=segment.marks,
            comments=segment.comments,
            voice=block.voice,
            placeholders=names(segment.codes),
        )


def _header(edition: Edition) -> dict[str, str]:
    facts = {
        "Project-Id-Version": edition.title,
        "PO-Revision-Date": edition.date,
        "Language": edition.language.replace("-", "_"),
        "X-Source-Language": edition.source_language,
        "X-Generator": edition.manifest.software,
        "X-Signature": signature(edition),
        "X-Draft": "yes" if edition.draft else "",
    }
    return {name: value for name, value in facts.items() if value}


OUTPUT = Output(
    name="po",
    title="Gettext PO",
    extension=".po",
    media_type="text/x-gettext-translation; charset=utf-8",
    write=_write,
    purpose=Purpose.WORKING,
)
