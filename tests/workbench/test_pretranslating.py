"""Drafts from the memories: only where nothing stands, by name, with a way back."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import update

from tests.workbench import factories, stages
from tests.workbench.factories import Paragraph, World
from translations.memory.leverage import Amount, Band
from translations.model import Origin, State
from translations.review import Action
from workbench import jobs
from workbench.errors import Conflict, InvalidInput, NotAllowed
from workbench.services import editing, job_control, viewing
from workbench.services.memory import measuring, pretranslating
from workbench.storage import jobs as storage_jobs
from workbench.storage import memory_places, tables
from workbench.storage.engine import Database, reading, writing
from workbench.storage.jobs import JobState
from workbench.storage.targets import TargetRow
from workbench.tasks import tasks
from workbench.tasks.base import JobCancelled

FIRST = (
    ("Nobody saw 12 cars.", "The militia left the town.", "A short remark stands here."),
    "Nobody saw the town.",
)
AGAIN = (
    ("Nobody saw 15 cars.", "The militia left the town.", "A short remarks stand here."),
    ("The militia left the town.", "Quite another sentence, by and large."),
    Paragraph(segments=("Nobody saw the town.",), left_out="An advertisement."),
    "Nobody saw the town.",
)
CARS, MILITIA, REMARK, REPEATED, OTHER, LEFT_OUT, TOWN = range(7)


@pytest.fixture
def desk(database: Database) -> World:
    """A project whose first document is translated and whose second one is not."""
    first = factories.world(database, FIRST)
    stages.save(database, first, 0, "Никто не видел 12 машин.")
    stages.save(database, first, 1, "Террористы покинули город.")  # a forbidden rendering
    stages.save(database, first, 2, "Здесь стоит короткое замечание.")
    stages.save(database, first, 3, "Никто не видел город.")
    for place in (0, 3):
        stages.review(database, first, place, Action.APPROVE)
    with writing(database) as connection:
        document = factories.add_document(connection, first.project, AGAIN, title="Another")
        edition = factories.add_edition(connection, document, "ru")
        segments = factories.segment_ids(connection, document)
    facts = {name: getattr(first, name) for name in World.__dataclass_fields__}
    return World(**{**facts, "document": document, "edition": edition, "segments": segments})


def stands(database: Database, desk: World, place: int) -> TargetRow:
    with reading(database) as connection:
        return editing.find(connection, desk.edition, desk.segments[place]).target


def fill(database: Database, desk: World, least: float = 0.85) -> int:
    job_id = pretranslating.order(
        database, actor=desk.translator, edition_id=desk.edition, least=least
    )
    assert jobs.run(database, job_id) is not None
    return job_id


# Pre-translation


def test_empty_segments_are_filled_with_drafts_that_say_where_they_come_from(
    database: Database, desk: World
) -> None:
    job_id = fill(database, desk)
    cars, town = stands(database, desk, CARS), stands(database, desk, TOWN)
    assert (cars.text, cars.state) == ("Никто не видел 15 машин.", State.INITIAL)
    assert cars.origin is Origin.MEMORY
    assert cars.score == pytest.approx(18 / 19)
    assert (town.text, town.score) == ("Никто не видел город.", 1)
    assert town.author_id == desk.translator.id
    job = job_control.show(database, actor=desk.reader, job_id=job_id)
    assert job.state is JobState.DONE
    assert job.result == {"segments": 6, "filled": 3, "held_back": 2}


def test_a_match_that_breaks_a_rule_of_today_is_held_back(database: Database, desk: World) -> None:
    fill(database, desk)
    assert stands(database, desk, MILITIA).text == stands(database, desk, REPEATED).text == ""


def test_what_is_less_alike_than_asked_stays_empty(database: Database, desk: World) -> None:
    fill(database, desk, least=1.0)
    assert stands(database, desk, TOWN).text
    assert not stands(database, desk, CARS).text
    assert not stands(database, desk, REMARK).text  # alike, and not reviewed
    assert not stands(database, desk, LEFT_OUT).text


def test_what_somebody_wrote_is_not_touched_and_a_second_run_changes_nothing(
    database: Database, desk: World
) -> None:
    stages.save(database, desk, CARS, "Моё", action=Action.DRAFT)
    job_id = fill(database, desk)
    mine, town = stands(database, desk, CARS), stands(database, desk, TOWN)
    assert (mine.text, mine.origin) == ("Моё", Origin.PERSON)
    with writing(database) as connection:
        connection.execute(
            update(tables.Job).where(tables.Job.id == job_id).values(state=JobState.WAITING)
        )
    assert jobs.run(database, job_id) is not None
    assert stands(database, desk, TOWN) == town


def test_what_was_filled_can_be_taken_back_but_for_what_somebody_touched(
    database: Database, desk: World
) -> None:
    job_id = fill(database, desk)
    stages.save(database, desk, TOWN, "Никто не видел этот город.", action=Action.DRAFT)
    assert pretranslating.undo(database, actor=desk.second, job_id=job_id) == 2
    assert stands(database, desk, CARS).text == ""
    assert stands(database, desk, TOWN).text == "Никто не видел этот город."
    versions, _names = viewing.history_of(
        database, actor=desk.reader, edition_id=desk.edition, segment_id=desk.segments[CARS]
    )
    assert "Никто не видел 15 машин." in {version.row.text for version in versions}
    assert pretranslating.undo(database, actor=desk.second, job_id=job_id) == 0


def test_a_cancelled_job_leaves_nothing(database: Database, desk: World) -> None:
    job_id = pretranslating.order(database, actor=desk.translator, edition_id=desk.edition)
    job = job_control.show(database, actor=desk.translator, job_id=job_id)

    def cancel_after_the_first(done: int, _total: int) -> None:
        if done == 1:
            assert job_control.cancel(database, actor=desk.translator, job_id=job_id)
            raise JobCancelled

    with pytest.raises(JobCancelled):
        pretranslating.fill(database, job, cancel_after_the_first)
    assert stands(database, desk, CARS).text
    undo = tasks()[pretranslating.KIND].undo
    assert undo is not None
    undo(database, job)
    assert [stands(database, desk, place).text for place in range(7)] == [""] * 7
    assert jobs.run(database, job_id) is None  # it is not begun again
    with reading(database) as connection:
        assert memory_places.uses_of_job(connection, job_id)  # it is known what was there


def test_who_may_not_translate_may_not_fill_cancel_or_take_back(
    database: Database, desk: World
) -> None:
    with pytest.raises(NotAllowed):
        pretranslating.order(database, actor=desk.reader, edition_id=desk.edition)
    with pytest.raises(InvalidInput):
        pretranslating.order(database, actor=desk.translator, edition_id=desk.edition, least=0.2)
    job_id = pretranslating.order(database, actor=desk.translator, edition_id=desk.edition)
    with pytest.raises(NotAllowed):
        job_control.cancel(database, actor=desk.reader, job_id=job_id)
    with pytest.raises(NotAllowed):
        pretranslating.undo(database, actor=desk.reader, job_id=job_id)


def test_a_job_of_somebody_who_was_shut_out_fails(database: Database, desk: World) -> None:
    job_id = pretranslating.order(database, actor=desk.translator, edition_id=desk.edition)
    stages.set_row(database, tables.User, desk.translator.id, disabled_at=factories.NOW)
    ended = jobs.run(database, job_id)
    assert ended is not None
    assert ended.state is JobState.FAILED
    assert not stands(database, desk, TOWN).text


def test_checks_that_are_due_are_not_cancelled(database: Database, desk: World) -> None:
    with writing(database) as connection:
        job_id = storage_jobs.enqueue(
            connection, "check-targets", {"targets": []}, project_id=desk.project
        )
    with pytest.raises(Conflict):
        job_control.cancel(database, actor=desk.owner, job_id=job_id)


# Repeats


def test_the_repeats_of_a_confirmed_segment_are_filled_at_once(
    database: Database, desk: World
) -> None:
    first: dict[str, Any] = {
        "actor": desk.translator,
        "edition_id": desk.edition,
        "segment_id": desk.segments[MILITIA],
    }
    assert pretranslating.repeats(database, **first) == ()  # nothing is confirmed yet
    stages.save(database, desk, MILITIA, "Ополчение покинуло город.")
    assert list(pretranslating.repeats(database, **first)) == [desk.segments[REPEATED]]
    assert pretranslating.propagate(database, **first) == 1
    filled = stands(database, desk, REPEATED)
    assert (filled.text, filled.state) == ("Ополчение покинуло город.", State.INITIAL)
    assert (filled.origin, filled.score) == (Origin.MEMORY, 1)
    assert pretranslating.propagate(database, **first) == 0


def test_repeats_are_never_put_over_what_stands_there(database: Database, desk: World) -> None:
    stages.save(database, desk, REPEATED, "Милиция ушла из города.")
    stages.save(database, desk, MILITIA, "Ополчение покинуло город.")
    filled = pretranslating.propagate(
        database,
        actor=desk.translator,
        edition_id=desk.edition,
        segment_id=desk.segments[MILITIA],
    )
    assert filled == 0
    assert stands(database, desk, REPEATED).text == "Милиция ушла из города."


# Leverage


def test_an_analysis_says_what_is_new_repeated_and_alike(database: Database, desk: World) -> None:
    job_id = measuring.order(database, actor=desk.reader, edition_id=desk.edition)
    before = measuring.newest(database, actor=desk.reader, edition_id=desk.edition)
    assert (before.rows, before.job is not None) == ({}, True)
    assert jobs.run(database, job_id) is not None
    found = measuring.newest(database, actor=desk.reader, edition_id=desk.edition)
    counted = {band: amount.segments for band, amount in found.rows.items()}
    assert counted == {
        Band.CONTEXT: 0,
        Band.EXACT: 3,  # the militia twice, and the town
        Band.REPEATED: 0,
        Band.HIGHEST: 0,
        Band.HIGH: 2,
        Band.LOW: 0,
        Band.NEW: 1,
    }
    assert found.rows[Band.NEW] == Amount(
        segments=1, words=6, characters=len("Quite another sentence, by and large.")
    )
    assert found.total.segments == 6


def test_what_comes_again_in_the_document_costs_nothing_twice(database: Database) -> None:
    desk = factories.world(database, ("One new sentence.", "Other words", "One new sentence."))
    job_id = measuring.order(database, actor=desk.reader, edition_id=desk.edition)
    assert jobs.run(database, job_id) is not None
    found = measuring.newest(database, actor=desk.reader, edition_id=desk.edition)
    assert (found.rows[Band.NEW].segments, found.rows[Band.REPEATED].segments) == (2, 1)


def test_translations_of_the_edition_itself_do_not_count(database: Database) -> None:
    desk = factories.world(database)
    stages.translate(database, desk, approve=False)
    job_id = measuring.order(database, actor=desk.reader, edition_id=desk.edition)
    assert jobs.run(database, job_id) is not None
    found = measuring.newest(database, actor=desk.reader, edition_id=desk.edition)
    assert found.rows[Band.NEW].segments == 5
