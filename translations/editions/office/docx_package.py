"""A DOCX around its text: its parts, their relations, what is known of the document (OPC)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from translations.editions.base import Image
from translations.editions.direction import direction
from translations.editions.office import docx_elements as w
from translations.editions.office.docx_cover import RELATION, page_size
from translations.editions.office.docx_styles import fonts, letters_id, numbering, style_id, styles
from translations.editions.office.docx_text import Ledger, Writer, run
from translations.editions.office.flow import (
    Character,
    Cover,
    Footnote,
    Manuscript,
    Run,
    Style,
)
from translations.editions.office.page import MARGIN, WIDE_MARGIN, WIDTH, Margin
from translations.editions.packed import instant, moment, packed
from translations.editions.xml_elements import Xml, element, part

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
#: What the document's own part refers to, before its links.
_RELATIONS: Final = {
    "rId1": ("styles", "styles.xml"),
    "rId2": ("numbering", "numbering.xml"),
    "rId3": ("settings", "settings.xml"),
    "rId4": ("fontTable", "fontTable.xml"),
    "rId5": ("footnotes", "footnotes.xml"),
    "rId6": ("header", "header1.xml"),
    "rId7": ("header", "header2.xml"),
    "rId8": ("footer", "footer1.xml"),
}
_FIRST_LINK: Final = 10
_ENDINGS: Final = {"image/jpeg": "jpeg", "image/png": "png", "image/webp": "webp"}


def document(manuscript: Manuscript) -> bytes:
    """The manuscript as a file of Word."""
    ledger, notes = Ledger(first=_FIRST_LINK), Ledger(first=1)
    margin = WIDE_MARGIN if manuscript.wide else MARGIN
    width = round((WIDTH - 2 * margin.side) * 20)
    language = manuscript.language
    writer = Writer(language, language, width, ledger)
    body = w.e("body", *writer.elements(manuscript.elements), _section(margin, language))
    in_notes = Writer(language, language, width, notes)
    footnotes = w.root("footnotes", *_separators(), *_footnotes(ledger.notes, in_notes))
    picture = _picture(manuscript)
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": part(_types(picture)),
        "_rels/.rels": part(_root_relations()),
        "docProps/core.xml": part(_core(manuscript)),
        "docProps/app.xml": part(_application(manuscript)),
        "docProps/custom.xml": part(_custom(manuscript)),
        "word/document.xml": part(w.root("document", body)),
        "word/_rels/document.xml.rels": part(_relations(ledger.links, _own(picture))),
        "word/styles.xml": part(styles(language)),
        "word/numbering.xml": part(numbering(ledger.lists, language)),
        "word/settings.xml": part(_settings()),
        "word/fontTable.xml": part(fonts()),
        "word/footnotes.xml": part(footnotes),
        "word/_rels/footnotes.xml.rels": part(_relations(notes.links, {})),
        "word/header1.xml": part(_header(manuscript)),
        "word/header2.xml": part(w.root("hdr", _empty(Style.HEADER))),
        "word/footer1.xml": part(_footer()),
    }
    if picture:
        parts[f"word/{_name(picture)}"] = picture.content
    return packed(parts, manuscript.date)


def _picture(manuscript: Manuscript) -> Image | None:
    return next((e.image for e in manuscript.elements if isinstance(e, Cover)), None)


def _name(picture: Image) -> str:
    return f"media/cover.{_ENDINGS[picture.media_type]}"


# ---- parts of the text ----------------------------------------------------------------------


def _section(margin: Margin, language: str) -> Xml:
    """A4; the first page has no running title, and is the first whatever the cover is."""
    children = [
        element("w:headerReference", w_type="default", r_id="rId6"),
        element("w:headerReference", w_type="first", r_id="rId7"),
        element("w:footerReference", w_type="default", r_id="rId8"),
        element("w:footerReference", w_type="first", r_id="rId8"),
        *page_size(margin=margin),
        w.e("pgNumType", start="1"),
        w.e("titlePg"),
        w.e("bidi") if direction(language) == "rtl" else None,
    ]
    return w.some("sectPr", children)


def _separators() -> Iterator[Xml]:
    for number, name in (("-1", "separator"), ("0", "continuationSeparator")):
        spacing = w.e("pPr", w.e("spacing", before="0", after="0", line="240", lineRule="auto"))
        line = w.e("p", spacing, w.e("r", w.e(name)))
        yield w.e("footnote", line, type=name, id=number)


def _footnotes(notes: Iterable[Footnote], writer: Writer) -> Iterator[Xml]:
    mark = w.e(
        "r",
        w.e("rPr", w.e("rStyle", val=letters_id(Character.NOTE_MARK))),
        w.e("footnoteRef"),
    )
    space = run(Run(" "), writer.language, writer.default)
    for number, note in enumerate(notes, 1):
        yield w.e("footnote", writer.paragraph(note.content, mark, space), id=f"{number}")


def _header(manuscript: Manuscript) -> Xml:
    language = manuscript.language
    runs = [run(each, language, language) for each in manuscript.running]
    return w.root("hdr", _empty(Style.HEADER, *runs))


def _footer() -> Xml:
    number = element("w:fldSimple", w.e("r", w.e("t", "1")), w_instr=" PAGE ")
    return w.root("ftr", _empty(Style.FOOTER, number))


def _empty(style: Style, *content: Xml) -> Xml:
    return w.e("p", w.e("pPr", w.e("pStyle", val=style_id(style))), *content)


def _settings() -> Xml:
    compatibility = {
        "name": "compatibilityMode",
        "uri": "http://schemas.microsoft.com/office/word",
        "val": "15",
    }
    return w.root(
        "settings",
        w.e("zoom", percent="100"),
        w.e("defaultTabStop", val="708"),
        w.e("footnotePr", w.e("footnote", id="-1"), w.e("footnote", id="0")),
        w.e("compat", w.e("compatSetting", **compatibility)),
    )


# ---- the package ----------------------------------------------------------------------------


def _types(picture: Image | None) -> Xml:
    xml = "application/xml"
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    defaults = {"rels": relations, "xml": xml}
    if picture:
        defaults[_ENDINGS[picture.media_type]] = picture.media_type
    names = ("document.main", "styles", "numbering", "settings", "fontTable", "footnotes")
    parts = {f"/word/{name.partition('.')[0]}.xml": f"{_WORD}.{name}+xml" for name in names}
    parts |= {f"/word/{name}{n}.xml": f"{_WORD}.{name}+xml" for name, n in _HEADS}
    parts |= {
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": f"{_DOCUMENT}.extended-properties+xml",
        "/docProps/custom.xml": f"{_DOCUMENT}.custom-properties+xml",
    }
    return element(
        "Types",
        *(element("Default", Extension=end, ContentType=kind) for end, kind in defaults.items()),
        *(element("Override", PartName=name, ContentType=kind) for name, kind in parts.items()),
        xmlns=f"{_PACKAGE}/content-types",
    )


_HEADS: Final = (("header", 1), ("header", 2), ("footer", 1))
_DOCUMENT: Final = "application/vnd.openxmlformats-officedocument"


def _root_relations() -> Xml:
    office, package = f"{_OFFICE}/relationships", f"{_PACKAGE}/relationships/metadata"
    return _related(
        [
            _relation("rId1", f"{office}/officeDocument", "word/document.xml"),
            _relation("rId2", f"{package}/core-properties", "docProps/core.xml"),
            _relation("rId3", f"{office}/extended-properties", "docProps/app.xml"),
            _relation("rId4", f"{office}/custom-properties", "docProps/custom.xml"),
        ]
    )


def _own(picture: Image | None) -> dict[str, tuple[str, str]]:
    return _RELATIONS | ({RELATION: ("image", _name(picture))} if picture else {})


def _relations(links: Mapping[str, str], own: Mapping[str, tuple[str, str]]) -> Xml:
    office = f"{_OFFICE}/relationships"
    return _related(
        [
            *(_relation(key, f"{office}/{kind}", name) for key, (kind, name) in own.items()),
            *(
                _relation(key, f"{office}/hyperlink", href, TargetMode="External")
                for href, key in links.items()
            ),
        ]
    )


def _relation(key: str, kind: str, target: str, **more: str) -> Xml:
    return element("Relationship", Id=key, Type=kind, Target=target, **more)


def _related(relations: list[Xml]) -> Xml:
    return element("Relationships", *relations, xmlns=f"{_PACKAGE}/relationships")


# ---- what is known of the document ----------------------------------------------------------


def _core(manuscript: Manuscript) -> Xml:
    """Core properties: Dublin Core, as far as the package knows it."""
    dated = moment(manuscript.date) is not None
    written = {"xsi_type": "dcterms:W3CDTF"}
    children = [
        _said("dc:title", manuscript.title),
        _said("dc:subject", manuscript.subject),
        _said("dc:creator", "; ".join(manuscript.creators)),
        _said("dc:description", manuscript.description),
        _said("dc:identifier", manuscript.identifier),
        _said("cp:lastModifiedBy", "; ".join(manuscript.contributors)),
        _said("cp:version", f"{manuscript.version}" if manuscript.version else ""),
        *(
            element(f"dcterms:{name}", instant(manuscript.date), **written)
            for name in ("created", "modified")
            if dated
        ),
        _said("dc:language", manuscript.language),
    ]
    return element(
        "cp:coreProperties",
        *filter(None, children),
        xmlns_cp=f"{_PACKAGE}/metadata/core-properties",
        xmlns_dc="http://purl.org/dc/elements/1.1/",
        xmlns_dcterms="http://purl.org/dc/terms/",
        xmlns_xsi="http://www.w3.org/2001/XMLSchema-instance",
    )


def _said(name: str, words: str) -> Xml:
    return element(name, words) if words.strip() else Xml("")


def _application(manuscript: Manuscript) -> Xml:
    return element(
        "Properties",
        element("Application", manuscript.software),
        _said("Company", manuscript.publisher),
        xmlns=f"{_OFFICE}/extended-properties",
    )


def _custom(manuscript: Manuscript) -> Xml:
    """What the other properties have no name for."""
    facts = {"Signature": manuscript.signature, "Rights": manuscript.rights}
    rows = [
        element(
            "property",
            element("vt:lpwstr", value),
            fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}",
            pid=f"{number}",
            name=name,
        )
        for number, (name, value) in enumerate(facts.items(), 2)
        if value.strip()
    ]
    return element(
        "Properties",
        *rows,
        xmlns=f"{_OFFICE}/custom-properties",
        xmlns_vt=f"{_OFFICE}/docPropsVTypes",
    )
