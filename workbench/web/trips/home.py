"""Home: a file is uploaded, looked at beside the edition, chosen from, taken, and taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from translations.errors import UnreadableDocument
from translations.trips.arriving import Row
from workbench import numbers
from workbench.errors import Conflict, InvalidInput
from workbench.permissions import Permission
from workbench.services.trips import recalling, receiving, settling, showing
from workbench.services.trips.receiving import Choices
from workbench.web import context, forms, refusals, waking
from workbench.web.guard import permission
from workbench.web.languages import gettext as _
from workbench.web.languages import ngettext
from workbench.web.trips import words
from workbench.web.trips.area import address, bp, index_address, index_page

#: Segments on one page.
SHOWN = 100
_ROW = re.compile(r"(take|comments)-([0-9]{1,10})")


@bp.post("/editions/<int:edition_id>/trips/home")
@permission(Permission.TRANSLATE)
def keep(edition_id: int) -> ResponseReturnValue:
    """Keep a file; the next page shows what it would do."""
    try:
        body, name = _file()
        number = receiving.keep(
            context.database(),
            actor=context.actor(),
            edition_id=edition_id,
            data=body,
            name=name,
        )
    except InvalidInput as wrong:
        return index_page(edition_id, wrong), 422
    except UnreadableDocument as wrong:
        return index_page(edition_id, InvalidInput("file", wrong.message)), 422
    return redirect(address(edition_id, number))


@bp.post("/editions/<int:edition_id>/trips/source")
@permission(Permission.TRANSLATE)
def keep_source(edition_id: int) -> ResponseReturnValue:
    """Lay the translations in the source's own file beside the edition."""
    try:
        number = receiving.keep_source(
            context.database(), actor=context.actor(), edition_id=edition_id
        )
    except UnreadableDocument as wrong:
        return index_page(edition_id, InvalidInput("file", wrong.message)), 422
    return redirect(address(edition_id, number))


@bp.get("/editions/<int:edition_id>/trips/home/<int:homecoming_id>")
@permission(Permission.TRANSLATE)
def show(edition_id: int, homecoming_id: int) -> ResponseReturnValue:
    """Show a file beside the edition, or what was done with it."""
    row = showing.homecoming(
        context.database(),
        actor=context.actor(),
        edition_id=edition_id,
        homecoming_id=homecoming_id,
    )
    if row.settled_at is None:
        return _preview(edition_id, homecoming_id, _page())
    seen = showing.settled(context.database(), actor=context.actor(), row=row)
    return render_template("trips/settled.html", seen=seen, row=row, edition=seen.edition)


@bp.post("/editions/<int:edition_id>/trips/home/<int:homecoming_id>")
@permission(Permission.TRANSLATE)
def act(edition_id: int, homecoming_id: int) -> ResponseReturnValue:
    """Keep what was chosen, go to another page, take the file, or forget it."""
    row = showing.homecoming(
        context.database(),
        actor=context.actor(),
        edition_id=edition_id,
        homecoming_id=homecoming_id,
    )
    if row.settled_at is not None:  # the button was pressed twice
        return redirect(address(edition_id, homecoming_id))
    doing, _dash, page = forms.text("do").partition("-")
    if doing == "drop":
        return _drop(edition_id, homecoming_id)
    receiving.choose(
        context.database(),
        actor=context.actor(),
        edition_id=edition_id,
        homecoming_id=homecoming_id,
        choices=_choices(),
    )
    if doing != "take":
        return redirect(address(edition_id, homecoming_id, numbers.whole_or(page, 1)))
    try:
        done = settling.order(
            context.database(),
            actor=context.actor(),
            edition_id=edition_id,
            homecoming_id=homecoming_id,
            seal=forms.text("seal"),
        )
    except Conflict as moved:
        flash(refusals.told(moved), "error")
        return _preview(edition_id, homecoming_id, 1), 409
    if isinstance(done, int):
        return _follow(done)
    told = ngettext("%(num)s segment is taken.", "%(num)s segments are taken.", done.taken)
    if done.comments:
        kept = ngettext("%(num)s comment is kept.", "%(num)s comments are kept.", done.comments)
        told = f"{told} {kept}"
    flash(told, "success")
    return redirect(address(edition_id, homecoming_id))


@bp.post("/editions/<int:edition_id>/trips/home/<int:homecoming_id>/undo")
@permission(Permission.TRANSLATE)
def undo(edition_id: int, homecoming_id: int) -> ResponseReturnValue:
    """Take back what a file brought."""
    try:
        done = recalling.order(
            context.database(),
            actor=context.actor(),
            edition_id=edition_id,
            homecoming_id=homecoming_id,
        )
    except Conflict as refused:
        flash(refusals.told(refused), "error")
        return redirect(address(edition_id, homecoming_id))
    if isinstance(done, int):
        return _follow(done)
    told = ngettext(
        "%(num)s segment is as it was before.",
        "%(num)s segments are as they were before.",
        done.done,
    )
    flash(told, "success")
    return redirect(address(edition_id, homecoming_id))


def _follow(job_id: int) -> ResponseReturnValue:
    """Lead to a job that does what is too much for a request."""
    waking.wake(job_id)
    return redirect(url_for("jobs.show", job_id=job_id))


def _drop(edition_id: int, homecoming_id: int) -> ResponseReturnValue:
    receiving.drop(
        context.database(),
        actor=context.actor(),
        edition_id=edition_id,
        homecoming_id=homecoming_id,
    )
    flash(_("The file is forgotten; nothing was changed."), "success")
    return redirect(index_address(edition_id))


def _file() -> tuple[bytes, str]:
    uploaded = request.files.get("file")
    if uploaded is None or not uploaded.filename:
        raise InvalidInput("file", _("Choose a file."))
    with uploaded.stream as stream:
        return stream.read(), uploaded.filename


def _choices() -> Choices:
    """Read what the page says of the rows that it shows."""
    choices = Choices(confirm=forms.checked("confirm"))
    shown = (numbers.whole_or(each, None) for each in request.form.getlist("commented"))
    choices.comments.update((segment, False) for segment in shown if segment is not None)
    for name, value in request.form.items():
        if found := _ROW.fullmatch(name):
            chosen = choices.take if found[1] == "take" else choices.comments
            chosen[int(found[2])] = value == "file"
    return choices


def _page() -> int:
    return max(1, request.args.get("page", 1, type=numbers.whole))


def _preview(edition_id: int, homecoming_id: int, page: int) -> str:
    looked = receiving.look(
        context.database(),
        actor=context.actor(),
        edition_id=edition_id,
        homecoming_id=homecoming_id,
    )
    rows = sorted(_worth_showing(looked.preview.rows), key=words.urgency)
    pages = max(1, -(-len(rows) // SHOWN))
    page = min(page, pages)
    shown = rows[(page - 1) * SHOWN : page * SHOWN]
    found = receiving.found_in(
        context.database(), actor=context.actor(), edition_id=edition_id, every=shown
    )
    return render_template(
        "trips/preview.html",
        looked=looked,
        edition=looked.edition,
        preview=looked.preview,
        groups=_groups(shown),
        found=found,
        page=page,
        pages=pages,
        words=words,
    )


def _groups(rows: Sequence[Row]) -> list[tuple[words.Section | None, list[Row]]]:
    return [(found, list(group)) for found, group in groupby(rows, key=words.section)]


def _worth_showing(rows: tuple[Row, ...]) -> Iterator[Row]:
    """Leave out the rows of which there is nothing to say."""
    return (row for row in rows if words.section(row) is not None)
