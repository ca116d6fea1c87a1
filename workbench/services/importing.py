"""Importing a document: what is proposed, what a person corrects, how it comes to be.

A proposal is a value that changes nothing. An import is all or nothing to see,
and nobody's save waits for it; see `staging`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import PurePath

from sqlalchemy import Connection

from glossary.model import TermBase, Voice
from translations import inline, structure
from translations.model import Block, BlockKind, Document, Part
from workbench import file_names, gate
from workbench.errors import Conflict, InvalidInput, NotFound
from workbench.gate import Reading
from workbench.permissions import Actor, Permission
from workbench.services import (
    access,
    glossing,
    indexing,
    staging,
    surroundings,
    writing_back,
)
from workbench.services.staging import Stage, Tell
from workbench.storage import blocks, documents, feed, holdings, projects
from workbench.storage import staging as stored
from workbench.storage.documents import DocumentHead
from workbench.storage.engine import Database, reading, writing
from workbench.storage.feed import Happening
from workbench.storage.staging import File

LONGEST_NAME = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a block is, in a person's judgement."""

    part: Part
    kind: BlockKind
    voice: Voice
    speaker: str = ""
    level: int = 0
    left_out: str = ""  #: the reason; empty: it is translated


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedBlock:
    """A block as it was read, and what it is taken for."""

    position: int
    text: str  #: without codes
    segments: int
    taken_for: Correction


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportProposal:
    """What an import would make of a file; nothing is stored."""

    name: str
    format: str
    encoding: str
    line_end: str
    language: str
    confidence: float
    runner_up: str
    title: str
    blocks: tuple[ProposedBlock, ...]
    whole: bool  #: whether the blocks are all of the document, or only its beginning


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """What an import asks of its project."""

    glossary_id: int
    candidates: tuple[str, ...]


def project_facts(connection: Connection, project_id: int) -> ProjectFacts:
    """Read what an import asks of its project."""
    found = projects.find(connection, project_id)
    if found is None:
        raise NotFound("project", project_id)
    candidates = dict.fromkeys((found.source_language, *found.languages, "en", "ru", "uk"))
    return ProjectFacts(found.glossary_id, tuple(candidates))


def propose_import(
    data: bytes, *, name: str, language: str = "", candidates: Sequence[str] = ()
) -> ImportProposal:
    """Say what an import would make of a file, or raise `UnreadableDocument`."""
    found = gate.read(data, name=name, language=language, candidates=candidates, preview=True)
    document = found.document
    return ImportProposal(
        name=name,
        format=document.format,
        encoding=document.encoding,
        line_end=found.line_end,
        language=found.language,
        confidence=found.confidence,
        runner_up=found.runner_up,
        title=title_of(document, name),
        blocks=tuple(_proposed(n, block) for n, block in enumerate(document.blocks)),
        whole=found.whole,
    )


def language_of(
    database: Database, *, actor: Actor, project_id: int, data: bytes, name: str
) -> str:
    """Tell in which language a file seems to be, or raise `UnreadableDocument`."""
    with reading(database) as connection:
        access.require(connection, actor, Permission.SOURCE, project_id=project_id)
        candidates = project_facts(connection, project_id).candidates
    return gate.read(data, name=name, candidates=candidates, preview=True).language


def import_document(
    database: Database,
    *,
    actor: Actor,
    project_id: int,
    data: bytes,
    name: str,
    language: str = "",
    corrections: Mapping[int, Correction] | None = None,
    link: str = "",
    job_id: int | None = None,
    tell: Tell | None = None,
) -> int:
    """Import a file now; answers the document. Whatever fails, nothing of it is seen."""
    with reading(database) as connection:
        access.require(connection, actor, Permission.SOURCE, project_id=project_id)
        project = project_facts(connection, project_id)
        termbase = glossing.termbase(connection, project.glossary_id)
    read = partial(gate.read, data, name=name, candidates=project.candidates)
    tongue = language or read(preview=True).language
    with indexing.helpers(termbase, tongue, size=len(data)) as pool:
        found = read(language=tongue)
        document = _corrected(found.document, corrections or {})
        stage = staging.begin(
            database,
            project_id=project_id,
            glossary_id=project.glossary_id,
            actor_id=actor.id,
            job_id=job_id,
            language=tongue,
            format=document.format,
            link=link,
            file=file_of(data, name, found),
            blocks=document.blocks,
        )
        try:
            stage.write(termbase, tell or _nobody, pool)
            _reveal(stage, document, staging.keep_up(stage, termbase), actor, project_id, name)
        except BaseException:
            staging.remove_quietly(database, stage.document_id)
            raise
    return stage.document_id


def _reveal(
    stage: Stage, document: Document, termbase: TermBase, actor: Actor, project_id: int, name: str
) -> None:
    """Show the document in one short transaction."""
    title = title_of(document, name)
    cued = _cued(stage, termbase)
    with writing(stage.database) as connection:
        if not staging.is_current(connection, stage.glossary_id, termbase):
            raise Conflict("The glossary changed while the document was imported. Try again.")
        stored.add_names(connection, stage.document_id, names_of(document, name), stage.language)
        shown = stored.reveal(
            connection,
            stage.document_id,
            title=title,
            segments=stage.segments,
            words=stage.words,
        )
        holdings.set_cued(connection, stage.document_id, cued)
        if not shown:
            raise Conflict("The import was given up because it was silent for too long.")
        happening = Happening(
            kind="document.imported",
            actor_id=actor.id,
            document_id=stage.document_id,
            facts={"title": title, "segments": stage.segments},
        )
        feed.append(connection, project_id, happening)


