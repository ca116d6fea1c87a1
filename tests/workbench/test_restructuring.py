"""Split, join and undo: what stays, what reopens, and what undo refuses to lose."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from sqlalchemy import func, select, update

from tests.workbench import factories
from tests.workbench.factories import World
from translations.inline import code_point
from translations.model import Code, CodeKind, Mark, Segment, State
from translations.review import Action
from workbench.errors import Conflict, InvalidInput, NotAllowed, NotFound, StaleVersion
from workbench.services import access, commenting, glossing, restructuring, reviewing
from workbench.services.editing import save_target
from workbench.storage import blocks, documents, segments, standing, tables
from workbench.storage.engine import Database, reading, writing
from workbench.storage.standing import Standing

BOLD = (
    Code(id="1", kind=CodeKind.START, original="**", display="b"),
    Code(id="1", kind=CodeKind.END, original="**", display="b"),
    Code(id="2", kind=CodeKind.PLACEHOLDER, original="<br>", display="br"),
)
B, E, BR = (code_point(n) for n in range(3))
ARTICLE = (
    (
        "The people's militia left the town. It went to the republic.",
        "Nobody saw 12 cars.",
        "Їжак 𝄞.",
    ),
    (Segment(text=f"{B}Bold{E} militia;{BR} plain republic.", codes=BOLD, after=""),),
)


@dataclass(frozen=True)
class Scene:
    """A world whose source is indexed, as an import leaves it."""

    database: Database
    world: World

    @property
    def first(self) -> int:
        return self.world.segments[0]

    def sources(self) -> list[str]:
        with reading(self.database) as connection:
            rows = blocks.whole(connection, self.world.document)
        return [segment.text for row in rows for segment in row.segments]

    def whole(self) -> str:
        with reading(self.database) as connection:
            rows = blocks.whole(connection, self.world.document)
        return "".join(segment.text + segment.after for row in rows for segment in row.segments)

    def version(self, segment_id: int) -> int:
        with reading(self.database) as connection:
            found = segments.version_of(connection, segment_id)
        assert found is not None
        return found

    def target(self, segment_id: int, edition: int | None = None) -> Standing:
        with reading(self.database) as connection:
            found = standing.of_segments(connection, [segment_id])
        return next(t for t in found if t.edition_id == (edition or self.world.edition))

    def save(
        self, segment_id: int, text: str, version: int = 0, edition: int | None = None
    ) -> None:
        save_target(
            self.database,
            actor=self.world.translator,
            edition_id=edition or self.world.edition,
            segment_id=segment_id,
            text=text,
            version=version,
            action=Action.CONFIRM,
        )

    def count(self, table: type[tables.Table], **where: int) -> int:
        conditions = [getattr(table, name) == value for name, value in where.items()]
        with reading(self.database) as connection:
            return connection.execute(
                select(func.count()).select_from(table).where(*conditions)
            ).scalar_one()

    def terms_in(self, segment_id: int) -> list[str]:
        """The source forms that are stored for the newest text of a segment."""
        with reading(self.database) as connection:
            return list(
                connection.execute(
                    select(tables.SourceOccurrence.form)
                    .join(
                        tables.Segment,
                        tables.Segment.text_id == tables.SourceOccurrence.segment_version_id,
                    )
                    .where(tables.Segment.id == segment_id)
                    .order_by(tables.SourceOccurrence.start)
                ).scalars()
            )

    def split(self, segment_id: int, offset: int, **more: int) -> restructuring.Restructured:
        return restructuring.split_segment(
            self.database,
            actor=self.world.owner,
            segment_id=segment_id,
            offset=offset,
            version=self.version(segment_id),
            **more,
        )

    def join(self, first: int, second: int, **more: int) -> restructuring.Restructured:
        return restructuring.join_segments(
            self.database,
            actor=self.world.owner,
            segment_id=first,
            version=self.version(first),
            next_version=self.version(second),
            **more,
        )

    def undo(self, made: restructuring.Restructured) -> None:
        restructuring.undo(self.database, actor=self.world.owner, lineage_id=made.lineage_id)


@pytest.fixture
def scene(database: Database) -> Scene:
    world = factories.world(database, ARTICLE)
    with writing(database) as connection:
        rows = connection.execute(select(tables.SegmentVersion.id, tables.SegmentVersion.text))
        glossing.index_source(
            connection,
            [(text_id, text) for text_id, text in rows],
            language="en",
            termbase=glossing.termbase(connection, world.glossary),
            glossary_id=world.glossary,
        )
    return Scene(database, world)


SPLIT_AT = len("The people's militia left the town.")


def test_a_split_keeps_every_character_and_renumbers_one_block(scene: Scene) -> None:
    before = scene.whole()
    made = scene.split(scene.first, SPLIT_AT + 1)
    assert scene.sources()[:3] == [
        "The people's militia left the town.",
        "It went to the republic.",
        "Nobody saw 12 cars.",
    ]
    assert scene.whole() == before
    with reading(scene.database) as connection:
        block, other = blocks.whole(connection, scene.world.document)
    assert [s.position for s in block.segments] == [0, 1, 2, 3]
    assert [s.id for s in block.segments][:2] == [made.first, made.second]
    assert [s.position for s in other.segments] == [0]


def test_a_split_finds_terms_and_words_in_both_halves_anew(scene: Scene) -> None:
    made = scene.split(scene.first, SPLIT_AT)
    assert scene.terms_in(made.first) == ["people's militia", "militia"]
    assert scene.terms_in(made.second) == ["republic"]
    newest = select(tables.Segment.text_id).where(~tables.Segment.retired)
    with reading(scene.database) as connection:
        for table in (tables.SourceOccurrence, tables.SourcePosting):
            stale = (
                select(func.count())
                .select_from(table)
                .where(table.segment_version_id.not_in(newest))
            )
            assert connection.execute(stale).scalar_one() == 0


def test_the_text_stays_with_the_first_half_and_other_languages_are_marked(
    scene: Scene,
) -> None:
    with writing(scene.database) as connection:
        ukrainian = factories.add_edition(connection, scene.world.document, "uk")
    scene.save(scene.first, "Ополчение ушло из города. Оно ушло в республику.")
    scene.save(scene.first, "Ополчення пішло з міста. Воно пішло в республіку.", edition=ukrainian)
    made = scene.split(scene.first, SPLIT_AT, edition_id=scene.world.edition)
    here, there = scene.target(made.first), scene.target(made.first, ukrainian)
    assert (here.state, there.state) == (State.INITIAL, State.INITIAL)
    assert (here.marks, there.marks) == (frozenset(), frozenset({Mark.NEEDS_LOOK}))
    assert here.text == "Ополчение ушло из города. Оно ушло в республику."
    assert scene.count(tables.Target, segment_id=made.second) == 0
    assert scene.count(tables.TargetHistory, target_id=here.id) == 2


def test_undo_of_a_split_restores_all(scene: Scene) -> None:
    scene.save(scene.first, "Ополчение ушло из города. Оно ушло в республику.")
    reviewing.review(
        scene.database,
        actor=scene.world.reviewer,
        edition_id=scene.world.edition,
        segment_id=scene.first,
        version=1,
        action=Action.APPROVE,
    )
    before, sources = scene.target(scene.first), scene.sources()
    made = scene.split(scene.first, SPLIT_AT)
    scene.undo(made)
    after = scene.target(scene.first)
    assert scene.sources() == sources
    assert (after.text, after.state, after.marks) == (before.text, before.state, before.marks)
    assert (after.author_id, after.reviewer_id) == (before.author_id, before.reviewer_id)
    assert after.approved_text == before.approved_text
    assert after.version > before.version
    assert scene.terms_in(scene.first) == ["people's militia", "militia", "republic"]
    assert scene.count(tables.Segment) == 5  # retired, never deleted
    with pytest.raises(Conflict, match="already"):
        scene.undo(made)


def test_undo_of_a_split_refuses_to_lose_what_came_since(scene: Scene) -> None:
    scene.save(scene.first, "Ополчение ушло.")
    made = scene.split(scene.first, SPLIT_AT)
    scene.save(made.second, "Оно ушло в республику.")
    with pytest.raises(Conflict, match="translated since"):
        scene.undo(made)
    other = scene.split(scene.world.segments[1], 6)
    commenting.add_comment(
        scene.database,
        actor=scene.world.translator,
        edition_id=scene.world.edition,
        segment_id=other.second,
        text="Which cars?",
    )
    with pytest.raises(Conflict, match="comments"):
        scene.undo(other)
    assert scene.target(made.first).version == 2
    scene.save(made.first, "Ополчение ушло из города.", version=2)
    with writing(scene.database) as connection:
        connection.execute(
            update(tables.Target)
            .where(tables.Target.segment_id == made.second)
            .values(segment_id=other.first)
        )
    with pytest.raises(Conflict, match="edited since"):
        scene.undo(made)


def test_a_join_puts_text_history_and_comments_to_the_first_part(scene: Scene) -> None:
    first, second = scene.world.segments[:2]
    before = scene.whole()
    scene.save(first, "Ополчение ушло из города. Оно ушло в республику.")
    scene.save(second, "Никто не видел 12 машин.")
    comment = commenting.add_comment(
        scene.database,
        actor=scene.world.translator,
        edition_id=scene.world.edition,
        segment_id=second,
        text="Twelve?",
    )
    made = scene.join(first, second)
    joined = scene.target(first)
    assert joined.text.endswith("в республику. Никто не видел 12 машин.")
    assert (joined.state, joined.marks) == (State.INITIAL, frozenset({Mark.NEEDS_LOOK}))
    assert scene.whole() == before
    assert scene.count(tables.Comment, segment_id=first, id=comment.id) == 1
    assert scene.count(tables.Finding, target_id=scene.target(second).id) == 0
    assert scene.count(tables.TargetOccurrence, target_id=joined.id) == 2
    scene.undo(made)
    assert scene.target(first).text == "Ополчение ушло из города. Оно ушло в республику."
    assert scene.target(first).state is State.TRANSLATED
    assert scene.target(second).text == "Никто не видел 12 машин."
    assert scene.count(tables.Comment, segment_id=second, id=comment.id) == 1
    assert scene.terms_in(first) == ["people's militia", "militia", "republic"]
    assert scene.whole() == before


def test_findings_are_made_again_for_what_stands(scene: Scene) -> None:
    first, second = scene.world.segments[:2]
    scene.save(first, "Террористы ушли. Они ушли в республику.")
    scene.save(second, "Никто не видел 13 машин.")
    made = scene.join(first, second)
    kinds = _kinds(scene, first)
    assert ("terminology", "banned") in kinds
    assert any(check == "numbers" for check, _kind in kinds)
    scene.undo(made)
    assert all(check != "numbers" for check, _kind in _kinds(scene, first))
    assert any(check == "numbers" for check, _kind in _kinds(scene, second))


def _kinds(scene: Scene, segment_id: int) -> set[tuple[str, str]]:
    with reading(scene.database) as connection:
        rows = connection.execute(
            select(tables.Finding.check_name, tables.Finding.kind).where(
                tables.Finding.target_id == scene.target(segment_id).id
            )
        )
        return {(check, kind) for check, kind in rows}


def test_a_join_where_only_the_second_part_is_translated(scene: Scene) -> None:
    first, second = scene.world.segments[:2]
    scene.save(second, "Никто не видел 12 машин.")
    made = scene.join(first, second)
    assert scene.target(first).text == "Никто не видел 12 машин."
    scene.undo(made)
    assert (scene.target(first).text, scene.target(first).state) == ("", State.INITIAL)
    assert scene.target(second).text == "Никто не видел 12 машин."


def test_scripts_without_spaces_are_joined_without_one(scene: Scene) -> None:
    first, second = scene.world.segments[:2]
    with writing(scene.database) as connection:
        japanese = factories.add_edition(connection, scene.world.document, "ja")
    scene.save(first, "民兵は町を去った。", edition=japanese)
    scene.save(second, "誰も十二台の車を見なかった。", edition=japanese)
    scene.join(first, second)
    assert scene.target(first, japanese).text == "民兵は町を去った。誰も十二台の車を見なかった。"


def test_codes_are_counted_anew_in_a_half_and_on_in_a_join(scene: Scene) -> None:
    coded = scene.world.segments[3]
    before = scene.sources()[3]
    made = scene.split(coded, before.index(BR))
    assert scene.sources()[3:] == [f"{B}Bold{E} militia;", f"{B} plain republic."]
    scene.save(made.second, f"{B} республика.")
    joined = scene.join(made.first, made.second)
    assert scene.sources()[3] == before
    assert scene.target(coded).text == f"{BR} республика."
    scene.undo(joined)
    assert scene.target(made.second).text == f"{B} республика."


def test_a_joined_segment_can_be_split_again(scene: Scene) -> None:
    first, second = scene.world.segments[:2]
    before = scene.sources()
    scene.join(first, second)
    scene.split(first, len(before[0]))
    assert scene.sources() == before


def test_the_numbers_of_segments_and_words_follow(scene: Scene) -> None:
    def numbers() -> tuple[int, int]:
        with reading(scene.database) as connection:
            head = documents.head(connection, scene.world.document)
        assert head is not None
        return head.segments, head.words

    before = numbers()
    made = scene.split(scene.first, SPLIT_AT)
    assert numbers() == (before[0] + 1, before[1])
    scene.undo(made)
    assert numbers() == before
    made = scene.join(*scene.world.segments[:2])
    assert numbers() == (before[0] - 1, before[1])
    scene.undo(made)
    assert numbers() == before


@pytest.mark.parametrize("offset", [-3, 0, 59, 60, 1000])
def test_there_must_be_text_on_both_sides(scene: Scene, offset: int) -> None:
    length = len("The people's militia left the town. It went to the republic.")
    wanted = offset if offset < 59 or offset == 1000 else length
    with pytest.raises(InvalidInput):
        scene.split(scene.first, wanted)
    assert len(scene.sources()) == 4


def test_only_neighbours_in_a_block_join(scene: Scene) -> None:
    with pytest.raises(Conflict, match="last segment"):
        scene.join(scene.world.segments[2], scene.world.segments[3])


def test_an_old_version_is_refused(scene: Scene) -> None:
    old = scene.version(scene.first)
    scene.undo(scene.split(scene.first, SPLIT_AT))
    with pytest.raises(StaleVersion):
        restructuring.split_segment(
            scene.database,
            actor=scene.world.owner,
            segment_id=scene.first,
            offset=SPLIT_AT,
            version=old,
        )


def test_only_who_may_change_sources_splits(scene: Scene) -> None:
    for actor, refusal in ((scene.world.translator, NotAllowed), (scene.world.stranger, NotFound)):
        with pytest.raises(refusal):
            restructuring.split_segment(
                scene.database, actor=actor, segment_id=scene.first, offset=SPLIT_AT, version=1
            )


def test_the_lineage_tells_what_became_of_a_segment(scene: Scene) -> None:
    made = scene.split(scene.first, SPLIT_AT)
    for segment_id in (made.first, made.second):
        (row,) = restructuring.lineage_of(
            scene.database, actor=scene.world.reader, segment_id=segment_id
        )
        assert (row.kind, row.from_id, row.to_id) == ("split", made.first, made.second)
    with reading(scene.database) as connection:
        assert access.project_of_segment(connection, made.second) == scene.world.project
