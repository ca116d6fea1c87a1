"""Projects, their members and how far they are."""

from __future__ import annotations

import pytest
from sqlalchemy import insert, update

from tests.workbench.world import NOW, World
from translations.model import State
from translations.review import FourEyes
from workbench.errors import Conflict, InvalidInput, NotAllowed, NotFound, StaleVersion
from workbench.permissions import Permission, Role
from workbench.services import projects
from workbench.services.projects import Settings
from workbench.storage import tables
from workbench.storage.engine import Database, reading, writing
from workbench.storage.feed import newest
from workbench.storage.progress import Progress


def _progress(world: World, who: str = "reader") -> dict[int, Progress]:
    seen = projects.outline(world.database, actor=world.actor(who))
    return {edition.id: edition.progress for one in seen for edition in one.editions}


def test_an_edition_tells_how_many_segments_stand_in_each_state(world: World) -> None:
    progress = _progress(world)
    assert progress[world.edition_id] == Progress(
        total=5, draft=1, translated=1, reviewed=1, final=1, returned=1
    )
    assert progress[world.edition_id].empty == 1
    assert progress[world.empty_edition_id] == Progress(total=5)


def test_what_waits_for_a_person_is_counted_for_that_person(world: World) -> None:
    for who, returned, others in (("translator", 1, 0), ("reviewer", 0, 1)):
        (seen,) = projects.outline(world.database, actor=world.actor(who))
        edition = next(e for e in seen.editions if e.id == world.edition_id)
        assert (edition.returned_to_me, edition.translated_by_others) == (returned, others)


def test_left_out_blocks_and_retired_segments_do_not_count(world: World) -> None:
    with writing(world.database) as connection:
        connection.execute(
            update(tables.Segment)
            .where(tables.Segment.id == world.segment_ids[0])
            .values(retired=True)
        )
        connection.execute(update(tables.Document).values(segments=4))
    assert _progress(world)[world.edition_id].final == 0
    with writing(world.database) as connection:
        block = connection.execute(tables.Block.__table__.select()).one().id
        connection.execute(
            insert(tables.LeftOut).values(
                edition_id=world.edition_id, block_id=block, reason="An advertisement"
            )
        )
    assert _progress(world)[world.edition_id] == Progress(total=0)
    assert _progress(world)[world.empty_edition_id] == Progress(total=4)


def test_a_project_is_seen_by_its_members_and_by_administrators(world: World) -> None:
    assert projects.outline(world.database, actor=world.actor("stranger")) == ()
    assert len(projects.outline(world.database, actor=world.actor("admin"))) == 1
    with pytest.raises(NotFound):
        projects.overview(
            world.database, actor=world.actor("stranger"), project_id=world.project_id
        )


def test_a_new_project_begins_a_glossary_and_its_maker_owns_it(world: World) -> None:
    admin = world.actor("admin")
    made = projects.add_project(
        world.database, actor=admin, name="Новини тижня", source_language="en", languages=["uk"]
    )
    seen = projects.overview(world.database, actor=admin, project_id=made)
    assert (seen.project.slug, seen.project.glossary_name) == ("новини-тижня", "Новини тижня")
    assert [member.roles for member in seen.members] == [(Role.OWNER,)]
    with reading(world.database) as connection:
        assert [event.kind for event in newest(connection, made)] == ["project.added"]


def test_names_of_addresses_are_never_taken_twice(database: Database) -> None:
    def add(name: str) -> int:
        return projects.add_project(
            database, actor=None, name=name, source_language="en", languages=["uk"]
        )

    for name in ("Words", "words!", "New", "…"):
        add(name)
    with reading(database) as connection:
        slugs = [row.slug for row in connection.execute(tables.Project.__table__.select())]
    assert slugs == ["words", "words-2", "new-2", "project"]


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("name", {"name": " "}),
        ("source_language", {"source_language": "English"}),
        ("languages", {"languages": []}),
        ("languages", {"languages": ["uk", "u k"]}),
    ],
)
def test_a_project_that_cannot_be_is_refused_by_field(
    database: Database, field: str, values: dict[str, object]
) -> None:
    wanted = {"name": "Words", "source_language": "en", "languages": ["uk"], **values}
    with pytest.raises(InvalidInput) as refused:
        projects.add_project(database, actor=None, **wanted)  # type: ignore[arg-type] # wrong on purpose
    assert refused.value.field == field


