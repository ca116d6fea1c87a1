"""A newer version of a file takes the place of the older one, in one act that can be undone.

The texts that are new are staged beside the document, in pieces, as an import
does; one transaction then lays the document out anew. Targets, comments,
history, waivers and units of the memory hang on their segments and stay there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from glossary.model import TermBase
from translations.model import Part
from translations.versions import Weight
from workbench.errors import Conflict, StaleVersion
from workbench.permissions import Actor
from workbench.services import (
    due_checks,
    glossing,
    importing,
    indexing,
    source_changes,
    staging,
    surroundings,
)
from workbench.services.source import keeping, laying, looking, plans
from workbench.services.source.keeping import Made
from workbench.services.source.laying import Difference
from workbench.services.source.looking import Looked
from workbench.services.source.plans import Plan, Rewritten
from workbench.services.source_changes import DocumentChange
from workbench.services.staging import Stage, Tell
from workbench.storage import (
    blocks,
    documents,
    feed,
    layouts,
    segments,
    source_versions,
    standing,
)
from workbench.storage import staging as stored
from workbench.storage.engine import Database, reading, writing
from workbench.storage.feed import Happening

#: How a version is called that a newer file made.
KIND = "renewal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a person said of the edits: of each, or of all; else what is proposed holds."""

    weights: Mapping[int, Weight]  #: by segment
    every: Weight | None = None

    def of(self, edit: Rewritten) -> Weight:
        return self.every or self.weights.get(edit.row.id) or edit.proposed


def renew(
    database: Database,
    *,
    actor: Actor,
    document_id: int,
    upload_id: int,
    seen: int,
    choice: Choice,
    made_by: int | None = None,
    tell: Tell | None = None,
) -> Made:
    """Put a kept file in the place of the older one; `seen` is the version that was compared.

    `made_by` names the job that does it. Whatever fails, nothing of it is seen.
    """
    looked = looking.look(database, actor=actor, document_id=document_id, upload_id=upload_id)
    if looked.head.source_version != seen:
        raise StaleVersion("source", seen=seen, current={"version": looked.head.source_version})
    plan = plans.plan(looked.rows, looked.comparison, looking.as_read(looked))
    stage, termbase = _staged(database, looked, plan, actor, made_by, tell)
    try:
        cued = surroundings.cued_by(
            termbase, looked.head.language, gone=_gone(looked, plan), come=_come(plan)
        )
        with writing(database) as connection:
            change = _begin(connection, actor, looked, stage, termbase)
            number = _next_version(change, looked, stage, made_by)
            made = _write(change, looked, plan, stage, number, choice)
            job_id = laying.check(change, made, cued)
            _tell(change, looked, number)
    finally:
        staging.remove_quietly(database, stage.document_id)
    return Made(number=number, job_id=due_checks.settle(database, job_id))


def _staged(
    database: Database,
    looked: Looked,
    plan: Plan,
    actor: Actor,
    made_by: int | None,
    tell: Tell | None,
) -> tuple[Stage, TermBase]:
    """Write what is new beside the document, where no query shows it."""
    head, file = looked.head, looked.file
    with reading(database) as connection:
        termbase = glossing.termbase(connection, head.glossary_id)
    with indexing.helpers(termbase, head.language, size=_size(plan)) as pool:
        stage = staging.begin(
            database,
            project_id=head.project_id,
            glossary_id=head.glossary_id,
            actor_id=actor.id,
            job_id=made_by,
            language=head.language,
            format=looked.found.document.format,
            link="",
            file=importing.file_of(file.body, file.name, looked.found),
            blocks=plan.staged,
        )
        try:
            stage.write(termbase, tell or _nobody, pool)
            return stage, staging.keep_up(stage, termbase)
        except BaseException:
            staging.remove_quietly(database, stage.document_id)
            raise


def _size(plan: Plan) -> int:
    return sum(len(text) for text in _come(plan))


def _come(plan: Plan) -> Iterator[str]:
    return (segment.text for block in plan.staged for segment in block.segments)


def _gone(looked: Looked, plan: Plan) -> Iterator[str]:
    yield from (edit.row.text for edit in plan.rewritten)
    removed = set(plan.removed)
    yield from (s.text for row in looked.rows for s in row.segments if s.id in removed)


def _nobody(_done: int, _total: int) -> None:
    """Tell nobody."""


