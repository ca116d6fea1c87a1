"""Tables with columns of other people: what each holds is proposed, corrected, and then read.

The commonest such table has one row for a concept and one column for a language, with
several terms in a cell between semicolons or bars; others have one row for a term. What a
row says wrongly is told with its row and column, and the row is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from glossary.errors import UnreadableTermBase
from glossary.formats.grid import Grid
from glossary.formats.headings import Field, language_named, status_named, understand
from glossary.formats.identity import LANGUAGE, slug, term_id
from glossary.formats.line_ends import tidy
from glossary.formats.workbook import column_name, in_column
from glossary.model import Concept, Source, Status, Term, TermBase
from glossary.saying import Message, say
from glossary.text import fold

_BETWEEN = re.compile(r"[;|\n；]")
_YES = frozenset(
    [
        "yes",
        "true",
        "1",
        "y",
        "x",
        "+",
        "✓",
        "да",
        "так",
        "ja",
        "oui",
        "sí",
        "si",
        "tak",
        "ano",
        "wahr",
        "истина",
    ]
)
_NO = frozenset(
    {
        "",
        *[
            "no",
            "false",
            "0",
            "n",
            "-",
            "–",
            "нет",
            "ні",
            "nein",
            "non",
            "nie",
            "ne",
            "falsch",
            "ложь",
        ],
    }
)
_TERMS = {Field.TERM: None, Field.SYNONYM: Status.ADMITTED, Field.FORBIDDEN: Status.FORBIDDEN}
#: Which fields of an entry a column fills.
_FILLS = {
    Field.SUBJECT: "subject",
    Field.DEFINITION: "definition",
    Field.CONTESTED: "contested",
    Field.WHY_CONTESTED: "why_contested",
    Field.NOTE: "note",
    Field.SOURCE: "sources",
}
_FILLS_TERMS = {
    Field.STATUS: "status",
    Field.FORBIDDEN: "status",
    Field.PART_OF_SPEECH: "part_of_speech",
    Field.USAGE: "usage",
    Field.FORMS: "forms",
}
_LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What a column holds; a language is needed of terms where no column names it."""

    field: Field = Field.NOTHING
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a table is to be read."""

    columns: tuple[Column, ...]
    has_headings: bool = True
    several: bool = True  #: a cell may hold several terms
    status: Status = Status.ADMITTED  #: of terms whose row does not say it


@dataclass(frozen=True, slots=True, kw_only=True)
class RowProblem:
    """What is wrong in a row, which is left out for it."""

    row: int
    column: str  #: its letter; empty where the whole row is meant
    reason: Message

    def __str__(self) -> str:
        where = f"row {self.row}{f', column {self.column}' * bool(self.column)}"
        return f"{where}: {self.reason.english}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a table holds, and what of it could not be read."""

    termbase: TermBase
    problems: tuple[RowProblem, ...]
    named: bool  #: whether the table itself names its concepts
    concept_fields: frozenset[str]  #: of an entry, that the table says
    term_fields: frozenset[str]  #: of a term, that the table says


def propose(grid: Grid) -> Layout:
    """What the headings of a table say of its columns."""
    heading = grid.rows[0][1] if grid.rows else ()
    told = [understand(text) for text in heading]
    columns = [Column(field=field, language=language) for field, language in told]
    if any(language for _field, language in told):  # then a source is where it is evidenced
        for number, text in enumerate(heading):
            if text.strip().casefold() == "source":
                columns[number] = Column(field=Field.SOURCE)
    filled = [*columns, *[Column()] * (grid.width - len(columns))]
    known = any(column.field for column in columns)
    return Layout(columns=_once(_by_rows(filled)), has_headings=known)


def _by_rows(columns: list[Column]) -> list[Column]:
    """In a table of one row a term, a note is about the term."""
    if not any(column.field is Field.LANGUAGE for column in columns):
        return columns
    if any(column.field is Field.USAGE for column in columns):
        return columns
    return [replace(c, field=Field.USAGE) if c.field is Field.NOTE else c for c in columns]