def test_only_administrators_add_projects(world: World) -> None:
    with pytest.raises(NotAllowed):
        projects.add_project(
            world.database,
            actor=world.actor("owner"),
            name="Mine",
            source_language="en",
            languages=["uk"],
        )


def test_settings_are_kept_and_a_stale_form_changes_nothing(world: World) -> None:
    owner = world.actor("owner")
    wanted = Settings(
        name="Desk", languages=("uk",), four_eyes=FourEyes.MARKED, publish_from=State.FINAL
    )

    def save() -> None:
        projects.change_settings(
            world.database, actor=owner, project_id=world.project_id, version=1, wanted=wanted
        )

    save()
    with pytest.raises(StaleVersion) as stale:
        save()
    assert (stale.value.seen, stale.value.current["version"]) == (1, 2)
    project = projects.overview(world.database, actor=owner, project_id=world.project_id).project
    assert (project.name, project.four_eyes, project.publish_from) == (
        "Desk",
        FourEyes.MARKED,
        State.FINAL,
    )


def test_a_language_with_an_edition_stays_a_column(world: World) -> None:
    owner = world.actor("owner")
    projects.change_settings(
        world.database,
        actor=owner,
        project_id=world.project_id,
        version=1,
        wanted=Settings(name="Newsroom", languages=("ru",)),
    )
    seen = projects.overview(world.database, actor=owner, project_id=world.project_id)
    assert seen.languages == ("ru", "de", "uk")
    assert [e.id for e in seen.editions_of(world.document_id, "uk")] == [world.edition_id]


def test_roles_are_given_and_taken(world: World) -> None:
    owner, stranger = world.actor("owner"), world.people["stranger"]
    projects.add_member(
        world.database,
        actor=owner,
        project_id=world.project_id,
        name=" STRANGER ",
        roles=[Role.READER],
    )
    projects.set_roles(
        world.database,
        actor=owner,
        project_id=world.project_id,
        user_id=stranger,
        roles=[Role.REVIEWER, Role.TRANSLATOR],
    )
    members = projects.members(world.database, actor=owner, project_id=world.project_id)
    assert next(m.roles for m in members if m.user_id == stranger) == (
        Role.TRANSLATOR,
        Role.REVIEWER,
    )
    seen = projects.overview(
        world.database, actor=world.actor("stranger"), project_id=world.project_id
    )
    assert Permission.REVIEW in seen.permissions
    projects.set_roles(
        world.database, actor=owner, project_id=world.project_id, user_id=stranger, roles=[]
    )
    assert projects.outline(world.database, actor=world.actor("stranger")) == ()


def test_a_project_keeps_an_owner_who_can_come_in(world: World) -> None:
    owner = world.actor("owner")
    with writing(world.database) as connection:
        connection.execute(
            insert(tables.Membership).values(
                user_id=world.people["stranger"],
                project_id=world.project_id,
                role=Role.OWNER,
                created_at=NOW,
            )
        )
        connection.execute(
            update(tables.User)
            .where(tables.User.id == world.people["stranger"])
            .values(disabled_at=NOW)
        )
    with pytest.raises(Conflict):
        projects.set_roles(
            world.database, actor=owner, project_id=world.project_id, user_id=owner.id, roles=[]
        )


@pytest.mark.parametrize("name", ["nobody", ""])
def test_nobody_is_no_member(world: World, name: str) -> None:
    with pytest.raises(InvalidInput):
        projects.add_member(
            world.database,
            actor=world.actor("owner"),
            project_id=world.project_id,
            name=name,
            roles=[Role.READER],
        )
