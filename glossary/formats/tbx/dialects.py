"""TBX in its styles: everything is read as DCA of version 3, and written from it.

`DCA` names a data category in an attribute (`<termNote type="partOfSpeech">`), `DCT` as
an element of a module's namespace (`<min:partOfSpeech>`); version 2 (martif) has other
names for the same structure. A category that a dialect lacks is kept in a note that
begins with `workbench:category`, so no dialect loses what another holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Final

from lxml import etree

from glossary.formats.tbx.categories import NAMESPACE, OURS

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
            _remove(section)  # a language without a term, as some programs write it


def from_dct(root: etree._Element) -> None:
    """Name the data categories in attributes, in place."""
    for element in list(root.iter(etree.Element)):
        name = etree.QName(element)
        meta = CATEGORIES_OF[Dialect.BASIC].get(name.localname)
        if not meta or not (name.namespace or "").startswith(_MODULES):
            continue
        if meta == "termNote" and _stands_outside_a_term(element):
            _remove(element)
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


def to_dialect(root: etree._Element, dialect: Dialect) -> None:
    """Keep in notes what a dialect has no category for, in place."""
    root.set("type", dialect)
    allowed = CATEGORIES_OF[dialect]
    for element in list(_categories(root)):
        kind = element.get("type", "")
        if kind in allowed:
            continue
        meta = etree.QName(element).localname
        _out_of_group(element)
        element.tag = f"{{{NAMESPACE}}}note"
        element.text = f"{_KEPT}{meta} {kind} {element.text or ''}".rstrip()
        del element.attrib["type"]
        if meta == "termNote" and (section := element.getparent()) is not None:
            section.append(element)  # notes stand after all that is said of the term


def to_dct(root: etree._Element) -> etree._Element:
    """The tree with its data categories as elements of their modules."""
    modules = {"min": f"{_MODULES}min", "basic": f"{_MODULES}basic"}
    prefixes: dict[str | None, str] = {None: NAMESPACE}
    prefixes.update(modules)
    written = etree.Element(root.tag, nsmap=prefixes)
    written.attrib.update(root.attrib)
    written.set("style", Style.DCT)
    written.extend(list(root))
    for element in list(_categories(written)):
        kind = element.get("type", "")
        module = modules["min" if kind in _MIN else "basic"]
        element.tag = f"{{{module}}}{kind}"
        del element.attrib["type"]
    etree.cleanup_namespaces(written, keep_ns_prefixes=["min", "basic"])
    return written


def to_v2(root: etree._Element) -> etree._Element:
    """The tree with the names of version 2, which has no namespace."""
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        element.tag = _TO_V2.get(name, name)
    written = etree.Element("martif")
    written.set("type", "TBX")
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    written.set(language, root.get(language, "en"))
    written.extend(list(root))
    etree.cleanup_namespaces(written)
    _name_the_categories(written)
    return written


def _name_the_categories(root: etree._Element) -> None:
    """Say which data categories a file of version 2 keeps to, as its standard asks."""
    header = root.find("martifHeader")
    if header is not None:
        named = etree.SubElement(etree.SubElement(header, "encodingDesc"), "p", type="XCSURI")
        named.text = _XCS


def _categories(root: etree._Element) -> Iterator[etree._Element]:
    """Every element that is a data category, in order."""
    metas = set(CATEGORIES_OF[Dialect.BASIC].values())
    for element in root.iter(etree.Element):
        if element.get("type") and etree.QName(element).localname in metas:
            yield element


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _out_of_group(element: etree._Element) -> None:
    """Put an element in the place of the group that is there for it alone."""
    group = element.getparent()
    if group is None or not etree.QName(group).localname.endswith("Grp"):
        return
    above = group.getparent()
    if above is not None and len(group) == 1:
        above.replace(group, element)
