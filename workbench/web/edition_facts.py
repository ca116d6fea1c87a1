"""What a publisher writes of an edition: credits, imprint, address, apparatus."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from translations.editions.base import Contribution, Contributor, Imprint, Layout
from translations.editions.printed import Apparatus
from workbench.errors import Conflict, InvalidInput, StaleVersion
from workbench.permissions import Permission
from workbench.services import edition_facts as services
from workbench.web import context, edition_words, forms, refusals
from workbench.web.guard import permission
from workbench.web.languages import gettext as _

bp = Blueprint("edition_facts", __name__)

#: Rows for new names beside those that are there.
_SPARE = 3


@bp.get("/editions/<int:edition_id>/facts")
@permission(Permission.READ)
def show(edition_id: int) -> ResponseReturnValue:
    return _page(edition_id)


@bp.post("/editions/<int:edition_id>/credits")
@permission(Permission.PUBLISH)
def set_credits(edition_id: int) -> ResponseReturnValue:
    def act() -> None:
        services.set_credits(
            context.database(),
            actor=context.actor(),
            edition_id=edition_id,
            version=forms.number("version"),
            credited=_credited(),
        )

    return _done(edition_id, act, _("The credits are saved."), "credits")


@bp.post("/editions/<int:edition_id>/imprint")
@permission(Permission.PUBLISH)
def set_imprint(edition_id: int) -> ResponseReturnValue:
    def act() -> None:
        services.set_imprint(
            context.database(),
            actor=context.actor(),
            edition_id=edition_id,
            version=forms.number("version"),
            imprint=Imprint(
                publisher=forms.line("publisher"),
                place=forms.line("place"),
                isbn=forms.line("isbn"),
                doi=forms.line("doi"),
                licence=forms.line("licence"),
                licence_link=forms.line("licence_link"),
            ),
            translators_licence=forms.line("translators_licence"),
            slug=forms.line("slug"),
        )

    return _done(edition_id, act, _("The imprint is saved."), "imprint")


@bp.post("/editions/<int:edition_id>/apparatus")
@permission(Permission.PUBLISH)
def set_apparatus(edition_id: int) -> ResponseReturnValue:
    def act() -> None:
        services.set_apparatus(
            context.database(),
            actor=context.actor(),
            edition_id=edition_id,
            version=forms.number("version"),
            apparatus=Apparatus(
                notes=forms.checked("notes"),
                glossary=forms.checked("glossary"),
                waivers=forms.checked("waivers"),
                translation=forms.checked("translation"),
                versions=forms.checked("versions"),
                credits=forms.checked("credits"),
            ),
            layout=forms.choice("layout", Layout),
        )

    return _done(edition_id, act, _("Saved."), "apparatus")


def _credited() -> list[Contributor]:
    """Read the rows of the form; those without a name and label are spare ones."""
    found = []
    for number in range(len(request.form)):
        if f"name-{number}" not in request.form:
            break
        name, label = forms.line(f"name-{number}"), forms.line(f"label-{number}")
        if name or label:
            contribution = forms.choice(f"contribution-{number}", Contribution)
            found.append(Contributor(name=name, contribution=contribution, label=label))
    return found


def _done(edition_id: int, act: Callable[[], None], told: str, anchor: str) -> ResponseReturnValue:
    try:
        act()
    except InvalidInput as wrong:
        return _page(edition_id, wrong), 422
    except (Conflict, StaleVersion) as refused:
        flash(refusals.told(refused), "error")
        return _page(edition_id), 409
    flash(told, "success")
    return redirect(url_for("edition_facts.show", edition_id=edition_id, _anchor=anchor))


def _rows(credited: Sequence[Contributor]) -> tuple[Contributor | None, ...]:
    """Give the rows of the form: those that are stored, spare ones, and all that were typed in."""
    typed = sum(name.startswith("name-") for name in request.form)
    return (*credited, *([None] * max(_SPARE, typed - len(credited))))


def _page(edition_id: int, wrong: InvalidInput | None = None) -> str:
    seen = services.show(context.database(), actor=context.actor(), edition_id=edition_id)
    return render_template(
        "editions/facts.html",
        seen=seen,
        edition=seen.edition,
        rows=_rows(seen.edition.credits),
        contributions=[(c.value, edition_words.contribution_label(c)) for c in Contribution],
        layouts=[(layout.value, edition_words.layout_label(layout)) for layout in Layout],
        values=forms.everything(),
        errors=forms.errors(wrong),
    )
