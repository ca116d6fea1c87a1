"""Our TBX beside what the standard and its dialects say, in the order and the places they want."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from glossary.formats.tbx import Dialect, Style, read_tbx, write_tbx
from glossary.model import Concept, TermBase
from glossary.termbases import shipped
from tests.glossary.termbases_at_random import termbases

AUXILIARY = {"descrip", "descripGrp", "admin", "note"}
#: The order in which the core structure wants what stands in an element; what may repeat, does.
ORDER: dict[str, list[set[str]]] = {
    "tbx": [{"tbxHeader"}, {"text"}],
    "tbxHeader": [{"fileDesc"}],
    "fileDesc": [{"titleStmt"}, {"sourceDesc"}],
    "titleStmt": [{"title"}, {"note"}],
    "sourceDesc": [{"p"}],
    "text": [{"body"}],
    "body": [{"conceptEntry"}],
    "conceptEntry": [AUXILIARY, {"langSec"}],
    "langSec": [{"termSec"}],
    "termSec": [{"term"}, {"termNote"}, AUXILIARY],
    "descripGrp": [{"descrip"}],
}
NEEDED = {
    "conceptEntry": "langSec",
    "langSec": "termSec",
    "termSec": "term",
    "descripGrp": "descrip",
}
#: What a dialect has: where it may stand, and its closed list if it has one.
CATEGORIES = {
    "TBX-Core": {},
    "TBX-Min": {
        ("termNote", "administrativeStatus"): ("termSec", "preferred admitted deprecated"),
        ("termNote", "partOfSpeech"): ("termSec", "adjective noun other verb adverb"),
        ("descrip", "subjectField"): ("conceptEntry", ""),
    },
}
CATEGORIES["TBX-Basic"] = {
    **CATEGORIES["TBX-Min"],
    ("termNote", "termType"): (
        "termSec",
        "fullForm acronym abbreviation shortForm variant phrase",
    ),
    ("termNote", "grammaticalGender"): ("termSec", "masculine feminine neuter other"),
    ("termNote", "geographicalUsage"): ("termSec", ""),
    ("descrip", "definition"): ("conceptEntry", ""),
    ("admin", "source"): ("conceptEntry termSec", ""),
}
MODULES = {
    "http://www.tbxinfo.net/ns/min": {"administrativeStatus", "partOfSpeech", "subjectField"},
    "http://www.tbxinfo.net/ns/basic": {
        *("termType", "grammaticalGender", "geographicalUsage", "definition", "source"),
    },
}


def in_attributes(element: etree._Element) -> None:
    """Check an element of the modules, and name its category as DCA does."""
    name = etree.QName(element)
    if name.namespace == "urn:iso:std:iso:30042:ed-2":
        assert "type" not in element.attrib or name.localname == "tbx"
        return
    assert name.localname in MODULES[str(name.namespace)]
    (meta,) = (meta for meta, kind in CATEGORIES["TBX-Basic"] if kind == name.localname)
    element.tag = f"{{urn:iso:std:iso:30042:ed-2}}{meta}"
    element.set("type", name.localname)


def assert_keeps_to(dialect: Dialect, root: etree._Element) -> None:
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        children = [etree.QName(child).localname for child in element]
        steps = ORDER.get(name, [])
        places = [next(n for n, step in enumerate(steps) if child in step) for child in children]
        assert places == sorted(places), (name, children)
        assert NEEDED.get(name) in {None, *children}
        assert children.count("term") <= 1
        if name not in {"descrip", "admin", "termNote"}:
            continue
        parent = element.getparent()
        assert parent is not None
        above = parent.getparent() if etree.QName(parent).localname == "descripGrp" else parent
        levels, words = CATEGORIES[dialect][name, element.attrib["type"]]
        assert above is not None
        assert etree.QName(above).localname in levels.split()
        said = (element.text or "").removesuffix("Term-admn-sts")
        assert not words or said in words.split()
    ids = [element.attrib["id"] for element in root.iter(etree.Element) if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", ident) for ident in ids)


@settings(max_examples=40, deadline=None)
@given(termbases(), st.sampled_from(Dialect), st.sampled_from([Style.DCA, Style.DCT]))
def test_what_is_written_keeps_to_its_dialect(
    termbase: TermBase, dialect: Dialect, style: Style
) -> None:
    root = etree.fromstring(write_tbx(termbase, style=style, dialect=dialect))
    assert (root.get("type"), root.get("style")) == (dialect, style)
    if style is Style.DCT:
        for element in list(root.iter(etree.Element)):
            in_attributes(element)
    assert_keeps_to(dialect, root)


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("dialect", Dialect)
def test_an_empty_glossary_keeps_to_the_standard_which_wants_an_entry_and_comes_back_empty(
    style: Style, dialect: Dialect
) -> None:
    empty = TermBase(name="Nothing yet", revision=2)
    written = write_tbx(empty, style=style, dialect=dialect)
    root = etree.fromstring(written)
    (body,) = root.iter("{*}body")
    assert len(body) == 1
    assert read_tbx(written) == empty
    if style is not Style.V2:
        assert_keeps_to(dialect, root)


@pytest.mark.parametrize(
    "text", ["<text><body/></text>", "<text/>", "<text><body></body><back/></text>"]
)
def test_a_file_without_any_entry_is_an_empty_glossary(text: str) -> None:
    header = "<tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader>"
    opened = '<tbx xmlns="urn:iso:std:iso:30042:ed-2" style="dca" type="TBX-Basic" xml:lang="en">'
    assert read_tbx(f"{opened}{header}{text}</tbx>".encode()).concepts == ()
    older = f"<martif type='TBX' xml:lang='en'>{header}{text}</martif>"
    assert read_tbx(older.replace("tbxHeader", "martifHeader").encode()).concepts == ()


def test_every_entry_has_an_id_that_xml_allows_and_comes_back_under_its_own() -> None:
    base = TermBase(concepts=tuple(Concept(id=ident) for ident in ("2014-war", "war", "9-may")))
    written = write_tbx(base)
    root = etree.fromstring(written)
    assert all(e.get("id") for e in root.iter("{*}conceptEntry"))
    assert_keeps_to(Dialect.BASIC, root)
    assert read_tbx(written) == base


def test_version_2_names_its_categories_and_has_the_names_of_its_time() -> None:
    root = etree.fromstring(write_tbx(replace(shipped(), policies=()), style=Style.V2))
    assert (root.tag, root.get("type")) == ("martif", "TBX")
    assert root.findtext("martifHeader/encodingDesc/p[@type='XCSURI']")
    names = {element.tag for element in root.iter(etree.Element)}
    assert {"termEntry", "langSet", "tig"} <= names
    assert not names & {"conceptEntry", "langSec", "termSec", "tbxHeader"}
