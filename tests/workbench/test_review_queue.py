"""The review queue: who sees what, oldest first; approved, returned or refused by plain forms."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from flask_openapi3.openapi import OpenAPI
from sqlalchemy import insert, select

from tests.workbench import factories
from tests.workbench import stages as work
from tests.workbench.factories import World
from tests.workbench.test_edition_pages import browser
from tests.workbench.world import post
from translations.model import Mark, State
from translations.review import Action
from workbench.permissions import Actor, Role
from workbench.services import editing, review_queue
from workbench.services.review_queue import Queue
from workbench.storage import tables
from workbench.storage.engine import Database, reading, writing
from workbench.storage.review_queue import Narrowed, Pile
from workbench.storage.targets import TargetRow

SQLITE = pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)


@pytest.fixture
def desk(database: Database) -> World:
    """An article translated by one person, and reviewed by nobody."""
    desk = factories.world(database)
    work.index(database, desk)
    work.translate(database, desk, approve=False)
    return desk


def queue(
    database: Database,
    actor: Actor,
    pile: Pile = Pile.TO_REVIEW,
    page: int = 1,
    narrowed: Narrowed | None = None,
) -> Queue:
    return review_queue.queue(
        database, actor=actor, pile=pile, narrowed=narrowed or Narrowed(), page=page
    )


def places(desk: World, found: Queue) -> list[int]:
    return [desk.segments.index(entry.waiting.segment_id) for entry in found.entries]


def target(database: Database, desk: World, place: int) -> TargetRow:
    with reading(database) as connection:
        return editing.find(connection, desk.edition, desk.segments[place]).target


def free(database: Database, desk: World) -> None:
    work.set_row(database, tables.Project, desk.project, four_eyes="marked")


def test_what_others_confirmed_waits_oldest_first(database: Database, desk: World) -> None:
    assert places(desk, queue(database, desk.reviewer)) == [0, 1, 2, 3, 4]
    work.save(database, desk, 1, "Оно ушло в эту республику.")
    work.review(database, desk, 2, Action.APPROVE)
    work.save(database, desk, 3, "Черновик", action=Action.DRAFT)
    found = queue(database, desk.reviewer)
    assert places(desk, found) == [0, 4, 1]
    assert (found.total, found.first, found.last) == (3, 1, 3)


def test_nobody_is_asked_to_review_their_own_words(database: Database, desk: World) -> None:
    work.save(database, desk, 0, "Народное ополчение ушло из города.", actor=desk.reviewer)
    assert places(desk, queue(database, desk.reviewer)) == [1, 2, 3, 4]
    free(database, desk)
    found = queue(database, desk.reviewer)
    assert places(desk, found) == [1, 2, 3, 4, 0]
    assert [entry.own for entry in found.entries] == [False] * 4 + [True]


def test_only_those_who_review_have_a_queue(database: Database, desk: World) -> None:
    assert set(queue(database, desk.translator).counts) == {Pile.RETURNED}
    assert queue(database, desk.stranger).counts == {}
    assert queue(database, desk.stranger).entries == ()


def test_what_was_returned_comes_back_to_its_translator_with_the_reason(
    database: Database, desk: World
) -> None:
    work.review(database, desk, 2, Action.RETURN)
    (entry,) = queue(database, desk.translator, Pile.RETURNED).entries
    assert desk.segments.index(entry.waiting.segment_id) == 2
    assert entry.remark is not None
    assert (entry.remark.category, entry.remark.weight, entry.remark.actor) == (
        "style",
        "minor",
        "Reviewer",
    )
    assert entry.actions == frozenset()
    assert queue(database, desk.second, Pile.RETURNED).entries == ()


def test_what_nobody_else_looked_at_is_listed(database: Database, desk: World) -> None:
    free(database, desk)
    work.save(database, desk, 0, "Народное ополчение ушло из города.", actor=desk.reviewer)
    work.review(database, desk, 0, Action.APPROVE)
    (entry,) = queue(database, desk.owner, Pile.SELF_REVIEWED).entries
    assert entry.waiting.marks == {Mark.SELF_REVIEWED}
    assert entry.actions == {Action.RETURN}


def test_what_is_left_out_or_gone_waits_for_nobody(database: Database, desk: World) -> None:
    work.set_row(database, tables.Segment, desk.segments[0], retired=True)
    with writing(database) as connection:
        blocks = connection.execute(
            select(tables.Segment.block_id).where(tables.Segment.id.in_(desk.segments[3:]))
        ).scalars()
        first, second = blocks
        connection.execute(
            insert(tables.LeftOut).values(edition_id=desk.edition, block_id=first, reason="Cut")
        )
    work.set_row(database, tables.Block, second, left_out="Cut")
    assert places(desk, queue(database, desk.reviewer)) == [1, 2]


def test_a_queue_is_narrowed_to_a_project_a_language_or_an_edition(
    database: Database, desk: World
) -> None:
    with writing(database) as connection:
        other = factories.add_project(connection, glossary_id=desk.glossary, slug="other")
        connection.execute(
            insert(tables.Membership).values(
                user_id=desk.reviewer.id,
                project_id=other,
                role=Role.REVIEWER.value,
                created_at=factories.NOW,
            )
        )
    for narrowed, count in (
        (Narrowed(project="words"), 5),
        (Narrowed(project="other"), 0),
        (Narrowed(language="ru"), 5),
        (Narrowed(language="uk"), 0),
        (Narrowed(edition_id=desk.edition), 5),
        (Narrowed(edition_id=desk.edition + 1), 0),
    ):
        assert queue(database, desk.reviewer, narrowed=narrowed).total == count, narrowed
    assert [p.slug for p in queue(database, desk.reviewer).projects] == ["words", "other"]


@SQLITE
def test_a_long_queue_has_pages_and_the_last_one_is_the_end(
    database: Database, desk: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review_queue, "PAGE", 2)
    assert places(desk, queue(database, desk.reviewer, page=2)) == [2, 3]
    last = queue(database, desk.reviewer, page=9)
    assert (places(desk, last), last.page, last.first, last.last) == ([4], 3, 5, 5)


@SQLITE
def test_what_is_saved_at_the_same_moment_stands_in_one_order(
    database: Database, desk: World
) -> None:
    with writing(database) as connection:
        there = tables.Target.__table__
        connection.execute(there.update().values(updated_at=factories.NOW))  # type: ignore[attr-defined] # a Table
    assert places(desk, queue(database, desk.reviewer)) == [0, 1, 2, 3, 4]
    key = target(database, desk, 4).id
    assert key is not None
    before = factories.NOW - timedelta(days=1)
    work.set_row(database, tables.Target, key, updated_at=before)
    assert places(desk, queue(database, desk.reviewer)) == [4, 0, 1, 2, 3]


# Pages


@pytest.fixture
def reviewer(app: OpenAPI, database: Database, desk: World) -> FlaskClient:
    return browser(app, database, desk.reviewer)


def form(desk: World, place: int) -> str:
    return f"/editions/{desk.edition}/segments/{desk.segments[place]}/review"


@SQLITE
def test_a_segment_is_approved_from_the_queue_and_the_next_one_follows(
    database: Database, desk: World, reviewer: FlaskClient
) -> None:
    shown = reviewer.get("/review?language=ru").text
    assert re.findall(r'id="s(\d+)"', shown) == [str(each) for each in desk.segments]
    done = post(
        reviewer, form(desk, 0), action="approve", version=1, language="ru",
        following=desk.segments[1],
    )  # fmt: skip
    assert done.status_code == 302
    assert done.headers["Location"] == f"/review?language=ru#s{desk.segments[1]}"
    assert target(database, desk, 0).state is State.REVIEWED
    assert f'id="s{desk.segments[0]}"' not in reviewer.get("/review").text


@SQLITE
def test_a_segment_is_returned_with_category_weight_and_words(
    app: OpenAPI, database: Database, desk: World, reviewer: FlaskClient
) -> None:
    done = post(
        reviewer, form(desk, 1), action="return", version=1, category="term", weight="major",
        reason="The speaker's word is <kept>.",
    )  # fmt: skip
    assert done.status_code == 302
    assert target(database, desk, 1).marks == {Mark.RETURNED}
    shown = browser(app, database, desk.translator).get("/review?pile=returned").text
    assert "The speaker&#39;s word is &lt;kept&gt;." in shown


@SQLITE
def test_what_is_refused_changes_nothing_and_keeps_what_was_typed(
    database: Database, desk: World, reviewer: FlaskClient
) -> None:
    work.save(database, desk, 0, "Террористы покинули этот город вчера.")
    refused = post(reviewer, form(desk, 0), action="approve", version=2)
    assert refused.status_code == 422
    assert "Террористы" in refused.text
    wrong = post(
        reviewer, form(desk, 1), action="return", version=1, category="whim", weight="major",
        reason="My own words.",
    )  # fmt: skip
    assert (wrong.status_code, "My own words." in wrong.text) == (422, True)
    assert post(reviewer, form(desk, 1), action="reopen", version=1).status_code == 422
    assert post(reviewer, form(desk, 2), action="approve", version=7).status_code == 409
    assert {target(database, desk, place).state for place in range(5)} == {State.TRANSLATED}


@SQLITE
def test_an_approval_that_would_be_refused_is_not_offered(
    database: Database, desk: World, reviewer: FlaskClient
) -> None:
    work.save(database, desk, 0, "Террористы покинули этот город вчера.")
    shown = reviewer.get("/review").text
    entry = re.search(
        rf'id="s{desk.segments[0]}".*?</li>\s*(?=<li class="queue-entry|</ol>)', shown, re.DOTALL
    )
    assert entry is not None
    assert re.search(r'value="approve" disabled', entry[0])
    assert "finding-error" in entry[0]
    assert shown.count('value="approve" disabled') == 1


@SQLITE
@pytest.mark.parametrize("pile", ["", "returned", "self-reviewed", "nonsense"])
def test_an_empty_pile_says_what_will_stand_there(
    database: Database, desk: World, reviewer: FlaskClient, pile: str
) -> None:
    for place in range(5):
        work.review(database, desk, place, Action.APPROVE)
    shown = reviewer.get(f"/review?pile={pile}")
    assert (shown.status_code, 'class="empty"' in shown.text) == (200, True)
