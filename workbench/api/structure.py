"""Splitting and joining segments and blocks, the order of a source, and the way back."""

from __future__ import annotations

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from workbench.api import answers, shapes
from workbench.api import structure_shapes as own
from workbench.errors import NotFound
from workbench.permissions import Permission
from workbench.services import restructuring
from workbench.services.restructuring import Restructured
from workbench.services.source import ordering, paragraphs, undoing
from workbench.services.source.keeping import Made
from workbench.web import context, waking
from workbench.web.guard import permission

_SEGMENT = "/segments/<int:segment_id>"
_DOCUMENT = "/documents/<int:document_id>"

api = APIBlueprint(
    "source_structure",
    __name__,
    url_prefix="/api/v1",
    abp_tags=[Tag(name="structure")],
    abp_responses={
        403: shapes.Problem,
        404: shapes.Problem,
        409: shapes.Problem,
        422: shapes.Problem,
    },
)


@api.post(f"{_SEGMENT}/split", responses={200: own.Restructured})
@permission(Permission.SOURCE)
def split_segment(path: own.StructurePath, body: own.SplitBody) -> Response:
    """Split a segment of the source; text, history and comments stay with the first part."""
    return _cut(
        restructuring.split_segment(
            context.database(),
            actor=context.actor(),
            segment_id=path.segment_id,
            offset=body.offset,
            version=body.version,
            edition_id=body.edition_id,
        )
    )


@api.post(f"{_SEGMENT}/join", responses={200: own.Restructured})
@permission(Permission.SOURCE)
def join_segments(path: own.StructurePath, body: own.JoinBody) -> Response:
    """Join a segment with the next one of its block."""
    return _cut(
        restructuring.join_segments(
            context.database(),
            actor=context.actor(),
            segment_id=path.segment_id,
            version=body.version,
            next_id=body.next_id,
            next_version=body.next_version,
            edition_id=body.edition_id,
        )
    )


@api.post(f"{_SEGMENT}/cuts/<int:lineage_id>/undo", responses={200: own.Restructured})
@permission(Permission.SOURCE)
def undo_cut(path: own.CutPath) -> Response:
    """Take a split or a join back, unless one of its parts was changed since."""
    database, actor = context.database(), context.actor()
    known = restructuring.lineage_of(database, actor=actor, segment_id=path.segment_id)
    if path.lineage_id not in {row.id for row in known}:
        raise NotFound("split or join of this segment", path.lineage_id)
    return _cut(restructuring.undo(database, actor=actor, lineage_id=path.lineage_id))


@api.post(f"{_SEGMENT}/move", responses={200: own.Ordered})
@permission(Permission.SOURCE)
def move_segment(path: own.StructurePath, body: own.MoveBody) -> Response:
    """Put a segment at another place in its block."""
    return _ordered(
        ordering.move_segment(
            context.database(),
            actor=context.actor(),
            segment_id=path.segment_id,
            to=body.to,
            seen=body.seen,
        )
    )


@api.post(f"{_DOCUMENT}/blocks/<int:block_id>/move", responses={200: own.Ordered})
@permission(Permission.SOURCE)
def move_block(path: own.BlockPath, body: own.MoveBody) -> Response:
    """Put a block at another place in its document."""
    return _ordered(
        ordering.move_block(
            context.database(),
            actor=context.actor(),
            document_id=path.document_id,
            block_id=path.block_id,
            to=body.to,
            seen=body.seen,
        )
    )


@api.post(f"{_DOCUMENT}/blocks/<int:block_id>/split", responses={200: own.Ordered})
@permission(Permission.SOURCE)
def split_block(path: own.BlockPath, body: own.SplitBlockBody) -> Response:
    """Split a block before one of its segments; its file is written as it was."""
    return _ordered(
        paragraphs.split_block(
            context.database(),
            actor=context.actor(),
            document_id=path.document_id,
            block_id=path.block_id,
            before=body.before,
            seen=body.seen,
        )
    )


@api.post(f"{_DOCUMENT}/blocks/<int:block_id>/join", responses={200: own.Ordered})
@permission(Permission.SOURCE)
def join_blocks(path: own.BlockPath, body: own.JoinBlocksBody) -> Response:
    """Join a block with the next one, which is of the same part; the first says of what kind."""
    return _ordered(
        paragraphs.join_blocks(
            context.database(),
            actor=context.actor(),
            document_id=path.document_id,
            block_id=path.block_id,
            next_id=body.next_id,
            seen=body.seen,
        )
    )


@api.post(f"{_DOCUMENT}/versions/<int:number>/undo", responses={200: own.Ordered})
@permission(Permission.SOURCE)
def undo_version(path: own.VersionPath) -> Response:
    """Take back a move, a newer file or what was done to blocks; nothing done since is lost."""
    return _ordered(
        undoing.undo(
            context.database(),
            actor=context.actor(),
            document_id=path.document_id,
            number=path.number,
        )
    )


def _cut(made: Restructured) -> Response:
    waking.wake(made.job_id)
    return answers.answer(
        own.Restructured(lineage_id=made.lineage_id, first=made.first, second=made.second)
    )


def _ordered(made: Made) -> Response:
    waking.wake(made.job_id)
    return answers.answer(own.Ordered(number=made.number))
