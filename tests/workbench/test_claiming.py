"""Claims: who writes where is told, keeps nobody out, and ends by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.workbench import factories
from tests.workbench import stages as work
from tests.workbench.factories import World
from translations.review import Action
from workbench.errors import NotAllowed
from workbench.permissions import Actor
from workbench.services import claiming, following, projects, reading, viewing
from workbench.services.claiming import Writer
from workbench.storage import claims
from workbench.storage.engine import Database
from workbench.storage.engine import reading as reading_from
from workbench.storage.rows import Filter


@pytest.fixture
def desk(database: Database) -> World:
    return factories.world(database)


def claim(database: Database, desk: World, actor: Actor, place: int = 0) -> Writer | None:
    return claiming.claim(
        database, actor=actor, edition_id=desk.edition, segment_id=desk.segments[place]
    )


def writers(database: Database, desk: World, actor: Actor) -> list[str]:
    """Who writes in the first segments, as the rows show it to somebody."""
    opened = reading.open_edition(database, actor=actor, edition_id=desk.edition, chosen=Filter())
    return [row.writer for row in opened.window.rows[:2]]


def kinds(database: Database, desk: World) -> list[str]:
    entries, _ = following.changes_since(
        database, actor=desk.reader, project_id=desk.project, since=0, limit=100
    )
    return [entry.kind for entry in entries]


def test_others_see_who_writes_and_one_does_not_see_oneself(
    database: Database, desk: World
) -> None:
    assert claim(database, desk, desk.translator) is None
    assert writers(database, desk, desk.second) == ["Translator", ""]
    assert writers(database, desk, desk.translator) == ["", ""]
    view = viewing.segment_view(
        database, actor=desk.second, edition_id=desk.edition, segment_id=desk.segments[0]
    )
    assert view.writer is not None
    assert view.writer.name == "Translator"


def test_who_was_first_keeps_the_claim_and_nobody_is_kept_out(
    database: Database, desk: World
) -> None:
    claim(database, desk, desk.translator)
    told = kinds(database, desk)
    first = claim(database, desk, desk.second)
    assert first is not None
    assert first.id == desk.translator.id
    assert kinds(database, desk) == told  # nothing new to tell
    saved = work.save(database, desk, 0, "Ушли.", action=Action.DRAFT, actor=desk.second)
    assert saved.changed
    assert writers(database, desk, desk.translator) == ["Second", ""]


def after(database: Database, desk: World, seconds: float) -> list[int]:
    """Who writes in the first segment so many seconds from now."""
    then = datetime.now(UTC) + timedelta(seconds=seconds)
    with reading_from(database) as connection:
        standing = claims.live(connection, desk.project, desk.edition, now=then)
    return [claim.user_id for claim in standing.values()]


def test_a_claim_ends_by_itself(database: Database, desk: World) -> None:
    claim(database, desk, desk.translator)
    assert after(database, desk, 60) == [desk.translator.id]
    assert after(database, desk, 121) == []


@pytest.mark.parametrize(("action", "still"), [(Action.CONFIRM, False), (Action.DRAFT, True)])
def test_a_draft_claims_and_a_confirmation_ends_the_claim(
    database: Database, desk: World, action: Action, *, still: bool
) -> None:
    claim(database, desk, desk.second)
    work.save(database, desk, 0, "Ушли.", action=action)
    assert after(database, desk, 60) == ([desk.translator.id] if still else [])


def test_a_review_ends_a_claim(database: Database, desk: World) -> None:
    work.save(database, desk, 0, "Ушли.")
    claim(database, desk, desk.translator)
    work.review(database, desk, 0, Action.RETURN)
    assert writers(database, desk, desk.second) == ["", ""]


def test_a_reader_claims_nothing(database: Database, desk: World) -> None:
    with pytest.raises(NotAllowed):
        claim(database, desk, desk.reader)


def test_claims_are_no_news_of_a_project(database: Database, desk: World) -> None:
    claim(database, desk, desk.translator)
    assert claims.CLAIMED in kinds(database, desk)
    shown = projects.overview(database, actor=desk.reader, project_id=desk.project)
    assert claims.CLAIMED not in [entry.kind for entry in shown.activity]
