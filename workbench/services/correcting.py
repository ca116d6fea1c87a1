"""Correcting slips in a source: minor ones, and such that translations are outdated by them."""

from __future__ import annotations

from translations import inline
from translations.model import Part
from workbench.errors import InvalidInput, StaleVersion
from workbench.permissions import Actor
from workbench.services import due_checks, source_changes
from workbench.services.documents import LONGEST_NAME, UNSTORABLE, Corrected
from workbench.services.source_changes import SourceChange
from workbench.storage import documents, segments, standing
from workbench.storage.blocks import SegmentRow
from workbench.storage.engine import Database, writing


def correct_text(
    database: Database,
    *,
    actor: Actor,
    segment_id: int,
    text: str,
    version: int,
    substantive: bool,
) -> Corrected:
    """Correct a slip in the source: minor, or such that translations are outdated by it."""
    with writing(database) as connection:
        change = source_changes.begin(connection, actor, segment_id)
        row = change.segment(segment_id)
        new = _checked(text, row)
        if new == row.text:
            return Corrected(changed=0)
        if not segments.change(connection, segment_id, version):
            current = {"text": row.text, "version": row.version}
            raise StaleVersion("segment", seen=version, current=current)
        _retitle(change, row, new)
        text_id = _new_version(change, row, new, substantive=substantive)
        targets = standing.of_segments(connection, [segment_id])
        if substantive:
            source_changes.outdate(change, [target for target in targets if target.text])
        else:
            source_changes.name_texts(connection, targets, {segment_id: text_id})
        counted = (0, segments.count_words(new) - row.words)
        kind = "source.changed" if substantive else "source.corrected"
        job_id = source_changes.finish(change, kind, [segment_id], counted=counted)
    return Corrected(changed=1, job_id=due_checks.settle(database, job_id))


def _checked(text: str, row: SegmentRow) -> str:
    """Refuse a text that would not be the same segment of the same file."""
    new = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not inline.plain(new).text.strip():
        raise InvalidInput("text", "The text is empty. Leave the block out instead.")
    if UNSTORABLE.search(new):
        raise InvalidInput("text", "The text holds characters that cannot be stored.")
    if new.count("\n") > row.text.count("\n"):
        raise InvalidInput("text", "A line break would begin another paragraph here.")
    if inline.code_points(new) != inline.code_points(row.text):
        raise InvalidInput("text", "The inline codes must all stay, in their order.")
    return new


def _new_version(change: SourceChange, row: SegmentRow, new: str, *, substantive: bool) -> int:
    number = documents.add_source_version(
        change.connection,
        change.document.id,
        kind="substantive" if substantive else "minor",
        actor_id=change.actor.id,
        summary=inline.plain(new).text[:120],
    )
    text_id = source_changes.new_text(change, row.id, number, new, row.codes)
    segments.forget_index(change.connection, [row.text_id])
    return text_id


def _retitle(change: SourceChange, row: SegmentRow, new: str) -> None:
    """Let the title of the document follow its title block."""
    if change.block.part is not Part.TITLE:
        return
    old_words = " ".join(inline.plain(row.text).text.split())
    new_words = " ".join(inline.plain(new).text.split())
    title = change.document.title.replace(old_words, new_words)[:LONGEST_NAME]
    documents.retitle(change.connection, change.document.id, title)
    documents.rename(
        change.connection,
        change.document.id,
        kind="title",
        old=change.document.title,
        new=title,
        language=change.language,
    )