def _begin(
    connection: Connection, actor: Actor, looked: Looked, stage: Stage, termbase: TermBase
) -> DocumentChange:
    """Lock the document, if it is what was compared and its terms are today's."""
    change = source_changes.begin_document(connection, actor, looked.head.id)
    now = change.document.source_version
    if now != looked.head.source_version:
        raise StaleVersion("source", seen=looked.head.source_version, current={"version": now})
    if blocks.of_file(connection, looked.head.id) != looked.rows:
        raise Conflict("The document was changed meanwhile. Look at it again.")
    if not staging.is_current(connection, looked.head.glossary_id, termbase):
        raise Conflict("The glossary changed meanwhile. Try again.")
    if not stored.touch(connection, stage.document_id):
        raise Conflict("This was given up because it was silent for too long. Try again.")
    return change


def _next_version(change: DocumentChange, looked: Looked, stage: Stage, made_by: int | None) -> int:
    facts = _counts(looked)
    return documents.add_source_version(
        change.connection,
        change.document.id,
        kind=KIND,
        actor_id=change.actor.id,
        original_id=stored.take_file(change.connection, stage.document_id),
        summary=looked.file.name,
        facts=facts if made_by is None else {**facts, "job": made_by},
    )


def _write(
    change: DocumentChange,
    looked: Looked,
    plan: Plan,
    stage: Stage,
    number: int,
    choice: Choice,
) -> Difference:
    connection, document_id = change.connection, change.document.id
    laid = plan.laid(stage.block_ids, stage.segment_ids, stage.text_ids)
    _adopt(connection, laid, set(stage.text_ids), number)
    rewritten = [edit.row.id for edit in plan.rewritten]
    kept = keeping.Kept.begin(change, looked.rows, laid, rewritten, plan.removed)
    made = laying.lay_out(change, looked.rows, laid)
    texts = {s.id: s.text_id for block in laid for s in block.segments}
    weights = {edit.row.id: choice.of(edit) for edit in plan.rewritten}
    _follow(change, [*rewritten, *plan.refreshed], texts, weights)
    segments.add_removals(
        connection, document_id, plan.removed, source_version=number, actor_id=change.actor.id
    )
    names = _rename(change, looked)
    source_versions.set_format(connection, document_id, looked.found.document.format)
    source_versions.keep(
        connection, document_id, number, kept.packed(change, names=names, weights=weights)
    )
    stored.drop_upload(connection, looked.file.id)
    return made


def _adopt(connection: Connection, laid: layouts.Layout, staged: set[int], number: int) -> None:
    """Let the staged texts belong to the segments in which they now stand."""
    owners = {s.text_id: s.id for block in laid for s in block.segments if s.text_id in staged}
    layouts.adopt_texts(connection, number, owners)


def _follow(
    change: DocumentChange,
    segment_ids: Sequence[int],
    texts: Mapping[int, int],
    weights: Mapping[int, Weight],
) -> None:
    """Let translations be of the newer texts, or outdated where the edit is substantive."""
    found = standing.of_segments(change.connection, segment_ids)
    outdated = [t for t in found if t.text and weights.get(t.segment_id) is Weight.SUBSTANTIVE]
    source_changes.outdate(change, outdated)
    left = {target.id for target in outdated}
    current = [target for target in found if target.id not in left]
    source_changes.name_texts(change.connection, current, texts)


def _rename(change: DocumentChange, looked: Looked) -> dict[str, Any]:
    """Let the title follow its block, and give names to speakers who are new."""
    connection, document = change.connection, change.document
    was = importing.joined(plans.pure(looked.rows), Part.TITLE)
    now = importing.joined(looked.found.document.blocks, Part.TITLE)[: importing.LONGEST_NAME]
    title = now if now and now != was else document.title
    if title != document.title:
        keeping.retitle(change, document.title, title)
    added = [
        (kind, source)
        for kind, source in importing.names_of(looked.found.document, looked.file.name)
        if kind != "title"
        and documents.add_name(
            connection,
            document.id,
            kind=kind,
            source=source,
            language=document.language,
            text=source,
        )
    ]
    return {"title": [document.title, title], "added": added}


def _tell(change: DocumentChange, looked: Looked, number: int) -> None:
    happening = Happening(
        kind="source.renewed",
        actor_id=change.actor.id,
        document_id=change.document.id,
        facts={"version": number, "file": looked.file.name, **_counts(looked)},
    )
    feed.append(change.connection, change.document.project_id, happening)


def _counts(looked: Looked) -> dict[str, Any]:
    return {change.value: count for change, count in looked.comparison.counts.items()}
