"""The translation in the very file that its source came in: only what was translated changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePath

from sqlalchemy import Connection

from translations.errors import UnwritableTranslation
from translations.formats import bilingual
from translations.formats.bilingual import Languages
from workbench.errors import Conflict, NotFound
from workbench.permissions import Actor, Permission
from workbench.services import access, gating, writing_back
from workbench.services.publishing import Export, file_name
from workbench.storage import blocks, documents, editions
from workbench.storage.blocks import BlockRow
from workbench.storage.editions import TargetText
from workbench.storage.engine import Database, reading, snapshot

#: The name that this way of export has beside those of outputs.
ORIGINAL = "original"


def offered(database: Database, *, document_id: int) -> str:
    """Name the format in which the source came, if a translation can be written in it."""
    with reading(database) as connection:
        name = documents.original_name(connection, document_id)
    form = writing_back.format_of(name)
    return form.title if form else ""


def export(database: Database, *, actor: Actor, edition_id: int) -> Export:
    """Write the file of the source with what is translated; all else in it stays as it was.

    Its name says so while the gate is shut: nothing in the file may. `Conflict` where the
    file is gone, or where a translation lacks an inline code that must stay.
    """
    gating.bring_up_to_date(database, actor=actor, edition_id=edition_id)
    with snapshot(database) as connection:
        project_id = access.project_of_edition(connection, edition_id)
        access.require(connection, actor, Permission.EXPORT, project_id=project_id)
        head = editions.head(connection, edition_id)
        if head is None:
            raise NotFound("edition", edition_id)
        original = documents.original(connection, head.document_id)
        rows = blocks.whole(connection, head.document_id)
        targets = _targets(connection, edition_id, rows)
        names = documents.names(connection, head.document_id)
        kind = "edition" if gating.look(connection, edition_id).open else "draft"
    form = writing_back.format_of(original.name) if original else None
    if original is None or form is None:
        raise Conflict("The file of the source is not kept: export the edition in another format.")
    spoken = {n.source: n.text for n in names if (n.kind, n.language) == ("speaker", head.language)}
    try:
        if bilingual.by_name(original.name) is None:
            texts = {segment: target.text for segment, target in targets.items()}
            body = writing_back.written(original, rows, texts, spoken)
        else:
            tongues = Languages(source=head.source_language, target=head.language)
            body = writing_back.pairs(original, rows, targets, tongues)
    except UnwritableTranslation as error:
        raise Conflict(
            "Segment %(segment)s cannot be written into the file. %(why)s",
            segment=error.unit,
            why=error.reason,
        ) from error
    name = file_name(head.title, str(head.document_id), head.language, kind)
    ending = PurePath(original.name).suffix.lower()
    return Export(name=f"{name}{ending}", media_type=form.media_type, body=body)


def _targets(
    connection: Connection, edition_id: int, rows: Iterable[BlockRow]
) -> Mapping[int, TargetText]:
    """Map segments to their translations; what is left out keeps the words of its source."""
    out = blocks.left_out_of(connection, edition_id)
    kept = {s.id for row in rows if not row.left_out and row.id not in out for s in row.segments}
    return {
        segment: target
        for segment, target in editions.targets(connection, edition_id).items()
        if segment in kept and target.text.strip()
    }
