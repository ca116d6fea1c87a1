"""TBX out: a term base becomes an XML file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from operator import attrgetter

from glossary.formats.identity import unused
from glossary.formats.policies_toml import write_policies
from glossary.formats.tbx.categories import (
    CATEGORIES,
    FROM_BASIC,
    LISTED,
    NO_CONCEPT,
    NO_TERM,
    NOTED,
    OURS,
    PARTS_OF_SPEECH,
    WRITTEN_STATUSES,
    WRITTEN_TYPES,
    basic_part_of_speech,
)
from glossary.formats.tbx.dialects import Dialect, Shape, Style
from glossary.formats.tbx.markup import Element, markup, opening
from glossary.formats.tbx.structure import VALUES
from glossary.model import CaseRule, Concept, Status, Term, TermBase

_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_noted: Callable[[Term], tuple[str, ...]] = attrgetter(*NOTED)
_listed: Callable[[Term], tuple[tuple[str, ...], ...]] = attrgetter(*LISTED)


def write_tbx(
    termbase: TermBase, *, style: Style = Style.DCA, dialect: Dialect = Dialect.BASIC
) -> bytes:
    """The file that `read_tbx` reads back as the same term base.

    Version 2 has no dialects: what a TBX-Basic file says is said there too. Raises
    `UnwritableTermBase` for characters that XML cannot hold.
    """
    shape = Shape(style, dialect)
    root = shape.root()
    pieces = [
        "<?xml version='1.0' encoding='UTF-8'?>\n",
        f"{opening(root)}\n",
        markup(_header(termbase, shape), "the glossary itself", 1),
        "  <text>\n    <body>\n",
        *_entries(termbase, shape),
        f"    </body>\n  </text>\n</{root.name}>\n",
    ]
    return "".join(pieces).encode()


def _entries(termbase: TermBase, shape: Shape) -> Iterator[str]:
    taken: set[str] = set()
    for concept in termbase.concepts:
        yield markup(_Entry(shape, taken).concept(concept), concept.id, 3)
    if not termbase.concepts:
        yield markup(_Entry(shape, taken).no_concept(), "the glossary itself", 3)


def grouped_by_language(termbase: TermBase) -> TermBase:
    """The term base as TBX keeps it: each concept's terms by language."""
    concepts = (
        replace(c, terms=tuple(t for code in _languages(c) for t in c.in_language(code)))
        for c in termbase.concepts
    )
    return replace(termbase, concepts=tuple(concepts))


def _languages(concept: Concept) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term.language for term in concept.terms))


def _ours(parent: Element, name: str, value: str = "") -> None:
    parent.put("note", f"{OURS}{name} {value}".rstrip())


def _write_note(parent: Element, text: str, name: str) -> None:
    """A person's note as it is, unless it would be read as one of ours."""
    if text.startswith(OURS):
        _ours(parent, name, text)
    elif text:
        parent.put("note", text)


def _header(termbase: TermBase, shape: Shape) -> Element:
    header = Element(shape.name("tbxHeader"))
    file = header.open("fileDesc")
    title = file.open("titleStmt")
    title.put("title", termbase.name or "Term base")
    if not termbase.name:
        _ours(title, "untitled")
    if termbase.revision:
        _ours(title, "revision", str(termbase.revision))
    if not termbase.description:
        _ours(title, "undescribed")
    if termbase.policies:
        _ours(title, "policies", write_policies(termbase.policies).decode())
    source = file.open("sourceDesc")
    source.put("p", termbase.description or "Written by the translators' workbench")
    shape.name_the_categories(header)
    return header


