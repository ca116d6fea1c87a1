"""Memories are chosen, units corrected, withdrawn and traced by those who may."""

from __future__ import annotations

from typing import Any

import pytest

from tests.workbench import factories, stages
from tests.workbench.factories import World
from translations.memory.model import UnitState
from translations.model import Origin
from translations.review import Action
from workbench.errors import InvalidInput, NotAllowed, NotFound, StaleVersion
from workbench.permissions import Permission, Role
from workbench.services import editing
from workbench.services.editing import Inserted
from workbench.services.memory import choosing, looking_up, searching, tending
from workbench.services.memory.searching import Search, Side
from workbench.storage import feed, memories
from workbench.storage.engine import Database, reading, writing
from workbench.storage.memories import Choice

ARTICLE = ("Nobody saw 12 cars.", "Nobody saw 13 cars.", "Nobody saw 12 cars.")


@pytest.fixture
def desk(database: Database) -> World:
    """The first segment is approved; its unit is number 1 of memory 1."""
    desk = factories.world(database, ARTICLE)
    stages.save(database, desk, 0, "Никто не видел 12 машин.")
    stages.review(database, desk, 0, Action.APPROVE)
    return desk


@pytest.fixture
def asked(desk: World) -> dict[str, Any]:
    return {"actor": desk.reviewer, "project_id": desk.project, "unit_id": 1}


def page(database: Database, asked: dict[str, Any]) -> tending.UnitPage:
    return tending.unit_page(database, **asked)


def found(database: Database, desk: World, place: int = 1) -> list[str]:
    matches = looking_up.matches_of(
        database, actor=desk.reader, edition_id=desk.edition, segment_id=desk.segments[place]
    )
    return [each.match.target for each in matches.offered]


# Care for a unit


def test_a_unit_is_traced_to_where_it_is_from_and_where_it_was_used(
    database: Database, desk: World, asked: dict[str, Any]
) -> None:
    editing.save_target(
        database,
        actor=desk.second,
        edition_id=desk.edition,
        segment_id=desk.segments[1],
        text="Никто не видел 13 машин.",
        version=0,
        origin=Origin.MEMORY,
        score=0.94,
        match=Inserted(unit_id=1),
    )
    shown = page(database, asked)
    assert (shown.row.segment_id, shown.memory.name) == (desk.segments[0], "Words")
    [use] = shown.uses
    assert (use.segment_id, use.text, use.score) == (
        desk.segments[1], "Никто не видел 13 машин.", 0.94,
    )  # fmt: skip
    assert shown.names[desk.second.id] == "Second"
    assert shown.places[desk.edition].title == "A document"
    assert shown.may_change


def test_a_corrected_unit_is_what_is_found_and_the_edition_keeps_its_own(
    database: Database, desk: World, asked: dict[str, Any]
) -> None:
    version = page(database, asked).row.version
    tending.correct(database, **asked, version=version, target="Никто не видал 12 машин.")
    row = page(database, asked).row
    assert (row.unit.target, row.author_id) == ("Никто не видал 12 машин.", desk.reviewer.id)
    assert found(database, desk) == ["Никто не видал 13 машин."]
    with reading(database) as connection:
        target = editing.find(connection, desk.edition, desk.segments[0]).target
        event = feed.newest(connection, desk.project, limit=1)[0]
    assert target.text == "Никто не видел 12 машин."
    assert (event.kind, event.facts["before"]) == ("memory.corrected", "Никто не видел 12 машин.")
    stages.review(database, desk, 0, Action.SIGN_OFF)  # the same text: the correction stays
    row = page(database, asked).row
    assert (row.unit.target, row.unit.state) == ("Никто не видал 12 машин.", UnitState.FINAL)


def test_a_unit_is_withdrawn_for_a_reason_and_put_back(
    database: Database, desk: World, asked: dict[str, Any]
) -> None:
    version = page(database, asked).row.version
    with pytest.raises(InvalidInput):
        tending.withdraw(database, **asked, version=version, why="  ")
    tending.withdraw(database, **asked, version=version, why="A slip.")
    assert found(database, desk) == []
    row = page(database, asked).row
    assert (row.withdrawn_why, row.withdrawn_by) == ("A slip.", desk.reviewer.id)
    tending.put_back(database, **asked, version=row.version)
    assert found(database, desk) == ["Никто не видел 13 машин."]


def test_a_withdrawn_text_stays_so_until_another_one_is_confirmed(
    database: Database, desk: World, asked: dict[str, Any]
) -> None:
    tending.withdraw(database, **asked, version=page(database, asked).row.version, why="A slip.")
    stages.save(database, desk, 0, "Никто", action=Action.DRAFT)
    stages.save(database, desk, 0, "Никто не видел 12 машин.")
    assert found(database, desk) == []
    stages.save(database, desk, 0, "Никто не заметил 12 машин.")
    assert found(database, desk) == ["Никто не заметил 13 машин."]


