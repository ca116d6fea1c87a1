"""Which word forms stand in which text, so that a changed term finds the few texts it touches.

A form and its keys are stored once for each language; a posting is two numbers.
The numbers of forms are remembered by the process, but only those that are
committed: what a transaction inserts it may still take back.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from weakref import WeakKeyDictionary, WeakSet

from sqlalchemy import Connection, Pool, Select, bindparam, select, text

from workbench.storage import bulk
from workbench.storage.tables import Form, FormKey, SourcePosting, TargetPosting

#: The keys under which terms look a form up.
Keys = Callable[[str], Collection[str]]

_AT_ONCE = 5_000
_committed: WeakKeyDictionary[Pool, dict[tuple[str, str], int]] = WeakKeyDictionary()
_inserting: WeakSet[Connection] = WeakSet()

_FIND = select(Form.text, Form.id).where(
    Form.language == bindparam("language"), Form.text.in_(bindparam("texts", expanding=True))
)
_ADD_FORM = text(
    "INSERT INTO form (language, text) VALUES (:language, :text) ON CONFLICT DO NOTHING"
)
_ADD_KEY = text(
    "INSERT INTO form_key (key, form_id) VALUES (:key, :form_id) ON CONFLICT DO NOTHING"
)


def form_ids(
    connection: Connection, language: str, forms: Collection[str], keys: Keys
) -> dict[str, int]:
    """Number the forms, storing with their keys those that are new."""
    committed = _committed.setdefault(connection.engine.pool, {})
    known: dict[str, int] = {}
    unknown: list[str] = []
    for form in forms:
        number = committed.get((language, form))
        if number is None:
            unknown.append(form)
        else:
            known[form] = number
    if unknown:
        known |= _look_up(connection, language, unknown, committed)
        known |= _add(connection, language, [f for f in unknown if f not in known], keys)
    return known


def key(language: str, form_key: str) -> str:
    """Write a key of a form as it is stored."""
    return f"{language}:{form_key}"


def _look_up(
    connection: Connection,
    language: str,
    forms: Sequence[str],
    committed: dict[tuple[str, str], int],
) -> dict[str, int]:
    found = dict(_stored(connection, language, forms))
    if connection not in _inserting:
        committed.update({(language, form): number for form, number in found.items()})
    return found


def _stored(
    connection: Connection, language: str, forms: Sequence[str]
) -> Iterator[tuple[str, int]]:
    for some in _pieces(forms):
        rows = connection.execute(_FIND, {"language": language, "texts": some})
        yield from rows.all()


def _add(
    connection: Connection, language: str, forms: Iterable[str], keys: Keys
) -> Mapping[str, int]:
    new = sorted(forms)  # in one order for all, so that two writers never wait in a circle
    if not new:
        return {}
    _inserting.add(connection)
    connection.execute(_ADD_FORM, [{"language": language, "text": form} for form in new])
    numbers = dict(_stored(connection, language, new))
    rows = [
        {"key": key(language, each), "form_id": numbers[form]}
        for form in new
        for each in sorted(keys(form))
    ]
    if rows:
        connection.execute(_ADD_KEY, rows)
    return numbers


def _pieces(forms: Sequence[str]) -> Iterator[Sequence[str]]:
    return (forms[start : start + _AT_ONCE] for start in range(0, len(forms), _AT_ONCE))


# Postings


def add_source(connection: Connection, rows: Iterable[tuple[int, int]]) -> None:
    """Store (form, segment version) pairs, in the order of the index."""
    bulk.insert(connection, "source_posting", ("form_id", "segment_version_id"), sorted(rows))


def add_target(connection: Connection, rows: Iterable[tuple[int, int]]) -> None:
    """Store (form, target) pairs."""
    bulk.insert(connection, "target_posting", ("form_id", "target_id"), sorted(rows))


def remove_target(connection: Connection, target_id: int, form_ids: Collection[int]) -> None:
    rows = [(form_id, target_id) for form_id in sorted(form_ids)]
    bulk.delete(connection, "target_posting", ("form_id", "target_id"), rows)


def forms_of_target(connection: Connection, target_id: int) -> frozenset[int]:
    rows = connection.execute(
        select(TargetPosting.form_id).where(TargetPosting.target_id == target_id)
    )
    return frozenset(rows.scalars())


def sources_with(connection: Connection, keys: Collection[str]) -> frozenset[int]:
    """Name the segment versions in which a form with one of these stored keys stands."""
    statement = (
        select(SourcePosting.segment_version_id)
        .join(FormKey, FormKey.form_id == SourcePosting.form_id)
        .where(FormKey.key.in_(bindparam("keys", expanding=True)))
        .distinct()
    )
    return _texts_with(connection, statement, keys)


def targets_with(connection: Connection, keys: Collection[str]) -> frozenset[int]:
    """Name the targets in which a form with one of these stored keys stands."""
    statement = (
        select(TargetPosting.target_id)
        .join(FormKey, FormKey.form_id == TargetPosting.form_id)
        .where(FormKey.key.in_(bindparam("keys", expanding=True)))
        .distinct()
    )
    return _texts_with(connection, statement, keys)


def _texts_with(
    connection: Connection, statement: Select[int], keys: Collection[str]
) -> frozenset[int]:
    """Ask for as many keys at a time as either engine takes; a new glossary has thousands."""
    found: set[int] = set()
    for some in _pieces(sorted(keys)):
        found.update(connection.execute(statement, {"keys": some}).scalars())
    return frozenset(found)
