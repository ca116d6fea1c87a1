"""TBX out: a term base becomes an XML file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace

from lxml import etree

from glossary.errors import UnwritableTermBase
from glossary.formats.policies_toml import write_policies
from glossary.formats.tbx.categories import (
    CATEGORIES,
    FROM_BASIC,
    LISTED,
    NAMESPACE,
    NO_TERM,
    NOTED,
    OURS,
    PARTS_OF_SPEECH,
    WRITTEN_STATUSES,
    WRITTEN_TYPES,
    XML_LANG,
    basic_part_of_speech,
)
from glossary.formats.tbx.dialects import Dialect, Style, to_dct, to_dialect, to_v2
from glossary.formats.tbx.structure import VALUES
from glossary.model import CaseRule, Concept, Status, Term, TermBase

_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


def write_tbx(
    termbase: TermBase, *, style: Style = Style.DCA, dialect: Dialect = Dialect.BASIC
) -> bytes:
    """The file that `read_tbx` reads back as the same term base.

    Version 2 has no dialects: what a TBX-Basic file says is said there too. Raises
    `UnwritableTermBase` for characters that XML cannot hold.
    """
    root = _written(termbase)
    to_dialect(root, dialect)
    if style is Style.DCT:
        root = to_dct(root)
    if style is Style.V2:
        root = to_v2(root)
    etree.indent(root)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written + b"\n"


def _written(termbase: TermBase) -> etree._Element:
    root = etree.Element(_tag("tbx"), nsmap={None: NAMESPACE})
    root.set("style", Style.DCA)
    root.set("type", Dialect.BASIC)
    root.set(XML_LANG, "en")
    with _saying("the glossary itself"):
        _write_header(root, termbase)
    body = _child(_child(root, "text"), "body")
    taken: set[str] = set()
    for concept in termbase.concepts:
        with _saying(concept.id):
            _write_concept(body, concept, taken)
    return root


@contextmanager
def _saying(place: str) -> Iterator[None]:
    """Say where a character stands that XML cannot hold."""
    try:
        yield
    except ValueError:
        raise UnwritableTermBase(place, "XML cannot hold one of its characters.") from None


def grouped_by_language(termbase: TermBase) -> TermBase:
    """The term base as TBX keeps it: each concept's terms by language."""
    concepts = (
        replace(c, terms=tuple(t for code in _languages(c) for t in c.in_language(code)))
        for c in termbase.concepts
    )
    return replace(termbase, concepts=tuple(concepts))


def _languages(concept: Concept) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term.language for term in concept.terms))


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _child(
    parent: etree._Element, name: str, text: str | None = None, kind: str = ""
) -> etree._Element:
    child = etree.SubElement(parent, _tag(name))
    child.text = text
    if kind:
        child.set("type", kind)
    return child


def _ours(parent: etree._Element, name: str, value: str = "") -> None:
    _child(parent, "note", f"{OURS}{name} {value}".rstrip())


def _write_note(parent: etree._Element, text: str, name: str) -> None:
    """A person's note as it is, unless it would be read as one of ours."""
    if text.startswith(OURS):
        _ours(parent, name, text)
    elif text:
        _child(parent, "note", text)


def _write_header(root: etree._Element, termbase: TermBase) -> None:
    file = _child(_child(root, "tbxHeader"), "fileDesc")
    title = _child(file, "titleStmt")
    _child(title, "title", termbase.name or "Term base")
    if not termbase.name:
        _ours(title, "untitled")
    if termbase.revision:
        _ours(title, "revision", str(termbase.revision))
    if not termbase.description:
        _ours(title, "undescribed")
    if termbase.policies:
        _ours(title, "policies", write_policies(termbase.policies).decode())
    source = _child(file, "sourceDesc")
    _child(source, "p", termbase.description or "Written by the translators' workbench")


