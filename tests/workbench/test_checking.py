"""What is stored of findings and occurrences is what a check from scratch finds, always."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

import glossary.model as gm
from glossary.model import Status
from tests.workbench import factories
from tests.workbench.factories import Paragraph, World
from translations.errors import ActionRefused
from translations.review import Action
from translations.waivers import Scope
from workbench.errors import NotFound
from workbench.services import checking, editing, glossing, scenes, waiving
from workbench.storage import feed, findings, occurrences, tables
from workbench.storage.engine import Database, reading, writing

ARTICLE: tuple[factories.Written, ...] = (
    (
        "The people's militia left.",
        "“It went home,” he said.",
        "The republic was a republic.",
        "It was a coup d'état.",
    ),
    Paragraph(segments=("“We are the militia.", "We stay.”"), voice=gm.Voice.ANSWER, speaker="A"),
)
TEXTS = (
    "",
    "Ополчение ушло.",
    "Ополченцы ушли.",
    "Террористы ушли.",
    "«Оно ушло домой», — сказал он.",
    "«Ополчение ушло домой, — сказал он.",
    "Ушло домой».",
    "Республика была республикой.",
    "Это был край.",
    "Это был государственный переворот.",
    "Это была смена власти. Ополчение ждало.",
    "Вооружённые формирования остались.",
)


@pytest.fixture
def desk(database: Database) -> World:
    return factories.world(database, ARTICLE)


def stored(database: Database, desk: World) -> dict[int, tuple[object, ...]]:
    """All that is kept of what was found, by segment."""
    found: dict[int, tuple[object, ...]] = {}
    with reading(database) as connection:
        for segment in desk.segments:
            row = editing.find(connection, desk.edition, segment).target
            if row.id is not None:
                found[segment] = (
                    findings.of_target(connection, row.id),
                    occurrences.of_target(connection, row.id),
                    (row.errors, row.warnings, row.notes),
                )
    return found


def from_scratch(database: Database, desk: World) -> dict[int, tuple[object, ...]]:
    found: dict[int, tuple[object, ...]] = {}
    with reading(database) as connection:
        for segment in desk.segments:
            place = editing.find(connection, desk.edition, segment)
            if place.target.id is not None:
                checked = scenes.gather(connection, place).check(segment)
                counts = checked.counts
                found[segment] = (
                    checked.found,
                    checked.occurrences,
                    (counts.errors, counts.warnings, counts.notes),
                )
    return found


def save(
    database: Database, desk: World, segment: int, text: str, action: Action = Action.DRAFT
) -> None:
    with reading(database) as connection:
        version = editing.find(connection, desk.edition, desk.segments[segment]).target.version
    try:
        editing.save_target(
            database,
            actor=desk.translator,
            edition_id=desk.edition,
            segment_id=desk.segments[segment],
            text=text,
            version=version,
            action=action,
        )
    except ActionRefused:
        assert not text


def waive(database: Database, desk: World, segment: int, scope: Scope) -> None:
    """Waive the first open finding of a segment, if it has one."""
    with reading(database) as connection:
        place = editing.find(connection, desk.edition, desk.segments[segment])
        if place.target.id is None:
            return
        scene = scenes.gather(connection, place)
    first = next(iter(scene.check(place.segment_id).open), None)
    if first is None or (scope is Scope.SPEAKER and not place.speaker):
        return
    waiving.waive(
        database,
        actor=desk.owner,
        edition_id=desk.edition,
        segment_id=place.segment_id,
        version=place.target.version,
        check=first.check,
        kind=first.kind,
        source=first.source,
        target=first.target,
        scope=scope,
        reason="So it is.",
    )


def change_status(database: Database, desk: World, text: str, status: Status) -> None:
    with reading(database) as connection:
        before = glossing.termbase(connection, desk.glossary)
    concepts = tuple(
        replace(
            concept,
            terms=tuple(
                replace(term, status=status) if term.text == text else term
                for term in concept.terms
            ),
        )
        for concept in before.concepts
    )
    with writing(database) as connection:
        factories.change_glossary(connection, desk.glossary, replace(before, concepts=concepts))


def choose_policy(database: Database, desk: World, policy: str) -> None:
    with writing(database) as connection:
        connection.execute(
            update(tables.Edition)
            .where(tables.Edition.id == desk.edition)
            .values(policy=policy, policy_version=tables.Edition.policy_version + 1)
        )


def recheck_all(database: Database) -> int:
    with reading(database) as connection:
        target_ids = connection.execute(select(tables.Target.id)).scalars().all()
    return checking.recheck(database, target_ids)


_SEGMENTS = st.integers(0, 5)
_SAVES = st.tuples(
    st.just("save"),
    _SEGMENTS,
    st.sampled_from(TEXTS),
    st.sampled_from([Action.DRAFT, Action.CONFIRM]),
)
_WAIVERS = st.tuples(st.just("waive"), _SEGMENTS, st.sampled_from(Scope), st.none())
_CHANGES = st.one_of(
    st.tuples(
        st.just("status"),
        st.sampled_from(["ополчение", "террористы", "смена власти", "край", "militia"]),
        st.sampled_from(Status),
        st.none(),
    ),
    st.tuples(st.just("policy"), st.sampled_from(["", "descriptive"]), st.none(), st.none()),
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(st.one_of(_SAVES, _SAVES, _SAVES, _WAIVERS), max_size=8))
def test_saves_and_waivers_keep_what_is_stored_equal_to_a_check_from_scratch(
    database: Database, desk: World, steps: list[tuple[str, int, object, object]]
) -> None:
    # The desk goes on from example to example, which only makes its past longer.
    for kind, segment, what, how in steps:
        if kind == "save":
            save(database, desk, segment, str(what), Action(str(how)))
        else:
            waive(database, desk, segment, Scope(str(what)))
        assert stored(database, desk) == from_scratch(database, desk)
    assert recheck_all(database) == 0


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    saves=st.lists(_SAVES, max_size=6),
    changes=st.lists(_CHANGES, min_size=1, max_size=3),
)
def test_a_recheck_after_changes_equals_a_check_from_scratch(
    database: Database,
    desk: World,
    saves: list[tuple[str, int, str, Action]],
    changes: list[tuple[str, str, Status | None, None]],
) -> None:
    for _, segment, text, action in saves:
        save(database, desk, segment, text, action)
    for kind, what, status, _ in changes:
        if kind == "status" and status is not None:
            change_status(database, desk, what, status)
        else:
            choose_policy(database, desk, what)
    recheck_all(database)
    assert stored(database, desk) == from_scratch(database, desk)
    assert recheck_all(database) == 0


def test_a_recheck_beside_people_who_save_loses_nothing(database: Database, desk: World) -> None:
    for segment in range(6):
        save(database, desk, segment, "Ополчение ушло.")
    change_status(database, desk, "ополчение", Status.FORBIDDEN)

    def write(segment: int) -> None:
        for text in ("Террористы ушли.", "Ополчение ушло.", "Ушло домой»."):
            save(database, desk, segment, text)

    with ThreadPoolExecutor(8) as people:
        work: list[Future[None] | Future[int]] = [people.submit(write, s) for s in range(6)]
        work += [people.submit(recheck_all, database) for _ in range(2)]
        for each in work:
            each.result()
    assert stored(database, desk) == from_scratch(database, desk)


def test_a_recheck_tells_the_project_where_something_changed(
    database: Database, desk: World
) -> None:
    save(database, desk, 0, "Ополчение ушло.")
    save(database, desk, 2, "Республика была республикой.")
    change_status(database, desk, "ополчение", Status.FORBIDDEN)
    assert recheck_all(database) == 1
    with reading(database) as connection:
        last = feed.since(connection, desk.project, 0)[-1]
        rows = [editing.find(connection, desk.edition, s).target for s in desk.segments]
    assert (last.kind, last.facts) == ("target.rechecked", {"segments": [desk.segments[0]]})
    assert {row.checked_revision for row in rows if row.id} == {2}


def test_a_typed_text_is_checked_and_not_stored(database: Database, desk: World) -> None:
    checked, _, _ = checking.check_typed(
        database,
        actor=desk.reader,
        edition_id=desk.edition,
        segment_id=desk.segments[0],
        text="Террористы ушли.",
    )
    assert [f.kind for f in checked.open] == ["banned"]
    assert stored(database, desk) == {}


def test_a_stranger_does_not_check(database: Database, desk: World) -> None:
    with pytest.raises(NotFound):
        checking.check_typed(
            database,
            actor=desk.stranger,
            edition_id=desk.edition,
            segment_id=desk.segments[0],
            text="Ушли.",
        )


def test_a_policy_that_is_gone_leaves_the_statuses(database: Database, desk: World) -> None:
    choose_policy(database, desk, "gone")
    save(database, desk, 0, "Террористы ушли.")
    with reading(database) as connection:
        row = editing.find(connection, desk.edition, desk.segments[0]).target
    assert row.errors == 1
