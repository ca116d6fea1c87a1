"""Publishing while somebody edits: the last approved text stands in for what is not approved."""

from __future__ import annotations

import pytest
from flask_openapi3.openapi import OpenAPI
from sqlalchemy import insert, select

from tests.workbench import factories
from tests.workbench import stages as work
from tests.workbench.factories import World
from tests.workbench.test_edition_pages import browser, page
from tests.workbench.test_gating import forbid_republic
from tests.workbench.world import post
from translations.model import State
from translations.review import Action
from workbench.errors import Conflict, PublicationBlocked
from workbench.services import gating, publishing
from workbench.services.gating import BlockerKind, Gate
from workbench.storage import tables
from workbench.storage.engine import Database, reading, writing

NEWER = "Оно ушло в другую республику."


@pytest.fixture
def desk(database: Database) -> World:
    """An article that was approved as a whole; one segment is being edited again."""
    desk = factories.world(database)
    work.index(database, desk)
    work.translate(database, desk)
    work.save(database, desk, 1, NEWER, action=Action.DRAFT)
    return desk


def look(database: Database, desk: World, *, approved: bool = True) -> Gate:
    with reading(database) as connection:
        return gating.look(connection, desk.edition, approved=approved)


def text(database: Database, desk: World, *, approved: bool) -> str:
    edition = publishing.preview(
        database, actor=desk.owner, edition_id=desk.edition, approved=approved
    )
    return " ".join(segment.target for block in edition.blocks for segment in block.segments)


def test_an_edit_in_progress_does_not_keep_an_approved_edition_from_its_readers(
    database: Database, desk: World
) -> None:
    shut = look(database, desk, approved=False)
    assert [blocker.kind for blocker in shut.blockers] == [BlockerKind.BELOW_STATE]
    assert shut.offered == 1
    gate = look(database, desk)
    assert gate.open
    assert gate.counts[State.REVIEWED] == gate.total == 5
    made = publishing.publish(
        database, actor=desk.owner, edition_id=desk.edition, overrides={}, approved=True
    )
    written = publishing.export_publication(
        database, actor=desk.owner, edition_id=desk.edition, number=made.number, output="text"
    ).body.decode()
    assert work.RUSSIAN[1] in written
    assert NEWER not in written
    assert "reviewed=5" in made.signature


def test_what_is_chosen_is_what_is_previewed(database: Database, desk: World) -> None:
    assert NEWER in text(database, desk, approved=False)
    assert NEWER not in text(database, desk, approved=True)
    assert work.RUSSIAN[1] in text(database, desk, approved=True)


def test_a_segment_that_was_emptied_has_its_approved_text(database: Database, desk: World) -> None:
    work.save(database, desk, 1, " ", action=Action.DRAFT)
    assert not look(database, desk, approved=False).open
    assert look(database, desk).open


def test_an_approved_text_is_judged_by_todays_glossary(database: Database, desk: World) -> None:
    work.save(database, desk, 1, "Оно ушло.", action=Action.DRAFT)
    forbid_republic(database, desk)
    gating.bring_up_to_date(database, actor=desk.owner, edition_id=desk.edition)
    blockers = {blocker.kind: blocker.segments for blocker in look(database, desk).blockers}
    assert blockers == {BlockerKind.ERRORS: (desk.segments[1],)}


def test_errors_of_an_approved_text_are_counted_apart_from_those_of_the_newer_one(
    database: Database, desk: World
) -> None:
    work.save(database, desk, 1, "Оно ушло.", action=Action.DRAFT)
    forbid_republic(database, desk)
    gating.bring_up_to_date(database, actor=desk.owner, edition_id=desk.edition)
    with writing(database) as connection:
        target = connection.execute(
            select(tables.Target.id).where(tables.Target.segment_id == desk.segments[1])
        ).scalar_one()
        connection.execute(
            insert(tables.Finding).values(
                target_id=target,
                edition_id=desk.edition,
                check_name="terminology",
                kind="first-mention",
                severity=3,
                message="x",
                fixes=[],
            )
        )
    blockers = {blocker.kind: blocker.segments for blocker in look(database, desk).blockers}
    assert blockers == {BlockerKind.ERRORS: (desk.segments[1],)}


def test_the_appendix_has_no_rendering_of_a_text_that_is_not_published(
    database: Database, desk: World
) -> None:
    work.save(database, desk, 0, "Террористы покинули этот город.", action=Action.DRAFT)

    def rendered(*, approved: bool) -> set[str]:
        edition = publishing.preview(
            database, actor=desk.owner, edition_id=desk.edition, approved=approved
        )
        return {
            rendering
            for entry in edition.glossary
            for term in entry.terms
            for rendering in term.renderings
        }

    assert rendered(approved=False) - rendered(approved=True) == {"террористы"}


def test_what_was_never_approved_or_was_returned_has_nothing_to_stand_in(
    database: Database, desk: World
) -> None:
    work.review(database, desk, 2, Action.RETURN)
    gate = look(database, desk)
    assert gate.stand_ins.keys() == {desk.segments[1]}
    assert [b.segments for b in gate.blockers] == [(desk.segments[2],)]


def test_where_only_final_texts_are_published_an_approval_is_not_enough(
    database: Database, desk: World
) -> None:
    work.set_row(database, tables.Project, desk.project, publish_from="final")
    assert look(database, desk).offered == 0


def test_nobody_publishes_other_texts_than_they_chose(database: Database, desk: World) -> None:
    work.review(database, desk, 2, Action.RETURN)
    seen = look(database, desk).seal
    reasons: dict[str, str] = {BlockerKind.BELOW_STATE: "Today."}
    work.save(database, desk, 3, "Переворот — не смена власти.", action=Action.DRAFT)
    with pytest.raises(Conflict):
        publishing.publish(
            database,
            actor=desk.owner,
            edition_id=desk.edition,
            overrides=reasons,
            seal=seen,
            approved=True,
        )
    with pytest.raises(PublicationBlocked):
        publishing.publish(database, actor=desk.owner, edition_id=desk.edition, overrides={})


@pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)
def test_the_page_offers_the_choice_and_publishes_as_chosen(
    app: OpenAPI, database: Database, desk: World
) -> None:
    owner = browser(app, database, desk.owner)
    assert "approved=1" in owner.get(page(desk)).text
    chosen = owner.get(page(desk, "?approved=1")).text
    assert "Not yet" not in chosen
    assert NEWER not in owner.get(page(desk, "/preview?approved=1")).text
    seal = look(database, desk).seal
    assert post(owner, page(desk, "/publish"), seal=seal, approved="1").status_code == 302
    assert work.RUSSIAN[1] in owner.get(page(desk, "/publications/1")).text
