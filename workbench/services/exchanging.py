"""Glossaries in from files in steps: kept, columns said, looked at beside what stands, imported."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection

from glossary.arrivals import Arrival, Conflict, arrive, completed, is_made_of, recognised
from glossary.errors import UnreadableTermBase
from glossary.formats.columns import RowProblem, Taken
from glossary.formats.strangers import Choice, Opened, Table
from glossary.merging import Difference, compare, merged
from glossary.model import TermBase
from glossary.saying import one_after_another, say
from glossary.sifting import Sifted, sift
from glossary.validation import Problem
from workbench import term_gate
from workbench.errors import InvalidInput, NotFound
from workbench.permissions import Actor, Permission
from workbench.services import access, terms
from workbench.services.terms import Committed
from workbench.storage import glossaries, term_history, term_log
from workbench.storage import term_uploads as stored
from workbench.storage.engine import Database, reading, writing
from workbench.storage.term_uploads import TermUploadRow

#: How long files that nobody imports are kept.
_LIFETIME = timedelta(days=1)
_CHOICE: TypeAdapter[Choice] = TypeAdapter(Choice)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A file beside the glossary at a revision: what would change, and what is to be decided."""

    revision: int
    arrival: Arrival
    difference: Difference  #: if every conflict were decided for the file
    row_problems: tuple[RowProblem, ...] = ()  #: rows that are left out
    entry_problems: tuple[Problem, ...] = ()  #: entries that are left out

    @property
    def conflicts(self) -> Mapping[str, Conflict]:
        """The conflicts by what they are about."""
        return {conflict.key: conflict for conflict in self.arrival.conflicts}


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """Kept files as somebody looks at them: a table without its columns, or beside the glossary."""

    upload_id: int
    name: str
    table: Table | None
    beside: Beside | None


def keep(database: Database, *, actor: Actor, glossary_id: int, files: Mapping[str, bytes]) -> int:
    """Keep files that can be read until somebody has looked at them; answers their number."""
    with reading(database) as connection:
        _require(connection, actor, glossary_id)
    opened = term_gate.read(files)
    if opened.termbase is not None:
        _beside(database, glossary_id, opened)
    with writing(database) as connection:
        stored.drop_old(connection, _LIFETIME)
        return stored.add(
            connection,
            glossary_id=glossary_id,
            actor_id=actor.id,
            name=", ".join(files),
            body=term_gate.pack(files),
        )


def choose(
    database: Database, *, actor: Actor, glossary_id: int, upload_id: int, choice: Choice
) -> None:
    """Say what the columns of a kept table hold; raises `UnreadableTermBase` where it cannot be."""
    with reading(database) as connection:
        upload = _upload(connection, actor, glossary_id, upload_id)
    term_gate.read(term_gate.unpack(upload.body), choice)
    with writing(database) as connection:
        stored.choose(connection, upload_id, _CHOICE.dump_python(choice, mode="json"))


def look(database: Database, *, actor: Actor, glossary_id: int, upload_id: int) -> Looked:
    """Show kept files beside the glossary, or the table whose columns are to be said."""
    with reading(database) as connection:
        upload = _upload(connection, actor, glossary_id, upload_id)
    opened = _open(upload)
    known = opened.termbase is not None or opened.taken is not None
    return Looked(
        upload_id=upload_id,
        name=upload.name,
        table=opened.table,
        beside=_beside(database, glossary_id, opened) if known else None,
    )


def import_kept(
    database: Database,
    *,
    actor: Actor,
    glossary_id: int,
    upload_id: int,
    seen: int,
    decided: Collection[str],
) -> Committed:
    """Import kept files in one transaction: all but the conflicts not decided for the file.

    Raises `StaleVersion` if the glossary is no longer at the revision that was seen.
    """
    with reading(database) as connection:
        upload = _upload(connection, actor, glossary_id, upload_id)
    opened = _open(upload)
    if opened.termbase is None and opened.taken is None:
        raise UnreadableTermBase(upload.name, None, say("first say what its columns hold."))
    beside = _beside(database, glossary_id, opened)
    committed = terms.import_termbase(
        database,
        actor=actor,
        glossary_id=glossary_id,
        incoming=beside.arrival.taking(decided),
        source=upload.name,
        seen=seen,
    )
    with writing(database) as connection:
        stored.drop(connection, upload_id)
    return committed