def _free_id(element: etree._Element, wanted: str, taken: set[str]) -> None:
    """Give the id as XML's own where XML allows it, else in a note."""
    if _ID.fullmatch(wanted) and wanted not in taken:
        taken.add(wanted)
        element.set("id", wanted)
    else:
        _ours(element, "id", wanted)


def _write_concept(body: etree._Element, concept: Concept, taken: set[str]) -> None:
    entry = _child(body, "conceptEntry")
    if concept.subject:
        _child(entry, "descrip", concept.subject, "subjectField")
    if concept.definition:
        _child(_child(entry, "descripGrp"), "descrip", concept.definition, "definition")
    _free_id(entry, concept.id, taken)
    for source in concept.sources:
        _child(entry, "admin", source.title, "source")
    for name in ("sources", "cues", "examples", "references"):
        if values := getattr(concept, name):
            _ours(entry, name, _json([asdict(value) for value in values]))
    if concept.contested:
        _ours(entry, "contested", concept.why_contested)
    elif concept.why_contested:
        _ours(entry, "why", concept.why_contested)
    _write_note(entry, concept.note, "note")
    _write_terms(entry, concept, taken)


def _write_terms(entry: etree._Element, concept: Concept, taken: set[str]) -> None:
    for language in _languages(concept):
        section = _child(entry, "langSec")
        section.set(XML_LANG, language)
        for term in concept.in_language(language):
            _write_term(section, term, taken)
    if not concept.terms:
        _write_no_term(entry, concept.id)


def _write_no_term(entry: etree._Element, name: str) -> None:
    """Say the name of a concept where the standard wants a term."""
    section = _child(entry, "langSec")
    section.set(XML_LANG, "en")
    term = _child(section, "termSec")
    _child(term, "term", name)
    _ours(term, NO_TERM)


def _write_term(parent: etree._Element, term: Term, taken: set[str]) -> None:
    section = _child(parent, "termSec")
    _child(section, "term", term.text)
    basic, kind = basic_part_of_speech(term.part_of_speech)
    if term.part_of_speech:
        _child(section, "termNote", basic, "partOfSpeech")
    if kind := kind or _basic_type(term):
        _child(section, "termNote", kind, "termType")
    _child(section, "termNote", WRITTEN_STATUSES[term.status], "administrativeStatus")
    for field, category in CATEGORIES.items():
        if value := getattr(term, field):
            _write_category(section, field, category, value)
    for source in term.sources:
        _child(section, "admin", source.title, "source")
    _free_id(section, term.id, taken)
    for name, value in _term_notes(term):
        _ours(section, name, value)
    _write_note(section, term.usage, "usage")


def _term_notes(term: Term) -> Iterator[tuple[str, str]]:
    if term.part_of_speech and term.part_of_speech not in PARTS_OF_SPEECH:
        yield "part-of-speech", term.part_of_speech
    if term.status is Status.FORBIDDEN:
        yield "forbidden", ""
    if term.case is not CaseRule.ANY:
        yield "case", term.case
    if term.ambiguous:
        yield "ambiguous", ""
    if term.target_only:
        yield "target-only", ""
    if term.type and not _basic_type(term):
        yield "type", term.type
    yield from ((name, value) for name in NOTED if (value := getattr(term, name)))
    yield from ((name, _json(values)) for name in LISTED if (values := getattr(term, name)))
    if term.sources:
        yield "sources", _json([asdict(source) for source in term.sources])


def _write_category(section: etree._Element, field: str, category: str, value: str) -> None:
    """A data category, unless its list is closed and has no such value."""
    if value in VALUES.get(category, {value}):
        _child(section, "termNote", value, category)
    else:
        _ours(section, field, value)


def _basic_type(term: Term) -> str:
    """The type of a term where TBX-Basic has a place for it: not beside one that tells the part
    of speech, nor where it would be read as one.
    """
    basic, taken = basic_part_of_speech(term.part_of_speech)
    kind = WRITTEN_TYPES.get(term.type, "")
    told = basic if term.part_of_speech else ""
    return "" if taken or (told, kind) in FROM_BASIC else kind


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
