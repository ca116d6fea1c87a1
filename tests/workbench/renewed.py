"""A document that came as a file, with two editions of it, for tests of its newer versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from glossary.model import TermBase
from tests.workbench import factories
from tests.workbench.factories import World
from tests.workbench.test_rechecking import check_from_nothing, stored
from translations.review import Action
from translations.versions import Weight
from workbench import jobs
from workbench.services import editing, importing, reviewing
from workbench.services.source import looking, renewing, showing, undoing
from workbench.services.source.keeping import Made
from workbench.services.source.renewing import Choice
from workbench.services.source.showing import Preview
from workbench.storage import blocks, documents, standing, tables
from workbench.storage.blocks import BlockRow
from workbench.storage.engine import Database, reading
from workbench.storage.standing import Standing

LEFT = "The people's militia left the town."
WENT = "It went to the republic at dawn."
CARS = "Nobody saw 12 cars."
HERE = "Here is another paragraph."
TWO = "It has two sentences."
LAST = "Here is the last paragraph, and it ends the whole article."
ARTICLE = """\
# The town

The people's militia left the town. It went to the republic at dawn. Nobody saw 12 cars.

Here is another paragraph. It has two sentences.

Here is the last paragraph, and it ends the whole article.
"""


@dataclass(frozen=True)
class Shelf:
    """A document with its editions, and a hand that brings newer files."""

    database: Database
    world: World
    document: int
    editions: tuple[int, ...]

    # What stands

    def rows(self) -> tuple[BlockRow, ...]:
        with reading(self.database) as connection:
            return blocks.whole(connection, self.document)

    def segments(self) -> dict[str, int]:
        """The living segments by their texts, in their order."""
        return {s.text: s.id for row in self.rows() for s in row.segments}

    def texts(self) -> list[str]:
        return list(self.segments())

    def version(self) -> int:
        with reading(self.database) as connection:
            head = documents.head(connection, self.document)
        assert head is not None
        return head.source_version

    def target(self, segment: int, edition: int = 0) -> Standing:
        with reading(self.database) as connection:
            found = standing.of_segments(connection, [segment])
        return next(t for t in found if t.edition_id == self.editions[edition])

    def file(self) -> bytes:
        return importing.reconstruct(
            self.database, actor=self.world.reader, document_id=self.document
        )

    def everything(self) -> dict[str, list[tuple[object, ...]]]:
        """What people see of the document: its order, texts, blocks, translations."""
        columns = tables.Target.segment_id, tables.Target.edition_id, tables.Target.text
        with reading(self.database) as connection:
            targets = connection.execute(
                select(
                    *columns, tables.Target.state, tables.Target.marks, tables.SegmentVersion.text
                )
                .join(
                    tables.SegmentVersion,
                    tables.SegmentVersion.id == tables.Target.segment_version_id,
                )
                .join(tables.Segment, tables.Segment.id == tables.Target.segment_id)
                .where(~tables.Segment.retired)
                .order_by(tables.Target.id)
            )
            head = documents.head(connection, self.document)
            assert head is not None
            return {
                "blocks": [
                    (
                        *(row.id, row.number, row.position, row.kind, row.part, row.voice),
                        *(row.speaker, row.level, row.left_out),
                        [(s.id, s.text, s.codes, s.after) for s in row.segments],
                    )
                    for row in blocks.whole(connection, self.document)
                ],
                "targets": [tuple(row) for row in targets],
                "head": [(head.title, head.format, head.segments, head.words)],
                "names": [
                    (name.kind, name.source, name.language, name.text)
                    for name in documents.names(connection, self.document)
                ],
            }

    # What people do

    def write(
        self, segment: int, text: str, *, edition: int = 0, action: Action = Action.CONFIRM
    ) -> None:
        edition_id = self.editions[edition]
        with reading(self.database) as connection:
            version = editing.find(connection, edition_id, segment).target.version
        editing.save_target(
            self.database,
            actor=self.world.translator,
            edition_id=edition_id,
            segment_id=segment,
            text=text,
            version=version,
            action=action,
        )

    def approve(self, segment: int, *, edition: int = 0) -> None:
        reviewing.review(
            self.database,
            actor=self.world.reviewer,
            edition_id=self.editions[edition],
            segment_id=segment,
            version=self.target(segment, edition).version,
            action=Action.APPROVE,
        )

    def bring(self, text: str | bytes, name: str = "town.md") -> int:
        return looking.keep_file(
            self.database,
            actor=self.world.owner,
            document_id=self.document,
            data=text.encode() if isinstance(text, str) else text,
            name=name,
        )

    def look(self, upload: int) -> Preview:
        return showing.preview(
            self.database, actor=self.world.owner, document_id=self.document, upload_id=upload
        )

    def renew(
        self,
        text: str | bytes,
        weights: Mapping[int, Weight] | None = None,
        *,
        every: Weight | None = None,
        name: str = "town.md",
    ) -> Made:
        return renewing.renew(
            self.database,
            actor=self.world.owner,
            document_id=self.document,
            upload_id=self.bring(text, name),
            seen=self.version(),
            choice=Choice(weights=weights or {}, every=every),
        )

    def undo(self, number: int) -> Made:
        return undoing.undo(
            self.database, actor=self.world.owner, document_id=self.document, number=number
        )


def shelf(
    database: Database,
    data: str | bytes = ARTICLE,
    name: str = "town.md",
    *,
    termbase: TermBase = factories.TERMBASE,
    policy: str = "",
) -> Shelf:
    """Import a file and begin two editions of it."""
    world = factories.world(database, (), termbase=termbase)
    document = importing.import_document(
        database,
        actor=world.owner,
        project_id=world.project,
        data=data.encode() if isinstance(data, str) else data,
        name=name,
        language="en",
    )
    editions = tuple(
        importing.create_edition(
            database, actor=world.owner, document_id=document, language=language, policy=policy
        )
        for language in ("ru", "uk")
    )
    return Shelf(database, world, document, editions)


def agree(house: Shelf) -> None:
    """What is stored is what a check of everything from nothing stores."""
    jobs.run_waiting(house.database)
    found = stored(house.database)
    check_from_nothing(house.database, house.world.glossary)
    assert found == stored(house.database)
