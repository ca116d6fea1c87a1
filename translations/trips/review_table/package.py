"""The package around the table: its parts, and their relations; two writings are the same bytes."""

from __future__ import annotations

from typing import Final
from xml.sax.saxutils import escape, quoteattr

from translations.editions import packed as archives

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE_TYPE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_TYPES: Final = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_WORD}.settings+xml"/>'
    f'<Override PartName="/docProps/core.xml" ContentType="{_CORE_TYPE}"/>'
    "</Types>"
)
_ROOT_RELATIONS: Final = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/>'
    "</Relationships>"
)
_RELATIONS: Final = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/settings" Target="settings.xml"/>'
    "</Relationships>"
)
#: Changes are tracked from the first letter on: who takes the table home sees what was done.
_SETTINGS: Final = (
    f'<w:settings xmlns:w="{MAIN}"><w:zoom w:percent="100"/><w:trackRevisions/>'
    '<w:defaultTabStop w:val="708"/><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
)


def packed(document: bytes, *, title: str, language: str) -> bytes:
    """A file of Word around the part that holds the text."""
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _ROOT_RELATIONS,
        "docProps/core.xml": _core(title, language),
        "word/_rels/document.xml.rels": _RELATIONS,
        "word/styles.xml": _styles(language),
        "word/settings.xml": _SETTINGS,
    }
    return archives.packed(
        {name: f"{_HEAD}{body}" for name, body in parts.items()} | {"word/document.xml": document},
        date="",
    )


def _core(title: str, language: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:language>{escape(language)}</dc:language>"
        "</cp:coreProperties>"
    )


def _styles(language: str) -> str:
    fonts = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Arial"/>'
    return (
        f'<w:styles xmlns:w="{MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}'
        f'<w:sz w:val="20"/><w:szCs w:val="20"/><w:lang w:val={quoteattr(language)}/>'
        "</w:rPr></w:rPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "</w:style>"
        '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/>'
        '<w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:after="120"/></w:pPr>'
        '<w:rPr><w:b/><w:bCs/><w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Lead"><w:name w:val="Lead"/>'
        '<w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="200"/></w:pPr></w:style>'
        '<w:style w:type="character" w:styleId="Placeholder"><w:name w:val="Placeholder"/>'
        '<w:rPr><w:noProof/><w:color w:val="6D3FC0"/></w:rPr></w:style>'
        "</w:styles>"
    )
