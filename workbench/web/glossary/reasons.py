"""Why a change is made, as forms ask for it: question, options with sources, arguments, dissent."""

from __future__ import annotations

from collections.abc import Iterator

from flask import request

from glossary.formats import csv_cells
from workbench import numbers
from workbench.errors import InvalidInput
from workbench.services import deciding
from workbench.services.consulting import Opened
from workbench.services.deciding import DecisionRow
from workbench.storage.terms import Argument, Option
from workbench.web import context, forms
from workbench.web.glossary.area import bp
from workbench.web.languages import gettext as _

#: Rows for options that a form shows, and the most that it may send.
OPTIONS, _MOST = 3, 20


def argument(summary: str, concept: str = "") -> Argument:
    """Read a decision: what there was to choose from, with the sources of each, and why."""
    return Argument(
        summary=summary,
        concept=concept,
        question=forms.line("question"),
        text=forms.paragraphs("argument"),
        dissent=forms.paragraphs("dissent"),
        options=tuple(_options(summary)),
        replaces=_replaced(),
    )


def _options(summary: str) -> Iterator[Option]:
    """Read the options; what was taken is the first, and is the change itself if it has no name."""
    for number in range(_MOST):
        at = f"option-{number}-"
        said = forms.line(f"{at}text")
        why, sources = forms.paragraphs(f"{at}argument"), forms.paragraphs(f"{at}sources")
        if not (said or why or sources):
            continue
        if number and not said:
            raise InvalidInput(f"{at}text", _("Name the option that this speaks for."))
        read = csv_cells.sources(sources)
        if any(not source.title for source in read):
            raise InvalidInput(f"{at}sources", _("Each source begins with its title."))
        yield Option(text=said or summary, argument=why, sources=read)


def _replaced() -> int | None:
    """Read which earlier decision no longer holds."""
    if not request.form.get("replaces"):
        return None
    return forms.number("replaces")


@bp.app_template_global()
def option_rows(typed: dict[str, str]) -> range:
    """Number the rows for options: some, and more where more were typed."""
    filled = [_number(name) for name, value in typed.items() if value]
    return range(max(OPTIONS, *(number + 1 for number in filled), 0))


def _number(field: str) -> int:
    kind, _dash, rest = field.partition("-")
    number = numbers.whole_or(rest.partition("-")[0], -1) if kind == "option" else -1
    return min(number, _MOST - 1)


@bp.app_template_global()
def earlier_decisions(seen: Opened, concept: str = "") -> tuple[DecisionRow, ...]:
    """List the decisions whose place a new one could take, newest first."""
    return deciding.decisions(
        context.database(), actor=context.actor(), glossary_id=seen.id, concept=concept
    )
