"""Two texts brought in: each a file, a pasted text, or a document of the project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from translations.alignment.editing import Side
from translations.model import Segment
from workbench import file_names, gate
from workbench.errors import InvalidInput, NotFound
from workbench.permissions import Actor, Permission
from workbench.services import access, importing
from workbench.services.alignment import aligning, finding
from workbench.storage import alignments, blocks, documents, feed, jobs
from workbench.storage.alignments import Sentence
from workbench.storage.documents import DocumentHead
from workbench.storage.engine import Database, reading, writing
from workbench.storage.feed import Happening

#: More sentences of one side are several texts.
MOST = 100_000
LONGEST_NAME = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One side as a person gave it: a document of the project, or a file."""

    document_id: int | None = None
    body: bytes = b""
    name: str = ""  #: of the file
    language: str = ""  #: empty: it is recognised


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """An alignment, and the job that a worker is to be told of, if the texts are long."""

    alignment_id: int
    job_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    sentences: tuple[Sentence, ...]
    language: str
    title: str


def documents_of(
    database: Database, *, actor: Actor, project_id: int
) -> tuple[tuple[DocumentHead, ...], frozenset[Permission]]:
    """List the documents that can be either side, and what the actor may do."""
    with reading(database) as connection:
        access.require(connection, actor, Permission.TRANSLATE, project_id=project_id)
        held = access.permissions(connection, actor, project_id)
        return documents.of_project(connection, project_id), held


def begin(
    database: Database,
    *,
    actor: Actor,
    project_id: int,
    source: Given,
    target: Given,
    name: str = "",
) -> Begun:
    """Read both texts, keep their sentences, and align them: at once, or by a worker.

    Raises `InvalidInput` for the side that is missing or empty, and
    `UnreadableDocument` for a file that cannot be read.
    """
    with reading(database) as connection:
        access.require(connection, actor, Permission.TRANSLATE, project_id=project_id)
        if source.document_id is None:  # it is imported when the alignment is accepted
            access.require(connection, actor, Permission.SOURCE, project_id=project_id)
        candidates = importing.project_facts(connection, project_id).candidates
    ours = _read(database, project_id, source, Side.SOURCE, candidates)
    theirs = _read(database, project_id, target, Side.TARGET, candidates)
    if ours.language == theirs.language:
        raise InvalidInput("target_language", "This is the language of the source.")
    label = " ".join(name.split())[:LONGEST_NAME] or ours.title
    with writing(database) as connection:
        alignment_id = alignments.add(
            connection,
            project_id=project_id,
            name=label,
            source_language=ours.language,
            target_language=theirs.language,
            document_id=source.document_id,
            source_name=file_names.plain(source.name) if source.name else "",
            source_body=source.body or None,
            target_name=file_names.plain(target.name) if target.name else theirs.title,
            created_by=actor.id,
        )
        alignments.add_sentences(connection, alignment_id, Side.SOURCE, ours.sentences)
        alignments.add_sentences(connection, alignment_id, Side.TARGET, theirs.sentences)
        job_id = aligning.order(connection, alignment_id, project_id, actor, label)
        happening = Happening(
            kind="alignment.begun",
            actor_id=actor.id,
            document_id=source.document_id,
            facts={"alignment": alignment_id, "name": label},
        )
        feed.append(connection, project_id, happening)
    size = len(ours.sentences) + len(theirs.sentences)
    return Begun(alignment_id=alignment_id, job_id=aligning.settle(database, job_id, size))


def _read(
    database: Database, project_id: int, given: Given, side: Side, candidates: Sequence[str]
) -> _Read:
    found = (
        _document(database, project_id, given.document_id)
        if given.document_id is not None
        else _file(given, side, candidates)
    )
    if not found.sentences:
        raise InvalidInput(f"{side}_text", "There is no text in it.")
    if len(found.sentences) > MOST:
        raise InvalidInput(
            f"{side}_text", "At most %(count)s sentences are aligned at once.", count=MOST
        )
    return found


def _document(database: Database, project_id: int, document_id: int) -> _Read:
    with reading(database) as connection:
        head = documents.head(connection, document_id)
        if head is None or head.project_id != project_id:
            raise NotFound("document", document_id)
        sentences = tuple(of_document(connection, document_id))
    return _Read(sentences=sentences, language=head.language, title=head.title)


def of_document(connection: Connection, document_id: int) -> Iterator[Sentence]:
    """Give the segments of a document that are translated, as sentences."""
    for block in blocks.of_file(connection, document_id):
        if block.left_out:
            continue
        for number, row in enumerate(block.segments):
            yield Sentence(
                text=row.text,
                codes=row.codes,
                after=row.after,
                begins=number == 0,
                segment_id=row.id,
                text_id=row.text_id,
            )


def _file(given: Given, side: Side, candidates: Sequence[str]) -> _Read:
    if not given.body.strip():
        raise InvalidInput(f"{side}_text", "Choose a document or a file, or paste a text.")
    found = gate.read(given.body, name=given.name, language=given.language, candidates=candidates)
    title = importing.title_of(found.document, given.name)
    parts = (block.segments for block in found.document.blocks if not block.left_out)
    return _Read(
        sentences=tuple(_sentences(parts)), language=found.language, title=title[:LONGEST_NAME]
    )


def _sentences(parts: Iterable[Sequence[Segment]]) -> Iterator[Sentence]:
    for segments in parts:
        for number, each in enumerate(segments):
            yield Sentence(text=each.text, codes=each.codes, after=each.after, begins=number == 0)


def drop(database: Database, *, actor: Actor, project_id: int, alignment_id: int) -> None:
    """Forget an alignment that was not accepted."""
    with writing(database) as connection:
        head = finding.find(connection, actor, project_id, alignment_id, Permission.TRANSLATE)
        finding.refuse_kept(head)
        if head.job_id is not None:
            jobs.cancel(connection, head.job_id)
        alignments.remove(connection, alignment_id)
