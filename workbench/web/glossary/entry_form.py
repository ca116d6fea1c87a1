"""Reading the form of a concept: the entry and any number of terms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flask import request

from glossary import sentences
from glossary.formats import csv_cells
from glossary.model import (
    CaseRule,
    Concept,
    Cue,
    Example,
    ProcessStatus,
    Reference,
    Relation,
    Source,
    Status,
    Term,
    TermType,
)
from glossary.sentences import Failing
from workbench.errors import InvalidInput
from workbench.web import forms
from workbench.web.languages import gettext as _

#: More terms than any concept has; a form with more is broken.
MOST_ROWS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A term as the form holds it; one without a text and a key is not there yet."""

    term: Term
    removed: bool = False
    failing: tuple[Failing, ...] = ()  #: sentences that do not prove it

    def proved(self) -> Row:
        """The same with every sentence named that does not prove it."""
        return replace(self, failing=sentences.failing(self.term))

    @property
    def sources(self) -> str:
        """Its sources as the form writes them."""
        return written(self.term.sources)

    @property
    def is_blank(self) -> bool:
        return not self.term.text and not self.term.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A concept as the form holds it, with rows that are still blank."""

    concept: Concept  #: without terms
    rows: tuple[Row, ...]
    version: int

    @property
    def saved(self) -> Concept:
        """The concept that the form asks for."""
        kept = (row.term for row in self.rows if not row.removed and not row.is_blank)
        return replace(self.concept, terms=tuple(kept))

    @property
    def sources(self) -> str:
        """The concept's sources as the form writes them."""
        return written(self.concept.sources)

    def cues(self, languages: tuple[str, ...]) -> list[tuple[str, list[str]]]:
        """The cues of each of these languages, and of those in which there are any."""
        codes = dict.fromkeys([*(cue.language for cue in self.concept.cues), *languages])
        return [(code, [c.text for c in self.concept.cues if c.language == code]) for code in codes]

    def examples(self, languages: tuple[str, ...]) -> list[tuple[str, list[str]]]:
        """The examples of each of these languages, and of those in which there are any."""
        given = self.concept.examples
        codes = dict.fromkeys([*(each.language for each in given), *languages])
        return [(code, [e.text for e in given if e.language == code]) for code in codes]

    def proved(self) -> Entry:
        """The same with every sentence named that does not prove its term."""
        rows = (row if row.removed or row.is_blank else row.proved() for row in self.rows)
        return replace(self, rows=tuple(rows))

    def with_blank_rows(self, languages: tuple[str, ...] = ("",)) -> Entry:
        blank = (blank_row(self.concept.id, language) for language in languages)
        return replace(self, rows=(*self.rows, *blank))


def of_concept(concept: Concept, version: int) -> Entry:
    """Give the form of a concept as it stands."""
    rows = tuple(Row(term=term) for term in concept.terms)
    return Entry(concept=replace(concept, terms=()), rows=rows, version=version)


def read(ident: str) -> Entry:
    """Read what was typed."""
    rows = tuple(read_row(ident, number) for number in range(_count()))
    return Entry(concept=read_concept(ident), rows=rows, version=forms.number("version"))


def read_concept(ident: str) -> Concept:
    """Read what was typed of the entry itself, without its terms."""
    return Concept(
        id=ident,
        subject=forms.line("subject"),
        definition=forms.paragraphs("definition"),
        contested=forms.checked("contested"),
        why_contested=forms.paragraphs("why_contested"),
        note=forms.paragraphs("note"),
        sources=csv_cells.sources(forms.paragraphs("sources")),
        cues=tuple(_cues()),
        examples=tuple(_examples()),
        references=tuple(_references()),
    )


def written(sources: tuple[Source, ...]) -> str:
    """Write sources one a line: title, link, quotation and date of each."""
    return csv_cells.join_rows([(s.title, s.link, s.quotation, s.date) for s in sources])


def _cues() -> Iterator[Cue]:
    """Read the cues: a field for each language."""
    for name in request.form:
        prefix, _dash, language = name.partition("-")
        if prefix == "cues":
            yield from (Cue(language=language, text=text) for text in forms.lines(name))


def _examples() -> Iterator[Example]:
    """Read the examples: a field for each language."""
    for name in request.form:
        prefix, _dash, language = name.partition("-")
        if prefix == "examples":
            yield from (Example(language=language, text=text) for text in forms.lines(name))


def _references() -> Iterator[Reference]:
    """Read the cross-references: a pair of fields for each."""
    for number in range(MOST_ROWS):
        if f"reference-{number}-concept" not in request.form:
            return
        concept = forms.line(f"reference-{number}-concept")
        if concept:
            relation = forms.choice(f"reference-{number}-relation", Relation)
            yield Reference(relation=relation, concept=concept)


def _count() -> int:
    count = forms.number("rows") if "rows" in request.form else 0
    if not 0 <= count <= MOST_ROWS:
        raise InvalidInput("rows", _("This form has too many terms."))
    return count


def read_row(ident: str, number: int) -> Row:
    """Read what was typed of one term."""

    def name(field: str) -> str:
        return f"term-{number}-{field}"

    term = Term(
        id=forms.line(name("id")),
        concept=ident,
        language=forms.line(name("language")),
        text=forms.line(name("text")),
        status=forms.choice(name("status"), Status),
        part_of_speech=forms.line(name("part_of_speech")),
        usage=forms.paragraphs(name("usage")),
        case=forms.choice(name("case"), CaseRule),
        ambiguous=forms.checked(name("ambiguous")),
        renders=forms.lines(name("renders")),
        forms=forms.lines(name("forms")),
        excepted=forms.lines(name("excepted")),
        target_only=forms.checked(name("target_only")),
        must_match=forms.lines(name("must_match")),
        must_not_match=forms.lines(name("must_not_match")),
        type=forms.choice(name("type"), TermType),
        gender=forms.line(name("gender")),
        number=forms.line(name("number")),
        register=forms.line(name("register")),
        geography=forms.line(name("geography")),
        false_friend=forms.paragraphs(name("false_friend")),
        reliability=forms.line(name("reliability")),
        process=forms.choice(name("process"), ProcessStatus),
        responsible=forms.line(name("responsible")),
        valid_from=forms.line(name("valid_from")),
        valid_until=forms.line(name("valid_until")),
        sources=csv_cells.sources(forms.paragraphs(name("sources"))),
    )
    return Row(term=term, removed=forms.checked(name("removed")))


def blank_row(ident: str = "", language: str = "") -> Row:
    """Give a row in which nothing was typed yet."""
    return Row(term=Term(id="", concept=ident, language=language, text=""))
