"""What all pages of a memory share: the blueprint, the project, the words, texts with marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from flask import Blueprint, render_template

from glossary.model import Span
from translations.memory.codes import without
from translations.model import Origin
from workbench.services import projects
from workbench.services.memory import choosing
from workbench.storage.memory_units import UnitRow
from workbench.storage.projects import ProjectRow
from workbench.web import context
from workbench.web.languages import gettext as _
from workbench.web.looks import Look

bp = Blueprint("memory", __name__)


class Piece(NamedTuple):
    """A part of a text, and whether it is what was sought."""

    text: str
    sought: bool


def project_of(slug: str) -> ProjectRow:
    return projects.of_slug(context.database(), actor=context.actor(), slug=slug)


def project_page(template: str, project: ProjectRow, **facts: Any) -> str:
    """Show a page below the head of a project."""
    held = choosing.permissions(context.database(), actor=context.actor(), project_id=project.id)
    return page(template, project_row=project, permissions=held, **facts)


def page(template: str, **facts: Any) -> str:
    """Show a page with the words of memories at hand."""
    return render_template(
        f"memory/{template}",
        unit_look=unit_look,
        origin_label=origin_label,
        pieces=pieces,
        **facts,
    )


def pieces(text: str, spans: Sequence[Span] = ()) -> list[Piece]:
    """A coded text without its codes, cut where the words stand that were sought."""
    return [Piece(without(part.text), part.sought) for part in _pieces(text, spans)]


def _pieces(text: str, spans: Sequence[Span]) -> Iterator[Piece]:
    last = 0
    for start, end in spans:
        if start >= last:
            yield Piece(text[last:start], sought=False)
            yield Piece(text[start:end], sought=True)
            last = end
    yield Piece(text[last:], sought=False)


def unit_look(row: UnitRow) -> Look:
    """Tell how far a unit may be trusted: sign, colour, word."""
    if row.withdrawn_at is not None:
        return Look("✕", "red", _("withdrawn"))
    return {
        "final": Look("★", "final", _("final")),
        "reviewed": Look("✓✓", "green", _("reviewed")),
        "translated": Look("✓", "blue", _("translated")),
        "abandoned": Look("◐", "amber", _("abandoned")),
        "returned": Look("↺", "red", _("returned")),
    }[row.unit.state]


def origin_label(origin: Origin) -> str:
    """Say where a text came from."""
    return {
        Origin.PERSON: _("confirmed by a person"),
        Origin.MEMORY: _("from the memory, confirmed by a person"),
        Origin.ALIGNED: _("aligned"),
        Origin.IMPORTED: _("from a file"),
    }[origin]