def test_who_came_too_late_or_may_not_changes_nothing(
    database: Database, desk: World, asked: dict[str, Any]
) -> None:
    version = page(database, asked).row.version
    with pytest.raises(StaleVersion):
        tending.correct(database, **asked, version=version - 1, target="Иначе")
    with pytest.raises(InvalidInput):
        tending.correct(database, **asked, version=version, target=" ")
    with pytest.raises(InvalidInput):
        tending.correct(database, **asked, version=version, target="Код \ue000")
    mine = {**asked, "actor": desk.translator}
    assert not page(database, mine).may_change
    with pytest.raises(NotAllowed):
        tending.correct(database, **mine, version=version, target="Иначе")
    with pytest.raises(NotFound):
        page(database, {**asked, "actor": desk.stranger})
    with pytest.raises(NotFound):
        page(database, {**asked, "unit_id": 99})


def test_a_memory_of_no_project_is_the_administrators_care(
    database: Database, desk: World, asked: dict[str, Any]
) -> None:
    with writing(database) as connection:
        memory = memories.add(connection, "Archive")
        choice = Choice(memory_id=memory, reads=True, writes=True, penalty=0.0)
        memories.choose(connection, desk.project, choice)
        own = Choice(memory_id=1, reads=False, writes=False, penalty=0.0)
        memories.choose(connection, desk.project, own)
        admin = factories.add_user(connection, "admin", admin=True)
    with pytest.raises(NotFound):
        page(database, asked)  # it is not read any more
    stages.save(database, desk, 1, "Никто не видел 13 машин.")
    theirs = {**asked, "unit_id": 2}
    assert not page(database, theirs).may_change
    assert page(database, {**theirs, "actor": admin}).may_change


def test_sources_with_different_translations_are_listed(database: Database, desk: World) -> None:
    asked: dict[str, Any] = {"actor": desk.reader, "project_id": desk.project}
    stages.save(database, desk, 1, "Никто не видел 13 машин.")
    assert tending.duplicates(database, **asked).groups == ()
    stages.save(database, desk, 2, "Никто не заметил 12 машин.")
    [group] = tending.duplicates(database, **asked).groups
    assert [row.unit.target for row in group] == [
        "Никто не заметил 12 машин.", "Никто не видел 12 машин.",
    ]  # fmt: skip
    assert tending.duplicates(database, **asked, page=2).groups == ()


# Choosing memories


def test_a_project_chooses_among_its_own_and_shared_memories(
    database: Database, desk: World
) -> None:
    asked: dict[str, Any] = {"actor": desk.owner, "project_id": desk.project}
    with writing(database) as connection:
        other = factories.add_project(connection, glossary_id=desk.glossary, slug="other")
        theirs = factories.add_user(connection, "theirs", project_id=other, roles=[Role.OWNER])
    archive = choosing.add(database, actor=theirs, project_id=other, name="Their archive")
    shown = choosing.overview(database, **asked)
    assert [(each.memory.name, each.units, each.own) for each in shown.memories] == [
        ("Words", 1, True)
    ]
    wanted = Choice(memory_id=archive, reads=True, writes=False, penalty=0.1)
    with pytest.raises(NotFound):
        choosing.choose(database, **asked, choices=(wanted,))  # it is not shared
    choosing.change(
        database, actor=theirs, project_id=other, memory_id=archive, version=1,
        name="Their archive", shared=True,
    )  # fmt: skip
    choosing.choose(database, **asked, choices=(wanted,))
    shown = choosing.overview(database, **asked)
    assert [(each.memory.name, each.choice.penalty) for each in shown.memories] == [
        ("Words", 0.0), ("Their archive", 0.1),
    ]  # fmt: skip


def test_nobody_is_told_of_places_in_projects_that_they_may_not_read(
    database: Database, desk: World
) -> None:
    with writing(database) as connection:
        other = factories.add_project(connection, glossary_id=desk.glossary, slug="other")
        theirs = factories.add_user(connection, "theirs", project_id=other, roles=[Role.OWNER])
        choice = Choice(memory_id=1, reads=True, writes=False, penalty=0.0)
        memories.choose(connection, other, choice)
    asked: dict[str, Any] = {"actor": theirs, "project_id": other}
    shown = choosing.overview(database, **asked)
    assert ([row.unit.target for row in shown.units], shown.places) == (
        ["Никто не видел 12 машин."],
        {},
    )
    assert searching.search(database, **asked, wanted=Search(words="машина")).places == {}
    page = tending.unit_page(database, **asked, unit_id=1)
    assert (page.places, page.uses, page.may_change) == ({}, (), False)


