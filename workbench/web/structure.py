"""The structure of a source: segments and blocks split, joined and put in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from workbench import numbers
from workbench.errors import Conflict, InvalidInput, StaleVersion
from workbench.permissions import Permission
from workbench.services import restructuring
from workbench.services.source import ordering, paragraphs, structuring
from workbench.web import coded_forms, context, forms, refusals, structure_words, waking
from workbench.web.guard import permission
from workbench.web.languages import gettext as _

bp = Blueprint("structure", __name__)


@bp.get("/documents/<int:document_id>/structure")
@permission(Permission.SOURCE)
def show(document_id: int) -> ResponseReturnValue:
    return _page(document_id)


@bp.post("/documents/<int:document_id>/structure")
@permission(Permission.SOURCE)
def act(document_id: int) -> ResponseReturnValue:
    """Split, join, move or take back, as the button says."""
    deeds: Mapping[str, Callable[[int], int | None]] = {
        "join": _join,
        "split-block": _split_block,
        "join-blocks": _join_blocks,
        "move-block": _move_block,
        "move-segment": _move_segment,
        "undo": _undo,
    }
    try:
        job_id = deeds[forms.one_of("do", deeds)](document_id)
    except InvalidInput as wrong:
        return _page(document_id, refusals.told(wrong)), 422
    except (StaleVersion, Conflict) as refused:
        return _page(document_id, refusals.told(refused)), 409
    waking.wake(job_id)
    flash(_DONE[forms.text("do")](), "success")
    return redirect(_address(document_id, forms.text("back")))


_DONE: Mapping[str, Callable[[], str]] = {
    "join": lambda: _("The segments are one."),
    "split-block": lambda: _("The block is two."),
    "join-blocks": lambda: _("The blocks are one."),
    "move-block": lambda: _("The block stands elsewhere."),
    "move-segment": lambda: _("The segment stands elsewhere."),
    "undo": lambda: _("Taken back: it is as it was before."),
}


@bp.get("/documents/<int:document_id>/structure/segments/<int:segment_id>")
@permission(Permission.SOURCE)
def cut(document_id: int, segment_id: int) -> ResponseReturnValue:
    return _cut_page(document_id, segment_id)


@bp.post("/documents/<int:document_id>/structure/segments/<int:segment_id>")
@permission(Permission.SOURCE)
def split(document_id: int, segment_id: int) -> ResponseReturnValue:
    """Split a segment before the chosen word."""
    found = structuring.cutting(
        context.database(), actor=context.actor(), document_id=document_id, segment_id=segment_id
    )
    try:
        made = restructuring.split_segment(
            context.database(),
            actor=context.actor(),
            segment_id=segment_id,
            offset=forms.number("offset"),
            version=forms.number("version"),
        )
    except InvalidInput as wrong:
        return _cut_page(document_id, segment_id, wrong), 422
    except StaleVersion as stale:
        return _cut_page(document_id, segment_id, InvalidInput("offset", refusals.told(stale))), 409
    waking.wake(made.job_id)
    flash(_("The segment is two."), "success")
    return redirect(_address(document_id, f"segment-{made.first}", found.block.position))


def _join(_document_id: int) -> int | None:
    return restructuring.join_segments(
        context.database(),
        actor=context.actor(),
        segment_id=forms.number("segment"),
        version=forms.number("version"),
        next_id=forms.number("next"),
        next_version=forms.number("next_version"),
    ).job_id


def _split_block(document_id: int) -> int | None:
    return paragraphs.split_block(
        context.database(),
        actor=context.actor(),
        document_id=document_id,
        block_id=forms.number("block"),
        before=forms.number("before"),
        seen=forms.number("seen"),
    ).job_id


def _join_blocks(document_id: int) -> int | None:
    return paragraphs.join_blocks(
        context.database(),
        actor=context.actor(),
        document_id=document_id,
        block_id=forms.number("block"),
        next_id=forms.number("next"),
        seen=forms.number("seen"),
    ).job_id


def _move_block(document_id: int) -> int | None:
    return ordering.move_block(
        context.database(),
        actor=context.actor(),
        document_id=document_id,
        block_id=forms.number("block"),
        to=forms.number("to") - 1,
        seen=forms.number("seen"),
    ).job_id


def _move_segment(_document_id: int) -> int | None:
    return ordering.move_segment(
        context.database(),
        actor=context.actor(),
        segment_id=forms.number("segment"),
        to=forms.number("to") - 1,
        seen=forms.number("seen"),
    ).job_id


def _undo(document_id: int) -> int | None:
    return structuring.undo_last(
        context.database(),
        actor=context.actor(),
        document_id=document_id,
        number=forms.number("number"),
    )


def _page(document_id: int, refused: str = "") -> str:
    first = numbers.whole_or(request.values.get("first", ""), 0)
    seen = structuring.show(
        context.database(), actor=context.actor(), document_id=document_id, first=first
    )
    return render_template(
        "versions/structure.html",
        seen=seen,
        words=structure_words,
        shown=coded_forms.shown,
        refused=refused,
        previous=_window(document_id, seen.first - structuring.WINDOW, seen.total),
        next=_window(document_id, seen.first + structuring.WINDOW, seen.total),
    )


def _cut_page(document_id: int, segment_id: int, wrong: InvalidInput | None = None) -> str:
    seen = structuring.cutting(
        context.database(), actor=context.actor(), document_id=document_id, segment_id=segment_id
    )
    return render_template(
        "versions/cut.html",
        seen=seen,
        shown=coded_forms.shown,
        errors=forms.errors(wrong),
        chosen=forms.everything().get("offset", ""),
    )


def _window(document_id: int, first: int, total: int) -> str | None:
    if not 0 <= first < total:
        return None
    return url_for("structure.show", document_id=document_id, first=first or None)


def _address(document_id: int, anchor: str, position: int | None = None) -> str:
    first = numbers.whole_or(request.form.get("first", ""), 0) if position is None else position
    return url_for(
        "structure.show", document_id=document_id, first=first or None, _anchor=anchor or None
    )
