"""The digest: translators read what reviewers changed in their work, word by word."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask_openapi3.openapi import OpenAPI
from sqlalchemy import update

from tests.workbench import factories
from tests.workbench import stages as work
from tests.workbench.factories import World
from tests.workbench.test_edition_pages import browser
from translations.difference import Change
from translations.review import Action
from workbench.permissions import Actor
from workbench.services import review_digest, reviewing
from workbench.services.review_digest import Digest
from workbench.storage import tables
from workbench.storage.engine import Database, writing

BEFORE, AFTER = "Ополчение оставило город.", "Ополчение покинуло город."


@pytest.fixture
def desk(database: Database) -> World:
    """An article in which a reviewer corrected one of two translations."""
    desk = factories.world(database)
    for place, corrected in ((0, AFTER), (2, None)):
        text = BEFORE if place == 0 else "Никто не видел 12 машин."
        saved = work.save(database, desk, place, text)
        reviewing.review(
            database,
            actor=desk.reviewer,
            edition_id=desk.edition,
            segment_id=desk.segments[place],
            version=saved.target.version,
            action=Action.APPROVE,
            text=corrected,
        )
    return desk


def read(database: Database, actor: Actor) -> Digest:
    return review_digest.digest(database, actor=actor)


def test_the_translator_reads_which_words_went_and_which_came(
    database: Database, desk: World
) -> None:
    [told] = read(database, desk.translator).told
    assert (told.change.before, told.change.after) == (BEFORE, AFTER)
    assert (told.change.reviewer, told.change.segment_id) == ("Reviewer", desk.segments[0])
    changed = {stretch.change: stretch.text for stretch in told.difference}
    assert (changed[Change.REMOVED], changed[Change.ADDED]) == ("оставило", "покинуло")


def test_a_later_edit_changes_nothing_of_what_was_reviewed(database: Database, desk: World) -> None:
    work.save(database, desk, 0, "Они ушли.", actor=desk.second)
    [told] = read(database, desk.translator).told
    assert told.change.after == AFTER


@pytest.mark.parametrize("who", ["second", "reviewer", "reader"])
def test_nobody_reads_what_was_changed_in_the_work_of_others(
    database: Database, desk: World, who: str
) -> None:
    assert read(database, getattr(desk, who)).told == ()


def test_who_left_the_project_reads_it_no_more(database: Database, desk: World) -> None:
    with writing(database) as connection:
        leaving = tables.Membership.__table__.c.user_id == desk.translator.id
        connection.execute(tables.Membership.__table__.delete().where(leaving))  # type: ignore[attr-defined] # a Table
    assert read(database, desk.translator).total == 0


def test_the_digest_looks_back_a_month(database: Database, desk: World) -> None:
    with writing(database) as connection:
        long_ago = datetime.now(UTC) - timedelta(days=review_digest.DAYS, hours=1)
        connection.execute(update(tables.Review).values(at=long_ago))
    assert read(database, desk.translator).total == 0


@pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)
def test_the_first_page_leads_to_the_digest(app: OpenAPI, database: Database, desk: World) -> None:
    mine = browser(app, database, desk.translator)
    assert "/review/changes" in mine.get("/").text
    page = mine.get("/review/changes").text
    assert "<del>оставило</del><ins>покинуло</ins>" in page
    assert f"segment={desk.segments[0]}" in page
    others = browser(app, database, desk.second)
    assert "/review/changes" not in others.get("/").text
    assert "Nothing was changed" in others.get("/review/changes").text
