"""Documents that commands read from files and write back, without a database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import click

from translations import formats, inline
from translations.errors import TranslationsError
from translations.formats import bilingual, originals
from translations.formats.bilingual import Translated, documents
from translations.formats.originals import Targets
from translations.model import Block, Document
from workbench import collector
from workbench.commands.answers import Exit

#: By how many characters of a text its language is told.
_SAMPLE = 20_000
#: Languages that come first where a text is of either.
_LIKELY = ("en", "ru", "uk")


class Refused(click.ClickException):
    """What was given cannot be used."""

    exit_code = Exit.BAD_INPUT


class BlockPlace(NamedTuple):
    """Where a block stands in its file."""

    part: str = ""  #: the member of an archive; empty for the file itself
    role: str = "text"  #: or the name of the attribute whose value it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A file as a document, with the places of its blocks, and how translations get into it."""

    document: Document
    places: Sequence[BlockPlace]
    targets: Targets  #: that the file has already, by block and segment
    write: Callable[[Targets], bytes]


def opened(file: Path, language: str) -> Opened:
    """Read a file, in its own language if none is told; `Refused` says what is wrong."""
    try:
        with collector.paused():
            read = _opened(file.read_bytes(), file.name, language)
    except (TranslationsError, OSError) as error:
        raise Refused(str(error)) from error

    def write(targets: Targets) -> bytes:
        with collector.paused():
            return read.write(targets)

    return replace(read, write=write)


def _opened(data: bytes, name: str, language: str) -> Opened:
    if language or originals.by_name(name) is not None:
        return _read(data, name, language)
    found = _read(data, name, "")
    language = found.document.language or language_of(found.document.blocks)
    form = bilingual.by_name(name)
    if form is None or form.has_choice:
        return _read(data, name, language)
    return replace(found, document=replace(found.document, language=language))


def _read(data: bytes, name: str, language: str) -> Opened:
    if bilingual.by_name(name) is not None:
        return _pairs(data, name, language)
    if originals.by_name(name) is None:
        return _text(data, name, language)
    original = originals.read(data, name, language, language_of_texts)
    places = [BlockPlace(original.parts[p.part].name, p.role) for p in original.places]
    return Opened(
        document=original.document,
        places=places,
        targets={},
        write=lambda targets: originals.write(original, targets),
    )


def _text(data: bytes, name: str, language: str) -> Opened:
    document = formats.read(data, name, language)
    return Opened(
        document=document,
        places=[BlockPlace()] * len(document.blocks),
        targets={},
        write=lambda targets: formats.write(document, targets) if targets else data,
    )


def _pairs(data: bytes, name: str, language: str) -> Opened:
    """A file of pairs: its units are the blocks."""
    opened_pairs = formats.open_pairs(data, name, language)
    file = opened_pairs.file
    groups = documents.units(file)

    def written(targets: Targets) -> bytes:
        told = {
            groups[block][at].id: Translated(target=text)
            for block, texts in targets.items()
            for at, text in texts.items()
        }
        return opened_pairs.write(told)

    tongue = language or file.source_language
    document = formats.with_text(documents.document(file, tongue), name)
    return Opened(
        document=document,
        places=[BlockPlace()] * len(document.blocks),
        targets={
            number: {at: each.target or "" for at, each in enumerate(group)}
            for number, group in enumerate(groups)
        },
        write=written,
    )


def language_of(blocks: Iterable[Block]) -> str:
    """The likeliest language of a text."""
    return language_of_texts(s.text for block in blocks for s in block.segments)


def language_of_texts(coded: Iterable[str]) -> str:
    """The likeliest language of coded texts, told by the first of them."""
    from translations.language import detect

    texts, length = [], 0
    for each in coded:
        texts.append(inline.plain(each).text)
        length += len(texts[-1])
        if length >= _SAMPLE:
            break
    return detect("\n".join(texts)[:_SAMPLE], _LIKELY).language or _LIKELY[0]
