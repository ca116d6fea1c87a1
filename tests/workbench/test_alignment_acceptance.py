"""Alignments accepted: what an edition, its notes and the memory have of them."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.translations.formats.originals.samples import docx, paragraph, run
from tests.workbench import aligned, factories
from tests.workbench.aligned import (
    PARAGRAPHS,
    SOURCE,
    TRANSLATION,
    accept,
    do,
    place_of,
    repair,
    show,
    standing,
)
from tests.workbench.factories import World
from translations.model import Mark, Origin, State
from workbench.errors import Conflict, InvalidInput
from workbench.services import editing
from workbench.services.alignment import (
    filling,
)
from workbench.services.alignment.accepting import Terms
from workbench.services.alignment.beginning import Given
from workbench.services.alignment.changing import Act
from workbench.services.memory import looking_up
from workbench.storage import blocks, comments, tables
from workbench.storage.alignments import AlignmentState
from workbench.storage.engine import Database, reading, writing
from workbench.storage.jobs import JobState


@pytest.fixture
def desk(database: Database) -> World:
    return factories.world(database, PARAGRAPHS)


@pytest.fixture
def one(database: Database, desk: World) -> int:
    """The project's document beside a pasted translation."""
    source = Given(document_id=desk.document)
    return aligned.begin(database, desk, source=source).alignment_id


def remarks(database: Database, edition: int) -> list[str]:
    with reading(database) as connection:
        statement = select(tables.Comment.text).where(tables.Comment.edition_id == edition)
        return list(connection.execute(statement.order_by(tables.Comment.id)).scalars())


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


def test_a_web_page_and_its_translation_in_word_become_an_edition(
    database: Database, desk: World
) -> None:
    paragraphs = "".join(f"<p>{' '.join(each)}</p>" for each in PARAGRAPHS)
    page = paragraphs.replace("shells", "<b>shells</b>").encode()
    file = docx(*(paragraph(run(line)) for line in TRANSLATION.split("\n")))
    begun = aligned.begin(
        database,
        desk,
        source=Given(body=page, name="town.html", language="en"),
        target=Given(body=file, name="город.docx", language="ru"),
    )
    edition = accept(
        database, desk, begun.alignment_id, Terms(state=State.TRANSLATED, join=True, least=0.5)
    )
    first, *_ = standing(database, edition)
    assert first == (
        "The town woke up to the sound of \ue000shells\ue001 on Monday.",
        "В понедельник город проснулся от звука снарядов.",
        "translated",
    )


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


def test_a_comment_of_an_acceptance_stands_once(database: Database, desk: World, one: int) -> None:
    edition = accept(database, desk, one, Terms(state=State.TRANSLATED))
    first = remarks(database, edition)
    again = aligned.begin(database, desk, source=Given(document_id=desk.document)).alignment_id
    accept(database, desk, again, Terms(state=State.TRANSLATED))
    assert remarks(database, edition) == first
    with reading(database) as connection:
        assert comments.of_segment(connection, edition, desk.segments[3])


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
