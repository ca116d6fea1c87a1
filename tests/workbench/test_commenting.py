"""Comments: said, settled, opened again, never lost."""

from __future__ import annotations

import pytest

from tests.workbench import factories
from tests.workbench.factories import World
from workbench.errors import InvalidInput, NotAllowed, NotFound, StaleVersion
from workbench.services import commenting, viewing
from workbench.storage.engine import Database, writing


@pytest.fixture
def desk(database: Database) -> World:
    return factories.world(database)


def say(database: Database, desk: World, text: str, *, on_source: bool = False) -> int:
    return commenting.add_comment(
        database,
        actor=desk.translator,
        edition_id=desk.edition,
        segment_id=desk.segments[0],
        text=text,
        on_source=on_source,
    ).id


def test_comments_stand_in_their_order_and_are_counted(database: Database, desk: World) -> None:
    first = say(database, desk, " Что имел в виду автор? ")
    say(database, desk, "Їжак 𝄞", on_source=True)
    commenting.resolve_comment(
        database, actor=desk.reviewer, edition_id=desk.edition, comment_id=first, version=1
    )
    rows = commenting.comments_of(
        database, actor=desk.reader, edition_id=desk.edition, segment_id=desk.segments[0]
    )
    assert [(r.text, r.edition_id, r.resolved_by) for r in rows] == [
        ("Что имел в виду автор?", desk.edition, desk.reviewer.id),
        ("Їжак 𝄞", None, None),
    ]
    view = viewing.segment_view(
        database, actor=desk.reader, edition_id=desk.edition, segment_id=desk.segments[0]
    )
    assert (view.comments, view.open_comments) == (2, 1)


def test_a_comment_of_another_edition_is_not_seen(database: Database, desk: World) -> None:
    comment = say(database, desk, "Только здесь")
    with writing(database) as connection:
        other = factories.add_edition(connection, desk.document, "uk")
    assert (
        commenting.comments_of(
            database, actor=desk.reader, edition_id=other, segment_id=desk.segments[0]
        )
        == ()
    )
    with pytest.raises(NotFound):
        commenting.resolve_comment(
            database, actor=desk.reviewer, edition_id=other, comment_id=comment, version=1
        )


def test_two_people_do_not_settle_one_comment_differently(database: Database, desk: World) -> None:
    comment = say(database, desk, "Вопрос")
    for version, resolved in ((1, True), (2, False)):
        commenting.resolve_comment(
            database,
            actor=desk.reviewer,
            edition_id=desk.edition,
            comment_id=comment,
            version=version,
            resolved=resolved,
        )
    with pytest.raises(StaleVersion):
        commenting.resolve_comment(
            database, actor=desk.second, edition_id=desk.edition, comment_id=comment, version=1
        )


@pytest.mark.parametrize("text", ["", "  ", "а" * 10_001, "\x00"])
def test_a_comment_says_something_that_can_be_stored(
    database: Database, desk: World, text: str
) -> None:
    with pytest.raises(InvalidInput):
        say(database, desk, text)


def test_a_reader_does_not_comment(database: Database, desk: World) -> None:
    with pytest.raises(NotAllowed):
        commenting.add_comment(
            database,
            actor=desk.reader,
            edition_id=desk.edition,
            segment_id=desk.segments[0],
            text="Я читаю",
        )
