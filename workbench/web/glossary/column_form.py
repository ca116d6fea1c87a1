"""The form in which a person says what the columns of a table hold."""

from __future__ import annotations

from dataclasses import replace

from flask import request

from glossary.formats.columns import Column, Layout
from glossary.formats.grid import DELIMITERS, ENCODINGS
from glossary.formats.headings import Field
from glossary.formats.strangers import Choice, Table
from glossary.formats.workbook import MOST_COLUMNS, column_name
from glossary.model import Status
from workbench import numbers
from workbench.errors import InvalidInput
from workbench.web import forms
from workbench.web.glossary import words
from workbench.web.languages import gettext as _

__all__ = ["as_said", "choice", "column_name", "delimiters", "encodings", "fields", "statuses"]


def fields() -> list[tuple[str, str]]:
    """Name what a column may hold."""
    return [
        (Field.NOTHING, _("– leave it out –")),
        (Field.TERM, _("terms")),
        (Field.SYNONYM, _("further terms, admitted")),
        (Field.FORBIDDEN, _("forbidden terms")),
        (Field.LANGUAGE, _("the language of the row")),
        (Field.STATUS, _("status of the terms")),
        (Field.PART_OF_SPEECH, _("part of speech")),
        (Field.USAGE, _("usage note of the term")),
        (Field.FORMS, _("further forms of the term")),
        (Field.CONCEPT, _("short name of the concept")),
        (Field.SUBJECT, _("subject")),
        (Field.DEFINITION, _("definition")),
        (Field.CONTESTED, _("contested: yes or no")),
        (Field.WHY_CONTESTED, _("why it is contested")),
        (Field.NOTE, _("note on the concept")),
        (Field.SOURCE, _("sources of the concept")),
    ]


def encodings() -> list[tuple[str, str]]:
    return [(name, name.upper()) for name in ENCODINGS]


def delimiters() -> list[tuple[str, str]]:
    labels = {",": _("comma"), ";": _("semicolon"), "\t": _("tab"), "|": _("bar")}
    return [(mark, labels[mark]) for mark in DELIMITERS]


def statuses() -> list[tuple[str, str]]:
    return words.statuses()


def choice(*, with_columns: bool) -> Choice:
    """Read what was said of a table; without its columns they are proposed again."""
    return Choice(
        sheet=forms.number("sheet") if request.form.get("sheet") else 0,
        encoding=_offered("encoding", ENCODINGS),
        delimiter=_offered("delimiter", DELIMITERS),
        layout=_layout() if with_columns else None,
    )


def as_said(table: Table, said: Choice | None) -> Table:
    """Show a table with what was said of it, though it was refused."""
    layout = said.layout if said else None
    if layout is None or len(layout.columns) != len(table.layout.columns):
        return table
    return replace(table, layout=layout)


def _offered(name: str, offered: tuple[str, ...]) -> str:
    return forms.one_of(name, offered) if request.form.get(name) else ""


def _layout() -> Layout:
    try:
        count = numbers.whole(request.form.get("width", ""))
    except ValueError:
        count = 0
    if not 0 < count <= MOST_COLUMNS:
        raise InvalidInput("columns", _("This form is broken; choose the files again."))
    return Layout(
        columns=tuple(_column(number) for number in range(1, count + 1)),
        has_headings=forms.checked("has_headings"),
        several=forms.checked("several"),
        status=forms.choice("otherwise", Status),
    )


def _column(number: int) -> Column:
    return Column(
        field=forms.choice(f"field-{number}", Field), language=forms.line(f"language-{number}")
    )
