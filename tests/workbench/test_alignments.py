"""Alignments as people work on them: begun, corrected, undone, accepted, remembered."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.workbench import aligned, factories
from tests.workbench.aligned import PARAGRAPHS, SOURCE, do, place_of, shape, show
from tests.workbench.factories import World
from translations.alignment.doubt import Level
from translations.alignment.editing import NotPossible
from translations.model import Mark, Origin, State
from workbench import jobs
from workbench.errors import Conflict, InvalidInput, NotAllowed, NotFound, StaleVersion
from workbench.services import editing
from workbench.services.alignment import (
    accepting,
    aligning,
    beginning,
    changing,
    filling,
    showing,
)
from workbench.services.alignment.accepting import Terms
from workbench.services.alignment.beginning import Given
from workbench.services.alignment.changing import Act
from workbench.services.memory import looking_up
from workbench.storage import blocks, comments, tables
from workbench.storage.alignments import AlignmentState
from workbench.storage.engine import Database, reading, writing
from workbench.storage.jobs import JobState

ALIGNED = [
    ([0], [0]), ([1], [1]), ([2], []), ([3], []), ([4], []), ([5, 6], [2]), ([7], [3]), ([], [4]),
    ([8], [5]), ([9], [6]), ([10], [7]), ([11], [8]),
]  # fmt: skip


@pytest.fixture
def desk(database: Database) -> World:
    return factories.world(database, PARAGRAPHS)


@pytest.fixture
def one(database: Database, desk: World) -> int:
    """The project's document beside a pasted translation."""
    source = Given(document_id=desk.document)
    return aligned.begin(database, desk, source=source).alignment_id


def repair(database: Database, desk: World, one: int) -> None:
    """Pin what was left out, and link what was moved."""
    page = show(database, desk, one)
    for number in (3, 4):
        do(database, desk, one, Act.PIN, place_of(page, source=number))
    there = place_of(page, target=4)
    do(database, desk, one, Act.LINK, place_of(page, source=2), other=there)
    do(database, desk, one, Act.PIN, place_of(page, source=5))


def accept(database: Database, desk: World, one: int, terms: Terms) -> int:
    """Accept as the owner; the edition."""
    head = show(database, desk, one).head
    job = accepting.accept(
        database,
        actor=desk.owner,
        project_id=desk.project,
        alignment_id=one,
        version=head.version,
        terms=terms,
    )
    assert job is None
    after = show(database, desk, one).head
    assert after.state is AlignmentState.ACCEPTED
    assert after.edition_id is not None
    return after.edition_id


def standing(database: Database, edition: int) -> list[tuple[str, str, str]]:
    """Source, target and state of the living segments of an edition, in order."""
    with reading(database) as connection:
        document = connection.execute(
            select(tables.Edition.document_id).where(tables.Edition.id == edition)
        ).scalar_one()
        places = [
            editing.find(connection, edition, segment)
            for segment in factories.segment_ids(connection, document)
        ]
    return [(p.source, p.target.text, p.target.state.value) for p in places]


def remarks(database: Database, edition: int) -> list[str]:
    with reading(database) as connection:
        statement = select(tables.Comment.text).where(tables.Comment.edition_id == edition)
        return list(connection.execute(statement.order_by(tables.Comment.id)).scalars())


def test_doubts_stand_where_the_translation_departs(
    database: Database, desk: World, one: int
) -> None:
    page = show(database, desk, one)
    assert shape(page) == ALIGNED
    sure = {n for n, each in enumerate(page.beads) if each.level is Level.SURE}
    assert sure <= {0, 1, 9, 10, 11}
    assert {2, 3, 4, 5, 7}.isdisjoint(sure)
    assert page.head.name == "A document"
    assert page.chosen == page.beads[1].bead.place or page.chosen == page.beads[2].bead.place
    why = " ".join(each.english for each in page.beads[5].reasons)
    assert "Donetsk – Донецк" in why
    assert "120" in why


def test_every_act_is_stored_and_undone_one_by_one(
    database: Database, desk: World, one: int
) -> None:
    before = show(database, desk, one)
    repair(database, desk, one)
    repaired = show(database, desk, one)
    assert repaired.counts[Level.PINNED] == 5
    moved = next(each for each in repaired.beads if each.bead.moved is not None)
    assert [list(each.target) for each in moved.elsewhere] == [[4]]
    versions = [before.head.version, repaired.head.version]
    assert versions[1] == versions[0] + 4
    for _ in range(4):
        head = show(database, desk, one).head
        changing.undo(
            database, actor=desk.owner, project_id=desk.project, alignment_id=one,
            version=head.version,
        )  # fmt: skip
    assert show(database, desk, one).beads == before.beads
    assert show(database, desk, one).undo == ""
    for _ in range(4):
        head = show(database, desk, one).head
        changing.undo(
            database, actor=desk.owner, project_id=desk.project, alignment_id=one,
            version=head.version, again=True,
        )  # fmt: skip
    assert show(database, desk, one).beads == repaired.beads
    with pytest.raises(Conflict, match="nothing to do again"):
        changing.undo(
            database, actor=desk.owner, project_id=desk.project, alignment_id=one,
            version=head.version + 1, again=True,
        )  # fmt: skip


