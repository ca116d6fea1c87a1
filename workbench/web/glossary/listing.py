"""The list of concepts, and the glossaries to choose from."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from glossary.model import Status
from workbench import numbers, search_words
from workbench.permissions import Permission
from workbench.services import consulting, seeking
from workbench.services.consulting import Search
from workbench.web import context, looks
from workbench.web.glossary.area import bp, page
from workbench.web.glossary.lines import around
from workbench.web.guard import permission, signed_in
from workbench.web.languages import gettext as _
from workbench.web.languages import ngettext
from workbench.web.messages import said_again

#: Concepts on one page of the list.
_AT_ONCE = 100


@bp.get("/glossaries")
@signed_in
def index() -> ResponseReturnValue:
    known = consulting.mine(context.database(), actor=context.actor())
    if len(known) == 1:
        return redirect(url_for("glossary.show", glossary_id=known[0].id))
    return page("index.html", glossaries=known)


@bp.get("/glossaries/<int:glossary_id>")
@permission(Permission.READ)
def show(glossary_id: int) -> ResponseReturnValue:
    search = _search()
    seen, found = consulting.concepts(
        context.database(), actor=context.actor(), glossary_id=glossary_id, search=search
    )
    texts = seeking.in_texts(
        context.database(), actor=context.actor(), glossary_id=glossary_id, typed=search.words
    )
    first = max(0, request.args.get("from", default=0, type=numbers.whole))
    return page(
        "list.html",
        seen=seen,
        search=search,
        found=found[first : first + _AT_ONCE],
        first=first,
        total=len(found),
        texts=texts,
        words_sought=search_words.read(search.words).words,
        around=around,
        pages=_pages(glossary_id, first, len(found)),
    )


def _search() -> Search:
    asked = request.args
    status = asked.get("status", "")
    contested = asked.get("contested", "")
    return Search(
        words=asked.get("q", "").replace("\x00", ""),
        subject=asked.get("subject", ""),
        contested=contested if contested in {"yes", "no"} else "",
        missing=asked.get("missing", ""),
        status=Status(status) if status in set(Status) else None,
    )


def _pages(glossary_id: int, first: int, total: int) -> tuple[str | None, str | None]:
    """Lead to the concepts before and after those shown."""

    def address(start: int) -> str:
        filters: dict[str, Any] = {**request.args, "from": start or None}
        return url_for("glossary.show", glossary_id=glossary_id, **filters)

    before = address(max(0, first - _AT_ONCE)) if first else None
    return before, address(first + _AT_ONCE) if first + _AT_ONCE < total else None


@bp.get("/glossaries/<int:glossary_id>/rechecking")
@permission(Permission.READ)
def rechecking(glossary_id: int) -> Response:
    """Tell a page how far the checks after a change are."""
    state = consulting.rechecking(
        context.database(), actor=context.actor(), glossary_id=glossary_id
    )
    return jsonify(running=state.running, text=rechecking_text(state))


@bp.app_template_global()
def rechecking_text(state: consulting.Rechecking) -> str:
    """Say how far the checks after a change are, or what the last one came to."""
    if state.running:
        if not state.total:
            return _("The texts that the change concerns are being found …")
        done, total = looks.number(state.done), looks.number(state.total)
        return _("Checking again: %(done)s of %(total)s texts …", done=done, total=total)
    if state.failed:
        return _("The last check failed: %(why)s", why=said_again(state.failed))
    if state.judged is None:
        return ""
    if not state.judged:
        return _("No text was concerned by revision %(number)s.", number=state.revision)
    return ngettext(
        "%(num)s text was checked again for revision %(number)s.",
        "%(num)s texts were checked again for revision %(number)s.",
        state.judged,
        number=state.revision,
    )
