"""Files go out of an edition and come home: nothing newer is lost, and all of it can be undone."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection

from tests.workbench import desk as desks
from tests.workbench.desk import CARS, MILITIA, REPUBLIC, TITLE
from tests.workbench.factories import World
from tests.workbench.tripping import (
    choose,
    home,
    kinds,
    look,
    out,
    recall,
    remark,
    remarks,
    set_target,
    stands,
    take,
)
from translations.model import Mark, Origin, State
from translations.review import Action
from translations.trips.arriving import Kind
from workbench import jobs
from workbench.errors import Conflict, NotFound
from workbench.services import (
    correcting,
    viewing,
)
from workbench.services.trips import many, recalling, receiving, settling, showing
from workbench.services.trips.receiving import Choices
from workbench.storage import comments, feed, histories, memory_units
from workbench.storage import jobs as storage_jobs
from workbench.storage.engine import Database, reading, writing
from workbench.storage.jobs import JobState


@pytest.fixture
def desk(database: Database) -> World:
    return desks.furnish(database)


def test_a_text_goes_out_is_changed_comes_home_and_is_taken_back(
    database: Database, desk: World
) -> None:
    desks.write(database, desk, TITLE, "О словах")
    text = out(database, desk)
    number = home(database, desk, text.replace("О словах", "О самих словах"))
    seen = look(database, desk, number)
    assert len(seen.preview.of(Kind.UNCHANGED)) == 5
    (row,) = seen.preview.of(Kind.CHANGED)
    assert row.target == "О самих словах"
    assert stands(database, desk, TITLE).text == "О словах"

    assert take(database, desk, number).taken == 1
    target = stands(database, desk, TITLE)
    assert (target.text, target.origin) == ("О самих словах", Origin.IMPORTED)
    assert target.state is State.TRANSLATED
    with pytest.raises(NotFound):
        look(database, desk, number)

    assert recall(database, desk, number).done == 1
    target = stands(database, desk, TITLE)
    assert (target.text, target.state, target.origin) == (
        "О словах",
        State.TRANSLATED,
        Origin.PERSON,
    )
    with pytest.raises(Conflict):
        recall(database, desk, number)


def test_what_comes_home_is_checked_remembered_written_down_and_told(
    database: Database, desk: World
) -> None:
    text = set_target(out(database, desk), "It went to the republic.", "Оно ушло в край.")
    number = home(database, desk, text.replace('state="initial"', 'state="translated"'))
    take(database, desk, number)
    target = stands(database, desk, REPUBLIC)
    assert target.state is State.TRANSLATED
    assert target.warnings + target.errors > 0
    segment = desk.segments[REPUBLIC]
    history, _ = viewing.history_of(
        database, actor=desk.owner, edition_id=desk.edition, segment_id=segment
    )
    assert [entry.row.note for entry in history] == ["a.xlf"]
    with reading(database) as connection:
        (unit,) = memory_units.at(connection, desk.edition, segment)
        (entry,) = feed.newest(connection, desk.project, limit=1)
    assert unit.unit.target == "Оно ушло в край."
    assert (entry.kind, entry.facts["taken"]) == ("homecoming.settled", 1)


def test_newer_work_here_is_a_conflict_that_is_not_taken_unasked(
    database: Database, desk: World
) -> None:
    desks.write(database, desk, TITLE, "О словах")
    desks.write(database, desk, CARS, "Никто не видел 12 машин.")
    text = out(database, desk).replace("О словах", "О самих словах")
    desks.write(database, desk, TITLE, "Про слова", version=1, actor=desk.second)
    number = home(database, desk, text.replace("12 машин", "12 автомобилей"))
    assert kinds(database, desk, number) == {TITLE: Kind.CONFLICT, CARS: Kind.CHANGED}
    take(database, desk, number)
    assert stands(database, desk, TITLE).text == "Про слова"
    assert stands(database, desk, CARS).text == "Никто не видел 12 автомобилей."


def test_a_conflict_is_taken_where_a_person_says_so(database: Database, desk: World) -> None:
    desks.write(database, desk, TITLE, "О словах")
    text = out(database, desk).replace("О словах", "О самих словах")
    desks.write(database, desk, TITLE, "Про слова", version=1, actor=desk.second)
    number = home(database, desk, text)
    choose(database, desk, number, Choices(take={desk.segments[TITLE]: True}))
    take(database, desk, number)
    assert stands(database, desk, TITLE).text == "О самих словах"


def test_what_moves_after_the_preview_stops_everything(database: Database, desk: World) -> None:
    desks.write(database, desk, TITLE, "О словах")
    text = set_target(out(database, desk), "Nobody saw 12 cars.", "Никто не видел 12 машин.")
    number = home(database, desk, text.replace("О словах", "О самих словах"))
    seal = look(database, desk, number).seal
    desks.write(database, desk, TITLE, "Про слова", version=1, actor=desk.second)
    with pytest.raises(Conflict, match="changed since you looked"):
        settling.settle(
            database,
            actor=desk.translator,
            edition_id=desk.edition,
            homecoming_id=number,
            seal=seal,
        )
    assert stands(database, desk, CARS).text == ""
    assert kinds(database, desk, number) == {TITLE: Kind.CONFLICT, CARS: Kind.NEW}


def test_what_was_approved_stays_unless_a_person_says_so(database: Database, desk: World) -> None:
    desks.write(database, desk, TITLE, "О словах")
    text = out(database, desk).replace("О словах", "О самих словах")
    desks.review(database, desk, TITLE, Action.APPROVE)
    number = home(database, desk, text)
    assert kinds(database, desk, number) == {TITLE: Kind.APPROVED}
    assert look(database, desk, number).taken == ()
    choose(database, desk, number, Choices(take={desk.segments[TITLE]: True}))
    take(database, desk, number)
    assert stands(database, desk, TITLE).state is State.TRANSLATED


def test_a_final_text_is_opened_by_a_reviewer_alone(database: Database, desk: World) -> None:
    desks.write(database, desk, TITLE, "О словах")
    for action in (Action.APPROVE, Action.SIGN_OFF):
        desks.review(database, desk, TITLE, action)
    text = out(database, desk).replace("О словах", "О самих словах")
    number = home(database, desk, text)
    assert kinds(database, desk, number) == {TITLE: Kind.REFUSED}
    number = home(database, desk, text, actor=desk.reviewer)
    assert kinds(database, desk, number, desk.reviewer) == {TITLE: Kind.APPROVED}
    chosen = Choices(take={desk.segments[TITLE]: True})
    choose(database, desk, number, chosen, desk.reviewer)
    take(database, desk, number, desk.reviewer)
    target = stands(database, desk, TITLE)
    # Nobody approves here what they bring in themselves.
    assert (target.text, target.state) == ("О самих словах", State.TRANSLATED)


def test_a_state_comes_home_as_far_as_the_person_may_give_it(
    database: Database, desk: World
) -> None:
    desks.write(database, desk, TITLE, "О словах")
    text = out(database, desk).replace('state="translated"', 'state="final"')
    number = home(database, desk, text)
    assert kinds(database, desk, number) == {}
    number = home(database, desk, text, actor=desk.reviewer)
    assert kinds(database, desk, number, desk.reviewer) == {TITLE: Kind.STATE}
    take(database, desk, number, desk.reviewer)
    assert stands(database, desk, TITLE).state is State.FINAL
    recalling.recall(database, actor=desk.reviewer, edition_id=desk.edition, homecoming_id=number)
    assert stands(database, desk, TITLE).state is State.TRANSLATED


def test_an_open_error_holds_an_approval_back_and_is_told(database: Database, desk: World) -> None:
    desks.write(database, desk, CARS, "Никто не видел 13 машин.")
    text = out(database, desk).replace('state="translated"', 'state="reviewed"')
    number = home(database, desk, text, actor=desk.reviewer)
    done = take(database, desk, number, desk.reviewer)
    assert [each.segment for each in done.held_back] == [desk.segments[CARS]]
    assert stands(database, desk, CARS).state is State.TRANSLATED


@pytest.mark.parametrize(
    ("form", "name"),
    [("xliff", "a.xlf"), ("xliff12", "a.xlf"), ("po", "a.po"), ("table", "a.docx")],
)
def test_a_note_that_is_not_here_yet_becomes_a_comment(
    database: Database, desk: World, form: str, name: str
) -> None:
    desks.write(database, desk, MILITIA, "Черновик", action=Action.DRAFT)
    remark(database, desk, "Two words?")
    text = out(database, desk, form)
    assert "Two words?" in text
    other = text.replace("Two words?", "One word.")
    number = home(database, desk, other, name)
    done = take(database, desk, number)
    assert (done.taken, done.comments) == (0, 1)
    assert remarks(database, desk) == ["Two words?", "One word."]
    number = home(database, desk, other, name)
    assert look(database, desk, number).commented == ()


def test_undo_settles_the_comments_that_came(database: Database, desk: World) -> None:
    remark(database, desk, "Two words?")
    number = home(database, desk, out(database, desk).replace("Two words?", "One word."))
    take(database, desk, number)
    recall(database, desk, number)
    with reading(database) as connection:
        rows = comments.of_segment(connection, desk.edition, desk.segments[MILITIA])
    assert [row.resolved_at is None for row in rows] == [True, False]


def test_undo_leaves_what_somebody_has_changed_since(database: Database, desk: World) -> None:
    text = set_target(out(database, desk), "Nobody saw 12 cars.", "Никто не видел 12 машин.")
    text = set_target(text, "It went to the republic.", "Оно ушло в республику.")
    number = home(database, desk, text)
    assert take(database, desk, number).taken == 2
    desks.write(database, desk, CARS, "Никто не видел 12 авто.", version=1, actor=desk.second)
    done = recall(database, desk, number)
    assert (done.done, done.changed_since) == (1, (desk.segments[CARS],))
    assert stands(database, desk, REPUBLIC).text == ""
    assert stands(database, desk, CARS).text == "Никто не видел 12 авто."


def test_a_source_that_changed_since_makes_a_draft_of_what_is_taken(
    database: Database, desk: World
) -> None:
    text = set_target(out(database, desk), "Nobody saw 12 cars.", "Никто не видел 12 машин.")
    correcting.correct_text(
        database,
        actor=desk.owner,
        segment_id=desk.segments[CARS],
        text="Nobody saw 14 cars.",
        version=1,
        substantive=True,
    )
    number = home(database, desk, text.replace('state="initial"', 'state="translated"'))
    assert kinds(database, desk, number) == {CARS: Kind.CONFLICT}
    choose(database, desk, number, Choices(take={desk.segments[CARS]: True}))
    take(database, desk, number)
    assert stands(database, desk, CARS).state is State.INITIAL


def test_a_text_that_comes_home_as_a_draft_is_returned_by_a_reviewer(
    database: Database, desk: World
) -> None:
    desks.write(database, desk, TITLE, "О словах")
    text = out(database, desk).replace('state="translated"', 'state="initial"')
    number = home(database, desk, text)
    assert kinds(database, desk, number) == {}
    number = home(database, desk, text, actor=desk.reviewer)
    take(database, desk, number, desk.reviewer)
    target = stands(database, desk, TITLE)
    assert (target.state, target.marks) == (State.INITIAL, frozenset({Mark.RETURNED}))
    with reading(database) as connection:
        assert target.id is not None
        (review,) = histories.reviews(connection, target.id)
    assert (review.outcome, review.category, review.reason) == ("returned", "other", "a.xlf")


def test_a_reviewer_takes_a_state_step_by_step(database: Database, desk: World) -> None:
    desks.write(database, desk, TITLE, "О словах", action=Action.DRAFT)
    text = out(database, desk).replace("<target", "<target ", 1)
    text = text.replace('state="initial"', 'state="final"', 1)
    number = home(database, desk, text, actor=desk.reviewer)
    take(database, desk, number, desk.reviewer)
    assert stands(database, desk, TITLE).state is State.FINAL
    text = out(database, desk).replace('state="final"', 'state="translated"')
    number = home(database, desk, text, actor=desk.reviewer)
    take(database, desk, number, desk.reviewer)
    assert stands(database, desk, TITLE).state is State.TRANSLATED


def test_the_findings_of_neighbours_follow(database: Database, desk: World) -> None:
    """A term may be rendered in the next segment of its block."""
    desks.write(database, desk, MILITIA, "Оно покинуло город.")
    missing = stands(database, desk, MILITIA)
    assert missing.warnings + missing.errors > 0
    text = set_target(
        out(database, desk), "It went to the republic.", "Народное ополчение ушло в республику."
    )
    number = home(database, desk, text)
    take(database, desk, number)
    rendered = stands(database, desk, MILITIA)
    assert rendered.warnings + rendered.errors < missing.warnings + missing.errors
    recall(database, desk, number)
    again = stands(database, desk, MILITIA)
    assert (again.errors, again.warnings) == (missing.errors, missing.warnings)


def test_all_is_checked_again_where_the_ground_moves(database: Database, desk: World) -> None:
    """At the last nobody else can write in the blocks."""
    texts = {desk.segments[REPUBLIC]: "Оно ушло в республику."}
    decided: list[int] = []
    written: list[many.CheckedBlock] = []

    def decide(connection: Connection) -> tuple[int, tuple[many.CheckedBlock, ...]]:
        blocks = many.check(connection, desk.edition, texts)
        decided.append(len(blocks))
        if len(decided) < 4:
            number = len(decided)
            text = f"Никто не видел {number} машин."
            desks.write(database, desk, CARS, text, version=number - 1)
        return len(decided), blocks

    def write(connection: Connection, number: int, blocks: tuple[many.CheckedBlock, ...]) -> int:
        written.extend(blocks)
        return number

    assert many.carry_out(database, decide, write) == 5
    assert [block.scene.place.segment_id for block in written] == [desk.segments[REPUBLIC]]
    with reading(database) as connection, pytest.raises(NotFound):
        many.check(connection, desk.edition, {99_999: ""})


def test_what_was_never_taken_or_is_not_there_is_not_found(database: Database, desk: World) -> None:
    number = home(database, desk, out(database, desk))
    with pytest.raises(NotFound):
        recall(database, desk, number)
    with pytest.raises(NotFound):
        showing.show(database, actor=desk.owner, edition_id=9_999)
    with pytest.raises(NotFound):
        receiving.drop(database, actor=desk.owner, edition_id=9_999, homecoming_id=number)


def test_a_file_may_come_home_again_and_again(database: Database, desk: World) -> None:
    """What it brought the last time is no newer work; the copy of somebody else is none either."""
    desks.write(database, desk, TITLE, "О словах")
    copy = out(database, desk)
    once = copy.replace("О словах", "О самих словах")
    first = home(database, desk, once)
    take(database, desk, first)
    again = home(database, desk, once.replace("О самих словах", "О словах самих"))
    assert kinds(database, desk, again) == {TITLE: Kind.CHANGED}
    for same in (once, copy):
        assert kinds(database, desk, home(database, desk, same)) == {}
    recall(database, desk, first)
    assert kinds(database, desk, home(database, desk, once)) == {TITLE: Kind.CHANGED}


def test_a_state_that_is_further_here_stays(database: Database, desk: World) -> None:
    desks.write(database, desk, TITLE, "О словах", action=Action.DRAFT)
    text = out(database, desk).replace('state="initial"', 'state="translated"', 1)
    desks.write(database, desk, TITLE, "О словах", version=1)
    desks.review(database, desk, TITLE, Action.APPROVE)
    number = home(database, desk, text, actor=desk.reviewer)
    assert kinds(database, desk, number, desk.reviewer) == {}


def test_a_large_file_is_taken_by_a_worker(
    database: Database, desk: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "AT_ONCE", 0)
    text = set_target(out(database, desk), "Nobody saw 12 cars.", "Никто не видел 12 машин.")
    number = home(database, desk, text)
    asked = {"actor": desk.translator, "edition_id": desk.edition, "homecoming_id": number}
    with pytest.raises(Conflict):
        settling.order(database, seal="another", **asked)  # type: ignore[arg-type] # as named
    seal = look(database, desk, number).seal
    job_id = settling.order(database, seal=seal, **asked)  # type: ignore[arg-type] # as named
    assert isinstance(job_id, int)
    assert stands(database, desk, CARS).text == ""
    done = jobs.run(database, job_id)
    assert done is not None
    assert (done.state, (done.result or {})["taken"]) == (JobState.DONE, 1)
    assert stands(database, desk, CARS).text == "Никто не видел 12 машин."
    assert "taken" not in settling.run(database, done)
    with writing(database) as connection:
        lonely = storage_jobs.enqueue(
            connection, settling.KIND, {**done.arguments, "homecoming": 99}, actor_id=None
        )
    refused = jobs.run(database, lonely)
    assert refused is not None
    assert refused.state is JobState.FAILED
