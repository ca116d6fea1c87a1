"""The stored glossary at work: compiled once for each revision, applied to stored texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Pool

from glossary.enforcement import Enforcer
from glossary.matching import form_keys, token_forms
from glossary.model import Occurrence, TermBase
from workbench.services.kept import Kept, Value
from workbench.storage import glossaries, occurrences, postings


class _Known:
    """What one process knows of the glossaries of one database."""

    def __init__(self) -> None:
        self.termbases: Kept[TermBase] = Kept(8)
        self.concepts: Kept[Mapping[str, int]] = Kept(8)


_by_database: WeakKeyDictionary[Pool, _Known] = WeakKeyDictionary()
#: By the identity of the term base, which the value keeps alive: comparing two is slow.
_enforcers: Kept[tuple[TermBase, Enforcer]] = Kept(16)


def termbase(connection: Connection, glossary_id: int, *, revision: int | None = None) -> TermBase:
    """Give the glossary as it stands in this transaction; `revision`, if it was just read."""
    return _read(
        connection, glossary_id, revision, _known(connection).termbases, glossaries.read_termbase
    )


def concepts(
    connection: Connection, glossary_id: int, *, revision: int | None = None
) -> Mapping[str, int]:
    """Map the concepts' idents to their rows."""
    return _read(
        connection, glossary_id, revision, _known(connection).concepts, glossaries.concept_rows
    )


def enforcer(
    termbase: TermBase, *, source_language: str, target_language: str, policy: str
) -> Enforcer:
    """Compile a term base for two languages and a policy, once.

    A policy that is there no more asks nothing: the statuses alone decide.
    """
    known = _policy(termbase, policy)

    def compiled() -> tuple[TermBase, Enforcer]:
        made = rules(
            termbase,
            source_language=source_language,
            target_language=target_language,
            policy=known,
        )
        made.prepare()
        return termbase, made

    key = (id(termbase), source_language, target_language, known)
    return _enforcers.get(key, compiled)[1]


def rules(
    termbase: TermBase, *, source_language: str, target_language: str, policy: str
) -> Enforcer:
    """Lay a policy over a term base for somebody who asks for rules, or for few texts."""
    return Enforcer(termbase, source_language, target_language, _policy(termbase, policy))


def _policy(termbase: TermBase, name: str) -> str:
    return name if any(name == each.name for each in termbase.policies) else ""


@lru_cache(maxsize=8192)
def source_occurrences(enforcer: Enforcer, text: str) -> tuple[Occurrence, ...]:
    """Find the terms of a source text; every save of its translation asks for them again."""
    return enforcer.source_occurrences(text)


def index_source(
    connection: Connection,
    segment_version_rows: Sequence[tuple[int, str]],
    *,
    language: str,
    termbase: TermBase,
    glossary_id: int,
) -> None:
    """Store where terms and which word forms stand in new source texts."""
    if not segment_version_rows:
        return
    finder = enforcer(termbase, source_language=language, target_language=language, policy="")
    occurrences.add_source(
        connection,
        ((version, source_occurrences(finder, text)) for version, text in segment_version_rows),
        concepts(connection, glossary_id, revision=termbase.revision),
    )
    forms = {version: token_forms(text, language) for version, text in segment_version_rows}
    numbers = _form_ids(connection, language, frozenset().union(*forms.values()))
    postings.add_source(
        connection, ((numbers[form], version) for version, each in forms.items() for form in each)
    )


def read_ahead(texts: Iterable[str], *, language: str, termbase: TermBase) -> None:
    """Find the terms of texts that are about to be indexed, before anybody waits for it."""
    finder = enforcer(termbase, source_language=language, target_language=language, policy="")
    for text in texts:
        source_occurrences(finder, text)


def find_in_sources(
    segment_version_rows: Iterable[tuple[int, str]], *, language: str, termbase: TermBase
) -> list[tuple[int, tuple[Occurrence, ...]]]:
    """Find the terms of source texts, each text by its number."""
    finder = enforcer(termbase, source_language=language, target_language=language, policy="")
    return [(version, finder.source_occurrences(text)) for version, text in segment_version_rows]


def replace_source(
    connection: Connection,
    found: Sequence[tuple[int, tuple[Occurrence, ...]]],
    *,
    termbase: TermBase,
    glossary_id: int,
) -> None:
    """Store where terms stand in source texts in place of what was stored; their words stay."""
    occurrences.clear_source(connection, [version for version, _ in found])
    known = concepts(connection, glossary_id, revision=termbase.revision)
    occurrences.add_source(connection, found, known)


def reindex_source(
    connection: Connection,
    segment_version_rows: Sequence[tuple[int, str]],
    *,
    language: str,
    termbase: TermBase,
    glossary_id: int,
) -> None:
    """Find the terms of source texts again, after the glossary changed; their words stay."""
    found = find_in_sources(segment_version_rows, language=language, termbase=termbase)
    replace_source(connection, found, termbase=termbase, glossary_id=glossary_id)


def index_target(
    connection: Connection, target_id: int, *, old: str, new: str, language: str
) -> None:
    """Bring the stored word forms of a target from one text to another."""
    before, now = token_forms(old, language), token_forms(new, language)
    if before == now:
        return
    numbers = _form_ids(connection, language, before ^ now)
    postings.remove_target(connection, target_id, [numbers[form] for form in before - now])
    postings.add_target(connection, [(numbers[form], target_id) for form in now - before])


def _form_ids(connection: Connection, language: str, forms: frozenset[str]) -> Mapping[str, int]:
    return postings.form_ids(connection, language, forms, lambda form: form_keys(form, language))


def _read(
    connection: Connection,
    glossary_id: int,
    revision: int | None,
    kept: Kept[Value],
    read: Callable[[Connection, int], Value],
) -> Value:
    if revision is None:
        revision = glossaries.revision(connection, glossary_id)
    key = (glossary_id, revision)
    if connection.get_execution_options().get("writes"):
        # A revision that this very transaction made may never be committed: not kept.
        return kept.peek(key) or read(connection, glossary_id)
    return kept.get(key, lambda: read(connection, glossary_id))


def _known(connection: Connection) -> _Known:
    return _by_database.setdefault(connection.engine.pool, _Known())
