"""Correcting a document: blocks, what is left out, slips in the source, names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from sqlalchemy import select, update

from glossary.model import Voice
from tests.workbench import factories
from tests.workbench.factories import World
from translations.inline import code_point
from translations.model import BlockKind, Code, CodeKind, Mark, Part, Segment, State
from translations.review import Action
from workbench import jobs
from workbench.errors import InvalidInput, NotAllowed, NotFound, StaleVersion
from workbench.services import correcting, documents, naming
from workbench.services.documents import BlockChange, Corrected, DocumentPage
from workbench.services.editing import save_target
from workbench.storage import blocks, segments, standing, tables
from workbench.storage import documents as stored
from workbench.storage.codes import to_json
from workbench.storage.engine import Database, reading, writing
from workbench.storage.standing import Standing

B, E = code_point(0), code_point(1)
CODES = (
    Code(id="1", kind=CodeKind.START, original="**", display="b"),
    Code(id="1", kind=CodeKind.END, original="**", display="b"),
)
ARTICLE = (
    factories.Paragraph(segments=("The house of words",), part=Part.TITLE),
    ("The militia left.", "It went to the republic."),
    (Segment(text=f"The {B}militia{E} stays."),),
)


@dataclass(frozen=True)
class Desk:
    database: Database
    world: World

    def page(self, edition_id: int | None = None) -> DocumentPage:
        return documents.show(
            self.database,
            actor=self.world.owner,
            document_id=self.world.document,
            edition_id=edition_id,
        )

    def seen(self, *positions: int) -> dict[int, int]:
        rows = self.page().blocks
        return {rows[n].id: rows[n].version for n in positions}

    def correct(self, seen: dict[int, int], change: BlockChange) -> Corrected:
        return documents.correct_blocks(
            self.database,
            actor=self.world.owner,
            document_id=self.world.document,
            seen=seen,
            change=change,
        )

    def leave_out(self, seen: dict[int, int], reason: str, edition: int | None = None) -> Corrected:
        return documents.leave_out(
            self.database,
            actor=self.world.owner,
            document_id=self.world.document,
            seen=seen,
            reason=reason,
            edition_id=edition,
        )

    def slip(self, segment_id: int, text: str, *, substantive: bool = False) -> Corrected:
        with reading(self.database) as connection:
            version = segments.version_of(connection, segment_id) or 0
        return correcting.correct_text(
            self.database,
            actor=self.world.owner,
            segment_id=segment_id,
            text=text,
            version=version,
            substantive=substantive,
        )

    def confirm(self, segment_id: int, text: str) -> None:
        save_target(
            self.database,
            actor=self.world.translator,
            edition_id=self.world.edition,
            segment_id=segment_id,
            text=text,
            version=0,
            action=Action.CONFIRM,
        )

    def target(self, segment_id: int) -> Standing:
        with reading(self.database) as connection:
            (found,) = standing.of_segments(connection, [segment_id])
        return found

    def kinds(self, segment_id: int) -> set[str]:
        with reading(self.database) as connection:
            return set(
                connection.execute(
                    select(tables.Finding.kind).where(
                        tables.Finding.target_id == self.target(segment_id).id
                    )
                ).scalars()
            )


@pytest.fixture
def desk(database: Database) -> Desk:
    world = factories.world(database, ARTICLE, policy="descriptive")
    with writing(database) as connection:
        connection.execute(
            update(tables.SegmentVersion)
            .where(tables.SegmentVersion.segment_id == world.segments[3])
            .values(codes=to_json(CODES))
        )
        stored.add_name(
            connection,
            world.document,
            kind="title",
            source="A document",
            language="en",
            text="A document",
        )
    return Desk(database, world)


def test_a_range_of_blocks_is_corrected_at_once(desk: Desk) -> None:
    change = BlockChange(voice=Voice.ANSWER, speaker=" Їжак  Колючий ", kind=BlockKind.QUOTE)
    done = desk.correct(desk.seen(1, 2), change)
    assert done.changed == 2
    rows = desk.page().blocks
    assert [row.voice for row in rows] == [Voice.NARRATION, Voice.ANSWER, Voice.ANSWER]
    assert {row.speaker for row in rows[1:]} == {"Їжак Колючий"}
    assert [row.kind for row in rows][1:] == [BlockKind.QUOTE] * 2
    assert [row.version for row in rows] == [1, 2, 2]
    assert desk.correct(desk.seen(1, 2), BlockChange(voice=Voice.ANSWER)).changed == 0


def test_another_voice_means_other_rules_for_what_is_translated(desk: Desk) -> None:
    segment = desk.world.segments[1]
    desk.confirm(segment, "Ополчение ушло.")
    assert desk.kinds(segment) != set()
    desk.correct(desk.seen(1), BlockChange(voice=Voice.ANSWER))
    assert desk.kinds(segment) == set()


def test_many_translations_are_checked_again_by_a_worker(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    segment = desk.world.segments[1]
    desk.confirm(segment, "Ополчение ушло.")
    monkeypatch.setattr("workbench.services.due_checks._FEW", 0)
    done = desk.correct(desk.seen(1), BlockChange(voice=Voice.ANSWER))
    assert done.job_id is not None
    assert desk.kinds(segment) != set()
    assert jobs.run_waiting(desk.database) == 1
    assert desk.kinds(segment) == set()


def test_a_heading_without_a_level_gets_one(desk: Desk) -> None:
    desk.correct(desk.seen(0, 2), BlockChange(kind=BlockKind.HEADING))
    assert [row.level for row in desk.page().blocks] == [1, 0, 2]
    with pytest.raises(InvalidInput):
        desk.correct(desk.seen(0), BlockChange(level=9))


def test_blocks_that_somebody_else_changed_are_refused_as_a_whole(desk: Desk) -> None:
    old = desk.seen(1, 2)
    desk.correct(desk.seen(2), BlockChange(voice=Voice.QUESTION))
    with pytest.raises(StaleVersion) as refused:
        desk.correct(old, BlockChange(voice=Voice.ANSWER))
    assert refused.value.current["voice"] == "question"
    with pytest.raises(StaleVersion):
        desk.leave_out(old, "An advertisement.")
    assert [row.voice for row in desk.page().blocks][1] is Voice.NARRATION


def test_what_is_left_out_is_not_counted(desk: Desk) -> None:
    before = desk.page().head
    desk.leave_out(desk.seen(1), "  An   advertisement. ")
    now = desk.page()
    assert now.blocks[1].left_out == "An advertisement."
    assert (before.segments - now.head.segments, before.words - now.head.words) == (2, 8)
    documents.put_back(
        desk.database,
        actor=desk.world.owner,
        document_id=desk.world.document,
        seen=desk.seen(1),
    )
    assert (desk.page().head.segments, desk.page().head.words) == (before.segments, before.words)
    with pytest.raises(InvalidInput):
        desk.leave_out(desk.seen(1), "   ")


def test_one_edition_may_leave_out_more(desk: Desk) -> None:
    edition = desk.world.edition
    desk.leave_out(desk.seen(2), "Known to its readers.", edition)
    page = desk.page(edition_id=edition)
    assert list(page.left_out.values()) == ["Known to its readers."]
    assert page.blocks[2].left_out == ""
    assert page.editions[0].progress.total == page.head.segments - 1
    documents.put_back(
        desk.database,
        actor=desk.world.owner,
        document_id=desk.world.document,
        seen=desk.seen(2),
        edition_id=edition,
    )
    assert desk.page(edition_id=edition).left_out == {}


def test_blocks_of_another_document_are_not_found(desk: Desk) -> None:
    with writing(desk.database) as connection:
        other = factories.add_document(connection, desk.world.project, ["Words."])
        (row,) = blocks.whole(connection, other)
    with pytest.raises(NotFound):
        desk.correct({row.id: 1}, BlockChange(voice=Voice.ANSWER))
    with pytest.raises(NotFound):
        desk.correct({999_999: 1}, BlockChange(voice=Voice.ANSWER))


def test_a_minor_correction_leaves_the_translation_as_it_is(desk: Desk) -> None:
    segment = desk.world.segments[1]
    desk.confirm(segment, "Ополчение ушло.")
    before = desk.target(segment)
    assert desk.slip(segment, "The militia  left!").changed == 1
    after, page = desk.target(segment), desk.page()
    assert (after.state, after.marks, after.version) == (
        State.TRANSLATED,
        frozenset(),
        before.version,
    )
    assert after.segment_version_id == page.blocks[1].segments[0].text_id
    assert page.head.source_version == 2
    assert page.versions[0].kind == "minor"
    with reading(desk.database) as connection:
        assert segments.history(connection, segment) == (
            (1, "The militia left."),
            (2, "The militia  left!"),
        )


def test_a_substantive_correction_makes_translations_outdated(desk: Desk) -> None:
    segment = desk.world.segments[1]
    desk.confirm(segment, "Ополчение ушло.")
    desk.slip(segment, "The republic left.", substantive=True)
    after = desk.target(segment)
    assert (after.state, after.marks) == (State.INITIAL, frozenset({Mark.OUTDATED}))
    assert after.confirmed_text is None
    assert after.segment_version_id != desk.page().blocks[1].segments[0].text_id
    assert desk.kinds(segment) != set()
    with reading(desk.database) as connection:
        forms = connection.execute(select(tables.SourceOccurrence.form)).scalars().all()
    assert forms == ["republic"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (f"The {B}militia stays.", "codes"),
        (f"The {E}militia{B} stays.", "codes"),
        (f"The {B}militia{E} stays.\nIt does.", "line break"),
        (f"The {B}militia{E} \x00stays.", "stored"),
    ],
)
def test_a_text_that_would_break_its_file_is_refused(desk: Desk, text: str, reason: str) -> None:
    with pytest.raises(InvalidInput, match=reason):
        desk.slip(desk.world.segments[3], text)
    assert desk.page().head.source_version == 1


def test_the_title_follows_its_block(desk: Desk) -> None:
    with writing(desk.database) as connection:
        stored.retitle(connection, desk.world.document, "The house of words")
        stored.rename(
            connection,
            desk.world.document,
            kind="title",
            old="A document",
            new="The house of words",
            language="en",
        )
    desk.slip(desk.world.segments[0], "The houses of words")
    page = desk.page()
    assert page.head.title == "The houses of words"
    assert [(name.source, name.text) for name in page.names] == [("The houses of words",) * 2]


def test_a_name_is_said_in_each_language_and_never_overwritten(desk: Desk) -> None:
    def say(text: str, version: int, language: str = "uk") -> None:
        naming.set_name(
            desk.database,
            actor=desk.world.translator,
            document_id=desk.world.document,
            kind="title",
            source="A document",
            language=language,
            text=text,
            version=version,
        )

    say("Документ", 0)
    say("Їхній документ", 1)
    with pytest.raises(StaleVersion) as refused:
        say("Мій документ", 1)
    assert refused.value.current["text"] == "Їхній документ"
    with pytest.raises(StaleVersion):
        say("Мій документ", 0)
    with pytest.raises(InvalidInput):
        say("A paper", 0, language="en")


def test_only_who_may_change_sources_corrects_them(desk: Desk) -> None:
    seen, world = desk.seen(1), desk.world
    acts: list[Callable[[], object]] = [
        lambda: documents.correct_blocks(
            desk.database,
            actor=world.translator,
            document_id=world.document,
            seen=seen,
            change=BlockChange(voice=Voice.ANSWER),
        ),
        lambda: documents.leave_out(
            desk.database,
            actor=world.translator,
            document_id=world.document,
            seen=seen,
            reason="No.",
        ),
        lambda: correcting.correct_text(
            desk.database,
            actor=world.translator,
            segment_id=world.segments[1],
            text="No.",
            version=1,
            substantive=False,
        ),
    ]
    for act in acts:
        with pytest.raises(NotAllowed):
            act()
    with pytest.raises(NotFound):
        documents.show(desk.database, actor=world.stranger, document_id=world.document)
