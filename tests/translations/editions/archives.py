"""Files that are archives, taken apart: their parts as trees, their words in order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from translations.editions import OUTPUTS
from translations.editions.base import Edition
from translations.model import BlockKind, Part

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
ODF = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TEXT, STYLE, OFFICE, TABLE = (ODF % name for name in ("text", "style", "office", "table"))
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
XLINK = "{http://www.w3.org/1999/xlink}"
XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
OPS = "{http://www.idpf.org/2007/ops}"
DC = "{http://purl.org/dc/elements/1.1/}"
XML = "{http://www.w3.org/XML/1998/namespace}"
#: The parts with the text.
TEXTS = {
    "docx": "word/document.xml",
    "bilingual-docx": "word/document.xml",
    "odt": "content.xml",
}
#: Kinds of blocks whose words stand in paragraphs.
SPOKEN = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.QUOTE)


@dataclass(frozen=True)
class Archive:
    names: tuple[str, ...]
    parts: Mapping[str, bytes]
    entries: tuple[zipfile.ZipInfo, ...]

    def tree(self, name: str) -> etree._Element:
        return etree.fromstring(self.parts[name])


def opened(data: bytes) -> Archive:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = tuple(archive.namelist())
        assert len(set(names)) == len(names)
        parts = {name: archive.read(name) for name in names}
        return Archive(names, parts, tuple(archive.infolist()))


def written(output: str, edition: Edition) -> Archive:
    return opened(OUTPUTS[output].write(edition))


def there(element: etree._Element, path: str) -> etree._Element:
    """The first element on this path; it must be there."""
    found = element.find(path)
    assert found is not None, path
    return found


def paragraphs(archive: Archive, output: str) -> list[etree._Element]:
    """The paragraphs of the text of a word processor's document, in their order."""
    root = archive.tree(TEXTS[output])
    return list(root.iter(f"{W}p", f"{TEXT}p", f"{TEXT}h"))


def lines(edition: Edition, output: str) -> list[str]:
    archive = written(output, edition)
    return [words(each) for each in paragraphs(archive, output)]


def words(element: etree._Element) -> str:
    """What a paragraph of any of these formats says, but for notes that stand elsewhere."""
    return "".join(_words(element))


def _words(element: etree._Element) -> Iterator[str]:
    if element.tag in (f"{TEXT}note", f"{W}instrText", f"{SVG}desc"):
        return
    if element.tag in (f"{W}tab", f"{TEXT}tab"):
        yield "\t"
    elif element.tag in (f"{W}br", f"{TEXT}line-break", f"{XHTML}br"):
        yield "\n"
    elif element.tag == f"{TEXT}s":
        yield " " * int(element.get(f"{TEXT}c", "1"))
    yield element.text or ""
    for child in element:
        yield from _words(child)
        yield child.tail or ""


def told_apart(edition: Edition) -> tuple[Edition, list[str]]:
    """The edition with a word of its own for each segment of its text, and those words."""
    said: list[str] = []
    blocks = []
    for block in edition.blocks:
        if block.part not in (Part.BODY, Part.PREFACE) or block.kind not in SPOKEN:
            continue
        segments = []
        for segment in block.segments:
            said.append(f"Слово{len(said)}.")
            segments.append(replace(segment, target=said[-1], source=said[-1], after=" "))
        blocks.append(replace(block, segments=tuple(segments), speaker=""))
    # The sign of a note would cut a word in two.
    notes = tuple(replace(note, offset=99) for note in edition.notes)
    return replace(edition, blocks=tuple(blocks), notes=notes), said
