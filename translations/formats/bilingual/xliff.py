"""XLIFF of every version that is in use, told by the namespace of its root."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from glossary.saying import say
from translations.errors import UnreadableDocument
from translations.formats.bilingual import elements, splicing, xliff2, xliff12, xliff12_targets
from translations.formats.bilingual.base import Languages, OpenPairs, PairFormat, Translated
from translations.formats.bilingual.elements import Elements
from translations.formats.bilingual.splicing import Change, Edit
from translations.formats.bilingual.xliff_units import Found

_NAMESPACES: Final = "urn:oasis:names:tc:xliff:document:"


def _is_ours(namespace: str) -> bool:
    return not namespace or namespace.startswith(_NAMESPACES)


def _elements(data: bytes) -> tuple[Elements, bool]:
    """The elements of a file, and whether it is of version 2."""
    file = elements.read(data, _is_ours)
    name, namespace = file.names[file.root], file.namespace
    version = namespace.removeprefix(_NAMESPACES) or file.attributes(file.root).get("version", "")
    if name != "xliff" or not version.startswith(("1.", "2.")):
        told = file.tokens[file.root].name
        if not namespace:
            reason = say(
                "the root is <%(name)s>, no XLIFF that is known (1.2, 2.0 to 2.2).", name=told
            )
        else:
            reason = say(
                "the root is <%(name)s> in “%(namespace)s”, no XLIFF that is known "
                "(1.2, 2.0 to 2.2).",
                name=told,
                namespace=namespace,
            )
        raise UnreadableDocument(reason, line=file.line(file.root))
    return file, version.startswith("2.")


def _open(data: bytes, languages: Languages) -> OpenPairs:
    file, is_new = _elements(data)
    found = xliff2.find(file) if is_new else xliff12.find(file)

    def write(targets: Mapping[str, Translated]) -> bytes:
        wanted = splicing.changes(found.file.segments, targets)
        edits = _edits_2(file, found, wanted, languages) if is_new else _edits(file, found, wanted)
        return splicing.spliced(file.part, data, edits)

    return OpenPairs(found.file, write)


def _edits(file: Elements, found: Found, wanted: Mapping[str, Change]) -> list[Edit]:
    return [edit for unit in found.units for edit in xliff12_targets.edits(file, unit, wanted)]


def _edits_2(
    file: Elements, found: Found, wanted: Mapping[str, Change], languages: Languages
) -> list[Edit]:
    of_units = (edit for unit in found.units for edit in xliff2.edits(file, unit, wanted))
    return [*xliff2.language_edits(file, found, wanted, languages), *of_units]


FORMAT: Final = PairFormat(
    name="xliff",
    title="XLIFF",
    extensions=(".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff"),
    media_type="application/xliff+xml",
    open=_open,
)