def test_sentences_are_split_merged_shifted_and_unlinked(
    database: Database, desk: World, one: int
) -> None:
    page = show(database, desk, one)
    bus = place_of(page, source=5)
    do(database, desk, one, Act.SPLIT, bus, cut=(1, None))
    assert ([6], []) in shape(show(database, desk, one)) or ([5], []) in shape(
        show(database, desk, one)
    )
    do(database, desk, one, Act.MERGE, bus)
    assert shape(show(database, desk, one)) == ALIGNED
    do(database, desk, one, Act.SOURCE_ON, bus)
    assert ([6, 7], [3]) in shape(show(database, desk, one))
    back = place_of(show(database, desk, one), source=6)
    do(database, desk, one, Act.SOURCE_BACK, back)
    assert shape(show(database, desk, one)) == ALIGNED
    last = place_of(page, source=11)
    do(database, desk, one, Act.UNLINK, last)
    assert shape(show(database, desk, one))[-2:] == [([11], []), ([], [8])]
    with pytest.raises(Conflict, match="last bead"):
        do(database, desk, one, Act.MERGE, place_of(show(database, desk, one), target=8))
    with pytest.raises(NotPossible, match="can only be unlinked"):
        do(database, desk, one, Act.SPLIT, place_of(page, source=0))
    with pytest.raises(NotPossible, match="no sentence on this side"):
        do(database, desk, one, Act.TARGET_ON, place_of(page, source=3))


def test_who_saw_an_older_one_is_refused(database: Database, desk: World, one: int) -> None:
    page = show(database, desk, one)
    do(database, desk, one, Act.PIN, page.beads[0].bead.place)
    with pytest.raises(StaleVersion):
        do(database, desk, one, Act.PIN, page.beads[1].bead.place, version=page.head.version)
    assert show(database, desk, one).counts[Level.PINNED] == 1


def test_between_pins_it_is_aligned_anew(database: Database, desk: World, one: int) -> None:
    page = show(database, desk, one)
    do(database, desk, one, Act.UNLINK, place_of(page, source=9))
    do(database, desk, one, Act.PIN, place_of(page, source=8))
    here = place_of(show(database, desk, one), source=9)
    head = show(database, desk, one).head
    job = aligning.realign(
        database, actor=desk.owner, project_id=desk.project, alignment_id=one,
        version=head.version, place=here,
    )  # fmt: skip
    assert job is None
    assert shape(show(database, desk, one)) == ALIGNED
    repair(database, desk, one)
    repaired = show(database, desk, one)
    aligning.realign(
        database, actor=desk.owner, project_id=desk.project, alignment_id=one,
        version=repaired.head.version,
    )  # fmt: skip
    after = show(database, desk, one)
    pinned = [each.bead for each in repaired.beads if each.bead.pinned]
    assert pinned == [each.bead for each in after.beads if each.bead.pinned]


def test_an_accepted_alignment_is_an_edition_and_is_remembered(
    database: Database, desk: World, one: int
) -> None:
    repair(database, desk, one)
    edition = accept(database, desk, one, Terms(state=State.TRANSLATED, join=True, least=0.5))
    assert edition == desk.edition
    rows = standing(database, edition)
    assert len(rows) == 11  # two sentences became one
    assert rows[0] == (
        PARAGRAPHS[0][0],
        "В понедельник город проснулся от звука снарядов.",
        "translated",
    )
    assert rows[2] == ("Her neighbours had left in June.", "Её соседи уехали в июне.", "translated")
    assert rows[3][1:] == ("", "initial")
    bus = "A bus goes to Donetsk twice a week. The ticket costs 120 hryvnias."
    assert rows[5] == (
        bus,
        "Автобус в Донецк ходит дважды в неделю, билет стоит 120 гривен.",
        "translated",
    )
    assert remarks(database, edition) == ["The translation leaves this out."] * 2
    with writing(database) as connection:
        document = factories.add_document(connection, desk.project, [(bus,)])
        other = factories.add_edition(connection, document, "ru")
        (segment,) = factories.segment_ids(connection, document)
    found = looking_up.matches_of(
        database, actor=desk.translator, edition_id=other, segment_id=segment
    )
    assert found.offered[0].match.target == rows[5][1]
    assert found.offered[0].match.unit.origin is Origin.ALIGNED
    with pytest.raises(Conflict, match="was accepted"):
        do(database, desk, one, Act.PIN, 0)


