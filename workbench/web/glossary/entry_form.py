"""Reading the form of a concept: the entry and any number of terms."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import request

from glossary.model import CaseRule, Concept, Status, Term
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

    def with_blank_rows(self, languages: tuple[str, ...] = ("",)) -> Entry:
        blank = (blank_row(self.concept.id, language) for language in languages)
        return replace(self, rows=(*self.rows, *blank))


def of_concept(concept: Concept, version: int) -> Entry:
    """Give the form of a concept as it stands."""
    rows = tuple(Row(term=term) for term in concept.terms)
    return Entry(concept=replace(concept, terms=()), rows=rows, version=version)


def read(ident: str) -> Entry:
    """Read what was typed."""
    concept = Concept(
        id=ident,
        subject=forms.line("subject"),
        definition=forms.paragraphs("definition"),
        contested=forms.checked("contested"),
        why_contested=forms.paragraphs("why_contested"),
        note=forms.paragraphs("note"),
    )
    rows = tuple(_row(ident, number) for number in range(_count()))
    return Entry(concept=concept, rows=rows, version=forms.number("version"))


def _count() -> int:
    count = forms.number("rows") if "rows" in request.form else 0
    if not 0 <= count <= MOST_ROWS:
        raise InvalidInput("rows", _("This form has too many terms."))
    return count


def _row(ident: str, number: int) -> Row:
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
    )
    return Row(term=term, removed=forms.checked(name("removed")))


def blank_row(ident: str = "", language: str = "") -> Row:
    """Give a row in which nothing was typed yet."""
    return Row(term=Term(id="", concept=ident, language=language, text=""))