def _cued(stage: Stage, termbase: TermBase) -> frozenset[str]:
    """Name the concepts whose cues stand in the document, whose words are all written."""
    cueing = frozenset(concept.id for concept in termbase.concepts if concept.cues)
    with reading(stage.database) as connection:
        return surroundings.cued_in(connection, stage.document_id, termbase, stage.language, cueing)


def _nobody(_done: int, _total: int) -> None:
    """Tell nobody."""


# What a file says of itself


def title_of(document: Document, name: str) -> str:
    """Give the title that the document has, or else the name of its file."""
    found = joined(document.blocks, Part.TITLE)
    return (found or PurePath(name).stem)[:LONGEST_NAME]


def names_of(document: Document, name: str) -> list[tuple[str, str]]:
    """List the names that are to have a form in each language: (kind, form in the source)."""
    people = structure.people(document.blocks)
    byline = joined(document.blocks, Part.BYLINE) or people.byline
    found = [("title", title_of(document, name)), ("byline", byline)]
    found.append(("preface-author", people.preface_author))
    for block in document.blocks:
        kind = "preface-author" if block.part is Part.PREFACE else "speaker"
        found.append((kind, block.speaker))
    if not any(block.speaker for block in document.blocks):
        found += [("speaker", speaker) for speaker in people.speakers]
    return list(dict.fromkeys(pair for pair in found if pair[1]))


def joined(blocks: Iterable[Block], part: Part) -> str:
    """Give the text of all blocks of a part on one line."""
    return " ".join(plain_text(b) for b in blocks if b.part is part and b.segments)


def plain_text(block: Block) -> str:
    """Give the text of a block on one line, without codes."""
    running = "".join(segment.text + segment.after for segment in block.segments)
    return " ".join(inline.plain(running).text.split())


def _proposed(position: int, block: Block) -> ProposedBlock:
    return ProposedBlock(
        position=position,
        text=plain_text(block),
        segments=len(block.segments),
        taken_for=Correction(
            part=block.part,
            kind=block.kind,
            voice=block.voice,
            speaker=block.speaker,
            level=block.level,
            left_out=block.left_out,
        ),
    )


def _corrected(document: Document, corrections: Mapping[int, Correction]) -> Document:
    unknown = [position for position in corrections if not 0 <= position < len(document.blocks)]
    if unknown:
        raise InvalidInput("blocks", "There is no block %(number)s.", number=unknown[0] + 1)
    blocks = tuple(
        replace(block, **asdict(corrections[n])) if n in corrections else block
        for n, block in enumerate(document.blocks)
    )
    return replace(document, blocks=blocks)


def file_of(data: bytes, name: str, found: Reading) -> File:
    """Give what is kept of a file."""
    return File(
        sha256=hashlib.sha256(data).hexdigest(),
        name=file_names.plain(name),
        body=data,
        encoding=found.document.encoding,
        line_end=found.line_end,
        skeleton=documents.pack(found.document.skeleton.pieces),
    )


def remove_staged(database: Database, *, silent_for: timedelta = staging.SILENCE) -> int:
    """Remove what imports have left that were killed; answers how many documents."""
    with reading(database) as connection:
        left = stored.abandoned(connection, silent_for)
    for document_id in left:
        staging.remove(database, document_id)
    return len(left)


def reconstruct(database: Database, *, actor: Actor, document_id: int) -> bytes:
    """Write the file of a document from its stored rows.

    While nothing was corrected these are the bytes that were imported.
    """
    with reading(database) as connection:
        project_id = access.project_of_document(connection, document_id)
        access.require(connection, actor, Permission.READ, project_id=project_id)
        original = documents.original(connection, document_id)
        rows = blocks.whole(connection, document_id)
    if original is None:
        raise NotFound("file of the document", document_id)
    return writing_back.source(original, rows)


def source_file(database: Database, *, actor: Actor, document_id: int) -> tuple[str, bytes]:
    """Give the source of a document as a file: its name and its bytes."""
    body = reconstruct(database, actor=actor, document_id=document_id)
    with reading(database) as connection:
        original = documents.original(connection, document_id)
    return (original.name if original else "source.txt"), body


# Editions


def create_edition(
    database: Database, *, actor: Actor, document_id: int, language: str, policy: str = ""
) -> int:
    """Begin the translation of a document into a language under a policy."""
    with writing(database) as connection:
        project_id = access.project_of_document(connection, document_id)
        access.require(connection, actor, Permission.MANAGE, project_id=project_id)
        head = documents.lock(connection, document_id)
        if head is None:
            raise NotFound("document", document_id)
        _refuse_edition(connection, head, language, policy)
        edition_id = documents.add_edition(
            connection,
            document_id=document_id,
            project_id=project_id,
            language=language,
            policy=policy,
        )
        surroundings.begin(
            connection,
            document_id=document_id,
            glossary_id=head.glossary_id,
            edition_id=edition_id,
        )
        happening = Happening(
            kind="edition.created",
            actor_id=actor.id,
            document_id=document_id,
            edition_id=edition_id,
            facts={"language": language, "policy": policy},
        )
        feed.append(connection, project_id, happening)
    return edition_id


def _refuse_edition(connection: Connection, head: DocumentHead, language: str, policy: str) -> None:
    if not language.strip():
        raise InvalidInput("language", "Choose the language of the edition.")
    if language == head.language:
        raise InvalidInput("language", "This is the language of the source.")
    if policy and policy not in projects.policies(connection, head.glossary_id):
        raise InvalidInput("policy", "The glossary has no house style “%(name)s”.", name=policy)
    if documents.has_edition(connection, head.id, language, policy):
        raise Conflict(
            "This document has an edition in this language under this house style already."
        )