def test_only_what_is_trusted_is_remembered(database: Database, desk: World, one: int) -> None:
    page = show(database, desk, one)
    do(database, desk, one, Act.PIN, place_of(page, source=5))
    edition = accept(database, desk, one, Terms(state=State.TRANSLATED, join=False, least=1.0))
    with reading(database) as connection:
        units = connection.execute(select(tables.MemoryUnit.source)).scalars().all()
        places = [editing.find(connection, edition, segment) for segment in desk.segments]
    sure = {each.source[0] for each in page.beads if each.bead.confidence == 1.0 and each.source}
    assert set(units) - sure == {PARAGRAPHS[2][0]}
    looked = [p for p in places if Mark.NEEDS_LOOK in p.target.marks]
    assert {p.source for p in looked}.isdisjoint(units)
    assert len(looked) + len(units) == 9 - 1  # what was moved has no translation here
    told = remarks(database, edition)
    assert any(each.startswith("Translated together with the segment before") for each in told)
    assert "The translation adds here: “Её соседи уехали в июне.”" in told


def test_what_was_printed_is_kept_as_it_was(database: Database, desk: World, one: int) -> None:
    terms = Terms(
        state=State.FINAL, printed_on="2015-03-02", translator="I. Pavlenko",
        vouched="The collective", link="https://example.org/1", least=0.5, leave_out=True,
    )  # fmt: skip
    with pytest.raises(InvalidInput) as wrong:
        accept(database, desk, one, Terms(state=State.FINAL, vouched="Me"))
    assert wrong.value.field == "printed_on"
    edition = accept(database, desk, one, terms)
    with reading(database) as connection:
        place = editing.find(connection, edition, desk.segments[0])
        row = connection.execute(select(tables.TargetHistory)).first()
        credits_ = connection.execute(select(tables.Edition.credits)).scalars().all()
    with reading(database) as connection:
        out = blocks.left_out_of(connection, edition)
    assert list(out.values()) == ["The translation leaves this out."]
    assert place.target.state is State.FINAL
    assert place.target.marks == {Mark.IMPORTED}
    assert place.target.author_id is None
    assert row is not None
    assert "2015-03-02" in row.note
    assert "https://example.org/1" in row.note
    assert row.action == "import"
    assert any(
        ["Перевод", "I. Pavlenko"] in each or "I. Pavlenko" in str(each) for each in credits_
    )


def test_a_pasted_source_becomes_a_document_when_it_is_accepted(
    database: Database, desk: World
) -> None:
    one = aligned.begin(database, desk).alignment_id
    assert show(database, desk, one).document is None
    edition = accept(database, desk, one, Terms(state=State.INITIAL, policy="speaker"))
    page = show(database, desk, one)
    assert page.document is not None
    assert edition != desk.edition
    rows = standing(database, edition)
    assert rows[0][0] == PARAGRAPHS[0][0]
    assert {state for _source, _target, state in rows} == {"initial"}
    assert SOURCE.count(".") >= len(rows)


def test_what_stands_in_an_edition_is_not_written_over(
    database: Database, desk: World, one: int
) -> None:
    editing.save_target(
        database, actor=desk.translator, edition_id=desk.edition, segment_id=desk.segments[0],
        text="Город проснулся.", version=0,
    )  # fmt: skip
    accept(database, desk, one, Terms(state=State.TRANSLATED))
    assert standing(database, desk.edition)[0][1:] == ("Город проснулся.", "initial")
    words = "В понедельник город проснулся от звука снарядов."
    kept = f"The translation that was aligned reads here: “{words}”"
    assert kept in remarks(database, desk.edition)


def test_a_source_that_moved_on_is_not_filled(database: Database, desk: World, one: int) -> None:
    with writing(database) as connection:
        segment = tables.Segment.__table__
        connection.execute(
            segment.update().where(segment.c.id == desk.segments[0]).values(retired=True)  # type: ignore[attr-defined] # a Table
        )
    with pytest.raises(Conflict, match="source has changed"):
        accept(database, desk, one, Terms(state=State.INITIAL))
    assert show(database, desk, one).head.state is AlignmentState.OPEN


