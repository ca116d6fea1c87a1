"""The elements of TBX (ISO 30042), as tables: version 2 (martif, 2008) and version 3 (2019)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from glossary.formats.tbx.categories import DRAFT_NAMESPACE, NAMESPACE
from translations.validation.shape import Element, Vocabulary

_AROUND = "id=nmtoken xml:lang=language"
_CATEGORY = f"type! target datatype {_AROUND}"
_ADDED = "admin|adminGrp|transacGrp|note|ref|xref"
_SAID = f"descrip|descripGrp|{_ADDED}"


def _header(name: str) -> Mapping[str, Element]:
    return {
        name: Element(content="fileDesc encodingDesc? revisionDesc?", attributes=_AROUND),
        "fileDesc": Element(content="titleStmt? publicationStmt? sourceDesc+", attributes=_AROUND),
        "titleStmt": Element(content="title note*", attributes=_AROUND),
        "title": Element(content="#text", attributes=_AROUND),
        "publicationStmt": Element(content="p+", attributes=_AROUND),
        "sourceDesc": Element(content="p+", attributes=_AROUND),
        "encodingDesc": Element(content="(p|ude)+", attributes=_AROUND),
        "revisionDesc": Element(content="change+", attributes=_AROUND),
        "change": Element(content="p+", attributes=_AROUND),
        "back": Element(content="any", attributes="any"),
        "ude": Element(content="any", attributes="any"),
    }


def _groups(inline: str, more: str) -> Mapping[str, Element]:
    """Data categories, alone and with what is said of them."""
    text = f"#text ({inline})*"
    return {
        "p": Element(content=text, attributes=f"type {_AROUND}"),
        "term": Element(content="#text hi*" if "bpt" in inline else text, attributes=_AROUND),
        "note": Element(content=text, attributes=_AROUND),
        "date": Element(content="#text", attributes="id=nmtoken"),
        **{
            name: Element(content=text, attributes=_CATEGORY)
            for name in (
                "termNote",
                "descrip",
                "descripNote",
                "admin",
                "adminNote",
                "transac",
                "transacNote",
                "ref",
            )
        },
        "xref": Element(content="#text", attributes=f"type! target! {_AROUND}"),
        "hi": Element(content="#text", attributes=f"type target {_AROUND}"),
        "foreign": Element(content=text, attributes=_AROUND),
        "termNoteGrp": Element(content=f"termNote ({_ADDED}{more})*", attributes="id=nmtoken"),
        "descripGrp": Element(
            content=f"descrip (descripNote|{_ADDED}{more})*", attributes="id=nmtoken"
        ),
        "adminGrp": Element(
            content=f"admin (adminNote|note|ref|xref{more})*", attributes="id=nmtoken"
        ),
        "transacGrp": Element(
            content=f"transac (transacNote|date|note|ref|xref{more})*", attributes="id=nmtoken"
        ),
    }


_V2_CODE = "type datatype"

V2: Final = Vocabulary(
    elements=MappingProxyType(
        {
            "martif": Element(content="martifHeader text", attributes="type! xml:lang!=language"),
            **_header("martifHeader"),
            "text": Element(content="body back?", attributes=_AROUND),
            "body": Element(content="termEntry+", attributes=_AROUND),
            "termEntry": Element(content=f"({_SAID})* langSet+", attributes="id=nmtoken"),
            "langSet": Element(
                content=f"({_SAID})* (tig|ntig)+", attributes="id=nmtoken xml:lang!=language"
            ),
            "tig": Element(content=f"term termNote* ({_SAID})*", attributes="id=nmtoken"),
            "ntig": Element(content=f"termGrp ({_SAID})*", attributes="id=nmtoken"),
            "termGrp": Element(
                content="term (termNote|termNoteGrp)* termCompList*", attributes="id=nmtoken"
            ),
            "termCompList": Element(
                content=f"({_SAID})* (termComp|termCompGrp)+", attributes="id=nmtoken type!"
            ),
            "termCompGrp": Element(
                content=f"termComp (termNote|termNoteGrp)* ({_SAID})*", attributes="id=nmtoken"
            ),
            "termComp": Element(content="#text", attributes=_AROUND),
            **_groups("hi|foreign|bpt|ept|it|ph", ""),
            "bpt": Element(content="#text", attributes=f"i! x {_V2_CODE}"),
            "ept": Element(content="#text", attributes=f"i! x {_V2_CODE}"),
            "it": Element(content="#text", attributes=f"pos! x {_V2_CODE}"),
            "ph": Element(content="#text", attributes=f"assoc x {_V2_CODE}"),
        }
    ),
    namespaces=MappingProxyType({"": "", "urn:iso:std:iso:30042:ed-1:v1:en": ""}),
    section="ISO 30042:2008, core structure",
)

_OTHERS = "|other"  #: categories of modules, in the style that names them by elements

V3: Final = Vocabulary(
    elements=MappingProxyType(
        {
            "tbx": Element(
                content="tbxHeader text",
                attributes="style!=dca|dct type! xml:lang!=language id=nmtoken",
            ),
            **_header("tbxHeader"),
            "text": Element(content="body back?", attributes=_AROUND),
            "body": Element(content="conceptEntry+", attributes=_AROUND),
            "conceptEntry": Element(
                content=f"({_SAID}{_OTHERS})* langSec+", attributes="id=nmtoken"
            ),
            "langSec": Element(
                content=f"({_SAID}{_OTHERS})* termSec+",
                attributes="id=nmtoken xml:lang!=language",
            ),
            "termSec": Element(
                content=f"term (termNote|termNoteGrp|{_SAID}{_OTHERS})*", attributes=_AROUND
            ),
            **_groups("hi|foreign|sc|ec|ph", _OTHERS),
            "sc": Element(content="any", attributes="any"),
            "ec": Element(content="any", attributes="any"),
            "ph": Element(content="any", attributes="any"),
        }
    ),
    namespaces=MappingProxyType({NAMESPACE: "", DRAFT_NAMESPACE: ""}),
    section="ISO 30042:2019, core structure",
    ignored=frozenset({"http://www.w3.org/2001/XMLSchema-instance"}),
)
