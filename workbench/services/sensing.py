"""Saying what words of a source mean: a concept, or none of those known, for every edition."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection

from glossary.model import Occurrence, Span, Voice
from glossary.senses import meant
from translations.inline import plain
from translations.waivers import Scope
from workbench.errors import Conflict, InvalidInput, NotFound, StaleVersion
from workbench.permissions import Actor, Permission
from workbench.services import access, due_checks, glossing, introducing
from workbench.services.contexts import Context
from workbench.services.documents import LONGEST_REASON, UNSTORABLE
from workbench.storage import blocks, documents, feed, mentions
from workbench.storage.blocks import BlockRow, SegmentRow
from workbench.storage.documents import DocumentHead
from workbench.storage.engine import Database, reading, writing
from workbench.storage.feed import Happening
from workbench.storage.folding import fold
from workbench.storage.mentions import SenseRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A sense that somebody set or took back, and how many targets are checked again for it."""

    sense_id: int
    concerned: int
    job_id: int | None = None  #: checks that a worker is to be told of


@dataclass(frozen=True, slots=True, kw_only=True)
class SenseShown:
    """A sense as the page of a segment lists it."""

    sense: SenseRow
    who: str


def set_sense(
    database: Database,
    *,
    actor: Actor,
    segment_id: int,
    text_id: int,
    span: Span,
    concept: str,
    voice: Voice | None = None,
    scope: Scope = Scope.OCCURRENCE,
    reason: str = "",
) -> Told:
    """Say which concept words of a source mean; an empty one says: none of those known.

    `text_id` names the text that was seen. What reaches further than this
    occurrence takes a terminologist, and holds for every form of the term there.
    A voice says instead whose words they are, of this occurrence alone.
    """
    why = _reason(reason)
    _check_voice(voice, concept, scope)
    with writing(database) as connection:
        head, block, row = _begin(connection, actor, segment_id, scope)
        if row.text_id != text_id:
            current = {"text_id": row.text_id, "text": row.text}
            raise StaleVersion("segment", seen=text_id, current=current)
        words = _words(row, span)
        if concept and concept not in glossing.concepts(connection, head.glossary_id):
            raise NotFound("concept", concept)
        wide = scope is not Scope.OCCURRENCE
        citation = _citation(connection, head, row, span) if wide else ""
        if scope is Scope.SPEAKER and not block.speaker:
            raise InvalidInput("scope", "Nobody is named as the speaker of this block.")
        before = mentions.senses(connection, head.id)
        speaker = block.speaker if scope is Scope.SPEAKER else ""
        for other in before:
            alike = bool(other.voice) is bool(voice)
            if alike and _replaces(other, row.id, span, scope, citation, speaker):
                _end(connection, other, actor, "Replaced by another one.")
        said = {"words": words, "concept": concept, "voice": voice or "", "scope": scope.value}
        sense_id = mentions.add_sense(
            connection,
            document_id=head.id,
            segment_id=row.id,
            text_id=row.text_id,
            start=span.start,
            end=span.end,
            **said,
            citation=citation,
            speaker=speaker,
            reason=why,
            actor_id=actor.id,
            at=datetime.now(UTC),
        )
        happened = ("voice.set" if voice else "sense.set", row.id, {"sense": sense_id, **said})
        told = _follow(connection, actor, head, sense_id, before, happened)
    return _settled(database, told)


def drop_sense(database: Database, *, actor: Actor, sense_id: int, reason: str = "") -> Told:
    """Take back what was said of words; the glossary alone reads them again."""
    why = _reason(reason)
    with writing(database) as connection:
        sense = mentions.sense(connection, sense_id)
        if sense is None:
            raise NotFound("sense", sense_id)
        head, _block, row = _begin(connection, actor, sense.segment_id, Scope(sense.scope))
        before = mentions.senses(connection, head.id)
        if not _end(connection, sense, actor, why):
            raise Conflict("This sense holds no more.")
        facts = {"sense": sense_id, "concept": sense.concept, "scope": sense.scope}
        kind = "voice.dropped" if sense.voice else "sense.dropped"
        told = _follow(connection, actor, head, sense_id, before, (kind, row.id, facts))
    return _settled(database, told)


def senses_of(database: Database, *, actor: Actor, segment_id: int) -> tuple[SenseShown, ...]:
    """List what was ever said of the words of a segment, newest first."""
    with reading(database) as connection:
        project_id = access.project_of_segment(connection, segment_id)
        access.require(connection, actor, Permission.READ, project_id=project_id)
        rows = mentions.senses_of_segment(connection, segment_id)
    return tuple(SenseShown(sense=sense, who=who) for sense, who in rows)


def _begin(
    connection: Connection, actor: Actor, segment_id: int, scope: Scope
) -> tuple[DocumentHead, BlockRow, SegmentRow]:
    """Lock the document of a segment, if the actor may say what its words mean."""
    project_id = access.project_of_segment(connection, segment_id)
    wide = scope is not Scope.OCCURRENCE
    wanted = Permission.WAIVE_WIDELY if wide else Permission.TRANSLATE
    access.require(connection, actor, wanted, project_id=project_id)
    block_id = blocks.find_block_of(connection, segment_id)
    found = blocks.some(connection, [block_id]) if block_id is not None else ()
    head = documents.lock(connection, found[0].document_id) if found else None
    row = next((s for b in found for s in b.segments if s.id == segment_id), None)
    if head is None or row is None:
        raise NotFound("segment", segment_id)
    mentions.lock_editions(connection, head.id)
    (block,) = blocks.some(connection, [found[0].id])
    return head, block, next(s for s in block.segments if s.id == segment_id)


