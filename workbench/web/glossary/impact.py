"""What a change would do, shown before it is saved: a step between a form and its saving."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace

from flask import request

from glossary.merging import compare
from glossary.model import Span
from translations.model import Finding
from workbench.services import previewing
from workbench.services.consulting import Opened
from workbench.services.previewing import Becoming, Impact, ImpactCount, ImpactRow
from workbench.services.terms import Edit
from workbench.web import context, looks
from workbench.web.glossary.area import page
from workbench.web.glossary.lines import Line, line
from workbench.web.languages import gettext as _
from workbench.web.languages import name as language_name
from workbench.web.looks import Look

#: Fields of a form that are not what was typed.
_NOT_TYPED = {"csrf_token", "do"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Where a preview stands: between the form of a change and what saves it."""

    title: str
    trail: Sequence[tuple[str, str]]
    save: str  #: the address that saves, and that shows the form again
    does: str = "save"  #: what the form's button is called there
    back: str = ""  #: a page to go back to, where there is no form to show again


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A row of a table: how many segments of some kind become what."""

    label: str
    note: str = ""
    sign: Look | None = None
    wrong: int = 0
    right: int = 0
    otherwise: int = 0
    most: int = 1  #: the greatest sum of the table, which the bar is drawn against

    @property
    def total(self) -> int:
        return self.wrong + self.right + self.otherwise

    @property
    def parts(self) -> list[tuple[str, float, float]]:
        """The bar: what becomes of them, where its part begins and how wide it is."""
        parts, place = [], 0.0
        for becoming in Becoming:
            width = 100 * int(getattr(self, becoming.value)) / self.most
            if width:
                parts.append((becoming.value, round(place, 2), round(width, 2)))
                place += width
        return parts


def before_saving(seen: Opened, edit: Edit, step: Step) -> str:
    """Show what an edit would do, with all that was typed kept for saving it."""
    told = previewing.preview_change(
        context.database(), actor=context.actor(), glossary_id=seen.id, edit=edit
    )
    return page(
        "impact.html",
        seen=seen,
        step=step,
        impact=told,
        difference=compare(seen.termbase, edit(seen.termbase)),
        tables=list(_tables(told)),
        kept=[each for each in request.form.items(multi=True) if each[0] not in _NOT_TYPED],
        look=becoming_look,
        reasons=reasons,
        lines=lines,
    )


def becoming_look(becoming: str) -> Look:
    """Tell how it is shown what becomes of a segment."""
    return {
        Becoming.WRONG: Look("✕", "red", _("becomes wrong")),
        Becoming.RIGHT: Look("✓", "green", _("becomes right")),
        Becoming.OTHERWISE: Look("~", "amber", _("wrong in another way")),
    }[Becoming(becoming)]


def reasons(row: ImpactRow) -> list[tuple[bool, Finding]]:
    """What is found from then on, and what is found no longer."""
    return [*((True, finding) for finding in row.come), *((False, f) for f in row.gone)]


def lines(row: ImpactRow) -> tuple[Line, Line]:
    """Cut source and target around the words that the findings are about."""
    found = [finding for _come, finding in reasons(row)]
    source, target = _first(f.source for f in found), _first(f.target for f in found)
    return line(row.source, source), line(row.target, target)


def _first(spans: Iterable[Span | None]) -> Span | None:
    return next((span for span in spans if span is not None), None)


def _tables(told: Impact) -> Iterable[tuple[str, list[Share]]]:
    yield _("By edition"), _shares(told.counts, lambda count: count.edition_id, _of_edition)
    by_language = _shares(told.counts, lambda count: count.language, _of_language)
    if len(by_language) > 1:
        yield _("By language"), by_language
    yield _("By review state"), _shares(told.counts, lambda count: count.state, _of_state)


def _of_edition(count: ImpactCount) -> Share:
    named = (language_name(count.language), count.policy)
    return Share(label=count.title, note=" · ".join(filter(None, named)))


def _of_language(count: ImpactCount) -> Share:
    return Share(label=language_name(count.language))


def _of_state(count: ImpactCount) -> Share:
    shown = looks.state_look(count.state)
    return Share(label=shown.label, sign=shown)


def _shares(
    counts: Iterable[ImpactCount],
    key: Callable[[ImpactCount], Hashable],
    named: Callable[[ImpactCount], Share],
) -> list[Share]:
    """Add up the counts that share a key, in the order in which they first come."""
    groups: dict[Hashable, list[ImpactCount]] = {}
    for count in counts:
        groups.setdefault(key(count), []).append(count)
    most = max((sum(map(_sum, group)) for group in groups.values()), default=1)
    return [
        replace(
            named(group[0]),
            wrong=sum(count.wrong for count in group),
            right=sum(count.right for count in group),
            otherwise=sum(count.otherwise for count in group),
            most=most,
        )
        for group in groups.values()
    ]


def _sum(count: ImpactCount) -> int:
    return count.wrong + count.right + count.otherwise
