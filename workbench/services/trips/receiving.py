"""Home: a file is kept, and laid beside the edition before anything happens."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import Connection

from glossary.languages import language_of
from glossary.saying import LanguageName, say
from translations.errors import UnreadableDocument
from translations.formats.bilingual.base import Languages
from translations.model import Finding
from translations.review import FourEyes
from translations.trips import arriving, matching
from translations.trips.arriving import TAKEN, Preview, Row, Terms
from translations.trips.model import ArrivedFile, Here
from workbench import file_names, trip_gate
from workbench.errors import NotFound
from workbench.permissions import Actor, Permission
from workbench.services import access, editing
from workbench.services.trips import many
from workbench.services.trips.leaving import MOST
from workbench.storage import documents, editions, homecomings, outings, rows
from workbench.storage.editions import EditionHead
from workbench.storage.engine import Database, reading, snapshot, writing
from workbench.storage.homecomings import HomecomingRow
from workbench.storage.rows import Filter

#: How long a file is kept on which nobody decides.
LIFETIME = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a person chose where they do not want what is offered."""

    confirm: bool = False  #: texts that come as drafts are taken as translated
    take: dict[int, bool] = field(default_factory=dict)  #: by segments
    comments: dict[int, bool] = field(default_factory=dict)

    def takes(self, row: Row) -> bool:
        """Say whether the text or the state of a row is taken."""
        return row.is_open and self.take.get(row.here.segment, row.kind in TAKEN)

    def takes_comments(self, row: Row) -> bool:
        return bool(row.comments) and self.comments.get(row.here.segment, True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A file that came home, beside the edition as it stands."""

    edition: EditionHead
    homecoming: HomecomingRow
    preview: Preview
    choices: Choices
    permissions: frozenset[Permission]

    @property
    def seal(self) -> str:
        """Stand for all that matters of what was seen: whoever takes it says which they saw."""
        seen = [
            (row.here.segment, row.kind.value, row.here.version, row.here.text_id)
            for row in self.preview.rows
            if row.is_open
        ]
        return hashlib.sha256(repr(seen).encode()).hexdigest()[:32]

    @property
    def taken(self) -> tuple[Row, ...]:
        """The rows whose text or state would be taken."""
        return tuple(row for row in self.preview.rows if self.choices.takes(row))

    @property
    def commented(self) -> tuple[Row, ...]:
        """The rows whose comments would be kept."""
        return tuple(row for row in self.preview.rows if self.choices.takes_comments(row))


def keep(database: Database, *, actor: Actor, edition_id: int, data: bytes, name: str) -> int:
    """Keep a file that can be read until its owner has decided; answers its number."""
    name = file_names.plain(name)
    with reading(database) as connection:
        head = _head(connection, actor, edition_id)
    _refuse_foreign(_read(data, name, head), head, name)
    with writing(database) as connection:
        homecomings.drop_old(connection, LIFETIME)
        return homecomings.add(
            connection, edition_id=edition_id, actor_id=actor.id, name=name, body=data
        )


def keep_source(database: Database, *, actor: Actor, edition_id: int) -> int:
    """Keep the source's own file, whose translations somebody wants; answers its number."""
    with reading(database) as connection:
        head = _head(connection, actor, edition_id)
        file = documents.original(connection, head.document_id)
    if file is None:
        raise NotFound("file of the source", head.document_id)
    return keep(database, actor=actor, edition_id=edition_id, data=file.body, name=file.name)


def look(database: Database, *, actor: Actor, edition_id: int, homecoming_id: int) -> Looked:
    """Lay a kept file beside the edition."""
    with reading(database) as connection:
        head = _head(connection, actor, edition_id)
        row = own(connection, actor, edition_id, homecoming_id)
        body = homecomings.body(connection, homecoming_id)
    file = _read(body, row.name, head)
    with snapshot(database) as connection:
        return beside(connection, actor, row, file)


def read(database: Database, row: HomecomingRow) -> ArrivedFile:
    """Read a kept file again."""
    with reading(database) as connection:
        head = editions.head(connection, row.edition_id)
        body = homecomings.body(connection, row.id)
    assert head is not None
    return _read(body, row.name, head)


def beside(connection: Connection, actor: Actor, row: HomecomingRow, file: ArrivedFile) -> Looked:
    """Lay a file beside the edition as it stands in this very transaction."""
    head = _head(connection, actor, row.edition_id)
    held = access.permissions(connection, actor, head.project_id)
    chosen = _choices(row)
    terms = Terms(
        may_review=Permission.REVIEW in held,
        four_eyes=head.four_eyes == FourEyes.REQUIRED,
        confirm=chosen.confirm,
        longest=editing.LONGEST,
    )
    numbers = matching.outings_named(file.segments)
    gone = outings.departed(connection, head.id, numbers)
    here = tuple(_here(connection, head.id))
    return Looked(
        edition=head,
        homecoming=row,
        preview=arriving.preview(file, here, gone, terms),
        choices=chosen,
        permissions=held,
    )


def found_in(
    database: Database, *, actor: Actor, edition_id: int, every: Sequence[Row]
) -> Mapping[int, tuple[Finding, ...]]:
    """Check the texts of rows that may be taken, each beside the others; by segments."""
    texts = {row.here.segment: row.target for row in every if row.writes}
    with snapshot(database) as connection:
        _head(connection, actor, edition_id)
        blocks = many.check(connection, edition_id, texts)
    return {segment: each.open for block in blocks for segment, each in block.checked.items()}


def choose(
    database: Database, *, actor: Actor, edition_id: int, homecoming_id: int, choices: Choices
) -> None:
    """Keep what a person chose of the rows that they saw; of others what they chose before."""
    with writing(database) as connection:
        _head(connection, actor, edition_id)
        before = _choices(own(connection, actor, edition_id, homecoming_id))
        kept = {
            "confirm": choices.confirm,
            "take": {str(n): said for n, said in (before.take | choices.take).items()},
            "comments": {str(n): said for n, said in (before.comments | choices.comments).items()},
        }
        homecomings.choose(connection, homecoming_id, kept)


def drop(database: Database, *, actor: Actor, edition_id: int, homecoming_id: int) -> None:
    """Forget a kept file."""
    with writing(database) as connection:
        _head(connection, actor, edition_id)
        own(connection, actor, edition_id, homecoming_id)
        homecomings.drop(connection, homecoming_id)


def own(connection: Connection, actor: Actor, edition_id: int, homecoming_id: int) -> HomecomingRow:
    """Find a file of the actor's own on which nobody decided: it concerns nobody else yet."""
    row = homecomings.find(connection, edition_id, homecoming_id)
    if row is None or row.actor_id != actor.id or row.settled_at is not None:
        raise NotFound("file that came home", homecoming_id)
    return row


def _head(connection: Connection, actor: Actor, edition_id: int) -> EditionHead:
    head = editions.head(connection, edition_id)
    if head is None:
        raise NotFound("edition", edition_id)
    access.require(connection, actor, Permission.TRANSLATE, project_id=head.project_id)
    return head


def _read(body: bytes, name: str, head: EditionHead) -> ArrivedFile:
    languages = Languages(source=head.source_language, target=head.language)
    return trip_gate.read(body, name=name, languages=languages)


def _refuse_foreign(file: ArrivedFile, head: EditionHead, name: str) -> None:
    if not file.segments:
        raise UnreadableDocument(say("There is no segment in it."), place=name)
    for theirs, ours in (
        (file.source_language, head.source_language),
        (file.target_language, head.language),
    ):
        if theirs and _base(theirs) != _base(ours):
            reason = say(
                "It is in another language (%(theirs)s) than this edition (%(ours)s).",
                theirs=LanguageName(code=theirs, english=language_of(theirs).name),
                ours=LanguageName(code=ours, english=language_of(ours).name),
            )
            raise UnreadableDocument(reason, place=name)


def _base(tag: str) -> str:
    return tag.replace("_", "-").partition("-")[0].lower()


def _here(connection: Connection, edition_id: int) -> Iterator[Here]:
    remarks = outings.remarks(connection, edition_id)
    every = rows.from_place(connection, edition_id, None, Filter(), MOST)
    for number, row in enumerate(every, 1):
        yield Here(
            segment=row.segment_id,
            number=number,
            text_id=row.text_id,
            source=row.source,
            codes=row.codes,
            target=row.target,
            state=row.state,
            version=row.version,
            left_out=row.left_out,
            comments=remarks.get(row.segment_id, frozenset()),
        )


def _choices(row: HomecomingRow) -> Choices:
    kept = row.choices
    return Choices(
        confirm=bool(kept.get("confirm")),
        take={int(n): said for n, said in kept.get("take", {}).items()},
        comments={int(n): said for n, said in kept.get("comments", {}).items()},
    )
