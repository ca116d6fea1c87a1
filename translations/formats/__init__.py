"""Document formats, found by discovery: every file here with a constant `FORMAT` is one."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from pathlib import PurePath
from typing import Final

from glossary.saying import say
from translations.discovery import Plugins
from translations.errors import UnreadableDocument
from translations.formats import bilingual, originals, rewriting
from translations.formats.base import Format
from translations.formats.bilingual import Languages, OpenPairs, PairFile, documents
from translations.formats.gate import Decoded, decode, refuse_by_size
from translations.formats.originals import Targets, writing
from translations.model import Document, Skeleton

__all__ = ["FORMATS", "by_name", "open_pairs", "read", "read_pairs", "write"]


FORMATS: Final = Plugins(__name__, __path__, "FORMAT", Format)


def read(data: bytes, name: str, language: str) -> Document:
    """The document in a file, by its extension; `UnreadableDocument` says what is wrong."""
    if originals.by_name(name) is not None:
        return with_text(originals.read(data, name, language).document, name)
    if bilingual.by_name(name) is not None:
        return with_text(documents.document(read_pairs(data, name, language), language), name)
    form = _by_extension(name)
    decoded = decode(data, name)
    try:
        document = form.read(decoded.text, language)
    except UnreadableDocument as error:
        raise UnreadableDocument(error.reason, place=name, line=error.line) from error
    return _as_written(with_text(document, name), decoded)


def read_pairs(data: bytes, name: str, language: str = "", target: str = "") -> PairFile:
    """The pairs of a file by its extension; of several languages, those that are asked for.

    `UnreadableDocument` says what is wrong, and where.
    """
    return open_pairs(data, name, language, target).file


def open_pairs(data: bytes, name: str, language: str = "", target: str = "") -> OpenPairs:
    """A file of pairs that is to be written too, read likewise."""
    form = bilingual.by_name(name)
    if form is None:
        raise _unknown(name)
    refuse_by_size(data, name)
    try:
        found = form.open(data, Languages(source=language, target=target))
        documents.refuse_endless(found.file)
    except UnreadableDocument as error:
        inside = f"{name}: {error.place}" if error.place else name
        raise UnreadableDocument(error.reason, place=inside, line=error.line) from error
    return found


def write(document: Document, targets: Targets) -> bytes:
    """The file of a document with translations, by block and segment.

    In its own encoding, or in UTF-8 where that lacks a character of a translation.
    `UnwritableTranslation` names the segment whose inline codes cannot be written.
    """
    blocks = [writing.pairs(block, targets.get(n, {})) for n, block in enumerate(document.blocks)]
    text = rewriting.rewrite(FORMATS[document.format], document.skeleton.pieces, blocks)
    return rewriting.encoded(text, document.encoding)


def with_text(document: Document, name: str) -> Document:
    """The document, or `UnreadableDocument` where it has nothing to translate."""
    if not any(block.segments for block in document.blocks):
        raise UnreadableDocument(say("The file has only markup; there is no text."), place=name)
    return document


def by_name(name: str) -> Format | None:
    """The format of texts that files of this name have, if one of these."""
    extension = PurePath(name).suffix.lower()
    return next(
        (form for form in FORMATS.mentioning(extension) if extension in form.extensions), None
    )


def _by_extension(name: str) -> Format:
    form = by_name(name)
    if form is None:
        raise _unknown(name)
    return form


def _unknown(name: str) -> UnreadableDocument:
    endings = (
        *(form.extensions for form in FORMATS.values()),
        *(form.extensions for form in originals.ORIGINALS.values()),
        *(form.extensions for form in bilingual.PAIR_FORMATS.values()),
    )
    reason = say(
        "Files ending in “%(ending)s” cannot be read; these can: %(known)s.",
        ending=PurePath(name).suffix.lower() or PurePath(name).name,
        known=", ".join(chain.from_iterable(endings)),
    )
    return UnreadableDocument(reason, place=name)


def _as_written(document: Document, decoded: Decoded) -> Document:
    """The byte order mark goes back into the skeleton, so that the bytes can be written again."""
    first, *rest = document.skeleton.pieces
    mark = "\ufeff" if decoded.bom else ""
    skeleton = Skeleton(pieces=(mark + first, *rest))
    return replace(document, skeleton=skeleton, encoding=decoded.encoding)