@pytest.mark.parametrize(
    ("reads", "writes", "penalty"), [(True, True, 0.0), (True, False, 0.5), (True, False, -0.1)]
)
def test_what_cannot_be_chosen_is_refused(
    database: Database, desk: World, reads: bool, writes: bool, penalty: float
) -> None:
    with writing(database) as connection:
        shared = memories.add(connection, "Shared", shared=True)
    choice = Choice(memory_id=shared, reads=reads, writes=writes, penalty=penalty)
    with pytest.raises(InvalidInput):
        choosing.choose(database, actor=desk.owner, project_id=desk.project, choices=(choice,))


def test_new_units_go_to_one_memory(database: Database, desk: World) -> None:
    asked: dict[str, Any] = {"actor": desk.owner, "project_id": desk.project}
    second = choosing.add(database, **asked, name="Second")
    both = tuple(
        Choice(memory_id=each, reads=True, writes=True, penalty=0.0) for each in (1, second)
    )
    with pytest.raises(InvalidInput):
        choosing.choose(database, **asked, choices=both)
    first, other = both
    choosing.choose(
        database, **asked,
        choices=(Choice(memory_id=1, reads=True, writes=False, penalty=0.0), other),
    )  # fmt: skip
    stages.save(database, desk, 1, "Никто не видел 13 машин.")
    units = {each.memory.name: each.units for each in choosing.overview(database, **asked).memories}
    assert units == {"Words": 1, "Second": 1}
    assert first.memory_id == 1


def test_only_those_who_manage_choose_and_name_memories(database: Database, desk: World) -> None:
    asked: dict[str, Any] = {"actor": desk.reviewer, "project_id": desk.project}
    shown = choosing.overview(database, **asked)
    assert Permission.MANAGE not in shown.permissions
    with pytest.raises(NotAllowed):
        choosing.choose(database, **asked, choices=())
    with pytest.raises(NotAllowed):
        choosing.add(database, **asked, name="Mine")
    mine: dict[str, Any] = {**asked, "actor": desk.owner, "memory_id": 1}
    with pytest.raises(InvalidInput):
        choosing.change(database, **mine, version=1, name=" ", shared=False)
    with pytest.raises(InvalidInput):
        choosing.change(database, **mine, version=1, name="x" * 201, shared=False)
    choosing.change(database, **mine, version=1, name="Наши слова", shared=False)
    with pytest.raises(StaleVersion):
        choosing.change(database, **mine, version=1, name="Слова", shared=False)
    choosing.add(database, actor=desk.owner, project_id=desk.project, name="Second")
    with pytest.raises(InvalidInput):
        choosing.change(database, **mine, version=2, name="Second", shared=False)
    with pytest.raises(NotFound):
        choosing.change(database, **{**mine, "memory_id": 9}, version=1, name="X", shared=False)


# Concordance


def test_a_page_of_the_concordance_says_how_to_go_on(
    database: Database, desk: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    stages.save(database, desk, 1, "Никто не видел 13 машин.")
    stages.save(database, desk, 2, "Никто не заметил 12 машин.")
    asked: dict[str, Any] = {"actor": desk.reader, "project_id": desk.project}
    monkeypatch.setattr(searching, "SHOWN", 2)
    first = searching.search(database, **asked, wanted=Search(words="машина"))
    assert [line.row.id for line in first.lines] == [3, 2]
    assert first.following == 2
    rest = searching.search(database, **asked, wanted=Search(words="машина"), before=2)
    assert ([line.row.id for line in rest.lines], rest.following) == ([1], None)
    assert first.places[desk.edition].title == "A document"


@pytest.mark.parametrize(
    ("words", "side", "found"),
    [(r"1\d", Side.BOTH, True), (r"1\d", Side.TARGET, True), ("saw", Side.TARGET, False),
     ("saw", Side.SOURCE, True), ("видел", Side.SOURCE, False)],
)  # fmt: skip
def test_patterns_of_people_are_searched_on_the_side_that_they_name(
    database: Database, desk: World, words: str, side: Side, found: bool
) -> None:
    wanted = Search(words=words, side=side, pattern=True)
    page = searching.search(database, actor=desk.reader, project_id=desk.project, wanted=wanted)
    assert bool(page.lines) is found
    assert page.looked == 1


def test_a_search_for_nothing_or_for_too_much_is_refused(database: Database, desk: World) -> None:
    asked: dict[str, Any] = {"actor": desk.reader, "project_id": desk.project}
    for words in (" ", "x" * 501):
        with pytest.raises(InvalidInput):
            searching.search(database, **asked, wanted=Search(words=words))
    with pytest.raises(NotFound):
        searching.search(
            database, **{**asked, "actor": desk.stranger}, wanted=Search(words="машина")
        )
