"""Every confirmed segment is a unit of its project's memory, and follows what becomes of it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.workbench import factories, stages
from tests.workbench.factories import World
from translations.memory.features import context_key
from translations.memory.model import Surroundings, UnitState
from translations.model import Origin
from translations.review import Action
from workbench.errors import StaleVersion
from workbench.services import correcting, editing, restructuring, reviewing
from workbench.storage import memories, memory_units, tables
from workbench.storage.engine import Database, reading, writing
from workbench.storage.memories import Choice
from workbench.storage.memory_units import UnitRow

MILITIA, REPUBLIC, CARS, COUP, SPOKEN = range(5)
LEFT = "Народное ополчение покинуло город. 𝄞"


def units(database: Database, desk: World, place: int | None = None) -> list[UnitRow]:
    """All units, or those of one segment, oldest first."""
    with reading(database) as connection:
        numbers = connection.execute(select(tables.MemoryUnit.id)).scalars().all()
        rows = memory_units.read(connection, numbers)
    wanted = desk.segments if place is None else [desk.segments[place]]
    return sorted((row for row in rows if row.segment_id in wanted), key=lambda row: row.id)


def test_a_confirmed_segment_is_a_unit_with_all_that_is_known_of_it(database: Database) -> None:
    desk = factories.world(database)
    saved = stages.save(database, desk, REPUBLIC, LEFT)
    (row,) = units(database, desk)
    assert (row.unit.source, row.unit.target) == ("It went to the republic.", LEFT)
    assert (row.languages.source, row.languages.target) == ("en", "ru")
    assert row.unit.state is UnitState.TRANSLATED
    assert row.unit.origin is Origin.PERSON
    assert row.unit.voice is not None
    assert (row.edition_id, row.segment_id) == (desk.edition, desk.segments[REPUBLIC])
    assert row.author_id == desk.translator.id
    assert row.unit.at == saved.target.updated_at
    assert row.unit.surroundings == Surroundings(
        before=context_key("The people's militia left the town."),
        after=context_key("Nobody saw 12 cars."),
    )


def test_the_neighbours_of_the_first_and_the_last_segment_are_the_ends(
    database: Database,
) -> None:
    desk = factories.world(database)
    stages.save(database, desk, MILITIA, LEFT)
    stages.save(database, desk, SPOKEN, "Мы — ополчение.")
    first, last = units(database, desk)
    assert first.unit.surroundings.before == last.unit.surroundings.after == context_key("")
    coup = context_key("A coup d'état is not a change of power.")
    assert last.unit.surroundings.before == coup  # over the border of its block


def test_a_draft_is_no_unit(database: Database) -> None:
    desk = factories.world(database)
    stages.save(database, desk, MILITIA, LEFT, action=Action.DRAFT)
    assert units(database, desk) == []


def test_a_refused_save_leaves_no_unit(database: Database) -> None:
    desk = factories.world(database)
    with pytest.raises(StaleVersion):
        editing.save_target(
            database,
            actor=desk.translator,
            edition_id=desk.edition,
            segment_id=desk.segments[0],
            text=LEFT,
            version=7,
            action=Action.CONFIRM,
        )
    assert units(database, desk) == []


def test_reviews_raise_and_lower_the_unit(database: Database) -> None:
    desk = factories.world(database)
    stages.save(database, desk, CARS, "Никто не видел 12 машин.")
    seen = []
    for action in (Action.APPROVE, Action.SIGN_OFF, Action.REOPEN):
        stages.review(database, desk, CARS, action)
        seen.append(units(database, desk)[0].unit.state)
    assert seen == [UnitState.REVIEWED, UnitState.FINAL, UnitState.TRANSLATED]
    stages.review(database, desk, CARS, Action.APPROVE)
    stages.review(database, desk, CARS, Action.RETURN)
    (row,) = units(database, desk)
    assert row.unit.state is UnitState.RETURNED


def test_a_correction_of_the_reviewer_is_what_the_memory_has(database: Database) -> None:
    desk = factories.world(database)
    saved = stages.save(database, desk, CARS, "Никто не видал 12 машин.")
    reviewing.review(
        database,
        actor=desk.reviewer,
        edition_id=desk.edition,
        segment_id=desk.segments[CARS],
        version=saved.target.version,
        action=Action.APPROVE,
        text="Никто не видел 12 машин.",
    )
    (row,) = units(database, desk)
    assert row.unit.target == "Никто не видел 12 машин."
    assert row.unit.state is UnitState.REVIEWED


def test_a_new_draft_abandons_the_unit_and_a_new_confirmation_rewrites_it(
    database: Database,
) -> None:
    desk = factories.world(database)
    stages.save(database, desk, CARS, "Никто не видел 12 машин.")
    stages.save(database, desk, CARS, "Никто", action=Action.DRAFT)
    (row,) = units(database, desk)
    assert (row.unit.target, row.unit.state) == ("Никто не видел 12 машин.", UnitState.ABANDONED)
    stages.save(database, desk, CARS, "Никто не заметил 12 машин.", actor=desk.second)
    (row,) = units(database, desk)
    assert row.unit.target == "Никто не заметил 12 машин."
    assert row.unit.state is UnitState.TRANSLATED
    assert row.author_id == desk.second.id


def test_going_back_to_the_confirmed_text_takes_the_unit_up_again(database: Database) -> None:
    desk = factories.world(database)
    stages.save(database, desk, CARS, "Никто не видел 12 машин.")
    stages.review(database, desk, CARS, Action.APPROVE)
    stages.save(database, desk, CARS, "Никто", action=Action.DRAFT)
    stages.save(database, desk, CARS, "Никто не видел 12 машин.", action=Action.DRAFT)
    (row,) = units(database, desk)
    assert row.unit.state is UnitState.REVIEWED


def test_a_split_abandons_the_unit_and_its_undoing_takes_it_up_again(database: Database) -> None:
    desk = factories.world(database)
    stages.save(database, desk, CARS, "Никто не видел 12 машин.")
    made = restructuring.split_segment(
        database, actor=desk.owner, segment_id=desk.segments[CARS], offset=7, version=1
    )
    (row,) = units(database, desk)
    assert (row.unit.source, row.unit.state) == ("Nobody saw 12 cars.", UnitState.ABANDONED)
    restructuring.undo(database, actor=desk.owner, lineage_id=made.lineage_id)
    (row,) = units(database, desk)
    assert row.unit.state is UnitState.TRANSLATED


def test_a_pair_whose_source_was_changed_since_stays_what_it_was(database: Database) -> None:
    desk = factories.world(database)
    stages.save(database, desk, CARS, "Никто не видел 12 машин.")
    stages.review(database, desk, CARS, Action.APPROVE)
    correcting.correct_text(
        database,
        actor=desk.owner,
        segment_id=desk.segments[CARS],
        text="Nobody saw 15 cars.",
        version=1,
        substantive=True,
    )
    stages.save(database, desk, CARS, "Никто не видел 15 машин.")
    assert [(row.unit.source, row.unit.state) for row in units(database, desk)] == [
        ("Nobody saw 12 cars.", UnitState.REVIEWED),
        ("Nobody saw 15 cars.", UnitState.TRANSLATED),
    ]


def test_a_translation_of_the_new_source_is_another_unit(database: Database) -> None:
    desk = factories.world(database)
    stages.save(database, desk, CARS, "Никто не видел 12 машин.")
    restructuring.join_segments(
        database, actor=desk.owner, segment_id=desk.segments[REPUBLIC], version=1, next_version=1
    )
    stages.save(database, desk, REPUBLIC, "Оно ушло в республику. Никто не видел 12 машин.")
    sources = {row.unit.source: row.unit.state for row in units(database, desk)}
    assert sources == {
        "Nobody saw 12 cars.": UnitState.TRANSLATED,  # of a retired segment: the pair holds
        "It went to the republic. Nobody saw 12 cars.": UnitState.TRANSLATED,
    }


def test_a_project_without_a_choice_gets_one_memory_of_its_own(database: Database) -> None:
    desk = factories.world(database)
    stages.save(database, desk, CARS, "Никто не видел 12 машин.")
    stages.save(database, desk, REPUBLIC, LEFT)
    with reading(database) as connection:
        (memory,) = memories.every(connection)
        assert (memory.name, memory.project_id) == ("Words", desk.project)
        assert memories.count(connection, [memory.id]) == {memory.id: 2}


def test_a_project_that_writes_nowhere_keeps_nothing(database: Database) -> None:
    desk = factories.world(database)
    with writing(database) as connection:
        memory_id = memories.add(connection, "Read only")
        choice = Choice(memory_id=memory_id, reads=True, writes=False, penalty=0.0)
        memories.choose(connection, desk.project, choice)
    stages.save(database, desk, CARS, "Никто не видел 12 машин.")
    assert units(database, desk) == []


def test_memories_of_one_name_are_told_apart(database: Database) -> None:
    factories.world(database)
    with writing(database) as connection:
        numbers = [memories.add(connection, "Архів") for _ in range(3)]
        names = [memories.find(connection, number) for number in numbers]
    assert [each.name for each in names if each] == ["Архів", "Архів 2", "Архів 3"]