def drop(database: Database, *, actor: Actor, glossary_id: int, upload_id: int) -> None:
    """Forget kept files."""
    with writing(database) as connection:
        _upload(connection, actor, glossary_id, upload_id)
        stored.drop(connection, upload_id)


def beside(database: Database, *, glossary_id: int, opened: Opened) -> Beside:
    """Lay files that were read beside a glossary, for a command."""
    return _beside(database, glossary_id, opened)


def beginning(opened: Opened) -> Sifted:
    """What a new glossary would begin with, for a command."""
    return _incoming(TermBase(), opened)


def decisions(database: Database, *, actor: Actor | None, glossary_id: int) -> bytes:
    """The log of decisions as lines of JSON, newest first."""
    with reading(database) as connection:
        if actor is not None:
            access.require_in_glossary(connection, actor, Permission.READ, glossary_id=glossary_id)
        rows = term_log.decisions(connection, glossary_id)
    lines = (json.dumps(asdict(row), ensure_ascii=False, default=str) for row in rows)
    return "".join(f"{line}\n" for line in lines).encode()


def _beside(database: Database, glossary_id: int, opened: Opened) -> Beside:
    with reading(database) as connection:
        ours = glossaries.read_termbase(connection, glossary_id)
        incoming, left_out = _incoming(ours, opened)
        base = _made_of(connection, glossary_id, ours, incoming)
    arrival = arrive(ours, incoming, base)
    after = merged(ours, arrival.incoming)
    terms.refuse_problems(after, ours)
    return Beside(
        revision=ours.revision,
        arrival=arrival,
        difference=compare(ours, after),
        row_problems=opened.taken.problems if opened.taken else (),
        entry_problems=left_out,
    )


def _made_of(
    connection: Connection, glossary_id: int, ours: TermBase, incoming: TermBase
) -> TermBase | None:
    """The revision of this glossary that a file says it was made of."""
    if not is_made_of(incoming, ours):
        return None
    return term_history.read_at(connection, glossary_id, incoming.revision)


def _incoming(ours: TermBase, opened: Opened) -> Sifted:
    """What the files hold, without the entries that no glossary could hold."""
    if opened.taken is not None:
        return sift(ours, _full(ours, opened.taken))
    assert opened.termbase is not None
    sound, left_out = sift(ours, opened.termbase)
    wrong = (*opened.refused, *left_out)
    if wrong and not (sound.concepts or sound.policies):
        raise InvalidInput(wrong[0].field, one_after_another(map(terms.told, wrong[:5])))
    return Sifted(sound, wrong)


def _full(ours: TermBase, taken: Taken) -> TermBase:
    named = taken.termbase if taken.named else recognised(ours, taken.termbase)
    return completed(
        ours, named, concept_fields=taken.concept_fields, term_fields=taken.term_fields
    )


def _open(upload: TermUploadRow) -> Opened:
    choice: Any = upload.choice
    said = _CHOICE.validate_python(choice) if choice else None
    return term_gate.read(term_gate.unpack(upload.body), said)


def _require(connection: Connection, actor: Actor, glossary_id: int) -> None:
    access.require_in_glossary(connection, actor, Permission.TERMS, glossary_id=glossary_id)


def _upload(
    connection: Connection, actor: Actor, glossary_id: int, upload_id: int
) -> TermUploadRow:
    """Find files of the actor's own: what somebody is about to import concerns nobody else."""
    _require(connection, actor, glossary_id)
    upload = stored.find(connection, glossary_id, upload_id)
    if upload is None or upload.actor_id != actor.id:
        raise NotFound("uploaded file", upload_id)
    return upload
