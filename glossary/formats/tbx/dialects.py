"""TBX in its styles: everything is read as DCA of version 3, and written from it.

`DCA` names a data category in an attribute (`<termNote type="partOfSpeech">`), `DCT` as
an element of a module's namespace (`<min:partOfSpeech>`); version 2 (martif) has other
names for the same structure. A category that a dialect lacks is kept in a note that
begins with `workbench:category`, so no dialect loses what another holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from lxml import etree

from glossary.formats.tbx.categories import NAMESPACE, OURS
from glossary.formats.tbx.markup import Element, leaf

_MODULES: Final = "http://www.tbxinfo.net/ns/"
_KEPT: Final = f"{OURS}category "
_MIN: Final = {
    "administrativeStatus": "termNote",
    "customerSubset": "admin",
    "partOfSpeech": "termNote",
    "subjectField": "descrip",
}
_BASIC: Final = {
    "context": "descrip",
    "crossReference": "ref",
    "definition": "descrip",
    "externalCrossReference": "xref",
    "geographicalUsage": "termNote",
    "grammaticalGender": "termNote",
    "projectSubset": "admin",
    "responsibility": "transacNote",
    "source": "admin",
    "termLocation": "termNote",
    "termType": "termNote",
    "transactionType": "transac",
    "xGraphic": "xref",
}
_TO_V2: Final = {
    "tbx": "martif",
    "tbxHeader": "martifHeader",
    "conceptEntry": "termEntry",
    "langSec": "langSet",
    "termSec": "tig",
}
#: The data categories of TBX-Basic in version 2.
_XCS: Final = "TBXBasicXCSV02.xcs"
_FROM_V2: Final = {old: new for new, old in _TO_V2.items()} | {"ntig": "termSec"}


class Dialect(StrEnum):
    """The dialects of version 3, by what their files call themselves."""

    CORE = "TBX-Core"
    MIN = "TBX-Min"
    BASIC = "TBX-Basic"


class Style(StrEnum):
    """How a file names its data categories."""

    DCA = "dca"
    DCT = "dct"
    V2 = "v2"  #: martif, which has no dialects


#: The categories of each dialect, with the element that carries them in DCA.
CATEGORIES_OF: Final[Mapping[Dialect, Mapping[str, str]]] = {
    Dialect.CORE: {},
    Dialect.MIN: _MIN,
    Dialect.BASIC: {**_MIN, **_BASIC},
}


def is_v2(root: etree._Element) -> bool:
    return etree.QName(root).localname == "martif"


def from_v2(root: etree._Element) -> None:
    """Give a martif tree the names of version 3, in place."""
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        element.tag = f"{{{NAMESPACE}}}{_FROM_V2.get(name, name)}"
    for group in list(root.iter(f"{{{NAMESPACE}}}termGrp")):
        parent = group.getparent()
        assert parent is not None
        place = parent.index(group)
        for child in reversed(list(group)):
            parent.insert(place, child)
        parent.remove(group)
    for term in list(root.iter(f"{{{NAMESPACE}}}term")):
        section = term.getparent()
        if section is not None and not "".join(map(str, term.itertext())).strip():
            remove(section)  # a language without a term, as some programs write it


def from_dct(root: etree._Element) -> None:
    """Name the data categories in attributes, in place."""
    for element in list(root.iter(etree.Element)):
        name = etree.QName(element)
        meta = CATEGORIES_OF[Dialect.BASIC].get(name.localname)
        if not meta or not (name.namespace or "").startswith(_MODULES):
            continue
        if meta == "termNote" and _stands_outside_a_term(element):
            remove(element)
            continue
        element.tag = f"{{{etree.QName(root).namespace}}}{meta}"
        element.set("type", name.localname)


def _stands_outside_a_term(element: etree._Element) -> bool:
    """Whether a category of terms is said of a language, as published examples have it."""
    parent = element.getparent()
    return parent is not None and etree.QName(parent).localname not in {"termSec", "termNoteGrp"}


def restore(root: etree._Element) -> None:
    """Turn the notes that keep other dialects' categories back into them, in place."""
    namespace = etree.QName(root).namespace
    for note in list(root.iter(f"{{{namespace}}}note")):
        words = (note.text or "").strip()
        if not words.startswith(_KEPT):
            continue
        meta, _, rest = words.removeprefix(_KEPT).partition(" ")
        kind, _, text = rest.partition(" ")
        if CATEGORIES_OF[Dialect.BASIC].get(kind) == meta:
            note.tag = f"{{{namespace}}}{meta}"
            note.set("type", kind)
            note.text = text


@dataclass(frozen=True, slots=True)
class Shape:
    """The style and the dialect of a file that is written."""

    style: Style
    dialect: Dialect

    def name(self, ours: str) -> str:
        """What an element is called."""
        return _TO_V2.get(ours, ours) if self.style is Style.V2 else ours

    def has(self, kind: str) -> bool:
        """Whether the dialect has a data category."""
        return kind in CATEGORIES_OF[self.dialect]

    def category(self, meta: str, kind: str, text: str) -> str:
        """A data category, or the note that keeps what the dialect has no category for."""
        if not self.has(kind):
            return leaf("note", f"{_KEPT}{meta} {kind} {text}".rstrip())
        if self.style is Style.DCT:
            return leaf(f"{'min' if kind in _MIN else 'basic'}:{kind}", text)
        return leaf(meta, text, kind)

    def root(self) -> Element:
        """The outermost element, with nothing in it."""
        if self.style is Style.V2:
            return Element("martif", {"type": "TBX", "xml:lang": "en"})
        modules = {f"xmlns:{name}": f"{_MODULES}{name}" for name in ("min", "basic")}
        return Element(
            "tbx",
            {
                "xmlns": NAMESPACE,
                **(modules if self.style is Style.DCT else {}),
                "style": self.style,
                "type": self.dialect,
                "xml:lang": "en",
            },
        )

    def name_the_categories(self, header: Element) -> None:
        """Say which data categories a file of version 2 keeps to, as its standard asks."""
        if self.style is Style.V2:
            header.open("encodingDesc").children.append(leaf("p", _XCS, "XCSURI"))


def remove(element: etree._Element) -> None:
    """Take an element out of its tree, with all that stands in it."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
