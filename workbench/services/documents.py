"""A document as its editors see and correct it: what its blocks are, what its source says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from glossary.model import Voice
from translations.model import FRONT_MATTER, BlockKind, Part
from workbench.errors import InvalidInput, NotFound, StaleVersion
from workbench.permissions import Actor, Permission
from workbench.services import access, due_checks, source_changes, surroundings
from workbench.storage import (
    blocks,
    documents,
    feed,
    front_matter,
    mentions,
    progress,
    projects,
)
from workbench.storage.blocks import BlockRow
from workbench.storage.documents import DocumentHead, Name, SourceVersionRow
from workbench.storage.engine import Database, reading, writing
from workbench.storage.feed import Happening
from workbench.storage.progress import EditionProgress
from workbench.storage.projects import ProjectRow

#: How many blocks a page shows.
WINDOW = 60
LONGEST_REASON = 500
LONGEST_NAME = 300
_DEEPEST = 6
#: What a text of the source cannot hold: control characters, halves of characters.
UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPage:
    """A document with one window of its source."""

    head: DocumentHead
    project: ProjectRow
    permissions: frozenset[Permission]
    blocks: tuple[BlockRow, ...]
    first: int  #: the position of the first block shown
    total: int  #: how many blocks there are
    names: tuple[Name, ...]
    versions: tuple[SourceVersionRow, ...]
    editions: tuple[EditionProgress, ...]
    left_out: Mapping[int, str]  #: what the chosen edition leaves out, by block
    policies: tuple[str, ...]

    @property
    def speakers(self) -> tuple[str, ...]:
        found = [name.source for name in self.names if name.kind == "speaker"]
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockChange:
    """What is to be said of some blocks; what is none stays as it is."""

    kind: BlockKind | None = None
    part: Part | None = None
    voice: Voice | None = None
    speaker: str | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """How many blocks or segments changed, and the checks that a worker is to be told of."""

    changed: int
    job_id: int | None = None


def show(
    database: Database,
    *,
    actor: Actor,
    document_id: int,
    first: int = 0,
    edition_id: int | None = None,
) -> DocumentPage:
    """Read a window of a document; with an edition, what it leaves out besides."""
    with reading(database) as connection:
        project_id = access.project_of_document(connection, document_id)
        access.require(connection, actor, Permission.READ, project_id=project_id)
        head, project = (
            documents.head(connection, document_id),
            projects.find(connection, project_id),
        )
        if head is None or project is None:
            raise NotFound("document", document_id)
        every = progress.editions(connection, [project_id], user_id=actor.id)
        total = blocks.count(connection, document_id)
        start = max(0, min(first, total - 1)) // WINDOW * WINDOW
        return DocumentPage(
            head=head,
            project=project,
            permissions=access.permissions(connection, actor, project_id),
            blocks=blocks.window(connection, document_id, start, WINDOW),
            first=start,
            total=total,
            names=documents.names(connection, document_id),
            versions=documents.source_versions(connection, document_id),
            editions=tuple(e for e in every if e.document_id == document_id),
            left_out=_left_out(connection, document_id, edition_id),
            policies=projects.policies(connection, head.glossary_id),
        )


def block(database: Database, *, actor: Actor, document_id: int, block_id: int) -> BlockRow:
    """Read one block of a document with its segments."""
    with reading(database) as connection:
        project_id = access.project_of_document(connection, document_id)
        access.require(connection, actor, Permission.READ, project_id=project_id)
        found = blocks.some(connection, [block_id])
    if not found or found[0].document_id != document_id:
        raise NotFound("block", block_id)
    return found[0]


def _left_out(
    connection: Connection, document_id: int, edition_id: int | None
) -> Mapping[int, str]:
    if edition_id is None:
        return {}
    if documents.of_edition(connection, edition_id) != document_id:
        raise NotFound("edition", edition_id)
    return blocks.left_out_of(connection, edition_id)


# What blocks are


def correct_blocks(
    database: Database,
    *,
    actor: Actor,
    document_id: int,
    seen: Mapping[int, int],
    change: BlockChange,
) -> Corrected:
    """Correct what blocks are taken for; `seen` gives the versions of the blocks by id."""
    with writing(database) as connection:
        head, rows = _chosen(connection, actor, document_id, seen)
        heard = [row for row in rows if _change(connection, row, seen[row.id], change)]
        speakers = {change.speaker} if change.speaker and heard else set[str]()
        for speaker in speakers:
            documents.add_name(
                connection,
                document_id,
                kind="speaker",
                source=speaker,
                language=head.language,
                text=speaker,
            )
        elsewhere = _follow(connection, head, heard)
        heard_anew = change.voice is not None or change.speaker is not None
        job_id = source_changes.check_blocks(
            connection,
            actor,
            head.project_id,
            [row.id for row in heard] if heard_anew else [],
            elsewhere=elsewhere,
        )
        _tell(connection, actor, head, "blocks.corrected", heard)
    return Corrected(changed=len(heard), job_id=due_checks.settle(database, job_id))


def _change(connection: Connection, row: BlockRow, version: int, change: BlockChange) -> bool:
    values = {
        name: value
        for name, value in _values(row, change).items()
        if value is not None and value != getattr(row, name)
    }
    if not values:
        return False
    if not blocks.change(connection, row.id, version, values):
        raise _stale(row, version)
    return True


def _values(row: BlockRow, change: BlockChange) -> dict[str, Any]:
    """Give the columns that change; a heading without a level gets one."""
    if change.part not in (None, row.part) and FRONT_MATTER & {change.part, row.part}:
        raise InvalidInput("part", "Front matter stays what it is; write it on its own page.")
    level = change.level
    if level is not None and not 0 <= level <= _DEEPEST:
        raise InvalidInput(
            "level", "The level is a number from 0 to %(deepest)s.", deepest=_DEEPEST
        )
    if change.kind is BlockKind.HEADING and not (row.level if level is None else level):
        level = 1 if (change.part or row.part) is Part.TITLE else 2
    speaker = None if change.speaker is None else plain_name(change.speaker, "speaker")
    return {
        "kind": change.kind,
        "part": change.part,
        "voice": change.voice,
        "speaker": speaker,
        "level": level,
    }


def plain_name(text: str, field: str) -> str:
    """Read a name that a person typed: on one line, and of plain characters."""
    name = " ".join(text.split())
    if len(name) > LONGEST_NAME or UNSTORABLE.search(name):
        raise InvalidInput(
            field, "A name has at most %(count)s plain characters.", count=LONGEST_NAME
        )
    return name


# What is translated


def leave_out(
    database: Database,
    *,
    actor: Actor,
    document_id: int,
    seen: Mapping[int, int],
    reason: str,
    edition_id: int | None = None,
) -> Corrected:
    """Leave blocks out of all editions, or of one, with the reason."""
    why = " ".join(reason.split())
    if not why:
        raise InvalidInput("reason", "Say why it is left out; readers of the record will ask.")
    if len(why) > LONGEST_REASON or UNSTORABLE.search(why):
        raise InvalidInput(
            "reason", "A reason has at most %(count)s plain characters.", count=LONGEST_REASON
        )
    return _set_left_out(database, actor, document_id, seen, why, edition_id)


def put_back(
    database: Database,
    *,
    actor: Actor,
    document_id: int,
    seen: Mapping[int, int],
    edition_id: int | None = None,
) -> Corrected:
    """Take blocks back into translation."""
    return _set_left_out(database, actor, document_id, seen, "", edition_id)


def _set_left_out(
    database: Database,
    actor: Actor,
    document_id: int,
    seen: Mapping[int, int],
    reason: str,
    edition_id: int | None,
) -> Corrected:
    with writing(database) as connection:
        head, rows = _chosen(connection, actor, document_id, seen)
        if edition_id is None:
            changed = _leave_out_of_document(connection, head, rows, seen, reason)
        else:
            changed = _leave_out_of_edition(connection, head, rows, seen, reason, edition_id)
        concerned = _follow(connection, head, changed, edition_id)
        job_id = source_changes.check_blocks(
            connection, actor, head.project_id, [], elsewhere=concerned
        )
        kind = "blocks.left-out" if reason else "blocks.put-back"
        _tell(connection, actor, head, kind, changed, edition_id, reason)
    return Corrected(changed=len(changed), job_id=due_checks.settle(database, job_id))


def _follow(
    connection: Connection,
    head: DocumentHead,
    changed: Sequence[BlockRow],
    edition_id: int | None = None,
) -> frozenset[int]:
    """Find anew what depends on which blocks are running text; name the targets concerned."""
    texts = [segment.text for row in changed for segment in row.segments]
    return surroundings.follow(
        connection,
        document_id=head.id,
        glossary_id=head.glossary_id,
        language=head.language,
        before=texts,
        after=texts,
        edition_id=edition_id,
    )


def _leave_out_of_document(
    connection: Connection,
    head: DocumentHead,
    rows: Iterable[BlockRow],
    seen: Mapping[int, int],
    reason: str,
) -> list[BlockRow]:
    changed = [row for row in rows if row.left_out != reason]
    counted = words = 0
    for row in changed:
        if not reason and front_matter.stands(connection, head.id, row.part, row.about):
            raise InvalidInput("blocks", "This stands there already. Correct it, or leave it out.")
        if not blocks.change(connection, row.id, seen[row.id], {"left_out": reason}):
            raise _stale(row, seen[row.id])
        turn = bool(row.left_out) - bool(reason)  # +1 comes back, -1 goes
        counted += turn * len(row.segments)
        words += turn * sum(segment.words for segment in row.segments)
    documents.count_again(connection, head.id, segments=counted, words=words)
    return changed


def _leave_out_of_edition(
    connection: Connection,
    head: DocumentHead,
    rows: Sequence[BlockRow],
    seen: Mapping[int, int],
    reason: str,
    edition_id: int,
) -> list[BlockRow]:
    if documents.of_edition(connection, edition_id) != head.id:
        raise NotFound("edition", edition_id)
    for row in rows:
        if row.version != seen[row.id]:
            raise _stale(row, seen[row.id])
    now = blocks.left_out_of(connection, edition_id)
    changed = [row for row in rows if now.get(row.id, "") != reason]
    ids = [row.id for row in changed]
    if ids and reason:
        blocks.leave_out_of(connection, edition_id, ids, reason)
    elif ids:
        blocks.put_back_into(connection, edition_id, ids)
    return changed


def _chosen(
    connection: Connection, actor: Actor, document_id: int, seen: Mapping[int, int]
) -> tuple[DocumentHead, tuple[BlockRow, ...]]:
    """Lock the chosen blocks of a document, if the actor may change them."""
    project_id = access.project_of_document(connection, document_id)
    access.require(connection, actor, Permission.SOURCE, project_id=project_id)
    if not seen:
        raise InvalidInput("blocks", "Choose at least one block.")
    head = documents.lock(connection, document_id)
    mentions.lock_editions(connection, document_id)
    blocks.lock(connection, seen.keys())
    rows = blocks.some(connection, seen.keys())
    if head is None or any(row.document_id != document_id for row in rows):
        raise NotFound("block of this document")
    if len(rows) < len(seen):
        raise NotFound("block", min(seen.keys() - {row.id for row in rows}))
    return head, rows


def _stale(row: BlockRow, version: int) -> StaleVersion:
    current = {
        "id": row.id,
        "kind": row.kind.value,
        "part": row.part.value,
        "voice": row.voice.value,
        "speaker": row.speaker,
        "version": row.version,
    }
    return StaleVersion("block", seen=version, current=current)


def _tell(
    connection: Connection,
    actor: Actor,
    head: DocumentHead,
    kind: str,
    changed: Sequence[BlockRow],
    edition_id: int | None = None,
    reason: str = "",
) -> None:
    if not changed:
        return
    facts: dict[str, Any] = {"blocks": [row.id for row in changed[:100]], "count": len(changed)}
    if reason:
        facts["reason"] = reason
    happening = Happening(
        kind=kind,
        actor_id=actor.id,
        document_id=head.id,
        edition_id=edition_id,
        facts=facts,
    )
    feed.append(connection, head.project_id, happening)
