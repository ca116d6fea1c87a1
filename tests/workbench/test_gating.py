"""The gate: every blocker, with its segments; what may be overridden; nothing out of date."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, select, update

from glossary.model import Status
from tests.workbench import factories
from tests.workbench import stages as work
from tests.workbench.factories import World
from translations.model import Code, CodeKind, Segment, State
from translations.review import Action
from workbench import jobs as worker
from workbench.errors import NotFound
from workbench.permissions import Permission
from workbench.services import commenting, due_checks, gating
from workbench.services.gating import BlockerKind, Gate
from workbench.services.terms import RECHECK
from workbench.storage import findings, jobs, tables
from workbench.storage.engine import Database, reading, writing
from workbench.storage.jobs import JobState

SQLITE = pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)


@pytest.fixture
def desk(database: Database) -> World:
    """An article whose edition is ready to be published."""
    desk = factories.world(database)
    work.index(database, desk)
    work.translate(database, desk)
    return desk


def look(database: Database, desk: World) -> Gate:
    return gating.gate(database, actor=desk.reader, edition_id=desk.edition)


def blocked(database: Database, desk: World) -> dict[BlockerKind, tuple[int, ...]]:
    return {b.kind: b.segments for b in look(database, desk).blockers}


def target_id(database: Database, desk: World, place: int) -> int:
    with reading(database) as connection:
        statement = select(tables.Target.id).where(
            tables.Target.segment_id == desk.segments[place],
            tables.Target.edition_id == desk.edition,
        )
        return connection.execute(statement).scalar_one()


def test_an_edition_that_is_reviewed_and_clean_is_open(database: Database, desk: World) -> None:
    gate = look(database, desk)
    assert gate.open
    assert gate.blockers == ()
    assert gate.counts == {s: 5 if s is State.REVIEWED else 0 for s in State}
    assert (gate.total, gate.empty) == (5, 0)


def empty(database: Database, desk: World) -> None:
    work.review(database, desk, 1, Action.RETURN)
    work.save(database, desk, 1, " ", action=Action.DRAFT)


def outdated(database: Database, desk: World) -> None:
    work.set_row(database, tables.Target, target_id(database, desk, 1), marks=["outdated"])


def banned(database: Database, desk: World) -> None:
    work.save(database, desk, 0, "Террористы покинули этот город вчера.")


def unreviewed(database: Database, desk: World) -> None:
    work.save(database, desk, 1, "Оно ушло в эту республику.")


def remarked(database: Database, desk: World, *, on_source: bool = False) -> None:
    commenting.add_comment(
        database,
        actor=desk.reviewer,
        edition_id=desk.edition,
        segment_id=desk.segments[1],
        text="Is this so?",
        on_source=on_source,
    )


def remarked_on_source(database: Database, desk: World) -> None:
    remarked(database, desk, on_source=True)


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (empty, {BlockerKind.EMPTY: 1}),
        (outdated, {BlockerKind.OUTDATED: 1}),
        (banned, {BlockerKind.ERRORS: 0, BlockerKind.BELOW_STATE: 0}),
        (unreviewed, {BlockerKind.BELOW_STATE: 1}),
        (remarked, {BlockerKind.COMMENTS: 1}),
        (remarked_on_source, {BlockerKind.COMMENTS: 1}),
    ],
)
def test_each_blocker_names_its_segments(
    database: Database,
    desk: World,
    spoil: Callable[[Database, World], None],
    expected: dict[BlockerKind, int],
) -> None:
    spoil(database, desk)
    assert blocked(database, desk) == {
        kind: (desk.segments[place],) for kind, place in expected.items()
    }


def test_broken_codes_are_told_apart_from_other_errors(database: Database) -> None:
    chip = chr(0xE000)
    bold = Code(id="1", kind=CodeKind.PLACEHOLDER, original="![x](y)", display="img")
    desk = factories.world(database, [(Segment(text=f"A {chip} car.", codes=(bold,)), "B.")])
    for place, text in enumerate((f"Одна {chip}{chip} машина.", "Б.")):
        work.save(database, desk, place, text)
    found = blocked(database, desk)
    assert found[BlockerKind.BROKEN_CODES] == (desk.segments[0],)
    assert BlockerKind.ERRORS not in found
    assert found[BlockerKind.BELOW_STATE] == desk.segments


def test_broken_codes_that_were_waived_block_all_the_same(database: Database) -> None:
    line = Code(id="1", kind=CodeKind.PLACEHOLDER, original="<br>", can_delete=False)
    desk = factories.world(database, [(Segment(text="A \ue000 car.", codes=(line,)), "B.")])
    for place, text in enumerate(("Одна машина.", "Б.")):
        work.save(database, desk, place, text)
    with writing(database) as connection:
        waiver = findings.add_waiver(
            connection, edition_id=desk.edition, segment_id=desk.segments[0], scope="occurrence",
            check_name="codes", kind="missing", source_words="\ue000", reason="Seen.",
            actor_id=desk.reviewer.id, at=datetime.now(UTC),
        )  # fmt: skip
        connection.execute(update(tables.Finding).values(waiver_id=waiver))
    assert blocked(database, desk)[BlockerKind.BROKEN_CODES] == (desk.segments[0],)


def test_an_edition_without_a_segment_is_empty(database: Database) -> None:
    desk = factories.world(database, [])
    assert blocked(database, desk) == {BlockerKind.EMPTY: ()}


def test_a_project_may_publish_only_what_is_final(database: Database, desk: World) -> None:
    work.set_row(database, tables.Project, desk.project, publish_from="final")
    work.review(database, desk, 0, Action.SIGN_OFF)
    assert blocked(database, desk) == {BlockerKind.BELOW_STATE: desk.segments[1:]}


def test_only_what_a_person_can_answer_for_may_be_overridden() -> None:
    assert set(BlockerKind) - gating.OVERRIDABLE.keys() == {
        BlockerKind.EMPTY,
        BlockerKind.OUTDATED,
        BlockerKind.BROKEN_CODES,
        BlockerKind.UNCHECKED,
    }
    owners = {kind for kind, who in gating.OVERRIDABLE.items() if who is Permission.MANAGE}
    assert owners == {BlockerKind.RIGHTS}


def test_what_is_left_out_blocks_nothing(database: Database, desk: World) -> None:
    empty(database, desk)
    with writing(database) as connection:
        block = connection.execute(
            select(tables.Segment.block_id).where(tables.Segment.id == desk.segments[1])
        ).scalar_one()
        connection.execute(
            insert(tables.LeftOut).values(edition_id=desk.edition, block_id=block, reason="Cut")
        )
    gate = look(database, desk)
    assert gate.open
    assert gate.total == 2


def test_a_settled_remark_blocks_no_more(database: Database, desk: World) -> None:
    remarked(database, desk)
    work.set_row(database, tables.Comment, 1, resolved_at=datetime.now(UTC))
    assert look(database, desk).open


# Nothing out of date


def forbid_republic(database: Database, desk: World) -> None:
    """Forbid a word that stands in the edition, and re-check nothing."""
    concepts = tuple(
        replace(
            concept,
            terms=tuple(
                replace(term, status=Status.FORBIDDEN) if term.text == "республика" else term
                for term in concept.terms
            ),
        )
        for concept in factories.TERMBASE.concepts
    )
    with writing(database) as connection:
        changed = replace(factories.TERMBASE, concepts=concepts)
        factories.change_glossary(connection, desk.glossary, changed)


def test_findings_older_than_the_glossary_are_made_again_before_the_gate_opens(
    database: Database, desk: World
) -> None:
    forbid_republic(database, desk)
    assert blocked(database, desk) == {BlockerKind.ERRORS: (desk.segments[1],)}


def test_what_was_never_checked_as_it_stands_is_checked(database: Database, desk: World) -> None:
    key = target_id(database, desk, 2)
    work.set_row(database, tables.Target, key, checked_revision=0, text="Никто не видел 13 машин.")
    assert blocked(database, desk) == {BlockerKind.ERRORS: (desk.segments[2],)}


@pytest.mark.parametrize("state", [JobState.WAITING, JobState.RUNNING])
def test_a_recheck_of_the_glossary_that_is_under_way_blocks(
    database: Database, desk: World, state: JobState
) -> None:
    with writing(database) as connection:
        span = {"glossary": desk.glossary, "before": 1, "after": 1}
        job_id = jobs.enqueue(connection, RECHECK, span)
    work.set_row(database, tables.Job, job_id, state=state)
    assert blocked(database, desk) == {BlockerKind.UNCHECKED: ()}
    work.set_row(database, tables.Job, job_id, state=JobState.DONE)
    assert look(database, desk).open


def test_a_recheck_of_another_glossary_blocks_nothing(database: Database, desk: World) -> None:
    with writing(database) as connection:
        span = {"glossary": desk.glossary + 1, "before": 0, "after": 1}
        jobs.enqueue(connection, RECHECK, span)
    assert look(database, desk).open


def test_a_recheck_that_broke_off_is_made_up_for(database: Database, desk: World) -> None:
    """A new word occurs in no pair that was checked before it: only the job knows of it."""
    key = target_id(database, desk, 2)
    work.set_row(database, tables.Target, key, text="Никто не видел 13 машин.")
    assert look(database, desk).open
    with writing(database) as connection:
        span = {"glossary": desk.glossary, "before": 1, "after": 2}
        job_id = jobs.enqueue(connection, RECHECK, span)
    work.set_row(database, tables.Job, job_id, state=JobState.FAILED)
    work.set_row(database, tables.Glossary, desk.glossary, revision=2)
    assert blocked(database, desk) == {BlockerKind.ERRORS: (desk.segments[2],)}


def test_a_check_of_its_targets_that_waits_blocks(database: Database, desk: World) -> None:
    with writing(database) as connection:
        due_checks.order(
            connection,
            [target_id(database, desk, 0)],
            project_id=desk.project,
            actor=desk.owner,
        )
    assert blocked(database, desk) == {BlockerKind.UNCHECKED: ()}
    worker.run_waiting(database)
    assert look(database, desk).open


def test_many_targets_are_checked_by_a_job_and_the_gate_waits(
    database: Database, desk: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gating, "_FEW", 0)
    forbid_republic(database, desk)
    for _ in range(2):  # a second look orders nothing again
        assert BlockerKind.UNCHECKED in blocked(database, desk)
    assert worker.run_waiting(database) == 1
    assert blocked(database, desk) == {BlockerKind.ERRORS: (desk.segments[1],)}


# Who looks, and what they saw


@SQLITE
def test_strangers_see_no_gate(database: Database, desk: World) -> None:
    with pytest.raises(NotFound):
        gating.gate(database, actor=desk.stranger, edition_id=desk.edition)


def test_the_seal_changes_with_the_blockers(database: Database, desk: World) -> None:
    unreviewed(database, desk)
    before = look(database, desk).seal
    assert look(database, desk).seal == before
    work.save(database, desk, 2, "Никто и не видел 12 машин.")
    assert look(database, desk).seal != before
