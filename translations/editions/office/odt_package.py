"""An ODT around its text: its parts, and what is known of the document (OASIS ODF 1.3, part 2)."""

from __future__ import annotations

from typing import Final

from translations.editions.office.flow import Cover, Manuscript, Paragraph, Style
from translations.editions.office.odt_elements import MANIFEST, VERSION, root
from translations.editions.office.odt_styles import (
    faces,
    master_pages,
    page_layouts,
    styles,
    table_styles,
)
from translations.editions.office.odt_text import Ledger, Writer, automatic, picture_name
from translations.editions.packed import instant, moment, packed
from translations.editions.xml_elements import Xml, element, part

MEDIA_TYPE: Final = "application/vnd.oasis.opendocument.text"


def document(manuscript: Manuscript) -> bytes:
    """The manuscript as a file of LibreOffice Writer; its media type is its first part."""
    cover = next((e for e in manuscript.elements if isinstance(e, Cover)), None)
    parts: dict[str, str | bytes] = {
        "mimetype": MEDIA_TYPE,
        "META-INF/manifest.xml": part(_manifest(cover)),
        "content.xml": part(_content(manuscript)),
        "styles.xml": part(_styles(manuscript)),
        "meta.xml": part(_meta(manuscript)),
        "settings.xml": part(_settings()),
    }
    if cover is not None:
        parts[picture_name(cover)] = cover.image.content
    return packed(parts, manuscript.date, stored=("mimetype",))


def _content(manuscript: Manuscript) -> Xml:
    ledger = Ledger()
    text = list(Writer(manuscript.language, ledger).elements(manuscript.elements))
    own = element(
        "office:automatic-styles", *automatic(ledger, manuscript.language), *table_styles()
    )
    body = element("office:body", element("office:text", *text))
    return root("office:document-content", faces(), own, body)


def _styles(manuscript: Manuscript) -> Xml:
    ledger = Ledger()
    writer = Writer(manuscript.language, ledger, page="")
    head = writer.paragraph(Paragraph(style=Style.HEADER, content=manuscript.running))
    own = element(
        "office:automatic-styles",
        *automatic(ledger, manuscript.language),
        *page_layouts(manuscript),
    )
    return root(
        "office:document-styles", faces(), styles(manuscript.language), own, master_pages(head)
    )


def _manifest(cover: Cover | None) -> Xml:
    kinds = {"/": MEDIA_TYPE}
    kinds |= dict.fromkeys(("content.xml", "styles.xml", "meta.xml", "settings.xml"), "text/xml")
    kinds |= {picture_name(cover): cover.image.media_type} if cover is not None else {}
    rows = [
        element("manifest:file-entry", manifest_full__path=name, manifest_media__type=kind)
        for name, kind in kinds.items()
    ]
    return element("manifest:manifest", *rows, xmlns_manifest=MANIFEST, manifest_version=VERSION)


def _settings() -> Xml:
    """Of two spaces between paragraphs the larger one counts, as it does in Word."""
    rows = [
        element("config:config-item", "true", config_name=name, config_type="boolean")
        for name in ("AddParaTableSpacing", "AddParaTableSpacingAtStart")
    ]
    group = element("config:config-item-set", *rows, config_name="ooo:configuration-settings")
    return root("office:document-settings", element("office:settings", group))


def _meta(manuscript: Manuscript) -> Xml:
    """Dublin Core and what else ODF has names for; the rest under names of our own."""
    dated = moment(manuscript.date) is not None
    day = instant(manuscript.date) if dated else ""
    creators = "; ".join(manuscript.creators)
    rows = {
        "meta:generator": manuscript.software,
        "dc:title": manuscript.title,
        "dc:description": manuscript.description,
        "dc:subject": manuscript.subject,
        "meta:initial-creator": creators,
        "dc:creator": "; ".join(manuscript.contributors) or creators,
        "meta:creation-date": day,
        "dc:date": day,
        "dc:language": manuscript.language,
    }
    own = {
        "Publisher": manuscript.publisher,
        "Identifier": manuscript.identifier,
        "Rights": manuscript.rights,
        "Version": f"{manuscript.version}" if manuscript.version else "",
        "Signature": manuscript.signature,
    }
    said = [element(name, value) for name, value in rows.items() if value.strip()]
    more = [
        element("meta:user-defined", value, meta_name=name)
        for name, value in own.items()
        if value.strip()
    ]
    return root("office:document-meta", element("office:meta", *said, *more))