def test_roles_say_who_may_do_what(database: Database, desk: World, one: int) -> None:
    with pytest.raises(NotAllowed):
        aligned.begin(database, desk, actor=desk.reader, source=Given(document_id=desk.document))
    with pytest.raises(NotAllowed):  # a translator imports no source
        aligned.begin(database, desk, actor=desk.translator)
    mine = aligned.begin(
        database, desk, actor=desk.translator, source=Given(document_id=desk.document)
    ).alignment_id
    head = show(database, desk, mine).head
    for terms in (Terms(state=State.REVIEWED), Terms(state=State.INITIAL, policy="speaker")):
        with pytest.raises(NotAllowed):
            accepting.accept(
                database, actor=desk.translator, project_id=desk.project, alignment_id=mine,
                version=head.version, terms=terms,
            )  # fmt: skip
    with pytest.raises(NotFound):
        showing.show(database, actor=desk.owner, project_id=desk.project, alignment_id=99)
    with pytest.raises(InvalidInput):
        aligned.begin(database, desk, target=aligned.pasted("  "))
    beginning.drop(database, actor=desk.translator, project_id=desk.project, alignment_id=mine)
    with pytest.raises(NotFound):
        show(database, desk, mine)


def test_long_texts_are_aligned_by_the_worker(
    database: Database, desk: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aligning, "AT_ONCE", 3)
    begun = aligned.begin(database, desk, source=Given(document_id=desk.document))
    assert begun.job_id is not None
    assert show(database, desk, begun.alignment_id).head.state is AlignmentState.WAITING
    with pytest.raises(Conflict, match="A job is at work"):
        do(database, desk, begun.alignment_id, Act.PIN, 0)
    assert jobs.run(database, begun.job_id) is not None
    assert shape(show(database, desk, begun.alignment_id)) == ALIGNED


def test_a_comment_of_an_acceptance_stands_once(database: Database, desk: World, one: int) -> None:
    edition = accept(database, desk, one, Terms(state=State.TRANSLATED))
    first = remarks(database, edition)
    again = aligned.begin(database, desk, source=Given(document_id=desk.document)).alignment_id
    accept(database, desk, again, Terms(state=State.TRANSLATED))
    assert remarks(database, edition) == first
    with reading(database) as connection:
        assert comments.of_segment(connection, edition, desk.segments[3])


BLOCK = (
    (
        "Ivan Kovalenko was born in Mariupol in 1957.",
        "Иван Коваленко родился в Мариуполе в 1957 году.",
    ),
    (
        "He paid 4815 hryvnias for a Zhiguli in 1983.",
        "В 1983 году он заплатил за «Жигули» 4815 гривен.",
    ),
    (
        "Professor Brodsky wrote to Kramatorsk 216 times.",
        "Профессор Бродский писал в Краматорск 216 раз.",
    ),
)


def test_a_passage_that_stands_elsewhere_is_told_and_linked(
    database: Database, desk: World
) -> None:
    source = f"{SOURCE}\n" + "\n".join(theirs for theirs, _ours in BLOCK)
    target = " ".join(ours for _theirs, ours in BLOCK) + f"\n{aligned.TRANSLATION}"
    one = aligned.begin(
        database, desk, source=aligned.pasted(source, "en"), target=aligned.pasted(target, "ru")
    ).alignment_id
    page = show(database, desk, one)
    (crossing,) = page.crossings
    assert crossing.text == BLOCK[0][0]
    assert Level.SURE not in {each.level for each in page.beads if each.crossed}
    do(database, desk, one, Act.MOVED, crossing.source.place)
    page = show(database, desk, one)
    assert page.crossings == ()
    linked = {
        each.source[0]: [list(other.target) for other in each.elsewhere]
        for each in page.beads
        if each.elsewhere and each.source
    }
    assert linked == {theirs: [[n]] for n, (theirs, _ours) in enumerate(BLOCK)}
    edition = accept(database, desk, one, Terms(state=State.TRANSLATED, least=0.5))
    pairs = {source: target for source, target, _state in standing(database, edition)}
    assert {source: pairs[source] for source, _target in BLOCK} == dict(BLOCK)
    again = show(database, desk, one)
    assert again.head.edition_id == edition


def test_what_is_linked_over_a_distance_comes_apart_together(
    database: Database, desk: World, one: int
) -> None:
    page = show(database, desk, one)
    do(database, desk, one, Act.LINK, place_of(page, source=2), other=place_of(page, target=4))
    do(database, desk, one, Act.UNLINK, place_of(page, target=4))
    after = show(database, desk, one)
    assert shape(after) == ALIGNED
    assert not any(each.bead.pinned for each in after.beads)
    with pytest.raises(InvalidInput):
        do(database, desk, one, Act.LINK, page.beads[0].bead.place)


def test_an_acceptance_that_fails_opens_the_alignment_again(
    database: Database, desk: World, one: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object, **_named: object) -> None:
        raise Conflict("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(filling, "plan", fail)
        with pytest.raises(Conflict, match="disk is full"):
            accept(database, desk, one, Terms(state=State.TRANSLATED))
    page = show(database, desk, one)
    assert page.head.state is AlignmentState.OPEN
    assert page.job is not None
    assert page.job.state is JobState.FAILED
    assert accept(database, desk, one, Terms(state=State.TRANSLATED)) == desk.edition
