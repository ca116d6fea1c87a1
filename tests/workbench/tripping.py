"""What tests of files that go out and come home do again and again."""

from __future__ import annotations

import io
import re
import zipfile

from tests.workbench.desk import MILITIA
from tests.workbench.factories import World
from translations.trips.arriving import Kind
from translations.trips.review_table import package
from workbench.permissions import Actor
from workbench.services import (
    commenting,
    documents,
    editing,
)
from workbench.services.trips import leaving, recalling, receiving, settling
from workbench.services.trips.receiving import Choices
from workbench.storage import blocks, comments
from workbench.storage.engine import Database, reading
from workbench.storage.rows import Filter
from workbench.storage.targets import TargetRow


def out(database: Database, desk: World, form: str = "xliff", chosen: Filter | None = None) -> str:
    file = leaving.leave(
        database,
        actor=desk.translator,
        edition_id=desk.edition,
        form=form,
        chosen=chosen or Filter(),
        say=lambda message: message.english,
    )
    return text_of(file.body)


def text_of(body: bytes) -> str:
    """The text of a file; of a table its document."""
    if not body.startswith(b"PK"):
        return body.decode()
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return archive.read("word/document.xml").decode()


def body_of(text: str, name: str) -> bytes:
    if not name.endswith(".docx"):
        return text.encode()
    return package.packed(text.encode(), title="A document", language="en")


def home(
    database: Database, desk: World, text: str, name: str = "a.xlf", actor: Actor | None = None
) -> int:
    return receiving.keep(
        database,
        actor=actor or desk.translator,
        edition_id=desk.edition,
        data=body_of(text, name),
        name=name,
    )


def look(
    database: Database, desk: World, number: int, actor: Actor | None = None
) -> receiving.Looked:
    return receiving.look(
        database, actor=actor or desk.translator, edition_id=desk.edition, homecoming_id=number
    )


def choose(
    database: Database, desk: World, number: int, choices: Choices, actor: Actor | None = None
) -> None:
    receiving.choose(
        database,
        actor=actor or desk.translator,
        edition_id=desk.edition,
        homecoming_id=number,
        choices=choices,
    )


def remark(database: Database, desk: World, text: str) -> None:
    commenting.add_comment(
        database,
        actor=desk.reviewer,
        edition_id=desk.edition,
        segment_id=desk.segments[MILITIA],
        text=text,
    )


def remarks(database: Database, desk: World) -> list[str]:
    with reading(database) as connection:
        rows = comments.of_segment(connection, desk.edition, desk.segments[MILITIA])
    return [row.text for row in rows]


def leave_out(database: Database, desk: World, place: int) -> None:
    with reading(database) as connection:
        block = blocks.find_block_of(connection, desk.segments[place])
    assert block is not None
    documents.leave_out(
        database,
        actor=desk.owner,
        document_id=desk.document,
        seen={block: 1},
        reason="Not ours.",
        edition_id=desk.edition,
    )


def take(
    database: Database, desk: World, number: int, actor: Actor | None = None
) -> settling.Settled:
    seen = look(database, desk, number, actor)
    return settling.settle(
        database,
        actor=actor or desk.translator,
        edition_id=desk.edition,
        homecoming_id=number,
        seal=seen.seal,
    )


def stands(database: Database, desk: World, place: int) -> TargetRow:
    with reading(database) as connection:
        return editing.find(connection, desk.edition, desk.segments[place]).target


def recall(database: Database, desk: World, number: int) -> recalling.Recalled:
    return recalling.recall(
        database, actor=desk.translator, edition_id=desk.edition, homecoming_id=number
    )


def set_target(text: str, source: str, target: str) -> str:
    """Write a translation into an XLIFF, as a person with a text editor does."""
    return re.sub(
        rf"(<source[^>]*>{re.escape(source)}</source>)(?:<target[^>]*>.*?</target>)?",
        rf'\1<target xml:space="preserve">{target}</target>',
        text,
        flags=re.DOTALL,
    )


def kinds(
    database: Database, desk: World, number: int, actor: Actor | None = None
) -> dict[int, Kind]:
    rows = look(database, desk, number, actor).preview.rows
    places = {segment: place for place, segment in enumerate(desk.segments)}
    return {places[row.here.segment]: row.kind for row in rows if row.kind is not Kind.UNCHANGED}