@dataclass(frozen=True, slots=True)
class _Entry:
    """Writes one concept."""

    shape: Shape
    taken: set[str]  #: the ids that stand in the file

    def concept(self, concept: Concept) -> Element:
        entry = Element(self.shape.name("conceptEntry"))
        if concept.subject:
            self.category(entry, "descrip", "subjectField", concept.subject)
        if concept.definition:
            grouped = self.shape.has("definition")
            group = entry.open("descripGrp") if grouped else entry
            self.category(group, "descrip", "definition", concept.definition)
        self.identify(entry, concept.id)
        if "id" not in entry.attributes:  # the standard knows no entry without one
            entry.attributes["id"] = self.stand_in()
        for source in concept.sources:
            self.category(entry, "admin", "source", source.title)
        for name in ("sources", "cues", "examples", "references"):
            if values := getattr(concept, name):
                _ours(entry, name, _json([asdict(value) for value in values]))
        if concept.contested:
            _ours(entry, "contested", concept.why_contested)
        elif concept.why_contested:
            _ours(entry, "why", concept.why_contested)
        _write_note(entry, concept.note, "note")
        self.terms(entry, concept)
        return entry

    def no_concept(self) -> Element:
        """An entry for the standard's sake, which wants one."""
        entry = Element(self.shape.name("conceptEntry"), {"id": NO_CONCEPT})
        _ours(entry, NO_CONCEPT)
        self.no_term(entry, NO_CONCEPT)
        return entry

    def terms(self, entry: Element, concept: Concept) -> None:
        for language in _languages(concept):
            section = entry.open(self.shape.name("langSec"))
            section.attributes["xml:lang"] = language
            for term in concept.in_language(language):
                section.children.append(self.term(term))
        if not concept.terms:
            self.no_term(entry, concept.id)

    def no_term(self, entry: Element, name: str) -> None:
        """Say the name of a concept where the standard wants a term."""
        section = entry.open(self.shape.name("langSec"))
        section.attributes["xml:lang"] = "en"
        term = section.open(self.shape.name("termSec"))
        term.put("term", name)
        _ours(term, NO_TERM)

    def term(self, term: Term) -> Element:
        section = Element(self.shape.name("termSec"))
        section.put("term", term.text)
        kept: list[str] = []  # notes stand after all that is said of the term
        for kind, value in _categories(term):
            said = self.shape.category("termNote", kind, value)
            if self.shape.has(kind):
                section.children.append(said)
            else:
                kept.append(said)
        for source in term.sources:
            self.category(section, "admin", "source", source.title)
        self.identify(section, term.id)
        for name, value in _term_notes(term):
            _ours(section, name, value)
        _write_note(section, term.usage, "usage")
        section.children += kept
        return section

    def category(self, parent: Element, meta: str, kind: str, text: str) -> None:
        parent.children.append(self.shape.category(meta, kind, text))

    def identify(self, element: Element, wanted: str) -> None:
        """Give the id as XML's own where XML allows it, else in a note."""
        if _ID.fullmatch(wanted) and wanted not in self.taken:
            self.taken.add(wanted)
            element.attributes["id"] = wanted
        else:
            _ours(element, "id", wanted)

    def stand_in(self) -> str:
        name = unused(f"entry-{len(self.taken)}", self.taken)
        self.taken.add(name)
        return name


def _categories(term: Term) -> Iterator[tuple[str, str]]:
    """The categories that tell what a term is, each with its word."""
    basic, kind = basic_part_of_speech(term.part_of_speech)
    if term.part_of_speech:
        yield "partOfSpeech", basic
    if kind := kind or _basic_type(term):
        yield "termType", kind
    yield "administrativeStatus", WRITTEN_STATUSES[term.status]
    for field, category in CATEGORIES.items():
        if (value := getattr(term, field)) and _is_listed(category, value):
            yield category, value


def _is_listed(category: str, value: str) -> bool:
    """Whether a data category has a word, where its list is closed."""
    return value in VALUES.get(category, {value})


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
    yield from _fields(term)
    if term.sources:
        yield "sources", _json([asdict(source) for source in term.sources])


def _fields(term: Term) -> Iterator[tuple[str, str]]:
    """Fields that TBX-Basic has no category for, or whose value is none of its words."""
    for field, category in CATEGORIES.items():
        if (value := getattr(term, field)) and not _is_listed(category, value):
            yield field, value
    if any(noted := _noted(term)):
        yield from ((name, value) for name, value in zip(NOTED, noted, strict=True) if value)
    if any(listed := _listed(term)):
        pairs = zip(LISTED, listed, strict=True)
        yield from ((name, _json(values)) for name, values in pairs if values)


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
