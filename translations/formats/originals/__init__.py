"""Formats whose original is kept, found by discovery: every file here with a constant `FORMAT`.

`read(bytes) -> Original` and `write(original, targets) -> bytes`. Untouched, every
byte comes back; translated, only the runs that were edited change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import PurePath
from types import MappingProxyType
from typing import Final

from glossary.saying import say
from translations.discovery import Plugins
from translations.errors import UnreadableDocument, UnwritableTranslation
from translations.formats.originals import writing
from translations.formats.originals.base import Found, Original, OriginalFormat
from translations.formats.originals.writing import Label, Pair, Targets
from translations.model import Document, Skeleton

__all__ = [
    "ORIGINALS",
    "Label",
    "Original",
    "Pair",
    "Targets",
    "by_name",
    "read",
    "rewrite",
    "write",
]


ORIGINALS: Final = Plugins(__name__, __path__, "FORMAT", OriginalFormat)


def by_name(name: str) -> OriginalFormat | None:
    """The format that files of this name have, if one of these."""
    extension = PurePath(name).suffix.lower()
    sought = ORIGINALS.mentioning(extension)
    return next((form for form in sought if extension in form.extensions), None)


def read(
    data: bytes, name: str, language: str, tell: Callable[[Iterable[str]], str] | None = None
) -> Original:
    """A file with the places of its blocks; `UnreadableDocument` says what is wrong, and where.

    Where no language is given, `tell` says which one the coded texts of its blocks are in.
    """
    from translations.formats.originals import blocks  # with the rules of sentences

    form = by_name(name)
    if form is None:
        known = ", ".join(ext for each in ORIGINALS.values() for ext in each.extensions)
        reason = say(
            "Files ending in “%(ending)s” cannot be read; these can: %(known)s.",
            ending=PurePath(name).suffix or PurePath(name).name,
            known=known,
        )
        raise UnreadableDocument(reason, place=name)
    try:
        parts, places = form.find(data, language)
        if tell is not None and not language:
            language = tell(place.coded for place in places)
        read_blocks = tuple(blocks.block(place, parts[place.part], language) for place in places)
    except UnreadableDocument as error:
        inside = f"{name}: {error.place}" if error.place else name
        raise UnreadableDocument(error.reason, place=inside, line=error.line) from error
    document = Document(
        format=form.name,
        blocks=read_blocks,
        skeleton=Skeleton(pieces=("",) * (len(read_blocks) + 1)),
        language=language,
        encoding=parts[0].encoding if parts else "utf-8",
    )
    return Original(data=data, parts=parts, places=places, document=document)


def write(original: Original, targets: Targets) -> bytes:
    """The original with translations, by block and segment; the very bytes where none differs.

    `UnwritableTranslation` names the segment whose inline codes cannot be written.
    """
    blocks = {
        number: writing.pairs(original.document.blocks[number], each)
        for number, each in targets.items()
    }
    found = Found(original.parts, original.places)
    return _rebuilt(ORIGINALS[original.document.format], original.data, found, blocks)


def rewrite(
    data: bytes,
    format_name: str,
    blocks: Mapping[int, Sequence[Pair]],
    labels: Mapping[int, Label] = MappingProxyType({}),
) -> bytes:
    """A file with blocks as they stand elsewhere, by number, however they were cut since.

    `labels` stand before the segments of their blocks. `UnwritableTranslation` names the
    segment whose inline codes cannot be written.
    """
    form = ORIGINALS[format_name]
    found = form.find(data, "")
    told = dict(blocks)
    for number, pairs in blocks.items():
        if number >= len(found.places):
            reason = say("The file has no such paragraph.")
            raise UnwritableTranslation(writing.unit_id(number, 0), reason)
        if number in labels:
            before = writing.labelled(found.places[number], labels[number], number)
            told[number] = (before, *pairs)
    return _rebuilt(form, data, found, told)


def _rebuilt(
    form: OriginalFormat, data: bytes, found: Found, blocks: Mapping[int, Sequence[Pair]]
) -> bytes:
    changed = writing.changed_parts(found, blocks)
    return form.rebuild(data, changed) if changed else data