def _check_voice(voice: Voice | None, concept: str, scope: Scope) -> None:
    if voice is not None and (concept or scope is not Scope.OCCURRENCE):
        raise InvalidInput("voice", "Whose words they are is said of one place alone.")


def _reason(text: str) -> str:
    why = " ".join(text.split())
    if len(why) > LONGEST_REASON or UNSTORABLE.search(why):
        raise InvalidInput(
            "reason", "A reason has at most %(count)s plain characters.", count=LONGEST_REASON
        )
    return why


def _words(row: SegmentRow, span: Span) -> str:
    inside = 0 <= span.start < span.end <= len(row.text)
    words = plain(row.text[span.start : span.end]).text if inside else ""
    if not words.strip():
        raise InvalidInput("span", "Mark the words of the source that are meant.")
    return words


def _citation(connection: Connection, head: DocumentHead, row: SegmentRow, span: Span) -> str:
    """What the term is called that stands at a place, folded: other forms of it are found by it."""
    found = _found(connection, head, row.text)
    texts = [fold(o.text) for o in found if o.span == span]
    if not texts:
        raise InvalidInput(
            "scope", "What holds for a whole document or speaker is said of a term found there."
        )
    return texts[0]


def _found(connection: Connection, head: DocumentHead, text: str) -> tuple[Occurrence, ...]:
    finder = glossing.enforcer(
        glossing.termbase(connection, head.glossary_id),
        source_language=head.language,
        target_language=head.language,
        policy="",
    )
    return glossing.source_occurrences(finder, text)


def _replaces(
    other: SenseRow, segment_id: int, span: Span, scope: Scope, citation: str, speaker: str
) -> bool:
    if other.scope != scope:
        return False
    if scope is Scope.OCCURRENCE:
        meets = other.start < span.end and span.start < other.end
        return other.segment_id == segment_id and meets
    return other.citation == citation and other.speaker == speaker


def _end(connection: Connection, sense: SenseRow, actor: Actor, why: str) -> bool:
    return mentions.end_sense(
        connection, sense.id, ended_at=datetime.now(UTC), ended_by=actor.id, ended_why=why
    )


def _follow(
    connection: Connection,
    actor: Actor,
    head: DocumentHead,
    sense_id: int,
    before: tuple[SenseRow, ...],
    told: tuple[str, int, dict[str, object]],
) -> Told:
    """Order the checks that are due where the senses changed, and tell."""
    now = mentions.senses(connection, head.id)
    changed = [*(s for s in before if s not in now), *(s for s in now if s not in before)]
    editions = mentions.editions(connection, head.id)
    mentions.raise_context(connection, [edition.id for edition in editions])
    termbase = glossing.termbase(connection, head.glossary_id)
    rows = glossing.concepts(connection, head.glossary_id, revision=termbase.revision)
    segments, named = _concerned(connection, head, changed)
    moved = introducing.refresh(connection, editions, termbase=termbase, rows=rows, concepts=named)
    targets = sorted(moved | mentions.targets_of_segments(connection, segments))
    job_id = due_checks.order(connection, targets, project_id=head.project_id, actor=actor)
    kind, segment_id, facts = told
    happening = Happening(
        kind=kind, actor_id=actor.id, document_id=head.id, segment_id=segment_id, facts=facts
    )
    feed.append(connection, head.project_id, happening)
    return Told(sense_id=sense_id, concerned=len(targets), job_id=job_id)


def _concerned(
    connection: Connection, head: DocumentHead, changed: list[SenseRow]
) -> tuple[set[int], frozenset[str]]:
    """The segments whose words mean something else now, and all concepts that they may name."""
    segments = {s.segment_id for s in changed if s.scope == Scope.OCCURRENCE}
    citations = {s.citation for s in changed if s.scope != Scope.OCCURRENCE}
    named = {s.concept for s in changed} - {""}
    texts = mentions.living_texts(
        connection, head.id, segments, named_rows=_rows(connection, head, citations)
    )
    concerned, context = set(segments), Context(senses=tuple(changed))
    for text in texts:
        found = _found(connection, head, text.text)
        said = context.senses_in(text.segment_id, text.speaker, found)
        if said:
            concerned.add(text.segment_id)
            understood = meant(text.text, found, said, concepts=named)
            named |= {o.concept for o in (*found, *understood.occurrences)}
    return concerned, frozenset(named)


def _rows(connection: Connection, head: DocumentHead, citations: set[str]) -> list[int]:
    """The concepts of the terms that are called so."""
    rows = glossing.concepts(connection, head.glossary_id)
    base = glossing.termbase(connection, head.glossary_id)
    terms = base.terms(head.language) if citations else ()
    return sorted({rows[t.concept] for t in terms if fold(t.text) in citations})


def _settled(database: Database, told: Told) -> Told:
    job_id = due_checks.settle(database, told.job_id)
    return Told(sense_id=told.sense_id, concerned=told.concerned, job_id=job_id)
