"""After a change of the glossary: every segment that it can concern is judged again.

Candidates come from stored occurrences and postings of both sides, so that a
small change is a small job; the outcome equals a full re-check, always
(`tests/workbench/test_rechecking.py` proves it over generated changes).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from glossary.impact import Change, changed_terms
from glossary.model import TermBase
from workbench.services import checking, glossing, introducing, surroundings
from workbench.storage import candidates, glossaries, holdings, mentions, postings, term_history
from workbench.storage.candidates import pieces
from workbench.storage.engine import Database, reading, writing
from workbench.storage.folding import fold

#: Told how many of how many texts are done.
Step = Callable[[int, int], None]
#: Sources searched in one transaction, and targets judged between two steps.
_SOURCES, _TARGETS = 200, 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """What a change can concern: segment versions to search, targets to judge."""

    sources: tuple[int, ...]
    targets: tuple[int, ...]
    cues: frozenset[str] = frozenset()  #: concepts whose cues differ
    firsts: frozenset[str] = frozenset()  #: concepts whose form at first mention differs


def recheck_change(
    database: Database, glossary_id: int, before: int, after: int, step: Step
) -> int:
    """Search and judge again what the change between two revisions can concern; answer how many."""
    with reading(database) as connection:
        old = term_history.read_at(connection, glossary_id, before)
        new = term_history.read_at(connection, glossary_id, after)
        found = find_candidates(connection, glossary_id, old, new)
    total, done = len(found.sources) + len(found.targets), 0
    for some in pieces(found.sources, _SOURCES):
        _search_again(database, glossary_id, some)
        done += len(some)
        step(done, total)
    targets = sorted({*found.targets, *_surround_again(database, glossary_id, found)})
    total = len(found.sources) + len(targets)
    for some in pieces(targets, _TARGETS):
        checking.recheck(database, some, left_by=after)
        done += len(some)
        step(done, total)
    return len(targets)


def find_candidates(
    connection: Connection, glossary_id: int, old: TermBase, new: TermBase
) -> Candidates:
    """Name the stored texts that a change from one term base to the other can concern."""
    rows = glossaries.concept_rows(connection, glossary_id)
    sources = _searched(connection, old, new, glossary_id)
    targets = candidates.targets_of_sources(connection, glossary_id, sources)
    cues, firsts = set[str](), set[str]()
    for setting in candidates.settings(connection, glossary_id):
        policy = _policy_of_both(setting.policy, old, new)
        if policy is None:
            targets |= candidates.targets_under(connection, glossary_id, setting)
            cues |= introducing.differing_cues(old, new, setting.source_language)
            firsts |= introducing.differing_firsts(old, new, setting)
            continue
        change = changed_terms(
            old,
            new,
            source_language=setting.source_language,
            target_language=setting.target_language,
            policy=policy,
        )
        concerned = _concerned(connection, glossary_id, change, rows)
        concerned |= _where_said(connection, glossary_id, change, (old, new), rows)
        cues |= introducing.differing_cues(old, new, setting.source_language)
        firsts |= introducing.differing_firsts(old, new, setting)
        targets |= candidates.targets_under(connection, glossary_id, setting, concerned)
    return Candidates(
        sources=tuple(sorted(candidates.of_glossary(connection, glossary_id, sources))),
        targets=candidates.in_their_blocks(connection, glossary_id, targets),
        cues=frozenset(cues),
        firsts=frozenset(firsts),
    )


def _concerned(
    connection: Connection, glossary_id: int, change: Change, concept_rows: Mapping[str, int]
) -> frozenset[int]:
    """Name the targets, under whatever setting, in which a change can be felt."""
    concepts = [concept_rows[ident] for ident in change.concepts if ident in concept_rows]
    sources = candidates.sources_of_concepts(connection, concepts)
    keys = {postings.key(change.target_language, key) for key in change.target_keys}
    return (
        candidates.targets_of_sources(connection, glossary_id, sources)
        | candidates.targets_of_concepts(connection, concepts)
        | postings.targets_with(connection, keys)
    )


def _where_said(
    connection: Connection,
    glossary_id: int,
    change: Change,
    bases: tuple[TermBase, TermBase],
    concept_rows: Mapping[str, int],
) -> frozenset[int]:
    """Name what stands where somebody said that words mean a concept that changes."""
    senses = mentions.senses_meaning(connection, glossary_id, change.concepts)
    if not senses:
        return frozenset()
    segments = {sense.segment_id for sense in senses}
    citations = {sense.citation for sense in senses if sense.citation}
    terms = (t for base in bases for t in base.terms(change.source_language))
    named = {concept_rows[t.concept] for t in terms if fold(t.text) in citations}
    for document in {sense.document_id for sense in senses}:
        segments |= holdings.segments_naming(connection, document, named)
    return mentions.targets_of_segments(connection, segments)


def _surround_again(database: Database, glossary_id: int, found: Candidates) -> frozenset[int]:
    """Find cues and first mentions anew where the change concerns them; name the targets."""
    with reading(database) as connection:
        known = glossing.termbase(connection, glossary_id)
        rows = glossaries.concept_rows(connection, glossary_id)
        naming = holdings.documents_naming(
            connection,
            glossary_id,
            text_ids=found.sources,
            concept_rows=[rows[ident] for ident in found.firsts if ident in rows],
        )
        every = [number for number, _ in holdings.documents_of(connection, glossary_id)]
    concerned: set[int] = set()
    for document_id in every if found.cues else sorted(naming):
        with writing(database) as connection:
            concerned |= surroundings.after_terms(
                connection,
                document_id=document_id,
                glossary_id=glossary_id,
                termbase=known,
                cues=found.cues,
                firsts=(None if found.sources else found.firsts)
                if document_id in naming
                else frozenset(),
            )
    return frozenset(concerned)


def _policy_of_both(name: str, old: TermBase, new: TermBase) -> str | None:
    """Name the policy to compare under; none where it came or went with this change."""
    before, after = (any(p.name == name for p in base.policies) for base in (old, new))
    if before != after:
        return None
    return name if before else ""


def _searched(
    connection: Connection, old: TermBase, new: TermBase, glossary_id: int
) -> frozenset[int]:
    """Name the segment versions whose own occurrences can change."""
    found = frozenset[int]()
    for language in candidates.source_languages(connection, glossary_id):
        change = changed_terms(old, new, source_language=language, target_language=language)
        keys = {postings.key(language, key) for key in change.source_keys}
        found |= postings.sources_with(connection, keys)
    return found


def _search_again(database: Database, glossary_id: int, versions: Sequence[int]) -> None:
    """Search source texts while others may write, then write what was found."""
    with reading(database) as connection:
        known = glossing.termbase(connection, glossary_id)
        texts = candidates.texts(connection, versions)
    found = [
        each
        for language, rows in texts.items()
        for each in glossing.find_in_sources(rows, language=language, termbase=known)
    ]
    with writing(database) as connection:
        glossing.replace_source(connection, found, termbase=known, glossary_id=glossary_id)
