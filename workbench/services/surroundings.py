"""Keeping the context of editions as it is: after texts, blocks, senses or terms changed."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from sqlalchemy import Connection

from glossary.enforcement import Enforcer
from glossary.matching import lookup_keys
from glossary.model import TermBase
from glossary.rulebook import cues_of
from workbench.services import glossing, introducing
from workbench.storage import holdings, mentions, postings


def follow(
    connection: Connection,
    *,
    document_id: int,
    glossary_id: int,
    language: str,
    before: Iterable[str],
    after: Iterable[str],
    edition_id: int | None = None,
) -> frozenset[int]:
    """Bring the context up to date after these texts came, went, moved or changed their voice.

    The editions are locked. Answers the targets that are to be checked again.
    """
    termbase = glossing.termbase(connection, glossary_id)
    rows = glossing.concepts(connection, glossary_id, revision=termbase.revision)
    finder = _finder(termbase, language)
    old, new = tuple(before), tuple(after)
    cued = _cued_again(connection, document_id, finder, old, new)
    named = {o.concept for t in {*old, *new} for o in glossing.source_occurrences(finder, t)}
    said = {sense.concept for sense in mentions.senses(connection, document_id)} - {""}
    moved = introducing.refresh(
        connection,
        mentions.editions(connection, document_id, edition_id),
        termbase=termbase,
        rows=rows,
        concepts=named | said,
    )
    return moved | put_cued(connection, document_id, cued, glossary_id)


def begin(
    connection: Connection, *, document_id: int, glossary_id: int, edition_id: int | None = None
) -> frozenset[int]:
    """Find first mentions from nothing: for a new edition, or one that follows another policy."""
    termbase = glossing.termbase(connection, glossary_id)
    return introducing.refresh(
        connection,
        mentions.editions(connection, document_id, edition_id),
        termbase=termbase,
        rows=glossing.concepts(connection, glossary_id, revision=termbase.revision),
    )


class Cued(NamedTuple):
    """The concepts whose cues stand in texts that are gone, and in texts that came."""

    gone: frozenset[str]
    come: frozenset[str]


def cued_by(termbase: TermBase, language: str, *, gone: Iterable[str], come: Iterable[str]) -> Cued:
    """Look for cues in texts that go and in texts that come; asks no database."""
    finder = _finder(termbase, language)
    return Cued(_cued_by(finder, gone), _cued_by(finder, come))


def whole(
    connection: Connection, *, document_id: int, glossary_id: int, language: str, cued: Cued
) -> frozenset[int]:
    """Find the context of a document as an import does, after many texts changed or moved.

    The editions are locked. Answers the targets that are to be checked again.
    """
    finder = _finder(glossing.termbase(connection, glossary_id), language)
    now = _still_cued(connection, document_id, finder, cued)
    concerned = begin(connection, document_id=document_id, glossary_id=glossary_id)
    return concerned | put_cued(connection, document_id, now, glossary_id)


def after_terms(
    connection: Connection,
    *,
    document_id: int,
    glossary_id: int,
    termbase: TermBase,
    cues: AbstractSet[str],
    firsts: AbstractSet[str] | None,
) -> frozenset[int]:
    """Bring the context up to date after cues and rules, or where terms stand, changed."""
    mentions.lock_editions(connection, document_id)
    editions = mentions.editions(connection, document_id)
    concerned = introducing.refresh(
        connection,
        editions,
        termbase=termbase,
        rows=glossing.concepts(connection, glossary_id, revision=termbase.revision),
        concepts=firsts,
    )
    if not cues:
        return concerned
    language = mentions.language_of(connection, document_id)
    stand = cued_in(connection, document_id, termbase, language, cues)
    cued = (holdings.cued(connection, document_id) - cues) | stand
    return concerned | put_cued(connection, document_id, cued, glossary_id)


def cued_in(
    connection: Connection,
    document_id: int,
    termbase: TermBase,
    language: str,
    concepts: AbstractSet[str],
) -> frozenset[str]:
    """Name those of some concepts whose cues stand in a document."""
    finder = _finder(termbase, language)
    return frozenset(c for c in concepts if _stands(connection, document_id, finder, c))


def put_cued(
    connection: Connection, document_id: int, cued: AbstractSet[str], glossary_id: int
) -> frozenset[int]:
    """Store which concepts are cued; name the targets that are judged otherwise by it."""
    changed = holdings.cued(connection, document_id) ^ cued
    if not changed:
        return frozenset()
    holdings.set_cued(connection, document_id, cued)
    editions = mentions.editions(connection, document_id)
    mentions.raise_context(connection, [edition.id for edition in editions])
    rows = glossing.concepts(connection, glossary_id)
    segments = holdings.segments_naming(connection, document_id, [rows[c] for c in changed])
    return mentions.targets_of_segments(connection, segments)


def _cued_again(
    connection: Connection,
    document_id: int,
    finder: Enforcer,
    old: tuple[str, ...],
    new: tuple[str, ...],
) -> frozenset[str]:
    cued = Cued(_cued_by(finder, old), _cued_by(finder, new))
    return _still_cued(connection, document_id, finder, cued)


def _still_cued(
    connection: Connection, document_id: int, finder: Enforcer, cued: Cued
) -> frozenset[str]:
    was = holdings.cued(connection, document_id)
    doubtful = (cued.gone - cued.come) & was
    lost = {c for c in doubtful if not _stands(connection, document_id, finder, c)}
    return (was | cued.come) - lost


def _cued_by(finder: Enforcer, texts: Iterable[str]) -> frozenset[str]:
    return frozenset(concept for text in texts for concept in finder.cued(text))


def _stands(connection: Connection, document_id: int, finder: Enforcer, ident: str) -> bool:
    concept, language = finder.termbase.concept(ident), finder.source_language
    if concept is None:
        return False
    cues = cues_of(concept, language)
    keys = {postings.key(language, k) for cue in cues for k in lookup_keys(cue, language)}
    if not keys:
        return False
    texts = holdings.texts_with(connection, document_id, keys)
    return any(ident in finder.cued(text) for text in texts)


def _finder(termbase: TermBase, language: str) -> Enforcer:
    return glossing.enforcer(
        termbase, source_language=language, target_language=language, policy=""
    )