def _once(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Each field of an entry once; the first column that says so has it."""
    seen: set[tuple[Field, str]] = set()
    found = []
    for column in columns:
        key = (column.field, column.language)
        repeated = key in seen and (column.field not in _TERMS or not column.language)
        found.append(Column() if repeated and column.field not in _TERMS else column)
        seen.add(key)
    return tuple(found)


def take(grid: Grid, layout: Layout) -> Taken:
    """The term base that a table holds, read as the layout says."""
    _refuse(grid, layout)
    rows = grid.rows[1:] if layout.has_headings else grid.rows
    reading = _Reading(layout)
    for number, cells in rows:
        reading.row(number, cells)
    fields = {column.field for column in layout.columns}
    return Taken(
        termbase=TermBase(concepts=tuple(reading.concepts.values())),
        problems=tuple(reading.problems),
        named=Field.CONCEPT in fields,
        concept_fields=frozenset(name for f, name in _FILLS.items() if f in fields),
        term_fields=frozenset(name for f, name in _FILLS_TERMS.items() if f in fields),
    )


def _refuse(grid: Grid, layout: Layout) -> None:
    """Refuse a layout that leaves open where the terms are."""
    fields = Counter(column.field for column in layout.columns)
    terms = [column for column in layout.columns if column.field in _TERMS]
    if not terms:
        raise UnreadableTermBase(grid.place, None, say("no column is said to hold terms."))
    for number, column in enumerate(layout.columns, 1):
        if column.language and not LANGUAGE.fullmatch(column.language):
            reason = say("“%(code)s” is no language code.", code=column.language)
            raise UnreadableTermBase(grid.place, None, in_column(number, reason))
        if column.field in _TERMS and not (column.language or fields[Field.LANGUAGE]):
            reason = say("say in which language these terms are.")
            raise UnreadableTermBase(grid.place, None, in_column(number, reason))


class _Wrong(Exception):
    """A cell does not hold what its column is said to hold."""

    def __init__(self, column: int, reason: Message) -> None:
        super().__init__(reason.english)
        self.column, self.reason = column, reason


class _Row:
    """One row with what its columns mean."""

    def __init__(
        self, layout: Layout, places: Mapping[tuple[Field, str], int], cells: Sequence[str]
    ) -> None:
        self.layout, self.places = layout, places
        self.cells = [tidy(cell) for cell in cells[: len(layout.columns)]]

    def find(self, field: Field, language: str = "") -> tuple[int, str]:
        """The number and text of the column of a field, of one language or of all."""
        number = self.places.get((field, language), 0) or self.places.get((field, ""), 0)
        if 0 < number <= len(self.cells):
            return number, self.cells[number - 1]
        return 0, ""

    def text(self, field: Field, language: str = "") -> str:
        return self.find(field, language)[1]

    def parts(self, text: str) -> tuple[str, ...]:
        """The terms in a cell."""
        parts = _BETWEEN.split(text) if self.layout.several else [text]
        return tuple(dict.fromkeys(filter(None, (" ".join(part.split()) for part in parts))))

    def language(self) -> str:
        """The language that the row itself names."""
        number, text = self.find(Field.LANGUAGE)
        if not text:
            return ""
        code = language_named(text) or text
        if not LANGUAGE.fullmatch(code):
            raise _Wrong(number, say("“%(text)s” is no language.", text=text[:40]))
        return code

    def terms(self) -> Iterator[Term]:
        language = self.language()
        columns = zip(self.layout.columns, self.cells, strict=False)
        for number, (column, text) in enumerate(columns, 1):
            if column.field not in _TERMS or not text:
                continue
            code = column.language or language
            if not code:
                raise _Wrong(number, say("the row does not say in which language this is."))
            parts = self.parts(text)
            statuses = self.statuses(column, code, len(parts))
            for part, status in zip(parts, statuses, strict=True):
                yield self.term(number, part, code, status)

    def term(self, number: int, text: str, language: str, status: Status) -> Term:
        if len(text) > _LONGEST:
            raise _Wrong(number, say("“%(text)s…” is too long for a term.", text=text[:40]))
        return Term(
            id="",
            concept="",
            language=language,
            text=text,
            status=status,
            part_of_speech=self.text(Field.PART_OF_SPEECH, language),
            usage=self.text(Field.USAGE, language),
            forms=self.parts(self.text(Field.FORMS, language)),
        )

    def statuses(self, column: Column, language: str, count: int) -> list[Status]:
        """The statuses of the terms in a cell: by its column, one for all, or one for each."""
        if (fixed := _TERMS[column.field]) is not None:
            return [fixed] * count
        number, text = self.find(Field.STATUS, language)
        words = self.parts(text) if status_named(text) is None else (text,)
        if not words:
            return [self.layout.status] * count
        repeated = re.split(_BETWEEN, text) if len(words) > 1 or count > 1 else [text]
        found = [status_named(word) for word in repeated if word.strip()]
        if None in found or len(found) not in {1, count}:
            raise _Wrong(number, say("“%(text)s” is no status.", text=text[:40]))
        return [s for s in found if s] * (count if len(found) == 1 else 1)

    def concept(self) -> Concept:
        """The entry without its terms and its name."""
        number, contested = self.find(Field.CONTESTED)
        if contested.casefold() not in _YES | _NO:
            reason = say("“%(text)s” is neither yes nor no.", text=contested[:40])
            raise _Wrong(number, reason)
        sources = self.parts(self.text(Field.SOURCE))
        return Concept(
            id="",
            subject=self.text(Field.SUBJECT),
            definition=self.text(Field.DEFINITION),
            contested=contested.casefold() in _YES,
            why_contested=self.text(Field.WHY_CONTESTED),
            note=self.text(Field.NOTE),
            sources=tuple(_source(text) for text in sources),
        )


def _source(text: str) -> Source:
    link = text if re.match(r"https?://\S+$", text) else ""
    return Source(title=text, link=link)


class _Reading:
    """A table being read: the concepts so far, and what was wrong."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        numbered = [((c.field, c.language), number) for number, c in enumerate(layout.columns, 1)]
        self.places = dict(reversed(numbered))  # the first of several is the one
        self.concepts: dict[str, Concept] = {}
        self.used: Counter[str] = Counter()
        self.problems: list[RowProblem] = []

    def row(self, number: int, cells: Sequence[str]) -> None:
        try:
            self._take(_Row(self.layout, self.places, cells))
        except _Wrong as wrong:
            letter = column_name(wrong.column)
            self.problems.append(RowProblem(row=number, column=letter, reason=wrong.reason))

    def _take(self, row: _Row) -> None:
        concept, terms = row.concept(), list(row.terms())
        number, told = row.find(Field.CONCEPT)
        if not terms:
            raise _Wrong(0, say("there is no term in it."))
        if number and not told:
            raise _Wrong(number, say("the concept has no name."))
        ident = slug(told or _key(terms))
        known = self.concepts.get(ident) if told else None
        if known is None:
            ident = ident if told else self._free(ident)
            known = replace(concept, id=ident)
        else:
            known = _joined(known, concept)
        self.concepts[ident] = replace(known, terms=_with(known, terms))

    def _free(self, ident: str) -> str:
        """A name for another concept that would have a name already given."""
        while True:
            self.used[ident] += 1
            count = self.used[ident]
            found = ident if count == 1 else f"{ident}-{count}"
            if found not in self.concepts:
                return found


def _key(terms: Sequence[Term]) -> str:
    """The term that names the concept: the first English one, or else the first."""
    return next((t.text for t in terms if t.language.startswith("en")), terms[0].text)


def _joined(known: Concept, more: Concept) -> Concept:
    """An entry of several rows: what an earlier row says stays."""
    return replace(
        known,
        subject=known.subject or more.subject,
        definition=known.definition or more.definition,
        contested=known.contested or more.contested,
        why_contested=known.why_contested or more.why_contested,
        note=known.note or more.note,
        sources=known.sources or more.sources,
    )


def _with(concept: Concept, terms: Sequence[Term]) -> tuple[Term, ...]:
    """The terms of an entry with more, each spelling once."""
    found = {(term.language, fold(term.text).text): term for term in concept.terms}
    for term in terms:
        spelling = (term.language, fold(term.text).text)
        if spelling not in found:
            ident = term_id(concept.id, term.language, term.text)
            found[spelling] = replace(term, id=ident, concept=concept.id)
        elif found[spelling].status is not term.status:
            reason = say(
                "“%(term)s” (%(language)s) is there with two statuses.",
                term=term.text,
                language=term.language,
            )
            raise _Wrong(0, reason)
    return tuple(found.values())
